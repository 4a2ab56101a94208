"""Briefs of texts alone, for tests."""

from __future__ import annotations

from typing import Any

from onrecord.across.brief import Bearing, Brief
from onrecord.model import Span


def bare(report_id: str, *paragraphs: str, **changed: Any) -> Brief:
    """A report of paragraphs without title, names or times."""
    text = "\n\n".join(paragraphs)
    prose, at = [], 0
    for paragraph in paragraphs:
        prose.append(Span(start=at, end=at + len(paragraph)))
        at += len(paragraph) + 2
    given: dict[str, Any] = {
        "report_id": report_id,
        "language": "en",
        "outlet": None,
        "url": None,
        "title": None,
        "published": (None, None),
        "stated": False,
        "text": text,
        "prose": tuple(prose),
        "titles": (),
        "around": (),
        "entities": (),
        "times": (),
        "places": (),
        "tellings": (),
        "deeds": (),
    }
    return Brief(**{**given, **changed})


def credit(kind: Any, name: str) -> Bearing:
    return Bearing(kind=kind, name=name, key="", around=True, spans=())
