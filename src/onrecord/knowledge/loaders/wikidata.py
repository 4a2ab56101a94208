"""A dump of Wikidata or a part of one: JSON, one entity a line, as an array or without.

Form: https://doc.wikimedia.org/Wikibase/master/php/docs_topics_json.html; PHP writes an empty
object as ``[]``. What ``Special:EntityData`` and ``wbgetentities`` answer is read too. Humans
(P31 Q5) and organizations become entries; labels of positions and codes of countries are kept for
those that point to them. ``data/loaders.toml`` holds the ids.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from onrecord.knowledge.loaders.lines import Bad, Line, json_objects
from onrecord.knowledge.loaders.rows import (
    BadRow,
    Fact,
    Found,
    Label,
    Passed,
    Row,
    date,
    entry,
    numbered,
    short,
    words,
)

HUMAN = "Q5"
_INSTANCE, _CITIZEN, _COUNTRY, _POSITION, _CODE = "P31", "P27", "P17", "P39", "P297"
_START, _END = "P580", "P582"
#: Precision of a time: how much of its ISO form is known.
_KNOWN = {9: 4, 10: 7, 11: 10}


def load(lines: Iterator[Line | Bad]) -> Iterator[Found]:
    """What the lines of a file hold, with their numbers."""
    for number, value in json_objects(lines):
        if isinstance(value, str):
            yield number, value
            continue
        several = value.get("entities")
        for item in several.values() if isinstance(several, dict) else (value,):
            yield from numbered(number, _rows(item))


def _rows(item: Any) -> Iterator[Row]:
    key = item.get("id") if isinstance(item, dict) else None
    if not isinstance(item, dict) or not isinstance(key, str) or not key:
        raise BadRow("no Wikidata entity: no id")
    if item.get("type", "item") != "item":
        yield Passed()
        return
    if "claims" not in item and "labels" not in item:
        raise BadRow("no Wikidata entity: neither labels nor claims")
    claims = _object(item, "claims")
    classes = set(_items(claims, _INSTANCE))
    told = words()["wikidata"]
    if HUMAN in classes:
        yield from entry(
            key,
            _names(item),
            kind="person",
            countries=_countries(claims, _CITIZEN),
            note=_value_in(item, "descriptions"),
            wikidata=key,
        )
        yield from _positions(key, claims)
    elif classes & set(told["organizations"]) or any(p in claims for p in told["signs"]):
        yield from entry(
            key,
            _names(item),
            kind="organization",
            countries=_countries(claims, _COUNTRY),
            note=_value_in(item, "descriptions"),
            wikidata=key,
        )
    else:
        signs = any(p in claims for p in told["position_signs"])
        label = _value_in(item, "labels")
        if label and (signs or classes & set(told["positions"])):
            code = next((v for v in _data(claims, _CODE) if isinstance(v, str)), "")
            yield Label(ref=short(key), text=short(label), country=short(code).upper())
        yield Passed()


def _object(value: Any, key: str) -> Mapping[str, Any]:
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, dict) else {}


def _value_in(item: Mapping[str, Any], field: str) -> str:
    """A label or description in the first language that it has of ours, else in any."""
    by_language = _object(item, field)
    for language in (*words()["wikidata"]["languages"], *by_language):
        value = _object(by_language, language).get("value")
        if isinstance(value, str) and value.strip():
            return value
    return ""


def _names(item: Mapping[str, Any]) -> Iterator[str]:
    """Labels and aliases in all languages, the label to show first."""
    yield _value_in(item, "labels")
    labels, aliases = _object(item, "labels"), _object(item, "aliases")
    for language in labels:
        value = _object(labels, language).get("value")
        if isinstance(value, str):
            yield value
    for several in aliases.values():
        for alias in several if isinstance(several, list) else ():
            value = alias.get("value") if isinstance(alias, dict) else None
            if isinstance(value, str):
                yield value


def _statements(claims: Mapping[str, Any], which: str) -> Iterator[Mapping[str, Any]]:
    """The statements of a property, without those that Wikidata itself calls deprecated."""
    several = claims.get(which)
    for statement in several if isinstance(several, list) else ():
        if isinstance(statement, dict) and statement.get("rank") != "deprecated":
            yield statement


def _value(snak: Any) -> Any:
    return _object(snak, "datavalue").get("value")


def _data(claims: Mapping[str, Any], which: str) -> Iterator[Any]:
    for statement in _statements(claims, which):
        yield _value(statement.get("mainsnak"))


def _item_id(value: Any) -> str:
    """The item that a value is: by ``id``, in old dumps by ``numeric-id`` alone."""
    if not isinstance(value, dict):
        return ""
    key, number = value.get("id"), value.get("numeric-id")
    if isinstance(key, str):
        return short(key)
    return f"Q{number}" if isinstance(number, int) and 0 < number < 10**12 else ""


def _items(claims: Mapping[str, Any], which: str) -> Iterator[str]:
    for value in _data(claims, which):
        key = _item_id(value)
        if key:
            yield key


@cache
def _codes() -> Mapping[str, str]:
    pairs = (pair.split("=") for pair in words()["wikidata"]["countries"].split())
    return {pair[0]: pair[1] for pair in pairs}


def _countries(claims: Mapping[str, Any], which: str) -> list[str]:
    """Codes; the item itself where we know none, for the end of the file to tell."""
    return [_codes().get(item, item) for item in _items(claims, which)]


def _positions(of: str, claims: Mapping[str, Any]) -> Iterator[Row]:
    for statement in _statements(claims, _POSITION):
        post = _item_id(_value(statement.get("mainsnak")))
        if post:
            qualifiers = _object(statement, "qualifiers")
            yield Fact(
                of=short(of),
                kind="position",
                text=post,
                ref=post,
                start=_time(qualifiers, _START),
                end=_time(qualifiers, _END),
            )


def _time(qualifiers: Mapping[str, Any], which: str) -> str:
    """The first time of a qualifier as an ISO date cut to its precision; empty where it is coarser
    than a year, before year 1, or not known."""
    several = qualifiers.get(which)
    for snak in several if isinstance(several, list) else ():
        value = _value(snak)
        if not isinstance(value, dict):
            continue
        time, precision = value.get("time"), value.get("precision")
        if isinstance(time, str) and isinstance(precision, int) and time[:1] == "+":
            found = date(time[1:][: _KNOWN.get(precision, 0)])
            if found:
                return found
    return ""
