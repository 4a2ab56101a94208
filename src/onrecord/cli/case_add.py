"""``onrecord add``: reports into a casebook, each told when it is safely in."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import typer

from onrecord.casebook import Quarantined, open_casebook
from onrecord.cli.exits import DONE, FAILED, QUARANTINED
from onrecord.cli.options import Listing
from onrecord.cli.read import Order, files_of, known_of, pipelines_of
from onrecord.cli.terminal import complain, hush, is_text, write_line
from onrecord.desk.adding import Acknowledged, add
from onrecord.desk.inputs import without_casebook
from onrecord.desk.reading_job import ReadingJob
from onrecord.errors import OnrecordError
from onrecord.intake.open import STDIN


def run(case: str, order: Order, form: Listing | None, workers: int | None, *, reread: bool) -> int:
    """Add everything that was asked for; the exit code."""
    if order.inputs.count(STDIN) > 1:
        raise typer.BadParameter("standard input can be read only once", param_hint="FILE")
    job = ReadingJob(
        casebook=case,
        known=known_of(order),
        pipelines=pipelines_of(order.pipelines),
        places=order.places,
        knowledge=order.knowledge,
        again=reread,
    )
    names = list(without_casebook(files_of(order.inputs), Path(case)))
    if not names:
        complain(f"{', '.join(order.inputs)}: no files in here")
        return FAILED
    text = is_text(form)
    count: Counter[str] = Counter()
    try:
        with open_casebook(case, write=True, create_new=True) as casebook:
            for backup in casebook.backups:
                complain(f"{case}: brought to a newer form; as it was: {backup}")
            done = add(casebook, names, job, workers=workers)
            for one in _with_progress(done, len(names)):
                aside = isinstance(one.result, Quarantined)
                count["set aside" if aside else one.result.outcome] += 1  # type: ignore[union-attr]
                _tell(one, text=text)
            held = casebook.counts().reports
    except BrokenPipeError:
        hush()
        return DONE
    except KeyboardInterrupt:
        complain(f"interrupted after {_summary(count)}; the same command goes on from here")
        return 130
    except OnrecordError as error:
        complain(str(error))
        return FAILED
    complain(f"{_summary(count)}; {case} holds {held} reports")
    if not count["set aside"]:
        return DONE
    return QUARANTINED if count.total() > count["set aside"] else FAILED


_NAMES = {
    "added": "added",
    "version": "new versions",
    "read again": "read again",
    "known": "already in",
    "set aside": "set aside",
}


def _summary(count: Counter[str]) -> str:
    return ", ".join(f"{count[k]} {name}" for k, name in _NAMES.items() if count[k]) or "nothing"


def _tell(one: Acknowledged, *, text: bool) -> None:
    result = one.result
    if isinstance(result, Quarantined):
        complain(result.reason)
    if not text:
        write_line(_encoded(one), pretty=False)
    elif not isinstance(result, Quarantined) and result.version_of is not None:
        passages = f"{one.differences} passages differ"
        says = f"a new version of {result.version_of} ({result.because}): {passages}"
        complain(f"{result.name}: {says}")


def _encoded(one: Acknowledged) -> bytes:
    result = one.result
    if isinstance(result, Quarantined):
        row: dict[str, object] = {
            "name": result.name,
            "outcome": "set aside",
            "error": result.error,
            "reason": result.reason,
        }
    else:
        row = {
            "name": result.name,
            "outcome": result.outcome,
            "report": result.report_id,
            "version_of": result.version_of,
            "because": result.because,
            "differences": one.differences,
        }
    return json.dumps(row, ensure_ascii=False).encode("utf-8", "backslashreplace")


def _with_progress(done: Iterator[Acknowledged], total: int) -> Iterator[Acknowledged]:
    if not (total > 1 and sys.stderr.isatty()):
        yield from done
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Adding", total=total)
        for number, one in enumerate(done, start=1):
            yield one
            progress.update(task, completed=number, total=max(total, number))
