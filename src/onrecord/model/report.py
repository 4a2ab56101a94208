"""One article as it was published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.model.span import Span

PartKind = Literal[
    "title",
    "dateline",
    "byline",
    "credit",
    "paragraph",
    "heading",
    "caption",
    "metadata",
]
Basis = Literal["stated", "inferred", "unknown"]
DateGrain = Literal["minute", "hour", "day", "week", "month", "year"]

#: Kinds of part whose words are prose: they are parsed and read.
PROSE: frozenset[PartKind] = frozenset({"title", "paragraph", "heading", "caption"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of the text with one function. Parts do not overlap and stand in text order."""

    kind: PartKind
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """When a report was published, as an ISO 8601 prefix (``2023-09``, ``2023-09-17``).

    ``basis`` is *stated* when the report or its metadata says so, *inferred* when it follows from
    the text, *unknown* otherwise (``value`` and ``grain`` are then None). ``candidates`` holds what
    else was possible.
    """

    value: str | None = None
    grain: DateGrain | None = None
    basis: Basis = "unknown"
    candidates: tuple[str, ...] = ()
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """``text`` is what all offsets refer to; it is set at intake and never changes.

    ``turned`` holds the offsets at which marks that turn the direction of text were taken out:
    what a reader saw there may have stood in another order.

    ``id`` is ``r:`` and the first 16 hexadecimal digits of ``original_sha256``, the digest of the
    bytes that were read.
    """

    id: str
    text: str
    language: str
    parts: tuple[Part, ...]
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    published: Published = Published()
    retrieved: str | None = None
    original_sha256: str
    turned: tuple[int, ...] = ()
