"""The whole of a pile: what its reports have in common, where that comes from, what differs.

The calls, in order; each is a pure function of briefs, of human judgements, and of what stands
above it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from onrecord.across.brief import Brief
from onrecord.across.copies import find_copies
from onrecord.across.disagreements import found_in, ground_of
from onrecord.across.judged import Judged
from onrecord.across.matter import Matter
from onrecord.across.origins import Tracing
from onrecord.across.same_entity import same_entities
from onrecord.across.same_event import same_events
from onrecord.across.same_statement import same_statements
from onrecord.across.sameness import in_order
from onrecord.across.sides import sides_of
from onrecord.across.timeline import happenings
from onrecord.across.told import Pile
from onrecord.model.case import Comparison, Judgement


def compare(briefs: Sequence[Brief], judgements: Iterable[Judgement] = ()) -> Comparison:
    """What briefs come to, in the order of their reports' dates; the order in which they are given
    is no matter, and of reports with one id the first is taken."""
    judged = Judged(judgements)
    known: dict[str, Brief] = {}
    for brief in briefs:
        known.setdefault(brief.report_id, brief)
    ordered = in_order(tuple(known.values()))
    matter = Matter(ordered)
    copies = find_copies(ordered)
    entities, same = same_entities(ordered, judged)
    events, met = same_events(ordered, entities, copies, judged, matter)
    statements, told = same_statements(ordered, entities, events, copies, judged, matter)
    groups = (*entities, *events, *statements)
    tracing = Tracing(Pile(ordered, copies, judged.rejected), groups)
    ground = ground_of(tracing)
    return Comparison(
        reports=tuple(b.report_id for b in ordered),
        copies=copies,
        groups=groups,
        matches=(*same, *met, *told),
        statements=tracing.statements(partial(sides_of, ground)),
        happenings=happenings(tracing),
        disagreements=found_in(tracing, ground),
    )
