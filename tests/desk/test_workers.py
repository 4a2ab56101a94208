"""Processes: order, and what happens when one dies."""

from __future__ import annotations

import pytest

from onrecord.desk.workers import Killer, in_processes
from onrecord.errors import KnowledgeError
from tests.desk import jobs


def test_results_come_in_order_and_the_killer_is_named() -> None:
    batches = [list(range(n, n + 4)) for n in range(0, 40, 4)]
    done = list(in_processes(jobs.die_at_seven, batches, 2))
    killers = [one for batch in done for one in batch if isinstance(one, Killer)]
    assert [k.task for k in killers] == [7]
    assert "ended with code 3" in killers[0].how
    assert [[one for one in batch if isinstance(one, int)] for batch in done] == [
        [2 * n for n in batch if n != 7] for batch in batches
    ]


def test_what_ends_everything_is_raised() -> None:
    with pytest.raises(KnowledgeError, match="no gazetteer"):
        list(in_processes(jobs.refuse, [[1], [2]], 1))


def test_large_batches_pass_both_ways() -> None:
    batches = [[b"x" * 400_000] * 2 for _ in range(6)]
    done = list(in_processes(jobs.large, batches, 1))
    assert [len(one) for batch in done for one in batch if isinstance(one, bytes)] == [
        1_200_000
    ] * 12
