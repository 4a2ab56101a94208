"""The page of a report, and everything that can be corrected on it: said, shown, undone, gone."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from onrecord.desk.room import Room
from tests.web.example_room import Reader, reader, text_of

#: An agency's report in French, of which another one took words.
AOD = "r:694841be6a6769f1"
#: A paper's report that took words from it.
QUOTIDIEN = "r:d145c521befdf2bd"
STATEMENT = f"{AOD}/st:337-346"
PERSON = f"{AOD}/en:347-366"
EVENT = f"{AOD}/ev:328-335"
TIME = f"{AOD}/ti:181-197"


@pytest.fixture
def inside(example_copy: Path) -> Reader:
    return reader(example_copy)


def address(inside: Reader, report: str = AOD) -> str:
    return f"{inside.base}/report/{report}"


def note(page: str, item: str) -> str:
    """The note of an item, up to the next one."""
    name = item.partition("/")[2].replace(":", "-")
    found = re.search(
        rf'<div class="note [a-z ]*" id="n-{name}".*?(?=<div class="note |</article>)',
        page,
        re.DOTALL,
    )
    assert found is not None, item
    return found.group()


def words(page: str, item: str) -> list[str]:
    """The class names of an item's stretches in the text."""
    name = item.partition("/")[2].replace(":", "-")
    return re.findall(rf'<span class="layer ([a-z ]+)" data-i="{name}"', page)


def shown_text(page: str) -> dict[int, str]:
    """The blocks of the text by the character at which they begin."""
    found = re.findall(r'data-start="(\d+)">(.*?)</(?:p|h2|h3)>', page, re.DOTALL)
    return {int(at): unescape(re.sub(r"<[^>]+>", "", block)) for at, block in found}


def test_the_text_stands_there_with_its_offsets(inside: Reader, example_case: Path) -> None:
    room = Room(example_case)
    with room.look() as look:
        ids = [filed.id for filed in look.casebook.reports()]
        texts = {one: look.record(one).report.text for one in ids}
    room.close()
    for report, text in texts.items():
        shown = shown_text(inside.get(address(inside, report)).text)
        assert shown
        for at, block in shown.items():
            assert text[at : at + len(block)] == block
        assert sum(map(len, shown.values())) + sum(map(str.isspace, text)) >= len(text)


def test_notes_tell_values_and_reasons(inside: Reader) -> None:
    page = inside.get(address(inside)).text
    told = text_of(page)
    for words_of_it in (
        "AOD 6 October 2026 (stated) fr credits AOD",
        "la préfète maritime, Solange Treillard asserts · reported",
        "mardi après-midi 6 October 2026 12:00–17:59",
        "so it is the last up to the day of publication",
        "assault – → Deux marins",
        "taken over by Le Quotidien de Sarrel 7 October 2026 · fr · 2 passages · 59 %",
        "4 things seen and declined",
    ):
        assert words_of_it in told
    assert re.search(r"relays Reuters · \d+ origins?, \d+ reports?", told)
    assert "/statement/statement%3A" in note(page, STATEMENT)
    assert "/people/entity%3A" in note(page, PERSON)
    assert "/event/event%3A" in note(page, EVENT)


def test_what_was_copied_is_told_with_where_it_stands_before(inside: Reader) -> None:
    page = inside.get(address(inside, QUOTIDIEN)).text
    told = text_of(page)
    assert re.search(r"copied AOD · \d+ origins, \d+ reports", told)
    assert "stands before in AOD" in told


def test_characters_that_are_asked_for_are_marked(inside: Reader) -> None:
    page = inside.get(f"{address(inside)}?at=308-335").text
    assert re.search(r'<mark id="t308">', page)
    for nonsense in ("5", "9-2", "0-99999", "x", "1-2-3", "9" * 30 + "-1"):
        answer = inside.get(address(inside), params={"at": nonsense})
        assert answer.status_code == 200 and "<mark" not in answer.text


def test_what_the_report_tells_itself_is_shown_when_asked_for(inside: Reader) -> None:
    report = address(inside, "r:9548c374797641ec")
    assert 'class="layer own' not in inside.get(report).text
    page = inside.get(f"{report}?own=1").text
    assert 'class="layer own"' in page and "told by the report itself" in page


