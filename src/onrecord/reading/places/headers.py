"""Places of a dateline: ``SÉOUL –``, ``PARIS, Texas (AP) --``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from onrecord.knowledge.gazetteer import Gazetteer
from onrecord.model.report import Part
from onrecord.model.span import Span
from onrecord.reading.places.toponyms import Toponym

_NAMES: Final = re.compile(r"[^\W\d_][^,/()–—―−\d]{1,40}")


def in_header(
    part: Part, text: str, places: Gazetteer, calendar: frozenset[str]
) -> Iterator[Toponym]:
    """The known names between the commas of a dateline, each held by the next; no months."""
    words = part.span.of(text)
    found: list[tuple[str, Span]] = []
    for match in _NAMES.finditer(words):
        name = match.group().strip(" -.\n")
        if len(name) < 2 or not name[0].isupper() or name.lower() in calendar:
            continue
        if places.candidates(name):
            start = part.span.start + match.start()
            found.append((name, Span(start=start, end=start + len(name))))
    for number, (name, span) in enumerate(found):
        yield Toponym(
            name=name,
            span=span,
            locative=True,
            kind="",
            held_by=found[number + 1][0] if number + 1 < len(found) else "",
            acts="",
            proper=True,
            dateline=number == 0,
        )
