"""The file of added knowledge: written, replaced, looked up."""

from __future__ import annotations

import sqlite3
import stat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import KnowledgeError
from onrecord.knowledge import added as module
from onrecord.knowledge import added_build
from onrecord.knowledge.added import Added, AddedFact
from onrecord.knowledge.added_build import Hooks, NewSource, add
from onrecord.knowledge.gazetteer import gazetteer
from tests.knowledge import added_files as made
from tests.knowledge.test_loaders import JSON


def names_found(added: Added, name: str, **how: bool) -> list[tuple[str, str, str]]:
    return [(m.entry.key, m.name, m.likeness.verdict) for m in added.named(name, **how)]


def test_ftm_is_joined_by_ids_in_any_order(tmp_path: Path) -> None:
    target = tmp_path / "k.sqlite"
    loaded, said = made.added(target, made.write_lines(tmp_path / "a.ftm.json", made.FTM))
    assert (loaded.entries, loaded.names, loaded.facts, loaded.passed) == (3, 7, 4, 1)
    assert said == []
    added = Added(target)
    (match,) = added.named("Oleg Wandrow")
    assert (match.entry.source, match.entry.key, match.exact) == ("mine", "NK-1", True)
    assert added.facts_of(match.entry) == [
        AddedFact(kind="position", text="gov-3 (ended)"),
        AddedFact(kind="position", text="Mayor of Ostrelle", start="2012-05-07", end="2018"),
        AddedFact(kind="position", text="Minister of Harbours of Ostrelle", start="2019-03-01"),
        AddedFact(kind="sanction", text="Council: OST", start="2022-03"),
    ]


def test_wikidata_is_joined_by_items(tmp_path: Path) -> None:
    target = tmp_path / "k.sqlite"
    loaded, _ = made.added(target, made.write_array(tmp_path / "part.json", made.WIKIDATA))
    assert (loaded.entries, loaded.facts) == (3, 2)
    added = Added(target)
    (match,) = added.named("Олег Вандров")
    assert match.entry.countries == ("RU", "OS")
    assert [f.text for f in added.facts_of(match.entry)] == ["Q990003", "Minister of Harbours"]


def test_terms_hold_by_the_coarser_date() -> None:
    term = AddedFact(kind="position", text="x", start="2012-05", end="2018")
    assert [term.holds(d) for d in ("2012-04-30", "2012", "2012-05-01", "2018-12-31", "2019")] == [
        False,
        True,
        True,
        True,
        False,
    ]
    assert not term.holds("")
    assert not AddedFact(kind="position", text="x", end="2018").holds("2017")
    assert not AddedFact(kind="position", text="x (ended)", start="2012").holds("2017")


def test_names_lead_to_entries(tmp_path: Path) -> None:
    added = made.knowledge(tmp_path, made.TABLE)
    assert names_found(added, "OLEG VANDROV") == [("p1", "Oleg Vandrov", "same")]
    assert names_found(added, "Oleg Vandroff") == [("p1", "Oleg Vandrov", "variant")]
    assert names_found(added, "Vandrov") == [("p1", "Oleg Vandrov", "short")]
    assert names_found(added, "HF") == [("Halden Foods", "HF", "same")]
    assert names_found(added, "Wandrow Oleg") == [("p1", "Oleg Wandrow", "near")]
    assert names_found(added, "Someone Else") == []


def test_a_weak_alias_is_found_only_when_asked_for(tmp_path: Path) -> None:
    target = tmp_path / "k.sqlite"
    rows = [made.ftm("a", "Person", name="Oleg Vandrov", weakAlias=["The Harbourmaster"])]
    made.added(target, made.write_lines(tmp_path / "a.ftm.json", rows))
    added = Added(target)
    assert added.named("The Harbourmaster") == ()
    (match,) = added.named("The Harbourmaster", weak=True)
    assert match.weak


ODD = [
    "Oleg \u202eVandrov",
    "Oleg\u200b Vandrov",
    "\u039fleg Vandrov",
    "Oleg Vandrov\u0000x",
    "v" * 5_000,
    "'; DROP TABLE entry; --",
    "(a+)+$ .* [",
    "%s%n {0}",
    "!!! ???",
]


