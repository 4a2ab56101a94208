"""A file, bytes or a text become a Report; a file of JSON may hold many."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import BinaryIO, Final, Required, TypedDict, Unpack

from onrecord.errors import IntakeError, LanguageError, OnrecordError
from onrecord.intake.jsonl import Entry, entries, entries_of_value, is_pile
from onrecord.intake.limits import MAX_BYTES, MAX_DETECTED, as_mebibytes
from onrecord.intake.markup import is_page
from onrecord.intake.parts import Cut, cut
from onrecord.intake.plain import Plain, plain_text
from onrecord.intake.web import page
from onrecord.model import PROSE, Published, Report
from onrecord.model.report import PartKind

#: The name that stands for standard input.
STDIN: Final = "-"
_STDIN: Final = "standard input"
#: Halves of characters: JSON and command lines can hold them alone, UTF-8 cannot.
_HALF: Final = re.compile("[\ud800-\udfff]")
#: Endings of files, by what is in them.
PAGES: Final = frozenset({".html", ".htm", ".xhtml", ".shtml"})
LINES: Final = frozenset({".jsonl", ".ndjson"})
JSON: Final = frozenset({".json"})
#: Endings of files that lie in a folder of reports and hold settings, tables or programs.
BESIDE: Final = frozenset(
    {
        *(".toml", ".yaml", ".yml", ".ini", ".cfg", ".csv", ".tsv", ".xlsx", ".log", ".lock"),
        *(
            ".css",
            ".js",
            ".py",
            ".sh",
            ".db",
            ".sqlite",
            ".sqlite3",
            ".db-lock",
            ".db-wal",
            ".db-shm",
        ),
    }
)
#: Names, without their ending, of files that tell of others.
ABOUT: Final = frozenset({"README", "LICENSE", "LICENCE", "NOTICE", "COPYING", "CHANGELOG"})


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

    Raises IntakeError or LanguageError, about the file; also where it holds several reports.
    """
    found = open_named(source, **given)
    _, report = next(found)
    if next(found, None) is not None:
        about = name_of(source)
        raise IntakeError("several reports; this opens a file of one", about=about)
    if isinstance(report, OnrecordError):
        raise report
    return report


def open_reports(
    source: str | Path, **given: Unpack[Given]
) -> Iterator[Report | IntakeError | LanguageError]:
    """The reports in a file or on standard input, in order: one in a text or a page, any number in
    JSON Lines or JSON. What cannot be read gives its error, and the rest goes on."""
    return (report for _, report in open_named(source, **given))


def open_named(
    source: str | Path, name: str | None = None, **given: Unpack[Given]
) -> Iterator[tuple[str, Report | IntakeError | LanguageError]]:
    """As ``open_reports``, each with its name: that of the file, unless it is called by another
    ``name``, and ``pile.jsonl:3`` for one of several. There is always at least one."""
    name, none = name_of(source) if name is None else name, True
    try:
        with _opened(source, name) as file:
            for named, make in _sources(file, name, given):
                none = False
                yield named, _made(make)
    except (IntakeError, LanguageError) as error:
        yield name, error
        return
    except OSError as error:
        yield name, _unreadable(error, name)
        return
    if none:
        yield name, IntakeError("no reports in it", about=name)


def report_from_bytes(data: bytes, name: str, **given: Unpack[Given]) -> Report:
    """The report in ``data``, a text or a page; ``name`` is what messages call it.

    Raises IntakeError or LanguageError, about ``name``.
    """
    return _from_bytes(data, name, None, given)


def report_from_text(text: str, name: str = "text", **given: Unpack[Given]) -> Report:
    """The report in ``text``, treated as a file with these characters would be.

    Raises IntakeError or LanguageError, about ``name``.
    """
    return _from_bytes(text.encode("utf-8", "surrogatepass"), name, "utf-8", given)


def name_of(source: str | Path) -> str:
    """What messages call a file."""
    return _STDIN if str(source) == STDIN else os.fspath(source)


def expand(paths: Iterable[str | Path], beside: list[str] | None = None) -> Iterator[str]:
    """Files and ``-`` as they are; folders walked in name order, without hidden entries and
    without what lies beside reports and is none (``is_beside``), which goes into ``beside``.

    What does not exist is passed on, so that opening it says so.
    """
    for path in (os.fspath(path) for path in paths):
        if path == STDIN or not Path(path).is_dir():
            yield path
            continue
        for folder, folders, files in os.walk(path):
            folders[:] = sorted(entry for entry in folders if not entry.startswith("."))
            for file in (Path(folder, name) for name in sorted(files) if name[0] != "."):
                if not is_beside(file):
                    yield str(file)
                elif beside is not None:
                    beside.append(str(file))


def is_beside(file: Path) -> bool:
    """Whether a file of a folder is about its reports, not one of them: a manifest, a table, a
    README. Named by itself, any file is read."""
    return file.suffix.lower() in BESIDE or file.stem.upper() in ABOUT


