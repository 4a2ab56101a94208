"""A process that writes a casebook until it is killed, and what must hold afterwards.

``python -m bench.kills FOLDER SEED``, started by ``kills``, adds, judges, exports, copies and
migrates in turn and says on stdout what is acknowledged. After each kill nothing of that is lost,
nothing is there twice, the file is whole and every quote is the slice of its text.
"""

from __future__ import annotations

import pickle
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from onrecord.casebook import Addition, Casebook, open_casebook
from onrecord.casebook.connect import connect
from onrecord.casebook.lock import WriterLock
from onrecord.casebook.migrate import Migration, migrate, shipped
from onrecord.cli.target import opened
from onrecord.desk.judging import as_text
from onrecord.export.lines import exported
from onrecord.model import Judgement
from onrecord.record.codec import decode_record

BATCH = 16
#: What an export that is whole ends with.
END = b"# end\n"
#: Seconds after its first sign of life within which a process is killed.
LONGEST = 0.6
STEP = Migration(
    number=len(shipped()) + 1,
    sql="CREATE TABLE more (report INTEGER) STRICT; INSERT INTO more SELECT number FROM report;",
)


def work(folder: Path, seed: int) -> None:
    """Write until killed."""
    made: list[Addition] = pickle.loads((folder / "pile.pickle").read_bytes())
    case, chance = folder / "case.db", random.Random(seed)
    say("begin")
    with open_casebook(case, write=True, create_new=True) as casebook:
        todo = iter([a for a in made if not casebook.is_read(a.original_sha256)])
        for number in range(1_000_000):
            batch = list(islice(todo, BATCH))
            # Some come twice, as when a run is started again.
            for done in casebook.add([*batch, *chance.sample(made, 2)][: len(batch) + 1]):
                say(f"report {done.report_id}")  # type: ignore[union-attr]
            judged = Judgement(
                number=0, verdict="reject", items=(f"{seed}.{number}",), by="", at=""
            )
            casebook.judge(judged)
            say(f"judgement {seed}.{number}")
            if number % 5 == 2:
                name = f"export-{seed}-{number}.txt"
                _export(casebook, folder / name)
                say(f"export {name}")
            if number % 5 == 4:
                casebook.back_up(folder / f"copy-{seed}-{number}.db")
                say(f"copy copy-{seed}-{number}.db")
                _migrate(folder / f"copy-{seed}-{number}.db")


def _export(casebook: Casebook, path: Path) -> None:
    """The statements of all records and the judgements, as the commands write them."""
    with opened(str(path)) as target:
        for filed in casebook.reports():
            record = decode_record(casebook.record(filed.id))
            target.write(b"".join(exported(record, "jsonl").lines))
        target.write(as_text(casebook.judgements()).encode())
        target.write(END)
        target.finish()


def _migrate(copy: Path) -> None:
    lock = WriterLock(copy)
    db = connect(copy, write=True)
    migrate(db, copy, (*shipped(), STEP))
    db.close()
    lock.release()


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


@dataclass(slots=True)
class Tally:
    """What was acknowledged over all kills, and what went wrong."""

    kills: int = 0
    reports: set[str] = field(default_factory=set)
    judgements: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)


def kills(count: int, folder: Path, made: Sequence[Addition], *, seed: int = 1) -> Tally:
    """Kill so many times while ``made`` is being added, at moments drawn by ``seed``, and look each
    time; when all are in, a new casebook is begun."""
    (folder / "pile.pickle").write_bytes(pickle.dumps(list(made)))
    chance, tally = random.Random(seed), Tally()
    for number in range(count):
        if len(tally.reports) >= len(made):
            for file in folder.glob("case.db*"):
                file.unlink()
            tally.reports.clear()
            tally.judgements.clear()
        _once(folder, number, chance.uniform(0, LONGEST), tally)
        tally.kills += 1
    return tally


def _once(folder: Path, number: int, wait: float, tally: Tally) -> None:
    command = [sys.executable, "-m", "bench.kills", str(folder), str(number)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(wait)
        process.kill()
        # A line that was cut is not acknowledged.
        said = [
            line.split()
            for line in process.stdout.read().splitlines(keepends=True)
            if line.endswith("\n")
        ]
    if process.returncode != -9:
        tally.faults.append(f"ended with {process.returncode} before it was killed")
    copies = [what for kind, what in said if kind == "copy"]
    tally.reports |= {what for kind, what in said if kind == "report"}
    tally.judgements |= {what for kind, what in said if kind == "judgement"}
    tally.faults += _looked_at(folder, copies, tally)
    exports = {what for kind, what in said if kind == "export"}
    written = {path.name: path.read_bytes() for path in folder.glob("export-*")}
    tally.faults += [f"{name}: an export is lost" for name in exports - set(written)]
    tally.faults += [f"{n}: half an export" for n, b in written.items() if not b.endswith(END)]
    for file in [
        f for kind in ("copy", ".copy", "export", ".export") for f in folder.glob(f"{kind}-*")
    ]:
        file.unlink()


def _looked_at(folder: Path, copies: list[str], tally: Tally) -> list[str]:
    found: list[str] = []
    case = folder / "case.db"
    if not case.exists():
        return ["no casebook"] if tally.reports else []
    with open_casebook(case, write=True) as casebook:
        found += casebook.faults()
        held = Counter(r.id for r in casebook.reports(versions=True))
        judged = Counter(i for j in casebook.judgements() for i in j.items)
    for name, acknowledged, there in (
        ("reports", tally.reports, held),
        ("judgements", tally.judgements, judged),
    ):
        found += [f"{name}: {one} is lost" for one in acknowledged - set(there)]
        found += [f"{name}: {one} is there {n} times" for one, n in there.items() if n > 1]
    for path in [*(folder / name for name in copies), *folder.glob("copy-*.db.before-*")]:
        found += _copy_faults(path)
    return found


def _copy_faults(path: Path) -> list[str]:
    """A copy, or one that was being migrated: whole, and of the old form or of the new one."""
    db = connect(path, write=True)
    form = db.pragma("user_version")
    tables = db.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'more'").get
    whole = db.pragma("integrity_check") == "ok"
    moved = (
        not tables
        or db.execute("SELECT (SELECT count(*) FROM more) = (SELECT count(*) FROM report)").get
    )
    db.close()
    good = whole and moved and form == len(shipped()) + (1 if tables else 0)
    return [] if good else [f"{path.name}: not whole"]


if __name__ == "__main__":
    work(Path(sys.argv[1]), int(sys.argv[2]))
