"""Briefs, copies and groups put together by hand, for tests that need no reader."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from onrecord.across.brief import Bearing, Brief, Deed, Telling, bounds
from onrecord.knowledge.bodies import AGENCY, body_named
from onrecord.knowledge.carriers import carrier_words
from onrecord.model import Span, item_id
from onrecord.model.case import Copy, Group, Shared, key_of


def at(text: str, words: str) -> Span:
    """Where words stand in a text for the first time."""
    start = text.index(words)
    return Span(start=start, end=start + len(words))


def bearing(name: str, kind: str, text: str = "", *, around: bool = False) -> Bearing:
    body = body_named(name)
    if kind == "?":
        listed = body is not None and body.carries_news
        outlet = body is not None and body.kind != AGENCY
        carries = listed or carrier_words().carries_news(name)
        kind = ("outlet" if outlet else "agency") if carries else "source"
    spans = (at(text, name),) if text and name in text else ()
    key = "" if body is None else body.key
    return Bearing(kind=kind, name=name, key=key, around=around, spans=spans)  # type: ignore[arg-type]


def telling(text: str, words: str, *through: str, **changed: Any) -> Telling:
    """A statement of ``words``, or a sentence of the report's own where nobody says it. ``through``
    are the links of its chain, outermost first; the last one is its source."""
    span = at(text, words)
    given: dict[str, Any] = {
        "id": item_id("st" if through else "tell", [span]),
        "voice": "statement" if through else "report",
        "spans": (span,),
        "sentence": span,
        "source": through[-1] if through else "",
        "source_kind": "person" if through else None,
        "speakers": (),
        "cue": "said" if through else "",
        "stance": "asserts",
        "certainty": "certain",
        "polarity": "positive",
        "quotation": "indirect" if through else None,
        "within": None,
        "bearings": tuple(bearing(name, "?", text) for name in through),
        "names": (),
        "times": (),
        "places": (),
        "deeds": (),
    }
    return Telling(**given | changed)


def deed(text: str, trigger: str, **changed: Any) -> Deed:
    span = at(text, trigger)
    given: dict[str, Any] = {
        "id": item_id("ev", [span]),
        "type": "ASSAULT",
        "mode": None,
        "trigger": span,
        "words": trigger,
        "actors": (),
        "recipients": (),
        "times": (),
        "places": (),
        "factuality": "stated",
        "historical": False,
        "said_in": None,
    }
    return Deed(**given | changed)


def brief(
    report: str,
    text: str,
    *tellings: Telling,
    day: str | None = "2026-03-02",
    outlet: str | None = None,
    credited: Sequence[str] = (),
    **changed: Any,
) -> Brief:
    around = [bearing(outlet, "own", around=True)] if outlet else []
    around += [bearing(name, "agency", text, around=True) for name in credited]
    given: dict[str, Any] = {
        "report_id": report,
        "language": "en",
        "outlet": outlet,
        "url": None,
        "title": None,
        "published": bounds(day),
        "stated": True,
        "text": text,
        "prose": (Span(start=0, end=len(text)),),
        "titles": (),
        "around": tuple(around),
        "entities": (),
        "times": (),
        "places": (),
        "tellings": tuple(sorted(tellings, key=lambda t: (t.spans[0].start, t.id))),
        "deeds": (),
    }
    return Brief(**given | changed)


def copy(earlier: Brief, later: Brief, *words: str, **changed: Any) -> Copy:
    """Two reports that share these words."""
    passages = tuple(Shared(left=at(earlier.text, w), right=at(later.text, w)) for w in words)
    given: dict[str, Any] = {
        "id": f"cp:{earlier.report_id}+{later.report_id}",
        "kind": "copy",
        "earlier": earlier.report_id,
        "later": later.report_id,
        "passages": passages,
        "share": sum(len(w) for w in words) / len(later.text),
        "score": 1.0,
        "direction_from": "dates",
        "because": "it is the earlier by date",
    }
    return Copy(**given | changed)


def keys(*briefs: Brief) -> tuple[str, ...]:
    """The keys of all tellings."""
    return tuple(key_of(b.report_id, t.id) for b in briefs for t in b.tellings)


def group(members: Iterable[str], kind: str = "statement", name: str = "g") -> Group:
    listed = tuple(members)
    return Group(id=f"g:{listed[0]}", kind=kind, name=name, members=listed)  # type: ignore[arg-type]
