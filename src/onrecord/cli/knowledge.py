"""``onrecord knowledge``: what a user knows, added, listed and looked up."""

from __future__ import annotations

import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import typer
from rich.text import Text

from onrecord.cli.exits import DONE, FAILED, QUARANTINED
from onrecord.cli.knowledge_app import AddedForm
from onrecord.cli.options import Listing
from onrecord.cli.terminal import complain, hush, is_text, stdout_console, write_line
from onrecord.errors import KnowledgeError
from onrecord.knowledge.added import Added, AddedFact, AddedSource, Match
from onrecord.knowledge.added_build import Hooks, Loaded, NewSource, add
from onrecord.knowledge.loaders.lines import STDIN
from onrecord.record.outline import printable

#: Rows of one file that are named when they are set aside; all are counted.
NAMED: Final = 100
#: Characters of a name that is shown.
SHOWN: Final = 200
_ENDINGS: Final = re.compile(
    r"\.(?:gz|bz2|json|jsonl|ndjson|csv|tsv|txt|ftm|nested|simple)$", re.IGNORECASE
)


def default_path() -> Path:
    """The file in the user's data folder (XDG Base Directory; a relative path counts as none)."""
    told = os.environ.get("XDG_DATA_HOME", "")
    data = Path(told) if told and Path(told).is_absolute() else Path.home() / ".local" / "share"
    return data / "onrecord" / "knowledge.sqlite"


def add_files(
    files: Sequence[str], to: str | None, form: AddedForm | None, source: str | None
) -> int:
    """Add files and say on stderr what came of them; the exit code."""
    new = _new_sources(files, form, source)
    target = default_path() if to is None else Path(to)
    named: Counter[str] = Counter()

    def tell(file: str, line: int, reason: str) -> None:
        named[file] += 1
        if named[file] <= NAMED:
            complain(f"{file}:{line}: {reason[:SHOWN]}")

    def progress(rows: int) -> None:
        if sys.stderr.isatty():
            print(f"\r{rows:,} rows", end="", file=sys.stderr, flush=True)

    today = datetime.now(UTC).date().isoformat()
    try:
        loaded = add(target, new, Hooks(today=today, tell=tell, progress=progress))
    except KnowledgeError as error:
        complain(str(error))
        return FAILED
    for file, count in named.items():
        if count > NAMED:
            complain(f"{file}: {count - NAMED:,} more set aside")
    for one in loaded:
        complain(str(one.error) if one.error is not None else _told(one, target))
    failed = sum(one.error is not None for one in loaded)
    if failed == len(loaded):
        return FAILED
    return QUARANTINED if failed or named else DONE


def _new_sources(
    files: Sequence[str], form: AddedForm | None, source: str | None
) -> list[NewSource]:
    """What is asked for: one source of all files, or one of each by its own name."""
    if files.count(STDIN) > 1:
        raise typer.BadParameter("standard input can be read only once", param_hint="FILE")
    if source is None and STDIN in files:
        raise typer.BadParameter("is needed for standard input", param_hint="--source")
    told = None if form is None else form.value
    by_name: dict[str, list[str]] = {}
    for file in files:
        by_name.setdefault(source or _stem(file), []).append(file)
    if source is None:
        for name, several in by_name.items():
            if len(several) > 1:
                says = f"is needed: {' and '.join(several)} would both be called {name}"
                raise typer.BadParameter(printable(says), param_hint="--source")
    try:
        return [
            NewSource(name=name, files=tuple(several), form=told)  # type: ignore[arg-type]
            for name, several in by_name.items()
        ]
    except KnowledgeError as error:
        raise typer.BadParameter(printable(str(error)), param_hint="--source") from error


def _stem(file: str) -> str:
    """The name of a file without its endings: *entities.ftm.json.gz*, *entities*."""
    name = Path(file).name
    while (shorter := _ENDINGS.sub("", name)) != name and shorter:
        name = shorter
    return name