def test_a_report_that_is_not_there(inside: Reader) -> None:
    for path in ("report/r:0", "report/r:0/correct?item=st:1-2", "report/r:0/versions?against=r:1"):
        assert inside.get(f"{inside.base}/{path}").status_code == 404
    assert inside.get(f"{address(inside)}/correct?item=nonsense").status_code == 404
    assert inside.get(f"{address(inside)}/correct").status_code == 400


def test_every_item_leads_to_its_forms(inside: Reader) -> None:
    page = inside.get(address(inside)).text
    found = [unescape(one) for one in re.findall(r'href="([^"]*/correct\?item=[^"]*)"', page)]
    assert len(found) > 15
    for one in found:
        forms = inside.get(one)
        assert forms.status_code == 200 and 'name="verdict" value="reject"' in forms.text
    piece = inside.get(found[0], headers={"hx-request": "true"}).text
    assert "<html" not in piece and 'value="reject"' in piece


def forms_of(inside: Reader, item: str, **query: str) -> str:
    report, _, name = item.partition("/")
    answer = inside.get(f"{address(inside, report)}/correct", params={"item": name, **query})
    assert answer.status_code == 200
    return answer.text


def undone(inside: Reader, number: int = 1) -> str:
    inside.judged("withdraw", str(number), back=address(inside))
    return inside.get(address(inside)).text


@pytest.mark.parametrize("item", [STATEMENT, PERSON, EVENT, TIME])
def test_rejected_and_undone(inside: Reader, item: str) -> None:
    before = inside.get(address(inside)).text
    page = inside.judged("reject", item, back=address(inside), note="not so")
    assert all("gone" in look for look in words(page, item))
    told = note(page, item)
    assert "Rejected" in told and "by anna" in told and "not so" in told
    assert 'name="verdict" value="withdraw"' in told and " gone" in told
    after = undone(inside)
    assert words(after, item) == words(before, item) and note(after, item) == note(before, item)


def test_another_source(inside: Reader) -> None:
    forms = forms_of(inside, STATEMENT)
    assert 'value="source"' in forms and f'<option value="{AOD}/en:388-408">' in forms
    page = inside.judged("source", STATEMENT, f"{AOD}/en:388-408", back=address(inside))
    told = note(page, STATEMENT)
    assert re.search(r"<s>la préfète maritime, Solange Treillard</s>\s*<ins>Hesperia Tankers", told)
    assert "Source: Hesperia Tankers" in told and "by anna" in told
    assert all("corrected" in look for look in words(page, STATEMENT))
    assert "<ins>" not in note(undone(inside), STATEMENT)


def test_another_date_and_none(inside: Reader) -> None:
    assert 'value="2026-10-06"' in forms_of(inside, TIME)
    page = inside.judged("date", TIME, value="2026-10-05", back=address(inside))
    assert re.search(r"<s>6 October 2026 12:00–17:59</s>\s*<ins>5 October 2026", note(page, TIME))
    page = inside.judged("date", TIME, value="", back=address(inside))
    assert "<ins>nothing</ins>" in note(page, TIME)
    assert "<ins>5 October 2026" in note(undone(inside, 2), TIME)
    assert "<ins>" not in note(undone(inside, 1), TIME)


def test_a_name_is_taken_out_and_given_to_another(inside: Reader) -> None:
    forms = forms_of(inside, PERSON)
    group = re.search(r'name="item" value="(entity:[^"]+)"', forms)
    assert group is not None and 'value="split"' in forms
    page = inside.judged("split", group[1], PERSON, back=address(inside))
    assert "Taken apart from" in note(page, PERSON)
    chosen = re.search(
        r'type="radio" name="item" value="(entity:[^"]+)"',
        forms_of(inside, PERSON, called="Talvik"),
    )
    assert chosen is not None
    page = inside.judged("same", PERSON, chosen[1], back=address(inside))
    assert "One with" in note(page, PERSON) and "Talvik Star" in note(page, PERSON)
    undone(inside, 2)
    assert 'class="mark' not in note(undone(inside, 1), PERSON)


