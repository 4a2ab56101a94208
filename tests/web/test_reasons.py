"""What the engine gives as reasons, said in the languages of the interface."""

from __future__ import annotations

import ast
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from string import Formatter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.desk.room import Room
from onrecord.web.messages import languages
from onrecord.web.reasons import ENGINE, JOINED, Forms, Pattern, Reasons, Run, reasons
from onrecord.web.shown import reason, reason_text
from tests.web.example_room import reader
from tests.web.given_reasons import given as given_in
from tests.web.test_messages import FORBIDDEN

ROOT = Path(str(files("onrecord")))
SAYS = languages()
FOLDERS = {code: ROOT / "web" / "messages" / code / "reasons" for code in SAYS}
CODES = sorted(code for code, folder in FOLDERS.items() if folder.is_dir())
#: The share of the reasons of the example pile that a language has words for.
FLOOR = 0.98
FRENCH = reasons("fr")


def data_of(code: str) -> list[dict[str, object]]:
    paths = sorted(FOLDERS[code].iterdir())
    return [tomllib.loads(path.read_text(encoding="utf-8")) for path in paths]


def tables_of(code: str) -> dict[str, Mapping[str, Forms]]:
    return {name: table for data in data_of(code) for name, table in data.get("words", {}).items()}  # type: ignore[attr-defined]


def forms(words: Forms) -> list[str]:
    return [words] if isinstance(words, str) else list(words.values())


def texts_of(code: str) -> Iterator[str]:
    """Everything that a language says by itself."""
    told = reasons(code)
    yield from told.whole.values()
    for pattern in told.patterns:
        yield from forms(pattern.here)
    for table in tables_of(code).values():
        for words in table.values():
            yield from forms(words)


# What stands in the files


def test_french_has_words_for_reasons() -> None:
    assert "fr" in CODES
    assert ENGINE not in CODES


@pytest.mark.parametrize("code", CODES)
def test_every_pattern_makes_of_its_example_what_it_says(code: str) -> None:
    told = reasons(code)
    found = {p.says: (p.like, told.told(p.like)) for p in told.patterns}
    wanted = {p.says: (p.like, (Run(words=p.shown, language=code),)) for p in told.patterns}
    assert found == wanted


@pytest.mark.parametrize("code", CODES)
def test_what_is_always_the_same_is_found(code: str) -> None:
    told = reasons(code)
    for text, words in told.whole.items():
        assert told.told(text) == (Run(words=words, language=code),)


@pytest.mark.parametrize("code", CODES)
def test_no_slot_is_lost_and_forms_are_those_of_the_language(code: str) -> None:
    wanted = {*SAYS[code].plural, "other"}
    for pattern in reasons(code).patterns:
        names = {slot.name for slot in pattern.slots}
        assert len(names) == len(pattern.slots), pattern.says
        for words in forms(pattern.here):
            used = Counter(n for _, n, spec, how in Formatter().parse(words) if n is not None)
            assert used == Counter(names), pattern.says
        if not isinstance(pattern.here, str):
            assert set(pattern.here) == wanted, pattern.says
            assert "n" in names, pattern.says
    for table in tables_of(code).values():
        for words in table.values():
            assert isinstance(words, str) or set(words) == wanted


@pytest.mark.parametrize("code", CODES)
def test_nothing_stands_twice_or_for_nothing(code: str) -> None:
    told = reasons(code)
    rows = [pattern.says for pattern in told.patterns]
    wholes = [text for data in data_of(code) for text in data.get("whole", {})]  # type: ignore[attr-defined]
    tables = [name for data in data_of(code) for name in data.get("words", {})]  # type: ignore[attr-defined]
    assert max(Counter([*rows, *wholes, *tables]).values()) == 1
    assert set(tables) <= {slot.kind for pattern in told.patterns for slot in pattern.slots}


@pytest.mark.parametrize("code", CODES)
def test_nothing_is_promised_that_is_not_known(code: str) -> None:
    assert [text for text in texts_of(code) if FORBIDDEN.search(text)] == []


def test_french_has_its_spaces() -> None:
    bad = re.compile(r"[^\u202f][;!?]|[^\u00a0]:|«[^\u00a0]|[^\u00a0]»|'| %")
    assert [text for text in texts_of("fr") if bad.search(text)] == []


# What the engine says, as it is written in its code


