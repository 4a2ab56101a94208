"""Loaders on small files of the real forms: what they give, and what they set aside."""

from __future__ import annotations

import bz2
import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import KnowledgeError
from onrecord.knowledge.loaders import ftm, table, wikidata
from onrecord.knowledge.loaders.lines import Form, opened
from onrecord.knowledge.loaders.rows import (
    LONGEST_LINE,
    LONGEST_NAME,
    MOST_NAMES,
    Entry,
    Fact,
    Found,
    Label,
    Passed,
)
from tests.knowledge import added_files as made


def load(path: Path, form: Form | None = None) -> list[Found]:
    with opened(str(path)) as read:
        told = form or read.form()
        if told == "csv":
            return list(table.load(read.lines(), read.name))
        return list((ftm if told == "ftm" else wikidata).load(read.lines()))


def entries(found: list[Found]) -> dict[str, Entry]:
    return {row.key: row for _, row in found if isinstance(row, Entry)}


def facts(found: list[Found]) -> list[Fact]:
    return [row for _, row in found if isinstance(row, Fact)]


def bad(found: list[Found]) -> list[tuple[int, str]]:
    return [(line, row) for line, row in found if isinstance(row, str)]


def test_ftm_entities(tmp_path: Path) -> None:
    found = load(made.write_lines(tmp_path / "entities.ftm.json", made.FTM))
    people = entries(found)
    assert people["NK-1"] == Entry(
        key="NK-1",
        names=("Oleg Vandrov", "Олег Вандров", "Oleg Wandrow"),
        kind="person",
        weak=("Oleg",),
        countries=("RU",),
        wikidata="Q990001",
    )
    assert (people["NK-2"].kind, people["NK-2"].countries) == ("organization", ("NO",))
    assert (people["NK-3"].kind, people["NK-3"].countries) == ("", ("suhh",))
    assert "NK-4" not in people
    assert sum(isinstance(row, Passed) for _, row in found) == 1
    assert bad(found) == []
    assert Label(ref="gov-2", text="Mayor of Ostrelle") in [row for _, row in found]
    held = {f.ref or f.text: (f.start, f.end) for f in facts(found) if f.kind == "position"}
    assert held == {
        "Q900": ("2019-03-01", ""),
        "gov-2": ("2012-05-07", "2018"),
        "gov-3 (ended)": ("", ""),
    }
    assert [(f.of, f.text, f.start) for f in facts(found) if f.kind == "sanction"] == [
        ("NK-1", "Council: OST", "2022-03"),
        ("NK-4", "Council", ""),
    ]


def test_nested_ftm_entities(tmp_path: Path) -> None:
    found = load(made.write_lines(tmp_path / "targets.nested.json", [made.NESTED]))
    assert entries(found)["NK-1"].names == ("Oleg Vandrov",)
    assert [(f.of, f.kind, f.text, f.start) for f in facts(found)] == [
        ("NK-1", "position", "Mayor of Sorvane", "2019"),
        ("NK-1", "sanction", "Council", ""),
    ]


@pytest.mark.parametrize("write", [made.write_lines, made.write_array])
def test_wikidata_entities(tmp_path: Path, write: object) -> None:
    assert callable(write)
    found = load(write(tmp_path / "part.json", made.WIKIDATA))
    people = entries(found)
    assert people["Q990001"] == Entry(
        key="Q990001",
        names=("Oleg Vandrov", "Олег Вандров", "O. Vandrov", "Oleg Wandrow"),
        kind="person",
        countries=("RU", "Q990009"),
        wikidata="Q990001",
    )
    assert [(f.ref, f.start, f.end) for f in facts(found)] == [
        ("Q990002", "2019-03-01", "2024-05"),
        ("Q990003", "2012", ""),
    ]
    assert people["Q990005"].countries == ("NO",)
    assert people["Q990006"].kind == "organization"
    assert people.keys() == {"Q990001", "Q990005", "Q990006"}
    labels = [row for _, row in found if isinstance(row, Label)]
    assert labels == [
        Label(ref="Q990002", text="Minister of Harbours"),
        Label(ref="Q990009", text="Ostrelle", country="OS"),
    ]
    assert bad(found) == []


def test_what_the_entity_pages_of_wikidata_answer(tmp_path: Path) -> None:
    answer = {"entities": {"Q990005": made.WIKIDATA[2]}}
    assert entries(load(made.write_lines(tmp_path / "Q990005.json", [answer])))


def test_a_table(tmp_path: Path) -> None:
    found = load(made.write_text(tmp_path / "people.csv", made.TABLE))
    one, other, third = (row for _, row in found if isinstance(row, Entry))
    assert one == Entry(
        key="p1",
        names=("Oleg Vandrov", "Oleg Wandrow", "Олег Вандров"),
        kind="person",
        countries=("RU",),
        note="minister, harbours",
    )
    assert (other.names, other.key) == (("Halden Foods", "HF", "Halden"), "")
    assert (third.names, third.kind) == (("Sorvane",), "")


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffname;aliases;kind\nOleg Vandrov;Oleg Wandrow|О. Вандров;person\n",
        'kind;note;name;aliases\r\nPerson;;Oleg Vandrov;"Oleg Wandrow;О. Вандров"\r\n',
        "Name\tAliases\tType\nOleg Vandrov\tOleg Wandrow; О. Вандров\tindividual",
        "\n\naliases,NAME,colour,kind\n Oleg Wandrow | О. Вандров , Oleg Vandrov ,red,human\n,,,\n",
        "id,schema,name,aliases,birth_date,countries\n"
        '"","Person","Oleg Vandrov","Oleg Wandrow;О. Вандров","1961",""\n',
    ],
)
def test_tables_as_people_keep_them(tmp_path: Path, text: str) -> None:
    found = load(made.write_text(tmp_path / "t.csv", text))
    assert [row for _, row in found] == [
        Entry(key="", names=("Oleg Vandrov", "Oleg Wandrow", "О. Вандров"), kind="person")
    ]


