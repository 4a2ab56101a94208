"""What is handed over to be added: files and texts, in a folder of their own until they are in.

A file lies under a number. The name that it was given under is what it is called, and never a path:
it may hold anything.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from time import time
from typing import BinaryIO, Final

from onrecord.casebook import SUFFIX, WriterLock
from onrecord.desk.inputs import Task, holds_several
from onrecord.desk.reading import Known, Opened, SetAside, open_each
from onrecord.errors import CasebookError

#: Characters of a file's name; its ending is kept.
LONGEST_NAME: Final = 200
#: Bytes that are copied at a time.
CHUNK: Final = 1024 * 1024
#: What a file is called that has no name.
NAMELESS: Final = "file"
#: How the folders begin, and what lies in each for as long as somebody holds it.
PREFIX: Final = "onrecord-delivery-"
HELD: Final = "held"
#: Seconds after which a folder is somebody's or nobody's.
YOUNG: Final = 60.0
_FOLDERS: Final = re.compile(r"[/\\]")
_CONTROLS: Final = re.compile("[\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """A file that was handed over: what it is called, where it lies, and how many reports it may
    hold. ``pasted`` tells that it is one text, which has no file's name."""

    name: str
    path: Path
    reports: int = 1
    size: int = 0
    pasted: bool = False


class Delivery:
    """What one person hands over at once, in a folder that its owner alone may read (mode 0700)."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix=PREFIX))
        self._held = WriterLock(self.folder / HELD)
        self.handed: list[Handed] = []

    def add(self, name: str, file: BinaryIO) -> None:
        """Keep a file's bytes."""
        path = self._path()
        lines = size = 0
        with path.open("xb") as kept:
            while piece := file.read(CHUNK):
                kept.write(piece)
                size += len(piece)
                lines += piece.count(b"\n")
        called = name_of(name)
        several = max(1, lines) if holds_several(called) else 1
        self.handed.append(Handed(name=called, path=path, reports=several, size=size))

    def paste(self, text: str, *, name: str, title: str = "", url: str = "") -> None:
        """Keep a text; what is known of it is told as a line of a pile tells it."""
        path = self._path()
        fields = {"title": title, "url": url, "text": text}
        told = json.dumps({k: v for k, v in fields.items() if v})
        path.write_text(told, encoding="utf-8")
        self.handed.append(
            Handed(name=name_of(name), path=path, size=len(text.encode()), pasted=True)
        )

    def discard(self) -> None:
        """Remove the folder with everything in it; more than once does no harm."""
        self._held.release()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _path(self) -> Path:
        return self.folder / f"{len(self.handed):06d}"


def discard_left() -> int:
    """Remove the folders of those who were killed before they could; how many there were."""
    found = 0
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        try:
            ours = not folder.is_symlink() and (folder / f"{HELD}{SUFFIX}").is_file()
            if not ours or time() - folder.stat().st_mtime < YOUNG:
                continue
            WriterLock(folder / HELD).release()
        except (OSError, CasebookError):
            # Somebody else's, or held.
            continue
        shutil.rmtree(folder, ignore_errors=True)
        found += 1
    return found


def name_of(given: str) -> str:
    """What a file is called: the last step of its name, on one line, and not too long."""
    last = _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", _FOLDERS.split(given)[-1]).strip()
    if last.strip(".-") == "":
        return NAMELESS
    if len(last) <= LONGEST_NAME:
        return last
    ending = Path(last).suffix[:LONGEST_NAME]
    return last[: LONGEST_NAME - len(ending)] + ending


def tasks(handed: Iterable[Handed], known: Known) -> Iterator[Task]:
    """What was handed over as work for those who read; nothing of it lies where its name says."""
    for one in handed:
        if one.pasted:
            for opened in open_each(one.path, known=known, name=one.name):
                yield Task(name=one.name, path="", given=_called(opened, one.name), size=one.size)
        elif holds_several(one.name):
            for opened in open_each(one.path, known=known, name=one.name):
                yield Task(name=opened.name, path="", given=opened, size=_size(opened))
        else:
            yield Task(name=one.name, path=str(one.path), size=one.size)


def _called(opened: Opened | SetAside, name: str) -> Opened | SetAside:
    return replace(opened, name=name)


def _size(opened: Opened | SetAside) -> int:
    return len(opened.report.text) if isinstance(opened, Opened) else 0
