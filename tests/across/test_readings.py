"""What tellings mean and count, read into columns: the same as is read of each alone."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.across import reading
from onrecord.across.brief import Brief
from onrecord.across.compare.many import LOOKS
from onrecord.across.compare.statements import STATEMENTS
from onrecord.across.countable import may_count
from onrecord.across.lexicon import Lexicon, Taken
from onrecord.across.matter import Matter
from onrecord.across.meaning import parts_told
from onrecord.across.ragged import NONE, Held, Ragged
from onrecord.across.reading import Reader
from onrecord.across.readings import Readings, part_called
from onrecord.across.same_statement import TellingPile
from onrecord.across.sayings import Sayings
from onrecord.across.words import folded_in
from onrecord.model import Span
from tests.across.makers import brief, deed, named, telling

WORDS = ["boat", "sank", "12", "1,200", "put to sleep", "went down", "the", "Varn", "a", "one"]
TEXT = st.lists(st.sampled_from([*WORDS, "people", "dead", "L’été,", "3.5"]), max_size=9).map(
    " ".join
)


@given(TEXT, st.data())
def test_a_stretch_means_and_may_count_what_it_does_alone(text: str, data: st.DataObject) -> None:
    keys: dict[str, int] = {}
    taken = Taken(text, Lexicon("en", keys))
    start = data.draw(st.integers(0, len(text)))
    span = Span(start=start, end=data.draw(st.integers(start, len(text))))
    parts = [part_called(list(keys)[n]) for n in taken.parts((span,))]
    assert tuple(parts) == parts_told([span.of(text)], "en")
    starts, folded = folded_in(text)
    inside = [word for at, word in zip(starts, folded, strict=True) if start <= at < span.end]
    assert taken.may_count(span) == may_count(inside, "en")


def _pile() -> list[Brief]:
    rows = [
        (
            "en",
            "Orel said the ferry sank off Varn with 12 people.",
            "At least 14 people may sail.",
        ),
        ("en", "The ferry sank with a dozen people, Orel said.", "Nobody was hurt at Varn."),
        ("fr", "Le ferry a coulé avec 12 personnes, a dit Orel.", "Personne n'a été blessé."),
        ("en", "They counted 47 people off Varn.", "The ferry did not sink, Orel said."),
    ]
    found = []
    for n, (language, one, two) in enumerate(rows):
        text = f"{one} {two}"
        first = telling(text, one, speakers=("e:Orel",), quotation="direct")
        second = telling(
            text, two, deeds=(f"ev:{n}",), polarity="negative" if n % 2 else "positive"
        )
        found.append(
            brief(
                f"r:{n}",
                text,
                language=language,
                entities=[named(text, "Orel")],
                tellings=[first, second],
                deeds=[deed(text, two[:5], "AID" if n else "ASSAULT", id=f"ev:{n}")],
            )
        )
    return found


def test_many_pairs_are_scored_as_each_is_alone() -> None:
    pile = TellingPile(_pile(), (), (), Matter(_pile()))
    count = len(pile.keys)
    pairs = np.array([(a, b) for a in range(count) for b in range(a + 1, count)], np.int64)
    alone = [STATEMENTS.score(pile.saying(a), pile.saying(b)) for a, b in pairs.tolist()]
    assert list(pile.scores(pairs)) == alone
    assert len(set(alone)) > 5


def test_every_row_of_the_list_is_scored_in_columns() -> None:
    assert LOOKS.keys() == {feature.name for feature in STATEMENTS.features}


def test_a_telling_is_compared_as_its_brief_alone_tells_it() -> None:
    briefs = _pile()
    matter = Matter(briefs)
    pile = TellingPile(briefs, (), (), matter)
    for report, one in enumerate(briefs):
        sayings = Sayings(report, one, matter, {}, {})
        for number, told in zip(pile.numbers(report), one.tellings, strict=True):
            kept, alone = pile.saying(number), sayings.of(told)
            assert (kept.amounts, kept.meant.parts) == (alone.amounts, alone.meant.parts)
            assert (kept.bridged.keys(), kept.speakers, kept.days, kept.types) == (
                alone.bridged.keys(),
                alone.speakers,
                alone.days,
                alone.types,
            )
            worded = pile.worded(number)
            assert (worded.words, worded.bridged) == (alone.words, alone.bridged)


@pytest.mark.parametrize("kept", [0, 1 << 17])
def test_what_was_read_comes_back_in_however_many_stretches(
    monkeypatch: pytest.MonkeyPatch, kept: int
) -> None:
    monkeypatch.setattr(reading, "WORDS", kept)
    briefs = _pile()
    reader, readings = Reader(Matter(briefs)), Readings()
    for report, one in enumerate(briefs):
        reader.read(report, one, one.tellings, {}, {})
        if report % 2:
            readings.take(reader.taken())
    readings.close()
    told = [(b, t) for b in briefs for t in b.tellings]
    assert len(readings.columns) == len(told)
    for number, (one, t) in enumerate(told):
        assert readings.parts(number) == parts_told([t.spans[0].of(one.text)], one.language)
    assert ("dead", 12.0, 12.0) not in readings.amounts(0)
    assert any(low == 12 for _, low, _ in readings.amounts(0))


OWNED = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 40)), max_size=40)


@given(OWNED, OWNED)
def test_who_holds_what_is_found(held: list[tuple[int, int]], asked: list[tuple[int, int]]) -> None:
    owners, values = np.array(held, np.int64).reshape(-1, 2).T
    one, other = np.array(asked, np.int64).reshape(-1, 2).T
    found = Held(owners, values, 5, places=4).find(one, other)
    for row, pair in zip(found.tolist(), asked, strict=True):
        assert (row == NONE) == (pair not in held)
        assert row == NONE or held[row] == pair


def test_rows_of_several_values() -> None:
    column = Ragged.of([2, 0, 1], np.array([7, 8, 9]))
    where, place = column.at(np.array([2, 1, 0]))
    assert column.values[where].tolist() == [9, 7, 8]
    assert place.tolist() == [0, 2, 2]
    assert column.has_any(np.array([1, 2])).tolist() == [False, True]
