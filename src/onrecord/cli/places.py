"""``onrecord places``: gazetteers built and explained."""

from __future__ import annotations

import sys
from pathlib import Path

from onrecord.cli.exits import DONE, FAILED, QUARANTINED
from onrecord.cli.terminal import complain
from onrecord.errors import KnowledgeError
from onrecord.knowledge.gazetteer import gazetteer
from onrecord.knowledge.gazetteer_build import build_from_dump


def build(dump: str, target: str) -> int:
    """Write a gazetteer from a GeoNames dump; the exit code."""

    def progress(lines: int) -> None:
        if sys.stderr.isatty():
            print(f"\r{lines:,} lines", end="", file=sys.stderr, flush=True)

    try:
        built = build_from_dump(Path(dump), Path(target), gazetteer(), progress)
    except (KnowledgeError, OSError) as error:
        complain(str(error))
        return FAILED
    for reason in built.reasons:
        complain(f"{dump}: {reason}")
    if built.bad > len(built.reasons):
        complain(f"{dump}: {built.bad - len(built.reasons)} more rows are out of form")
    complain(f"{target}: {built.places:,} places, {built.names:,} names from {dump}")
    return QUARANTINED if built.bad else DONE


def sources(file: str | None) -> int:
    """Print the sources of a gazetteer; the exit code."""
    try:
        for name, licence in gazetteer(file).sources():
            print(f"{name}\t{licence}")
    except KnowledgeError as error:
        complain(str(error))
        return FAILED
    return DONE
