"""Times of a text without a parse: no verb shows a tense unless a tree is given."""

from __future__ import annotations

from onrecord.knowledge.timewords import time_words
from onrecord.language.align import ParsedPart
from onrecord.language.syntax import Tree
from onrecord.model import Part, Published, Report, Span
from onrecord.reading.times import TimeReader, TimesRead
from tests.drawn import doc_of


def report(text: str, language: str, published: str | None, turned: tuple[int, ...] = ()) -> Report:
    grain = {4: "year", 7: "month", 10: "day"}[len(published)] if published else None
    known = Published(
        value=published,
        grain=grain,  # type: ignore[arg-type]
        basis="stated" if published else "unknown",
        because="given" if published else "",
    )
    parts, at = [], 0
    for block in text.split("\n\n"):
        parts.append(Part(kind="paragraph", span=Span(start=at, end=at + len(block))))
        at += len(block) + 2
    return Report(
        id="r:0",
        text=text,
        language=language,
        parts=tuple(parts),
        published=known,
        original_sha256="0" * 64,
        turned=turned,
    )


def read(
    text: str, language: str = "en", published: str | None = "2024-05-15", **more: tuple[int, ...]
) -> TimesRead:
    given = report(text, language, published, **more)
    reader = TimeReader(time_words(language))
    for part in given.parts:
        reader.read_plain(part, text)
    return reader.finish(given)


def read_tree(text: str, language: str, tree: str, published: str = "2024-05-15") -> TimesRead:
    given = report(text, language, published)
    reader = TimeReader(time_words(language))
    doc = doc_of(language, text, tree)
    parsed = ParsedPart(part=given.parts[0], doc=doc, start=0, end=len(text))
    reader.read([parsed], [Tree(doc)], text)
    return reader.finish(given)


def values(found: TimesRead, text: str) -> list[tuple[str, str]]:
    return [(time.span.of(text), time.value) for time in found.times]
