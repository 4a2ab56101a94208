"""Every form of a record, checked against what its format asks for."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from onrecord.export import brat, labelstudio, table
from onrecord.export.claims import claim
from onrecord.export.lines import FRAMES, Exported, Form, exported
from onrecord.export.statements import decode_statement, told_statement
from onrecord.model import Published, Record, Source, Span
from tests import samples
from tests.export import story

#: A text with all that markup, tables and escapes can trip over.
NASTY = '=1+1 "quoted", <b>bold</b>\n\ta & b \\ tab\t \U0001f600 fin said so.\n'


def whole(**changed: Any) -> Record:
    return story.record(
        story.event("met", time_ids=("ti:3 March 2024", "ti:14:30"), place_ids=("pl:Lyon",)),
        story.event("attacked", type="ASSAULT", said_in=story.SAID.id, time_ids=("ti:April 2024",)),
        story.event("visit", factuality="denied", time_ids=("ti:April 2024",)),
        **changed,
    )


def nasty() -> Record:
    def span(words: str) -> Span:
        start = NASTY.index(words)
        return Span(start=start, end=start + len(words))

    end = NASTY.index(" fin")
    statement = replace(
        story.SAID,
        content=(Span(start=0, end=end),),
        cue=span("said"),
        source=Source(spans=(span("fin"),), kind="person"),
    )
    report = samples.report(
        text=NASTY,
        parts=(),
        outlet='=cmd|"/C calc"',
        title="@title",
        url="https://example.org/a b",
        language="en",
    )
    return samples.record(report=report, entities=(), statements=(statement,), omissions=())


RECORDS = pytest.mark.parametrize("record", [whole(), nasty(), samples.record()])


def file(record: Record, form: Form) -> bytes:
    """The file of one record."""
    found, frame = exported(record, form), FRAMES[form]
    if frame.files is not None:
        return brat.archive({**frame.files, **found.files})
    return frame.head + frame.between.join(found.lines) + frame.tail


@RECORDS
@pytest.mark.parametrize("form", get_args(Form))
def test_equal_records_give_equal_bytes(record: Record, form: Form) -> None:
    assert file(record, form) == file(record, form)


@pytest.mark.parametrize("form", get_args(Form))
def test_nothing_of_nothing(form: Form) -> None:
    empty = samples.record(entities=(), statements=(), omissions=())
    found = exported(empty, form)
    assert found.left_out == {}
    alone = {"ftm": 1, "labelstudio": 1, "rdf": len(found.lines)}
    assert len(found.lines) == alone.get(form, 0)


# Tables.


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))


def test_a_statement_is_a_row() -> None:
    first, second = rows(file(whole(), "csv"))
    assert tuple(first) == table.COLUMNS
    assert (first["source"], first["source_names"], first["cue"]) == ("Ana Roy", "Ana Roy", "said")
    assert (first["content"], first["stance"]) == ("Kosovo attacked Mali", "asserts")
    assert (first["outlet"], first["chain"]) == ("The Daily", "The Daily")
    assert second["stance"] == "demands"
    start, end = map(int, first["content_spans"].split(".."))
    assert story.TEXT[start:end] == first["content"]
    assert int(first["start"]) <= start < end <= int(first["end"])


def test_no_cell_is_a_formula() -> None:
    data = file(nasty(), "csv")
    (row,) = rows(data)
    assert row["outlet"] == '\'=cmd|"/C calc"'
    assert row["content"].startswith("'=1+1 ")
    assert row["title"] == "'@title"
    assert data.count(b"\r\n") == 2
    assert row["start"].isdecimal()


@given(st.text(max_size=20))
def test_any_outlet_stays_one_safe_cell(outlet: str) -> None:
    record = replace(whole(), report=replace(whole().report, outlet=outlet))
    try:
        outlet.encode()
    except UnicodeEncodeError:
        return
    first, _ = rows(file(record, "csv"))
    assert first["outlet"].removeprefix("'") == outlet.removeprefix("'")
    assert not first["outlet"].startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_a_line_of_a_statement_can_be_read_again() -> None:
    record = whole()
    lines = exported(record, "jsonl").lines
    assert [decode_statement(line) for line in lines] == [
        told_statement(record, s) for s in record.statements
    ]
    first = decode_statement(lines[0])
    assert first.words.content == ("Kosovo attacked Mali",)
    assert first.events == (record.events[1].id,)


def test_what_a_statement_stands_in_comes_outermost_first() -> None:
    record = samples.record()
    inner = next(s for s in record.statements if s.within)
    (outer,) = told_statement(record, inner).stands_in
    assert outer.statement == inner.within


# JSON.

_TEXT = {"type": "string", "minLength": 1}
_SELECTOR = {
    "oneOf": [
        {
            "properties": {
                "type": {"const": "TextQuoteSelector"},
                "exact": _TEXT,
                "prefix": {"type": "string"},
                "suffix": {"type": "string"},
            },
            "required": ["type", "exact"],
            "additionalProperties": False,
        },
        {
            "properties": {
                "type": {"const": "TextPositionSelector"},
                "start": {"type": "integer", "minimum": 0},
                "end": {"type": "integer", "minimum": 0},
            },
            "required": ["type", "start", "end"],
            "additionalProperties": False,
        },
    ]
}
_DATE = {
    "type": "object",
    "properties": {
        "year": {"type": "integer"},
        "month": {"type": "integer", "minimum": 1, "maximum": 12},
        "day": {"type": "integer", "minimum": 1, "maximum": 31},
        "hour": {"type": "integer", "minimum": 0, "maximum": 23},
        "minute": {"type": "integer", "minimum": 0, "maximum": 59},
        "second": {"type": "integer", "minimum": 0, "maximum": 59},
    },
    "required": ["year"],
    "additionalProperties": False,
}
#: What the formats ask for, written down from their specifications.
SCHEMAS: dict[str, dict[str, Any]] = {
    "webannotation": {
        "properties": {
            "@context": {"const": "http://www.w3.org/ns/anno.jsonld"},
            "type": {"const": "AnnotationPage"},
            "items": {
                "items": {
                    "properties": {
                        "id": {"type": "string", "pattern": "^urn:onrecord:r:[^ ]+$"},
                        "type": {"const": "Annotation"},
                        "motivation": {"enum": ["describing", "identifying", "classifying"]},
                        "body": {
                            "items": {
                                "properties": {
                                    "type": {"enum": ["TextualBody", "SpecificResource"]},
                                    "value": _TEXT,
                                    "purpose": {
                                        "enum": [
                                            "tagging",
                                            "describing",
                                            "identifying",
                                            "classifying",
                                        ]
                                    },
                                },
                                "required": ["type", "purpose"],
                            }
                        },
                        "target": {
                            "minItems": 1,
                            "items": {
                                "properties": {"selector": {"items": _SELECTOR, "minItems": 2}},
                                "required": ["source", "selector"],
                            },
                        },
                    },
                    "required": ["id", "type", "motivation", "body", "target"],
                }
            },
        },
        "required": ["@context", "type", "items"],
    },
    "claimreview": {
        "properties": {
            "@context": {"const": "https://schema.org"},
            "@graph": {
                "items": {
                    "properties": {
                        "@type": {"const": "Claim"},
                        "text": _TEXT,
                        "author": {"properties": {"@type": {"enum": ["Person", "Organization"]}}},
                        "appearance": {"properties": {"@type": {"const": "NewsArticle"}}},
                    },
                    "required": ["@type", "@id", "text", "appearance"],
                }
            },
        },
        "required": ["@context", "@graph"],
    },
    "geojson": {
        "properties": {
            "type": {"const": "FeatureCollection"},
            "features": {
                "items": {
                    "properties": {
                        "type": {"const": "Feature"},
                        "id": {"type": "string"},
                        "geometry": {
                            "properties": {
                                "type": {"const": "Point"},
                                "coordinates": {
                                    "prefixItems": [
                                        {"type": "number", "minimum": -180, "maximum": 180},
                                        {"type": "number", "minimum": -90, "maximum": 90},
                                    ],
                                    "minItems": 2,
                                    "maxItems": 2,
                                },
                            },
                            "required": ["type", "coordinates"],
                        },
                        "properties": {"type": "object", "required": ["report", "words"]},
                    },
                    "required": ["type", "geometry", "properties"],
                }
            },
        },
        "required": ["type", "features"],
    },
    "timelinejs": {
        "properties": {
            "events": {
                "items": {
                    "properties": {
                        "start_date": _DATE,
                        "end_date": _DATE,
                        "text": {
                            "properties": {"headline": _TEXT, "text": _TEXT},
                            "additionalProperties": False,
                        },
                        "group": _TEXT,
                        "unique_id": _TEXT,
                    },
                    "required": ["start_date", "text"],
                    "additionalProperties": False,
                }
            }
        },
        "required": ["events"],
    },
    "labelstudio": {
        "items": {
            "properties": {
                "data": {"properties": {"text": _TEXT}, "required": ["text"]},
                "predictions": {
                    "minItems": 1,
                    "items": {
                        "properties": {
                            "model_version": _TEXT,
                            "result": {
                                "items": {
                                    "oneOf": [
                                        {
                                            "properties": {"type": {"const": "labels"}},
                                            "required": [
                                                "id",
                                                "from_name",
                                                "to_name",
                                                "type",
                                                "value",
                                            ],
                                        },
                                        {
                                            "properties": {
                                                "type": {"const": "relation"},
                                                "direction": {"enum": ["left", "right", "bi"]},
                                            },
                                            "required": ["from_id", "to_id", "type", "direction"],
                                        },
                                    ]
                                }
                            },
                        },
                        "required": ["model_version", "result"],
                    },
                },
            },
            "required": ["data", "predictions"],
        }
    },
}


@RECORDS
@pytest.mark.parametrize("form", SCHEMAS)
def test_json_has_the_form_that_is_asked_for(record: Record, form: Form) -> None:
    Draft202012Validator.check_schema(SCHEMAS[form])
    Draft202012Validator(SCHEMAS[form]).validate(json.loads(file(record, form)))


@RECORDS
def test_selectors_find_their_words(record: Record) -> None:
    text = record.report.text
    page = json.loads(file(record, "webannotation"))
    for target in (t for item in page["items"] for t in item["target"]):
        quote, position = target["selector"]
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in text
        assert target["source"]["id"] == f"urn:onrecord:{record.report.id}"
        assert " " not in target["source"].get("via", "")


def test_a_claim_has_its_source_and_no_rating() -> None:
    (found,) = json.loads(file(whole(), "claimreview"))["@graph"]
    assert found["author"] == {"@type": "Person", "name": "Ana Roy"}
    assert found["text"] == "Kosovo attacked Mali"
    assert found["appearance"]["publisher"]["name"] == "The Daily"
    assert not {"reviewRating", "claimReviewed", "firstAppearance"} & set(found)
    assert exported(whole(), "claimreview").left_out == {"no claim: wants something": 1}


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"stance": "denies"}, "no claim: denied"),
        ({"polarity": "negative"}, "no claim: denied"),
        ({"stance": "promises"}, "no claim: wants something"),
        ({"within": "st:other"}, "within another statement"),
    ],
)
def test_what_is_no_claim(changed: dict[str, Any], why: str) -> None:
    assert claim(whole(), replace(story.SAID, **changed)) == why


def test_a_source_without_a_name_is_no_author() -> None:
    nameless = replace(story.SAID, source=replace(story.SAID.source, kind="anonymous"))
    found = claim(whole(), nameless)
    assert isinstance(found, dict)
    assert "author" not in found
    assert "source: Ana Roy" in found["description"]


def test_a_date_that_is_not_stated_is_none_of_publication() -> None:
    report = replace(whole().report, published=Published(value="2024", grain="year"))
    found = claim(whole(report=report), story.SAID)
    assert isinstance(found, dict)
    assert "datePublished" not in found["appearance"]


def test_places_of_several_reports_stand_apart() -> None:
    features = json.loads(file(whole(), "geojson"))["features"]
    assert [f["properties"]["words"] for f in features] == ["France", "Lyon"]
    assert len({f["id"] for f in features}) == 2
    assert all(f["id"].startswith(whole().report.id) for f in features)


def test_a_slide_tells_how_it_is_told() -> None:
    met, attacked, visit = json.loads(file(whole(), "timelinejs"))["events"]
    assert met["start_date"] == {"year": 2024, "month": 3, "day": 3}
    assert met["text"]["headline"] == "CONSULT: met"
    assert attacked["text"]["headline"] == "ASSAULT: attacked (said)"
    assert "said by Ana Roy" in attacked["text"]["text"]
    assert visit["text"]["headline"] == "CONSULT: visit (denied)"
    assert visit["end_date"] == {"year": 2024, "month": 4, "day": 30}
    one = story.record(story.event("met", time_ids=("ti:14:30",)))
    (timed,) = json.loads(file(one, "timelinejs"))["events"]
    assert timed["start_date"] == {"year": 2024, "month": 3, "day": 3, "hour": 14, "minute": 30}
    assert exported(story.record(story.event("met")), "timelinejs").left_out == {
        "no day is told": 1
    }


def test_a_slide_holds_no_markup_of_the_report() -> None:
    report = replace(whole().report, outlet="<script>x</script>")
    text = json.loads(file(whole(report=report), "timelinejs"))["events"][0]["text"]["text"]
    assert "<script>" not in text
    assert "&lt;script&gt;" in text


@RECORDS
def test_regions_hold_their_words_and_relations_hold(record: Record) -> None:
    (task,) = json.loads(file(record, "labelstudio"))
    result = task["predictions"][0]["result"]
    regions = {one["id"]: one for one in result if one["type"] == "labels"}
    assert len(regions) == sum(one["type"] == "labels" for one in result)
    for one in regions.values():
        value = one["value"]
        assert task["data"]["text"][value["start"] : value["end"]] == value["text"]
        assert set(value["labels"]) <= set(labelstudio.LABELS)
    for one in result:
        if one["type"] == "relation":
            assert {one["from_id"], one["to_id"]} <= set(regions)


# brat.


def standoff(record: Record) -> tuple[str, list[str]]:
    with zipfile.ZipFile(io.BytesIO(file(record, "brat"))) as found:
        assert found.namelist()[0] == "annotation.conf"
        (text,) = [n for n in found.namelist() if n.endswith(".txt")]
        (notes,) = [n for n in found.namelist() if n.endswith(".ann")]
        assert text[:-4] == notes[:-4]
        return found.read(text).decode(), found.read(notes).decode().splitlines()


_BOUND = re.compile(r"(T\d+)\t(\w+) (\d+ \d+(?:;\d+ \d+)*)\t(.+)")
_REST = re.compile(
    r"R\d+\t\w+ Arg1:(T\d+) Arg2:(T\d+)|A\d+\t\w+ (T\d+) \w+|#\d+\tAnnotatorNotes (T\d+)\t.+"
)


@RECORDS
def test_standoff_points_at_its_words(record: Record) -> None:
    text, lines = standoff(record)
    assert text == record.report.text
    names: set[str] = set()
    for line in lines:
        bound = _BOUND.fullmatch(line)
        if bound is None:
            rest = _REST.fullmatch(line)
            assert rest is not None, line
            names.update(filter(None, rest.groups()))
            continue
        assert f"\n{bound[2]}\n" in brat.CONFIGURATION
        pieces = [text[int(a) : int(b)] for a, b in (p.split() for p in bound[3].split(";"))]
        assert " ".join(pieces) == bound[4]
    bounds = [m[1] for line in lines if (m := _BOUND.fullmatch(line))]
    assert len(bounds) == len(set(bounds))
    assert names <= set(bounds)


# RDF.

_IRI = r'<[^\x00-\x20<>"{}|^`\\]+>'
_LITERAL = r'"(?:[^"\\\n\r]|\\[tbnrf"\'\\])*"(?:\^\^' + _IRI + r"|@[a-zA-Z]+(?:-[a-zA-Z0-9]+)*)?"
#: A line of N-Triples (W3C 2014), without blank nodes, which are not used.
_TRIPLE = re.compile(f"({_IRI}) ({_IRI}) ({_IRI}|{_LITERAL}) \\.\n")


def triples(found: Exported) -> Iterator[re.Match[str]]:
    for line in found.lines:
        match = _TRIPLE.fullmatch(line.decode())
        assert match is not None, line
        yield match


@RECORDS
def test_every_line_is_a_triple(record: Record) -> None:
    found = [match.group() for match in triples(exported(record, "rdf"))]
    assert len(found) == len(set(found))
    assert all(f"<urn:onrecord:{record.report.id}" in line for line in found)


@RECORDS
def test_what_rdf_points_at_holds(record: Record) -> None:
    nif = "persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
    offsets = [m[1] for m in triples(exported(record, "rdf")) if f"{nif}anchorOf" in m[2]]
    assert offsets
    for subject in offsets:
        start, end = map(int, re.findall(r"char=(\d+),(\d+)", subject)[0])
        assert record.report.text[start:end]


def test_rdf_is_read_by_rdflib() -> None:
    rdflib = pytest.importorskip("rdflib", reason="rdflib, of the dev extra, is not installed")
    for record in (whole(), nasty()):
        data = file(record, "rdf")
        graph = rdflib.Graph().parse(data=data, format="nt")
        assert len(graph) == data.count(b"\n")
        texts = graph.objects(None, rdflib.URIRef("http://www.w3.org/ns/prov#wasDerivedFrom"))
        assert all(str(one).startswith("ni:///sha-256;") for one in texts)
        nif = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
        (text,) = graph.objects(None, rdflib.URIRef(f"{nif}isString"))
        assert str(text) == record.report.text


# FollowTheMoney.


def test_what_follow_the_money_gets() -> None:
    record = whole()
    found = [json.loads(line) for line in exported(record, "ftm").lines]
    by_schema: dict[str, list[dict[str, Any]]] = {}
    for one in found:
        by_schema.setdefault(one["schema"], []).append(one["properties"])
    assert {k: len(v) for k, v in by_schema.items()} == {
        "Article": 1,
        "Person": 1,
        "Organization": 1,
        "Mention": 2,
        "Documentation": 2,
        "Event": 1,
    }
    assert by_schema["Article"][0]["publishedAt"] == ["2024-03-04"]
    (event,) = by_schema["Event"]
    assert event["name"] == ["CONSULT: met"]
    assert (event["startDate"], event["location"]) == (["2024-03-03"], ["Lyon"])
    ids = {one["id"] for one in found}
    assert len(ids) == len(found)
    assert set(event["involved"]) | set(event["proof"]) <= ids
    left_out = exported(record, "ftm").left_out
    assert left_out == {
        "country: no schema for it": 2,
        "place: no schema for it": 1,
        "event: denied": 1,
        "event: said only in somebody's words": 1,
    }


def test_follow_the_money_takes_it() -> None:
    ftm = pytest.importorskip("followthemoney", reason="the extra ftm is not installed (needs ICU)")
    for record in (whole(), samples.record()):
        for line in exported(record, "ftm").lines:
            data = json.loads(line)
            schema = ftm.model.get(data["schema"])
            schema.validate(data)
            kept = ftm.model.get_proxy(data, cleaned=False).to_dict()["properties"]
            given = {name: sorted(values) for name, values in data["properties"].items()}
            assert {name: sorted(values) for name, values in kept.items()} == given
