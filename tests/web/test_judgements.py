"""The page Judgements: history, effect, undo and redo, and the file that they travel in."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

from onrecord.casebook import open_casebook
from onrecord.desk.looking import judgements
from tests.web.example_room import Reader, reader, text_of

STATEMENT = "r:694841be6a6769f1/st:337-346"
PLACE = "r:694841be6a6769f1/pl:"


def seen(inside: Reader, query: str = "") -> str:
    answer = inside.get(f"{inside.base}/judgements{query}")
    assert answer.status_code == 200
    return answer.text


def test_judgements_are_told_with_words_and_a_link(example_copy: Path) -> None:
    inside = reader(example_copy)
    inside.judged("source", STATEMENT, value="the <b>harbour</b>", note="see <i>page</i> 2")
    page = seen(inside)
    assert "Deux marins ont été blessés" in page
    assert "?at=337-346#t337" in unescape(page)
    told = text_of(page)
    assert "is said by the <b>harbour</b>" in told and "see <i>page</i> 2" in told
    assert "<b>harbour" not in page and "<i>page" not in page


def test_undo_and_redo(example_copy: Path) -> None:
    inside = reader(example_copy)
    inside.judged("reject", STATEMENT)
    assert 'name="item" value="1"' in seen(inside) and "<s>" not in seen(inside)
    inside.judged("withdraw", "1", back=f"{inside.base}/judgements")
    undone = seen(inside)
    assert "Undone by anna" in undone and "<s>" in undone
    # Redoing withdraws the withdrawal.
    assert set(re.findall(r'name="item" value="(\d+)"', undone)) == {"2"}
    inside.judged("withdraw", "2", back=f"{inside.base}/judgements")
    again = seen(inside)
    struck = re.findall(r'<li id="j(\d+)" data-item class="withdrawn"', again)
    assert struck == ["2"]
    assert inside.renewal.asked == 3


def test_what_has_no_effect_says_why(example_copy: Path) -> None:
    inside = reader(example_copy)
    other = "r:694841be6a6769f1/en:347-366"
    inside.judged("same", STATEMENT, other)
    inside.judged("different", STATEMENT, other)
    inside.judged("reject", "r:694841be6a6769f1/st:9000-9001")
    inside.judged("reject", "r:0000000000000000/st:1-2")
    page = seen(inside)
    effects = dict(re.findall(r'<li id="j(\d)" data-item class="([a-z-]+)"', page))
    assert effects == {"1": "overruled", "2": "in-force", "3": "lost", "4": "lost"}
    assert "Later judgements leave no room for it." in page
    assert page.count("is not, or no longer, in the reports") == 2


def test_added_statements_and_what_was_taken_out_have_an_effect(example_copy: Path) -> None:
    inside = reader(example_copy)
    report = STATEMENT.partition("/")[0]
    inside.judged("statement", f"{report}/st:0-20", value="the mayor")
    inside.judged("rename", "entity:r:694841be6a6769f1/en:347-366", value="S. Treillard")
    page = seen(inside)
    assert page.count('class="in-force"') == 2


def test_they_are_shown_by_person_and_verdict(example_copy: Path) -> None:
    reader(example_copy, user="<b>").judged("reject", STATEMENT)
    inside = reader(example_copy)
    inside.judged("source", STATEMENT, value="the mayor")
    assert "&lt;b&gt;" in seen(inside) and '<option value="<b>"' not in seen(inside)
    by_anna = seen(inside, "?by=anna")
    assert 'id="j2"' in by_anna and 'id="j1"' not in by_anna
    rejected = seen(inside, "?verdict=reject&by=")
    assert 'id="j1"' in rejected and 'id="j2"' not in rejected
    assert "No judgements" in seen(inside, "?by=anna&verdict=reject")
    assert 'id="j2"' in seen(inside, "?verdict=nonsense&before=x")


def test_pages(example_copy: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(judgements, "PAGE", 2)
    inside = reader(example_copy)
    for n in range(5):
        inside.judged("source", STATEMENT, value=f"speaker {n}")
    numbers, query = [], ""
    while True:
        page = seen(inside, query)
        numbers.append(re.findall(r'<li id="j(\d)"', page))
        behind = re.search(r'rel="next" href="([^"]+)"', page)
        if behind is None:
            break
        query = unescape(behind[1])
    assert numbers == [["5", "4"], ["3", "2"], ["1"]]


def test_the_file_goes_from_one_casebook_to_another(example_copy: Path, tmp_path: Path) -> None:
    inside = reader(example_copy)
    inside.judged("reject", STATEMENT, note="été")
    inside.judged("withdraw", "1")
    taken = inside.get(f"{inside.base}/judgements/file")
    assert taken.headers["content-disposition"] == ('attachment; filename="talvik-judgements.txt"')
    assert taken.headers["content-type"].startswith("text/plain")
    path = tmp_path / "other.db"
    with open_casebook(path, write=True, create_new=True):
        pass
    other = reader(path, user="berta")
    would = other.post(f"{other.base}/judgements/file", files={"file": ("<i>.txt", taken.content)})
    assert would.status_code == 200 and "2 judgements are new here." in would.text
    assert "&lt;i&gt;.txt" in would.text and "<i>" not in would.text
    with open_casebook(path) as casebook:
        assert casebook.judgements() == ()
    text = unescape(re.search(r"<textarea[^>]*>\n(.*?)</textarea>", would.text, re.S)[1])  # type: ignore[index]
    sent = other.post(f"{other.base}/judgements/file", data={"text": text, "seen": "yes"})
    assert sent.status_code == 303 and other.renewal.asked == 1
    assert "2 judgements were brought in; 0 were here already." in seen(other)
    with open_casebook(path) as there, open_casebook(example_copy) as here:
        assert there.judgements() == here.judgements()
    twice = other.post(f"{other.base}/judgements/file", files={"file": ("a", taken.content)})
    assert "2 are here already." in twice.text and "<textarea" not in twice.text


def test_what_is_no_file_of_judgements(example_copy: Path) -> None:
    inside = reader(example_copy)
    for data, says in (
        (b"<script>", "is no file of judgements"),
        (b"# onrecord judgements 1\nnonsense\n", "a line holds when"),
        (b"\xff\xfe\x00", "no text in UTF-8"),
    ):
        answer = inside.post(f"{inside.base}/judgements/file", files={"file": ("x", data)})
        assert answer.status_code == 400 and says in text_of(answer.text), data
    with open_casebook(example_copy) as casebook:
        assert casebook.judgements() == ()


def test_a_room_for_reading_only_has_no_buttons(example_copy: Path) -> None:
    reader(example_copy).judged("reject", STATEMENT)
    inside = reader(example_copy, read_only=True)
    page = seen(inside)
    assert 'name="verdict" value="withdraw"' not in page and 'type="file"' not in page
    assert inside.post(f"{inside.base}/judgements/file").status_code == 403
