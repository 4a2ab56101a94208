"""How one telling bears on another."""

from __future__ import annotations

from typing import Any

from onrecord.across.compare.claims import claim, relation
from onrecord.across.matter import Matter
from onrecord.across.sayings import Sayings
from tests.across.makers import brief, named, telling


def between(first: str, second: str, **changed: Any) -> Any:
    texts = (first, second)
    briefs = [
        brief(
            f"r:{n}",
            text,
            entities=[named(text, "Harrow", "place", key="1")],
            tellings=[telling(text, text, names=("e:Harrow",), **(changed if n else {}))],
        )
        for n, text in enumerate(texts)
    ]
    matter = Matter(briefs)
    made = [
        claim(Sayings(n, b, matter, {"e:Harrow": "Harrow"}, {}).of(b.tellings[0]), b, b.tellings[0])
        for n, b in enumerate(briefs)
    ]
    return relation(*made)


ALARM = "The alarm of the Harrow mill worked when the fire broke out."


def test_the_same_again_strengthens() -> None:
    found = between(ALARM, "Indeed the alarm of the Harrow mill worked during the fire.")
    assert found.bears == "strengthens"
    assert found.because


def test_what_denies_it_weakens() -> None:
    found = between(
        ALARM,
        "But the union of Harrow denied it and said nothing worked, however loud.",
        polarity="negative",
        stance="denies",
    )
    assert found.bears == "weakens"
    assert any("opposite polarity" in why for why in found.because)
