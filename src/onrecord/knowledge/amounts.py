"""How a language counts: bounds of amounts and what they count, from its ``amounts.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal, cast, get_args

from onrecord.errors import KnowledgeError

FILE = "amounts.toml"
Bound = Literal["exactly", "at least", "at most", "more than", "fewer than", "about", "between"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class AmountWords:
    """``before`` and ``behind`` tell a bound by the words beside a number, ``counted`` a class by
    the words of what is counted; ``open`` are amounts without a number (*dozens*) with the least
    that they can be, ``rough`` words for about so many (*une trentaine*), ``tolls`` names of a
    count, which are among ``counted``, too. ``units`` gives a class as so many of another
    (*kilometres*: 1000 *metres*); ``none_pattern`` finds nobody and none. All words are lower case;
    patterns match whole words."""

    before: Mapping[str, Bound]
    behind: Mapping[str, Bound]
    range_open: frozenset[str]
    range_change: frozenset[str]
    range_joins: frozenset[str]
    open: Mapping[str, float]
    rough: Mapping[str, float]
    scale: Mapping[str, float]
    names: frozenset[str]
    addresses: frozenset[str]
    between: frozenset[str]
    stops: frozenset[str]
    people: frozenset[str]
    people_classes: frozenset[str]
    states: frozenset[str]
    counted: Mapping[str, str]
    tolls: frozenset[str]
    units: Mapping[str, tuple[str, float]]
    bound_pattern: re.Pattern[str]
    behind_pattern: re.Pattern[str]
    open_pattern: re.Pattern[str]
    scale_pattern: re.Pattern[str]
    counted_pattern: re.Pattern[str]
    none: frozenset[str]
    none_pattern: re.Pattern[str]


@cache
def amount_words(language: str) -> AmountWords | None:
    """The amounts of a language, read once; None where it has no such file. Raises KnowledgeError
    for a file out of form."""
    path = files("onrecord") / "languages" / language / FILE
    if not path.is_file():
        return None
    try:
        data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        before, behind = _bounds(data["bounds"]), _bounds(data["behind"])
        opened = {word: float(n) for n, words in data["open"].items() for word in words}
        rough = {word: float(n) for n, words in data["rough"].items() for word in words}
        scale = {word: float(n) for n, words in data["scale"].items() for word in words}
        tolls = {word: name for name, words in data.get("tolls", {}).items() for word in words}
        counted = {word: name for name, words in data["counted"].items() for word in words} | tolls
        people = frozenset(data["people"]["words"])
        return AmountWords(
            before=before,
            behind=behind,
            range_open=frozenset(data["range"]["open"]),
            range_change=frozenset(data["range"]["change"]),
            range_joins=frozenset(data["range"]["joins"]),
            open=opened,
            rough=rough,
            scale=scale,
            names=frozenset(data["names"]["words"]),
            addresses=frozenset(data["names"].get("behind", ())),
            between=frozenset(data["between"]["words"]),
            stops=frozenset(data["stops"]["words"]),
            people=people,
            states=frozenset(data["people"]["states"]),
            people_classes=frozenset(data["people"]["classes"]),
            counted=counted,
            tolls=frozenset(tolls),
            units={
                name: (base, float(factor))
                for name, (base, factor) in data.get("units", {}).items()
            },
            bound_pattern=re.compile(rf"(?<!\w)({any_word(before)}) ?$"),
            behind_pattern=re.compile(rf" ({any_word(behind)})(?!\w)"),
            open_pattern=re.compile(rf"(?<!\w)({any_word([*opened, *rough])})(?!\w)"),
            scale_pattern=re.compile(rf"[ -]?({any_word(scale)})(?!\w)"),
            counted_pattern=re.compile(rf"(?<!\w)({any_word([*counted, *people])})(?!\w)"),
            none=frozenset(data["none"]["words"]),
            none_pattern=re.compile(rf"(?<!\w)(?:{any_word(data['none']['words'])})(?!\w)"),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise KnowledgeError(f"out of form: {error!r}", about=f"{language}/{FILE}") from error


def any_word(words: Iterable[str]) -> str:
    """A pattern for any of these words, the longest first."""
    return "|".join(re.escape(w) for w in sorted(set(words), key=lambda w: (-len(w), w)))


def _bounds(data: Mapping[str, Iterable[str]]) -> dict[str, Bound]:
    found: dict[str, Bound] = {}
    for name, words in data.items():
        if name not in get_args(Bound):
            raise ValueError(f"{name!r} is no bound")
        found.update(dict.fromkeys(words, cast("Bound", name)))
    return found


def value_of(digits: str) -> float | None:
    """What *1,200*, *1 200,5* or *-3.5* come to: three digits behind a separator are thousands,
    unless spaces part them. None for what is no number."""
    bare = digits.replace(" ", "")
    grouped = re.fullmatch(r"(-?\d{1,3}(?:[.,]\d{3})+)([.,]\d{1,2})?", bare)
    if grouped and " " not in digits:
        whole = re.sub(r"[.,]", "", grouped[1])
        return float(whole + (grouped[2] or "").replace(",", "."))
    try:
        return float(bare.replace(",", "."))
    except ValueError:
        return None
