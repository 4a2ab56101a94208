"""Compare what was read: the pile of a casebook, or of files that were just read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from onrecord.across.brief import Brief, decode_brief, encode_brief
from onrecord.across.briefing import brief
from onrecord.across.corrected import Corrections
from onrecord.across.findings import Compared
from onrecord.across.judged import Judged, key_in
from onrecord.across.opened import open_brief
from onrecord.across.packed import Shelf
from onrecord.across.pile import compare
from onrecord.across.told import ById
from onrecord.casebook import Casebook
from onrecord.desk.forked import Forked
from onrecord.desk.reading import SetAside
from onrecord.model import Comparison, Judgement, Record, key_of

#: Reports of a pile of which so few are compared by one process.
SMALL: Final = 500


def compare_records(records: Iterable[Record], judgements: Sequence[Judgement] = ()) -> Comparison:
    """What many records come to. The order in which they are given makes no difference; a report
    that is given twice counts once."""
    return compare_briefs((brief(record) for record in records), judgements)


def compare_briefs(briefs: Iterable[Brief], judgements: Sequence[Judgement] = ()) -> Comparison:
    """As ``compare_records``, of briefs."""
    once = {b.report_id: b for b in briefs}
    corrections = Corrections(Judged(judgements))
    return compare([corrections.apply(once[i]) for i in sorted(once)], judgements)


def pile_of(
    results: Iterable[tuple[str, Record | SetAside]], judgements: Sequence[Judgement] = ()
) -> tuple[Compared, list[SetAside]]:
    """The pile of inputs that were read, with their names, and those that were set aside."""
    corrections = Corrections(Judged(judgements))
    briefs: dict[str, Brief] = {}
    names: dict[str, str] = {}
    aside: list[SetAside] = []
    for name, result in results:
        if isinstance(result, SetAside):
            aside.append(result)
        elif result.report.id not in briefs:
            briefs[result.report.id] = corrections.apply(brief(result))
            names[result.report.id] = name
    made = compare([briefs[i] for i in sorted(briefs)], judgements)
    return Compared(briefs=briefs, names=names, comparison=made), aside


def compared_case(casebook: Casebook, workers: int = 1) -> Compared:
    """What the reports of a casebook come to together with its judgements: the latest version of
    each report, in whatever order they came in. Only some briefs are in memory at once. With
    several ``workers`` a large pile is compared by so many processes, to the same end."""
    judgements = casebook.judgements()
    shelf = Shelf.of(_corrected(casebook, Corrections(Judged(judgements))), open_brief)
    names = {filed.id: filed.names[0] for filed in casebook.reports() if filed.names}
    made = compare(shelf, judgements, Forked(workers, small=len(shelf) < SMALL))
    return Compared(briefs=ById(shelf), names=names, comparison=made)


def _corrected(casebook: Casebook, corrections: Corrections) -> Iterator[bytes]:
    for report_id, data in casebook.briefs():
        if report_id in corrections:
            yield encode_brief(corrections.apply(decode_brief(data)))
        else:
            yield data


def without_effect(casebook: Casebook, judgements: Sequence[Judgement]) -> Iterator[str]:
    """Those judgements that change nothing, and why: overruled by later ones, or about what is not
    read in the casebook's reports."""
    judged = Judged(judgements)
    for one in judged.overruled:
        yield f"judgement {one.judgement.number} has no effect: {one.because}"
    named = {key_in(item) for one in judged.active for item in one.items}
    corrections = Corrections(judged)
    known = {
        key_of(found.report_id, item.id)
        for read in _named(casebook, named)
        # Statements that people added are there once they are; what they took out was there.
        for found in (read, corrections.apply(read))
        for items in (found.entities, found.tellings, found.deeds, found.times, found.places)
        for item in items
    }
    for lost in judged.lost(known):
        items = ", ".join(i for i in lost.items if key_in(i) not in known)
        yield f"judgement {lost.number} has no effect: {items} is not, or no longer, in the reports"


def _named(casebook: Casebook, keys: Iterable[str]) -> Iterator[Brief]:
    """What is compared of the reports whose items these keys are."""
    for report_id in sorted({key.partition("/")[0] for key in keys}):
        if any(f.id == report_id and f.latest for f in casebook.matching(report_id)):
            yield decode_brief(casebook.brief(report_id))
