"""Open the SQLite file with settings under which nothing acknowledged is lost."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Final

import apsw

from onrecord.errors import CasebookError

#: ``onrc``: tells a casebook from other SQLite files.
APPLICATION: Final = 0x6F6E7263
#: Milliseconds that a reader or the writer waits for the other before it gives up.
BUSY: Final = 10_000
#: KiB of pages that are kept in memory.
CACHE: Final = 32 * 1024
#: File systems that are shared between machines: write-ahead logs need memory that is not.
SHARED: Final = frozenset(
    {
        *("9p", "afp", "afs", "ceph", "cifs", "coda", "davfs", "gfs", "gfs2", "glusterfs"),
        *("lustre", "ncpfs", "nfs", "nfs4", "ocfs2", "smb3", "smbfs", "vboxsf", "virtiofs"),
        *("fuse.glusterfs", "fuse.rclone", "fuse.sshfs"),
    }
)
#: Bytes of an SQLite file before its first page's content.
_HEAD: Final = 100
_MOUNTS: Final = Path("/proc/self/mounts")


def connect(path: Path, *, write: bool, empty: bool = False) -> apsw.Connection:
    """A connection to an existing file, which may be without content if ``empty``. Raises
    CasebookError when it is no casebook, or cannot be opened."""
    try:
        connection = _opened(path, write=write)
        _settle(connection, may_be_empty=write and empty)
    except apsw.Error as error:
        raise CasebookError(f"cannot be opened: {error}", about=str(path)) from error
    if write:
        mode = "DELETE" if is_shared(path) else "WAL"
        connection.pragma("journal_mode", mode)
        connection.pragma("synchronous", "FULL")
        connection.pragma("secure_delete", True)
    else:
        connection.pragma("query_only", True)
    return connection


def _opened(path: Path, *, write: bool) -> apsw.Connection:
    """Readers open for writing, too, where they can: what a killed writer left is then put right
    first."""
    try:
        connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE)
    except apsw.CantOpenError:
        if write:
            raise
        connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    if not write and connection.readonly("main") and not os.access(path.parent, os.W_OK):
        # Nobody writes where nothing can be written, and SQLite cannot put its files beside.
        connection.close()
        uri = f"{path.as_uri()}?immutable=1"
        flags = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
        connection = apsw.Connection(uri, flags=flags)
    return connection


def _settle(connection: apsw.Connection, *, may_be_empty: bool) -> None:
    connection.set_busy_timeout(BUSY)
    connection.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 1)
    connection.pragma("trusted_schema", False)
    connection.pragma("foreign_keys", True)
    connection.pragma("cell_size_check", True)
    connection.pragma("cache_size", -CACHE)
    connection.pragma("temp_store", "MEMORY")
    # The first look into the file; raises NotADBError for what is none.
    application = connection.pragma("application_id")
    version = connection.pragma("user_version")
    empty = not version and not connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").get
    if application != APPLICATION and not (empty and may_be_empty and application == 0):
        raise CasebookError("is no casebook", about=connection.filename)


def create(path: Path) -> None:
    """An empty file that its owner alone may read. Raises CasebookError when there is something of
    that name, or it cannot be made."""
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError as error:
        raise CasebookError("exists already", about=str(path)) from error
    except OSError as error:
        raise CasebookError(f"cannot be made: {error.strerror}", about=str(path)) from error
    persist(path.parent)


def is_casebook(path: str | Path) -> bool:
    """Whether a file begins as a casebook does (https://sqlite.org/fileformat.html)."""
    try:
        with Path(path).open("rb") as file:
            head = file.read(_HEAD)
    except OSError:
        return False
    return head[:16] == b"SQLite format 3\0" and head[68:72] == APPLICATION.to_bytes(4)


def sqlite_version() -> str:
    """The version of SQLite that reads and writes."""
    return str(apsw.sqlite_lib_version())


def persist(path: Path) -> None:
    """Have the file system write down a file or folder; where it cannot, it is left to it."""
    with suppress(OSError):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def is_shared(path: Path, mounts: Path = _MOUNTS) -> bool:
    """Whether a file lies on a file system that several machines may share, as far as the list of
    mounts tells."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return False
    kind, length = "", -1
    for line in lines:
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = Path(fields[1].encode("latin-1", "surrogateescape").decode("unicode_escape"))
        # The longest mount point above a file is its own; of two at one place the later one.
        if path.is_relative_to(point) and len(point.parts) >= length:
            kind, length = fields[2], len(point.parts)
    return kind in SHARED
