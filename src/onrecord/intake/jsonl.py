"""Reports in JSON: one a line (JSON Lines), or the objects of an array."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO, Final

from onrecord.errors import IntakeError
from onrecord.intake.dates import date_at
from onrecord.intake.limits import MAX_BYTES, as_mebibytes
from onrecord.model import Published

#: What fields may be called, the name that wins first. All others are passed over.
_TEXT: Final = ("text", "body", "content")
_HTML: Final = ("html",)
_TITLE: Final = ("title", "headline")
_OUTLET: Final = ("outlet", "source", "publisher", "site")
_PUBLISHED: Final = ("published", "published_at", "date")
_URL: Final = ("url", "link")
_LANGUAGE: Final = ("language", "lang")

_CODE = re.compile(r"([a-z]{2,3})(?:[-_].*)?\Z", re.IGNORECASE)
_SPACE = re.compile(r"[\s]*")
_SEPARATOR = re.compile(r"\s*,\s*")
_MARK: Final = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One report of a file. ``data`` are its bytes as they stand there; exactly one of ``text`` and
    ``html`` is set."""

    data: bytes
    text: str | None = None
    html: str | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    published: Published | None = None


Named = tuple[str, Entry | IntakeError]


def is_pile(first_line: bytes) -> bool:
    """Whether a line is an object with a report in it, whatever its file is called."""
    if not first_line.removeprefix(_MARK).lstrip().startswith(b"{"):
        return False
    try:
        data = json.loads(first_line)
    except (ValueError, RecursionError):
        return False
    return isinstance(data, dict) and any(isinstance(data.get(k), str) for k in (*_TEXT, *_HTML))


def entries(first: bytes, file: BinaryIO, name: str) -> Iterator[Named]:
    """The reports of JSON Lines, each named ``name:line``; one line is held at a time. ``first`` is
    the line, or the part of one, that was taken from the file before.

    A line out of form gives an IntakeError and the rest goes on; blank lines are passed over.
    """
    number, line = 0, first
    while line:
        number += 1
        here = f"{name}:{number}"
        if len(line) > MAX_BYTES:
            yield here, _too_large(here)
            while line and not line.endswith(b"\n"):
                line = file.readline(MAX_BYTES)
        elif data := (line.removeprefix(_MARK) if number == 1 else line).strip():
            yield here, _entry(data, here)
        line = file.readline(MAX_BYTES + 1)


def entries_of_value(data: bytes, name: str) -> Iterator[Named]:
    """The reports of a file that holds one object, or an array of them, named by their number from
    1. Raises IntakeError, about ``name``, where it holds neither."""
    try:
        text = data.removeprefix(_MARK).decode()
    except UnicodeDecodeError as error:
        raise IntakeError(f"not UTF-8 at byte {error.start}", about=name) from error
    for number, piece in enumerate(_values(text, name), 1):
        here = f"{name}:{number}"
        yield here, _entry(piece.encode(), here)


def _values(text: str, name: str) -> Iterator[str]:
    """The texts of the objects, as they stand in the file."""
    decoder = json.JSONDecoder()
    at = _behind_space(text, 0)
    many = text.startswith("[", at)
    at = _behind_space(text, at + 1) if many else at
    if many and text.startswith("]", at):
        raise IntakeError("an array without reports", about=name)
    while True:
        try:
            _, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            raise IntakeError(f"not JSON: {_short(error)}", about=name) from error
        yield text[at:end]
        separator = _SEPARATOR.match(text, end) if many else None
        if separator is None:
            break
        at = separator.end()
    at = _behind_space(text, end)
    if many and not text.startswith("]", at):
        raise IntakeError(f"not JSON: the array is not closed at {at}", about=name)
    if _behind_space(text, at + many) < len(text):
        raise IntakeError("more than one JSON value in it", about=name)


def _behind_space(text: str, at: int) -> int:
    space = _SPACE.match(text, at)
    return space.end() if space else at


def _too_large(name: str) -> IntakeError:
    most = as_mebibytes(MAX_BYTES)
    return IntakeError(f"larger than a report may be: the limit is {most} (MAX_BYTES)", about=name)


def _short(error: Exception) -> str:
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)


def _entry(data: bytes, name: str) -> Entry | IntakeError:
    try:
        fields = json.loads(data)
    except (ValueError, RecursionError) as error:
        return IntakeError(f"not JSON: {_short(error)}", about=name)
    if not isinstance(fields, dict):
        return IntakeError("not an object", about=name)
    try:
        return _report(data, fields)
    except ValueError as error:
        return IntakeError(str(error), about=name)


def _report(data: bytes, fields: Mapping[str, Any]) -> Entry:
    """Raises ValueError for fields that are out of form."""
    text, html = _words(fields, _TEXT), _words(fields, _HTML)
    if text is None and html is None:
        names = ", ".join((*_TEXT, *_HTML))
        raise ValueError(f"no text: none of the fields {names} holds one")
    language = _CODE.match(_words(fields, _LANGUAGE) or "")
    return Entry(
        data=data,
        text=text,
        html=html if text is None else None,
        title=_line(_words(fields, _TITLE)),
        outlet=_line(_words(fields, _OUTLET)),
        url=_line(_words(fields, _URL)),
        language=language[1].lower() if language else None,
        published=_published(fields),
    )


def _words(fields: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    """The first of these fields that is not empty. An object stands for its ``name``."""
    for name in names:
        value = fields.get(name)
        if isinstance(value, dict):
            value = value.get("name")
        if value is None or value == "":
            continue
        if not isinstance(value, str):
            raise ValueError(f"{name} is no text")
        return value
    return None


def _line(words: str | None) -> str | None:
    return " ".join(words.split()) or None if words is not None else None


def _published(fields: Mapping[str, Any]) -> Published | None:
    for name in _PUBLISHED:
        value = fields.get(name)
        if value is None or value == "":
            continue
        words = value.strip() if isinstance(value, str) else json.dumps(value)[:80]
        found = date_at(words) if isinstance(value, str) else None
        if found is None or (found.value is None and not found.candidates):
            return Published(because=f"no date understood in {name}: {words!r}")
        if found.value is None:
            because = f"{name}: {words!r} leaves open which number is the day"
            return Published(candidates=found.candidates, because=because)
        because = f"the field {name} says {words!r}"
        return Published(value=found.value, grain=found.grain, basis="stated", because=because)
    return None
