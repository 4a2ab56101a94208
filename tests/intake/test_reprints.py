"""Notes on who published a report before."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.intake.reprints import reprint_of

OPENERS = ("This story was first published by ", "Article repris du ", "Zuerst erschienen in ", "(")


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("This story was first published by the Varn Courier.", "Varn Courier"),
        (
            "This article first appeared in The Tarn Gazette and is no longer there.",
            "The Tarn Gazette",
        ),
        ("Originally published in the Varn Courier", "Varn Courier"),
        ("(First published by QNP)", "QNP"),
        ("Article repris du Courrier de Varn.", "Courrier de Varn"),
        ("Cet article est d’abord paru dans L’Écho de Varn en mars.", "L’Écho de Varn"),
        ("Première publication : Radio Tarn", "Radio Tarn"),
        ("Dieser Artikel erschien zuerst in der Varner Zeitung.", "Varner Zeitung"),
    ],
)
def test_who_published_it_before(line: str, name: str) -> None:
    found = reprint_of(line)
    assert found is not None
    assert line[slice(*found)] == name


@pytest.mark.parametrize(
    "line",
    [
        "First published in 1968, the novel sold well.",
        "Originally published in Paris, the novel sold well.",
        "This story was first published in 2019.",
        "This article was first published by the Varn Courier. The mayor resigned on Friday.",
        "The report was first published by the Varn Courier.",
        "Reprise du Championnat de France",
        "The Varn Courier",
        "",
    ],
)
def test_what_says_no_such_thing(line: str) -> None:
    assert reprint_of(line) is None


@given(st.sampled_from(OPENERS), st.text(alphabet="aAÉ.,'’ ()«»deVT-3", max_size=40))
def test_a_name_stands_in_its_line(opener: str, rest: str) -> None:
    found = reprint_of(opener + rest)
    if found is not None:
        start, end = found
        assert len(opener) <= start < end <= len(opener + rest)
        assert (opener + rest)[start].isupper()
