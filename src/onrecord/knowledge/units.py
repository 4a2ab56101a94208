"""Units of measure of a language, from the ``[units]`` of its ``places.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from onrecord.errors import KnowledgeError

FILE = "places.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """``factor`` and ``offset`` take a value to the unit that its ``quantity`` is told in;
    ``normal`` is the sign of that unit; a ``metric`` one needs no telling."""

    quantity: str
    normal: str
    factor: float
    offset: float
    metric: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Units:
    by_word: Mapping[str, Unit]
    pattern: re.Pattern[str]
    scales: Mapping[str, float]


@cache
def units(language: str) -> Units:
    """The units of a language, read once. Raises KnowledgeError for a file out of form."""
    path = files("onrecord") / "languages" / language / FILE
    try:
        data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))["units"]
        scales = {w: float(k) for k, words in data["scale"].items() for w in words}
        found: dict[str, Unit] = {}
        for row in data["unit"]:
            unit = Unit(
                quantity=row["quantity"],
                normal=row["normal"],
                factor=float(row["factor"]),
                offset=float(row.get("offset", 0)),
                metric=bool(row.get("metric", False)),
            )
            found.update(dict.fromkeys(row["words"], unit))
    except (KeyError, TypeError, ValueError, tomllib.TOMLDecodeError) as error:
        raise KnowledgeError(f"out of form: {error!r}", about=f"{language}/{FILE}") from error
    return Units(by_word=found, pattern=_pattern(found, scales), scales=scales)


def _any(words: Mapping[str, object]) -> str:
    ordered = sorted(words, key=lambda w: (-len(w), w))
    return "|".join(re.escape(w).replace(r"\ ", " +") for w in ordered)


def _pattern(found: Mapping[str, Unit], scales: Mapping[str, float]) -> re.Pattern[str]:
    number = r"-?\d{1,3}(?:[ .,]\d{3})+(?:[.,]\d{1,2})?|-?\d{1,9}(?:[.,]\d{1,3})?"
    return re.compile(
        rf"(?<![\w.,])(?P<number>{number})(?:[ -]+(?P<scale>{_any(scales)})(?: (?:de |d'))?)?"
        rf"[ -]*(?P<unit>{_any(found)})(?!\w)",
        re.IGNORECASE,
    )