def test_rows_over_several_lines(tmp_path: Path) -> None:
    text = 'name,note\nOleg Vandrov,"of\nOstrelle"\n"Open,x\nHalden Foods,y\nA "b" c,\n,z\n'
    found = load(made.write_text(tmp_path / "t.csv", text))
    assert [(n, row.names[0], row.note) for n, row in found if isinstance(row, Entry)] == [
        (2, "Oleg Vandrov", "of Ostrelle"),
        (5, "Halden Foods", "y"),
        (6, 'A "b" c', ""),
    ]
    assert bad(found) == [(4, "a quotation mark is not closed"), (7, "no name")]


def test_bad_json_rows_keep_their_lines(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    good = json.dumps(made.FTM[6]).encode()
    rows = [
        good,
        b"{not json",
        b"",
        b'{"id": "a", "schema": "Person", "properties": {"name": []}}',
        b'{"id": "", "schema": "Person", "properties": {"name": ["A B"]}}',
        b'{"schema": "Occupancy", "properties": {"post": ["x"]}}',
        b"[" * 100_000,
        b'{"id": "\xff"}',
        b'"text"',
        b'{"id": "x", "pad": "' + b"y" * LONGEST_LINE + b'"}',
        b'{"id": "s", "schema": "Person", "properties": {"name": ["\\ud800", "A B"]}}',
        good,
    ]
    path.write_bytes(b"\n".join(rows))
    found = load(path)
    assert [line for line, _ in bad(found)] == [2, 4, 5, 6, 7, 8, 9, 10, 11]
    assert dict(bad(found))[10] == "a line of more than 1,000,000 bytes"
    assert dict(bad(found))[8] == "not UTF-8 at byte 9 of the line"
    assert dict(bad(found))[11] == "a name that is no Unicode text is left out"
    assert [line for line, row in found if isinstance(row, Entry)] == [1, 11, 12]


def test_limits_of_names(tmp_path: Path) -> None:
    many = [f"Name{n} Vandrov" for n in range(MOST_NAMES + 5)]
    long = "x" * (LONGEST_NAME + 1)
    rows = [
        made.ftm("a", "Person", name=many),
        made.ftm("b", "Person", name=[long, "Oleg Vandrov", "y" * 5_000]),
        made.ftm("c" * 501, "Person", name="Oleg Vandrov"),
    ]
    found = load(made.write_lines(tmp_path / "x.ftm.json", rows))
    assert len(entries(found)["a"].names) == MOST_NAMES
    assert entries(found)["b"].names == ("Oleg Vandrov", "y" * 5_000)
    assert [line for line, _ in bad(found)] == [1, 2, 3]


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress])
def test_packed_files(tmp_path: Path, pack: object) -> None:
    assert callable(pack)
    path = tmp_path / "part.json.packed"
    plain = made.write_lines(tmp_path / "part.json", made.WIKIDATA).read_bytes()
    path.write_bytes(pack(plain))
    assert load(path) == load(tmp_path / "part.json")
    path.write_bytes(pack(plain)[:-20])
    with pytest.raises(KnowledgeError, match="cannot be read"):
        load(path)


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("x.csv", b"town,people\na,1\n", "no column 'name'"),
        ("x.csv", b"", "no column 'name'"),
        ("x.csv", "name\nOleg\n".encode("utf-16"), "UTF-16"),
        ("x.dat", b"\x00\x01\x02", "say which it is"),
        ("x.json", b'{"a": 1}\n', "say which it is"),
    ],
)
def test_files_that_are_something_else(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(KnowledgeError, match=says):
        load(path)


KEYS = (
    "id type schema properties name holder post entity labels aliases claims en value mainsnak"
    " datavalue P31 P39 P27 P580 qualifiers time precision entities status startDate"
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                KEYS.split(),
            ),
            inner | st.sampled_from(["Person", "Occupancy", "Sanction", "Position", "Q5", "item"]),
            max_size=5,
        )
    ),
    max_leaves=25,
)


@given(st.sampled_from(["ftm", "wikidata", "csv"]), st.binary(max_size=300))
def test_no_bytes_make_a_loader_fail(
    tmp_path_factory: pytest.TempPathFactory, form: Form, data: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.bin"
    for start in (b"", b"name,aliases\n", b"\xef\xbb\xbfname;id\n", b"[\n", b'{"id":"a",'):
        path.write_bytes(start + data)
        try:
            load(path, form)
            load(path)
        except KnowledgeError as error:
            assert str(path) in str(error)


@given(st.sampled_from(["ftm", "wikidata"]), st.lists(JSON, max_size=4))
def test_no_json_makes_a_loader_fail(
    tmp_path_factory: pytest.TempPathFactory, form: Form, rows: list[object]
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.json"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    for _, row in load(path, form):
        assert not isinstance(row, Entry) or all(row.names)


@given(st.text(max_size=200))
def test_no_table_makes_a_loader_fail(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(b"name,aliases,kind,country,id\n" + text.encode("utf-8", "replace"))
    load(path)
