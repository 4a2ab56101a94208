"""Numbers with units: told in metric ones, and two of one quantity side by side compared.

*450 miles (700 kilometers)*: both are said of one thing, so both must come to the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from onrecord.knowledge.amounts import value_of
from onrecord.knowledge.units import Unit, Units
from onrecord.language.charmap import plain_characters
from onrecord.model.record import Check
from onrecord.model.report import Part
from onrecord.model.span import Span, hull, item_id

#: What rounding excuses between two figures for one thing.
ROUNDING: Final = 0.06
#: What may stand between two figures for one thing.
_BESIDE: Final = re.compile(r" ?[(,/] ?(?:or |soit |environ |about |roughly )?|,? (?:or|soit|ou) ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    span: Span
    words: str
    value: float
    unit: Unit

    @property
    def normal(self) -> float:
        return self.value * self.unit.factor + self.unit.offset


def quantity_checks(part: Part, text: str, units: Units) -> Iterator[Check]:
    """Checks of one part: pairs that are compared, then single ones that are not metric."""
    plain = plain_characters(part.span.of(text)).replace("\n", " ")
    found = list(_quantities(part, plain, units))
    paired: set[Span] = set()
    for first, second in pairwise(found):
        between = plain[first.span.end - part.span.start : second.span.start - part.span.start]
        same = first.unit.quantity == second.unit.quantity and first.unit != second.unit
        if same and _BESIDE.fullmatch(between):
            paired |= {first.span, second.span}
            yield _compared(first, second)
    for quantity in found:
        if not quantity.unit.metric and quantity.span not in paired:
            yield _told(quantity)


def _quantities(part: Part, plain: str, units: Units) -> Iterator[Quantity]:
    for match in units.pattern.finditer(plain):
        value = value_of(match["number"])
        unit = units.by_word.get(" ".join(match["unit"].lower().split()))
        unit = unit or units.by_word.get(match["unit"])
        if value is None or unit is None:
            continue
        scale = match["scale"]
        if scale is not None:
            value *= units.scales[scale.lower()]
        yield Quantity(
            span=Span(start=part.span.start + match.start(), end=part.span.start + match.end()),
            words=match.group(),
            value=value,
            unit=unit,
        )


def _round(value: float) -> str:
    """Three digits that count."""
    if value == 0:
        return "0"
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"


def _told(quantity: Quantity) -> Check:
    unit = quantity.unit
    offset = f" {unit.offset:+g}" if unit.offset else ""
    return Check(
        id=item_id("ck.quantity", [quantity.span]),
        span=quantity.span,
        kind="quantity",
        says=quantity.words,
        finds=f"{_round(quantity.normal)} {unit.normal}",
        because=f"one of these units is {unit.factor:g} {unit.normal}{offset}",
    )


def _compared(first: Quantity, second: Quantity) -> Check:
    a, b = first.normal, second.normal
    apart = abs(a - b) / max(abs(a), abs(b), 1e-9)
    verdict = "agree" if apart <= ROUNDING else "do not agree"
    span = hull([first.span, second.span])
    return Check(
        id=item_id("ck.quantity", [span]),
        span=span,
        kind="quantity",
        says=f"{first.words} … {second.words}",
        finds=f"they {verdict}: {_round(a)} and {_round(b)} {first.unit.normal}, {apart:.0%} apart",
        because=f"both told in {first.unit.normal}; rounding excuses {ROUNDING:.0%}",
    )
