from __future__ import annotations

import pytest

from onrecord.intake.dateline import dateline_at

DATELINES = [
    "SÉOUL –",
    "SEOUL, Sept 17 (Reuters) -",
    "SEOUL, South Korea (AP) —",
    "PARIS, 12 mars (AFP) -",
    "PARIS, 12 mars 2024 (AFP) -",
    "Paris (AFP) –",
    "Kyiv, le 3 mai (AFP) –",
    "Séoul, 17 sept. 2023 –",
    "NAIROBI (AP) —",
    "NAIROBI (Thomson Reuters Foundation) -",
    "WASHINGTON/BERLIN -",
    "PARIS ET LYON –",
    "(Reuters) -",
    "(AFP) –",
    "BEIJING, Sept 17, 2023 (Xinhua) --",
    "HEMPSTEAD, N.Y., Sept. 26 (UPI) —",
    "ST. LOUIS —",
    "SAINT-DENIS (Seine-Saint-Denis), 3 mai 2024 (AFP) –",
    "CAP-HAÏTIEN, Haïti, 4 avril -",
    "MEXICO CITY ―",
    "RIO DE JANEIRO –",
    "VAL-D’ISÈRE\xa0–",
    "PARIS, 14. (Havas.) —",
    "BERNE, 3. (A. T. S.) —",
    "Londres, 1er (Reutor). —",
    "Rome, 26 décembre.\n(ag.) —",
    "GENÈVE (ats) –",
    "LONDRES, 16 mai. — Reuter. —",
]


@pytest.mark.parametrize("head", DATELINES)
@pytest.mark.parametrize(
    "prose", ["The plan failed.", "« Non », dit-il.", "“No,” she said.", "12 morts."]
)
def test_a_dateline_ends_before_the_prose(head: str, prose: str) -> None:
    text = f"{head} {prose}"
    found = dateline_at(text, 0, len(text))
    assert found is not None
    assert text[: found.end] == head


@pytest.mark.parametrize(
    "text",
    [
        "NATO – which has 32 members – said no.",
        "BREAKING - The mayor resigned.",
        "VIDÉO – Le maire démissionne.",
        "FOOTBALL - Le Serbe gagne.",
        "PENCE: And that is why.",
        "Sen. Jane Doe (R-Texas) — The bill failed.",
        "A man was hurt – The police said so.",
        "- Oui, dit-il.",
        "– Non.",
        "Le 17 - 18 mai, la ville ferme.",
        "(Video) - The mayor resigned.",
        "The mill (AP) was closed",
        "SEOUL",
        "SEOUL –",
        "Q – Who pays?",
        "QUESTIONABLE MEDICAL CLAIMS — The mayor said so.",
        "POLLS NOT WRONG, JUST TOO EARLY - The mayor said so.",
        "AL-QUDS was quiet.",
        "10 - The number of goals.",
        "PARIS, 14. (voir page 2.) — Le maire démissionne.",
        "Le gymnase, 14 (rue du Val) — Le maire démissionne.",
        "",
    ],
)
def test_what_is_no_dateline(text: str) -> None:
    assert dateline_at(text, 0, len(text)) is None


def test_close_dashes() -> None:
    for text in ("WASHINGTON—The bill failed.", "PARIS (AFP)– Le plan.", "PARIS (AFP) –Le plan."):
        found = dateline_at(text, 0, len(text))
        assert found is not None, text
        assert text[found.end :].strip()[:2] in ("Th", "Le")


def test_a_whole_date_is_read() -> None:
    text = "BEIJING, Sept 17, 2023 (Xinhua) -- The premier said so."
    found = dateline_at(text, 0, len(text))
    assert found is not None and found.date is not None
    assert found.date.value == "2023-09-17"
    text = "BEIJING, Sept 17 (Xinhua) -- The premier said so."
    found = dateline_at(text, 0, len(text))
    assert found is not None and found.date is None
