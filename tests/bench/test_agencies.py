"""How agencies are counted, on articles written for this test."""

from __future__ import annotations

from typing import Any

from bench.agencies import counted, tags_of

TEXT = "PARIS, 3 mai (Havas) — Le roi part.\nROME, 3 mai (ag.) — Il pleut.\nBONN (dpa) — Rien."


def _mention(words: str, name: str, qid: str | None) -> dict[str, Any]:
    at = TEXT.index(words)
    tag = f"org.ent.pressagency.{name}"
    return {"start": at, "end": at + len(words), "qid": qid, "tag": tag}


def _article(mentions: list[dict[str, Any]], told: list[str]) -> dict[str, Any]:
    return {"text": TEXT, "mentions": mentions, "agency_as_source": told}


def test_the_same_agency_by_id_or_name_and_any_where_none_is_told() -> None:
    spans = [
        _mention("Havas", "Havas", "Q1"),
        _mention("ag.", "ag", None),
        _mention("dpa", "DPA", None),
    ]
    author = _mention("Le roi", "x", None) | {"tag": "pers.ind.articleauthor"}
    article = _article([*spans, author], ["Q1", "unk", "Q312653"])
    counts = counted([article], tags_of([article]))
    assert (counts.mentions.right, counts.mentions.predicted, counts.mentions.gold) == (3, 3, 3)
    assert (counts.sources.right, counts.sources.predicted, counts.sources.gold) == (3, 3, 3)


def test_another_agency_is_wrong() -> None:
    article = _article([_mention("Havas", "Wolff", None)], ["Q40464"])
    counts = counted([article], {})
    assert (counts.mentions.right, counts.mentions.predicted, counts.mentions.gold) == (0, 3, 1)
    assert (counts.sources.right, counts.sources.predicted, counts.sources.gold) == (0, 3, 1)
