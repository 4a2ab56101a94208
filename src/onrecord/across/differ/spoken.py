"""Words in quotation marks in the reports of a story: given to two, or one speaker's in two
wordings.

Who speaks is who was read as the speaker, or else whose full name stands nearest in the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from rapidfuzz.distance import LCSseq, Levenshtein

from onrecord.across.brief import Named
from onrecord.across.differ.attribution import LEAST, SPELLING, one_in_other
from onrecord.across.differ.claims import Verdict
from onrecord.across.differ.frames import Frame, meet
from onrecord.across.differ.quotation import one_occasion
from onrecord.across.differ.slots import Sheet
from onrecord.across.standing import Told
from onrecord.across.words import fold, folded_in
from onrecord.model import Span
from onrecord.model.case import Reason

#: Share of their words, in order, that two quotations must have in common to be one.
ONE_QUOTATION: Final = 0.75
#: Share of what they mean that two quotations have in common that are of one matter.
ONE_MATTER: Final = 0.3
#: Share of their words, in order, that two quotations which no statement joins have in common.
LIKE_SENTENCES: Final = 0.4
#: The end of a sentence: no short word stands before it, as in *Lt.*
_END: Final = re.compile(r"\w{4}[.!?](?=\s)")
#: Words of a quotation that a reason shows.
SHOWN: Final = 8
#: Words in a row by which quotations are looked up.
ROW: Final = 3
#: Quotations of a report, and of a story with one row of words, that are compared.
MOST_QUOTED, MOST_ALIKE = 24, 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A quotation: its words, folded, whom it is given to (``says``), the last word of that name,
    and what its sentence says beside it. ``direct`` tells that it was read as what that one says,
    ``translated`` that its report is a translation of another; ``frame`` is what its words mean,
    ``groups`` as of slots."""

    told: Told
    span: Span
    words: tuple[str, ...]
    says: str
    last: str
    sentence: str
    language: str
    direct: bool
    translated: bool
    as_of: str | None
    frame: Frame
    groups: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """Two quotations that differ in who says them, or in how one speaker said it."""

    left: Quoted
    right: Quoted
    verdict: Verdict
    score: float

    @property
    def reasons(self) -> tuple[Reason, ...]:
        says = f"{self.score:.0%} of the words of the one, or of what they mean, are the other's"
        return (Reason(feature="quoted alike", weight=self.score, says=says),)


def quoted(sheet: Sheet) -> Iterator[Quoted]:
    """The quotations of a report that are long enough, with somebody who says them."""
    standing = sheet.ground.pile.standing(sheet.brief.report_id)
    for span in standing.quoted[:MOST_QUOTED]:
        words = () if sheet.is_left_out(span.start) else tuple(standing.words((span,)))
        if len(words) < LEAST:
            continue
        held = sheet.telling_at(Span(start=span.start + 1, end=span.end - 1))
        if held is None:
            continue
        sentence = _sentence(sheet, span)
        name, at = _speaker(sheet, held[0], span, sentence)
        if name:
            held = (at and sheet.telling_at(at)) or held
            last = folded_in(name)[1][-1]
            outside = (
                sheet.brief.text[sentence.start : span.start],
                sheet.brief.text[span.end : sentence.end],
            )
            yield Quoted(
                told=held[0],
                span=span,
                words=words,
                says=name,
                last=last,
                sentence=fold(" ".join(outside)),
                language=sheet.brief.language,
                direct=held[0].within is not None and held[0].within.quotation == "direct",
                translated=sheet.ground.pile.is_translated(held[0].report),
                as_of=sheet.ground.published(held[0]),
                frame=sheet.worded.around(Span(start=span.start, end=span.start), (span,)),
                groups=sheet.of(held[0], deeds=True),
            )


def _sentence(sheet: Sheet, span: Span) -> Span:
    """The sentence around a quotation, to the end of its paragraph at most."""
    text = sheet.brief.text
    paragraph = next((p for p in sheet.brief.prose if p.covers(span)), span)
    starts = [t for t in (". ", "? ", "! ") if (text.rfind(t, paragraph.start, span.start)) >= 0]
    start = max((text.rfind(t, paragraph.start, span.start) + 2 for t in starts), default=0)
    inside = text[span.start : span.end].rstrip("\"'”’» ")
    if inside.endswith((".", "?", "!")):
        end = span.end  # the sentence ends with the quotation, and who speaks stands before it
    else:
        found = _END.search(text, span.end, paragraph.end)
        end = paragraph.end if found is None else found.end()
    return Span(start=max(start, paragraph.start), end=max(end, span.end))


