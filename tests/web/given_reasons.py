"""Every reason that the pages of a casebook can show, as the engine gave it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from onrecord.desk.keeping import read_kept
from onrecord.desk.room import Asked, Look, Room
from onrecord.model import (
    Copy,
    Disagreement,
    Group,
    Happening,
    Match,
    Record,
    StatementOrigins,
)

KINDS = {
    StatementOrigins: "statement",
    Happening: "event",
    Disagreement: "disagreement",
    Copy: "copy",
    Group: "entity",
}


def given(case: Path) -> list[tuple[str, str]]:
    """What gives each reason, and the reason, once for each time that it can be shown."""
    with Room(case).look() as look:
        found = list(_compared(look))
        for filed in look.casebook.reports():
            found += _read(look.record(filed.id))
    return [(what, text) for what, text in found if text]


def _read(record: Record) -> Iterator[tuple[str, str]]:
    yield "published", record.report.published.because
    yield from (("source", one.source.because) for one in record.statements)
    yield from (("statement rule", one.rule) for one in record.statements)
    yield from (("name", one.because) for one in record.entities)
    yield from (("link", one.link.reason) for one in record.entities if one.link is not None)
    yield from (("time", one.because) for one in record.times)
    yield from (("place", one.because) for one in record.places)
    yield from (("event", one.because) for one in record.events)
    yield from (("event rule", one.rule) for one in record.events)
    yield from (("check", one.because) for one in record.checks)
    yield from (("check", one.finds) for one in record.checks)
    yield from (("omission", one.reason) for one in record.omissions)


def _compared(look: Look) -> Iterator[tuple[str, str]]:
    for kind, name in KINDS.items():
        for kept in look.casebook.findings.bodies(Asked(kind=name, limit=10_000)):
            found, matches = read_kept(kind, kept)
            yield from _matched(matches)
            if isinstance(found, StatementOrigins | Happening):
                yield from (("edge", one.because) for one in found.edges)
                yield from (("origin", one.because) for one in found.origins)
            if isinstance(found, StatementOrigins):
                yield "first", found.first_because
            if isinstance(found, Copy | Disagreement):
                yield name, found.because


def _matched(matches: tuple[Match, ...]) -> Iterator[tuple[str, str]]:
    for match in matches:
        yield from ((f"same {match.kind}", reason.says) for reason in match.reasons)
