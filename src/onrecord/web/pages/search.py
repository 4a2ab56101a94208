"""Search: reports and statements in which words stand, narrowed by links."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response

from onrecord.desk.looking.search import (
    CERTAINTIES,
    KINDS,
    MOST_COUNTED,
    Facet,
    Feature,
    Wanted,
    Within,
    searched,
)
from onrecord.web.asked import CaseHere
from onrecord.web.messages import Say
from onrecord.web.view import page, words

router = APIRouter()

#: Hits of one page.
PAGE: Final = 20
#: Kinds that a search may be narrowed to at once.
MOST_KINDS: Final = 8
_DAY: Final = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_PLAIN: Final = ("language", "outlet", "person", "place", "certainty", "source", "since", "until")
#: The fields of the address in which the values of a feature stand.
_FIELDS: Final[dict[Feature, tuple[str, ...]]] = {
    **{f: (f,) for f in ("language", "outlet", "person", "place", "certainty", "source")},
    **dict.fromkeys(("event", "source_kind", "stance", "quotation"), ("kind",)),
    "month": ("since", "until"),
}
#: Features whose values are words of the interface.
_OURS: Final = frozenset({"event", "source_kind", "stance", "quotation", "certainty", "language"})

Fields = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A value to narrow to, or the one that is: its words, how many hits have it, and the address
    with it or without it."""

    words: str
    theirs: bool
    count: int
    chosen: bool
    href: str


@router.get("/search")
def search(request: Request, case: CaseHere) -> Response:
    fields, odd = _fields(request)
    wanted = _wanted(fields, _number(request))
    found = None
    if wanted.words or wanted.is_narrowed:
        with case.room.look() as look:
            found = searched(look, wanted)
    say = words(request)
    number = wanted.offset // PAGE + 1
    last = number * PAGE >= MOST_COUNTED
    return page(
        request,
        "search.html",
        wanted=wanted,
        found=found,
        odd=odd,
        kept=[(n, v) for n, v in fields if n not in {"q", "since", "until"}],
        tabs=[(one, _href(_with(fields, "within", one))) for one in ("reports", "statements")],
        facets=[] if found is None else [_choices(facet, fields, say) for facet in found.facets],
        chosen=_chosen(fields, say, found.facets if found else ()),
        first=wanted.offset + 1,
        counted=MOST_COUNTED,
        before=_href((*fields, ("page", str(number - 1)))) if number > 1 else None,
        behind=(
            _href((*fields, ("page", str(number + 1))))
            if found is not None and found.more and not last
            else None
        ),
    )


def _number(request: Request) -> int:
    given = request.query_params.get("page", "1")
    number = int(given) if given.isdecimal() and len(given) < 4 else 1
    return max(1, min(number, -(-MOST_COUNTED // PAGE)))


def _fields(request: Request) -> tuple[Fields, tuple[str, ...]]:
    """What is asked for, in a fixed order, and the values that were passed over: days and kinds
    that are none."""
    asked = request.query_params
    odd: list[str] = []
    fields: list[tuple[str, str]] = [("q", asked.get("q", "").strip())]
    if asked.get("within") == "statements":
        fields.append(("within", "statements"))
    for name in _PLAIN:
        value = asked.get(name, "").strip()
        fits = not value or (
            (name not in {"since", "until"} or _DAY.fullmatch(value) is not None)
            and (name != "certainty" or value in CERTAINTIES)
        )
        if value and fits:
            fields.append((name, value))
        elif value:
            odd.append(value)
    kinds = [k.strip() for k in asked.getlist("kind") if k.strip()]
    odd += [k for k in kinds if k not in KINDS]
    fields += [("kind", k) for k in dict.fromkeys(kinds) if k in KINDS][:MOST_KINDS]
    return tuple(fields), tuple(odd[:MOST_KINDS])


def _wanted(fields: Fields, number: int) -> Wanted:
    plain = {name: value for name, value in fields if name in _PLAIN}
    given = dict(fields)
    within: Within = "statements" if given.get("within") == "statements" else "reports"
    return Wanted(
        words=given["q"],
        within=within,
        kinds=tuple(value for name, value in fields if name == "kind"),
        facets=True,
        limit=PAGE,
        offset=(number - 1) * PAGE,
        **plain,  # type: ignore[arg-type]
    )


def _with(fields: Fields, name: str, value: str) -> Fields:
    """The fields with one more, or with another value of one that stands once."""
    rest = [(n, v) for n, v in fields if n != name or name == "kind"]
    return (*rest, (name, value))


def _without(fields: Fields, names: Iterable[str], value: str | None = None) -> Fields:
    gone = set(names)
    return tuple((n, v) for n, v in fields if n not in gone or (value is not None and v != value))


def _href(fields: Fields) -> str:
    shown = [(n, v) for n, v in fields if v and (n, v) != ("within", "reports")]
    return f"?{urlencode(shown)}" if shown else "?"


def _choices(facet: Facet, fields: Fields, say: Say) -> dict[str, Any]:
    names = _FIELDS[facet.feature]
    choices = []
    for one in facet.values:
        chosen = all((name, one.value) in fields for name in names)
        left = _without(fields, names, one.value if names == ("kind",) else None)
        more = fields
        for name in names:
            more = _with(more, name, one.value)
        choices.append(
            Choice(
                words=_called(facet.feature, one.value, one.name, say),
                theirs=facet.feature not in _OURS and facet.feature != "month",
                count=one.count,
                chosen=chosen,
                href=_href(left if chosen else more),
            )
        )
    return {"feature": facet.feature, "choices": choices, "more": facet.more}


def _called(feature: str, value: str, name: str, say: Say) -> str:
    if feature == "month":
        return say.day(value)
    if feature in _OURS:
        table = "language" if feature == "language" else "kind"
        return say(f"search.{table}.{value}") if say.has(f"search.{table}.{value}") else value
    return name


def _chosen(fields: Fields, say: Say, facets: Iterable[Facet]) -> list[tuple[str, str, str]]:
    """What the search is narrowed to: a filter's name, its value in words, and the address without
    it."""
    places = {v.value: v.name for f in facets if f.feature == "place" for v in f.values}
    found = []
    for name, value in fields:
        if name in {"q", "within"}:
            continue
        feature = "event" if name == "kind" else name
        shown = say.day(value) if name in {"since", "until"} else ""
        shown = shown or _called(feature, value, places.get(value, value), say)
        left = _without(fields, (name,), value if name == "kind" else None)
        found.append((name, shown, _href(left)))
    return found
