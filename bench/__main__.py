"""``python -m bench table`` prints every measure; ``python -m bench gate`` holds the floors."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

from bench import (
    actors,
    agencies,
    agreement,
    casebook,
    clusters,
    copies,
    events,
    eventsets,
    holders,
    measures,
    names,
    parser,
    pile,
    places,
    room,
    samepile,
    speed,
    spelling,
    stories,
    times,
    translations,
)
from bench.corpora import corpora_folder
from bench.gate import hold
from bench.measures import Row

MEASURES: dict[str, Callable[[Path | None], Iterator[Row]]] = {
    "statements": measures.statements,
    "gold": measures.annotated,
    "seed": measures.seed,
    "times": times.times,
    "published": times.publication,
    "places": places.places,
    "spelling": spelling.spelling,
    "actors": actors.actors,
    "holders": holders.holders,
    "clusters": clusters.clusters,
    "agencies": agencies.agencies,
    "names": names.names,
    "events": events.events,
    "plv": eventsets.plv,
    "triples": eventsets.triples,
    "police": eventsets.police,
    "copies": copies.copies,
    "translations": translations.translations,
    "same": samepile.same_event,
    "claims": samepile.claims,
    "stories": stories.stories,
    "agreement": agreement.agreement,
    "parser": parser.measure,
    "start": speed.start,
    "memory": speed.memory,
    "speed": speed.speed,
    "casebook": casebook.casebook,
    "pile": pile.pile,
    "room": room.room,
}
#: What the gate runs: quality, not speed, which belongs to machines.
GATED = (
    "gold",
    "statements",
    "seed",
    "times",
    "published",
    "places",
    "spelling",
    "actors",
    "holders",
    "clusters",
    "agencies",
    "names",
    "events",
    "plv",
    "triples",
    "police",
    "copies",
    "translations",
    "same",
    "claims",
    "stories",
    "parser",
)


def machine() -> str:
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        for line in info.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                model = line.split(":", 1)[1].strip()
                break
    cores = os.cpu_count()
    return f"{model}, {cores} cores, Python {platform.python_version()}, spaCy {version('spacy')}"


def verdict(row: Row) -> str:
    if row.figure is None:
        return "not run"
    if row.floor is None:
        return ""
    passed = row.figure <= row.floor if row.lower_is_better else row.figure >= row.floor
    if row.aim is None or not passed:
        return "holds" if passed else "BELOW"
    reached = row.figure <= row.aim if row.lower_is_better else row.figure >= row.aim
    return "aim" if reached else "holds"


def show(row: Row) -> str:
    def number(value: float | None) -> str:
        return "-" if value is None else f"{value:.1f}" if value < 1000 else f"{value:.0f}"

    note = f"  ({row.note})" if row.note else ""
    return (
        f"{row.name:52s} {number(row.figure):>8s} {number(row.floor):>7s} {number(row.aim):>7s}"
        f"  {verdict(row):8s} {row.digest[:8]:8s} {row.data}{note}"
    )


def run(names: list[str], corpora: Path | None) -> list[Row]:
    rows = []
    for name in names:
        for row in MEASURES[name](corpora):
            print(show(row), flush=True)
            rows.append(row)
    return rows


def main() -> int:
    options = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    options.add_argument("command", choices=["table", "gate"])
    options.add_argument("--corpora", help="folder of corpora (default: ../shared/corpora)")
    options.add_argument("--only", help="measures, comma-separated: " + ", ".join(MEASURES))
    options.add_argument("--raise", dest="lift", action="store_true", help="raise the floors")
    options.add_argument(
        "--lower", action="append", default=[], metavar="NAME", help="lower a floor"
    )
    options.add_argument("--because", help="why floors are lowered")
    options.add_argument("--json", type=Path, help="also write the rows to this file")
    given = options.parse_args()
    corpora = corpora_folder(given.corpora)
    print(machine())
    print(f"corpora: {corpora or 'none here; measures that need them are marked: not run'}")
    chosen = given.only.split(",") if given.only else list(MEASURES)
    if given.command == "gate":
        chosen = [n for n in chosen if n in GATED]
    print(f"{'measure':52s} {'figure':>8s} {'floor':>7s} {'aim':>7s}  verdict  digest   data")
    rows = run(chosen, corpora)
    if given.json:
        plain = [{k: getattr(r, k) for k in r.__slots__} for r in rows]
        given.json.write_text(json.dumps(plain, indent=1) + "\n", encoding="utf-8")
    if given.command == "table":
        return 0
    return hold(rows, lift=given.lift, lower=given.lower, because=given.because)


if __name__ == "__main__":
    sys.exit(main())
