"""Briefs put together by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from onrecord.across.brief import Brief, Deed, Named, Telling, Where, bounds
from onrecord.model import Participant, Span
from onrecord.model.case import Copy, Judgement, Shared


def at(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start=start, end=start + len(words))


def named(text: str, name: str, kind: Any = "person", **changed: Any) -> Named:
    given: dict[str, Any] = {
        "id": f"e:{name}",
        "kind": kind,
        "name": name,
        "names": (name,),
        "called": (),
        "key": "",
        "mentions": 1,
        "first": at(text, name) if name in text else Span(start=0, end=0),
    }
    return Named(**given | changed)


def telling(text: str, words: str, *, speakers: Sequence[str] = (), **changed: Any) -> Telling:
    span = at(text, words)
    given: dict[str, Any] = {
        "id": f"st:{span.start}-{span.end}",
        "voice": "statement" if speakers else "report",
        "spans": (span,),
        "sentence": span,
        "source": "",
        "source_kind": None,
        "speakers": tuple(speakers),
        "cue": "",
        "stance": "asserts",
        "certainty": "certain",
        "polarity": "positive",
        "quotation": None,
        "within": None,
        "bearings": (),
        "names": (),
        "times": (),
        "places": (),
        "deeds": (),
    }
    return Telling(**given | changed)


def deed(text: str, trigger: str, kind: Any = "ASSAULT", **changed: Any) -> Deed:
    span = at(text, trigger)
    given: dict[str, Any] = {
        "id": f"ev:{span.start}-{span.end}",
        "type": kind,
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


def who(entity_id: str, text: str, words: str, country: str | None = None) -> Participant:
    return Participant(span=at(text, words), entity_id=entity_id, country=country)


def brief(
    report: str,
    text: str,
    day: str | None = "2026-03-02",
    *,
    entities: Sequence[Named] = (),
    tellings: Sequence[Telling] = (),
    deeds: Sequence[Deed] = (),
    places: Sequence[Where] = (),
    language: str = "en",
) -> Brief:
    return Brief(
        report_id=report,
        language=language,
        outlet=f"Outlet {report}",
        url=None,
        title=None,
        published=bounds(day),
        stated=day is not None,
        text=text,
        prose=(Span(start=0, end=len(text)),),
        titles=(),
        around=(),
        entities=tuple(entities),
        times=(),
        places=tuple(places),
        tellings=tuple(tellings),
        deeds=tuple(deeds),
    )


def copied(earlier: Brief, later: Brief, words: str, kind: Any = "copy") -> Copy:
    shared = Shared(left=at(earlier.text, words), right=at(later.text, words))
    return Copy(
        id=f"{earlier.report_id}>{later.report_id}",
        kind=kind,
        earlier=earlier.report_id,
        later=later.report_id,
        passages=(shared,),
        share=1.0,
        score=1.0,
        direction_from="dates",
        because="by hand",
    )


def judgement(number: int, verdict: Any, *items: str, value: str = "") -> Judgement:
    return Judgement(
        number=number, verdict=verdict, items=items, value=value, by="an editor", at="2026-03-05"
    )
