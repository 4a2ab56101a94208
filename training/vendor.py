"""Bring the browser libraries in: ``python -m training.vendor``; ``--check`` only compares.

``assets/package-lock.json`` pins what is taken from the npm registry; ``npm ci --ignore-scripts``
verifies it. From every library its minified files and the licence texts of it and of all that it
bundles go into ``src/onrecord/web/vendor/``, with ``manifest.json`` that tells versions, licences,
sizes and hashes. What is there is committed: neither the wheel nor its users need npm.
``--check`` needs neither npm nor a network. Equal locks give equal bytes.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from onrecord.knowledge.outlines import Line, outlines

ROOT: Final = Path(__file__).parent.parent
ASSETS: Final = ROOT / "assets"
MODULES: Final = ASSETS / "node_modules"
TARGET: Final = ROOT / "src/onrecord/web/vendor"
AXE: Final = ROOT / "tests/web/vendor"
LICENCES: Final = (
    "LICENSE.MIT.txt",
    "LICENSE-MIT",
    "LICENSE",
    "LICENSE.txt",
    "LICENSE.md",
    "license",
)
#: Texts for packages that ship none, as they stand in the repositories of their authors.
TEXTS: Final = {
    "@recogito/text-annotator": "recogito-text-annotator.txt",
    "@annotorious/core": "annotorious-core.txt",
}
#: Of two licences offered, the one that is taken.
TAKEN: Final = {"(Apache-2.0 OR MIT)": "MIT", "(MIT OR Apache-2.0)": "MIT"}
#: A comment that would have browsers ask for a file that is not shipped.
SOURCE_MAP: Final = re.compile(rb"\n?//# sourceMappingURL=\S+\s*\Z")
#: Outlines: points that stand less than this beside the line are left out, in degrees.
TOLERANCE: Final = 0.05


@dataclass(frozen=True, slots=True)
class Change:
    """``old`` stands in the file as often as ``times`` says and becomes ``new``, for ``why``."""

    old: bytes
    new: bytes
    times: int
    why: str


@dataclass(frozen=True, slots=True)
class Library:
    """``package``: its name in the registry; ``files``: what is taken from its folder."""

    folder: str
    package: str
    files: tuple[str, ...]
    target: Path = TARGET
    change: Change | None = None


#: The page's own sheet is linked; no style element may be made under the policy of the pages.
NO_STYLE: Final = Change(
    b'if(t&&"undefined"!=typeof document){var n=document.head',
    b"if(false){var n=document.head",
    1,
    "no style element is put into the page",
)
#: A browser has no ``process``; the file fails there as it is published.
NO_PROCESS: Final = Change(
    b"process.env.NODE_ENV",
    b'"production"',
    1,
    "process.env.NODE_ENV is replaced by its value",
)


LIBRARIES: Final = (
    Library("cytoscape", "cytoscape", ("dist/cytoscape.min.js",)),
    Library("htmx", "htmx.org", ("dist/htmx.min.js",)),
    Library("maplibre-gl", "maplibre-gl", ("dist/maplibre-gl.mjs", "dist/maplibre-gl-worker.mjs")),
    Library(
        "text-annotator",
        "@recogito/text-annotator",
        ("dist/text-annotator.umd.js",),
        change=NO_PROCESS,
    ),
    Library(
        "vis-timeline",
        "vis-timeline",
        (
            "standalone/umd/vis-timeline-graph2d.min.js",
            "styles/vis-timeline-graph2d.min.css",
        ),
        change=NO_STYLE,
    ),
    Library("axe", "axe-core", ("axe.min.js",), AXE),
)


def build() -> None:
    """Take everything anew; what was there goes."""
    npm = shutil.which("npm") or sys.exit("npm is needed (Debian: apt install npm)")
    subprocess.run(
        [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=ASSETS, check=True
    )
    lock = json.loads((ASSETS / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    for target in (TARGET, AXE):
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(parents=True)
        libraries = [_take(it, lock) for it in LIBRARIES if it.target == target]
        if target == TARGET:
            libraries.append(_outlines())
        text = json.dumps({"libraries": libraries}, indent=1, ensure_ascii=False, sort_keys=True)
        (target / "manifest.json").write_text(text + "\n", encoding="utf-8")


def _take(library: Library, lock: dict[str, Any]) -> dict[str, Any]:
    """Copy a library's files and licences; its row of the manifest."""
    folder = library.target / library.folder
    folder.mkdir()
    entry = lock[f"node_modules/{library.package}"]
    rows = []
    for name in library.files:
        published = (MODULES / library.package / name).read_bytes()
        shipped, changes = _shipped(published, library.change if name.endswith("js") else None)
        rows.append(_write(folder / Path(name).name, shipped))
        if changes:
            rows[-1]["published_sha256"] = hashlib.sha256(published).hexdigest()
            rows[-1]["changed"] = changes
    bundled = sorted(_bundled(f"node_modules/{library.package}", lock))
    texts = "".join(_licence(key, lock) for key in bundled)
    rows.append(_write(folder / "LICENSES.txt", texts.encode()))
    return {
        "bundles": [f"{_name(key)} {lock[key]['version']}" for key in bundled[1:]],
        "files": rows,
        "folder": library.folder,
        "integrity": entry["integrity"],
        "licence": _spdx(entry),
        "name": library.package,
        "version": entry["version"],
    }


