"""Pages become reports: their words, their facts, and what is refused."""

from __future__ import annotations

import hashlib
import os
import signal
import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import IntakeError, LanguageError
from onrecord.intake import page_reader
from onrecord.intake.open import open_report, report_from_bytes, report_from_text
from onrecord.model import Report
from tests.intake import pages


def report(source: str | bytes, name: str = "page.html") -> Report:
    data = source.encode() if isinstance(source, str) else source
    return report_from_bytes(data, name, detect=lambda prose: "en")


def parts(of: Report, kind: str) -> list[str]:
    return [part.span.of(of.text) for part in of.parts if part.kind == kind]


def test_a_modern_page() -> None:
    found = report(pages.MODERN)
    assert parts(found, "title") == ["Vale bridge to close"] == [found.title]
    assert parts(found, "byline") == ["By Jane Doe and John Roe"]
    assert parts(found, "metadata") == ["2 March 2026"]
    assert parts(found, "credit") == ["(Reuters)"]
    assert parts(found, "paragraph") == [pages.FIRST, pages.SECOND, pages.THIRD[:-10]]
    assert found.outlet == "The Gazette"
    assert found.url == "https://gazette.example/vale-bridge"
    assert (found.published.value, found.published.grain) == ("2026-03-02T10:20Z", "minute")
    assert (found.published.basis, found.published.because) == (
        "stated",
        "the page's metadata says '2026-03-02T10:20:00Z'",
    )
    assert found.original_sha256 == hashlib.sha256(pages.MODERN.encode()).hexdigest()


def test_facts_in_json_ld_and_a_source_apart() -> None:
    found = report(pages.DIVS)
    assert (found.outlet, found.url) == ("Vaux Post", "https://post.example/1")
    assert (found.published.value, found.published.grain) == ("2026-03-02", "day")
    assert parts(found, "title") == ["Vale bridge to close"]
    assert parts(found, "credit") == ["Source: AFP"]
    assert parts(found, "paragraph") == [pages.FIRST, pages.SECOND]


def test_an_old_page_states_nothing() -> None:
    found = report(pages.OLD)
    assert (found.outlet, found.url, found.published.value) == (None, None, None)
    assert parts(found, "paragraph") == [pages.FIRST, pages.SECOND, pages.THIRD[:-10]]


def test_all_posts_of_a_live_blog_are_there() -> None:
    text = report(pages.LIVE).text
    at = [text.index(words) for words in (pages.THIRD, pages.SECOND, pages.FIRST)]
    assert at == sorted(at)


def test_french_typography() -> None:
    found = report(pages.FRENCH)
    assert parts(found, "byline") == ["Par Jeanne Dupont avec AFP"]
    first, second = parts(found, "paragraph")
    assert first.startswith("« Le pont sera fermé dès lundi », a déclaré dimanche")
    assert "lors d’une conférence" in first
    assert second.endswith("Les œuvres d’art coûtent 2 000 €, a-t-elle ajouté.")


@pytest.mark.parametrize("source", [pages.MODERN, pages.DIVS, pages.OLD, pages.LIVE])
def test_nothing_around_an_article_gets_in(source: str) -> None:
    text = report(source).text
    assert [words for words in pages.UNWANTED if words in text] == []


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", "utf-8"),
        ("utf-8", "iso-8859-1"),
        ("utf-8", "nonsense"),
        ("cp1252", "windows-1252"),
        ("cp1252", "iso-8859-1"),
        ("cp1252", "utf-8"),
        ("utf-8-sig", "windows-1252"),
        ("utf-16", "utf-8"),
    ],
)
def test_an_encoding_is_believed_only_where_it_can_be(encoding: str, declared: str) -> None:
    source = pages.FRENCH.replace('charset="utf-8"', f'charset="{declared}"')
    source = source.replace("\u202f", " ")
    assert report(source.encode(encoding)).text == report(pages.FRENCH).text


def test_a_declared_encoding_wins_over_a_guess() -> None:
    words = "Здесь мост закроют в понедельник, сказала мэр города в воскресенье. "
    source = pages.page(pages.paragraphs(words * 3, words * 4), charset="koi8-r")
    assert words.strip() in report(source.encode("koi8-r")).text


