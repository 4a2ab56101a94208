"""What tellings mean and count, read once and kept in columns."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.across.meaning import meant_by, parts_told
from onrecord.across.readings import Reading, Readings
from onrecord.across.spread import HERE

TOLD = st.lists(
    st.sampled_from(["boat", "sank", "12", "1,200", "put to sleep", "went down", "the", "Varn"]),
    max_size=6,
).map(" ".join)
AMOUNTS = st.frozensets(
    st.tuples(st.sampled_from(["dead", "boat", "EUR"]), st.floats(0, 9), st.just(float("inf"))),
    max_size=3,
)


@given(st.lists(st.tuples(TOLD, AMOUNTS), max_size=20), st.integers(0, 20))
def test_what_was_read_comes_back_as_it_was(told: list[tuple[str, frozenset]], cut: int) -> None:  # type: ignore[type-arg]
    def reading(number: int) -> Reading:
        text, amounts = told[number]
        return parts_told([text], "en"), amounts

    readings = Readings(len(told) + 1)
    numbers = range(len(told))
    readings.read(numbers[cut:], reading, HERE)
    readings.read(numbers[:cut], reading, HERE)
    assert len(told) not in readings
    for number, (text, amounts) in enumerate(told):
        assert number in readings
        parts = readings.parts(number, "en")
        assert parts == parts_told([text], "en")
        assert meant_by(parts).ids == meant_by(parts_told([text], "en")).ids
        assert readings.amounts(number) == amounts
