"""The whole of a pile: what its reports have in common, where that comes from, what differs.

The calls, in order; each is a pure function of briefs, of human judgements, and of what stands
above it.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Final

from onrecord.across.brief import (
    Brief,
    language_of,
    outlet_of,
    published_of,
    report_of,
    title_of,
)
from onrecord.across.copies import find_copies, ranked
from onrecord.across.direction import is_agency
from onrecord.across.disagreements import found_in, ground_of
from onrecord.across.inbrief import day_of
from onrecord.across.judged import Judged
from onrecord.across.matter import Matter
from onrecord.across.neighbours import stories
from onrecord.across.origins import Tracing
from onrecord.across.packed import Shelf, column, distinct, joined
from onrecord.across.same_entity import same_entities
from onrecord.across.same_event import same_events
from onrecord.across.same_statement import same_statements
from onrecord.across.sameness import by_date, in_order
from onrecord.across.sides import sides_of
from onrecord.across.spread import HERE, Spread
from onrecord.across.told import Pile
from onrecord.across.traced import traced
from onrecord.model.case import Comparison, Judgement

#: What of briefs is asked for over and over, and is read once.
KEYS: Final = (
    report_of,
    by_date,
    ranked,
    day_of,
    language_of,
    outlet_of,
    title_of,
    published_of,
    is_agency,
)
#: Reports from which on a step leaves so much behind that it is taken away.
TIDIED: Final = 4096


def compare(
    briefs: Sequence[Brief], judgements: Iterable[Judgement] = (), spread: Spread = HERE
) -> Comparison:
    """What briefs come to, in the order of their reports' dates; the order in which they are given
    is no matter, and of reports with one id the first is taken. ``spread`` says where the work is
    done, and changes nothing of what comes out."""
    with collected_later():
        if isinstance(briefs, Shelf):
            briefs.gather(KEYS)
        return _compared(in_order(distinct(briefs, report_of)), Judged(judgements), spread)


@contextmanager
def collected_later() -> Iterator[None]:
    """Without looking for circles of garbage: among millions of values that stay it takes a
    quarter of the time, and there are few. Those between the steps are taken away by hand."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            _settle()
            gc.enable()


def _settle() -> None:
    """What was made counts as old: else the next look for circles, which is for what is new, would
    go through all of it."""
    if not gc.get_freeze_count():
        gc.freeze()
        gc.unfreeze()


def _tidy(briefs: Sequence[Brief]) -> None:
    """Takes away what the step before left in circles, if it is much."""
    if len(briefs) >= TIDIED:
        gc.collect()


def _compared(ordered: Sequence[Brief], judged: Judged, spread: Spread) -> Comparison:
    (copies, matter), (entities, same) = spread.both(
        lambda: (find_copies(ordered, spread), Matter(ordered)),
        lambda: same_entities(ordered, judged),
    )
    _tidy(ordered)
    events, met = same_events(ordered, entities, copies, judged, matter, spread)
    _tidy(ordered)
    one_story = stories(matter, column(ordered, day_of))
    told_alike, told = same_statements(
        ordered, entities, events, copies, judged, matter, spread, one_story
    )
    del matter
    _tidy(ordered)
    groups = joined(entities, events, told_alike)
    tracing = Tracing(Pile(ordered, copies, judged.rejected), groups)
    ground = ground_of(tracing)
    statements, happenings = traced(tracing, partial(sides_of, ground), spread)
    return Comparison(
        reports=tuple(column(ordered, report_of)),
        copies=copies,
        groups=groups,
        matches=joined(same, met, told),
        statements=statements,
        happenings=happenings,
        disagreements=found_in(tracing, ground, spread, one_story),
    )