def _shipped(published: bytes, change: Change | None) -> tuple[bytes, list[str]]:
    """What is shipped of a file, and how it differs from what is published."""
    changes: list[str] = []
    shipped = published
    if change:
        found = shipped.count(change.old)
        if found != change.times:
            sys.exit(f"{change.old!r} stands {found} times in the file, not {change.times}")
        shipped = shipped.replace(change.old, change.new)
        changes.append(change.why)
    without = SOURCE_MAP.sub(b"\n", shipped)
    if without != shipped:
        changes.append("the comment naming a source map is cut off")
    return without, changes


def _bundled(start: str, lock: dict[str, Any]) -> Iterator[str]:
    """The keys of a package and of all that it depends on, types left out."""
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        key = waiting.pop()
        if key in seen or "/@types/" in key:
            continue
        seen.add(key)
        yield key
        wanted = {**lock[key].get("dependencies", {}), **lock[key].get("peerDependencies", {})}
        waiting += [_found(key, name, lock) for name in wanted]


def _found(key: str, name: str, lock: dict[str, Any]) -> str:
    """Where a dependency of a package lies: in its own folder, else at the top."""
    own = f"{key}/node_modules/{name}"
    return own if own in lock else f"node_modules/{name}"


def _name(key: str) -> str:
    return key.rpartition("node_modules/")[2]


def _spdx(entry: dict[str, Any]) -> str:
    licence: str = entry["license"]
    return TAKEN.get(licence, licence)


def _licence(key: str, lock: dict[str, Any]) -> str:
    """A heading, and the text of a licence as its package ships it."""
    name, folder = _name(key), ASSETS / key
    head = f"{'=' * 78}\n{name} {lock[key]['version']} ({_spdx(lock[key])})\n{'=' * 78}\n\n"
    if name in TEXTS:
        return head + (ASSETS / "licences" / TEXTS[name]).read_text(encoding="utf-8") + "\n"
    present = {path.name for path in folder.iterdir()}
    for licence in LICENCES:
        if licence in present:
            lines = (folder / licence).read_text(encoding="utf-8").splitlines()
            return head + "\n".join(line.rstrip() for line in lines).strip() + "\n\n"
    about = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    author = about.get("author", "its authors")
    author = author["name"] if isinstance(author, dict) else author
    return head + f"Copyright {author}. The package ships no text of its licence.\n\n"


def _write(path: Path, content: bytes) -> dict[str, Any]:
    path.write_bytes(content)
    return {
        "bytes": len(content),
        "name": path.name,
        "sha256": hashlib.sha256(content).hexdigest(),
    }


