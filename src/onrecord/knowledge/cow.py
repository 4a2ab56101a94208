"""Correlates of War: the numbers and abbreviations of states, by country (``data/cow.toml``)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord.errors import KnowledgeError
from onrecord.knowledge.countries import countries

FILE = "cow.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """``number`` and ``abbreviation`` are those of the project's list of states (220, FRN)."""

    number: int
    abbreviation: str


@cache
def states() -> Mapping[str, State]:
    """The states by ISO 3166-1 alpha-2 code (XK for Kosovo), read once. Raises KnowledgeError for a
    file out of form, a country that the base does not know, or a number given twice."""
    path = files("onrecord") / "knowledge" / "data" / FILE
    found: dict[str, State] = {}
    try:
        for code, (number, abbreviation) in tomllib.loads(path.read_text("utf-8"))[
            "states"
        ].items():
            found[code] = State(number=int(number), abbreviation=str(abbreviation))
    except (KeyError, TypeError, ValueError) as error:
        raise KnowledgeError(f"out of form: {error!r}", about=FILE) from error
    unknown = sorted(found.keys() - countries().keys())
    if unknown or len({s.number for s in found.values()}) < len(found):
        raise KnowledgeError(f"unknown countries {unknown}, or a number twice", about=FILE)
    return found


@cache
def _by_iso3() -> Mapping[str, State]:
    return {countries()[code].iso3: state for code, state in states().items()}


def state_of(iso3: str) -> State | None:
    """The state of an ISO 3166-1 alpha-3 code (XKX for Kosovo); None for UNO, HKG and the like."""
    return _by_iso3().get(iso3)
