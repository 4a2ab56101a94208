"""``onrecord read``: files in, records out; bad files are named and the others go on."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import typer

from onrecord.casebook import is_casebook, open_casebook
from onrecord.cli.app import Format
from onrecord.cli.exits import DONE, FAILED, QUARANTINED
from onrecord.cli.terminal import complain, hush, stdout_console, write_line
from onrecord.desk import Known, Opened, SetAside, open_each, published_on, read_each
from onrecord.errors import OnrecordError
from onrecord.intake.open import JSON, LINES, STDIN, expand
from onrecord.knowledge.lexicon import available
from onrecord.model import Record
from onrecord.record.codec import decode_record


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What was asked for on the command line."""

    inputs: tuple[str, ...]
    format: Format | None = None
    width: int | None = None
    language: str | None = None
    pipelines: tuple[str, ...] = ()
    outlet: str | None = None
    published: str | None = None
    map_to: str | None = None
    places: str | None = None
    knowledge: str | None = None


def run(order: Order) -> int:
    """Read everything that was asked for and write it to stdout; the exit code."""
    known = known_of(order)
    if order.inputs.count(STDIN) > 1:
        raise typer.BadParameter("standard input can be read only once", param_hint="FILE")
    files = files_of(order.inputs)
    if not files:
        complain(f"{', '.join(order.inputs)}: no files in here")
        return FAILED
    show = _sink(order, many=len(files) > 1)
    mapped: list[Record] = []
    shown = aside = 0
    inputs = Inputs(files, known)
    try:
        for _, result in results_of(order, files, inputs):
            if isinstance(result, SetAside):
                complain(reason(result))
                aside += 1
            else:
                show(result)
                shown += 1
                if order.map_to is not None:
                    mapped.append(result)
    except BrokenPipeError:
        hush()
    except OnrecordError as error:
        complain(str(error))
        return FAILED
    if order.map_to is not None and not _write_map(order.map_to, mapped):
        return FAILED
    if aside == 0:
        return DONE
    if len(inputs.names) > 1:
        complain(f"{aside} of {len(inputs.names)} inputs set aside")
    return QUARANTINED if shown else FAILED


def results_of(
    order: Order, files: Sequence[str], inputs: Inputs
) -> Iterator[tuple[str, Record | SetAside]]:
    """Each record or what was set aside, with the name of its input: of files that are read now, or
    of a casebook, which holds what was read. Raises KnowledgeError, and CasebookError for a
    casebook that cannot be read."""
    if len(files) == 1 and is_casebook(files[0]):
        with open_casebook(files[0]) as casebook:
            for filed in casebook.reports():
                inputs.names.append(filed.names[0] if filed.names else filed.id)
                yield inputs.names[-1], decode_record(casebook.record(filed.id))
        return
    pipelines = pipelines_of(order.pipelines)
    results = read_each(inputs, pipelines=pipelines, places=order.places, knowledge=order.knowledge)
    for number, result in enumerate(_with_progress(results, files)):
        yield inputs.names[number], result


def _write_map(path: str, records: Sequence[Record]) -> bool:
    """Write the map; False, with the reason on stderr, where it cannot be written."""
    from onrecord.record.map import to_map

    try:
        Path(path).write_text(to_map(records), encoding="utf-8")
    except OSError as error:
        complain(f"{path}: cannot be written: {error.strerror or error}")
        return False
    return True


def known_of(order: Order) -> Known:
    """What the caller knows of the reports. Raises typer.BadParameter for what cannot be."""
    if order.language is not None and order.language not in available():
        raise typer.BadParameter(
            f"{order.language!r} is none of {', '.join(available())}", param_hint="--language"
        )
    try:
        published = None if order.published is None else published_on(order.published)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--published") from error
    return Known(language=order.language, outlet=order.outlet, published=published)


def files_of(inputs: Iterable[str]) -> list[str]:
    """The files that inputs mean; what lies beside reports in a folder is named on stderr."""
    beside: list[str] = []
    files = list(expand(inputs, beside))
    if beside:
        complain(f"{len(beside)} files that hold no reports passed over: {', '.join(beside)}")
    return files


def pipelines_of(given: Iterable[str]) -> dict[str, str]:
    """Pipelines by language. Raises typer.BadParameter for an entry that is not CODE=NAME."""
    pipelines: dict[str, str] = {}
    for entry in given:
        language, equals, name = entry.partition("=")
        if not (equals and name) or language not in available():
            raise typer.BadParameter(
                f"{entry!r} is not CODE=NAME with a code of {', '.join(available())}",
                param_hint="--pipeline",
            )
        pipelines[language] = name
    return pipelines


class Inputs:
    """The reports in files, opened as they are asked for, each an input by itself.

    ``names`` holds those that were opened so far.
    """

    def __init__(self, files: Sequence[str], known: Known) -> None:
        self.names: list[str] = []
        self._files, self._known = files, known

    def __iter__(self) -> Iterator[Opened | SetAside]:
        for file in self._files:
            for one in open_each(file, known=self._known):
                self.names.append(one.name)
                yield one


def reason(result: SetAside) -> str:
    """Why an input was set aside, with its name in front."""
    message = str(result.error)
    name = "standard input" if result.name == STDIN else result.name
    return message if message.startswith(name) else f"{name}: {message}"


def _sink(order: Order, *, many: bool) -> Callable[[Record], None]:
    on_terminal = sys.stdout.isatty()
    if order.format is Format.TEXT or (order.format is None and on_terminal):
        from onrecord.cli.view import View

        return View(stdout_console(order.width)).show
    from onrecord.record.codec import encode_record

    if order.format is Format.GEOJSON:
        from onrecord.record.map import encode_geojson

        return lambda record: write_line(encode_geojson(record), pretty=on_terminal and not many)

    def show(record: Record) -> None:
        write_line(encode_record(record), pretty=on_terminal and not many)

    return show


def _with_progress(
    results: Iterator[Record | SetAside], files: Sequence[str]
) -> Iterator[Record | SetAside]:
    """``results``, with a bar on stderr when a person watches it and nothing else shows how far."""
    piles = any(Path(file).suffix.lower() in LINES | JSON for file in files)
    watched = (piles or len(files) > 1) and sys.stderr.isatty() and not sys.stdout.isatty()
    if not watched:
        yield from results
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        # How many reports a pile holds is not known before its end.
        task = progress.add_task("Reading", total=None if piles else len(files))
        for result in results:
            yield result
            progress.advance(task)
