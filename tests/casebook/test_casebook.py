"""What goes in once, what becomes a version, what stays, and what leaves no trace."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.casebook import Added, Casebook, Quarantined, Wanted, open_casebook
from onrecord.casebook.versions import differences
from onrecord.errors import CasebookError
from onrecord.model import Judgement
from tests.casebook.pieces import made, on

SECRET = "Zorvathine quelquechose Kwyxmabrol"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "case.db"


@pytest.fixture
def casebook(path: Path) -> Iterator[Casebook]:
    with open_casebook(path, write=True, create_new=True) as opened:
        yield opened


def outcomes(done: tuple[Added | Quarantined, ...]) -> list[str]:
    return [one.outcome if isinstance(one, Added) else "aside" for one in done]


def judged(*items: str, verdict: str = "reject", note: str = "") -> Judgement:
    return Judgement(
        number=0,
        verdict=verdict,
        items=items,
        by="desk",
        at="2026-01-01",
        note=note,  # type: ignore[arg-type]
    )


def test_only_its_owner_reads_it(path: Path, casebook: Casebook) -> None:
    casebook.add([made()])
    for file in path.parent.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file


def test_the_same_report_twice_is_one(casebook: Casebook) -> None:
    assert outcomes(casebook.add([made(), made(name="copy.txt")])) == ["added", "known"]
    assert casebook.counts().reports == 1
    assert next(iter(casebook.reports())).names == ("a.txt", "copy.txt")
    assert list(casebook.faults()) == []


def test_an_edited_file_is_a_new_version(casebook: Casebook) -> None:
    old, new = made(), made("\nIl pleut encore.\n")
    casebook.add([old])
    (done,) = casebook.add([new])
    assert isinstance(done, Added)
    assert (done.outcome, done.version_of) == ("version", old.report_id)
    assert [r.version for r in casebook.versions(new.report_id)] == [1, 2]
    assert [i for i, _ in casebook.briefs()] == [new.report_id]
    (difference,) = casebook.differences(old.report_id, new.report_id)
    assert difference.new.of(casebook.text(new.report_id)) == "Il pleut encore."
    assert len(difference.old) == 0


def test_another_article_in_the_same_file_is_no_version(casebook: Casebook) -> None:
    casebook.add([made()])
    other = made(" ".join(f"autre{n}" for n in range(200)))
    assert outcomes(casebook.add([other])) == ["added"]


@pytest.mark.parametrize(
    ("facts", "outcome"),
    [
        ({"url": "https://val.example/barrage"}, "version"),
        ({"published": on("2024-03-02")}, "version"),
        ({"published": on("2024-03-03")}, "added"),
        ({"published": on("2024-03-02"), "outlet": "Autre"}, "added"),
        ({"url": "https://val.example/"}, "added"),
    ],
)
def test_versions_by_address_or_headline(
    casebook: Casebook, facts: dict[str, object], outcome: str
) -> None:
    casebook.add([made(located=False, url=facts.get("url"), published=on("2024-03-02"))])
    given = {"published": on("2024-04-09")} | facts
    new = made("\nPlus.\n", name="b.txt", located=False, **given)
    assert outcomes(casebook.add([new])) == [outcome]


def test_a_version_of_an_earlier_day_does_not_become_the_latest(casebook: Casebook) -> None:
    new = made(published=on("2024-03-05"))
    casebook.add([new, made("\nAvant.\n", published=on("2024-03-04"))])
    assert [r.id for r in casebook.reports()] == [new.report_id]


def test_read_again_by_another_version(casebook: Casebook) -> None:
    casebook.add([made()])
    again = made(maker="onrecord 9")
    assert casebook.is_read(again.original_sha256)
    assert not casebook.is_read(again.original_sha256, again.maker.id)
    assert outcomes(casebook.add([again, again])) == ["read again", "known"]
    assert b"onrecord 9" in casebook.record(again.report_id)
    assert casebook.counts().statements == 3
    assert list(casebook.faults()) == []


def test_a_batch_goes_in_whole_or_not_at_all(casebook: Casebook) -> None:
    broken = made("x")
    object.__setattr__(broken, "record", None)
    with pytest.raises(CasebookError, match="cannot be written"):
        casebook.add([made(), broken])
    assert casebook.counts().reports == 0
    assert list(casebook.faults()) == []


def test_what_is_set_aside_is_kept_until_it_gets_in(casebook: Casebook) -> None:
    casebook.add([], [Quarantined(name="a.txt", error="IntakeError", reason="empty")])
    assert [q.reason for q in casebook.quarantined()] == ["empty"]
    casebook.add([made()])
    assert casebook.quarantined() == ()


def test_reports_and_judgements_do_not_change(path: Path, casebook: Casebook) -> None:
    casebook.add([made()])
    casebook.judge(judged("r:1/st:1-2"))
    db = apsw.Connection(str(path))
    for sql in (
        "UPDATE report SET text = ''",
        "UPDATE judgement SET by = ''",
        "DELETE FROM judgement",
    ):
        with pytest.raises(apsw.ConstraintError):
            db.execute(sql)
    db.close()


def test_a_judgement_is_withdrawn_by_another(casebook: Casebook) -> None:
    first = casebook.judge(judged("r:1/st:1-2"))
    casebook.judge(judged(str(first.number), verdict="withdraw"))
    assert [j.verdict for j in casebook.judgements()] == ["reject", "withdraw"]
    for items in (("99",), ("x",), ()):
        with pytest.raises(CasebookError):
            casebook.judge(judged(*items, verdict="withdraw"))


def test_a_removed_report_leaves_no_bytes(path: Path, casebook: Casebook) -> None:
    gone, kept = made(f"\n{SECRET}\n", name="secret-zorvathine.txt"), made(name="k.txt")
    casebook.add([gone, kept])
    casebook.judge(judged(f"{gone.report_id}/st:1-2", note=SECRET))
    casebook.judge(judged("1", verdict="withdraw"))
    stays = casebook.judge(judged(f"{kept.report_id}/st:1-2"))
    assert casebook.remove([gone.report_id]) == 2
    assert casebook.judgements() == (stays,)
    with pytest.raises(apsw.ConstraintError):
        casebook._db.execute("DELETE FROM judgement")
    for file in path.parent.iterdir():
        data = file.read_bytes().lower()
        for word in (*SECRET.lower().split(), gone.report_id, gone.original_sha256):
            assert word.encode() not in data, (file, word)
    # The index keeps words by their beginnings, so its own list of words is asked.
    casebook._db.execute("CREATE VIRTUAL TABLE temp.v USING fts5vocab(main, report_words, row)")
    terms = {t for (t,) in casebook._db.execute("SELECT term FROM temp.v")}
    assert "barrage" in terms
    assert not terms & set(SECRET.lower().split())
    assert list(casebook.faults()) == []


def test_the_version_before_comes_back(casebook: Casebook) -> None:
    old, new = made(), made("\nPlus.\n")
    casebook.add([old, new])
    casebook.remove([new.report_id])
    assert [r.id for r in casebook.reports()] == [old.report_id]
    with pytest.raises(CasebookError, match="no such report"):
        casebook.remove([new.report_id])


def test_one_writer_and_many_readers(path: Path, casebook: Casebook) -> None:
    casebook.add([made()])
    with pytest.raises(CasebookError, match=r"is being written by process \d+ since"):
        open_casebook(path, write=True)
    with open_casebook(path) as reader:
        assert reader.counts().reports == 1
        with pytest.raises(CasebookError, match="reading only"):
            reader.judge(judged("r:1/st:1-2"))
    casebook.close()
    open_casebook(path, write=True).close()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("BLESSE", 1),
        ("blessé", 1),
        ("tiend*", 1),
        ('"barrage tiendra"', 1),
        ('"tiendra barrage"', 0),
        ("l’ingénieur (", 0),
        ("barrage OR absent", 1),
        ("barrage absent", 0),
        ("oeuvre", 1),
        ("", 0),
    ],
)
def test_search(casebook: Casebook, words: str, found: int) -> None:
    casebook.add([made("\nUne œuvre.\n")])
    hits = casebook.search(Wanted(words=words)).hits
    assert len(hits) == found
    assert all(hit.passages for hit in hits)


def test_hits_are_where_the_words_stand(casebook: Casebook) -> None:
    casebook.add([made()])
    (hit,) = casebook.search(Wanted(words="blesse", within="statements")).hits
    assert [span.of(hit.words) for span in hit.passages] == ["blessé"]
    assert hit.source == "la mairie"


def test_search_is_limited_by_day_outlet_and_language(casebook: Casebook) -> None:
    casebook.add([made(published=on("2024-03-31"))])
    for limits, found in (
        ({"until": "2024-03"}, 1),
        ({"until": "2024-03-30"}, 0),
        ({"since": "2024-04"}, 0),
        ({"outlet": "Le Courrier du Val", "language": "fr"}, 1),
        ({"language": "en"}, 0),
    ):
        wanted = Wanted(words="barrage", **limits)  # type: ignore[arg-type]
        assert len(casebook.search(wanted).hits) == found, limits


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.sampled_from("ab\"*():-^+{}'. \x00ANDORTé"), max_size=20) | st.text())
def test_no_words_are_an_error(casebook: Casebook, words: str) -> None:
    words.encode("utf-8", "replace")
    casebook.search(Wanted(words=words.encode("utf-8", "replace").decode()))


@given(st.lists(st.sampled_from(["Un. ", "Deux. ", "Trois.\n", "\n", "x"])), st.data())
def test_differences_tell_all_that_differs(pieces: list[str], data: st.DataObject) -> None:
    old = "".join(pieces)
    new = "".join(data.draw(st.permutations(pieces)))
    found = differences(old, new)
    for text, side in ((old, "old"), (new, "new")):
        spans = [getattr(d, side) for d in found]
        assert all(0 <= s.start <= s.end <= len(text) for s in spans)
        assert [s.start for s in spans] == sorted(s.start for s in spans)

    def rest(text: str, side: str) -> list[str]:
        kept = text
        for d in reversed(found):
            span = getattr(d, side)
            kept = kept[: span.start] + " " + kept[span.end :]
        return "".join(kept.split()).split()

    assert rest(old, "old") == rest(new, "new")
    assert old != new or found == ()


def test_damage_is_found(path: Path, casebook: Casebook) -> None:
    casebook.add([made()])
    casebook._db.execute("UPDATE statement SET words = 'autre' WHERE words LIKE 'personne%'")
    faults = list(casebook.faults())
    assert any("its words are not those of the text" in f for f in faults)
    assert any("statement_words" in f for f in faults)
    casebook._db.execute("UPDATE record SET record = x'00'")
    assert any("record by" in f for f in casebook.faults())
