"""Organizations, agencies and outlets that news name: their names, kind, country, whose they are.

``data/outlets.toml`` holds news agencies and outlets, ``data/organizations.toml`` all others;
facts written for this project. A name that two bodies share, or that often means something else,
is ambiguous and names none by itself.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from onrecord.knowledge.nameforms import is_marked, plain

#: Kinds of body that publish or carry news.
AGENCY = "agency"
OUTLETS = frozenset({"broadcaster", "newspaper", "magazine", "website"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """``state`` tells whether a state runs or directs it; None where that is no question of it.
    ``group`` is the code that PLOVER gives to bodies of no country (UNO, EUR, IGO)."""

    key: str
    name: str
    names: tuple[str, ...]
    kind: str
    country: str = ""
    state: bool | None = None
    sector: str = ""
    group: str = ""
    wikidata: str = ""
    ambiguous: frozenset[str] = frozenset()
    until: str = ""
    rules_since: str = ""

    @property
    def carries_news(self) -> bool:
        return self.kind == AGENCY or self.kind in OUTLETS


def _read(name: str) -> dict[str, Any]:
    path = files("onrecord") / "knowledge" / "data" / name
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def bodies() -> tuple[Body, ...]:
    """All bodies, read once."""
    listed = _read("organizations.toml")
    sectors: Mapping[str, str] = listed["sectors"]
    rows = [*_read("outlets.toml")["agency"], *listed["body"]]
    return tuple(
        Body(
            key=row.get("wikidata") or plain(row["name"]).replace(" ", "-"),
            name=row["name"],
            names=tuple(dict.fromkeys((row["name"], *row.get("names", ())))),
            kind=row["kind"],
            country=row.get("country", ""),
            state=row.get("state"),
            sector=row.get("sector", sectors[row["kind"]]),
            group=row.get("group", ""),
            wikidata=row.get("wikidata", ""),
            ambiguous=frozenset(row.get("ambiguous", ())),
            until=str(row.get("until", "")),
            rules_since=row.get("rules_since", ""),
        )
        for row in rows
    )


def _plain(name: str) -> str:
    """A name in its comparable form, in which *A. F. P.*, *A.F.P.* and *AFP* are equal."""
    words = plain(name)
    together = words.replace(" ", "")
    return together if 2 * len(together) - 1 == len(words) else words


@cache
def _by_name() -> Mapping[str, Sequence[Body]]:
    found: dict[str, dict[str, Body]] = defaultdict(dict)
    for body in bodies():
        for name in body.names:
            found[_plain(name)][body.key] = body
    return {name: tuple(named.values()) for name, named in found.items()}


@cache
def _by_own_key() -> Mapping[str, Body]:
    return {body.key: body for body in bodies()}


def body_of(key: str) -> Body | None:
    """The body with this key."""
    return _by_own_key().get(key)


def bodies_named(name: str) -> Sequence[Body]:
    """All bodies that a name may stand for, ambiguous or not."""
    return () if is_marked(name) else _by_name().get(_plain(name).removeprefix("the "), ())


def body_named(name: str) -> Body | None:
    """The body of a name, if it means this one and no other. Names of up to four letters that are
    acronyms must stand in capitals: *who* is not WHO."""
    found = bodies_named(name)
    if len(found) != 1 or name in found[0].ambiguous:
        return None
    if len(name) <= 4 and name.islower():
        return None
    return found[0]
