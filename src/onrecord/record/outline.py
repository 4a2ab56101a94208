"""The order in which people read a record: statements under each other, marks in their paragraphs.

Shared by the terminal view and the notebook view; nothing here knows of colours or tags.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from onrecord.knowledge.nameforms import is_marked
from onrecord.model import PROSE, Carrier, Entity, Omission, Part, Record, Span, Statement, hull
from onrecord.model.entity import EntityKind

Role = Literal["source", "cue", "content"]

#: Control characters that steer a terminal or turn the direction of text: reports are not trusted.
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_PLURAL: Mapping[EntityKind, str] = {
    "person": "people",
    "organization": "organizations",
    "country": "countries",
    "place": "places",
    "other": "other names",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A statement with its number (from 1, in reading order) and how deep it is nested."""

    number: int
    depth: int
    statement: Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of one part in which the same roles hold."""

    span: Span
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True, kw_only=True)
class Declined:
    """Omissions with the same reason: how many, and the first one."""

    first: Omission
    count: int


def printable(text: str) -> str:
    """``text`` with every control character but tab and line feed replaced by a visible sign."""

    def sign(match: re.Match[str]) -> str:
        code = ord(match.group())
        return chr(0x2400 + code) if code < 0x20 else "\N{REPLACEMENT CHARACTER}"

    return _STEERING.sub(sign, text)


def place(statement: Statement) -> Span:
    """Where a statement stands: the smallest span over its source, cue and content."""
    spans = [*statement.content, *statement.source.spans]
    if statement.cue is not None:
        spans.append(statement.cue)
    return hull(spans) if spans else Span(start=0, end=0)


def outline(record: Record) -> tuple[Line, ...]:
    """All statements in text order, each directly followed by those that stand within it.

    A statement whose ``within`` names nothing, or leads back to itself, is shown at the top.
    """
    known = {statement.id: statement for statement in record.statements}
    inner: dict[str | None, list[Statement]] = defaultdict(list)
    for statement in sorted(record.statements, key=place):
        inner[_parent(statement, known)].append(statement)
    lines: list[Line] = []
    waiting = [(0, statement) for statement in reversed(inner[None])]
    while waiting:
        depth, statement = waiting.pop()
        lines.append(Line(number=len(lines) + 1, depth=depth, statement=statement))
        waiting += [(depth + 1, child) for child in reversed(inner.get(statement.id, []))]
    return tuple(lines)


def _parent(statement: Statement, known: Mapping[str, Statement]) -> str | None:
    seen = {statement.id}
    above = statement.within
    while above is not None and above in known:
        if above in seen:
            return None
        seen.add(above)
        above = known[above].within
    return statement.within if statement.within in known else None


def marked(record: Record) -> Iterator[tuple[Part, tuple[Run, ...]]]:
    """Every part of the report in order, cut into runs at the edges of sources, cues and contents.

    One sweep over the text, so that a report of any length is cut in linear time.
    """
    marks = sorted(_marks(record.statements), key=lambda mark: mark[0])
    following = 0
    held: list[tuple[Span, Role]] = []
    for part in record.report.parts:
        while following < len(marks) and marks[following][0].start < part.span.end:
            held.append(marks[following])
            following += 1
        held = [mark for mark in held if mark[0].end > part.span.start]
        yield part, tuple(_runs(part.span, held))


def _marks(statements: Iterable[Statement]) -> Iterator[tuple[Span, Role]]:
    for statement in statements:
        yield from ((span, "source") for span in statement.source.spans)
        yield from ((span, "content") for span in statement.content)
        if statement.cue is not None:
            yield statement.cue, "cue"


def _runs(within: Span, marks: Iterable[tuple[Span, Role]]) -> Iterator[Run]:
    changes: dict[int, Counter[Role]] = {within.start: Counter(), within.end: Counter()}
    for span, role in marks:
        changes.setdefault(max(span.start, within.start), Counter())[role] += 1
        changes.setdefault(min(span.end, within.end), Counter())[role] -= 1
    holding: Counter[Role] = Counter()
    for start, end in pairwise(sorted(changes)):
        holding.update(changes[start])
        yield Run(
            span=Span(start=start, end=end),
            roles=frozenset(role for role, count in holding.items() if count > 0),
        )


def names(record: Record) -> tuple[tuple[str, tuple[Entity, ...]], ...]:
    """Entities by kind, those named most often first."""
    by_kind: dict[EntityKind, list[Entity]] = defaultdict(list)
    for entity in record.entities:
        by_kind[entity.kind].append(entity)
    return tuple(
        (heading, tuple(sorted(by_kind[kind], key=lambda e: -len(e.mentions))))
        for kind, heading in _PLURAL.items()
        if by_kind.get(kind)
    )


def spellings(record: Record, entity: Entity) -> tuple[str, ...]:
    """All names and descriptions of an entity, in the order in which they first stand."""
    told = (m for m in entity.mentions if m.form in {"name", "nominal"})
    spans = (Span(start=m.start, end=m.end) for m in told)
    return tuple(dict.fromkeys(_one_line(record.words(span)) for span in spans))


def declined(record: Record) -> tuple[Declined, ...]:
    """Omissions grouped by stage and reason, the largest group first."""
    groups: dict[tuple[str, str], list[Omission]] = defaultdict(list)
    for omission in record.omissions:
        groups[omission.stage, omission.reason].append(omission)
    return tuple(
        Declined(first=group[0], count=len(group))
        for group in sorted(groups.values(), key=lambda g: -len(g))
    )


def manner(statement: Statement) -> tuple[str, ...]:
    """How it is said, in a few words: stance and quotation, and what is out of the ordinary."""
    said: list[str] = [statement.stance, statement.quotation]
    if statement.certainty != "certain":
        said.append(statement.certainty)
    if statement.polarity == "negative":
        said.append("negated")
    return tuple(said)


def speakers(record: Record, statement: Statement) -> str:
    """The words of the source, with what a pronoun stands for; empty when no source is named."""
    source = statement.source
    words = " … ".join(record.words(span) for span in source.spans)
    if source.antecedent is not None:
        words = f"{words or '…'} (= {record.words(source.antecedent)})"
    return _one_line(words)


def contents(record: Record, statement: Statement) -> str:
    return _one_line(" … ".join(record.words(span) for span in statement.content))


def chain(record: Record, statement: Statement) -> str:
    """``A › B``: who carries the statement inside the report, outermost first; empty when only its
    source does. What stands around the whole report is told by ``credited``."""
    links = [link for link in statement.chain if not _around(record, link)]
    carriers = [link for link in links if link.spans != statement.source.spans]
    return " › ".join(_one_line(link.name) for link in links) if carriers else ""


def credited(record: Record) -> str:
    """The agencies that the report credits: ``AFP``; empty where it credits none."""
    for statement in record.statements:
        for link in statement.chain:
            if link.spans and _around(record, link):
                return _one_line(link.name)
    return ""


def _around(record: Record, link: Carrier) -> bool:
    """Whether a link is the report's outlet or stands in its dateline, byline or credit."""
    prose = [part.span for part in record.report.parts if part.kind in PROSE]
    return not any(part.covers(span) for part in prose for span in link.spans)


def looks_odd(entity: Entity) -> bool:
    """Whether a name holds what nobody sees or mixes scripts inside a word, as look-alikes do."""
    return is_marked(entity.name)


def standing(statement: Statement) -> str:
    """What kind of source speaks: ``agency of KP, state-run``; empty where it is not known."""
    source = statement.source
    words: str = source.kind or ""
    if source.country is not None:
        words = f"{words or 'source'} of {source.country}"
    return f"{words}, state-run" if source.state_run else words


def _one_line(words: str) -> str:
    return " ".join(words.split())
