"""What one process does with a batch of inputs: open, read, and make ready for the casebook."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.across.brief import encode_brief
from onrecord.across.briefing import brief
from onrecord.casebook import Addition, Casebook, Quarantined, addition, open_casebook
from onrecord.desk.inputs import Task
from onrecord.desk.reading import NOTHING_KNOWN, Known, Opened, SetAside, open_each, read_each
from onrecord.errors import KnowledgeError, OnrecordError, RecordError
from onrecord.intake.limits import MAX_BYTES
from onrecord.model import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """An input whose report is in the casebook."""

    name: str
    report_id: str
    original_sha256: str


Done = Addition | Skipped | Quarantined


@dataclass(slots=True, kw_only=True)
class ReadingJob:
    """How to read: what ``read_each`` is given, and the casebook whose reports are not read anew
    unless ``again``. Called with a batch, it gives what became of each of its reports, in order.
    It is sent to a process before it is first called."""

    casebook: str
    known: Known = NOTHING_KNOWN
    pipelines: Mapping[str, str] = field(default_factory=dict)
    places: str | None = None
    knowledge: str | None = None
    again: bool = False
    _open: Casebook | None = field(default=None, init=False)

    def __call__(self, batch: Sequence[Task]) -> list[Done]:
        if self._open is None:
            self._open = open_casebook(self.casebook)
        done: list[Done | None] = []
        left: list[tuple[int, Opened, bool]] = []
        for task, opened in self._opened(batch):
            if isinstance(opened, SetAside):
                done.append(_aside(opened, path=task.path))
            elif not self.again and self._open.is_read(opened.report.original_sha256):
                done.append(_skipped(opened))
            else:
                left.append((len(done), opened, task.located))
                done.append(None)
        # One language after the other: the parser likes full batches.
        left.sort(key=lambda one: one[1].report.language)
        for (place, opened, located), result in zip(
            left, self._read([o for _, o, _ in left]), strict=True
        ):
            done[place] = _ready(opened, result, located=located)
        return [one for one in done if one is not None]

    def _opened(self, batch: Sequence[Task]) -> Iterator[tuple[Task, Opened | SetAside]]:
        for task in batch:
            if task.given is not None:
                yield task, task.given
                continue
            try:
                path = task.name if task.path is None else task.path
                for opened in open_each(path, known=self.known, name=task.name):
                    yield task, opened
            except Exception as error:
                yield task, SetAside(name=task.name, error=_failed(task.name, error))

    def _read(self, opened: list[Opened]) -> list[Record | SetAside]:
        try:
            return list(self._read_each(opened))
        except KnowledgeError:
            raise
        except Exception:
            # A fault of ours must not cost the other reports of the batch.
            return [self._read_alone(one) for one in opened]

    def _read_alone(self, opened: Opened) -> Record | SetAside:
        try:
            return next(self._read_each([opened]))
        except Exception as error:
            return SetAside(name=opened.name, error=_failed(opened.name, error))

    def _read_each(self, opened: list[Opened]) -> Iterator[Record | SetAside]:
        return read_each(
            opened, pipelines=self.pipelines, places=self.places, knowledge=self.knowledge
        )


def _skipped(opened: Opened) -> Skipped:
    report = opened.report
    return Skipped(name=opened.name, report_id=report.id, original_sha256=report.original_sha256)


def _ready(opened: Opened, result: Record | SetAside, *, located: bool) -> Done:
    if isinstance(result, SetAside):
        return _aside(result, opened)
    try:
        compared = encode_brief(brief(result))
        return addition(result, compared, name=opened.name, located=located)
    except OnrecordError as error:
        return _aside(SetAside(name=opened.name, error=error), opened)
    except Exception as error:
        return _aside(SetAside(name=opened.name, error=_failed(opened.name, error)), opened)


def _failed(name: str, error: Exception) -> OnrecordError:
    says = f"reading it failed ({type(error).__name__}: {error}); please report this"
    return RecordError(says, about=name)


def _aside(
    result: SetAside, opened: Opened | None = None, *, path: str | None = None
) -> Quarantined:
    place = result.name if path is None else path
    return Quarantined(
        name=result.name,
        sha256=_digest(place) if opened is None else opened.report.original_sha256,
        error=type(result.error).__name__,
        reason=str(result.error),
    )


def _digest(name: str) -> str | None:
    """The digest of a file's bytes, if they can be had and are no more than a report's may be."""
    path = Path(name)
    try:
        if not path.is_file() or path.stat().st_size > MAX_BYTES:
            return None
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except (OSError, ValueError):
        return None
