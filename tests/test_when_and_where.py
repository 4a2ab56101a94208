"""Times and places the whole way: texts of ours through the shipped pipelines."""

from __future__ import annotations

import json
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest
from typer.testing import CliRunner

import onrecord
from onrecord.cli.app import app
from onrecord.model import Record

TRAIN = """date 2024-05

HANOÏ – Le dirigeant vietnamien rentrait chez lui en train jeudi, ont rapporté les agences \
chinoises, après une visite d’une semaine à Pékin.

Une vidéo publiée jeudi montre le convoi dans la ville de Nanning, dans le Guangxi. Nanning se \
trouve à environ 200 km de la gare de Hanoï.

Moscou discute d’exercices conjoints avec le Vietnam. Le ministre s’est rendu à Pékin en janvier. \
Il repartira vendredi pour New York.

Sur cette photo, les deux dirigeants se serrent la main à Pékin, le 14 mai 2024.
"""
ZUG = """Der Minister kam am Montag in Bern an, zwei Tage später reiste er nach Wien weiter. Die \
Gespräche dauerten drei Stunden und werden im Juni fortgesetzt. Das Abkommen wurde am 3. Mai 1998 \
geschlossen.
"""


@cache
def read(text: str, language: str) -> Record:
    return onrecord.read_report(text, language=language)


def test_the_day_of_publication_follows_from_the_text() -> None:
    published = read(TRAIN, "fr").report.published
    assert (published.value, published.basis) == ("2024-05-16", "inferred")
    assert {"2024-05-16", "2024-05-23"} <= set(published.candidates)
    assert "2024-05 is stated" in published.because


def test_times_are_counted_from_it() -> None:
    record = read(TRAIN, "fr")
    values = [(record.words(t.span), t.value) for t in record.times]
    assert values == [
        ("jeudi", "2024-05-16"),
        ("une semaine", "P1W"),
        ("jeudi", "2024-05-16"),
        ("janvier", "2024-01"),
        ("vendredi", "2024-05-17"),
        ("le 14 mai 2024", "2024-05-14"),
    ]
    assert all(t.because for t in record.times)


def test_places_are_found_and_governments_told_apart() -> None:
    record = read(TRAIN, "fr")
    found = {record.words(p.span): (p.country, p.refers_to) for p in record.places}
    assert found["HANOÏ"] == ("VN", "place")
    assert found["Nanning"] == ("CN", "place")
    assert found["Moscou"] == ("RU", "government")
    assert found["New York"] == ("US", "place")
    assert all(p.because for p in record.places)


def test_a_distance_shorter_than_the_straight_line_is_said_to_be_impossible() -> None:
    record = read(TRAIN, "fr")
    (check,) = [c for c in record.checks if c.kind == "distance"]
    assert record.words(check.span) == "200 km"
    assert check.finds.startswith("impossible")


def test_a_language_of_which_only_times_are_known_has_its_times_read() -> None:
    record = read(ZUG, "de")
    values = {record.words(t.span): t.value for t in record.times}
    assert values["3. Mai 1998"] == "1998-05-03"
    assert values["drei Stunden"] == "PT3H"
    assert record.statements == ()
    assert [o.reason for o in record.omissions if o.stage == "language"] == [
        "only times are read in 'de': no names, no statements"
    ]


def test_german_is_detected(tmp_path: Path) -> None:
    path = tmp_path / "zug.txt"
    path.write_text(ZUG, encoding="utf-8")
    result = CliRunner().invoke(app, ["read", str(path), "--published", "2024-05-15"])
    assert result.exit_code == 0, result.stderr
    record = json.loads(result.stdout)
    assert record["report"]["language"] == "de"
    assert {t["value"] for t in record["times"]} >= {"2024-05-13", "2024-05-15", "1998-05-03"}


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The map of the report, as the command writes it."""
    folder = tmp_path_factory.mktemp("map")
    (folder / "train.txt").write_text(TRAIN, encoding="utf-8")
    target = folder / "map.html"
    arguments = ["read", str(folder / "train.txt"), "--format", "geojson", "--map", str(target)]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout)["type"] == "FeatureCollection"
    return target


def test_the_map_is_written(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert "Nanning" in text
    assert "government of RU" in text


@pytest.mark.skipif(shutil.which("chromium") is None, reason="chromium is not installed here")
def test_a_browser_draws_the_map_without_any_network(page: Path) -> None:
    command = [
        "chromium",
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--host-resolver-rules=MAP * ~NOTFOUND",
        f"--user-data-dir={page.parent / 'profile'}",
        "--dump-dom",
        page.as_uri(),
    ]
    result = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    assert result.stdout.count("<circle") > 4
    assert 'class="land"' in result.stdout
    assert "<tbody>" in result.stdout
