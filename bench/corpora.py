"""Test data: corpora that lie outside the repository, and the annotated reports inside it."""

from __future__ import annotations

import hashlib
import json
import os
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.attribution import Attribution, Document, Range
from onrecord.errors import OnrecordError

HERE = Path(__file__).parent
GOLD = HERE / "gold"
SEED = GOLD / "seed" / "kim-train.fr.json"


def corpora_folder(given: str | None) -> Path | None:
    """The corpora folder: the option, ``ONRECORD_CORPORA``, or ``../shared/corpora``."""
    for place in (
        given,
        os.environ.get("ONRECORD_CORPORA"),
        str(HERE.parent.parent / "shared/corpora"),
    ):
        if place and Path(place).is_dir():
            return Path(place)
    return None


def digest(paths: list[Path]) -> str:
    """SHA-256 over the bytes of files, in order of their names."""
    total = hashlib.sha256()
    for path in sorted(paths):
        total.update(path.read_bytes())
    return total.hexdigest()


def _ranges(rows: list[list[int]]) -> tuple[Range, ...]:
    return tuple((a, b) for a, b in rows)


def json_lines(path: Path) -> list[Document]:
    """Documents of a corpus in the common JSON Lines form."""
    documents = []
    for line in path.read_text(encoding="utf-8").splitlines():
        data: dict[str, Any] = json.loads(line)
        documents.append(
            Document(
                id=data["id"],
                text=data["text"],
                statements=tuple(
                    Attribution(
                        source=_ranges(s["source"]),
                        cue=_ranges(s["cue"]),
                        content=_ranges(s["content"]),
                        kind=s["kind"],
                    )
                    for s in data["statements"]
                ),
                ignored=_ranges(data.get("discard") or []),
            )
        )
    return documents


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldReport:
    """An annotated report of the repository. ``names``: (start, end, kind)."""

    path: Path
    language: str
    document: Document
    names: tuple[tuple[int, int, str], ...]
    rows: tuple[dict[str, Any], ...]


def _positions(text: str, words: str) -> list[int]:
    """Where words stand as whole words."""
    before = r"(?<!\w)" if words[:1].isalnum() else ""
    after = r"(?!\w)" if words[-1:].isalnum() else ""
    return [m.start() for m in re.finditer(f"{before}{re.escape(words)}{after}", text)]


def _locate(text: str, words: str, near: int | None, path: Path) -> Range:
    """A substring's place: its n-th with ``@@n``, the one nearest to ``near``, or the first."""
    words, _, nth = words.partition("@@")
    found = _positions(text, words)
    if not found or (nth and len(found) < int(nth)):
        raise OnrecordError(f"not in the text: {words!r}", about=path.name)
    if nth:
        start = found[int(nth) - 1]
    elif near is None:
        start = found[0]
    else:
        start = min(found, key=lambda at: abs(at - near))
    return start, start + len(words)


def _statement(text: str, row: dict[str, Any], path: Path) -> Attribution:
    def listed(value: Any) -> list[str]:
        return [w for w in (value if isinstance(value, list) else [value]) if w]

    content = tuple(_locate(text, w, None, path) for w in listed(row["content"]))
    near = content[0][0] if content else None
    return Attribution(
        source=tuple(_locate(text, w, near, path) for w in listed(row.get("source", ""))),
        cue=tuple(_locate(text, w, near, path) for w in listed(row.get("cue", ""))),
        content=content,
        kind=row["quotation"],
    )


def _names(text: str, rows: list[list[str]]) -> tuple[tuple[int, int, str], ...]:
    taken: list[tuple[int, int, str]] = []
    for surface, kind in sorted(rows, key=lambda r: -len(r[0])):
        for match in re.finditer(rf"(?<!\w){re.escape(surface)}(?!\w)", text):
            start, end = match.span()
            if all(end <= a or start >= b for a, b, _ in taken):
                taken.append((start, end, kind))
    return tuple(sorted(taken))


def gold_reports(language: str) -> Iterator[GoldReport]:
    """The annotated reports of one language; errors name the file and the words."""
    for path in sorted((GOLD / language).glob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        text = data["text"]
        rows = tuple(data.get("statement", ()))
        statements = tuple(_statement(text, row, path) for row in rows)
        yield GoldReport(
            path=path,
            language=language,
            document=Document(id=path.stem, text=text, statements=statements),
            names=_names(text, data.get("names", [])),
            rows=rows,
        )


def seed_report(path: Path) -> GoldReport:
    """The seed report with its gold. Raises OnrecordError when it is not the annotated file."""
    data = json.loads(SEED.read_text(encoding="utf-8"))
    if digest([path]) != data["sha256"]:
        raise OnrecordError("not the file that was annotated: its digest differs", about=path.name)
    statements = tuple(
        Attribution(
            source=_ranges(row["source"]),
            cue=_ranges(row["cue"]),
            content=_ranges(row["content"]),
            kind=row["kind"],
        )
        for row in data["statements"]
    )
    text = path.read_bytes().decode("utf-8")
    return GoldReport(
        path=path,
        language="fr",
        document=Document(id=path.stem, text=text, statements=statements),
        names=tuple((a, b, kind) for a, b, kind in data["names"]),
        rows=tuple(data["statements"]),
    )
