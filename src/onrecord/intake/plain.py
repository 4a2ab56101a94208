"""The text of a report, final before any offset into it exists.

What went wrong on its way here is repaired, line ends become ``\\n``, and characters that print
nothing are taken out. Everything else stays as it is, also the spaces.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from onrecord.errors import IntakeError
from onrecord.intake.encoding import decode
from onrecord.intake.limits import MAX_REPAIRED
from onrecord.intake.textmap import Change, Layer, TextMap, changed

_LONE_SURROGATES = re.compile("[\ud800-\udfff]+")
#: Other signs for a new line, one character each.
_LINE_ENDS: Final = "\x0b\x0c\x85\u2028\u2029"
# Controls, then format characters that only direct the printing of those around them. The joiners
# U+200C and U+200D stay: words of some scripts are spelled with them.
_UNPRINTED: Final = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
    "\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
)
# Marks that turn the direction in which the text around them is shown.
_TURNING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_TAKEN_OUT = re.compile(f"\r\n|[{_UNPRINTED}]+")
# Longer runs of marks are no words, and putting a long run in order takes quadratic time.
_MARKS = re.compile("[\u0300-\u036f]{1,4}")
# Two characters beyond ASCII side by side, of which the first is not common typography, or a
# control of the upper half: without one of these no line holds a wrong encoding.
_SUSPECT = re.compile("[^\x00-\x7f\xa0«»–—‘’“”…\u2009\u202f][^\x00-\x7f]|[\x80-\x9f]")
_PRINTED_ASCII = re.compile("[!-~]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plain:
    """``text`` and the way back to the bytes; ``encoding`` is what they were decoded from;
    ``turned`` holds the offsets at which marks that turn the direction of text were taken out."""

    text: str
    encoding: str
    textmap: TextMap
    turned: tuple[int, ...] = ()


def plain_text(data: bytes, *, name: str, encoding: str | None = None) -> Plain:
    """The text in ``data``; equal bytes give equal text and map.

    ``encoding`` is given when the caller knows it. Raises IntakeError, about ``name``, when the
    bytes are empty, binary, or decode in no way.
    """
    if not data:
        raise IntakeError("empty: 0 bytes", about=name)
    decoded = decode(data, name=name, codec=encoding)
    text, layers, turned = _cleaned(decoded.source)
    if not text or text.isspace():
        raise IntakeError("empty: nothing but white space", about=name)
    textmap = TextMap(
        source=decoded.source,
        codec=decoded.codec,
        errors=decoded.errors,
        skipped=decoded.skipped,
        layers=layers,
        length=len(text),
    )
    return Plain(text=text, encoding=decoded.codec, textmap=textmap, turned=turned)


def _cleaned(text: str) -> tuple[str, list[Layer], tuple[int, ...]]:
    layers: list[Layer] = []
    turned: list[int] = []
    steps: tuple[Callable[[str], Iterator[Change]], ...] = (
        _damage,
        _wrong_encodings,
        _unprinted,
        _loose_marks,
    )
    for step in steps:
        before = text
        text, layer = changed(text, step(text))
        layers.append(layer)
        turned = [layer.new(at) for at in turned]
        if step is _unprinted:
            turned = [layer.new(mark.start()) for mark in _TURNING.finditer(before)]
            # One character for one: no offset moves.
            for end in ("\r", *_LINE_ENDS):
                text = text.replace(end, "\n")
    return text, layers, tuple(dict.fromkeys(turned))


def _damage(text: str) -> Iterator[Change]:
    """What stands for bytes that could not be decoded becomes one replacement character."""
    for match in _LONE_SURROGATES.finditer(text):
        yield match.start(), match.end(), "\ufffd"


def _wrong_encodings(text: str) -> Iterator[Change]:
    """Repairs of characters that were once decoded wrongly (mojibake), line by line."""
    done = 0
    while (suspect := _SUSPECT.search(text, done)) is not None:
        start, end = _piece(text, suspect.start(), done)
        yield from _repairs(text[start:end], start)
        done = end


def _piece(text: str, at: int, done: int) -> tuple[int, int]:
    """The line around ``at``, or as much of it as is repaired at a time."""
    start = max(text.rfind("\n", done, at) + 1, done, at - MAX_REPAIRED)
    end = text.find("\n", at, at + MAX_REPAIRED)
    if end < 0 and at + MAX_REPAIRED < len(text):
        end = text.rfind(" ", at + 2, at + MAX_REPAIRED)
        end = end if end >= 0 else at + MAX_REPAIRED
    return start, end if end >= 0 else len(text)


def _repairs(line: str, offset: int) -> Iterator[Change]:
    from ftfy import fix_encoding
    from ftfy.badness import is_bad

    if not is_bad(line):
        return
    for start, end, replacement in _differences(line, fix_encoding(line)):
        yield offset + start, offset + end, replacement


def _differences(old: str, new: str) -> list[Change]:
    """The places where a repair changed ``old``.

    Repairs never touch printed ASCII, so its characters are the posts between which the two are
    compared. Where they do not agree after all, nothing is changed.
    """
    changes: list[Change] = []
    olds, news = _PRINTED_ASCII.finditer(old), _PRINTED_ASCII.finditer(new)
    at = new_at = 0
    while True:
        post, new_post = next(olds, None), next(news, None)
        if (post and post.group()) != (new_post and new_post.group()):
            return []
        end = post.start() if post else len(old)
        new_end = new_post.start() if new_post else len(new)
        if old[at:end] != new[new_at:new_end]:
            changes.append((at, end, new[new_at:new_end]))
        if post is None or new_post is None:
            return changes
        at, new_at = post.end(), new_post.end()


def _unprinted(text: str) -> Iterator[Change]:
    for match in _TAKEN_OUT.finditer(text):
        yield match.start(), match.end(), "\n" if match.group() == "\r\n" else ""


def _loose_marks(text: str) -> Iterator[Change]:
    """Letters and accents that stand apart become one character (NFC), as lexicons have them."""
    for match in _MARKS.finditer(text):
        start, end = match.start() - 1, match.end()
        if start < 0 or not text[start].isalpha():
            continue
        composed = unicodedata.normalize("NFC", text[start:end])
        if len(composed) == end - start:
            continue
        while len(composed) > 1 and composed[-1] == text[end - 1]:
            composed, end = composed[:-1], end - 1
        yield start, end, composed
