"""A text cut into its parts: what is prose, and what a newsroom put around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from onrecord.intake.credits import credit_tail, is_byline, is_closing, is_credit, opens_caption
from onrecord.intake.dateline import dateline_at
from onrecord.intake.limits import (
    MAX_BYLINE,
    MAX_CAPTION,
    MAX_CLOSING,
    MAX_HEADING,
    MAX_METADATA,
    MAX_TITLE,
)
from onrecord.intake.lines import Paragraph, paragraphs
from onrecord.intake.metadata import Entry, Facts, leading_run, metadata_line
from onrecord.model import Part, Span
from onrecord.model.report import PartKind

#: Paragraphs at either end among which bylines and metadata are looked for.
_EDGE: Final = 6
_MOST_TITLE_WORDS: Final = 32
_MOST_HEADING_WORDS: Final = 14

_WORD = re.compile(r"[^\W_]")
_STOPPED = re.compile(r"[.:;,…][\s»”\"'’)\]]*$")
_ENDED = re.compile(r"[.:;,…!?][\s»”\"'’)\]]*$")
_QUOTED = re.compile(r"[«“\"„].*[»”\"]", re.DOTALL)
_OPENS = re.compile(r"[«“\"‘'„¿¡(\[]*\s*([^\W_])")
_BULLET = re.compile(r"[-–—•*·▪►]\s")
_BETWEEN = re.compile(r"\s*[|•·–—]\s*|\s+-\s+|,\s+|\s+(?=\w+ (?:le|on) )")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """The parts of a text, in order, and what its own lines tell of it."""

    parts: tuple[Part, ...]
    facts: Facts


def cut(text: str, head: Sequence[PartKind | None] = ()) -> Cut:
    """Cut ``text`` into parts that do not overlap and cover all that is not blank.

    ``head`` gives the kinds of the first paragraphs where the caller knows them; None is one that
    it does not know.

    Takes time in proportion to the text; no paragraph is looked at beyond the limits.
    """
    cutter = _Cutter(text)
    cutter.run(head)
    return Cut(parts=tuple(cutter.parts), facts=cutter.facts)


def tells_around(line: str) -> bool:
    """Whether a line stands around a text rather than in it: a byline, a date, a credit."""
    return len(line) <= MAX_CLOSING and (
        _WORD.search(line) is None
        or _stands_alone(line)
        or is_closing(line)
        or _byline_and_date(line) is not None
    )


def _stands_alone(line: str) -> bool:
    return len(line) <= MAX_METADATA and (
        metadata_line(line) is not None
        or is_byline(line)
        or is_credit(line) is not None
        or is_closing(line)
    )


class _Cutter:
    def __init__(self, text: str) -> None:
        self.text = text
        self.paragraphs = paragraphs(text, _stands_alone)
        self.parts: list[Part] = []
        self.facts = Facts()
        self.in_head = True

    def run(self, head: Sequence[PartKind | None]) -> None:
        tail = self._tail()
        for i, paragraph in enumerate(self.paragraphs):
            start, end, _ = paragraph
            known = head[i] if i < len(head) else None
            if known is not None:
                self._add(known, start, end)
                self.in_head = self.in_head and known != "title"
            elif _WORD.search(self.text, start, end) is None:
                self._add("metadata", start, end)
            elif (i < _EDGE or i >= tail) and self._edge(paragraph, in_tail=i >= tail):
                continue
            elif not self._note(start, end):
                self._prose(i, start, end, tail)

    def _add(self, kind: PartKind, start: int, end: int) -> None:
        if start < end:
            self.parts.append(Part(kind=kind, span=Span(start=start, end=end)))

    def _tail(self) -> int:
        """Index of the first of the last paragraphs that are all bylines, credits or metadata."""
        count = len(self.paragraphs)
        first = count
        for i in range(count - 1, max(0, count - _EDGE), -1):
            start, end, _ = self.paragraphs[i]
            if end - start > MAX_CLOSING or not tells_around(self.text[start:end]):
                break
            first = i
        return first

    def _edge(self, paragraph: Paragraph, *, in_tail: bool) -> bool:
        """Take a paragraph near either end for metadata or a byline, if it is such."""
        start, end, _ = paragraph
        if end - start > MAX_METADATA:
            return False
        line = self.text[start:end]
        entry = metadata_line(line)
        if entry is not None:
            self._metadata(entry, start, end, in_tail=in_tail)
            return True
        if is_byline(line):
            self._add("byline", start, end)
            return True
        both = _byline_and_date(line)
        if both is None:
            return False
        entry, at = both
        before = start + len(line[:at].rstrip())
        self._add("byline", start, before)
        self._add("metadata", start + at, end)
        self.facts.add(entry)
        return True

    def _metadata(self, entry: Entry, start: int, end: int, *, in_tail: bool) -> None:
        if entry.kind == "outlet" and in_tail:
            # At the end of a report, "Source: AFP" credits; it does not say who published.
            self._add("credit", start, end)
            return
        self.facts.add(entry)
        if entry.kind != "title":
            self._add("metadata", start, end)
            return
        key_end = start + len(self.text[start : start + entry.start].rstrip())
        self._add("metadata", start, key_end)
        self._add("title", start + entry.start, start + entry.end)

    def _note(self, start: int, end: int) -> bool:
        """Take a paragraph anywhere for a credit or a note on who worked on it, if it is such."""
        if end - start > MAX_CLOSING:
            return False
        words = self.text[start:end]
        if is_closing(words):
            self._add("byline", start, end)
            return True
        if is_credit(words) is not None:
            self._add("credit", start, end)
            return True
        return False

    def _prose(self, i: int, start: int, end: int, tail: int) -> None:
        if i == 0 and (run := leading_run(self.text, start)) is not None:
            self.facts.add(run)
            self._add("metadata", start, run.end)
            start = self._skip_space(run.end)
        dateline = dateline_at(self.text, start, end)
        if dateline is not None:
            self._add("dateline", start, dateline.end)
            if dateline.date is not None and self.facts.filed is None:
                said = self.text[start : dateline.end]
                self.facts.filed = Entry(
                    kind="published", value=said, start=0, end=0, date=dateline.date, words=said
                )
            start = self._skip_space(dateline.end)
            kind: PartKind = "paragraph"
        elif self.in_head and self._is_title(i, start, end, tail):
            self._add("title", start, end)
            self.in_head = False
            return
        elif self._is_heading(i, start, end, tail):
            self._add("heading", start, end)
            return
        else:
            kind = "caption" if opens_caption(self.text, start, end) else "paragraph"
        self.in_head = False
        self._with_credit(kind, start, end)

    def _with_credit(self, kind: PartKind, start: int, end: int) -> None:
        """Add a paragraph or caption, and apart from it the credit with which it closes."""
        tail = credit_tail(self.text, start, end)
        if tail is None:
            self._add(kind, start, end)
            return
        at, of = tail
        if of == "picture" and end - start <= MAX_CAPTION:
            kind = "caption"
        self._add(kind, start, start + len(self.text[start:at].rstrip()))
        self._add("credit", at, end)

    def _skip_space(self, at: int) -> int:
        while at < len(self.text) and self.text[at].isspace():
            at += 1
        return at

    def _is_title(self, i: int, start: int, end: int, tail: int) -> bool:
        """A short opening line without full stop, set off from what follows."""
        if end - start > MAX_TITLE or i + 1 >= tail:
            return False
        words = self.text[start:end]
        if _STOPPED.search(words) or not _opens_high(words):
            return False
        if len(words.split()) > _MOST_TITLE_WORDS:
            return False
        following = self.paragraphs[i + 1]
        if following.after_blank:
            return True
        line = self.text[following.start : following.start + MAX_METADATA]
        longer = following.end - following.start > 1.5 * (end - start)
        return (
            longer
            or dateline_at(self.text, following.start, following.end) is not None
            or (following.end - following.start <= MAX_METADATA and tells_around(line))
        )

    def _is_heading(self, i: int, start: int, end: int, tail: int) -> bool:
        """A short line between paragraphs that ends in no mark at all."""
        if end - start > MAX_HEADING or self.in_head or i + 1 >= tail:
            return False
        words = self.text[start:end]
        return (
            _opens_high(words)
            and not _ENDED.search(words)
            and not _QUOTED.fullmatch(words)
            and not _BULLET.match(words)
            and len(words.split()) <= _MOST_HEADING_WORDS
            and credit_tail(self.text, start, end) is None
        )


def _opens_high(words: str) -> bool:
    opening = _OPENS.match(words)
    return opening is not None and not opening[1].islower()


def _byline_and_date(line: str) -> tuple[Entry, int] | None:
    """A byline and a date on one line: the entry, and where its words begin."""
    if len(line) > MAX_BYLINE:
        return None
    for match in _BETWEEN.finditer(line):
        entry = metadata_line(line[match.end() :])
        if entry is not None and entry.date is not None and is_byline(line[: match.start()]):
            return entry, match.end()
    return None