def test_an_event_is_one_with_another_or_not(inside: Reader) -> None:
    forms = forms_of(inside, EVENT)
    near = re.findall(r'type="radio" name="item" value="(event:[^"]+)"', forms)
    assert near and len(near) == len(set(near))
    for number, verdict in ((1, "same"), (3, "different")):
        page = inside.judged(verdict, EVENT, near[0], back=address(inside))
        assert f'class="mark {verdict}"' in note(page, EVENT)
        assert f'class="mark {verdict}"' not in note(undone(inside, number), EVENT)
    group = re.search(r'name="verdict" value="split".*?name="item" value="(event:[^"]+)"', forms)
    assert group is not None
    page = inside.judged("split", group[1], EVENT, back=address(inside))
    assert 'class="mark split"' in note(page, EVENT)


def test_another_place(example_copy: Path) -> None:
    room = Room(example_copy)
    with room.look() as look:
        found = [
            f"{filed.id}/{place.id}"
            for filed in look.casebook.reports()
            for place in look.record(filed.id).places
        ]
    room.close()
    assert found
    inside = reader(example_copy)
    forms = forms_of(inside, found[0], called="Paris")
    value = re.search(r'type="radio" name="value" value="(\d+ [^"]+ FR [^"]+ Paris)"', forms)
    assert value is not None
    report = found[0].partition("/")[0]
    page = inside.judged("place", found[0], value=value[1], back=address(inside, report))
    assert "<ins>Paris</ins>" in note(page, found[0]) and "<s>" in note(page, found[0])
    assert "No place goes by this name" in forms_of(inside, found[0], called="Xyzzyq")
    inside.judged("withdraw", "1")
    assert "<ins>" not in note(inside.get(address(inside, report)).text, found[0])


def test_a_statement_that_was_missed(inside: Reader) -> None:
    fields = {"report": AOD, "start": "132", "end": "180", "value": "le port"}
    page = inside.judged("statement", back=address(inside), **fields)
    added = f"{AOD}/st:132-180"
    assert all("added" in look for look in words(page, added)) and words(page, added)
    assert "le port" in note(page, added) and "added by hand" in note(page, added)
    page = undone(inside)
    assert words(page, added) == [] and 'id="n-st-132-180"' not in page


def test_what_is_about_nothing_any_more_is_listed(inside: Reader) -> None:
    page = inside.judged("reject", f"{AOD}/st:1-9", f"{AOD}/ev:9999-10000", back=address(inside))
    lost = page.partition('id="lost"')[2]
    assert "Judgements without an item" in page
    assert "st:1-9" in lost and "ource :" in lost and "ev:9999-10000" in lost
    inside.judged("withdraw", "1")
    assert "Judgements without an item" not in inside.get(address(inside)).text


def test_in_a_room_for_reading_nothing_is_offered(example_copy: Path) -> None:
    inside = reader(example_copy, read_only=True)
    page = inside.get(address(inside)).text
    assert "/correct?" not in page and '/judge"' not in page and 'id="new-statement"' not in page
    assert '/judge"' not in forms_of(inside, STATEMENT)


def test_two_reports_side_by_side(inside: Reader) -> None:
    answer = inside.get(f"{inside.base}/copy/copy%3A{AOD}~r%3Ad145c521befdf2bd")
    assert answer.status_code == 200
    told = text_of(answer.text)
    assert "2 passages in common: 59 %" in told and "by their dates" in told
    for which, far in (("earlier", "later"), ("later", "earlier")):
        for number in (1, 2):
            assert f'id="{which}-{number}"' in answer.text
            assert f'href="#{far}-{number}"' in answer.text
    assert inside.get(f"{inside.base}/copy/copy%3Anone").status_code == 404


def test_reports_by_date(inside: Reader) -> None:
    page = inside.get(f"{inside.base}/reports").text
    days = re.findall(r"<td>(\d+) October 2026</td>", page)
    assert len(days) == 28 and days == sorted(days, key=int, reverse=True)
    french = inside.get(f"{inside.base}/reports?language=fr&outlet=AOD").text
    assert len(re.findall(r"<tr data-item>", french)) == 3
    for asked in ("outlet=x", "behind=zz", "behind=~5", "behind=2026~" + "9" * 40):
        assert inside.get(f"{inside.base}/reports?{asked}").status_code == 200
