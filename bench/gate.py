"""The gate: ``baseline.json`` pins a floor for each measure with the digest of its data.

A floor only goes up (``--raise``); lowering one takes ``--lower NAME --because WHY`` and stays on
record in the file. Where the data changed, the old floor says nothing about the new data:
``--raise`` pins it afresh, and the record keeps what it was.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.measures import Row

BASELINE = Path(__file__).parent / "baseline.json"
#: A raised floor stays this far under the figure: float sums differ between processors.
SLACK = 0.3


def _load() -> dict[str, Any]:
    if BASELINE.exists():
        data: dict[str, Any] = json.loads(BASELINE.read_text(encoding="utf-8"))
        return data
    return {"floors": {}, "lowered": []}


def _judge(row: Row, pinned: dict[str, Any]) -> str:
    """Why a row fails, or nothing."""
    assert row.figure is not None
    if pinned["digest"] != row.digest:
        return "its data changed: pin it again with --raise after a look at the difference"
    floor = pinned["floor"]
    worse = row.figure > floor if row.lower_is_better else row.figure < floor
    return f"{row.figure:.2f}, its floor is {floor:.2f}" if worse else ""


def _lift(row: Row, pinned: dict[str, Any] | None) -> dict[str, Any]:
    assert row.figure is not None
    slack = SLACK if row.lower_is_better else -SLACK
    floor = round(row.figure + slack, 2)
    if pinned is not None:
        floor = min(floor, pinned["floor"]) if row.lower_is_better else max(floor, pinned["floor"])
    return {"floor": floor, "digest": row.digest}


def _is_lower(row: Row, pinned: dict[str, Any], before: dict[str, Any]) -> bool:
    if row.lower_is_better:
        return bool(pinned["floor"] > before["floor"])
    return bool(pinned["floor"] < before["floor"])


def hold(
    rows: Sequence[Row],
    *,
    lift: bool = False,
    lower: Sequence[str] = (),
    because: str | None = None,
) -> int:
    """0 when all pinned floors hold, 1 otherwise; changes the baseline only when asked to."""
    data = _load()
    floors: dict[str, Any] = data["floors"]
    failed = checked = 0
    for row in rows:
        if row.figure is None or not row.digest:
            print(f"not run: {row.name} ({row.note})")
            continue
        if row.name in lower:
            if not because:
                print("--lower needs --because", file=sys.stderr)
                return 2
            data["lowered"].append({"name": row.name, "because": because, "was": floors[row.name]})
            floors[row.name] = _lift(row, None)
        if lift:
            known = floors.get(row.name)
            changed = known is not None and known["digest"] != row.digest
            floors[row.name] = _lift(row, None if changed else known)
            if changed and _is_lower(row, floors[row.name], known):
                data["lowered"].append(
                    {"name": row.name, "because": "its data changed", "was": known}
                )
        pinned = floors.get(row.name)
        if pinned is None:
            continue
        checked += 1
        reason = _judge(row, pinned)
        if reason:
            failed += 1
            print(f"FAILS: {row.name}: {reason}")
    missing = sorted(set(floors) - {r.name for r in rows if r.figure is not None})
    for name in missing:
        print(f"not run: {name}")
    if lift or lower:
        text = json.dumps(data, indent=1, sort_keys=True, ensure_ascii=False)
        BASELINE.write_text(text + "\n", encoding="utf-8")
    print(f"gate: {checked} floors checked, {failed} failed, {len(missing)} could not be run")
    return 1 if failed else 0
