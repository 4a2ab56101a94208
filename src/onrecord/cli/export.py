"""``onrecord export``: files in, records out, in a form that others read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import typer

from onrecord.cli.app import Form
from onrecord.cli.exits import DONE, FAILED, QUARANTINED
from onrecord.cli.read import Inputs, Order, files_of, known_of, reason, results_of
from onrecord.cli.target import CannotWriteError, Target, opened
from onrecord.cli.terminal import complain, hush
from onrecord.desk import SetAside
from onrecord.errors import OnrecordError
from onrecord.export.brat import archive
from onrecord.export.lines import FRAMES, exported
from onrecord.intake.open import STDIN
from onrecord.model import Record


def run(order: Order, form: Form, output: str | None, *, include_said: bool = False) -> int:
    """Read everything that was asked for and write what was read; the exit code."""
    if include_said and form is not Form.POLECAT:
        raise typer.BadParameter(f"{form.value} has all events anyway", param_hint="--include-said")
    if order.inputs.count(STDIN) > 1:
        raise typer.BadParameter("standard input can be read only once", param_hint="FILE")
    files = files_of(order.inputs)
    if not files:
        complain(f"{', '.join(order.inputs)}: no files in here")
        return FAILED
    _keep_reports(files, output)
    inputs = Inputs(files, known_of(order))
    try:
        with opened(output) as target:
            work = _Work(form, target, include_said=include_said)
            for name, result in results_of(order, files, inputs):
                work.take(name, result)
            work.finish()
    except BrokenPipeError:
        hush()
        return DONE
    except (OnrecordError, CannotWriteError) as error:
        complain(str(error))
        return FAILED
    work.tell_left_out()
    if work.aside == 0:
        return DONE
    if len(inputs.names) > 1:
        complain(f"{work.aside} of {len(inputs.names)} inputs set aside")
    return QUARANTINED if work.shown else FAILED


def _keep_reports(inputs: Sequence[str], output: str | None) -> None:
    """Refuse to write over a report."""
    if output is None or output == "-":
        return
    target = Path(output).resolve()
    if any(name != STDIN and Path(name).resolve() == target for name in inputs):
        raise typer.BadParameter(f"{output} is one of the reports", param_hint="--output")


class _Work:
    """What is written, set aside and left out, as the reports come in."""

    def __init__(self, form: Form, target: Target, *, include_said: bool) -> None:
        self.form, self.target, self.include_said = form, target, include_said
        self.shown = self.aside = 0
        self.frame = FRAMES[form.value]
        self.files: dict[str, bytes] = {}
        self.pieces = 0
        self.left_out: Counter[str] = Counter()
        self.seen: set[str] = set()

    def take(self, name: str, result: Record | SetAside) -> None:
        """Write a record, or name what was set aside."""
        if isinstance(result, SetAside):
            complain(reason(result))
            self.aside += 1
            return
        if result.report.id in self.seen:
            # Identifiers are unique in a file, and nothing is counted twice.
            complain(f"{name}: the same bytes as a report before; it is written once")
            return
        try:
            found = exported(result, self.form.value, include_said=self.include_said)
        except OnrecordError as error:
            complain(f"{name}: {error}")
            self.aside += 1
            return
        self.seen.add(result.report.id)
        if not self.shown:
            self.target.write(self.frame.head)
        before = self.frame.between if self.pieces and found.lines else b""
        self.target.write(before + self.frame.between.join(found.lines))
        self.files.update(found.files)
        self.pieces += len(found.lines)
        self.left_out.update(found.left_out)
        self.shown += 1

    def finish(self) -> None:
        """Write what stands behind all records; where there is none, nothing was asked for."""
        if not self.shown:
            return
        if self.frame.files is None:
            self.target.write(self.frame.tail)
        else:
            self.target.write(archive({**self.frame.files, **self.files}))
        self.target.finish()

    def tell_left_out(self) -> None:
        """Count on stderr what the form has no place for."""
        if self.left_out:
            counts = ", ".join(f"{n} {why}" for why, n in sorted(self.left_out.items()))
            total = sum(self.left_out.values())
            complain(f"{total} {self.frame.counts} left out: {counts}")