def _opened(source: str | Path, name: str) -> AbstractContextManager[BinaryIO]:
    """Raises IntakeError, about ``name``, for what cannot be opened."""
    try:
        if str(source) == STDIN:
            # It is not ours to close.
            return nullcontext(sys.stdin.buffer)
        return Path(source).open("rb")
    except FileNotFoundError as error:
        raise IntakeError("no such file", about=name) from error
    except IsADirectoryError as error:
        raise IntakeError("a folder, not a file", about=name) from error
    except (OSError, ValueError) as error:
        raise _unreadable(error, name) from error


def _unreadable(error: OSError | ValueError, name: str) -> IntakeError:
    reason = getattr(error, "strerror", None) or str(error)
    return IntakeError(f"cannot be read: {reason}", about=name)


def _sources(file: BinaryIO, name: str, given: Given) -> Iterator[tuple[str, Callable[[], Report]]]:
    """What a file holds, told by its name and by its bytes: how each report in it is made."""
    ending = Path(name).suffix.lower()
    first = file.readline(MAX_BYTES + 1)
    if ending in LINES or is_pile(first):
        yield from _each(entries(first, file, name), given)
        return
    data = first + file.read(max(0, MAX_BYTES + 1 - len(first)))
    _refuse_large(data, name)
    if ending in JSON:
        yield from _each(entries_of_value(data, name), given)
        return
    yield name, lambda: _from_bytes(data, name, None, given)


def _each(
    found: Iterable[tuple[str, Entry | IntakeError]], given: Given
) -> Iterator[tuple[str, Callable[[], Report]]]:
    for name, entry in found:
        yield name, partial(_from_entry, entry, name, given)


def _made(make: Callable[[], Report]) -> Report | IntakeError | LanguageError:
    try:
        return make()
    except (IntakeError, LanguageError) as error:
        return error


def _refuse_large(data: bytes, name: str) -> None:
    if len(data) > MAX_BYTES:
        raise IntakeError(
            f"larger than a report may be: the limit is {as_mebibytes(MAX_BYTES)} (MAX_BYTES)",
            about=name,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A text, and what stands around it; ``head`` as in ``parts.cut``."""

    plain: Plain
    head: tuple[PartKind | None, ...] = ()
    language: str | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: Published | None = None


def _from_bytes(data: bytes, name: str, encoding: str | None, given: Given) -> Report:
    _refuse_large(data, name)
    found = _found(data, name, encoding, web=Path(name).suffix.lower() in PAGES)
    return _report(data, found, name, given)


def _found(data: bytes, name: str, encoding: str | None, *, web: bool) -> _Found:
    if not (is_page(data) or (web and b"<" in data)):
        return _Found(plain=plain_text(data, name=name, encoding=encoding))
    one = page(data, name=name, encoding=encoding)
    return _Found(
        plain=one.plain,
        head=one.head,
        title=one.title,
        outlet=one.outlet,
        url=one.url,
        published=one.published,
    )


def _from_entry(entry: Entry | IntakeError, name: str, given: Given) -> Report:
    if isinstance(entry, IntakeError):
        raise entry
    words = entry.html if entry.text is None else entry.text
    data = (words or "").encode("utf-8", "surrogatepass")
    if entry.text is None:
        found = _found(data, name, "utf-8", web=True)
    else:
        head: tuple[PartKind | None, ...] = ()
        if entry.title is not None and not _begins_with(entry.text, entry.title):
            data, head = f"{entry.title}\n\n".encode("utf-8", "surrogatepass") + data, ("title",)
        found = _Found(plain=plain_text(data, name=name, encoding="utf-8"), head=head)
    known = replace(
        found,
        language=entry.language,
        title=entry.title or found.title,
        outlet=entry.outlet or found.outlet,
        url=entry.url or found.url,
        published=entry.published or found.published,
    )
    return _report(entry.data, known, name, given)


def _begins_with(text: str, title: str) -> bool:
    return " ".join(text[: 2 * len(title) + 80].split()).startswith(title)


def _report(data: bytes, of: _Found, name: str, given: Given) -> Report:
    """What the caller knows comes first, then what the file says of the report, then its lines."""
    text = of.plain.text
    found = cut(text, of.head)
    digest = hashlib.sha256(data).hexdigest()
    language = given.get("language") or of.language
    return Report(
        id=f"r:{digest[:16]}",
        text=text,
        language=language or _language(text, found, name, given["detect"]),
        parts=found.parts,
        outlet=_sound(given.get("outlet") or of.outlet or found.facts.outlet),
        url=_sound(given.get("url") or of.url or found.facts.url),
        title=_sound(given.get("title") or of.title or found.facts.title or _title(text, found)),
        published=given.get("published") or _published(of, found),
        original_sha256=digest,
        turned=of.plain.turned,
    )


def _sound(words: str | None) -> str | None:
    """Words that UTF-8 can hold."""
    return words and _HALF.sub("\N{REPLACEMENT CHARACTER}", words)


def _published(of: _Found, found: Cut) -> Published:
    said = found.facts.published()
    if of.published is None or (of.published.value is None and said.value is not None):
        return said
    return of.published


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
