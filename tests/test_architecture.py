"""The rules of the design, executed: floors, sizes, languages as data, a light import."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.knowledge.lexicon import FILES

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "onrecord"
LANGUAGES = PACKAGE / "languages"
MODULES = sorted(PACKAGE.rglob("*.py"))
FOLDERS = sorted(p for p in LANGUAGES.iterdir() if p.is_dir() and p.name != "__pycache__")

#: A module is read in one sitting, a function on one screen.
LONGEST_MODULE = 350
LONGEST_FUNCTION = 60
#: Names that say nothing of what a module tells.
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "misc"}
LANGUAGE_FILES = set(FILES)
#: What a language needs at least: its times are read then, and nothing else.
LEAST_FILES = {"language.toml", "times.toml"}

#: Modules of the standard library and beyond that reach the network.
NETWORK = {
    "aiohttp",
    "ftplib",
    "http",
    "httpx",
    "httpx2",
    "requests",
    "smtplib",
    "socket",
    "ssl",
    "urllib.request",
    "urllib3",
    "websockets",
}
#: The one module that listens; it calls nobody.
LISTENS = {"web/listening.py": {"socket"}}
#: What only certain packages of onrecord may import.
KEPT_IN = {
    "spacy": ("language", "reading"),
    "thinc": ("language", "reading"),
    "sqlite3": ("casebook", "knowledge"),
    "apsw": ("casebook",),
    "msgspec": ("record", "export", "cli", "across", "casebook"),
    "rensa": ("across",),
    "trafilatura": ("intake",),
    "lxml": ("intake",),
    "typer": ("cli",),
    "rich": ("cli",),
    "fastapi": ("web",),
    "starlette": ("web",),
    "uvicorn": ("web",),
    "jinja2": ("web",),
    "multipart": ("web",),
    "daft": ("batch",),
}


def named(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def imported(path: Path) -> Iterator[str]:
    """Every module that a file imports, wherever in the file, with its parent packages."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            modules = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            modules = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        else:
            continue
        for module in modules:
            parts = module.split(".")
            yield from (".".join(parts[:n]) for n in range(1, len(parts) + 1))


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_module_is_read_in_one_sitting(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_function_fits_one_screen(path: Path) -> None:
    too_long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert too_long == []


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_module_is_named_for_what_it_tells(path: Path) -> None:
    assert not EMPTY_NAMES & {part.removesuffix(".py") for part in Path(named(path)).parts}


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_module_tells_its_purpose(path: Path) -> None:
    module = tree(path)
    assert ast.get_docstring(module) or not module.body


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_dependencies_stay_in_their_package(path: Path) -> None:
    package = named(path).split("/")[0]
    strayed = {m for m in imported(path) if m in KEPT_IN and package not in KEPT_IN[m]}
    assert strayed == set()


@pytest.mark.parametrize("path", sorted((PACKAGE / "knowledge").rglob("*.py")), ids=named)
def test_only_two_kinds_of_file_are_databases(path: Path) -> None:
    ours = {"gazetteer", "gazetteer_build", "added", "added_build", "added_rows"}
    assert "sqlite3" not in set(imported(path)) or path.stem in ours


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_nothing_reaches_the_network(path: Path) -> None:
    assert NETWORK & set(imported(path)) == LISTENS.get(named(path), set())


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_only_the_command_line_prints(path: Path) -> None:
    calls = [
        node.lineno
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if node.func.id == "print"
    ]
    assert calls == [] or named(path).startswith("cli/")


@pytest.mark.parametrize("path", sorted((PACKAGE / "model").glob("*.py")), ids=named)
def test_the_model_is_standard_library_only(path: Path) -> None:
    roots = {module.split(".")[0] for module in imported(path)}
    assert roots <= set(sys.stdlib_module_names) | {"onrecord"}


def test_languages_are_data() -> None:
    assert FOLDERS
    assert list(LANGUAGES.rglob("*.py")) == []
    files = {folder.name: {p.name for p in folder.iterdir()} for folder in FOLDERS}
    assert {names == LANGUAGE_FILES for names in files.values()} >= {True}
    assert all(names in (LANGUAGE_FILES, LEAST_FILES) for names in files.values()), files


def test_importing_onrecord_is_light() -> None:
    heavy = {*KEPT_IN, "numpy", "json", "importlib.metadata", "onrecord.model"}
    code = f"import onrecord, sys; print(*sorted({heavy!r} & set(sys.modules)))"
    loaded = run(sys.executable, "-c", code)
    assert loaded.split() == []


def test_every_exported_name_can_be_had() -> None:
    run(sys.executable, "-c", "import onrecord; [getattr(onrecord, n) for n in onrecord.__all__]")


def test_floors_import_downwards_only() -> None:
    command = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    assert "0 broken" in run(sys.executable, "-c", command)


def run(*command: str) -> str:
    """Standard output of a command run in the repository's root; its errors fail the test."""
    result = subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout
