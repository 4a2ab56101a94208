"""Dates that callers give, and reading on past what cannot be read."""

from __future__ import annotations

import pytest

import onrecord.desk.reading
from onrecord.desk import BATCH_REPORTS, Opened, SetAside, published_on, read_each
from onrecord.errors import IntakeError
from onrecord.model import Record
from tests import samples
from tests.cli.test_read import UNREADABLE, StandIn


@pytest.mark.parametrize(
    ("given", "value", "grain"),
    [
        ("2023", "2023", "year"),
        ("2023-09", "2023-09", "month"),
        ("2024-02-29", "2024-02-29", "day"),
        ("17 September 2023", "2023-09-17", "day"),
        ("17 septembre 2023", "2023-09-17", "day"),
    ],
)
def test_a_date_keeps_its_grain(given: str, value: str, grain: str) -> None:
    published = published_on(given)
    assert (published.value, published.grain, published.basis) == (value, grain, "stated")


@pytest.mark.parametrize("given", ["", "23", "2023-9", "2023-02-30", "2023-09-17T", "03/04/2024"])
def test_what_is_no_date_is_refused(given: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        published_on(given)


def test_inputs_keep_their_order_across_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(onrecord.desk.reading, "_reader", lambda *_: StandIn())
    inputs: list[Opened | SetAside] = [
        Opened(name=str(i), report=samples.report(id=str(i))) for i in range(3 * BATCH_REPORTS)
    ]
    inputs[5] = SetAside(name="5", error=IntakeError("empty"))
    inputs[40] = Opened(name="40", report=samples.report(id="40", outlet=UNREADABLE))
    results = list(read_each(inputs, pipelines={}))
    assert [r.report.id if isinstance(r, Record) else r.name for r in results] == [
        str(i) for i in range(len(inputs))
    ]
    assert [i for i, r in enumerate(results) if isinstance(r, SetAside)] == [5, 40]
