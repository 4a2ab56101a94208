"""The gazetteer: the file that ships, and one built from a small dump of the GeoNames form."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from onrecord.errors import KnowledgeError
from onrecord.knowledge.gazetteer import Gazetteer, gazetteer, key_of
from onrecord.knowledge.gazetteer_build import NewPlace, build_from_dump, write

ZONE = "Europe/Paris\t2024-01-02"
#: Rows in the form of readme.txt at download.geonames.org/export/dump; the places are made up.
ROWS = [
    f"90000001\tOstrelle\tOstrelle\tOstrella,Острель\t48.5\t2.25\tP\tPPL\tFR\t\t11\t77\t\t\t4321\t\t90\t{ZONE}",
    f"90000002\tMont Ostrel\tMont Ostrel\t\t45.1\t6.5\tT\tMT\tFR\t\t84\t\t\t\t0\t2100\t\t{ZONE}",
    f"90000003\tOstrelle Farm\tOstrelle Farm\t\t45.2\t6.5\tS\tFRM\tFR\t\t84\t\t\t\t0\t\t\t{ZONE}",
    f"90000004\tNowhere\tNowhere\t\t145.2\t6.5\tP\tPPL\tFR\t\t84\t\t\t\t0\t\t\t{ZONE}",
    "not a row",
]  # fmt: skip


def dump(folder: Path, rows: list[str], *, zipped: bool) -> Path:
    text = "\n".join(rows) + "\n"
    if not zipped:
        path = folder / "FR.txt"
        path.write_text(text, encoding="utf-8")
        return path
    path = folder / "FR.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "not the table")
        archive.writestr("FR.txt", text)
    return path


@pytest.mark.parametrize(
    ("name", "kind", "country", "lat", "lon"),
    [
        ("Artyom", "PPL", "RU", 43.4, 132.2),
        ("Séoul", "PPLC", "KR", 37.6, 127.0),
        ("SEOUL", "PPLC", "KR", 37.6, 127.0),
        ("Moscou", "PPLC", "RU", 55.8, 37.6),
        ("Corée du Nord", "PCLI", "KP", 40.0, 127.0),
        ("Россия", "PCLI", "RU", 60.0, 100.0),
        ("région de l’Amour", "ADM1", "RU", 51.6, 128.0),
        ("Bas-Rhin", "ADM2", "FR", 48.6, 7.7),
        ("Vostochny", "FCL", "RU", 51.9, 128.3),
        ("détroit d'Ormuz", "STRT", None, 26.6, 56.5),
        ("Kremlin", "GOVL", "RU", 55.8, 37.6),
        ("Rapides Parish", "ADM2", "US", 31.2, -92.5),
        ("서울", "PPLC", "KR", 37.6, 127.0),
    ],
)
def test_names_lead_to_places(
    name: str, kind: str, country: str | None, lat: float, lon: float
) -> None:
    found = [e for e in gazetteer().candidates(name) if (e.kind, e.country) == (kind, country)]
    assert found, gazetteer().candidates(name)[:3]
    assert (found[0].lat, found[0].lon) == pytest.approx((lat, lon), abs=0.5)


def test_names_are_compared_without_accents_case_and_hyphens() -> None:
    assert key_of("Saint-Étienne") == key_of("SAINT ETIENNE")
    assert key_of("N’Djamena") == key_of("N'Djamena")


def test_the_file_is_small_and_names_its_sources() -> None:
    assert gazetteer().path.stat().st_size <= 40_000_000
    licences = dict(gazetteer().sources())
    assert len(licences) == 4
    assert all(licences.values())


@pytest.mark.parametrize("zipped", [True, False])
def test_a_dump_is_laid_over_what_ships(tmp_path: Path, zipped: bool) -> None:
    target = tmp_path / "places.sqlite"
    built = build_from_dump(
        dump(tmp_path, ROWS, zipped=zipped), target, gazetteer(), lambda _: None
    )
    assert (built.places, built.bad) == (2, 2)
    assert built.reasons == [
        "line 4: no name, or no such coordinates",
        "line 5: 1 columns, not 19",
    ]
    places = Gazetteer(target)
    (town,) = places.candidates("ostrelle")
    assert (town.geonames_id, town.kind, town.region) == (90000001, "PPL", "FR.11")
    assert places.candidates("Острель") == (places.candidates("Ostrella")[0],)
    assert places.candidates("Moscou") == gazetteer().candidates("Moscou")
    assert places.candidates("Ostrelle Farm") == ()
    assert places.digest != gazetteer().digest
    assert not list(tmp_path.glob("*.unfinished"))


def test_equal_places_give_an_equal_digest(tmp_path: Path) -> None:
    place = NewPlace(
        id=1, geonames_id=1, name="A", kind="PPL", country="FR", region=None, lat=1.0, lon=2.0
    )
    for name in ("a", "b"):
        write(tmp_path / name, [place], [("s", "l")])
    assert Gazetteer(tmp_path / "a").digest == Gazetteer(tmp_path / "b").digest


def test_what_is_no_dump_is_refused(tmp_path: Path) -> None:
    path = dump(tmp_path, ["nothing"], zipped=False)
    with pytest.raises(KnowledgeError, match="no row of the GeoNames form"):
        build_from_dump(path, tmp_path / "x.sqlite", gazetteer(), lambda _: None)
    assert not (tmp_path / "x.sqlite").exists()


@pytest.mark.parametrize("content", [b"", b"not a database" * 100])
def test_what_is_no_gazetteer_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.sqlite"
    path.write_bytes(content)
    with pytest.raises(KnowledgeError, match="gazetteer"):
        Gazetteer(path)
