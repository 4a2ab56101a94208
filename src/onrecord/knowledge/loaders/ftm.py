"""FollowTheMoney entities, one a line, as OpenSanctions and Aleph publish them.

``entities.ftm.json`` gives every entity its own line, and people, positions and what joins them
(Occupancy, Sanction) refer to each other by id in any order; ``targets.nested.json`` puts the
latter into the former. Schemata: https://followthemoney.tech/explorer/.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from onrecord.knowledge.loaders.lines import Bad, Line, json_objects
from onrecord.knowledge.loaders.rows import (
    ENDED,
    MOST_JOINED,
    BadRow,
    Fact,
    FactKind,
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

#: Entities within entities are followed so deep.
DEEPEST = 6


def load(lines: Iterator[Line | Bad]) -> Iterator[Found]:
    """What the lines of a file hold, with their numbers."""
    for number, entity in json_objects(lines):
        if isinstance(entity, str):
            yield number, entity
        else:
            yield from numbered(number, _rows(entity, "", DEEPEST))


def _rows(entity: Mapping[str, Any], within: str, deep: int) -> Iterator[Row]:
    """The rows of an entity and of those within it; ``within`` is the key of the one around."""
    schema, properties = entity.get("schema"), entity.get("properties")
    if not isinstance(schema, str) or not isinstance(properties, dict):
        raise BadRow("no FollowTheMoney entity: a schema or the properties are missing")
    key = _key(entity)
    if schema in words()["ftm"]["kinds"]:
        yield from _entry(key, schema, entity, properties)
    elif schema == "Occupancy":
        yield from _occupancies(properties, within)
    elif schema == "Sanction":
        yield from _sanctions(properties, within)
    elif schema == "Position":
        yield from _label(key, properties)
    elif deep == DEEPEST:
        yield Passed()
    if deep:
        for inner in _inner(properties):
            try:
                yield from _rows(inner, key or within, deep - 1)
            except BadRow as error:
                yield f"an entity within it: {error}"


def _entry(
    key: str, schema: str, entity: Mapping[str, Any], properties: Mapping[str, Any]
) -> Iterator[Row]:
    if not key:
        raise BadRow("no id")
    told = words()["ftm"]
    names = [n for field in told["names"] for n in _texts(properties, field)]
    caption = entity.get("caption")
    if isinstance(caption, str) and caption in names:
        names.insert(0, caption)
    ids = (*_texts(properties, "wikidataId"), key)
    yield from entry(
        key,
        names,
        kind=told["kinds"][schema],
        weak=[n for field in told["weak"] for n in _texts(properties, field)],
        countries=[c for field in told["countries"] for c in _texts(properties, field)],
        note=" · ".join(t for f in told["notes"] for t in _texts(properties, f)[:1]),
        wikidata=next((i for i in ids if is_item(i)), ""),
    )
    for held in _texts(properties, "position"):
        yield Fact(of=short(key), kind="position", text=short(held))


def is_item(key: str) -> bool:
    """Whether a key is the id of an item of Wikidata: *Q42*."""
    return key[:1] == "Q" and key[1:].isascii() and key[1:].isdigit() and len(key) < 20


def _occupancies(properties: Mapping[str, Any], within: str) -> Iterator[Row]:
    holders = _references(properties, "holder") or [within]
    ended = "ended" in _texts(properties, "status") and not _dated(properties, "end")
    posts = [v for v in _values(properties, "post") if isinstance(v, str | dict)]
    if not any(holders) or not posts:
        raise BadRow("an occupancy without a holder or a post")
    if len(holders) * len(posts) > MOST_JOINED:
        raise BadRow(f"an occupancy of more than {MOST_JOINED:,} holders and posts")
    for post in posts:
        ref = _key(post)
        names = _texts(post.get("properties", {}), "name") if isinstance(post, dict) else []
        text = short(names[0] if names else ref)
        yield from _facts(
            holders, "position", text + ENDED * ended, properties, "" if ended else ref
        )


def _sanctions(properties: Mapping[str, Any], within: str) -> Iterator[Row]:
    on = _references(properties, "entity") or [within]
    if not any(on):
        raise BadRow("a sanction of nobody")
    said = dict.fromkeys(t for field in ("authority", "program") for t in _texts(properties, field))
    yield from _facts(on, "sanction", short(": ".join(said)) or "sanctioned", properties, "")


def _facts(
    of: list[str], kind: FactKind, text: str, properties: Mapping[str, Any], ref: str
) -> Iterator[Row]:
    start, end = _dated(properties, "start"), _dated(properties, "end")
    for key in dict.fromkeys(of):
        if key:
            yield Fact(of=short(key), kind=kind, text=text, ref=short(ref), start=start, end=end)


def _label(key: str, properties: Mapping[str, Any]) -> Iterator[Row]:
    names = _texts(properties, "name")
    if not key or not names:
        raise BadRow("a position without an id or a name")
    yield Label(ref=short(key), text=short(names[0]))


def _dated(properties: Mapping[str, Any], end: str) -> str:
    """The first date of one end of an interval."""
    for field in words()["ftm"][end]:
        for text in _texts(properties, field):
            if date(text):
                return date(text)
    return ""


def _values(properties: Any, field: str) -> list[Any]:
    value = properties.get(field, ()) if isinstance(properties, dict) else ()
    return list(value) if isinstance(value, list | tuple) else [value]


def _texts(properties: Any, field: str) -> list[str]:
    return [v for v in _values(properties, field) if isinstance(v, str)]


def _key(value: Any) -> str:
    key = value.get("id") if isinstance(value, dict) else value
    return key if isinstance(key, str) else ""


def _references(properties: Mapping[str, Any], field: str) -> list[str]:
    return [key for value in _values(properties, field) if (key := _key(value))]


def _inner(properties: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for field in properties:
        for value in _values(properties, field):
            if isinstance(value, dict):
                yield value
