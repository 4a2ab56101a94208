from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.intake.parts import cut


def kinds(text: str) -> list[tuple[str, str]]:
    return [(part.kind, part.span.of(text)) for part in cut(text).parts]


def test_a_report_with_everything() -> None:
    text = """Mill to reopen in May, mayor says

By Jane Doe and John Roe
Published: 2024-03-02 10:15 GMT

SEOUL, Sept 17 (Reuters) - The mill will reopen, the mayor said.

What comes next

In this photo taken on Monday, workers wait. (AP Photo/Jane Doe)

Workers wait at the gate. Image: Reuters

"We will work," she said. (With AFP)

***

The end came at night.

(Reporting by Jane Doe;
Editing by John Roe)

Source: AFP
"""
    assert kinds(text) == [
        ("title", "Mill to reopen in May, mayor says"),
        ("byline", "By Jane Doe and John Roe"),
        ("metadata", "Published: 2024-03-02 10:15 GMT"),
        ("dateline", "SEOUL, Sept 17 (Reuters) -"),
        ("paragraph", "The mill will reopen, the mayor said."),
        ("heading", "What comes next"),
        ("caption", "In this photo taken on Monday, workers wait."),
        ("credit", "(AP Photo/Jane Doe)"),
        ("caption", "Workers wait at the gate."),
        ("credit", "Image: Reuters"),
        ("paragraph", '"We will work," she said.'),
        ("credit", "(With AFP)"),
        ("metadata", "***"),
        ("paragraph", "The end came at night."),
        ("byline", "(Reporting by Jane Doe;\nEditing by John Roe)"),
        ("credit", "Source: AFP"),
    ]
    assert cut(text).facts.outlet is None


def test_a_french_report_with_single_line_ends() -> None:
    long = "a annoncé lundi le maire devant des dizaines d’ouvriers réunis devant la grille. " * 2
    text = f"""L’usine rouvrira en mai
Par Jean Dupont – Publié le 17/09/2023 à 10h15, mis à jour le 18/09/2023
LYON (AFP) — L’usine de Lyon rouvrira en mai, {long}
Une grille rouillée
Les syndicats restent prudents, {long}
© Zoé Martin / Hans Lucas"""
    found = kinds(text)
    assert [kind for kind, _ in found] == [
        "title",
        "byline",
        "metadata",
        "dateline",
        "paragraph",
        "heading",
        "paragraph",
        "credit",
    ]
    assert cut(text).facts.published().value == "2023-09-17T10:15"


def test_a_run_of_metadata_is_taken_out_of_the_prose() -> None:
    text = (
        " date 2023-09 Kim est rentré.\n\nSÉOUL – Le dirigeant rentrait.\n\nVisite d’État\n\nFin."
    )
    assert kinds(text) == [
        ("metadata", "date 2023-09"),
        ("paragraph", "Kim est rentré."),
        ("dateline", "SÉOUL –"),
        ("paragraph", "Le dirigeant rentrait."),
        ("heading", "Visite d’État"),
        ("paragraph", "Fin."),
    ]
    published = cut(text).facts.published()
    assert (published.value, published.grain, published.basis) == ("2023-09", "month", "stated")


def test_a_title_given_as_metadata_is_read_as_prose() -> None:
    text = "Title: A plan for the river\nSource: The Example\n\nThe plan is ready, she said.\n"
    assert kinds(text)[:3] == [
        ("metadata", "Title:"),
        ("title", "A plan for the river"),
        ("metadata", "Source: The Example"),
    ]
    assert cut(text).facts.outlet == "The Example"


def test_a_dateline_with_its_year_tells_when() -> None:
    date = cut("PARIS, 12 mars 2024 (AFP) - Le plan est prêt.").facts.published()
    assert (date.value, date.basis) == ("2024-03-12", "inferred")


@pytest.mark.parametrize(
    "text",
    [
        "Il est mort hier",
        "The mill will reopen.\n\nThe mayor said so.",
        "“We will win.”\n\nShe said no more.",
        "a line in lower case\n\nThen prose.",
        "Statement by the council:\n\nThe mill is closed.",
        "x" * 300 + "\n\nThen prose.",
    ],
)
def test_reports_that_start_with_prose(text: str) -> None:
    assert [kind for kind, _ in kinds(text)] == ["paragraph"] * len(kinds(text))


@pytest.mark.parametrize("title", ["Séisme", "Who pays?", "“We will win”", "7 dead in flood"])
def test_titles(title: str) -> None:
    assert kinds(f"{title}\n\nThe mill is closed.")[0] == ("title", title)


@pytest.mark.parametrize("line", ["“We will win”", "- A point", "Why now?", "in lower case"])
def test_short_lines_that_are_no_headings(line: str) -> None:
    text = f"The mill is closed.\n\n{line}\n\nThe mayor said so."
    assert kinds(text)[1] == ("paragraph", line)


def test_prose_in_the_middle_is_not_searched_for_metadata() -> None:
    filler = "\n\n".join(f"Paragraph {n} ends here." for n in range(8))
    text = f"{filler}\n\nSource: nobody knows\n\n{filler}"
    assert ("heading", "Source: nobody knows") in kinds(text)


WORDS = [
    *(
        "SEOUL –",
        "PARIS, 12 mars (AFP) -",
        "(Reuters) -",
        "By Jane Doe",
        "Par Jean Dupont",
        "avec AFP",
    ),
    *("AFP PHOTO : X/Pool/AFP", "(AP Photo/X)", "© Z", "Title:", "Source:", "Date : 03/04/2024"),
    *("date 2023-09", "Publié le 17 septembre 2023", "https://e.org", "In this photo", "«", "»"),
    *(
        "The mill is closed.",
        "Kim est rentré",
        "a",
        "É",
        ".",
        "—",
        "(",
        ")",
        "\n",
        "\n\n",
        " ",
        "\xa0",
    ),
]
newsroom = st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)


@given(st.one_of(st.text(max_size=200), newsroom, newsroom.map(lambda text: text.replace(" ", ""))))
def test_parts_cover_the_text_and_do_not_overlap(text: str) -> None:
    at = 0
    for part in cut(text).parts:
        assert not text[at : part.span.start].strip()
        words = part.span.of(text)
        assert words and words == words.strip()
        at = part.span.end
    assert not text[at:].strip()


HOSTILE = {
    "one long word": "x" * 1_000_000,
    "spaces": "x" + " " * 1_000_000,
    "brackets": "(" * 1_000_000,
    "dashes": "A - " * 250_000,
    "commas": "PARIS, " * 150_000,
    "dates": "date 2023-09 " * 80_000,
    "blank lines": "x" + "\n \n" * 300_000 + "y",
    "credits": "/AFP" * 250_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_line_takes_more_than_its_length(name: str) -> None:
    started = time.process_time()
    cut(HOSTILE[name])
    assert time.process_time() - started < 5
