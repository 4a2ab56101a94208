"""Style sheets, scripts and pictures: what lies in ``static/`` and ``vendor/``, by content.

An address carries the digest of what it leads to (``/static/room.css?v=1f0c…``), so that a browser
may keep it for good and never has an older one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

#: The folders, which are the first step of an address, too.
FOLDERS: Final = ("static", "vendor")
#: What is served, by the end of its name; nothing else of the folders is.
TYPES: Final = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "mjs": "text/javascript; charset=utf-8",
    "json": "application/json",
    "geojson": "application/geo+json",
    "topojson": "application/json",
    "pbf": "application/x-protobuf",
    "svg": "image/svg+xml",
    "png": "image/png",
    "woff2": "font/woff2",
    "txt": "text/plain; charset=utf-8",
}
#: Characters of a digest that stand in an address.
DIGEST: Final = 16
KEPT: Final = "public, max-age=31536000, immutable"
UNKEPT: Final = "no-cache"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """One file: its address without the digest, its bytes, the type that it is served as."""

    path: str
    data: bytes
    type: str
    digest: str

    @property
    def address(self) -> str:
        return f"{self.path}?v={self.digest}"


class Assets:
    """All files that are served, in memory."""

    def __init__(self) -> None:
        self._by_path = {asset.path: asset for asset in _found()}

    def get(self, path: str) -> Asset | None:
        """What lies at ``/static/room.css``."""
        return self._by_path.get(path)

    def address(self, path: str) -> str:
        """The address of ``static/room.css``, with its digest. KeyError where nothing lies."""
        return self._by_path[f"/{path}"].address

    def has(self, path: str) -> bool:
        """Whether there is a ``vendor/htmx/htmx.min.js``."""
        return f"/{path}" in self._by_path

    def named(self, name: str) -> str | None:
        """The path of the only file of this name, wherever it lies: ``vendor/htmx.min.js``."""
        found = [path for path in self._by_path if path.rpartition("/")[2] == name]
        return found[0].removeprefix("/") if len(found) == 1 else None


def _found() -> Iterator[Asset]:
    for folder in FOLDERS:
        root = files("onrecord.web") / folder
        if root.is_dir():
            yield from _walked(root, f"/{folder}")


def _walked(folder: Traversable, path: str) -> Iterator[Asset]:
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_dir():
            yield from _walked(entry, f"{path}/{entry.name}")
            continue
        kind = TYPES.get(entry.name.rpartition(".")[2])
        if kind is not None:
            data = entry.read_bytes()
            digest = hashlib.sha256(data).hexdigest()[:DIGEST]
            yield Asset(path=f"{path}/{entry.name}", data=data, type=kind, digest=digest)
