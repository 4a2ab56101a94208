"""How many of the first hits of a search have which feature: what it can be narrowed to next."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

import apsw

from onrecord.casebook.narrowing import EVENT_TYPES, PERSON, STATEMENT_KINDS, Wanted
from onrecord.casebook.rounds import ROUND

#: What hits are counted by. *month* is of publication (``2023-09``), *person* a person's or an
#: organisation's name, *place* a GeoNames id; the last five are told of statements alone, and
#: *event* is the type of one that the hit tells.
Feature = Literal[
    "language",
    "outlet",
    "month",
    "person",
    "place",
    "event",
    "source",
    "source_kind",
    "stance",
    "quotation",
    "certainty",
]
#: Values of one feature, the most frequent first; the others are left out.
MOST_VALUES: Final = 10
_OF_REPORT: Final[tuple[Feature, ...]] = ("language", "outlet", "month")
_OF_STATEMENT: Final[tuple[Feature, ...]] = (
    *("source", "source_kind", "stance", "quotation", "certainty"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A value of a feature, how it is called where that is another thing, and how many of the
    counted hits have it."""

    value: str
    name: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """A feature with its most frequent values; ``more`` tells that there are others."""

    feature: Feature
    values: tuple[Value, ...]
    more: bool


def facets(db: apsw.Connection, wanted: Wanted, numbers: Sequence[int]) -> tuple[Facet, ...]:
    """The features of the reports or statements of these numbers. A value that is asked for is
    among them, whatever its rank."""
    given = json.dumps(numbers)
    counts: dict[Feature, Counter[str]] = defaultdict(Counter)
    reports = Counter(numbers)
    if wanted.within == "statements":
        reports = _of_statements(db, given, counts)
    _of_reports(db, reports, counts)
    _named(db, reports, counts)
    _events(db, wanted, given, reports, counts)
    asked = _asked(wanted)
    names = _places(db, [*counts["place"], *asked.get("place", ())])
    for feature, values in asked.items():
        # Every hit has what was asked for, also where it is not counted itself.
        counts[feature].update({v: len(numbers) for v in values if v not in counts[feature]})
    return tuple(
        _facet(feature, counts[feature], asked.get(feature, ()), names)
        for feature in _ORDER
        if counts.get(feature) or asked.get(feature)
    )


_ORDER: Final[tuple[Feature, ...]] = (
    *("language", "outlet", "month", "person", "place", "event"),
    *_OF_STATEMENT,
)


def _asked(wanted: Wanted) -> dict[Feature, tuple[str, ...]]:
    """What the search is narrowed to, as values of features."""
    kinds: dict[Feature, tuple[str, ...]] = {
        "event": tuple(k for k in wanted.kinds if k in EVENT_TYPES)
    }
    for column, values in STATEMENT_KINDS.items():
        kinds[column] = tuple(k for k in wanted.kinds if k in values)  # type: ignore[index]
    month = wanted.since if wanted.since == wanted.until else None
    plain: dict[Feature, str | None] = {
        "language": wanted.language,
        "outlet": wanted.outlet,
        "month": month if month and len(month) == len("2023-09") else None,
        "person": wanted.person,
        "place": wanted.place,
        "source": wanted.source,
        "certainty": wanted.certainty,
    }
    return kinds | {feature: (value,) for feature, value in plain.items() if value is not None}


def _of_statements(
    db: apsw.Connection, given: str, counts: dict[Feature, Counter[str]]
) -> Counter[int]:
    """Counts what statements are; of which reports they are, how often."""
    sql = (
        f"SELECT s.report, {', '.join(f's.{c}' for c in _OF_STATEMENT)}"  # noqa: S608
        " FROM json_each(?) j CROSS JOIN statement s ON s.number = j.value"
    )
    rows = db.execute(sql, (given,)).fetchall()
    for place, feature in enumerate(_OF_STATEMENT, start=1):
        counts[feature] = Counter(str(row[place]) for row in rows if row[place])
    return Counter(int(str(row[0])) for row in rows)


