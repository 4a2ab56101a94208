"""What the loaders give of a file: entries with their names, facts of them, and what was bad.

All of it is of unknown hands: everything has a limit, and what is over one is told with its line
while the rest goes on. Names are kept as they are, apart from space around them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Any, Final, Literal

from onrecord.knowledge.countries import countries, country_named

#: Bytes of one line at most; a longer one is set aside.
LONGEST_LINE: Final = 1_000_000
#: Characters of one name at most; a longer one is left out of its entry.
LONGEST_NAME: Final = 10_000
#: Names of one entry at most; what is more is left out.
MOST_NAMES: Final = 1_000
#: Characters of a key at most; the row of a longer one is set aside.
LONGEST_KEY: Final = 500
#: Characters of a note, a position or a sanction; what is more is cut off.
LONGEST_NOTE: Final = 1_000
#: Facts that one row of an occupancy may make at most: of each holder and each post.
MOST_JOINED: Final = 1_000
#: What a position says that ended on a day that nobody gives.
ENDED: Final = " (ended)"
#: Countries of one entry at most.
MOST_COUNTRIES: Final = 20

#: Empty where a source does not tell whether it is a person or an organization.
EntryKind = Literal["person", "organization", ""]
FactKind = Literal["position", "sanction"]
_DATE = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?")


class BadRow(ValueError):  # noqa: N818 - a row is bad; the run goes on
    """A row that cannot be used; its text says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Somebody, by a key of the source's own, empty where it gives none. ``names`` holds all names
    but the weak ones, the one it mostly goes by first; ``countries`` are ISO 3166-1 alpha-2 codes,
    or what stood there where it is none."""

    key: str
    names: tuple[str, ...]
    kind: EntryKind = ""
    weak: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    note: str = ""
    wikidata: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A position or sanction of the entry with the key ``of``, which may stand anywhere in the
    file. ``ref`` is the key of a label that says it better than ``text``."""

    of: str
    kind: FactKind
    text: str
    ref: str = ""
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What a reference of other rows means: a position, or a country with its code."""

    ref: str
    text: str
    country: str = ""


@dataclass(frozen=True, slots=True)
class Passed:
    """A row in form that names neither a person nor an organization."""


#: What a loader gives of a row; a ``str`` tells why it, or a part of it, was set aside.
Row = Entry | Fact | Label | Passed | str
#: A row and its line, counted from one.
Found = tuple[int, Row]


@cache
def words() -> Mapping[str, Any]:
    """What the loaders look for: ``data/loaders.toml``."""
    path = files("onrecord") / "knowledge" / "data" / "loaders.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def numbered(line: int, rows: Iterator[Row]) -> Iterator[Found]:
    """The rows of a line with its number; a bad one ends it."""
    try:
        for row in rows:
            yield line, row
    except BadRow as error:
        yield line, str(error)
    except RecursionError:
        yield line, "nested too deeply"


def entry(
    key: str,
    names: Iterable[str],
    *,
    kind: EntryKind,
    weak: Iterable[str] = (),
    countries: Iterable[str] = (),
    note: str = "",
    wikidata: str = "",
) -> Iterator[Row]:
    """One entry within the limits, after what had to be left out. Raises BadRow when nothing that
    could be looked up is left."""
    if len(key) > LONGEST_KEY or not _is_text(key):
        raise BadRow(f"an id of more than {LONGEST_KEY} characters, or no Unicode text")
    kept: set[str] = set()
    complaints: list[str] = []
    strong = list(_names(names, kept, complaints))
    others = list(_names(weak, kept, complaints))
    yield from dict.fromkeys(complaints)
    if not strong:
        raise BadRow("no name")
    told = islice(countries, 10 * MOST_COUNTRIES)
    codes = dict.fromkeys(code for code in map(country_code, told) if code)
    yield Entry(
        key=short(key),
        names=tuple(strong),
        kind=kind,
        weak=tuple(others),
        countries=tuple(codes)[:MOST_COUNTRIES],
        note=short(note),
        wikidata=short(wikidata),
    )


def _names(given: Iterable[str], kept: set[str], complaints: list[str]) -> Iterator[str]:
    for name in dict.fromkeys(n.strip() for n in given):
        if not name or name in kept:
            continue
        if len(name) > LONGEST_NAME:
            complaints.append(f"a name of more than {LONGEST_NAME:,} characters is left out")
        elif not _is_text(name):
            complaints.append("a name that is no Unicode text is left out")
        elif len(kept) >= MOST_NAMES:
            complaints.append(f"more than {MOST_NAMES:,} names; the rest is left out")
            return
        else:
            kept.add(name)
            yield name


def _is_text(value: str) -> bool:
    """Whether it can be written: half of a pair that JSON escapes in two is no character."""
    return not any("\ud800" <= c <= "\udfff" for c in value)


def short(text: str) -> str:
    """A text in one line, at most ``LONGEST_NOTE`` characters."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return " ".join(whole.split())[:LONGEST_NOTE]


def date(text: str) -> str:
    """The ISO date that a text begins with, cut to what is known; empty when it is none."""
    found = _DATE.match(text.strip())
    return found.group() if found is not None else ""


def country_code(text: str) -> str:
    """The code of a country by its code or its name in any shipped language; what stood there
    where we know none (*SUHH*, *Atlantis*)."""
    bare = short(text).replace(";", ",")[:80]
    code = bare.upper()
    if code in countries():
        return code
    if len(code) > 3 and code[2] in "-_" and code[:2] in countries():  # gb-sct: a part of it
        return code[:2]
    named = country_named(bare)
    return bare if named is None else named.code
