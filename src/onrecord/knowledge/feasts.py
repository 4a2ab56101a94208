"""Days of feasts that are counted by the moon, year by year, from ``data/feasts.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files


@cache
def feasts() -> Mapping[str, Mapping[int, date]]:
    """The day of a feast by its name (``eid-al-fitr``) and year; read once."""
    path = files("onrecord") / "knowledge" / "data" / "feasts.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return {
        name: {day.year: day for day in map(date.fromisoformat, days)}
        for name, days in data.items()
    }
