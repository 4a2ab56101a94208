"""The reading room: how fast its pages are served, and whether many read while one writes.

``ONRECORD_BENCH_ROOM=100000`` for a casebook of full size (half an hour, 6 GB of disk),
``ONRECORD_BENCH_ROOM_SECONDS=300`` for the load as long as it is promised for.
"""

from __future__ import annotations

import http.client
import os
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from urllib.parse import quote, urlencode, urlsplit

from bench.corpora import GOLD, digest
from bench.measures import Row
from bench.roomcase import kept_case
from bench.roomlong import long_report
from bench.roomserver import Server
from onrecord.desk.room import Asked, Room

COUNT = 2_000
SECONDS = 20
READERS = 50
#: Requests of one page that are timed.
ASKED = 60
#: Milliseconds within which 95 of 100 answers must be there.
MOST_MS = 100.0


def room(corpora: Path | None) -> Iterator[Row]:
    """The time of each page at one reader, errors of many, and a long report in a browser."""
    del corpora
    mark = digest([p for language in ("en", "fr") for p in (GOLD / language).glob("*.toml")])
    count = int(os.environ.get("ONRECORD_BENCH_ROOM", COUNT))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "room.db"
        kept_case(path, count)
        addresses = _addresses(path)
        with Server(path) as server:
            yield from _pages(server, addresses, count, mark)
        with Server(path) as server:
            yield _load(server, addresses, count, mark)
    yield from long_report(mark)


def _addresses(path: Path) -> dict[str, list[str]]:
    """Addresses of each page, drawn by a fixed chance, and those that are heaviest."""
    chance = random.Random(7)
    with_room = Room(path)
    with with_room.look() as look:
        reports = [r.id for r in look.casebook.reports()]
        drawn = chance.sample(reports, min(ASKED, len(reports)))
        words = " ".join(look.brief(i).text for i in drawn).split()
        listed = look.casebook.findings.listed
        found = {
            kind: [one.id for one in listed(Asked(kind=kind, limit=ASKED))]  # type: ignore[arg-type]
            for kind in ("statement", "event", "disagreement", "copy", "entity")
        }
        spots = [str(s.geonames_id) for s in look.casebook.findings.spots(ASKED)]
    with_room.close()

    def paged(page: str, ids: list[str]) -> list[str]:
        return [f"{page}/{quote(i, safe='')}" for i in ids]

    search = [
        f"search?{urlencode({'q': ' '.join(chance.sample(words, 1 + n % 3))})}"
        for n in range(ASKED)
    ]
    return {
        "story": ["story"] * 20,
        "reports": ["reports"] * 20,
        "report": paged("report", drawn),
        "statement": paged("statement", found["statement"]),
        "event": paged("event", found["event"]),
        "timeline": ["timeline"] * 20,
        "map": ["map"] * 10 + paged("map", spots[:10]),
        "people": ["people"] * 10 + paged("people", found["entity"]),
        "disagreements": ["disagreements"] * 10 + paged("disagreements", found["disagreement"]),
        "copy": paged("copy", found["copy"]),
        "search": search,
        "add": ["add"] * 20,
        "judgements": ["judgements"] * 20,
        "about": ["about"] * 20,
    }


def _pages(server: Server, addresses: dict[str, list[str]], count: int, mark: str) -> Iterator[Row]:
    connection = server.connect()
    for page, asked in addresses.items():
        spent, wrong, largest = [], [], 0
        for address in asked:
            began = time.perf_counter()
            status, body = server.get(connection, address)
            spent.append(1000 * (time.perf_counter() - began))
            largest = max(largest, len(body))
            if status not in {200, 303}:
                wrong.append(f"{status} {urlsplit(address).path}")
        if not spent:
            continue
        yield Row(
            name=f"room {page} p95, ms",
            data=f"{count} reports, {len(spent)} requests",
            digest=mark,
            figure=statistics.quantiles(spent, n=20)[-1] if len(spent) > 1 else spent[0],
            floor=MOST_MS,
            lower_is_better=True,
            note=f"median {statistics.median(spent):.0f}, first {spent[0]:.0f}, largest page "
            f"{largest / 1000:.0f} kB; failed: {wrong[:3]}",
        )
    connection.close()


@dataclass(slots=True)
class _Tally:
    answers: int = 0
    written: int = 0
    errors: list[str] = field(default_factory=list)


def _load(server: Server, addresses: dict[str, list[str]], count: int, mark: str) -> Row:
    seconds = int(os.environ.get("ONRECORD_BENCH_ROOM_SECONDS", SECONDS))
    every = [a for asked in addresses.values() for a in asked]
    over, tally = Event(), _Tally()
    keys = [a.partition("/")[2] for a in addresses["report"]]

    def read(number: int) -> None:
        chance, connection = random.Random(number), server.connect()
        while not over.is_set():
            address = chance.choice(every)
            try:
                status, _ = server.get(connection, address)
            except (OSError, http.client.HTTPException) as error:
                tally.errors.append(f"{type(error).__name__} {address}")
                connection.close()
                continue
            tally.answers += 1
            if status not in {200, 303}:
                tally.errors.append(f"{status} {address}")

    def write() -> None:
        chance, connection = random.Random(0), server.connect()
        while not over.is_set():
            key = chance.choice(keys).replace("%3A", ":")
            fields = {"verdict": "reject", "item": f"{key}/st:1-2", "back": server.root + "story"}
            try:
                status = server.post(connection, "judge", fields)
            except (OSError, http.client.HTTPException) as error:
                tally.errors.append(f"{type(error).__name__} judge")
                connection.close()
                continue
            tally.written += status == 303
            if status != 303:
                tally.errors.append(f"{status} judge")
            over.wait(0.5)

    workers = [Thread(target=read, args=(n,)) for n in range(READERS)] + [Thread(target=write)]
    for worker in workers:
        worker.start()
    over.wait(seconds)
    over.set()
    for worker in workers:
        worker.join()
    return Row(
        name="room errors, 50 readers and 1 writer",
        data=f"{count} reports, {seconds} s, {tally.answers} answers, {tally.written} judgements",
        digest=mark,
        figure=len(tally.errors),
        floor=0.0,
        lower_is_better=True,
        note=f"{sorted(set(tally.errors))[:4]}",
    )
