"""The form of bench/gold/translations: what its README promises holds in every file."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

GOLD = Path(__file__).parents[2] / "bench" / "gold" / "translations"
FILES = sorted(GOLD.glob("*.toml"))
SETS = [path for path in FILES if not path.stem.startswith("neg-")]

KEYS = {"about", "names", "original", "copies", "passages", "reused", "report"}
REPORT_KEYS = {"id", "language", "outlet", "published", "text"}


def _read(path: Path) -> dict[str, Any]:
    """What one file holds."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _reports(gold: dict[str, Any]) -> dict[str, dict[str, str]]:
    """The reports of one file by id."""
    return {report["id"]: report for report in gold["report"]}


def _sentences(text: str) -> list[str]:
    """Rough sentences, lower case and letters only, so that typography hides no repetition."""
    rough = re.split(r"(?<=[.!?…»”\"])\s+|\n+", text)
    bare = (" ".join(re.findall(r"\w+", sentence.lower())) for sentence in rough)
    return [sentence for sentence in bare if len(sentence.split()) >= 4]


def _copied(gold: dict[str, Any]) -> set[frozenset[str]]:
    """The pairs of ids that are copies."""
    return {frozenset(pair) for pair in gold["copies"]}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_keys_ids_and_dates(path: Path) -> None:
    gold = _read(path)
    assert set(gold) <= KEYS
    assert gold["about"].strip()
    assert gold.get("names", "few") == "few"
    ids = [report["id"] for report in gold["report"]]
    assert len(set(ids)) == len(ids)
    for report in gold["report"]:
        assert set(report) == REPORT_KEYS
        assert report["language"] in {"en", "fr"}
        assert report["id"] in {report["language"], "other"}
        assert date.fromisoformat(report["published"]).year == 2026
        assert report["text"] == report["text"].strip()
        assert 4 <= len(report["text"].split("\n\n")) <= 8
        assert 70 <= len(report["text"].split()) <= 220


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_a_set_has_a_report_its_translation_and_another(path: Path) -> None:
    gold = _read(path)
    reports = _reports(gold)
    assert set(reports) == {"en", "fr", "other"}
    assert len(_copied(gold)) == len(gold["copies"])
    assert all(len(pair) == 2 and pair <= set(reports) for pair in _copied(gold))
    assert frozenset({"en", "fr"}) in _copied(gold)
    # What was made from a translation says the same as the original: all three or only two.
    assert len(_copied(gold)) in {1, 3}
    original = reports[gold["original"]]
    assert gold["original"] in {"en", "fr"}
    assert all(original["published"] <= report["published"] for report in _copies_of(gold))


def _copies_of(gold: dict[str, Any]) -> list[dict[str, str]]:
    """The reports of a set that are part of a copied pair."""
    copied = frozenset[str]().union(*_copied(gold))
    return [report for key, report in _reports(gold).items() if key in copied]


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_passages_are_exact_and_join_copies(path: Path) -> None:
    gold = _read(path)
    joined: set[frozenset[str]] = set()
    texts = {key: report["text"] for key, report in _reports(gold).items()}
    languages = {key: report["language"] for key, report in _reports(gold).items()}
    for english, french in gold["passages"]:
        left = {k for k, text in texts.items() if languages[k] == "en" and english in text}
        right = {k for k, text in texts.items() if languages[k] == "fr" and french in text}
        assert left and right, (english, french)
        assert all(texts[k].count(english) == 1 for k in left)
        assert all(texts[k].count(french) == 1 for k in right)
        joined |= {frozenset({a, b}) for a in left for b in right}
    for first, second in gold.get("reused", []):
        left = {k for k, text in texts.items() if first in text}
        right = {k for k, text in texts.items() if second in text}
        same = {frozenset({a, b}) for a in left for b in right if a != b}
        same = {pair for pair in same if len({languages[k] for k in pair}) == 1}
        assert same, (first, second)
        joined |= same
    assert joined == _copied(gold)
    assert len(gold["passages"]) == len({tuple(pair) for pair in gold["passages"]})


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_another_report_shares_no_sentence_unless_it_copies(path: Path) -> None:
    gold = _read(path)
    reports = _reports(gold)
    for a, b in combinations(reports, 2):
        if frozenset({a, b}) not in _copied(gold):
            common = set(_sentences(reports[a]["text"])) & set(_sentences(reports[b]["text"]))
            assert not common


@pytest.mark.parametrize(
    "path", [path for path in FILES if path not in SETS], ids=lambda path: path.stem
)
def test_negatives_are_two_reports_in_two_languages(path: Path) -> None:
    gold = _read(path)
    assert set(_reports(gold)) == {"en", "fr"}
    assert not gold["copies"]
    assert not gold["passages"]
    assert "original" not in gold
    assert "reused" not in gold


def test_no_two_sets_share_a_sentence() -> None:
    seen: dict[str, str] = {}
    for path in FILES:
        for report in _read(path)["report"]:
            for sentence in _sentences(report["text"]):
                assert seen.setdefault(sentence, path.stem) == path.stem, sentence


def test_there_are_enough_of_every_kind() -> None:
    golds = [_read(path) for path in SETS]
    assert len(golds) >= 64
    assert len({path.stem.split("-")[0] for path in SETS}) == len(golds)
    across = Counter[bool]()
    for gold in golds:
        reports = _reports(gold)
        for pair in combinations(reports, 2):
            across[frozenset(pair) in _copied(gold)] += 1
    assert across[True] >= 64
    assert across[False] >= 100
    assert sum(gold["original"] == "fr" for gold in golds) >= 16
    assert sum(len(gold["passages"]) <= 5 for gold in golds) >= 12
    assert sum(len(gold["copies"]) == 3 for gold in golds) >= 8
    assert sum(gold.get("names") == "few" for gold in golds) >= len(golds) // 3