def _pieces(path: Path) -> Iterator[str]:
    """The strings of a module that are not its documentation, f-strings in pieces."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z']+", text.casefold())


def test_the_engine_still_says_so() -> None:
    """Two words that follow each other in a pattern do so in a string of the engine, or one ends a
    piece of a string and the other begins one: what is worded anew there is to be here."""
    within: set[tuple[str, str]] = set()
    first, last = set(), set()
    for path in ROOT.rglob("*.py"):
        if path.relative_to(ROOT).parts[0] in {"web", "cli", "export"}:
            continue
        for piece in _pieces(path):
            words = _words(piece)
            within |= set(pairwise(words))
            if words:
                first.add(words[0])
                last.add(words[-1])
    said = [*FRENCH.whole, *(p.says for p in FRENCH.patterns)]
    lost = [
        (text, pair)
        for text in said
        for piece, _, _, _ in Formatter().parse(text)
        for pair in pairwise(_words(piece))
        if pair not in within and not (pair[0] in last and pair[1] in first)
    ]
    assert lost == []


def test_tables_hold_what_the_engine_names() -> None:
    names: dict[str, set[str]] = {"rule": set(), "counted": {"people"}, "frame": set()}
    for folder in (ROOT / "languages").iterdir():
        for name, found in (("times", "rule"), ("amounts", "counted"), ("events", "frame")):
            path = folder / f"{name}.toml"
            if path.is_file():
                data = tomllib.loads(path.read_text(encoding="utf-8"))
                rows = {"rule": data.get("rule", []), "frame": data.get("frames", {})}
                rows["counted"] = data.get("counted", {})
                names[found] |= {r if isinstance(r, str) else r["name"] for r in rows[found]}
    tables = tables_of("fr")
    assert {name: set(tables[name]) - known for name, known in names.items()} == {
        "rule": set(),
        "counted": set(),
        "frame": set(),
    }


# What passes through


WORDS = st.text("abcéÉ ’Ж", min_size=1, max_size=8).map(lambda t: f"x{t.strip()}x")
DAYS = st.dates().map(lambda day: day.isoformat())
VALUES = {
    "": WORDS,
    "day": DAYS,
    "when": DAYS,
    "number": st.integers(0, 10**9).map(lambda n: f"{n:,}"),
    "quoted": WORDS.map(repr),
    "name": WORDS.map(lambda word: word.replace(" ", "").capitalize()),
    "reason": st.sampled_from(sorted(FRENCH.whole)),
}


@settings(max_examples=400, deadline=None)
@given(st.data(), st.sampled_from(FRENCH.patterns))
def test_words_of_reports_pass_through(data: st.DataObject, pattern: Pattern) -> None:
    """Whatever the slots hold, it is there in the words of the language, in whatever order."""
    tables = tables_of("fr")
    values: dict[str, str] = {}
    for slot in pattern.slots:
        known = tables.get(slot.kind) or {
            key.removeprefix(f"{slot.kind}."): text
            for key, text in SAYS["fr"].texts.items()
            if key.startswith(f"{slot.kind}.")
        }
        value = VALUES[slot.kind] if slot.kind in VALUES else st.sampled_from(sorted(known))
        values[slot.name] = data.draw(value)
    english = "".join(
        before + (values[name] if name else "")
        for before, name, _, _ in Formatter().parse(pattern.says)
    )
    if JOINED in english.replace(JOINED, "", pattern.joins):
        return
    told = FRENCH.told(english)
    words = "".join(run.words for run in told)
    assert {run.language for run in told} == {"fr"}, english
    for slot in pattern.slots:
        if slot.kind in {"", "name"}:
            assert values[slot.name] in words
        elif slot.kind == "number":
            assert values[slot.name].replace(",", "\u202f") in words
        elif slot.kind == "quoted":
            assert values[slot.name].strip("'") in words


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from([p.like for p in FRENCH.patterns] + ["no such reason"]), max_size=6)
)
def test_nothing_that_is_not_known_is_lost(pieces: list[str]) -> None:
    runs = FRENCH.told(JOINED.join(pieces))
    assert sum(run.words.count("no such reason") for run in runs) == pieces.count("no such reason")
    for run in runs:
        assert run.language in {"fr", ENGINE}
        assert run.language == ENGINE or "no such reason" not in run.words
    assert all(a.language != b.language for a, b in pairwise(runs))


@settings(deadline=None)
@given(st.text("ab;:'\"\\x0 ({“”})-T2é\n", max_size=80))
def test_any_text_can_be_a_reason(text: str) -> None:
    for code in SAYS:
        assert reasons(code).told(text)
        assert reason(text, SAYS[code]).unescape() is not None
    assert "".join(run.words for run in reasons(ENGINE).told(text)) == text


# How it is said


def told(text: str) -> str:
    return reason_text(text, SAYS["fr"])


def test_reasons_are_looked_up_one_by_one() -> None:
    text = "two capitalised words (person +0.6); nothing known; actors: Ana; Bo"
    assert FRENCH.told(text) == (
        Run(words="deux mots à majuscule (personne +0,6)\u202f; ", language="fr"),
        Run(words="nothing known", language="en"),
        Run(words="\u202f; qui agit\u00a0: Ana\u202f; Bo", language="fr"),
    )
    assert FRENCH.told("one thing; another") == (Run(words="one thing; another", language="en"),)
    assert reason("<b>; “x”", SAYS["fr"]) == (
        '<span lang="en">&lt;b&gt;</span><span lang="fr">\u202f; «\u00a0x\u00a0»</span>'
    )
    assert reason("counted from 2026-10-06", SAYS["en"]) == (
        '<span lang="en">counted from 2026-10-06</span>'
    )
    assert reason("", SAYS["fr"]) == ""


def test_numbers_days_and_quotes() -> None:
    assert told("25,928.50 m") == "25\u202f928,50\u00a0m"
    assert told("1.2e+06 dead") == "1\u202f200\u202f000 morts"
    assert told("1 dead") == "1 mort"
    assert told("up to 1,234 widgets") == "jusqu’à 1\u202f234 widgets"
    assert told("-17.7778 °C") == "-17,7778\u00a0°C"
    assert told("counted from 2026-W41") == "comptée depuis 2026-W41"
    assert told("counted from 2026-10-06/2026-10-08") == "comptée depuis 2026-10-06/2026-10-08"
    assert told("counted from 2026-13-45") == "comptée à partir du 2026-13-45"
    assert told(r"stated: 'le 6\xa0mai\n\'26 \ud800'") == (
        "indiquée\u00a0: «\u00a0le 6\u00a0mai '26 \\ud800\u00a0»"
    )
    assert told("published 2026-10-07T06:15+02:00 (stated)") == (
        "parution\u00a0: 7 octobre 2026 à 06:15+02:00 (indiquée)"
    )


def test_what_only_looks_like_a_reason_stays_english() -> None:
    for text in (
        "rule 'no such rule'",
        "its verb is odd ('x')",
        "it is odd, so it is the last one",
        "its verb is past ('" + "x" * 2_000 + "')",
        "two capitalised words (person much)",
        "Ana Veld and her brother",
    ):
        assert FRENCH.told(text) == (Run(words=text, language="en"),)


def test_a_language_without_reasons_and_one_out_of_form() -> None:
    say = SAYS["fr"]
    assert Reasons(say, whole={}, patterns=(), words={}).told("a; b") == (
        Run(words="a; b", language="en"),
    )
    row = {"says": "at {place:nowhere}", "here": "{place}", "like": "", "shown": ""}
    with pytest.raises(ValueError, match="nowhere"):
        Reasons(say, whole={}, patterns=(row,), words={})


# What is shown of the example pile


@pytest.fixture(scope="module")
def shown(example_case: Path) -> list[tuple[str, str]]:
    return given_in(example_case)


@pytest.mark.parametrize("code", CODES)
def test_how_many_reasons_of_the_example_pile_have_words(
    code: str, shown: list[tuple[str, str]]
) -> None:
    told = reasons(code)
    lacking = [(w, t) for w, t in shown if any(r.language != code for r in told.told(t))]
    share = 1 - len(lacking) / len(shown)
    print(f"{code}: {share:.2%} of {len(shown)} reasons")
    assert len(shown) > 1_500
    assert share >= FLOOR, Counter(lacking).most_common(20)


def test_pages_say_reasons_in_the_language_of_the_interface(example_case: Path) -> None:
    room = reader(example_case)
    with Room(example_case).look() as look:
        report = next(filed.id for filed in look.casebook.reports())
    french = room.get(f"/c/talvik/report/{report}?own=1&lang=fr").text
    english = room.get(f"/c/talvik/report/{report}?own=1&lang=en").text
    reasons_in_french = re.findall(r'<p class="because"><span lang="(\w+)">([^<]*)</span>', french)
    assert len(reasons_in_french) > 10
    assert {code for code, _ in reasons_in_french} == {"fr"}
    assert '<span lang="en">' not in french.partition("<main")[2]
    assert "est un nom propre (autre +0,5)" in french
    assert "is a name (other" not in french
    assert '<span lang="en">' in english
    assert "is a name (other +0.5)" in english
