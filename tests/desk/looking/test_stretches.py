"""Words with what is marked in them, whatever is marked where."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from onrecord.across.brief import Brief
from onrecord.desk.looking.stretches import LONGEST, near, stretch
from onrecord.model import Span


def brief(text: str) -> Brief:
    return Brief(
        report_id="r:1",
        language="en",
        outlet=None,
        url=None,
        title=None,
        published=(None, None),
        stated=False,
        text=text,
        prose=(),
        titles=(),
        around=(),
        entities=(),
        times=(),
        places=(),
        tellings=(),
        deeds=(),
    )


@given(st.text(min_size=1, max_size=2000), st.data())
def test_runs_are_the_text_in_order_and_the_mark_is_seen(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    mark = Span(start=start, end=end)
    made = stretch(brief(text), Span(start=0, end=len(text)), {"content": (mark,)})
    words = "".join(run.text for run in made.runs)
    flat = text.replace("\n", " ").replace("\r", " ")
    assert words in flat
    assert len(words) <= LONGEST
    assert (made.start, made.end) == (start, end)
    marked = "".join(run.text for run in made.runs if run.role == "content")
    assert marked and flat[start:end].startswith(marked)
    assert made.before or flat.startswith(words)
    assert made.after or flat.endswith(words)
    assert all(one.role != other.role for one, other in pairwise(made.runs))


def test_a_later_role_lies_over_an_earlier_one() -> None:
    made = stretch(
        brief("at least 12 dead"),
        Span(start=0, end=16),
        {"content": (Span(start=0, end=16),), "span": (Span(start=9, end=11),)},
    )
    assert [(run.text, run.role) for run in made.runs] == [
        ("at least ", "content"),
        ("12", "span"),
        (" dead", "content"),
    ]


@given(st.text(alphabet="ab \n", min_size=1, max_size=600), st.data())
def test_what_is_near_stays_in_the_paragraph_and_cuts_no_word(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = near(brief(text), Span(start=start, end=end))
    assert found.covers(Span(start=start, end=end))
    assert "\n" not in text[found.start : start] + text[end : found.end]
    assert found.start == 0 or text[found.start - 1].isspace()
    assert found.end == len(text) or text[found.end].isspace()
