"""A file, bytes or a text become a Report."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Required, TypedDict, Unpack

from onrecord.errors import IntakeError, LanguageError
from onrecord.intake.limits import MAX_BYTES, MAX_DETECTED, as_mebibytes
from onrecord.intake.parts import Cut, cut
from onrecord.intake.plain import plain_text
from onrecord.model import PROSE, Published, Report

#: The name that stands for standard input.
STDIN = "-"


class Given(TypedDict, total=False):
    """What the caller knows of a report; it wins over what the report's own lines say.

    ``detect`` tells the language of the prose it is shown (raises LanguageError when it cannot);
    it is not asked when ``language`` is given.
    """

    detect: Required[Callable[[str], str]]
    language: str | None
    outlet: str | None
    published: Published | None
    url: str | None
    title: str | None


def open_report(source: str | Path, **given: Unpack[Given]) -> Report:
    """The report in a file, or on standard input when ``source`` is ``-``.

    Raises IntakeError or LanguageError, about the file.
    """
    name = "standard input" if str(source) == STDIN else os.fspath(source)
    return report_from_bytes(_bytes_of(source, name), name, **given)


def report_from_bytes(data: bytes, name: str, **given: Unpack[Given]) -> Report:
    """The report in ``data``; ``name`` is what messages call it.

    Raises IntakeError or LanguageError, about ``name``.
    """
    return _report(data, name, None, given)


def report_from_text(text: str, name: str = "text", **given: Unpack[Given]) -> Report:
    """The report in ``text``, treated as a file with these characters would be.

    Raises IntakeError or LanguageError, about ``name``.
    """
    return _report(text.encode("utf-8", "surrogatepass"), name, "utf-8", given)


def expand(paths: Iterable[str | Path]) -> Iterator[str]:
    """Files and ``-`` as they are; folders walked in name order, without hidden entries.

    What does not exist is passed on, so that opening it says so.
    """
    for path in (os.fspath(path) for path in paths):
        if path == STDIN or not Path(path).is_dir():
            yield path
            continue
        for folder, folders, files in os.walk(path):
            folders[:] = sorted(entry for entry in folders if not entry.startswith("."))
            for file in sorted(files):
                if not file.startswith("."):
                    yield str(Path(folder, file))


def _bytes_of(source: str | Path, name: str) -> bytes:
    try:
        if str(source) == STDIN:
            return _limited(sys.stdin.buffer, name)
        with Path(source).open("rb") as file:
            return _limited(file, name)
    except FileNotFoundError as error:
        raise IntakeError("no such file", about=name) from error
    except IsADirectoryError as error:
        raise IntakeError("a folder, not a file", about=name) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise IntakeError(f"cannot be read: {reason}", about=name) from error


def _limited(file: BinaryIO, name: str) -> bytes:
    """All bytes of ``file``, of which no more than the limit are ever held."""
    data = file.read(MAX_BYTES + 1)
    _refuse_large(data, name)
    return data


def _refuse_large(data: bytes, name: str) -> None:
    if len(data) > MAX_BYTES:
        raise IntakeError(
            f"larger than a report may be: the limit is {as_mebibytes(MAX_BYTES)} (MAX_BYTES)",
            about=name,
        )


def _report(data: bytes, name: str, encoding: str | None, given: Given) -> Report:
    _refuse_large(data, name)
    plain = plain_text(data, name=name, encoding=encoding)
    found = cut(plain.text)
    digest = hashlib.sha256(data).hexdigest()
    return Report(
        id=f"r:{digest[:16]}",
        text=plain.text,
        language=given.get("language") or _language(plain.text, found, name, given["detect"]),
        parts=found.parts,
        outlet=given.get("outlet") or found.facts.outlet,
        url=given.get("url") or found.facts.url,
        title=given.get("title") or found.facts.title or _title(plain.text, found),
        published=given.get("published") or found.facts.published(),
        original_sha256=digest,
        turned=plain.turned,
    )


def _language(text: str, found: Cut, name: str, detect: Callable[[str], str]) -> str:
    """The language of the prose; of all the text when none of it is prose."""
    shown: list[str] = []
    room = MAX_DETECTED
    for part in found.parts:
        if part.kind in PROSE and room > 0:
            shown.append(text[part.span.start : min(part.span.end, part.span.start + room)])
            room -= len(shown[-1])
    try:
        return detect("\n\n".join(shown) or text[:MAX_DETECTED])
    except LanguageError as error:
        if error.about:
            raise
        raise LanguageError(str(error), about=name) from error


def _title(text: str, found: Cut) -> str | None:
    """The words of the title part on one line."""
    titles = (part.span.of(text) for part in found.parts if part.kind == "title")
    return " ".join(next(titles, "").split()) or None
