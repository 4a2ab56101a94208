"""Who held an office when: heads of state and government, foreign and defence ministers, heads of
international organizations.

Facts written for this project with a source note each (``data/holders/*.toml``), one line a term.
Dates are ISO 8601 and cut to what is known: who took office in ``2012-11`` holds it all of that
month.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from onrecord.knowledge.nameforms import name_key
from onrecord.knowledge.spelling import Likeness, compare_names

#: Roles that two offices of one country share where the country has but one of them.
HEAD_OF_STATE, HEAD_OF_GOVERNMENT = "head of state", "head of government"


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """``start`` and ``end`` bound the time in office; ``end`` is empty while it lasts."""

    name: str
    also: tuple[str, ...] = ()
    start: str
    end: str = ""
    sex: str = "m"
    acting: bool = False

    def in_office(self, when: str) -> bool:
        """Whether ``when`` (an ISO date, cut as it may be) lies in the term, by the coarser of
        the two at each end."""
        begun = when[: len(self.start)] >= self.start[: len(when)]
        over = bool(self.end) and when[: len(self.end)] > self.end[: len(when)]
        return begun and not over

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.also)


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """``of`` is a country's ISO 3166-1 code or an organization's acronym; ``titles`` are English.
    ``home`` is the country that its holders are first of all known for: the king of Canada is the
    king of the United Kingdom."""

    of: str
    role: str
    titles: tuple[str, ...]
    source: str
    holders: tuple[Holder, ...]
    also_role: str = ""
    home: str = ""

    @property
    def key(self) -> str:
        return f"{self.of}:{self.role}:{self.titles[0]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One time of one person in one office."""

    office: Office
    holder: Holder


@cache
def offices() -> tuple[Office, ...]:
    """All offices, in the order of the files' names; read once."""
    folder = files("onrecord") / "knowledge" / "data" / "holders"
    found = []
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.name.endswith(".toml"):
            data = tomllib.loads(entry.read_text(encoding="utf-8"))
            found += [_office(row, data.get("source", "")) for row in data["office"]]
    return tuple(found)


def _office(row: Mapping[str, Any], source: str) -> Office:
    return Office(
        of=row["of"],
        role=row["role"],
        titles=tuple(row["titles"]),
        source=row.get("source", source),
        also_role=row.get("also_role", ""),
        home=row.get("home", ""),
        holders=tuple(_holder(line) for line in row["holders"].splitlines() if line.strip()),
    )


def _holder(line: str) -> Holder:
    """*2012-11-06 2024-05-12 Sergei Shoigu = Sergueï Choïgou*; marks stand behind the name."""
    start, end, rest = line.split(maxsplit=2)
    marks = {mark for mark in ("(f)", "(acting)") if mark in rest}
    for mark in marks:
        rest = rest.replace(mark, "")
    name, *also = (" ".join(part.split()) for part in rest.split(" = "))
    return Holder(
        name=name,
        also=tuple(also),
        start=start,
        end="" if end == "-" else end,
        sex="f" if "(f)" in marks else "m",
        acting="(acting)" in marks,
    )


@cache
def _by_place() -> Mapping[str, Sequence[Office]]:
    found: dict[str, list[Office]] = defaultdict(list)
    for office in offices():
        found[office.of].append(office)
    return found


@cache
def _by_key() -> Mapping[str, Sequence[Term]]:
    """Terms by every word of the holder's key, to find candidates by."""
    found: dict[str, list[Term]] = defaultdict(list)
    for office in offices():
        for holder in office.holders:
            keys = {k for name in holder.names for k in name_key(name)}
            for key in sorted(keys):
                found[key].append(Term(office=office, holder=holder))
    return found


def offices_of(of: str, role: str = "", title: str = "") -> Iterator[Office]:
    """Offices of a country or organization, by role or by English title."""
    for office in _by_place().get(of, ()):
        if (role and role in {office.role, office.also_role}) or (title and title in office.titles):
            yield office


def holders_at(of: str, role: str, when: str) -> list[Term]:
    """Who held an office at an ISO date. Two on the day of a change, or where a date is coarse."""
    return [
        Term(office=office, holder=holder)
        for office in offices_of(of, role)
        for holder in office.holders
        if holder.in_office(when)
    ]


def terms_of(name: str) -> list[tuple[Term, Likeness]]:
    """Offices that somebody of this full name held, with how the name was matched. A single word
    names nobody: many people share it."""
    found: list[tuple[Term, Likeness]] = []
    seen: set[tuple[str, str, str]] = set()
    for key in name_key(name):
        for term in _by_key().get(key, ()):
            at = (term.office.key, term.holder.name, term.holder.start)
            if at in seen:
                continue
            alike = best_likeness(name, term.holder)
            if alike.verdict in {"same", "variant"}:
                seen.add(at)
                found.append((term, alike))
    return found


def best_likeness(name: str, holder: Holder) -> Likeness:
    """The surest comparison of a name with a holder's names."""
    order = ("same", "variant", "near", "short", "different")
    compared = [compare_names(name, own) for own in holder.names]
    return min(compared, key=lambda found: order.index(found.verdict))
