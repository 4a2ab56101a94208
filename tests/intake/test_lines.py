from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.intake.lines import paragraphs


def split(text: str, alone: tuple[str, ...] = ()) -> list[str]:
    return [text[p.start : p.end] for p in paragraphs(text, lambda line: line in alone)]


def test_blank_lines_part_paragraphs() -> None:
    assert split(" One.\n\nTwo. \n \t\nThree.") == ["One.", "Two.", "Three."]


def test_long_lines_are_one_paragraph_each() -> None:
    long = "The council met again on Tuesday " * 6 + "and voted."
    assert split(f"{long}\n{long}\n{long}") == [long] * 3


def test_short_sentences_on_lines_of_their_own_stay_apart() -> None:
    lines = ["The mill is closed.", "It will reopen in May, the mayor said on Monday.", "Good."]
    assert split("\n".join(lines)) == lines


WRAPPED = """\
The council of the river towns met again on Tuesday and voted by a
narrow majority to reopen the old bridge, which had been closed since
the floods of the spring. Work will begin in June.
Traders on the left bank, who had asked for this since the summer, said
they were relieved but would wait for the first trucks before they
believed it."""


def test_wrapped_lines_are_one_paragraph_up_to_a_short_line() -> None:
    first, second = split(WRAPPED)
    assert first.startswith("The council") and first.endswith("in June.")
    assert second.startswith("Traders") and second.endswith("believed it.")


def test_a_line_that_stands_alone_is_never_joined() -> None:
    byline = "The council of the river towns met again on Tuesday and voted by a"
    assert split(WRAPPED, (byline,))[0] == byline


def test_indented_lines_and_bullets_begin_paragraphs() -> None:
    text = WRAPPED.replace("Traders", "   Traders")
    assert len(split(text)) == 2
    listed = WRAPPED.replace("narrow", "- narrow")
    assert len(split(listed)) == 3


def test_a_line_that_goes_on_in_lower_case_is_joined() -> None:
    assert split("He says he is a serial liar and\nracist of the worst kind.") == [
        "He says he is a serial liar and\nracist of the worst kind."
    ]


def test_an_address_does_not_hide_the_wrapping() -> None:
    address = "https://example.org/" + "x" * 150
    assert len(split(f"{WRAPPED}\n\n{address}")) == 3


@given(st.text(alphabet="ab. \n\tÉ-", max_size=300))
def test_paragraphs_cover_all_that_is_not_blank(text: str) -> None:
    found = paragraphs(text, lambda line: line.startswith("É"))
    at = 0
    for p in found:
        assert not text[at : p.start].strip()
        assert text[p.start : p.end] == text[p.start : p.end].strip() != ""
        at = p.end
    assert not text[at:].strip()
