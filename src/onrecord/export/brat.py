"""A report as brat has it: a text, and its annotations in standoff beside it.

Offsets are characters. A stretch over several lines becomes one of several fragments, as brat
asks; ``CONFIGURATION`` goes with all reports as ``annotation.conf``.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from typing import Final

from onrecord.model import Record, Span, Statement

CONFIGURATION: Final = """\
[entities]
Person
Organization
Country
Place
Other
Source
Cue
Content
Trigger
[relations]
Says Arg1:Source, Arg2:Content
Marks Arg1:Cue, Arg2:Content
Within Arg1:Content, Arg2:Content
<OVERLAP> Arg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>
[events]
[attributes]
Quotation Arg:Content, Value:direct|indirect|mixed
Stance Arg:Content, Value:asserts|denies|asks|demands|promises|threatens|accuses|praises|hints|believes
Certainty Arg:Content, Value:certain|conditional|hedged
Polarity Arg:Content, Value:positive|negative
Factuality Arg:Trigger, Value:stated|denied|planned|possible
"""  # noqa: E501 - brat reads one definition a line
_LINE = re.compile(r"[^\n]+")
_NAME = re.compile(r"[^A-Za-z0-9-]")


def files(record: Record) -> dict[str, bytes]:
    """The text and the annotations of a report by their names."""
    name = _NAME.sub("_", record.report.id)
    lines = "".join(f"{line}\n" for line in _Standoff(record).lines())
    return {f"{name}.txt": record.report.text.encode(), f"{name}.ann": lines.encode()}


def archive(members: Mapping[str, bytes]) -> bytes:
    """A ZIP archive with these files; equal files give equal bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in members.items():
            # Without a time of its own, a member would have that of the writing.
            target.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data)
    return out.getvalue()


class _Standoff:
    def __init__(self, record: Record) -> None:
        self._record = record
        self._numbers = {kind: count(1) for kind in "TRAN#"}
        self._contents: dict[str, str] = {}

    def _id(self, kind: str) -> str:
        return f"{kind}{next(self._numbers[kind])}"

    def lines(self) -> Iterator[str]:
        for entity in self._record.entities:
            for mention in entity.mentions:
                span = Span(start=mention.start, end=mention.end)
                yield from self._bound(self._id("T"), entity.kind.title(), [span])
        for statement in self._record.statements:
            yield from self._statement(statement)
        for statement in self._record.statements:
            here, there = statement.id, statement.within
            if here in self._contents and there in self._contents:
                arguments = f"Arg1:{self._contents[here]} Arg2:{self._contents[there]}"
                yield f"{self._id('R')}\tWithin {arguments}"
        for event in self._record.events:
            name = self._id("T")
            yield from self._bound(name, "Trigger", [event.trigger, *event.trigger_with])
            yield f"{self._id('A')}\tFactuality {name} {event.factuality}"
            said = "" if event.said_in is None else f"; said in {event.said_in}"
            yield f"{self._id('#')}\tAnnotatorNotes {name}\t{event.type}{said}"

    def _statement(self, one: Statement) -> Iterator[str]:
        content = self._contents[one.id] = self._id("T")
        yield from self._bound(content, "Content", one.content)
        for label, value in (
            ("Quotation", one.quotation),
            ("Stance", one.stance),
            ("Certainty", one.certainty),
            ("Polarity", one.polarity),
        ):
            yield f"{self._id('A')}\t{label} {content} {value}"
        for role, relation, spans in (
            ("Source", "Says", one.source.spans),
            ("Cue", "Marks", () if one.cue is None else (one.cue,)),
        ):
            if spans:
                name = self._id("T")
                yield from self._bound(name, role, spans)
                yield f"{self._id('R')}\t{relation} Arg1:{name} Arg2:{content}"

    def _bound(self, name: str, label: str, spans: Iterable[Span]) -> Iterator[str]:
        text = self._record.report.text
        found = [
            (line.start(), line.end())
            for span in sorted(spans)
            for line in _LINE.finditer(text, span.start, span.end)
        ]
        where = ";".join(f"{start} {end}" for start, end in found)
        words = " ".join(text[start:end] for start, end in found)
        yield f"{name}\t{label} {where}\t{words}"
