"""Sieves on hand-made clusters: what is joined, what is left apart, and why."""

from __future__ import annotations

from onrecord.knowledge.offices import office_words
from onrecord.model.entity import EntityKind
from onrecord.model.span import Span
from onrecord.reading.entities.clusters import Cluster, Scene
from onrecord.reading.entities.nominals import Nominal
from onrecord.reading.entities.sieves import sift


def _cluster(name: str, kind: EntityKind, *starts: int) -> Cluster:
    spans = [Span(start=s, end=s + len(name)) for s in starts]
    return Cluster(main=name, kind=kind, names=[name], spans=spans)


def _nominal(
    words: str, at: int, *countries: str, head: str = "", name: Span | None = None, gender: str = ""
) -> Nominal:
    return Nominal(
        span=Span(start=at, end=at + len(words)),
        head=head or words.split()[0],
        words=words,
        countries=frozenset(countries),
        gender=gender,
        name=name,
    )


def _sift(clusters: list[Cluster], *nominals: Nominal, when: str = "2023-09-17") -> Scene:
    scene = Scene(
        clusters=clusters,
        language="fr",
        nominals=nominals,
        offices=office_words("fr"),
        when=when,
        listed=frozenset(),
    )
    sift(scene)
    return scene


def test_spellings_of_one_person_are_joined() -> None:
    scene = _sift(
        [
            _cluster("Sergueï Choïgu", "person", 0),
            _cluster("Sergueï Choïgou", "person", 50),
            _cluster("Shoigu", "organization", 90),
        ]
    )
    (person,) = scene.clusters
    assert person.names == ["Sergueï Choïgu", "Sergueï Choïgou", "Shoigu"]
    assert any("transliterate" in r for r in person.reasons)
    assert any("sounds like part of" in r for r in person.reasons)


def test_a_slip_needs_a_second_sign() -> None:
    apart = _sift([_cluster("Lars Hansen", "person", 0), _cluster("Lars Hanson", "person", 50)])
    assert len(apart.clusters) == 2
    assert "nothing else says so" in apart.omissions[0].reason
    known = _sift(
        [
            _cluster("Kim Jon Un", "person", 0),
            _cluster("Kim Jong Un", "person", 50),
            _cluster("Corée du Nord", "country", 90),
        ]
    )
    assert {c.main for c in known.clusters} == {"Kim Jong Un", "Corée du Nord"}


def test_a_shared_family_name_is_left_apart() -> None:
    scene = _sift(
        [
            _cluster("Marie Dupont", "person", 0),
            _cluster("Jean Dupont", "person", 50),
            _cluster("Dupont", "person", 90),
        ]
    )
    assert len(scene.clusters) == 3
    assert scene.omissions[0].reason == "may be Marie Dupont, Jean Dupont: left apart"


def test_countries_and_bodies_by_their_names() -> None:
    scene = _sift(
        [
            _cluster("RPDC", "country", 0),
            _cluster("Corée du Nord", "country", 50),
            _cluster("ONU", "organization", 90),
            _cluster("Nations unies", "organization", 120),
        ]
    )
    assert [(c.main, c.link.key) for c in scene.clusters if c.link] == [
        ("RPDC", "KP"),
        ("ONU", "united-nations"),
    ]


def test_titles_tell_who_is_meant_later() -> None:
    name = Span(start=20, end=32)
    scene = _sift(
        [_cluster("Awa Sissokho", "person", 20)],
        _nominal("ministre de l'énergie", 0, "ML", name=name),
        _nominal("ministre", 60),
        _nominal("ministre de l'énergie", 80, "ML"),
        _nominal("ministre de l'énergie", 120),
        _nominal("ministre de l'énergie", 160, "SN"),
    )
    assert [n.span.start for n in scene.clusters[0].nominals] == [0, 60, 80, 120]


def test_two_of_one_title_are_left_apart() -> None:
    one, two = Span(start=20, end=31), Span(start=60, end=70)
    scene = _sift(
        [_cluster("Awa Sissoko", "person", 20), _cluster("Ali Sidibé", "person", 60)],
        _nominal("ministre de l'énergie", 0, name=one),
        _nominal("ministre de la santé", 40, name=two),
        _nominal("ministre", 90),
    )
    assert [len(c.nominals) for c in scene.clusters] == [1, 1]
    assert scene.omissions[0].reason == "may be Awa Sissoko, Ali Sidibé: left apart"


def test_offices_are_resolved_by_date() -> None:
    nominal = _nominal("ministre de la défense", 0, "RU")
    then = _sift([_cluster("Choïgou", "person", 40)], nominal)
    assert then.clusters[0].nominals == [nominal]
    later = _sift([_cluster("Choïgou", "person", 40)], nominal, when="2025-02-01")
    assert [c.main for c in later.clusters] == ["Choïgou", "Andrei Belousov"]
    assert later.clusters[1].link is not None
    undated = _sift([_cluster("Choïgou", "person", 40)], nominal, when="")
    assert [c.nominals for c in undated.clusters] == [[]]


def test_lookalikes_are_not_joined() -> None:
    lookalike = "K\u0456m Jong Un"
    scene = _sift([_cluster("Kim Jong Un", "person", 0), _cluster(lookalike, "person", 40)])
    assert len(scene.clusters) == 2