def test_odd_names_are_kept_and_are_themselves_alone(tmp_path: Path) -> None:
    rows = [made.ftm(f"odd-{n}", "Person", name=name) for n, name in enumerate(ODD)]
    rows.append(made.ftm("plain", "Person", name="Oleg Vandrov"))
    target = tmp_path / "k.sqlite"
    loaded, said = made.added(target, made.write_lines(tmp_path / "a.ftm.json", rows))
    assert (loaded.entries, said) == (len(ODD) + 1, [])
    added = Added(target)
    for n, name in enumerate(ODD):
        assert names_found(added, name) == [(f"odd-{n}", name, "same")]
    assert names_found(added, "Oleg Vandrov") == [("plain", "Oleg Vandrov", "same")]
    assert names_found(added, "\u0421leg Vandrov") == []


def test_a_word_that_many_share_finds_nobody_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "COMMON", 3)
    rows = "".join(f"Oleg Vandrov{'abcd'[n] * 4}\n" for n in range(4))
    added = made.knowledge(tmp_path, f"name\n{rows}")
    assert added.named("Oleg") == ()
    assert added.is_common("Oleg")
    assert not added.is_common("Ina")
    assert len(added.named("Oleg Vandrovaaaa")) == 1


@given(st.lists(JSON, max_size=4))
@settings(max_examples=40, deadline=None)
def test_no_rows_make_the_file_fail(
    tmp_path_factory: pytest.TempPathFactory, rows: list[object]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    lines = made.write_lines(folder / "x", [*rows, made.FTM[6]])
    loaded, _ = made.added(folder / "k.sqlite", lines, form="ftm")
    assert loaded.error is None
    assert Added(folder / "k.sqlite").named("Halden Foods AS")


def test_rows_of_one_id_are_one_entry(tmp_path: Path) -> None:
    text = "id,name,kind,country\n7,Oleg Vandrov,,RU\n7,Oleg Wandrow,person,NO\n7,X Y,company,\n"
    target = tmp_path / "k.sqlite"
    loaded, said = made.added(target, made.write_text(tmp_path / "t.csv", text))
    assert (loaded.entries, loaded.names) == (1, 2)
    assert said == ["4: id 7 was a person before"]
    (match,) = Added(target).named("Oleg Wandrow")
    assert (match.entry.kind, match.entry.countries) == ("person", ("RU", "NO"))


def test_rows_without_an_id_are_one_where_they_say_the_same(tmp_path: Path) -> None:
    rows = ["A B,mayor", "A B,mayor", "A B,singer", *(f"C D,{n}" for n in range(103))]
    target = tmp_path / "k.sqlite"
    path = made.write_text(tmp_path / "t.csv", "name,note\n" + "\n".join(rows))
    loaded, said = made.added(target, path)
    assert loaded.entries == 102
    assert said[0] == "105: more than 100 rows of this name without an id"
    assert [m.entry.key for m in Added(target).named("A B")] == ["A B", "A B (2)"]


def test_a_source_is_replaced_and_others_stay(tmp_path: Path) -> None:
    target = tmp_path / "data" / "k.sqlite"
    table = made.write_text(tmp_path / "t.csv", made.TABLE)
    made.added(target, table, source="one")
    made.added(target, made.write_lines(tmp_path / "a.ftm.json", made.FTM), source="two")
    before = Added(target).digest
    loaded, _ = made.added(
        target, made.write_text(tmp_path / "t.csv", "name\nIna Sorvane\n"), source="one"
    )
    assert loaded.replaced
    added = Added(target)
    assert [(s.name, s.entries, s.added) for s in added.sources()] == [
        ("one", 1, made.TODAY),
        ("two", 3, made.TODAY),
    ]
    assert [m.entry.source for m in added.named("Oleg Vandrov")] == ["two"]
    assert added.digest != before
    made.added(target, made.write_text(tmp_path / "t.csv", made.TABLE), source="one")
    assert Added(target).digest == before
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert [p.name for p in target.parent.iterdir()] == ["k.sqlite"]


def test_the_digest_does_not_tell_the_order_of_adding(tmp_path: Path) -> None:
    table = made.write_text(tmp_path / "t.csv", made.TABLE)
    lines = made.write_lines(tmp_path / "a.ftm.json", made.FTM)
    for target, order in (("x", (table, lines)), ("y", (lines, table))):
        for path in order:
            made.added(tmp_path / target, path, source=path.stem)
    assert Added(tmp_path / "x").digest == Added(tmp_path / "y").digest


def test_the_digests_of_files_are_those_of_their_bytes(tmp_path: Path) -> None:
    import gzip
    import hashlib

    path = tmp_path / "t.csv.gz"
    path.write_bytes(gzip.compress(made.TABLE.encode()))
    made.added(tmp_path / "k.sqlite", path)
    (source,) = Added(tmp_path / "k.sqlite").sources()
    (file,) = source.files
    assert file.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (file.name, file.form, file.size) == ("t.csv.gz", "csv", path.stat().st_size)
    assert file.dated.endswith("Z")


def test_what_cannot_be_read_leaves_the_source_as_it_was(tmp_path: Path) -> None:
    target = tmp_path / "k.sqlite"
    table = made.write_text(tmp_path / "t.csv", made.TABLE)
    made.added(target, table)
    before = target.read_bytes()
    for files in ([table, tmp_path / "missing.csv"], [made.write_text(tmp_path / "u.csv", "name")]):
        loaded, _ = made.added(target, *files)
        assert loaded.error is not None
        assert target.read_bytes() == before
    good = NewSource(name="good", files=(str(table),))
    bad = NewSource(name="mine", files=(str(tmp_path / "missing.csv"),))
    loaded = add(target, [bad, good], Hooks(today=made.TODAY))
    assert [one.error is None for one in loaded] == [False, True]
    assert [s.name for s in Added(target).sources()] == ["good", "mine"]


def test_an_interrupt_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(db: sqlite3.Connection) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(added_build, "_finish", interrupted)
    with pytest.raises(KeyboardInterrupt):
        made.added(tmp_path / "k.sqlite", made.write_text(tmp_path / "t.csv", made.TABLE))
    assert [p.name for p in tmp_path.iterdir()] == ["t.csv"]


def test_a_file_that_another_changed_meanwhile_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "k.sqlite"
    table = made.write_text(tmp_path / "t.csv", made.TABLE)
    made.added(target, table)
    finish = added_build._finish

    def slow(db: sqlite3.Connection) -> None:
        finish(db)
        monkeypatch.setattr(added_build, "_finish", finish)
        made.added(target, table, source="other")

    monkeypatch.setattr(added_build, "_finish", slow)
    with pytest.raises(KnowledgeError, match="changed by another"):
        made.added(target, table, source="mine")
    assert [s.name for s in Added(target).sources()] == ["mine", "other"]


@pytest.mark.parametrize("name", ["", " ", "onrecord/bodies", "Onrecord/x", "a\nb", "x" * 101])
def test_names_that_no_source_may_have(name: str) -> None:
    with pytest.raises(KnowledgeError):
        NewSource(name=name, files=("t.csv",))


@pytest.mark.parametrize("content", [b"", b"a report\n" * 200])
def test_what_is_no_knowledge_is_refused_and_not_overwritten(
    tmp_path: Path, content: bytes
) -> None:
    target = tmp_path / "report.txt"
    target.write_bytes(content)
    with pytest.raises(KnowledgeError, match="not a file of added knowledge"):
        Added(target)
    with pytest.raises(KnowledgeError, match="not a file of added knowledge"):
        made.added(target, made.write_text(tmp_path / "t.csv", made.TABLE))
    assert target.read_bytes() == content
    with pytest.raises(KnowledgeError, match="not a file of added knowledge"):
        Added(gazetteer().path)


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    target = tmp_path / "k.sqlite"
    made.added(target, made.write_text(tmp_path / "t.csv", made.TABLE))
    with sqlite3.connect(target) as db:
        db.execute("DROP TABLE name")
    db.close()
    with pytest.raises(KnowledgeError, match="damaged"):
        Added(target).named("Oleg Vandrov")