def _outlines() -> dict[str, Any]:
    """Land and borders of the package as GeoJSON, for the map; a row of the manifest."""
    folder = TARGET / "outlines"
    folder.mkdir()
    return {
        "files": [_write(folder / "outlines.geojson", outlines_geojson())],
        "folder": "outlines",
        "licence": "public domain",
        "name": "Natural Earth 1:50m, by way of world-atlas 2.0.2 (ISC)",
        "version": "knowledge/data/outlines.json, simplified",
    }


def outlines_geojson() -> bytes:
    """Two features: ``part`` is ``land`` (polygons) or ``borders`` (lines)."""
    shipped = outlines()
    rings = [simple for ring in shipped.land if len(simple := simplified(ring)) > 3]
    borders = [simplified(line) for line in shipped.borders]
    land = {"type": "MultiPolygon", "coordinates": [[_numbers(_closed(ring))] for ring in rings]}
    lines = {"type": "MultiLineString", "coordinates": [_numbers(line) for line in borders]}
    features = [
        {"type": "Feature", "properties": {"part": part}, "geometry": geometry}
        for part, geometry in (("land", land), ("borders", lines))
    ]
    whole = {"type": "FeatureCollection", "features": features}
    return json.dumps(whole, separators=(",", ":")).encode() + b"\n"


def _closed(ring: Line) -> Line:
    """A ring that goes once around the globe is closed by way of the south pole."""
    if ring[0] == ring[-1]:
        return ring
    return (*ring, (ring[-1][0], -90.0), (ring[0][0], -90.0), ring[0])


def _numbers(line: Line) -> list[tuple[float, float]]:
    return [(round(lon, 2), round(lat, 2)) for lon, lat in line]


def simplified(line: Line) -> Line:
    """The points that matter at TOLERANCE (Douglas and Peucker 1973); ends and shape stay."""
    keep = {0, len(line) - 1}
    spans = [(0, len(line) // 2), (len(line) // 2, len(line) - 1)]
    keep.add(len(line) // 2)
    while spans:
        first, last = spans.pop()
        far, farthest = TOLERANCE, None
        for i in range(first + 1, last):
            distance = _beside(line[i], line[first], line[last])
            if distance > far:
                far, farthest = distance, i
        if farthest is not None:
            keep.add(farthest)
            spans += [(first, farthest), (farthest, last)]
    return tuple(line[i] for i in sorted(keep))


def _beside(point: tuple[float, float], a: tuple[float, float], b: tuple[float, float]) -> float:
    """How far a point is from a stretch, in degrees."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    part = ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / length if length else 0.0
    part = min(1.0, max(0.0, part))
    off_x, off_y = point[0] - a[0] - part * dx, point[1] - a[1] - part * dy
    return float((off_x * off_x + off_y * off_y) ** 0.5)


def differences(target: Path) -> list[str]:
    """What in a folder is not as its manifest says; empty when all is."""
    manifest = json.loads((target / "manifest.json").read_text(encoding="utf-8"))
    wrong: list[str] = []
    told = {"manifest.json"}
    for library in manifest["libraries"]:
        for row in library["files"]:
            name = f"{library['folder']}/{row['name']}"
            told.add(name)
            path = target / name
            content = path.read_bytes() if path.is_file() else None
            if content is None:
                wrong.append(f"{name} is missing")
            elif (len(content), hashlib.sha256(content).hexdigest()) != (
                row["bytes"],
                row["sha256"],
            ):
                wrong.append(f"{name} is not the file of the manifest")
    there = {path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file()}
    return wrong + [f"{name} is not in the manifest" for name in sorted(there - told)]


def main() -> None:
    if sys.argv[1:] == ["--check"]:
        wrong = [
            f"{target.relative_to(ROOT)}: {it}"
            for target in (TARGET, AXE)
            for it in differences(target)
        ]
        if (TARGET / "outlines/outlines.geojson").read_bytes() != outlines_geojson():
            wrong.append("outlines.geojson is not made from the outlines of the package")
        sys.exit("\n".join(wrong) if wrong else 0)
    build()
    sizes = [path.stat().st_size for path in TARGET.rglob("*") if path.is_file()]
    print(f"{len(sizes)} files, {sum(sizes):,} bytes in {TARGET.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
