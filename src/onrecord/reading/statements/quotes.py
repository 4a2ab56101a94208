"""Quotation marks of a report, read from the original text, whose marks have a direction.

Double marks come first: « », “ ”, „ “, '' '' and straight ones, which alternate within a paragraph.
Single marks count only where they cannot be apostrophes. A quotation that is open at the end of a
paragraph goes on in the next one when that one opens with a mark again (English print) or when its
closing mark follows within ``LONGEST`` paragraphs (French print); else it ends with its paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model.span import Span

#: A quotation runs over at most so many paragraphs.
LONGEST = 12

#: What stays behind no last word when the mark behind it goes.
_LOOSE = " \t\n\u00a0\u202f,;:"
_OPENING = "«“„‟"
_CLOSING = "»”"
_MARKS = re.compile(r"[«»“”„‟\"]|''|``|‘|’|'")
_SINGLE_OPEN = re.compile(r"(?:(?<=^)|(?<=[\s(\[—–«“\":,]))[‘'](?=[\w«“\"])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A quotation with its marks; ``depth`` 0 is outermost. ``closed`` is False when its closing
    mark is missing."""

    span: Span
    depth: int
    closed: bool

    def __len__(self) -> int:
        return len(self.span)


def _is_single_close(text: str, at: int) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    return not before.isspace() and not after.isalnum()


