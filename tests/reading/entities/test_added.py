"""Links to added knowledge, on hand-made clusters: who is linked, who is not, and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.knowledge.added import Added
from onrecord.knowledge.offices import office_words
from onrecord.model.entity import EntityKind, Link
from onrecord.model.span import Span
from onrecord.reading.entities.added import linked_added
from onrecord.reading.entities.clusters import Cluster, Scene
from onrecord.reading.entities.nominals import Nominal
from tests.knowledge import added_files as made

TABLE = """\
id,name,aliases,kind,country
p1,Oleg Vandrov,Олег Вандров;Vandrow,person,RU
p2,Ina Sorvane,,person,FR
p3,Ina Sorvane,,person,ML
o1,Halden Foods,HF,organization,NO
o2,Halden Ports,HF,organization,NO
e1,Ostrelle Group,,,
"""


def cluster(*names: str, kind: EntityKind = "person", country: str = "") -> Cluster:
    spans = [Span(start=0, end=len(names[0]))]
    found = Cluster(main=names[0], kind=kind, names=list(names), spans=spans)
    if country:
        described = Nominal(
            span=Span(start=50, end=60),
            head="ministre",
            words="ministre",
            countries=frozenset({country}),
            gender="",
            name=None,
        )
        found.nominals.append(described)
    return found


def sift(added: Added | None, *clusters: Cluster, when: str = "") -> Scene:
    scene = Scene(
        clusters=list(clusters),
        language="fr",
        nominals=(),
        offices=office_words("fr"),
        when=when,
        listed=frozenset(),
        added=added,
    )
    linked_added(scene)
    return scene


@pytest.fixture
def added(tmp_path: Path) -> Added:
    return made.knowledge(tmp_path, TABLE)


@pytest.mark.parametrize(
    ("name", "kind", "key", "score"),
    [
        ("Oleg Vandrov", "person", "p1", 0.9),
        ("OLEG VANDROV", "person", "p1", 0.9),
        ("Oleg Vandroff", "person", "p1", 0.8),
        ("Vandrow", "person", "p1", 0.7),
        ("Halden Foods", "organization", "o1", 0.9),
        ("Ostrelle Group", "organization", "e1", 0.9),
    ],
)
def test_a_name_of_one_entry_is_linked(
    added: Added, name: str, kind: EntityKind, key: str, score: float
) -> None:
    found = cluster(name, kind=kind)
    scene = sift(added, found)
    assert found.link is not None
    assert (found.link.source, found.link.key, found.link.score) == ("mine", key, score)
    assert "of nobody else in the added knowledge" in found.link.reason
    assert scene.omissions == []


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Vandrov", "person"),  # only a part of a name
        ("VANDROW", "person"),  # not exactly that word
        ("Oleg Vandro", "person"),  # one letter less
        ("Oleg P. Vandrov", "person"),
        ("Oleg Vandr\u043ev", "person"),  # a Cyrillic letter
        ("Oleg\u200b Vandrov", "person"),
        ("Ostrelle", "place"),
    ],
)
def test_what_is_not_linked(added: Added, name: str, kind: EntityKind) -> None:
    found = cluster(name, kind=kind)
    assert sift(added, found).omissions == []
    assert found.link is None


def test_two_that_remain_get_no_link(added: Added) -> None:
    for found in (cluster("Ina Sorvane"), cluster("HF", kind="organization")):
        (omission,) = sift(added, found).omissions
        assert found.link is None
        first, other = ("p2", "p3") if found.kind == "person" else ("o1", "o2")
        assert f"(mine: {first}) or " in omission.reason
        assert f"(mine: {other}) of the added knowledge: no link" in omission.reason


def test_the_country_that_the_report_gives_them_may_tell(added: Added) -> None:
    found = cluster("Ina Sorvane", country="ML")
    sift(added, found)
    assert found.link is not None
    assert found.link.key == "p3"
    assert "the only one described as of ML" in found.link.reason
    unknown = cluster("Ina Sorvane", country="US")
    assert len(sift(added, unknown).omissions) == 1
    assert unknown.link is None


def test_an_entry_without_a_country_may_be_of_any(tmp_path: Path) -> None:
    rows = "name,note,country\nIna Sorvane,a,FR\nIna Sorvane,b,\n"
    found = cluster("Ina Sorvane", country="FR")
    assert len(sift(made.knowledge(tmp_path, rows), found).omissions) == 1
    assert found.link is None


def test_equal_letters_win_over_a_transliteration(tmp_path: Path) -> None:
    rows = "id,name\n1,Oleg Vandrov\n2,Oleg Wandrow\n"
    found = cluster("Oleg Wandrow")
    sift(made.knowledge(tmp_path, rows), found)
    assert found.link is not None
    assert found.link.key == "2"


def test_the_base_keeps_its_link_unless_the_letters_are_equal(added: Added) -> None:
    shipped = Link(source="onrecord/holders", key="RU:x:y", score=0.95, reason="known")
    for name, source in (("Oleg Vandroff", "onrecord/holders"), ("Oleg Vandrov", "mine")):
        found = cluster(name)
        found.link = shipped
        sift(added, found)
        assert found.link is not None
        assert found.link.source == source
        assert found.link.base_key == "RU:x:y"
    found = cluster("Ina Sorvane")
    found.link = shipped
    (omission,) = sift(added, found).omissions
    assert found.link is shipped
    assert omission.reason.endswith("the base's link stays")


def test_one_item_of_two_sources_is_one(tmp_path: Path) -> None:
    target = tmp_path / "k.sqlite"
    made.added(target, made.write_lines(tmp_path / "a.ftm.json", made.FTM), source="sanctions")
    made.added(target, made.write_lines(tmp_path / "b.json", made.WIKIDATA), source="wikidata")
    found = cluster("Oleg Vandrov")
    scene = sift(Added(target), found, when="2020-05")
    assert scene.omissions == []
    assert found.link is not None
    assert (found.link.source, found.link.key) == ("sanctions", "NK-1")
    assert "Minister of Harbours of Ostrelle from 2019-03-01" in found.link.reason


def test_another_kind_is_told_and_not_linked(added: Added) -> None:
    for kind, says in (("person", "a person"), ("other", "something else")):
        found = cluster("Halden Foods", kind=kind)  # type: ignore[arg-type]
        (omission,) = sift(added, found).omissions
        assert found.link is None
        assert omission.reason.endswith(f"is organization, read here as {says}: no link")


def test_a_weak_alias_links_nobody(tmp_path: Path) -> None:
    rows = [made.ftm("a", "Person", name="Oleg Vandrov", weakAlias=["The Harbourmaster"])]
    made.added(tmp_path / "k.sqlite", made.write_lines(tmp_path / "a.ftm.json", rows))
    found = cluster("The Harbourmaster")
    sift(Added(tmp_path / "k.sqlite"), found)
    assert found.link is None


def test_nothing_added_nothing_linked() -> None:
    found = cluster("Oleg Vandrov")
    sift(None, found)
    assert found.link is None
