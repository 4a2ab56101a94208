"""Open a report, read one, read many past bad ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import KnowledgeError, OnrecordError
from onrecord.intake.dates import date_at
from onrecord.intake.open import open_named, report_from_text
from onrecord.intake.open import open_report as open_file
from onrecord.model import Published, Record, Report

if TYPE_CHECKING:
    from onrecord.record.read import Reader

#: Reports are read together up to so many, or so many characters: the parser likes full batches.
BATCH_REPORTS = 32
BATCH_CHARACTERS = 200_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the caller knows of reports; it wins over what their own lines say."""

    language: str | None = None
    outlet: str | None = None
    published: Published | None = None


NOTHING_KNOWN = Known()


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An input that became a report; ``name`` is what the caller calls it (a path)."""

    name: str
    report: Report


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """An input that gave no record, and why."""

    name: str
    error: OnrecordError


def published_on(value: str) -> Published:
    """A date as people write it (``2023``, ``2023-09``, ``17 September 2023``), as a stated one.

    Raises ValueError when it is none, or leaves open which number is the day.
    """
    words = value.strip()
    found = date_at(words)
    if found is None or found.value is None or found.end != len(words):
        raise ValueError(f"{value!r} is not a date like 2023, 2023-09 or 2023-09-17")
    return Published(
        value=found.value, grain=found.grain, basis="stated", because="given by the caller"
    )


def open_report(path: str | PathLike[str], *, known: Known = NOTHING_KNOWN) -> Report:
    """The report in a file, or on standard input for ``-``.

    Raises IntakeError or LanguageError, naming the file.
    """
    return open_file(
        fspath(path),
        detect=_detect,
        language=known.language,
        outlet=known.outlet,
        published=known.published,
    )


def open_each(
    path: str | PathLike[str], *, known: Known = NOTHING_KNOWN, name: str | None = None
) -> Iterator[Opened | SetAside]:
    """Every report in a file, in order, at least one; those of a file of many are named after their
    lines (``pile.jsonl:3``). What cannot be read is set aside and the rest goes on. ``name`` is
    what the file is called, and known by, where that is not its path."""
    found = open_named(
        fspath(path),
        name,
        detect=_detect,
        language=known.language,
        outlet=known.outlet,
        published=known.published,
    )
    for called, report in found:
        if isinstance(report, Report):
            yield Opened(name=called, report=report)
        else:
            yield SetAside(name=called, error=report)


def _detect(text: str) -> str:
    from onrecord.language.detect import detect

    return detect(text)


def read_report(
    given: str | PathLike[str] | Report,
    *,
    language: str | None = None,
    pipelines: Mapping[str, str] | None = None,
    places: str | PathLike[str] | None = None,
    knowledge: str | PathLike[str] | None = None,
) -> Record:
    """Read one report: a text (``str``), a file (a path object) or a Report.

    ``language`` is detected when not given. ``pipelines`` maps a language code to the name of an
    installed spaCy pipeline with Universal Dependencies labels, to be used instead of ours;
    ``places`` is the path of a gazetteer to be used instead of ours, ``knowledge`` that of a file
    of added knowledge (``onrecord knowledge add``) to be used beside our base.
    Raises IntakeError, KnowledgeError, LanguageError or RecordError.
    """
    if isinstance(given, Report):
        report = given
    elif isinstance(given, str):
        report = report_from_text(given, detect=_detect, language=language)
    else:
        report = open_report(given, known=Known(language=language))
    return reader(
        pipelines or {},
        None if places is None else fspath(places),
        None if knowledge is None else fspath(knowledge),
    ).read(report)


def reader(
    pipelines: Mapping[str, str], places: str | None = None, knowledge: str | None = None
) -> Reader:
    """The reader with these pipelines, this gazetteer and this added knowledge; made once, as
    loading takes a second, and again when the file of knowledge was replaced."""
    return _reader(tuple(sorted(pipelines.items())), places, _version_of(knowledge))


def _version_of(path: str | None) -> tuple[str, int, int] | None:
    """A file as it is now: it is replaced as a whole, never written to."""
    if path is None:
        return None
    try:
        stat = Path(path).stat()
    except OSError as error:
        says = f"the added knowledge cannot be read: {error.strerror}"
        raise KnowledgeError(says, about=path) from error
    return path, stat.st_ino, stat.st_mtime_ns


@cache
def _reader(
    pipelines: tuple[tuple[str, str], ...],
    places: str | None,
    knowledge: tuple[str, int, int] | None,
) -> Reader:
    from onrecord.record.read import Reader

    return Reader(
        pipelines=dict(pipelines),
        places=places,
        knowledge=None if knowledge is None else knowledge[0],
    )


def read_each(
    inputs: Iterable[Opened | SetAside],
    *,
    pipelines: Mapping[str, str],
    places: str | None = None,
    knowledge: str | None = None,
) -> Iterator[Record | SetAside]:
    """A record for each input, in order; what cannot be read is set aside and the rest goes on.

    Raises KnowledgeError when ``places`` is no gazetteer, or ``knowledge`` no added knowledge.
    """
    for batch in _batches(inputs):
        if any(isinstance(item, Opened) for item in batch):
            yield from _read_batch(batch, reader(pipelines, places, knowledge))
        else:
            # Nothing to read, so the seconds that loading a pipeline takes are saved.
            yield from (item for item in batch if isinstance(item, SetAside))


def _batches(inputs: Iterable[Opened | SetAside]) -> Iterator[list[Opened | SetAside]]:
    batch: list[Opened | SetAside] = []
    size = 0
    for item in inputs:
        batch.append(item)
        size += len(item.report.text) if isinstance(item, Opened) else 0
        if len(batch) >= BATCH_REPORTS or size >= BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _read_batch(batch: list[Opened | SetAside], with_reader: Reader) -> Iterator[Record | SetAside]:
    reports = [item.report for item in batch if isinstance(item, Opened)]
    try:
        records = iter(list(with_reader.read_many(reports)))
    except OnrecordError:
        # One of them cannot be read: find out which by reading each alone.
        yield from (_read_alone(item, with_reader) for item in batch)
        return
    yield from (next(records) if isinstance(item, Opened) else item for item in batch)


def _read_alone(item: Opened | SetAside, with_reader: Reader) -> Record | SetAside:
    if isinstance(item, SetAside):
        return item
    try:
        return with_reader.read(item.report)
    except OnrecordError as error:
        return SetAside(name=item.name, error=error)