def test_a_page_is_one_by_its_bytes_or_its_name(tmp_path: Path) -> None:
    whole = report(pages.MODERN)
    assert report(pages.MODERN, "page.txt") == whole
    assert report("\ufeff<!-- made by hand -->\n" + pages.MODERN, "x").text == whole.text
    assert report_from_text(pages.MODERN, detect=lambda prose: "en") == whole
    fragment = f"<div><p>{pages.FIRST}</p><p>{pages.SECOND}</p></div>"
    assert pages.FIRST in parts(report(fragment), "paragraph")
    assert "<div>" in report(fragment, "x.txt").text
    plain = f"{pages.FIRST}\n\n{pages.SECOND}\n"
    assert report(plain).text == plain
    path = tmp_path / "page.html"
    path.write_text(pages.MODERN, encoding="utf-8")
    assert open_report(path, detect=lambda prose: "en") == whole


def test_what_the_caller_knows_wins() -> None:
    found = report_from_bytes(
        pages.MODERN.encode(), "p", detect=lambda prose: "en", outlet="Other", title="Mine"
    )
    assert (found.outlet, found.title) == ("Other", "Mine")
    assert parts(found, "title") == ["Vale bridge to close"]


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>Vale bridge to close | The Gazette</title>", "Vale bridge to close"),
        ("<title>The Gazette - Vale bridge to close</title>", "The Gazette - Vale bridge to close"),
        ("<title>The Gazette</title>", None),
    ],
)
def test_a_site_is_no_headline(head: str, title: str | None) -> None:
    site = '<meta property="og:site_name" content="The Gazette">'
    body = f"<h1>The Gazette</h1><article>{pages.paragraphs(pages.FIRST, pages.SECOND)}</article>"
    assert report(pages.page(body, head + site)).title == title


def test_an_agency_that_only_metadata_names_is_a_credit() -> None:
    body = f"<article><h1>Vale bridge</h1>{pages.paragraphs(pages.FIRST, pages.SECOND)}</article>"
    found = report(pages.page(body, pages.linked_data(author={"name": "AFP"})))
    assert parts(found, "credit") + parts(found, "byline") == ["AFP"]
    found = report(pages.page(body, pages.linked_data(author={"name": "Jane Doe"})))
    assert "Jane Doe" not in found.text


# What is refused.


def refused(source: str | bytes, name: str = "page.html") -> str:
    with pytest.raises(IntakeError) as caught:
        report(source, name)
    assert caught.value.about == name
    return str(caught.value)


def test_a_page_too_deep_is_refused() -> None:
    deep = "<div>" * 300 + pages.paragraphs(pages.FIRST) + "</div>" * 300
    assert "MAX_PAGE_DEPTH" in refused(pages.page(deep))
    flat = "<p>" * 3_000 + pages.paragraphs(pages.FIRST, pages.SECOND) + "<br><li>" * 3_000
    assert pages.FIRST in report(pages.page(flat)).text


def test_a_tag_with_too_many_attributes_is_refused() -> None:
    many = " ".join(f"a{n}='>'" for n in range(2_000))
    assert "MAX_PAGE_ATTRIBUTES" in refused(pages.page(f"<p {many}>{pages.FIRST}</p>"))


def test_a_page_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.intake.web.MAX_PAGE_BYTES", 1_000)
    assert "MAX_PAGE_BYTES" in refused(pages.MODERN)


def test_text_that_the_parser_lost_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.intake.web.MAX_PAGE_DEPTH", 10_000)
    deep = "<div>" * 300 + pages.paragraphs(*[pages.FIRST] * 9) + "</div>" * 300
    assert "MIN_PAGE_SHARE" in refused(pages.page(pages.paragraphs(pages.FIRST) + deep))


def test_a_page_without_an_article_is_refused() -> None:
    assert "no text" in refused(pages.page("<script>var text = 'no words'</script>"))
    assert "no text" in refused("<html></html>")


def test_nothing_outside_is_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret words")
    source = (
        f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
        f"<html><body><p>{pages.FIRST} &x;</p><p>{pages.SECOND}</p></body></html>"
    )
    assert "secret words" not in report(source).text


