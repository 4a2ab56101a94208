"""Names of outlets that no list knows, by their shape."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.across.carriers import Carriers
from onrecord.across.shaped import lettered, shaped, told_to
from onrecord.intake.names import letters_credited
from onrecord.model import Span
from tests.across.piles import brief, telling

SAID = "the dam broke"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("she told the Varn Courier on Monday", ["Varn Courier"]),
        ("She Told The Tarn Valley Gazette", ["She Told The Tarn Valley Gazette"]),
        ("on Radio Tarn, the mayor", ["Radio Tarn"]),
        ("Selon Le Courrier de Varn, la digue", ["Courrier de Varn"]),
        ("Interrogée par La Gazette du Lac et Radio Tarn", ["Gazette du Lac et Radio Tarn"]),
        ("the courier came on Monday", []),
        ("the Times", []),
        ("Iris Lund, Courier of the king", []),
        ("le Journal officiel", []),
    ],
)
def test_shapes(text: str, names: list[str]) -> None:
    found = list(shaped(text, 0, len(text)))
    assert [name for _, name in found] == names
    assert all(text.startswith(name, at) for at, name in found)


@given(st.text(alphabet="aAbB éÉ.,'’-RadioTéléNews ", max_size=40), st.integers(0, 40))
def test_shapes_stand_where_they_are_said_to(text: str, start: int) -> None:
    for at, name in shaped(text, min(start, len(text)), len(text)):
        assert at >= min(start, len(text))
        assert text.startswith(name, at)
        assert name[:1].isupper()


def test_who_something_is_told_to_stands_behind_a_small_word() -> None:
    text = "an official who spoke to the Varn Courier, of the Tarn Gazette"
    assert [name for _, name in told_to(text, 0, len(text))] == ["Varn Courier"]


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("the state news agency QNP", "QNP"),
        ("l’agence officielle QNP", "QNP"),
        ("QNP", ""),
        ("the agency of Varn", ""),
        ("the ministry QNP", ""),
    ],
)
def test_the_letters_of_an_agency(name: str, letters: str) -> None:
    assert lettered(name) == letters


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("VARN, March 3 (QNP) -", ["QNP"]),
        ("VARN, March 3 -", []),
        ("By JANE DOE", []),
        ("Avec QNP", ["QNP"]),
        ("(Additional reporting by QNP)", ["QNP"]),
        ("Source: WHO", []),
        ("PARIS (ONU) –", []),
    ],
)
def test_letters_that_are_credited(text: str, letters: list[str]) -> None:
    assert [text[start:end] for start, end in letters_credited(text)] == letters


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("The mayor confirmed to the Varn Courier that {}.", "Varn Courier"),
        ("Speaking to Radio Tarn, the mayor said that {}.", "Radio Tarn"),
        ("On Radio Tarn, the mayor said that {}.", "Radio Tarn"),
        ("Documents obtained by the Varn Courier show that {}.", "Varn Courier"),
        ("The editor of the Varn Courier fears that {}.", ""),
        ("The mayor said that {}.", ""),
    ],
)
def test_who_no_list_knows_is_relayed(sentence: str, named: str) -> None:
    text = sentence.format(SAID)
    whole = Span(start=0, end=len(text))
    one = telling(text, SAID, sentence=whole, voice="statement")
    report = brief("r:a", text, one, outlet="Lake Post")
    told = Carriers(["Lake Post"]).prose(report, one)
    assert [one.name for one in told] == ([named] if named else [])


@pytest.mark.parametrize(
    ("outlets", "text", "named"),
    [
        (["Le Phare de Varn"], "a écrit Le Phare lundi", ["Le Phare de Varn"]),
        (["Le Phare de Varn"], "a vu un phare lundi", []),
        (["Le Phare de Varn", "Le Phare d'Ostby"], "a écrit Le Phare lundi", []),
        (["Mer et Défense"], "la Mer Noire est calme", []),
    ],
)
def test_a_paper_goes_by_what_stands_before_its_place(
    outlets: list[str], text: str, named: list[str]
) -> None:
    assert [one.name for one in Carriers(outlets).within(text, 0, len(text))] == named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The bridge over the Tarn is closed (Radio Tarn).", ["Radio Tarn"]),
        ("The bridge over the Tarn is closed (source: Radio Tarn).", ["Radio Tarn"]),
        ("The bridge is closed by order of the Tarn Council (Radio Tarn).", []),
        ("The bridge over the Tarn is closed (see Radio Tarn for what to do).", []),
    ],
)
def test_a_name_in_brackets_at_the_end_is_who_made_it_known(text: str, named: list[str]) -> None:
    one = telling(text, text[:10])
    told = Carriers(["Radio Tarn"]).prose(brief("r:a", text, one, outlet="Lake Post"), one)
    assert [c.name for c in told] == named
