"""A file of unknown size and hand, as lines of bounded length.

Nothing but one line is held, so that a dump of 100 GB goes through. ``.gz`` and ``.bz2`` are read
as they are.
"""

from __future__ import annotations

import bz2
import gzip
import hashlib
import io
import json
import re
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final, Literal, cast

from onrecord.errors import KnowledgeError
from onrecord.knowledge.loaders.rows import LONGEST_LINE

Form = Literal["ftm", "wikidata", "csv"]

#: What standard input is called.
STDIN: Final = "-"
#: Bytes of the beginning that the form is told by.
HEAD: Final = 65_536
_GZIP, _BZIP2 = b"\x1f\x8b", b"BZh"
_MARK = b"\xef\xbb\xbf"
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_FTM = re.compile(rb'"schema"\s*:\s*"[A-Z]')
_WIKIDATA = re.compile(rb'"(?:labels|claims|entities)"\s*:|"type"\s*:\s*"(?:item|property)"')


@dataclass(frozen=True, slots=True)
class Line:
    """``number`` is counted from one; ``text`` has no line feed at its end."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Bad:
    """A line that is none, and why."""

    number: int
    reason: str


class _Digested(io.RawIOBase):
    """Bytes that are digested as they pass."""

    def __init__(self, inner: BinaryIO) -> None:
        self._inner = inner
        self.sha256 = hashlib.sha256()
        self.size = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._inner.read(len(buffer))
        buffer[: len(data)] = data
        self.sha256.update(data)
        self.size += len(data)
        return len(data)


class Source:
    """An opened file: its lines once, then its digest."""

    def __init__(self, name: str, raw: _Digested) -> None:
        self.name = name
        self._raw = raw
        self._packed = io.BufferedReader(raw, HEAD)
        start = self._packed.peek(3)
        plain: Any = self._packed
        if start.startswith(_GZIP):
            plain = gzip.GzipFile(fileobj=self._packed)
        elif start.startswith(_BZIP2):
            plain = bz2.BZ2File(self._packed)
        self._plain = io.BufferedReader(cast("io.RawIOBase", plain), HEAD)

    def form(self) -> Form:
        """The form, told by the file's name and its first bytes. Raises KnowledgeError when they
        do not tell."""
        head = self._plain.peek(HEAD)[:HEAD]
        name = re.sub(r"\.(?:gz|bz2)$", "", self.name.lower())
        if name.endswith((".csv", ".tsv")):
            return "csv"
        inner = head.removeprefix(_MARK).lstrip()
        if inner[:1] in {b"{", b"["}:
            if _FTM.search(head):
                return "ftm"
            if _WIKIDATA.search(head):
                return "wikidata"
        elif re.search(rb"\bnames?\b|\blabel\b", inner.partition(b"\n")[0].lower()):
            return "csv"
        raise KnowledgeError(
            "is not seen to be FollowTheMoney, Wikidata or a table with a column of names; "
            "say which it is (--as ftm, wikidata or csv)",
            about=self.name,
        )

    def lines(self) -> Iterator[Line | Bad]:
        """All lines, blank ones too. Raises KnowledgeError when the file breaks off or is no text
        in UTF-8 at all."""
        if self._plain.peek(2)[:2] in _WIDE:
            raise KnowledgeError("is UTF-16; save it as UTF-8", about=self.name)
        number = 0
        while data := self._plain.readline(LONGEST_LINE + 1):
            number += 1
            if len(data) > LONGEST_LINE and not data.endswith(b"\n"):
                self._skip_line()
                yield Bad(number, f"a line of more than {LONGEST_LINE:,} bytes")
                continue
            if number == 1:
                data = data.removeprefix(_MARK)
            try:
                yield Line(number, data.decode("utf-8").rstrip("\r\n"))
            except UnicodeDecodeError as error:
                yield Bad(number, f"not UTF-8 at byte {error.start + 1} of the line")

    def _skip_line(self) -> None:
        while (more := self._plain.readline(HEAD)) and not more.endswith(b"\n"):
            pass

    def digest(self) -> str:
        """SHA-256 of the file's bytes as they are, what was not read included."""
        while self._packed.read(HEAD):
            pass
        return self._raw.sha256.hexdigest()

    @property
    def size(self) -> int:
        """Bytes read so far, packed as they are."""
        return self._raw.size


@contextmanager
def opened(name: str) -> Iterator[Source]:
    """The file of a path, or standard input for ``-``. Raises KnowledgeError, naming it, when it
    cannot be read, also within the ``with``."""
    try:
        if name == STDIN:
            yield Source("standard input", _Digested(sys.stdin.buffer))
        else:
            with Path(name).open("rb") as file:
                yield Source(name, _Digested(file))
    except (OSError, EOFError, zlib.error) as error:
        says = getattr(error, "strerror", None) or error
        raise KnowledgeError(f"cannot be read: {says}", about=name) from error


def json_objects(lines: Iterator[Line | Bad]) -> Iterator[tuple[int, dict[str, Any] | str]]:
    """One JSON object a line, also as an array with one a line (``[``, ``{...},``, ``]``), with its
    line; a ``str`` tells why a line holds none."""
    for line in lines:
        if isinstance(line, Bad):
            yield line.number, line.reason
            continue
        text = line.text.strip().removesuffix(",")
        if text in {"", "[", "]"}:
            continue
        if text.startswith("[{") and not text.endswith("]"):
            text = text[1:]
        elif text.startswith("{") and text.endswith("}]"):
            text = text[:-1]
        try:
            value = json.loads(text)
        except RecursionError:
            yield line.number, "nested too deeply"
            continue
        except ValueError as error:
            yield line.number, f"not JSON: {error}"
            continue
        for one in value if isinstance(value, list) else (value,):
            yield line.number, one if isinstance(one, dict) else "not a JSON object"
