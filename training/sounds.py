"""Learn how letters of other scripts are written in Latin: ``python -m training.sounds CORPORA``.

A noisy channel without context: every letter of the other script is written as nothing, one, two
or three Latin letters, with probabilities learned by expectation and maximisation (Brill & Moore
2000 without windows; Merhav & Ash 2018 describe the data). Hangul is taken apart into jamo,
Chinese is read as toneless pinyin. Data: the word pairs of Wikidata persons (CC0). Half of what
is there for a script is learned from (the even rows), the other half is measured on (the odd
rows), except that Russian has a training part of its own. Pairs that are not the same word (a
family name beside a given name) are dropped after the first rounds by their own likelihood.

The result is ``src/onrecord/knowledge/data/sounds.json``: numbers, no words of the data.
"""

from __future__ import annotations

import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from onrecord.knowledge.sounds import LONGEST, heard, letters

TARGET = Path(__file__).parent.parent / "src/onrecord/knowledge/data/sounds.json"
SCRIPTS = {
    "cyrillic": ("russian_train",),
    "arabic": ("arabic_dev",),
    "hangul": ("korean_dev",),
    "han": ("chinese_dev",),
}
ROUNDS = 8
#: Rounds after which the least likely share of the pairs is left out.
DROP_AFTER, DROPPED = 3, 0.12
#: Pairs of a script that are learned from.
MOST = 40_000
#: Chunks rarer than this are not kept.
RAREST = 2e-4

Pair = tuple[str, str]
Table = dict[str, dict[str, float]]


def pairs(folder: Path, names: Iterable[str]) -> list[Pair]:
    found = []
    for name in names:
        rows = (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        for number, line in enumerate(rows):
            if name.endswith("_train") or number % 2 == 0:
                row = json.loads(line)
                pair = heard(row["other"]), letters(row["latin"])
                if all(pair):
                    found.append(pair)
    return found[:MOST]


def _start(data: Sequence[Pair]) -> Table:
    """Every chunk equally likely, by its length."""
    alphabet = {c for source, _ in data for c in source}
    return {c: {} for c in sorted(alphabet)}


def _of(table: Table, char: str, chunk: str, first: bool) -> float:
    if first:
        return (0.1, 0.5, 0.01, 0.001)[len(chunk)] / 26 ** max(0, len(chunk))
    return table[char].get(chunk, 0.0)


def expect(table: Table, data: Sequence[Pair], first: bool) -> tuple[Table, list[float]]:
    """One round: expected counts by forward and backward sums, and the likelihood of each pair."""
    counts: dict[str, dict[str, float]] = {c: defaultdict(float) for c in table}
    likely = []
    for source, latin in data:
        n, m = len(source), len(latin)
        ahead = [[0.0] * (m + 1) for _ in range(n + 1)]
        ahead[0][0] = 1.0
        for i in range(n):
            for j in range(m + 1):
                here = ahead[i][j]
                if here:
                    for size in range(min(LONGEST, m - j) + 1):
                        p = _of(table, source[i], latin[j : j + size], first)
                        ahead[i + 1][j + size] += here * p
        total = ahead[n][m]
        likely.append(math.log(total) / m if total > 0 else -99.0)
        if total <= 0:
            continue
        back = [[0.0] * (m + 1) for _ in range(n + 1)]
        back[n][m] = 1.0
        for i in range(n - 1, -1, -1):
            for j in range(m + 1):
                value = 0.0
                for size in range(min(LONGEST, m - j) + 1):
                    chunk = latin[j : j + size]
                    p = _of(table, source[i], chunk, first) * back[i + 1][j + size]
                    if p:
                        value += p
                        if ahead[i][j]:
                            counts[source[i]][chunk] += ahead[i][j] * p / total
                back[i][j] = value
    made: Table = {}
    for char, row in counts.items():
        whole = sum(row.values())
        made[char] = {k: v / whole for k, v in row.items() if v / whole > 1e-5} if whole else {}
    return made, likely


def learn(data: list[Pair]) -> Table:
    table = _start(data)
    for number in range(ROUNDS):
        table, likely = expect(table, data, first=number == 0)
        print(f"  round {number + 1}: {sum(likely) / len(likely):.3f} a letter", file=sys.stderr)
        if number + 1 == DROP_AFTER:
            least = sorted(likely)[int(DROPPED * len(likely))]
            data = [pair for pair, value in zip(data, likely, strict=True) if value > least]
    return {
        char: {k: round(v, 4) for k, v in sorted(row.items()) if v >= RAREST}
        for char, row in table.items()
        if row
    }


def main() -> None:
    folder = Path(sys.argv[1]) / "crossdoc/names_wikidata"
    tables = {}
    for script, names in SCRIPTS.items():
        data = pairs(folder, names)
        print(f"{script}: {len(data)} pairs", file=sys.stderr)
        tables[script] = learn(data)
    TARGET.write_text(json.dumps(tables, ensure_ascii=False, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()
