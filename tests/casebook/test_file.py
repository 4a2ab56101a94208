"""Which files are opened, how a new form is reached, and what backups are."""

from __future__ import annotations

import stat
from pathlib import Path

import apsw
import pytest

from onrecord.casebook import open_casebook
from onrecord.casebook.connect import connect, is_shared
from onrecord.casebook.migrate import Migration, migrate, migrations, shipped
from onrecord.errors import CasebookError
from tests.casebook.pieces import made


@pytest.fixture
def path(tmp_path: Path) -> Path:
    place = tmp_path / "case.db"
    with open_casebook(place, write=True, create_new=True) as casebook:
        casebook.add([made()])
    return place


def test_other_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CasebookError, match="no such casebook"):
        open_casebook(tmp_path / "none.db", write=True)
    (tmp_path / "text.db").write_text("no database, but long enough to be read as one" * 20)
    other = apsw.Connection(str(tmp_path / "other.db"))
    other.execute("CREATE TABLE t (x)")
    other.close()
    for name in ("text.db", "other.db"):
        before = (tmp_path / name).read_bytes()
        for write in (False, True):
            with pytest.raises(CasebookError, match=r"cannot be opened|is no casebook"):
                open_casebook(tmp_path / name, write=write)
        assert (tmp_path / name).read_bytes() == before


def test_a_later_form_is_refused(path: Path) -> None:
    db = apsw.Connection(str(path))
    db.pragma("user_version", len(shipped()) + 1)
    db.close()
    for write in (False, True):
        with pytest.raises(CasebookError, match="made by a later onrecord"):
            open_casebook(path, write=write)


def test_settings_that_lose_nothing(path: Path) -> None:
    db = connect(path, write=True)
    expected = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "secure_delete": 1,
    }
    assert {name: db.pragma(name) for name in expected} == expected
    db.close()


def test_a_backup_is_made_before_a_step(path: Path) -> None:
    step = Migration(number=len(shipped()) + 1, sql="CREATE TABLE more (x) STRICT;")
    good = Migration(number=step.number, sql="CREATE TABLE more (x INTEGER) STRICT;")
    db = connect(path, write=True)
    with pytest.raises(CasebookError, match="cannot be brought to form"):
        migrate(db, path, (*shipped(), step))
    assert db.pragma("user_version") == len(shipped())
    (backup,) = migrate(db, path, (*shipped(), good))
    assert db.pragma("user_version") == good.number
    db.close()
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    with open_casebook(backup) as old:
        assert old.counts().reports == 1


def test_steps_are_numbered_without_a_gap(tmp_path: Path) -> None:
    (tmp_path / "0001_a.sql").write_text("")
    (tmp_path / "0003_b.sql").write_text("")
    with pytest.raises(CasebookError, match="numbered"):
        migrations(tmp_path)


def test_a_backup_is_whole_and_replaces_nothing(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    left = tmp_path / ".copy.db.part-999999999"
    left.write_bytes(b"left by a process that is gone")
    with open_casebook(path) as casebook:
        casebook.back_up(target)
        with pytest.raises(CasebookError, match="exists already"):
            casebook.back_up(target)
        with pytest.raises(CasebookError, match="cannot be written"):
            casebook.back_up(tmp_path / "no folder" / "copy.db")
    assert not left.exists()
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    with open_casebook(target, write=True) as copy:
        assert copy.counts().reports == 1
        assert list(copy.faults()) == []


def test_shared_file_systems_are_known_by_their_mounts(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(
        "/dev/sda / ext4 rw 0 0\nserver:/x /srv/our\\040data nfs4 rw 0 0\n"
        "tmpfs /srv/our\\040data/local tmpfs rw 0 0\n"
    )
    assert is_shared(Path("/srv/our data/case.db"), mounts)
    assert not is_shared(Path("/srv/our data/local/case.db"), mounts)
    assert not is_shared(Path("/home/case.db"), mounts)
    assert not is_shared(Path("/home/case.db"), tmp_path / "none")


def test_a_new_casebook_is_whole_or_not_there(tmp_path: Path) -> None:
    """What a killed attempt to make one left is no casebook, and not in the way."""
    place = tmp_path / "case.db"
    (tmp_path / "case.db.new").write_bytes(b"half")
    with open_casebook(place, write=True, create_new=True) as casebook:
        assert casebook.backups == ()
        assert not list(casebook.faults())
    assert {path.name for path in tmp_path.iterdir()} == {"case.db", "case.db-lock"}
