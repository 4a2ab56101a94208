"""Small files of the real forms, written for these tests; the people in them are made up."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from onrecord.knowledge.added import Added
from onrecord.knowledge.added_build import Hooks, Loaded, NewSource, add

TODAY = "2026-01-02"


def ftm(key: str, schema: str, **properties: Any) -> dict[str, Any]:
    """An entity as ``entities.ftm.json`` of OpenSanctions gives it."""
    given = {k: v if isinstance(v, list) else [v] for k, v in properties.items()}
    return {
        "id": key,
        "caption": given.get("name", [key])[0],
        "schema": schema,
        "properties": given,
        "referents": [],
        "datasets": ["test_list"],
        "first_seen": "2024-01-01T00:00:00",
        "last_seen": "2026-01-01T00:00:00",
        "target": schema == "Person",
    }


#: References stand before and behind what they refer to, as in the real files.
FTM = [
    ftm("oc-1", "Occupancy", holder="NK-1", post="Q900", startDate="2019-03-01", status="current"),
    ftm("oc-2", "Occupancy", holder="NK-1", post="gov-2", endDate="2018", startDate="2012-05-07"),
    ftm("oc-3", "Occupancy", holder="NK-1", post="gov-3", status="ended"),
    ftm(
        "NK-1",
        "Person",
        name=["Oleg Vandrov", "Олег Вандров"],
        alias=["Oleg Wandrow"],
        weakAlias=["Oleg"],
        nationality="ru",
        birthDate="1961-02-03",
        wikidataId="Q990001",
        topics=["sanction", "role.pep"],
    ),
    ftm("Q900", "Position", name="Minister of Harbours of Ostrelle", country="ru"),
    ftm("gov-2", "Position", name="Mayor of Ostrelle", country="ru"),
    ftm("NK-2", "Company", name="Halden Foods AS", jurisdiction="no", abbreviation="HF"),
    ftm("NK-3", "LegalEntity", name="Sorvane", country="suhh"),
    ftm("NK-4", "Vessel", name="Ocean Halden", flag="pa"),
    ftm("sn-1", "Sanction", entity="NK-1", authority="Council", program="OST", startDate="2022-03"),
    ftm("sn-2", "Sanction", entity="NK-4", authority="Council"),
]

#: A target as ``targets.nested.json`` gives it.
NESTED = {
    **ftm("NK-1", "Person", name="Oleg Vandrov", country="ru"),
}
NESTED["properties"] = {
    **NESTED["properties"],
    "positionOccupancies": [
        {
            "id": "oc-1",
            "schema": "Occupancy",
            "properties": {
                "startDate": ["2019"],
                "post": [
                    {"id": "P1", "schema": "Position", "properties": {"name": ["Mayor of Sorvane"]}}
                ],
            },
        }
    ],
    "sanctions": [
        {"id": "sn-1", "schema": "Sanction", "properties": {"authority": ["Council"]}},
    ],
}


def claim(property_: str, item: str, rank: str = "normal", **times: str) -> dict[str, Any]:
    """A statement whose value is an item; ``times`` are ISO dates of qualifiers by property."""
    precision = {4: 9, 7: 10, 10: 11}
    return {
        "mainsnak": {
            "snaktype": "value",
            "property": property_,
            "datavalue": {
                "value": {"entity-type": "item", "numeric-id": int(item[1:]), "id": item},
                "type": "wikibase-entityid",
            },
            "datatype": "wikibase-item",
        },
        "type": "statement",
        "id": f"{item}$00000000-0000-0000-0000-000000000000",
        "rank": rank,
        "qualifiers": {
            which: [
                {
                    "snaktype": "value",
                    "property": which,
                    "datavalue": {
                        "value": {
                            "time": f"+{(date + '-00-00')[:10]}T00:00:00Z",
                            "timezone": 0,
                            "before": 0,
                            "after": 0,
                            "precision": precision[len(date)],
                            "calendarmodel": "http://www.wikidata.org/entity/Q1985727",
                        },
                        "type": "time",
                    },
                    "datatype": "time",
                }
            ]
            for which, date in times.items()
        },
        "references": [],
    }


def item(
    key: str, labels: dict[str, str], claims: Sequence[dict[str, Any]], **aliases: list[str]
) -> dict[str, Any]:
    """An item as the dumps give it; PHP writes an empty object as a list."""
    by_property: dict[str, list[dict[str, Any]]] = {}
    for one in claims:
        by_property.setdefault(one["mainsnak"]["property"], []).append(one)
    return {
        "type": "item",
        "id": key,
        "labels": {c: {"language": c, "value": v} for c, v in labels.items()} or [],
        "descriptions": [],
        "aliases": {
            c: [{"language": c, "value": v} for v in several] for c, several in aliases.items()
        }
        or [],
        "claims": by_property or [],
        "sitelinks": [],
        "lastrevid": 1,
    }


CODE = claim("P297", "Q1")
CODE["mainsnak"]["datavalue"] = {"value": "OS", "type": "string"}
WIKIDATA = [
    item(
        "Q990001",
        {"ru": "Олег Вандров", "en": "Oleg Vandrov", "fr": "Oleg Vandrov"},
        [
            claim("P31", "Q5"),
            claim("P27", "Q159"),
            claim("P27", "Q990009"),
            claim("P39", "Q990002", P580="2019-03-01", P582="2024-05"),
            claim("P39", "Q990003", P580="2012"),
            claim("P39", "Q990004", rank="deprecated"),
        ],
        en=["O. Vandrov"],
        de=["Oleg Wandrow"],
    ),
    item("Q990002", {"en": "Minister of Harbours"}, [claim("P31", "Q4164871")]),
    item("Q990005", {"en": "Halden Foods"}, [claim("P31", "Q4830453"), claim("P17", "Q20")]),
    item("Q990006", {"mul": "Sorvane Group"}, [claim("P159", "Q990008")]),
    item("Q990008", {"en": "Sorvane"}, [claim("P31", "Q515")]),
    item("Q990009", {"en": "Ostrelle"}, [claim("P31", "Q6256"), CODE]),
    {"type": "property", "id": "P31", "datatype": "wikibase-item", "labels": []},
]

TABLE = """\
name,aliases,kind,country,id,note
Oleg Vandrov,Oleg Wandrow;Олег Вандров,person,Russia,p1,"minister, harbours"
Halden Foods,HF|Halden,organization,NO,,
Sorvane,,,,,
"""


def write_lines(path: Path, rows: Sequence[object]) -> Path:
    text = "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)
    path.write_text(text, encoding="utf-8")
    return path


def write_array(path: Path, rows: Sequence[object]) -> Path:
    """The array form of the real dumps."""
    inner = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    path.write_text(f"[\n{inner}\n]\n", encoding="utf-8")
    return path


def write_text(path: Path, text: str) -> Path:
    path.write_bytes(text.encode("utf-8"))
    return path


def added(
    target: Path, *files: Path, source: str = "mine", **told: Any
) -> tuple[Loaded, list[str]]:
    """Add files as one source; what came of it, and what was said of bad rows."""
    said: list[str] = []
    hooks = Hooks(today=TODAY, tell=lambda file, line, why: said.append(f"{line}: {why}"))
    new = NewSource(name=source, files=tuple(map(str, files)), **told)
    (loaded,) = add(target, [new], hooks)
    return loaded, said


def knowledge(folder: Path, text: str, source: str = "mine") -> Added:
    """Knowledge of a table."""
    target = folder / "knowledge.sqlite"
    loaded, _ = added(target, write_text(folder / "t.csv", text), source=source)
    assert loaded.error is None, loaded.error
    return Added(target)
