"""The pages that the shell brings, in both languages, and what lies behind all of them."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest

from onrecord.web.app import create_app
from onrecord.web.cases import Case, Standing, cases_of
from onrecord.web.guard.sessions import Notice
from onrecord.web.settings import local
from tests.web.rooms import browser, casebooks, entered, room

WEB = Path(str(files("onrecord.web")))
SOURCES = [p for p in WEB.rglob("*") if p.suffix in {".html", ".css", ".js", ".svg"}]
OWN = [p for p in SOURCES if "vendor" not in p.parts]


def test_one_casebook_opens_at_once(tmp_path: Path) -> None:
    inside = entered(room(casebooks(tmp_path)))
    assert inside.get("/").headers["location"] == "/c/harbour"
    assert inside.get("/c/harbour").headers["location"] == "/c/harbour/story"


def test_several_casebooks_are_listed(tmp_path: Path) -> None:
    inside = entered(room(casebooks(tmp_path, "harbour", "<b>")))
    listed = inside.get("/").text
    assert 'href="/c/harbour"' in listed and 'href="/c/b"' in listed and "&lt;b&gt;" in listed
    assert inside.get("/c/b/about").status_code == 200
    assert inside.get("/c/nowhere/about").status_code == 404


def test_casebooks_have_keys_of_their_own(tmp_path: Path) -> None:
    paths = [str(tmp_path / name) for name in ("Éloi 1.db", "eloi-1.db", "x/eloi_1.db", "東.db")]
    made = cases_of([*paths, paths[0]])
    assert [case.key for case in made] == ["eloi-1", "eloi-1-2", "eloi-1-3", "case"]


def test_the_language_is_kept(tmp_path: Path) -> None:
    inside = entered(room(casebooks(tmp_path)))
    english = inside.get("/c/harbour/about", headers={"accept-language": "en"})
    assert '<html lang="en">' in english.text
    french = inside.get("/c/harbour/about?lang=fr")
    assert '<html lang="fr">' in french.text and french.headers["content-language"] == "fr"
    assert "SameSite=strict" in french.headers["set-cookie"]
    assert '<html lang="fr">' in inside.get("/c/harbour/about").text


def test_a_languages_address_leads_nowhere_else(tmp_path: Path) -> None:
    app = room(casebooks(tmp_path))
    shown = browser(app).get('/enter?token=abc&next=//evil.example&x="><script>').text
    assert "abc" not in shown and "<script>" not in shown
    assert 'href="?' in shown


def test_how_far_the_findings_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = entered(room(casebooks(tmp_path)))
    assert "Not compared yet" in inside.get("/c/harbour/about").text
    monkeypatch.setattr(Case, "standing", lambda case: Standing(seconds=180, judgements=2))
    shown = inside.get("/c/harbour/about").text
    assert re.search(r"Compared 3 minutes ago.*2 judgements since", shown)


def test_a_notice_is_said_once(tmp_path: Path) -> None:
    app = room(casebooks(tmp_path))
    value = app.state.premises.sessions.begin("anna")
    sessions = app.state.premises.sessions
    session = sessions.of(value)
    sessions.notice(session, Notice(message="error.missing", values={"what": "<i>"}))
    inside = browser(app)
    inside.cookies.set("onrecord-8321", value)
    assert "There is no &lt;i&gt; here." in inside.get("/c/harbour/about").text
    assert "&lt;i&gt;" not in inside.get("/c/harbour/about").text


def test_a_casebook_that_is_gone_is_said_in_words(tmp_path: Path) -> None:
    app = create_app(cases_of([str(tmp_path / "gone.db")]), local(8321))
    answer = entered(app).get("/c/gone/about")
    assert (answer.status_code, "no such casebook" in answer.text) == (409, True)


def test_assets_are_kept_by_what_they_hold(tmp_path: Path) -> None:
    app = room(casebooks(tmp_path))
    address = app.state.premises.assets.address("static/room.css")
    kept, unkept = browser(app).get(address), browser(app).get("/static/room.css?v=0")
    assert "immutable" in kept.headers["cache-control"]
    assert unkept.headers["cache-control"] == "no-cache"
    tag = {"if-none-match": kept.headers["etag"]}
    assert browser(app).get("/static/room.css", headers=tag).status_code == 304
    assert kept.headers["content-type"] == "text/css; charset=utf-8"


@pytest.mark.parametrize(
    "path",
    [
        "/static/",
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2fapp.py",
        "/static//etc/passwd",
        "/vendor/../templates/base.html",
        "/templates/base.html",
        "/static/room.css%00",
    ],
)
def test_nothing_else_lies_open(tmp_path: Path, path: str) -> None:
    app = room(casebooks(tmp_path))
    for client in (browser(app), entered(app)):
        assert client.get(path).status_code in {403, 404}


@pytest.mark.parametrize("path", OWN, ids=lambda p: p.name)
def test_nothing_comes_from_elsewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"https?:|(src|href|url|import)\W{0,3}//|@import", text)


@pytest.mark.parametrize("path", [p for p in OWN if p.suffix == ".html"], ids=lambda p: p.name)
def test_templates_escape_and_hold_nothing_inline(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\|\s*safe\b|autoescape|Markup", text)
    assert not re.search(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=|javascript:", text)
    # An attribute without quotation marks ends at a space of what stands in it.
    assert not re.search(r"\s[a-z-]+=\{\{", text)


def test_markup_is_made_in_one_module() -> None:
    made = {p.name for p in WEB.rglob("*.py") if "Markup" in p.read_text(encoding="utf-8")}
    assert made == {"shown.py"}
    assert "innerHTML" not in (WEB / "static" / "room.js").read_text(encoding="utf-8")
