"""The page of a pile: what is shown, and that nothing of a report reaches the page unescaped."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.across.brief import Brief
from onrecord.across.disagreements import disagreements
from onrecord.across.origins import origins
from onrecord.export.story import story_page
from onrecord.export.storywords import marked, shown
from onrecord.model import Span
from onrecord.model.case import Comparison, Copy
from tests.across.piles import brief, copy, group, keys, telling

DAM = "The dam at Tarn broke on Monday and 12 people were killed in the lower town"


def own(name: str, day: str | None, outlet: str, words: str = DAM) -> Brief:
    return brief(name, f"{words}.", telling(f"{words}.", words), day=day, outlet=outlet)


def compared(briefs: Sequence[Brief], copies: tuple[Copy, ...] = ()) -> Comparison:
    groups = [group(keys(*briefs))]
    return Comparison(
        reports=tuple(b.report_id for b in briefs),
        copies=copies,
        groups=tuple(groups),
        matches=(),
        statements=origins(briefs, copies, groups),
        happenings=(),
        disagreements=disagreements(briefs, copies, groups),
    )


def parsed(page: str) -> ET.Element:
    """The page as XML: every tag closed, every attribute quoted."""
    body = page.removeprefix("<!doctype html>")
    return ET.fromstring(re.sub(r"<meta ([^>]*)>", r"<meta \1/>", body))


def words_of(page: str) -> str:
    return " ".join(" ".join(parsed(page).itertext()).split())


def test_a_copy_a_relay_and_an_origin_of_its_own_stand_apart() -> None:
    a, b = own("r:a", "2026-03-02", "Courier"), own("r:b", "2026-03-03", "Gazette")
    text = f"KCNA: {DAM}."
    c = brief("r:c", text, telling(text, DAM, "KCNA"), day="2026-03-04", outlet="Post")
    page = story_page(compared((a, b, c), (copy(a, b, DAM),)), (a, b, c))
    said = words_of(page)
    assert "2 origins behind 3 reports, among the 3 reports given." in said
    assert "First: Courier, the earliest by date: 2026-03-02." in said
    assert "Korean Central News Agency" in said
    # Each state in a shape of its own and in words.
    for shape in ('class="own"', 'class="copied"', 'class="relays"', 'class="agency"'):
        assert f"<g {shape}>" in page
    assert page.count("<circle") == 1
    assert page.count(f"<mark>{DAM}</mark>") == 2


def test_both_sides_of_a_disagreement_are_shown_with_their_words() -> None:
    a = own("r:a", "2026-03-02", "Courier")
    b = own("r:b", "2026-03-02", "Gazette", DAM.replace("12", "15"))
    page = story_page(compared((a, b)), (a, b))
    said = words_of(page)
    assert "Disagreement: number" in said
    assert "<mark>12</mark>" in page
    assert "<mark>15</mark>" in page
    assert said.count("as of 2026-03-02") == 2


def test_the_page_runs_nothing_and_asks_nobody() -> None:
    a = own("r:a", "2026-03-02", 'x"><script>alert(1)</script>', DAM + " <b onload=x> & more")
    b = own("r:b", None, "</style><img src=http://example.org>")
    page = story_page(compared((a, b)), (a, b), title="<script>")
    tags = {e.tag for e in parsed(page).iter()}
    assert not tags & {"script", "img", "b", "link", "iframe", "a"}
    assert "default-src 'none'" in page
    assert "http:" not in page.replace("http://example.org", "")
    assert "<img" not in page


def test_what_nobody_sees_is_made_visible() -> None:
    hidden = "Tarn\u202egnab\u200b\ufeff\x1b[31m"
    a, b = own("r:a", None, hidden), own("r:b", None, "Gazette", f"{DAM} {hidden}")
    page = story_page(compared((a, b)), (a, b))
    assert not set(page) & set("\u202e\u200b\ufeff\x1b")
    assert shown("a\u200bb") == "a\N{REPLACEMENT CHARACTER}b"


def test_a_statement_of_one_report_is_counted_and_not_shown() -> None:
    a = own("r:a", "2026-03-02", "Courier")
    page = story_page(compared((a,)), (a,))
    assert "<section>" not in page
    assert "1 more are told by fewer reports" in words_of(page)


def test_the_drawing_leaves_room_for_a_hundred_copies() -> None:
    first = own("r:000", "2026-03-02", "Courier")
    later = [own(f"r:{n:03}", "2026-03-03", f"Paper {n}") for n in range(1, 100)]
    briefs = (first, *later)
    page = story_page(compared(briefs, tuple(copy(first, b, DAM) for b in later)), briefs)
    said = words_of(page)
    assert "1 origin behind 100 reports, among the 100 reports given." in said
    assert "64 more reports are not drawn." in said
    assert "76 more tellings lead here." in said


@given(
    st.text(max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=4)
)
@settings(max_examples=200, deadline=None)
def test_marks_never_change_the_words(text: str, pairs: list[tuple[int, int]]) -> None:
    marks = [Span(start=min(p), end=max(p)) for p in pairs]
    whole = Span(start=0, end=len(text))
    without = re.sub("</?mark>", "", marked(text, whole, marks))
    assert re.sub(" +", " ", without) == re.sub(" +", " ", marked(text, whole, ()))
