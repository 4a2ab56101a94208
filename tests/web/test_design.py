"""The colours of the room can be read in both schemes (WCAG 2.2, 1.4.3 and 1.4.11)."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

CSS = (files("onrecord.web") / "static" / "room.css").read_text(encoding="utf-8")
TOKEN = re.compile(r"--([a-z-]+): (#[0-9a-f]{6});")
LIGHT, DARK = (dict(TOKEN.findall(part)) for part in CSS.split("prefers-color-scheme: dark")[:2])
GROUNDS = ("paper", "page", "shade", "mark")
#: What is written in small type on any ground.
WRITTEN = ("ink", "soft", "accent")
#: What is drawn or written large, or written on the plain grounds alone.
SIGNS = ("copied", "relays", "none", "statement", "name", "time", "place", "event", "focus")


def light(colour: str) -> float:
    """Relative luminance of ``#rrggbb``."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    brighter, darker = sorted((light(one), light(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_what_is_written_can_be_read(scheme: dict[str, str]) -> None:
    pairs = [(ink, ground) for ink in WRITTEN for ground in GROUNDS]
    pairs += [(sign, ground) for sign in SIGNS for ground in ("paper", "page", "shade")]
    pairs += [("accent-ink", "accent"), ("alert", "alert-shade"), ("odd", "odd-shade")]
    pairs += [("ink", "odd-shade"), ("done", "page")]
    weak = {pair: contrast(scheme[pair[0]], scheme[pair[1]]) for pair in pairs}
    assert {pair: round(told, 2) for pair, told in weak.items() if told < 4.5} == {}


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_edges_of_what_can_be_used_are_seen(scheme: dict[str, str]) -> None:
    assert all(contrast(scheme["edge"], scheme[ground]) >= 3 for ground in ("paper", "page"))


def test_every_colour_is_given_in_both_schemes() -> None:
    assert set(LIGHT) == set(DARK)


def test_states_and_layers_have_a_shape_each() -> None:
    shapes = re.findall(r"\)\.(?:copied|relays|none)::before \{ content: \"(.)\"", CSS)
    assert sorted(shapes) == sorted("■▷●")
    styles = re.findall(r"^\.layer\.\w+ \{ text-decoration-style: (\w+)", CSS, re.M)
    assert len(styles) == len(set(styles)) == 5
