"""Where a text credits an agency: brackets, datelines, sign-offs, headings, prose."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.intake.agencies import CREDITING, agency_credits

CREDITS = [
    ("PARIS, 14. (Havas.) — Le ministre part.", "Havas.", "dateline"),
    ("BERNE, 3. (A.T.S.) — Le conseil siège.", "A.T.S.", "dateline"),
    ("Béziers, 2. — (A. F. P.) Un homme est mort.", "A. F. P.", "dateline"),
    ("Brème, 28 (Reutor).-Le pilote est mort.", "Reutor", "dateline"),
    ("Rome, 26 mai.\n(ag.) — Le pape a parlé.", "ag.", "dateline"),
    ("Berne, 3 juin. ag. — Le conseil siège.", "ag.", "dateline"),
    ("Paris, 4. — Havas — Le ministre part.", "Havas", "dateline"),
    ("LONDRES, 16. — Havaa. — Le roi part.", "Havaa", "dateline"),
    ("BONN, 29 (A. E. P.). — Le chancelier part.", "A. E. P.", "dateline"),
    ("DNB Berlin, 5. Juli. Der Kanzler reist ab.", "DNB", "dateline"),
    ("London (Reuter), 5. Mai. Der König reist ab.", "Reuter", "dateline"),
    ("SEOUL, Sept 17 (Reuters) - The train left.", "Reuters", "dateline"),
    ("La route reste coupée. (Reuter)", "Reuter", "sign-off"),
    ("Les prix montent, (ats)", "ats", "sign-off"),
    ("La route reste coupée. ats\nLe maire part.", "ats", "sign-off"),
    ("La route reste coupée – AFP", "AFP", "sign-off"),
    (
        "Rien ne bouge.\nAgence télégraphique suisse\nBerne, 3.",
        "Agence télégraphique suisse",
        "heading",
    ),
    ("Dépêches\nde l’Agence Havas\nLyon, 11 mai.", "Agence Havas", "heading"),
    ("Selon l'AFP, le pont est fermé.", "AFP", "source"),
    ("L'agence Stefani reçoit de Rome un démenti.", "agence Stefani", "source"),
    ("Une dépêche d’« Exchange » annonce la pluie.", "Exchange", "source"),
    ("Le pont est fermé, a annoncé Reuters.", "Reuters", "source"),
    ("Wie Reuter aus Bern meldet, regnet es.", "Reuter", "source"),
    ("Eine Havasmeldung aus Paris sagt nichts.", "Havasmeldung", "source"),
    ("Il quittait le tribunal. (Téléphoto AP)", "AP", "picture"),
    ("L'AFP fête son anniversaire avec Belga.", "AFP", "named"),
]


@pytest.mark.parametrize(("text", "words", "form"), CREDITS)
def test_forms(text: str, words: str, form: str) -> None:
    found = agency_credits(text)[0]
    assert (found.span.of(text).rstrip("."), found.form) == (words.rstrip("."), form)
    assert found.because


@pytest.mark.parametrize(
    "text",
    [
        "Elle dirige la Société protectrice des animaux (SPA).",
        "L'Autorité palestinienne (AP) proteste.",
        "Sens. Ann Roe (D-WV) and Bob Roe (D-PA), who left.",
        "Le maire (Wolf) est parti. La carte (map) aussi.",
        "L'offre publique d'achat (OPA) a échoué.",
        "S'adresser chez MM. Havas, Roux et Cie.",
        "The fee fell, said Michael R. Bloomberg.\n\nHe left.",
        "L'agence Frontex et l'agence Fitch ont parlé.",
        "Il est parti. Si\nla route ferme, il revient.",
        "PARIS (Belgique) – Le maire démissionne.",
        "— Non. — Marie. — Oui.",
        "M. A. P. Martin est parti.",
    ],
)
def test_clean_prose_gives_no_credit(text: str) -> None:
    assert [c for c in agency_credits(text) if c.form in CREDITING] == []


def test_an_agency_that_is_not_named_has_no_body() -> None:
    (found,) = agency_credits("Rome, 26 mai. (ag.) — Le pape a parlé.")
    assert found.body is None


def test_a_misread_name_gives_its_reason() -> None:
    (found,) = agency_credits("PARIS, 3 mai (Havaa) — Le ministre part.")
    assert found.body is not None and found.body.name == "Havas"
    assert "'Havaa' is near Havas" in found.because


def test_several_agencies_stand_together() -> None:
    text = "Marseille, 22 (ATS / Reuter / AFP).-Le feu avance.\nIl pleut. ATS/AFP"
    assert [c.span.of(text) for c in agency_credits(text)] == ["ATS", "Reuter", "AFP", "ATS", "AFP"]


def test_a_header_credits_what_it_names() -> None:
    text = "x By Jane Doe, AP"
    (found,) = agency_credits(text, 2, header=True)
    assert (found.span.of(text), found.form) == ("AP", "byline")
    assert agency_credits(text, 2) == ()


@given(st.text(alphabet="AFPHavs(.)-—/ \n1é", max_size=80))
def test_credits_lie_in_the_text_and_do_not_overlap(text: str) -> None:
    found = agency_credits(text)
    assert all(0 <= c.span.start < c.span.end <= len(text) for c in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
