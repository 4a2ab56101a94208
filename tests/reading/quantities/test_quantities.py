from __future__ import annotations

import pytest

from onrecord.knowledge.units import units
from onrecord.model import Check, Part, Span
from onrecord.reading.quantities import quantity_checks


def found(text: str, language: str) -> list[Check]:
    part = Part(kind="paragraph", span=Span(start=0, end=len(text)))
    return list(quantity_checks(part, text, units(language)))


@pytest.mark.parametrize(
    ("language", "text", "says", "finds"),
    [
        ("en", "The ridge is 3,000 feet high.", "3,000 feet", "914 m"),
        ("en", "It holds 2 million barrels.", "2 million barrels", "317,974,590 l"),
        ("en", "It was 100 degrees Fahrenheit.", "100 degrees Fahrenheit", "37.8 °C"),
        ("fr", "Le navire filait 20 nœuds.", "20 nœuds", "37 km/h"),
        ("fr", "Il vole à 30 000 pieds.", "30 000 pieds", "9,144 m"),
    ],
)
def test_other_units_are_told_in_metric_ones(
    language: str, text: str, says: str, finds: str
) -> None:
    (check,) = found(text, language)
    assert (check.kind, check.says, check.finds) == ("quantity", says, finds)
    assert check.because


@pytest.mark.parametrize("text", ["It is 254 km away.", "He ran 10 m.", "In 2023 it rained."])
def test_metric_units_need_no_telling(text: str) -> None:
    assert found(text, "en") == []


def test_two_figures_for_one_thing_are_compared() -> None:
    (agree,) = found("They are 450 miles (700 kilometers) apart.", "en")
    assert agree.finds.startswith("they agree")
    (differ,) = found("They are 450 miles (500 kilometers) apart.", "en")
    assert differ.finds.startswith("they do not agree")
