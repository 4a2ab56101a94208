"""The generator of copies knows what it copied."""

from __future__ import annotations

from bench.copies import adjusted_rand, clusters, gold_pairs, missed, pair_figure
from bench.copying import COMMON, pile
from onrecord.across.copies import find_copies

_LETTERS = str.maketrans("0123456789", "bcdfghjklm")
#: Thirty reports of six paragraphs, no word of which stands twice.
BASES = [
    (
        "en",
        [" ".join(f"w{n}p{p}x{w}".translate(_LETTERS) for w in range(25)) + "." for p in range(6)],
    )
    for n in range(30)
]


def test_every_character_of_a_word_has_its_origin() -> None:
    for report in pile(BASES, seed=3):
        assert len(report.origins) == len(report.brief.text)
        for span in report.brief.prose:
            for at in range(span.start, span.end):
                spaced = report.brief.text[at].isspace()
                assert spaced == (report.origins[at] is None)


def test_gold_pairs_share_words_and_our_own_measure_finds_them() -> None:
    made = pile(BASES, seed=3)
    gold, unsure = gold_pairs(made)
    words = {m.brief.report_id: m.words() for m in made}
    assert gold and all(len(words[a] & words[b]) >= 20 for a, b in map(sorted, gold))
    assert all(COMMON not in held for held in words.values())
    found = find_copies([m.brief for m in made])
    pairs = {frozenset((c.earlier, c.later)) for c in found}
    assert pair_figure(gold, unsure, pairs).f1 > 90
    assert missed(made, found)[0] == 0
    lost, every = missed(made, [])
    assert lost == every > 0


def test_rand_index_of_equal_and_of_torn_clusters() -> None:
    gold = clusters("abcd", [frozenset("ab"), frozenset("cd")])
    assert adjusted_rand(gold, gold) == 1
    assert adjusted_rand(gold, clusters("abcd", [])) == 0