def _speaker(sheet: Sheet, told: Told, span: Span, sentence: Span) -> tuple[str, Span | None]:
    """Who was read as the speaker, or whose full name stands nearest in the sentence, and where."""
    if told.within is not None and told.within.quotation == "direct":
        name = sheet.ground.speakers(told).name
        # Who *he* is was only guessed.
        if name and folded_in(name)[1][-1] in folded_in(told.within.source)[1]:
            return name, None
    text = sheet.brief.text
    found: list[tuple[bool, int, int, str]] = []
    for entity in sheet.brief.entities:
        if entity.kind in {"person", "organization"} and not _is_outlet(sheet, entity):
            body = entity.kind != "person"
            for name in entity.names:
                behind = text.find(name, span.end, sentence.end)
                before = text.rfind(name, sentence.start, span.start)
                if " " in name and behind >= 0:
                    found.append((body, behind - span.end, behind, name))
                elif " " in name and before >= 0:
                    found.append((body, span.start - before, before, name))
    if not found:
        return "", None
    _, _, at, name = min(found)
    return name, Span(start=at, end=at + len(name))


def _is_outlet(sheet: Sheet, entity: Named) -> bool:
    around = {b.name for b in sheet.brief.around}
    linked = entity.kind == "organization" and bool(entity.key)
    return linked or not around.isdisjoint(entity.names)


def given_to_two(quotes: Sequence[Quoted]) -> Iterator[Spoken]:
    """Equal or nearly equal words that are given to two, in the order of their reports."""
    told: set[frozenset[str]] = set()
    for one, other in _alike(quotes):
        if one.told.report == other.told.report or one.last == other.last:
            continue
        if one.last in other.sentence or other.last in one.sentence:
            continue
        if _one_name(one, other):
            continue
        names = frozenset((one.last, other.last))
        share = _share(one.words, other.words)
        if share >= ONE_QUOTATION and names not in told:
            told.add(names)
            because = f"the same words are given to {one.says} and to {other.says}"
            yield Spoken(
                left=one, right=other, verdict=Verdict("disagreement", because), score=share
            )


def _one_name(one: Quoted, other: Quoted) -> bool:
    """Whether two are called by spellings of one name, or one by a part of the other's."""
    if one_in_other(one.says, other.says):
        return True
    return Levenshtein.distance(one.last, other.last) <= SPELLING * len(one.last)


def in_two_wordings(quotes: Sequence[Quoted]) -> Iterator[Spoken]:
    """What one speaker said of one matter on one occasion, in other words, in the order of their
    reports. Where a report has the words of both it tells two sentences."""
    by_speaker: dict[str, list[Quoted]] = {}
    for one in quotes:
        if one.direct:
            by_speaker.setdefault(one.last, []).append(one)
    for several in by_speaker.values():
        has: dict[str, set[tuple[str, ...]]] = {}
        for one in several:
            has.setdefault(one.told.report, set()).add(one.words)
        done: set[frozenset[tuple[str, ...]]] = set()
        for left, right in combinations(several[:MOST_ALIKE], 2):
            pair = frozenset((left.words, right.words))
            found = None if pair in done else _two_wordings(left, right)
            both = right.words in has[left.told.report] or left.words in has[right.told.report]
            if found is not None and not both:
                done.add(pair)
                yield found


def _two_wordings(left: Quoted, right: Quoted) -> Spoken | None:
    if left.told.report == right.told.report or left.language != right.language:
        return None
    if left.translated or right.translated:
        return None  # whose words they are is the translator's
    if not one_occasion(left.as_of, right.as_of):
        return None
    found, share = meet(left.frame, right.frame), _share(left.words, right.words)
    least = LIKE_SENTENCES if left.groups.isdisjoint(right.groups) else 0.0
    if found.alike < ONE_MATTER or not least <= share < ONE_QUOTATION:
        return None
    words = " ".join(left.words[:SHOWN]), " ".join(right.words[:SHOWN])
    because = f"{left.says} is quoted with “{words[0]} …” and with “{words[1]} …”"
    return Spoken(
        left=left, right=right, verdict=Verdict("disagreement", because), score=found.alike
    )


def _alike(quotes: Sequence[Quoted]) -> Iterator[tuple[Quoted, Quoted]]:
    """Pairs of quotations that have some words in a row in common."""
    rows: dict[tuple[str, ...], list[int]] = {}
    for number, one in enumerate(quotes):
        for at in range(len(one.words) - ROW + 1):
            rows.setdefault(one.words[at : at + ROW], []).append(number)
    pairs = {
        pair
        for several in rows.values()
        for pair in combinations(dict.fromkeys(several[:MOST_ALIKE]), 2)
    }
    for left, right in sorted(pairs):
        yield quotes[left], quotes[right]


def _share(words: Sequence[str], others: Sequence[str]) -> float:
    """How much of the shorter quotation stands in the longer one, in its order."""
    return LCSseq.similarity(words, others) / max(1, min(len(words), len(others)))