# The process that parses.


def process() -> int:
    assert page_reader._reader._process is not None
    return page_reader._reader._process.pid


def test_one_process_serves_many_pages_and_is_replaced() -> None:
    report(pages.MODERN)
    first = process()
    report(pages.DIVS)
    assert process() == first
    os.kill(first, signal.SIGKILL)
    # Its end may be noticed before it is asked or while it is; what follows is served either way.
    try:
        report(pages.MODERN)
    except IntakeError as error:
        assert "MAX_PAGE_MEMORY" in str(error)
    assert report(pages.MODERN).title == "Vale bridge to close"
    assert process() != first


def test_a_page_that_stalls_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    report(pages.MODERN)
    os.kill(process(), signal.SIGSTOP)
    monkeypatch.setattr(page_reader, "MAX_PAGE_SECONDS", 0.05)
    assert "MAX_PAGE_SECONDS" in refused(pages.MODERN)
    monkeypatch.undo()
    assert report(pages.MODERN).title == "Vale bridge to close"


def test_a_page_that_works_too_long_is_ended() -> None:
    report(pages.MODERN)
    stopped = process()
    os.kill(stopped, signal.SIGSTOP)
    # What the system sends to a process beyond its seconds of work.
    os.kill(stopped, signal.SIGXCPU)
    os.kill(stopped, signal.SIGCONT)
    os.waitid(os.P_PID, stopped, os.WEXITED | os.WNOWAIT)
    page_reader._reader._process = kept = page_reader._reader._process
    assert kept is not None
    kept.wait()
    assert "MAX_PAGE_CPU" in page_reader._why(kept, threading.Event(), EOFError())
    assert report(pages.MODERN).title == "Vale bridge to close"


def test_threads_wait_for_one_another() -> None:
    found: list[Report] = []
    work = [
        threading.Thread(target=lambda source=source: found.append(report(source)))
        for source in (pages.MODERN, pages.DIVS, pages.FRENCH, pages.OLD)
    ]
    for thread in work:
        thread.start()
    for thread in work:
        thread.join()
    expected = {report(s).id for s in (pages.MODERN, pages.DIVS, pages.FRENCH, pages.OLD)}
    assert {one.id for one in found} == expected
    assert all(one == report(one_source(one)) for one in found)


def one_source(of: Report) -> str:
    sources = (pages.MODERN, pages.DIVS, pages.FRENCH, pages.OLD)
    return next(s for s in sources if report(s).id == of.id)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_a_fork_has_a_process_of_its_own() -> None:
    report(pages.MODERN)
    ours = process()
    forked = os.fork()
    if forked == 0:
        code = 1
        try:
            fine = report(pages.DIVS).outlet == "Vaux Post" and process() != ours
            page_reader._reader.close()
            code = 0 if fine else 2
        finally:
            os._exit(code)
    _, status = os.waitpid(forked, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    assert report(pages.MODERN).outlet == "The Gazette"
    assert process() == ours


# Whatever comes in.

PIECES = st.sampled_from(
    [
        *("<p>", "</p>", "<div class='byline'>", "</div>", "<table><tr><td>", "</table>", "<!--"),
        *("-->", "<script>", "</script>", "<script type='application/ld+json'>", "<br/>", "<svg>"),
        *('{"@type":"NewsArticle"', "<a href=", '"', "'", ">", "<", "&amp;", "&#x110000;", "&#0;"),
        *("<![CDATA[", "]]>", "(AFP)", "By Jane Doe", "\0", "\ud800", "é", "\u202e", "</"),
        *("<meta property='article:published_time' content='", "<article>", "</article>"),
        *(pages.FIRST, pages.SECOND),
    ]
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(PIECES, max_size=25))
def test_any_page_becomes_a_report_or_an_intake_error(drawn: list[str]) -> None:
    data = ("<!doctype html><html><body>" + "".join(drawn)).encode("utf-8", "surrogatepass")
    try:
        found = report(data)
    except (IntakeError, LanguageError) as error:
        assert error.about == "page.html"
        return
    assert found.parts
    assert all(part.span.of(found.text).strip() for part in found.parts)
    assert found == report(data)