class _Reader:
    """Walks the marks of one paragraph after another with a stack of open quotations."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.open: list[tuple[int, str, int]] = []  # start, family, paragraph
        self.found: list[Quote] = []

    def close(self, depth: int, end: int, closed: bool) -> None:
        while len(self.open) > depth:
            start, _, _ = self.open.pop()
            at = len(self.open)
            self.found.append(
                Quote(
                    span=Span(start=start, end=end),
                    depth=at,
                    closed=closed and at == depth,
                )
            )

    def find(self, family: str) -> int | None:
        for depth in range(len(self.open) - 1, -1, -1):
            if self.open[depth][1] == family:
                return depth
        return None

    def mark(self, at: int, mark: str, paragraph: int) -> None:
        if mark in _OPENING:
            if self.find(mark) is not None and mark == "«":
                pass  # a repeated guillemet opens a paragraph or line that goes on
            self.open.append((at, "«" if mark == "«" else "“", paragraph))
        elif mark in _CLOSING:
            depth = self.find("«" if mark == "»" else "“")
            if depth is None:
                depth = self.find('"')  # a straight mark closed by a printed one
            if depth is not None:
                self.close(depth, at + 1, True)
        elif mark in {'"', "''", "``"}:
            family = '"' if mark == '"' else "''"
            depth = self.find(family)
            if depth is None and family == "''":
                self.open.append((at, family, paragraph))
            elif depth is None:
                following = self.text[at + 1 : at + 2]
                curly = self.find("“")
                if curly is not None and (not following or following in " ,.;:)\n"):
                    self.close(curly, at + 1, True)  # “ closed by a straight mark
                else:
                    self.open.append((at, family, paragraph))
            else:
                self.close(depth, at + len(mark), True)
        else:
            self.single(at, paragraph)

    def single(self, at: int, paragraph: int) -> None:
        depth = self.find("'")
        if depth is not None and _is_single_close(self.text, at):
            self.close(depth, at + 1, True)
        elif depth is None and self.text[at] != "’" and _SINGLE_OPEN.match(self.text, at):
            self.open.append((at, "'", paragraph))


def find_quotes(text: str, paragraphs: Sequence[Span]) -> list[Quote]:
    """All quotations in ``paragraphs`` of ``text``, in order of their start, outer ones first."""
    reader = _Reader(text)
    previous_end = 0
    for number, paragraph in enumerate(paragraphs):
        body = text[paragraph.start : paragraph.end]
        first = body.lstrip()[:1]
        keep: list[tuple[int, str, int]] = []
        for start, family, since in reader.open:
            rest = number - since
            goes_on = first in _OPENING or first == '"' or first == "'" or family == "«"
            if family == "'" or not goes_on or rest > LONGEST:
                break
            keep.append((start, family, since))
        reader.close(len(keep), previous_end, False)
        repeated = bool(keep) and (first in _OPENING or first in {'"', "'"})
        for match in _MARKS.finditer(body):
            if repeated and not body[: match.start()].strip():
                continue  # the mark that a continued paragraph repeats
            reader.mark(paragraph.start + match.start(), match.group(), number)
        previous_end = paragraph.end
    reader.close(0, previous_end, False)
    found = [q for q in reader.found if len(q) > 2]
    return sorted(found, key=lambda q: (q.span.start, -q.span.end))


class QuoteIndex:
    """Outermost quotations of a report and what they cover."""

    def __init__(self, text: str, paragraphs: Sequence[Span]) -> None:
        self.text = text
        self.all = find_quotes(text, paragraphs)
        self.outer = [q for q in self.all if q.depth == 0]
        self._starts = [q.span.start for q in self.outer]

    def at(self, start: int, end: int) -> list[Quote]:
        """Outermost quotations that overlap these characters."""
        found = []
        for at in range(bisect_left(self._starts, end) - 1, -1, -1):
            if self.outer[at].span.end <= start:
                break
            found.append(self.outer[at])
        return found[::-1]

    def enclosing(self, start: int, end: int) -> Quote | None:
        """The outermost quotation that holds all of these characters, without its marks."""
        at = bisect_left(self._starts, start) - 1
        if at >= 0 and end <= self.outer[at].span.end:
            return self.outer[at]
        return None

    def words(self, quote: Quote) -> int:
        return len(quote.span.of(self.text).split())

    def crossed(self, spans: Sequence[Span]) -> bool:
        """Whether a span ends inside a quotation it entered, or begins inside one it leaves."""
        return any(
            not span.covers(quote.span) and not quote.span.covers(span)
            for span in spans
            for quote in self.at(span.start, span.end)
        )

    def paired(self, spans: Sequence[Span]) -> tuple[Span, ...]:
        """``spans`` without a mark at an end whose partner stands outside of them, nor a comma
        before it."""
        if not spans:
            return ()
        kept = list(spans)
        start, end = kept[0].start, kept[-1].end
        # A paragraph that opens with the mark of a quotation that goes on keeps both.
        opened, shut = self.text[start] in _OPENING + '"', self.text[end - 1] in _CLOSING + '"'
        for quote in self.at(start, end):
            if not quote.closed:
                continue
            marked = quote.span.of(self.text)
            if not opened and quote.span.start < start and quote.span.end == end:
                inside = marked.removesuffix("''") if marked.endswith("''") else marked[:-1]
                kept[-1] = _cut(kept[-1], end=quote.span.start + len(inside.rstrip(_LOOSE)))
            if not shut and quote.span.start == start and quote.span.end > end:
                inside = marked[2:] if marked.startswith(("''", "``")) else marked[1:]
                kept[0] = _cut(kept[0], start=quote.span.end - len(inside.lstrip()))
        return tuple(kept)

    def share(self, spans: Sequence[Span]) -> float:
        """The share of letters and digits of ``spans`` that stand inside quotation marks."""
        if not any(self.at(span.start, span.end) for span in spans):
            return 0.0
        inside = total = 0
        for span in spans:
            total += _letters(self.text, span.start, span.end)
            for quote in self.at(span.start, span.end):
                start, end = max(span.start, quote.span.start), min(span.end, quote.span.end)
                inside += _letters(self.text, start, end)
        return inside / total if total else 0.0


def _cut(span: Span, start: int = 0, end: int | None = None) -> Span:
    """A span without what stands before ``start`` and behind ``end``; whole if nothing is left."""
    first, last = max(span.start, start), span.end if end is None else min(span.end, end)
    return Span(start=first, end=last) if first < last else span


def _letters(text: str, start: int, end: int) -> int:
    return sum(map(str.isalnum, text[start:end]))
