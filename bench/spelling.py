"""Names: the right one among a hundred across scripts, different people kept apart, and spellings
of one person merged.

Ranks: for a word in another script, its Latin form among 99 others of the same set, by
``sounds_like``; the share that comes first (ties count as lost). Rows that ``training/sounds.py``
learned from are left out. The sets hold pairs that are not one word (a family name beside a given
name), so 100 cannot be reached.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

from bench.corpora import GOLD, digest
from bench.measures import Row
from onrecord.knowledge.sounds import sounds_like
from onrecord.knowledge.spelling import compare_names

#: Words that are asked for, and the candidates for each.
ASKED, CANDIDATES = 500, 100
SETS: dict[str, tuple[float | None, float]] = {
    "russian": (95.0, 98.0),
    "arabic": (90.0, 95.0),
    "korean": (None, 80.0),
    "chinese": (None, 80.0),
}
PAIRS = GOLD / "pairs" / "different.txt"
SAME = GOLD / "pairs" / "same.txt"


def spelling(corpora: Path | None) -> Iterator[Row]:
    """Ranks across scripts, pairs of different people that a comparison would merge, and the share
    of spellings of one person that it merges with no second sign."""
    for name, (floor, aim) in SETS.items():
        where = f"crossdoc/names_wikidata/{name}_dev.jsonl"
        path = corpora / where if corpora else None
        title = f"spelling {name} first of {CANDIDATES}"
        if path is None or not path.exists():
            yield Row(name=title, data=where, digest="", figure=None, note="corpus not here")
            continue
        figure = _first(path, learned=name != "russian")
        yield Row(
            name=title, data=where, digest=digest([path]), figure=figure, floor=floor, aim=aim
        )
    pairs = _pairs()
    merged = [pair for pair in pairs if compare_names(*pair).merges]
    yield Row(
        name="spelling different people merged",
        data=f"bench/gold/pairs, {len(pairs)} pairs",
        digest=digest([PAIRS]),
        figure=float(len(merged)),
        floor=0.0,
        aim=0.0,
        note=", ".join(" / ".join(pair) for pair in merged[:5]),
        lower_is_better=True,
    )
    spellings = _pairs(SAME)
    apart = [pair for pair in spellings if not compare_names(*pair).merges]
    yield Row(
        name="spelling same people merged",
        data=f"bench/gold/pairs, {len(spellings)} pairs",
        digest=digest([SAME]),
        figure=100 * (len(spellings) - len(apart)) / len(spellings),
        note="not: " + ", ".join(" / ".join(pair) for pair in apart[:5]) if apart else "",
    )


def _first(path: Path, *, learned: bool) -> float:
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in (lines[1::2] if learned else lines)]
    chance = random.Random(1)
    right = 0
    for _ in range(ASKED):
        row = chance.choice(rows)
        others = {r["latin"] for r in chance.sample(rows, CANDIDATES - 1)} - {row["latin"]}
        mine = sounds_like(row["other"], row["latin"])
        right += all(sounds_like(row["other"], other) < mine for other in others)
    return 100 * right / ASKED


def _pairs(path: Path = PAIRS) -> list[tuple[str, str]]:
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            one, other = line.split(" | ")
            found.append((one, other))
    return found
