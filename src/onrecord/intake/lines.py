"""The paragraphs of a text: between blank lines, one a line, or wrapped by hand."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice, pairwise
from typing import Final, NamedTuple

from onrecord.intake.limits import MAX_CLOSING, MAX_EDGE_LINES, MAX_SAMPLED_LINES, MAX_WRAP

#: Columns below which nobody wraps prose.
_NARROWEST: Final = 60
#: Pairs of lines that tell how a text is laid out; with fewer, the words must tell it too.
_ENOUGH_PAIRS: Final = 3

_LINE = re.compile(r"\S[^\n]*")
_STOP = re.compile(r"[.!?…:;][\s»”\"'’)\]]*$")
_BULLET = re.compile(r"[-–—•*·▪►]\s|\d{1,2}[.)]\s")


class Paragraph(NamedTuple):
    """Characters ``start`` to ``end`` without the space around them.

    ``after_blank`` tells that a blank line stands before it, or nothing.
    """

    start: int
    end: int
    after_blank: bool


class _Line(NamedTuple):
    start: int
    end: int
    after_blank: bool
    indent: int


def paragraphs(text: str, stands_alone: Callable[[str], bool]) -> list[Paragraph]:
    """The paragraphs of ``text``, in order; they cover all that is not blank.

    ``stands_alone`` tells of a line near either end of the text that it is no prose; such a line
    is never joined with its neighbours.
    """
    lines = _lines(text)
    width = _wrapped_at(text, lines)
    edges = {*range(min(MAX_EDGE_LINES, len(lines)))} | {
        *range(max(0, len(lines) - MAX_EDGE_LINES), len(lines))
    }
    alone = {i for i in edges if stands_alone(text[lines[i].start : lines[i].end])}
    found: list[Paragraph] = []
    for i, line in enumerate(lines):
        joined = (
            i > 0
            and not line.after_blank
            and (
                _in_brackets(text, found[-1].start, lines[i - 1].end, line.end)
                or (
                    i not in alone
                    and i - 1 not in alone
                    and _continues(text, lines[i - 1], line, width)
                )
            )
        )
        if joined:
            found[-1] = found[-1]._replace(end=line.end)
        else:
            found.append(Paragraph(line.start, line.end, line.after_blank))
    return found


def _lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    end = 0
    for match in _LINE.finditer(text):
        start = match.start()
        breaks = text.count("\n", end, start)
        begin = text.rfind("\n", end, start) + 1 if breaks else end
        after_blank = not lines or breaks > 1
        end = start + len(match.group().rstrip())
        lines.append(_Line(start, end, after_blank, start - begin))
    return lines


def _wrapped_at(text: str, lines: list[_Line]) -> int | None:
    """The column at which the text is wrapped by hand; None when it is not.

    Who wraps fills each line as far as words go: the next word would not have fitted.
    """
    sampled = list(islice(lines, MAX_SAMPLED_LINES))
    pairs = [(a, b) for a, b in pairwise(sampled) if not b.after_blank]
    if not pairs:
        return None
    # A line without spaces, such as an address, cannot be wrapped.
    widths = [line.end - line.start for line in sampled if " " in text[line.start : line.end]]
    width = max(widths, default=0)
    if not _NARROWEST <= width <= MAX_WRAP:
        return None
    full = [_is_full(text, a, b, width) for a, b in pairs]
    if len(pairs) < _ENOUGH_PAIRS:
        return width if all(full) and not any(_stops(text, a) for a, _ in pairs) else None
    return width if 2 * sum(full) >= len(pairs) else None


def _is_full(text: str, line: _Line, following: _Line, width: int) -> bool:
    word = text[following.start : min(following.end, following.start + width)].split(None, 1)[0]
    return line.end - line.start + 1 + len(word) > width


def _stops(text: str, line: _Line) -> bool:
    return _STOP.search(text, max(line.start, line.end - 6), line.end) is not None


def _in_brackets(text: str, start: int, end: int, following_end: int) -> bool:
    """Whether a paragraph so far is an open bracket that the following line closes."""
    close = {"(": ")", "[": "]"}.get(text[start])
    if close is None or following_end - start > MAX_CLOSING:
        return False
    return text.find(close, start, end) < 0 <= text.find(close, end, following_end)


def _continues(text: str, line: _Line, following: _Line, width: int | None) -> bool:
    if following.indent > line.indent + 1 or _BULLET.match(text, following.start):
        return False
    if width is not None and _is_full(text, line, following, width):
        return True
    return text[following.start].islower() and not _stops(text, line)
