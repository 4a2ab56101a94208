"""What processes come to is what one comes to, in the same order."""

from __future__ import annotations

import os
import sys

import pytest

from onrecord.across.pile import compare
from onrecord.across.spread import HERE
from onrecord.desk.forked import Forked, cores, may_fork
from onrecord.errors import OnrecordError, RecordError
from tests.across.test_pile import PILE

TWO = Forked(2, least=1)


def test_stretches_come_in_order_from_other_processes() -> None:
    found = list(TWO.of(lambda a, b: (list(range(a, b)), os.getpid()), 50))
    assert [n for part, _ in found for n in part] == list(range(50))
    if may_fork():
        assert len({process for _, process in found}) == 2
        assert os.getpid() not in {process for _, process in found}


def test_little_is_done_here() -> None:
    assert set(Forked(2, least=51).of(lambda a, b: os.getpid(), 50)) == {os.getpid()}
    assert set(Forked(1, least=1).of(lambda a, b: os.getpid(), 50)) == {os.getpid()}


def test_two_things_at_once() -> None:
    assert TWO.both(lambda: 1, lambda: 2) == HERE.both(lambda: 1, lambda: 2) == (1, 2)


def test_what_goes_wrong_elsewhere_is_raised_here() -> None:
    def work(start: int, end: int) -> int:
        raise RecordError("no", about="it")

    with pytest.raises(RecordError):
        list(TWO.of(work, 5))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="no process is begun")
def test_a_process_that_dies_is_named() -> None:
    with pytest.raises(OnrecordError, match="ended with code 3"):
        list(TWO.of(lambda a, b: os._exit(3), 5))


def test_a_pile_is_the_same_with_any_number_of_processes() -> None:
    whole = compare(PILE)
    assert compare(PILE, (), TWO) == whole
    assert compare(PILE, (), Forked(3, least=1)) == whole


def test_there_is_a_core() -> None:
    assert cores() >= 1
