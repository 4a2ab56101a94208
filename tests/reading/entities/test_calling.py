"""Descriptions of bodies and of people without names, on hand-made clusters."""

from __future__ import annotations

from onrecord.knowledge.offices import body_words, office_words
from onrecord.model.entity import EntityKind
from onrecord.model.span import Span
from onrecord.reading.entities.clusters import Cluster, Scene
from onrecord.reading.entities.nominals import Nominal, Reference
from onrecord.reading.entities.sieves import sift


def _cluster(name: str, kind: EntityKind, *starts: int, sex: str = "") -> Cluster:
    spans = [Span(start=s, end=s + len(name)) for s in starts]
    return Cluster(main=name, kind=kind, names=[name], spans=spans, sex=sex)


def _called(
    words: str,
    at: int,
    *,
    head: str = "",
    beside: Span | None = None,
    reference: Reference = "definite",
    alone: bool = True,
) -> Nominal:
    noun = head or words.split()[0]
    return Nominal(
        span=Span(start=at, end=at + len(words)),
        head=noun,
        words=words,
        countries=frozenset(),
        gender="",
        name=beside,
        body=body_words("fr").get(noun),
        reference=reference,
        alone=alone,
    )


def _sift(
    clusters: list[Cluster],
    *nominals: Nominal,
    sentences: tuple[int, ...] = (0, 100, 200, 300),
    headlines: tuple[Span, ...] = (),
    headers: frozenset[Span] = frozenset(),
) -> Scene:
    scene = Scene(
        clusters=clusters,
        language="fr",
        nominals=nominals,
        offices=office_words("fr"),
        when="",
        listed=frozenset(),
        sentences=sentences,
        headlines=headlines,
        headers=headers,
    )
    sift(scene)
    return scene


def _calls(scene: Scene, main: str) -> list[str]:
    (cluster,) = (c for c in scene.clusters if c.main == main)
    return [n.words for n in cluster.nominals]


def test_a_body_keeps_what_it_was_called() -> None:
    paper = _cluster("Zürcher Blatt", "organization", 10)
    other = _cluster("Helvetia Crédit", "organization", 60)
    scene = _sift(
        [paper, other],
        _called("quotidien", 0, beside=paper.spans[0]),
        _called("quotidien", 310),
    )
    assert _calls(scene, "Zürcher Blatt") == ["quotidien", "quotidien"]


def test_a_body_bears_the_word_in_its_name() -> None:
    scene = _sift(
        [
            _cluster("Commission électorale", "organization", 0),
            _cluster("Union africaine", "organization", 50),
        ],
        _called("commission", 350),
    )
    assert _calls(scene, "Commission électorale") == ["commission"]


def test_the_base_knows_what_an_agency_is() -> None:
    scene = _sift(
        [_cluster("KCNA", "organization", 0), _cluster("Maersk", "organization", 20)],
        _called("agence", 120),
    )
    assert _calls(scene, "KCNA") == ["agence"]


def test_an_agency_of_the_dateline_is_not_spoken_of() -> None:
    dateline = _cluster("Reuters", "organization", 0)
    scene = _sift([dateline], _called("agence", 120), headers=frozenset(dateline.spans))
    assert _calls(scene, "Reuters") == []


def test_two_agencies_are_left_apart() -> None:
    scene = _sift(
        [_cluster("KCNA", "organization", 0), _cluster("Yonhap", "organization", 20)],
        _called("agence", 60),
    )
    assert [c.nominals for c in scene.clusters] == [[], []]
    assert scene.omissions[0].reason == "may be KCNA, Yonhap: left apart"


def test_a_company_must_be_near_and_alone() -> None:
    near = _sift([_cluster("Nestra", "organization", 110)], _called("entreprise", 210))
    assert _calls(near, "Nestra") == ["entreprise"]
    far = _sift([_cluster("Nestra", "organization", 10)], _called("entreprise", 310))
    assert _calls(far, "Nestra") == []
    narrowed = _sift(
        [_cluster("Nestra", "organization", 110)], _called("entreprise", 210, alone=False)
    )
    assert _calls(narrowed, "Nestra") == []


def test_what_is_called_a_company_is_no_union() -> None:
    rail = _cluster("EuroRail", "organization", 110)
    scene = _sift(
        [rail], _called("entreprise", 100, beside=rail.spans[0]), _called("syndicat", 210)
    )
    assert _calls(scene, "EuroRail") == ["entreprise"]


def test_the_only_country_is_the_country() -> None:
    one = _sift([_cluster("Tchad", "country", 0)], _called("pays", 250))
    assert _calls(one, "Tchad") == ["pays"]
    two = _sift(
        [_cluster("Tchad", "country", 0), _cluster("Soudan", "country", 50)], _called("pays", 250)
    )
    assert _calls(two, "Tchad") == _calls(two, "Soudan") == []


def test_somebody_without_a_name_is_taken_up() -> None:
    scene = _sift([], _called("officier", 110, reference="indefinite"), _called("officier", 210))
    (unnamed,) = scene.clusters
    assert unnamed.main == "officier"
    assert len(unnamed.nominals) == 2
    assert "not named" in unnamed.reasons[0]


def test_two_without_names_are_left_apart() -> None:
    scene = _sift(
        [],
        _called("officier", 110, reference="indefinite"),
        _called("officier", 150, reference="indefinite"),
        _called("officier", 210),
    )
    assert scene.clusters == []
    assert "may be one of 2 called so" in scene.omissions[0].reason


def test_a_headline_repeats_the_first_sentence() -> None:
    scene = _sift(
        [],
        _called("officier", 5, reference="indefinite"),
        _called("officier", 110, reference="indefinite"),
        _called("officier", 210),
        headlines=(Span(start=0, end=90),),
    )
    assert len(scene.clusters[0].nominals) == 3


def test_forms_of_address_tell_namesakes_apart() -> None:
    scene = _sift(
        [
            _cluster("Claire Dupont", "person", 0, sex="f"),
            _cluster("Jean Dupont", "person", 50, sex="m"),
            _cluster("Dupont", "person", 110, sex="f"),
            _cluster("Dupont", "person", 210, sex="m"),
        ]
    )
    spans = {c.main: [s.start for s in c.spans] for c in scene.clusters}
    assert spans == {"Claire Dupont": [0, 110], "Jean Dupont": [50, 210]}


def test_short_names_of_bodies() -> None:
    scene = _sift(
        [
            _cluster("Halden Foods", "organization", 0),
            _cluster("Halden", "other", 110),
            _cluster("Wall Street Journal", "organization", 50),
            _cluster("WSJ", "organization", 150),
        ]
    )
    assert {c.main for c in scene.clusters} == {"Halden Foods", "Wall Street Journal"}