def _of_reports(
    db: apsw.Connection, reports: Counter[int], counts: dict[Feature, Counter[str]]
) -> None:
    sql = (
        "SELECT r.number, r.language, r.outlet, substr(r.published, 1, 7)"
        " FROM json_each(?) j CROSS JOIN report r INDEXED BY report_facts ON r.number = j.value"
    )
    rows = db.execute(sql, (json.dumps(list(reports)),)).fetchall()
    for place, feature in enumerate(_OF_REPORT, start=1):
        counts[feature] = _weighed(((row[0], row[place]) for row in rows), reports)
    # A year alone is no month.
    for value in [v for v in counts["month"] if len(v) < len("2023-09")]:
        del counts["month"][value]


def _named(db: apsw.Connection, reports: Counter[int], counts: dict[Feature, Counter[str]]) -> None:
    given = json.dumps(list(reports))
    people = (
        "SELECT DISTINCT e.report, e.name FROM json_each(?) j"  # noqa: S608
        f" CROSS JOIN entity e ON e.report = j.value WHERE {PERSON}"
    )
    there = (
        "SELECT DISTINCT p.report, p.geonames_id FROM json_each(?) j"
        " CROSS JOIN place p ON p.report = j.value WHERE p.geonames_id IS NOT NULL"
    )
    counts["person"] = _weighed(db.execute(people, (given,)), reports)
    counts["place"] = _weighed(db.execute(there, (given,)), reports)


def _events(
    db: apsw.Connection,
    wanted: Wanted,
    given: str,
    reports: Counter[int],
    counts: dict[Feature, Counter[str]],
) -> None:
    if wanted.within == "statements":
        sql = (
            "SELECT DISTINCT s.number, v.type FROM json_each(?) j"
            " CROSS JOIN statement s ON s.number = j.value"
            " CROSS JOIN event v ON v.report = s.report AND v.said_in = s.id"
        )
        counts["event"] = Counter(str(kind) for _, kind in db.execute(sql, (given,)))
        return
    sql = (
        "SELECT DISTINCT v.report, v.type FROM json_each(?) j"
        " CROSS JOIN event v ON v.report = j.value"
    )
    counts["event"] = _weighed(db.execute(sql, (given,)), reports)


def _weighed(rows: Iterable[tuple[Any, ...]], reports: Counter[int]) -> Counter[str]:
    """Values of reports, counted by the hits in each."""
    found: Counter[str] = Counter()
    for report, value in rows:
        if value is not None and value != "":
            found[str(value)] += reports[report]
    return found


def _places(db: apsw.Connection, ids: Iterable[str]) -> dict[str, str]:
    """What places are called: on the map of a compared casebook, or else in a report's words."""
    known = json.dumps([int(i) for i in ids if i.isdecimal()])
    sql = (
        "SELECT j.value, coalesce("  # noqa: S608
        f"(SELECT name FROM spot WHERE round = {ROUND} AND geonames_id = j.value),"
        " (SELECT words FROM place WHERE geonames_id = j.value LIMIT 1), j.value)"
        " FROM json_each(?) j"
    )
    return {str(number): str(name) for number, name in db.execute(sql, (known,))}


def _facet(
    feature: Feature, count: Counter[str], asked: Sequence[str], places: dict[str, str]
) -> Facet:
    # Months in their order; everything else by how often it is, then by name.
    ranked = sorted(count.items(), key=lambda one: (-one[1], one[0]))
    first = dict(ranked[:MOST_VALUES]) | {value: count[value] for value in asked}
    shown = sorted(first.items(), reverse=True) if feature == "month" else list(first.items())
    named = places if feature == "place" else {}
    return Facet(
        feature=feature,
        values=tuple(Value(value=v, name=named.get(v, v), count=n) for v, n in shown),
        more=len(count) > len(first),
    )
