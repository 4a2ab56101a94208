"""Copies: pairs, clusters and passages on a pile that is made for it, and on real reports that
tell of one event without being copies.

The base reports of the pile lie outside of this repository. Half of them, by the digest of their
names, were developed on; the table shows the other half.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from math import comb
from pathlib import Path

import numpy as np
from rensa import RMinHash

from bench.attribution import Figure
from bench.copying import COMMON, Made, pile
from bench.corpora import digest
from bench.measures import Row
from onrecord.across.brief import Brief
from onrecord.across.copies import find_copies
from onrecord.across.words import words_of
from onrecord.model import Span
from onrecord.model.case import Copy

SOURCES = (
    "attribution/polnear/train.jsonl",
    "attribution/polnear/dev.jsonl",
    "attribution/de_wikinews_quotes/train.jsonl",
    "attribution/en_gum_rst/train_news.jsonl",
    "time/fr_timebank/dev.jsonl",
    "ud/UD_French-Sequoia/fr_sequoia-ud-train.conllu",
)
#: Words of a base report: no less, and cut to no more.
SHORTEST, LONGEST = 60, 700
#: Words that two reports of the pile share from which on they are copies; fewer decide nothing.
SHARED = 20
#: Base reports with a longer equal row of words are copies already and are left out.
ROW = 14
#: Share of a copied paragraph that must lie in passages to be found.
FOUND = 0.5
_SENTENCE = re.compile(r"(?<=[.!?»\"])\s+(?=[A-ZÀÉÈ«\"])")


def bases(corpora: Path, half: int) -> list[tuple[str, list[str]]]:
    """(language, paragraphs) of the base reports of a half, without those that share a row."""
    found: list[tuple[str, str, list[str]]] = []
    for source in SOURCES:
        path = corpora / source
        if path.exists():
            found += _french_rows(path) if path.suffix == ".conllu" else _json_rows(path)
    chosen = [
        (language, paragraphs)
        for name, language, paragraphs in found
        if hashlib.sha256(name.encode()).digest()[0] % 2 == half
    ]
    return _without_copies(chosen)


def _json_rows(path: Path) -> Iterator[tuple[str, str, list[str]]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        data = json.loads(line)
        yield from _row(data["id"], data["lang"], data["text"].split("\n\n"))


def _french_rows(path: Path) -> Iterator[tuple[str, str, list[str]]]:
    """Newspaper sentences in their order, twelve a report."""
    told: list[str] = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        text = re.search(r"^# text = (.+)$", block, re.M)
        if text and re.search(r"^# sent_id = (annodis|Europar)", block, re.M):
            told.append(text[1])
    for at in range(0, len(told) - 12, 12):
        yield from _row(f"sequoia {at}", "fr", told[at : at + 12])


def _row(
    name: str, language: str, paragraphs: Sequence[str]
) -> Iterator[tuple[str, str, list[str]]]:
    if len(paragraphs) < 3:
        sentences = [s for p in paragraphs for s in _SENTENCE.split(p)]
        paragraphs = [" ".join(sentences[i : i + 2]) for i in range(0, len(sentences), 2)]
    kept: list[str] = []
    for paragraph in paragraphs:
        if sum(len(p.split()) for p in kept) < LONGEST and paragraph.strip():
            kept.append(paragraph)
    if sum(len(p.split()) for p in kept) >= SHORTEST:
        yield name, language, kept


def _without_copies(rows: Sequence[tuple[str, list[str]]]) -> list[tuple[str, list[str]]]:
    seen: dict[tuple[str, ...], int] = {}
    kept = []
    for number, (language, paragraphs) in enumerate(rows):
        words = [w.folded for w in words_of(" ".join(paragraphs))]
        grams = {tuple(words[i : i + ROW]) for i in range(len(words) - ROW + 1)}
        if all(seen.get(g, number) == number for g in grams):
            kept.append((language, paragraphs))
        seen.update(dict.fromkeys(grams, number))
    return kept


Pair = frozenset[str]


def gold_pairs(made: Sequence[Made]) -> tuple[set[Pair], set[Pair]]:
    """Pairs that share at least ``SHARED`` words, and pairs that share fewer."""
    holders: dict[int, list[int]] = defaultdict(list)
    for number, report in enumerate(made):
        for origin in report.words():
            holders[origin].append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for who in holders.values():
        shared.update(combinations(who, 2))
    ids = [m.brief.report_id for m in made]
    named = {frozenset((ids[a], ids[b])): n for (a, b), n in shared.items()}
    return {p for p, n in named.items() if n >= SHARED}, {p for p, n in named.items() if n < SHARED}


def clusters(ids: Iterable[str], pairs: Iterable[Pair]) -> dict[str, str]:
    """The cluster of each report: reports that pairs link."""
    head = {i: i for i in ids}

    def root(i: str) -> str:
        while head[i] != i:
            head[i] = head[head[i]]
            i = head[i]
        return i

    for pair in sorted(map(sorted, pairs)):
        a, b = sorted(root(i) for i in pair)
        head[b] = a
    return {i: root(i) for i in head}


def adjusted_rand(gold: dict[str, str], found: dict[str, str]) -> float:
    """Adjusted Rand index (Hubert and Arabie 1985)."""
    both = Counter((gold[i], found[i]) for i in gold)
    pairs = sum(comb(n, 2) for n in both.values())
    mine = sum(comb(n, 2) for n in Counter(gold.values()).values())
    theirs = sum(comb(n, 2) for n in Counter(found.values()).values())
    expected = mine * theirs / comb(len(gold), 2)
    most = (mine + theirs) / 2
    return 1.0 if most == expected else (pairs - expected) / (most - expected)


def pair_figure(gold: set[Pair], unsure: set[Pair], found: set[Pair]) -> Figure:
    counted = found - unsure
    return Figure(gold=len(gold), predicted=len(counted), right=len(gold & counted))


def character_figure(made: Sequence[Made], copies: Sequence[Copy], gold: set[Pair]) -> Figure:
    """Characters of words in passages, in both reports of all pairs that are gold or found."""
    by_id = {m.brief.report_id: m for m in made}
    by_pair = {frozenset((c.earlier, c.later)): c for c in copies}
    total = Figure()
    for pair in gold | set(by_pair):
        one, other = sorted(pair)
        copy = by_pair.get(pair)
        for mine, theirs in ((one, other), (other, one)):
            report, shared = by_id[mine], by_id[theirs].words()
            want = {i for i, o in enumerate(report.origins) if o is not None and o in shared}
            have = _covered(copy, mine, report.brief.text) if copy else set()
            have -= {i for i, o in enumerate(report.origins) if o == COMMON}
            total.gold += len(want)
            total.predicted += len(have)
            total.right += len(want & have)
    return total


def _covered(copy: Copy, report: str, text: str) -> set[int]:
    spans = [p.left if report == copy.earlier else p.right for p in copy.passages]
    return {i for s in spans for i in range(s.start, s.end) if not text[i].isspace()}


def missed(made: Sequence[Made], copies: Sequence[Copy]) -> tuple[int, int]:
    """Copied paragraphs that no passage covers, and copied paragraphs: those of dependent reports
    with at least ``SHARED`` words that another report holds too."""
    holders: Counter[int] = Counter()
    for report in made:
        holders.update(report.words())
    covered: dict[str, set[int]] = defaultdict(set)
    texts = {m.brief.report_id: m.brief.text for m in made}
    for copy in copies:
        for report in (copy.earlier, copy.later):
            covered[report] |= _covered(copy, report, texts[report])
    lost = every = 0
    for report in made:
        if not report.depends:
            continue
        for span in report.brief.prose:
            taken = {
                i
                for i in range(span.start, span.end)
                if (o := report.origins[i]) is not None and holders[o] > 1  # COMMON is in none
            }
            if len({report.origins[i] for i in taken}) < SHARED:
                continue
            every += 1
            lost += len(taken & covered[report.brief.report_id]) < FOUND * len(taken)
    return lost, every


def whole_document(made: Sequence[Made], threshold: float) -> set[Pair]:
    """The usual baseline: pairs whose 5-gram MinHash Jaccard reaches a threshold."""
    shingles = []
    for report in made:
        words = [w.folded for w in words_of(report.brief.text)]
        shingles.append([" ".join(words[i : i + 5]) for i in range(max(1, len(words) - 4))])
    signed = np.array([m.digest() for m in RMinHash.from_token_sets(shingles, 128, 1)])
    ids = [m.brief.report_id for m in made]
    found: set[Pair] = set()
    for number in range(1, len(made)):
        alike = (signed[:number] == signed[number]).mean(axis=1)
        found |= {frozenset((ids[number], ids[o])) for o in np.flatnonzero(alike >= threshold)}
    return found


#: Of the baseline: the best of .1, .2 ... .8 on the half that was developed on.
JACCARD = 0.2


def copies(corpora: Path | None) -> Iterator[Row]:
    """Copies on the generated pile and on ECB+."""
    paths = [corpora / s for s in SOURCES if (corpora / s).exists()] if corpora else []
    if corpora is None or not paths:
        yield Row(name="copies", data="generated", digest="", figure=None, note="corpora not here")
        return
    yield from generated(pile(bases(corpora, half=1), seed=1), digest(paths))
    yield from _same_events(corpora)


def generated(made: Sequence[Made], mark: str) -> Iterator[Row]:
    """The rows of a pile."""
    data = f"generated, {len(made)} reports"
    gold, unsure = gold_pairs(made)
    ids = sorted(m.brief.report_id for m in made)
    found = find_copies([m.brief for m in made])
    pairs = {frozenset((c.earlier, c.later)) for c in found}
    figure = pair_figure(gold, unsure, pairs)
    truth = clusters(ids, gold)
    note = f"{figure.gold} pairs; precision {figure.precision:.2f}, recall {figure.recall:.2f}"

    def row(name: str, value: float, *, note: str = "", **bars: float | bool) -> Row:
        return Row(name=f"copies {name}", data=data, digest=mark, figure=value, note=note, **bars)  # type: ignore[arg-type]

    yield row("pairs F1", figure.f1, floor=95.0, aim=99.0, note=note)
    rand = 100 * adjusted_rand(truth, clusters(ids, pairs))
    yield row("clusters ARI", rand, floor=85.0, aim=95.0)
    characters = character_figure(made, found, gold)
    note = f"precision {characters.precision:.2f}, recall {characters.recall:.2f}"
    yield row("passages, characters F1", characters.f1, floor=90.0, aim=97.0, note=note)
    lost, every = missed(made, found)
    yield row(
        "copied paragraphs with no dependence found, %",
        100 * lost / every,
        floor=1.0,
        aim=0.0,
        lower_is_better=True,
        note=f"{lost} of {every}",
    )
    theirs = whole_document(made, JACCARD)
    yield row("pairs F1, whole-document MinHash", pair_figure(gold, unsure, theirs).f1)
    rand = 100 * adjusted_rand(truth, clusters(ids, theirs))
    yield row("clusters ARI, whole-document MinHash", rand)


def bare(report_id: str, language: str, text: str) -> Brief:
    """A brief of a text alone."""
    return Brief(
        report_id=report_id,
        language=language,
        outlet=None,
        url=None,
        title=None,
        published=(None, None),
        stated=False,
        text=text,
        prose=(Span(start=0, end=len(text)),),
        titles=(),
        around=(),
        entities=(),
        times=(),
        places=(),
        tellings=(),
        deeds=(),
    )


def _same_events(corpora: Path) -> Iterator[Row]:
    """Reports of different outlets on one event: of the pairs of a subtopic that hold no equal row
    of ``ROW`` words, how many are said to be copies."""
    path = corpora / "crossdoc/ecbplus/train.jsonl"
    if not path.exists():
        return
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    grams = {}
    for row in rows:
        words = [w.folded for w in words_of(row["text"])]
        grams[row["id"]] = {tuple(words[i : i + ROW]) for i in range(len(words) - ROW + 1)}
    found = {
        frozenset((c.earlier, c.later))
        for c in find_copies([bare(r["id"], "en", r["text"]) for r in rows])
    }
    topics: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        topics[row["subtopic"]].append(row["id"])
    apart = [
        frozenset(pair)
        for ids in topics.values()
        for pair in combinations(sorted(ids), 2)
        if not grams[pair[0]] & grams[pair[1]]
    ]
    wrong = sum(pair in found for pair in apart)
    yield Row(
        name="copies said of other reports on one event, %",
        data="crossdoc/ecbplus/train.jsonl",
        digest=digest([path]),
        figure=100 * wrong / len(apart),
        floor=1.0,
        lower_is_better=True,
        note=f"{wrong} of {len(apart)} pairs",
    )
