"""The page of one report: its head, its text under layers, and the notes in its margin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from onrecord.across.brief import Brief
from onrecord.casebook import Filed
from onrecord.desk.looking.called import span_of
from onrecord.desk.looking.layers import Block, Layer, Piece, blocks, layered
from onrecord.desk.looking.marks import Mark, Marks
from onrecord.desk.looking.notes import Note, Noted, notes_beside
from onrecord.desk.looking.standing import Standing, in_pile, standings
from onrecord.desk.looking.twins import Twin, twin_layers, twins
from onrecord.desk.room import Look
from onrecord.model import Check, Omission, Published, Record, Span

#: Names under which a report was given, versions of it, what was declined in it, and judgements
#: that are about nothing any more, that are shown.
MOST_NAMES: Final = 20
MOST_VERSIONS: Final = 20
MOST_OMISSIONS: Final = 300
MOST_LOST: Final = 100
#: Differences between two versions that are shown.
MOST_DIFFERENCES: Final = 200
#: People and bodies of the report that can be chosen as a source.
MOST_SPEAKERS: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A block of the text with the notes that stand beside it, and the twins whose passages begin
    in it, each with the stretch here and there."""

    block: Block
    pieces: list[Piece]
    notes: tuple[Note, ...]
    twins: tuple[tuple[Twin, Span, Span], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """All of a report that is shown. ``lost`` are judgements about items that the record no longer
    holds: the item, its words, the judgement."""

    filed: Filed
    language: str
    published: Published
    credits: tuple[str, ...]
    names: tuple[str, ...]
    names_left: int
    versions: tuple[Filed, ...]
    rows: tuple[Row, ...]
    standings: Mapping[str, Standing]
    twins: tuple[Twin, ...]
    twins_left: int
    counts: Mapping[str, int]
    omissions: tuple[tuple[str, Omission], ...]
    omissions_left: int
    checks: tuple[Check, ...]
    lost: tuple[tuple[str, str, Mark], ...]
    speakers: tuple[tuple[str, str], ...]
    odd: bool
    own: bool

    @property
    def title(self) -> str:
        """What the report is called."""
        return self.filed.title or next(iter(self.filed.names), self.filed.id)


def report_page(
    look: Look, report_id: str, *, at: Span | None = None, own: bool = False
) -> ReportPage:
    """The page of a report; ``at`` marks a stretch, ``own`` shows what the report tells in its own
    voice, too. Raises CasebookError when there is none."""
    filed, record, brief = look.filed(report_id), look.record(report_id), look.brief(report_id)
    found = in_pile(look, report_id)
    marks = Marks(look, report_id)
    noted = Noted(record, brief, marks, found)
    if own:
        noted.own()
    beside, twins_left = twins(look, report_id, found.get("", ()))
    layers = [*noted.layers, *twin_layers(beside), *_asked(at, record)]
    text = record.report.text
    lost = tuple(marks.lost(noted.known, text))
    declined = record.omissions[:MOST_OMISSIONS]
    return ReportPage(
        filed=filed,
        language=record.report.language,
        published=record.report.published,
        credits=tuple(b.name for b in brief.around if b.kind != "own"),
        names=filed.names[:MOST_NAMES],
        names_left=max(0, len(filed.names) - MOST_NAMES),
        versions=look.casebook.versions(report_id)[-MOST_VERSIONS:],
        rows=tuple(_rows(record, layers, noted.notes, beside)),
        standings=standings(look, report_id, found),
        twins=beside,
        twins_left=twins_left,
        counts=_counts(noted.notes, beside),
        omissions=tuple((" ".join(record.words(o.span).split()), o) for o in declined),
        omissions_left=len(record.omissions) - len(declined),
        checks=record.checks,
        lost=lost[:MOST_LOST],
        speakers=tuple(speakers(brief)),
        odd=bool(record.report.turned),
        own=own,
    )


def speakers(brief: Brief) -> Iterator[tuple[str, str]]:
    """Who of a report may be the source of a statement, with their ids, the most named first."""
    who = [e for e in brief.entities if e.kind in {"person", "organization", "country", "other"}]
    for entity in sorted(who, key=lambda e: (-e.mentions, e.first.start))[:MOST_SPEAKERS]:
        yield entity.id, entity.name


def asked_span(value: str) -> Span | None:
    """The stretch that ``at=120-188`` means; None where it means none."""
    return span_of(f"t:{value}") if len(value) <= len("0000000000-0000000000") else None


def _asked(at: Span | None, record: Record) -> Iterator[Layer]:
    if at is not None and at.end <= len(record.report.text):
        yield Layer(start=at.start, end=at.end, look="mark", anchor=f"t{at.start}")


def _rows(
    record: Record, layers: Sequence[Layer], notes: Sequence[Note], found: Sequence[Twin]
) -> Iterator[Row]:
    text = record.report.text
    parts = list(blocks(text, record.report.parts))
    passages = sorted(
        ((twin, here, there) for twin in found for here, there in twin.passages),
        key=lambda row: (row[1].start, row[0].number),
    )
    beside = notes_beside(notes, [block.span for block in parts])
    at = 0
    for (block, pieces), here in zip(layered(text, parts, layers), beside, strict=True):
        own: list[tuple[Twin, Span, Span]] = []
        while at < len(passages) and passages[at][1].start < block.span.end:
            own.append(passages[at])
            at += 1
        yield Row(block=block, pieces=pieces, notes=tuple(here), twins=tuple(own))


def _counts(notes: Sequence[Note], found: Sequence[Twin]) -> Mapping[str, int]:
    """How many there are of each layer."""
    kinds = ("statement", "name", "time", "place", "event", "own")
    counts = {kind: sum(n.kind == kind for n in notes) for kind in kinds}
    return counts | {"copied": sum(len(twin.passages) for twin in found)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """Two versions of one article, and where they differ: the stretches and words of both."""

    old: Filed
    new: Filed
    differences: tuple[tuple[Span, str, Span, str], ...]
    left_out: int


def versions_page(look: Look, report_id: str, against: str) -> Versions:
    """What differs between two reports. Raises CasebookError when one of them is not there."""
    old, new = sorted((look.filed(report_id), look.filed(against)), key=lambda f: f.version)
    found = look.casebook.differences(old.id, new.id)
    left, right = look.casebook.text(old.id), look.casebook.text(new.id)
    return Versions(
        old=old,
        new=new,
        differences=tuple(
            (d.old, d.old.of(left), d.new, d.new.of(right)) for d in found[:MOST_DIFFERENCES]
        ),
        left_out=max(0, len(found) - MOST_DIFFERENCES),
    )