def _told(one: Loaded, target: Path) -> str:
    told = f"{target}: {one.source}: {one.entries:,} entries, {one.names:,} names"
    if one.facts:
        told += f", {one.facts:,} positions and sanctions"
    if one.passed:
        told += f"; {one.passed:,} rows of other kinds passed over"
    if one.bad:
        told += f"; {one.bad:,} set aside"
    return told + (" (replaced)" if one.replaced else "")


def list_sources(knowledge: str | None, form: Listing | None) -> int:
    """Print the sources of a file; the exit code."""
    try:
        with closing(_opened(knowledge)) as added:
            digest, sources = added.digest, added.sources()
            if not is_text(form):
                for source in sources:
                    _write({"knowledge_digest": digest, **asdict(source)})
                return DONE
            console = stdout_console(None)
            console.print(Text(printable(str(added.path)), "bold"), Text(f"sha256 {digest}", "dim"))
            for source in sources:
                for line in _lines_of(source):
                    console.print(Text(printable(line)))
    except BrokenPipeError:
        hush()
    except KnowledgeError as error:
        complain(str(error))
        return FAILED
    return DONE


def _lines_of(source: AddedSource) -> Iterator[str]:
    told = f"{source.name}  {source.entries:,} entries, {source.names:,} names"
    told += f", {source.facts:,} positions and sanctions" if source.facts else ""
    told += f", {source.bad:,} set aside" if source.bad else ""
    yield f"{told}, added {source.added}"
    for file in source.files:
        dated = f", of {file.dated}" if file.dated else ""
        yield f"  {file.name} ({file.form}, {file.size:,} bytes{dated})"
        yield f"    sha256 {file.sha256}"


def show(name: str, knowledge: str | None, form: Listing | None) -> int:
    """Print the entries that a name may mean; the exit code, 1 where there is none."""
    try:
        with closing(_opened(knowledge)) as added:
            found = added.named(name, weak=True)
            for match in found:
                names, facts = added.names_of(match.entry), added.facts_of(match.entry)
                if is_text(form):
                    console = stdout_console(None)
                    for line, style in _lines_about(match, names, facts):
                        console.print(Text(printable(line), style))
                else:
                    _write(_encoded(match, names, facts))
            if not found:
                common = " (many share a word of it: give the full name)"
                why = common if added.is_common(name) else ""
                complain(f"{name}: nobody of this name in {added.path}{why}")
            return DONE if found else FAILED
    except BrokenPipeError:
        hush()
    except KnowledgeError as error:
        complain(str(error))
        return FAILED
    return DONE


def _lines_about(
    match: Match, names: Sequence[str], facts: Sequence[AddedFact]
) -> Iterator[tuple[str, str]]:
    entry = match.entry
    kind = ", ".join(t for t in (entry.kind or "person or organization", *entry.countries) if t)
    yield f"{entry.name[:SHOWN]}  ({kind})  {entry.source}: {entry.key}", "bold"
    weak = ", a weak alias" if match.weak else ""
    yield f"  {match.likeness.verdict}{weak}: {_because(match)}", ""
    if entry.note:
        yield f"  {entry.note}", ""
    for fact in facts:
        term = f" ({fact.start or '?'} to {fact.end or '?'})" if fact.start or fact.end else ""
        yield f"  {fact.kind}: {fact.text}{term}", ""
    others = [n[:SHOWN] for n in names if n != entry.name]
    if others:
        yield f"  also: {' · '.join(others)}", "dim"


def _because(match: Match) -> str:
    return (
        match.likeness.because if match.exact else f"{match.name[:SHOWN]}: {match.likeness.because}"
    )


def _encoded(match: Match, names: Sequence[str], facts: Sequence[AddedFact]) -> dict[str, object]:
    entry = asdict(match.entry)
    del entry["id"]
    return {
        **entry,
        "verdict": match.likeness.verdict,
        "matched": match.name,
        "weak": match.weak,
        "because": match.likeness.because,
        "names": list(names),
        "facts": [asdict(fact) for fact in facts],
    }


def _opened(knowledge: str | None) -> Added:
    return Added(default_path() if knowledge is None else Path(knowledge))


def _write(data: dict[str, object]) -> None:
    write_line(json.dumps(data, ensure_ascii=False).encode(), pretty=False)
