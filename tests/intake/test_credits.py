from __future__ import annotations

import pytest

from onrecord.intake.credits import (
    credit_tail,
    is_byline,
    is_closing,
    is_credit,
    opens_caption,
)


@pytest.mark.parametrize(
    "line",
    [
        "By Jane Doe",
        "By Jane Doe and John Roe",
        "BY JANE DOE",
        "By Jane Doe, staff writer",
        "By Jane Doe in Paris and John McRoe in Geneva",
        "By Jane Doe, jane.doe@example.org",
        "Par Jean Dupont avec AFP",
        "Par Jean-Luc d’Arc et Zoé Le Gall, envoyés spéciaux à Kyiv",
        "Par La Rédaction",
        "Propos recueillis par Zoé Martin",
        "Jane Doe in Paris",
        "Jean Dupont, à Nantes",
        "Jane Doe, Reuters",
        "Le Quotidien avec AFP",
    ],
)
def test_bylines(line: str) -> None:
    assert is_byline(line)


@pytest.mark.parametrize(
    "line",
    [
        "By Monday, the rain had stopped.",
        "By noon the square was full",
        "Par ailleurs, le maire a démissionné",
        "Par 12 voix contre 3",
        "The mayor in Paris",
        "By",
        "",
        "Reuters said so",
        "By " + "Jane Doe " * 40,
    ],
)
def test_what_is_no_byline(line: str) -> None:
    assert not is_byline(line)


@pytest.mark.parametrize(
    "words",
    [
        "(Reporting by Jane Doe; Editing by John Roe)",
        "(Reporting by Jane Doe in Paris; additional reporting by X Y;\nediting by Z.)",
        "Reporting by Jane Doe; Editing by John Roe",
        "(Reportage de Jane Doe, version française Zoé Martin, édité par Luc Roy)",
        "[Additional reporting by Jane Doe]",
    ],
)
def test_closings(words: str) -> None:
    assert is_closing(words)


def test_prose_about_reporting_is_no_closing() -> None:
    assert not is_closing("Reporting by the paper showed that the mayor had lied.")


@pytest.mark.parametrize(
    "words",
    [
        "AFP PHOTO : Zoé Martin/Pool/AFP",
        "(Crédit : Jean Dupont/AFP)",
        "Crédits photo : Zoé Martin",
        "Image: Reuters",
        "© Jean Dupont / Hans Lucas",
        "© 2024 Agence Exemple. Tous droits réservés",
        "(AP Photo/Jane Doe)",
        "(AP Photo/Jane Doe, Pool)",
        "Photo by Jane Doe",
        "(Photo by Jane Doe/Getty Images)",
        "REUTERS/Jane Doe",
        "Jane Doe/Reuters",
        "Jane Doe via AP",
        "Getty Images",
        "avec AFP",
        "(avec AFP)",
        "(With AFP)",
        "Avec agences",
        "AFP et Reuters",
        "(AFP)",
        "[Reuters]",
        "Tous droits réservés",
        "Copyright 2024 Example News",
        "(Havas.)",
        "(A.F.P.)",
        "(ats)",
        "Ritzau",
        "(QNP)",
        "With QNP",
        "Source : QNP",
        "This article first appeared in the Varn Courier.",
        "Cet article a été publié par l’Écho de Varn.",
    ],
)
def test_credits(words: str) -> None:
    assert is_credit(words) is not None


@pytest.mark.parametrize(
    "words",
    [
        "Photo : le président à son arrivée.",
        "Image of the year",
        "avec la police",
        "QNP",
        "Source: WHO",
        "Reuters said so.",
        "The map shows it.",
        "ap",
        "with agencies of the state",
        "He and/or she",
        "()",
        "(",
        "(...)",
        "x" * 500,
    ],
)
def test_what_is_no_credit(words: str) -> None:
    assert is_credit(words) is None


@pytest.mark.parametrize(
    ("text", "credit", "kind"),
    [
        ("The gate. AFP PHOTO : Zoé Martin/Pool/AFP", "AFP PHOTO : Zoé Martin/Pool/AFP", "picture"),
        ("At the gate (AP Photo/Jane Doe)", "(AP Photo/Jane Doe)", "picture"),
        ("La grille de l’usine. © Zoé Martin", "© Zoé Martin", "picture"),
        ("La grille. Zoé Martin/AFP", "Zoé Martin/AFP", "picture"),
        ("Il a dit non. (avec AFP)", "(avec AFP)", "text"),
        ("He said “no.” – Reuters", "– Reuters", "text"),
        ("Il a dit non. (Tanjug)", "(Tanjug)", "text"),
        ("Il a dit non, (ats)", "(ats)", "text"),
        ("He said no. (QNP)", "(QNP)", "text"),
    ],
)
def test_credits_that_close_a_paragraph(text: str, credit: str, kind: str) -> None:
    tail = credit_tail(text, 0, len(text))
    assert tail is not None
    assert (text[tail[0] :], tail[1]) == (credit, kind)


@pytest.mark.parametrize(
    "text",
    [
        "He said so. Reuters could not verify the claim.",
        "The film won (the first in years)",
        "It happened on 9/11. No one came",
        "Elle a dit non. Avec la police, elle attend.",
        "Il a écrit à l'Agence France-Presse (AFP).",
        "Elle dirige la Société protectrice des animaux (SPA).",
        "It was said by the Dam Safety Office (DSO)",
    ],
)
def test_prose_that_closes_without_credit(text: str) -> None:
    assert credit_tail(text, 0, len(text)) is None


def test_openers_of_captions() -> None:
    for text in ("In this photo, a gate.", "Sur cette photo, une grille.", "FILE PHOTO: A gate."):
        assert opens_caption(text, 0, len(text))
    for text in ("The photo shows a gate.", "Cette photo a fait le tour du monde."):
        assert not opens_caption(text, 0, len(text))
