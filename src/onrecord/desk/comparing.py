"""Compare what was read: the pile of a casebook, or of files that were just read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.across.brief import Brief, decode_brief
from onrecord.across.briefing import brief
from onrecord.across.findings import Compared
from onrecord.across.pile import compare
from onrecord.casebook import Casebook
from onrecord.desk.reading import SetAside
from onrecord.model import Comparison, Judgement, Record


def compare_records(records: Iterable[Record], judgements: Sequence[Judgement] = ()) -> Comparison:
    """What many records come to. The order in which they are given makes no difference; a report
    that is given twice counts once."""
    return compare_briefs((brief(record) for record in records), judgements)


def compare_briefs(briefs: Iterable[Brief], judgements: Sequence[Judgement] = ()) -> Comparison:
    """As ``compare_records``, of briefs."""
    once = {b.report_id: b for b in briefs}
    return compare([once[i] for i in sorted(once)], judgements)


def pile_of(
    results: Iterable[tuple[str, Record | SetAside]], judgements: Sequence[Judgement] = ()
) -> tuple[Compared, list[SetAside]]:
    """The pile of inputs that were read, with their names, and those that were set aside."""
    briefs: dict[str, Brief] = {}
    names: dict[str, str] = {}
    aside: list[SetAside] = []
    for name, result in results:
        if isinstance(result, SetAside):
            aside.append(result)
        elif result.report.id not in briefs:
            briefs[result.report.id] = brief(result)
            names[result.report.id] = name
    return Compared(
        briefs=briefs, names=names, comparison=compare_briefs(briefs.values(), judgements)
    ), aside


def compared_case(casebook: Casebook) -> Compared:
    """What the reports of a casebook come to together with its judgements: the latest version of
    each report, whatever the order in which they came in."""
    briefs = {report_id: decode_brief(data) for report_id, data in casebook.briefs()}
    names = {filed.id: filed.names[0] for filed in casebook.reports() if filed.names}
    made = compare(list(briefs.values()), casebook.judgements())
    return Compared(briefs=briefs, names=names, comparison=made)
