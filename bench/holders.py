"""Office holders: the share of a sample of terms that public pages give to the same months.

``bench/gold/holders/checked.tsv`` holds the sample with what was found and where; its head tells
how it was drawn and what each verdict means. Verdicts are those of the base before it was
corrected, so the figure says what an unchecked term is worth.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bench.corpora import GOLD, digest
from bench.measures import Row

CHECKED = GOLD / "holders" / "checked.tsv"
_RIGHT = frozenset({"right", "right as far as it states"})


def holders(corpora: Path | None) -> Iterator[Row]:
    """Share right to the month of what the base states, of the terms that were found."""
    del corpora
    lines = CHECKED.read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader([n for n in lines if not n.startswith("#")], delimiter="\t")
    verdicts = Counter(row["verdict"] for row in rows)
    found = sum(n for verdict, n in verdicts.items() if verdict != "not found")
    right = sum(n for verdict, n in verdicts.items() if verdict in _RIGHT)
    yield Row(
        name="holders right to the month, %",
        data=f"bench/gold/holders, {sum(verdicts.values())} terms",
        digest=digest([CHECKED]),
        figure=100 * right / found,
        floor=95.0,
        aim=99.0,
        note=", ".join(f"{n} {verdict}" for verdict, n in sorted(verdicts.items())),
    )
