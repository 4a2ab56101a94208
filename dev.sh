#!/usr/bin/env bash
# The commands of development. ./dev.sh COMMAND, or ./dev.sh alone for the list.
set -euo pipefail
cd "$(dirname "$0")"

PYTHON=${PYTHON:-python3}
VENV=${VENV:-.venv}
BIN=$VENV/bin

#: setup      make the virtual environment and install onrecord with its development tools
setup() {
    [ -x "$BIN/python" ] || "$PYTHON" -m venv "$VENV"
    "$BIN/python" -m pip install --quiet --editable '.[dev]'
}

ready() {
    if ! "$BIN/python" -c 'import onrecord, pytest, mypy, ruff, importlinter' 2>/dev/null; then
        setup
    fi
}

#: test       run the tests; further arguments go to pytest
test_() { ready && "$BIN/python" -m pytest "$@"; }

#: check      formatting, lint, types, import contracts; changes nothing
check() {
    ready
    "$BIN/ruff" check .
    "$BIN/ruff" format --check .
    "$BIN/mypy"
    "$BIN/lint-imports"
}

#: format     write the formatting and the fixes that are safe
format() { ready && "$BIN/ruff" check --fix . && "$BIN/ruff" format .; }

#: schema     write docs/record.schema.json from the types
schema() { ready && "$BIN/onrecord" schema >docs/record.schema.json; }

#: gate       the quality floors of bench/, on what the repository holds itself
gate() { ready && "$BIN/python" -m bench gate "$@"; }

#: wheel      build the wheel into dist/ and show its size
wheel() {
    ready
    "$BIN/python" -m pip wheel --quiet --no-deps --wheel-dir dist .
    du -h dist/*.whl
}

#: assets     take the browser libraries anew from the npm registry; --check only compares
assets() { ready && "$BIN/python" -m training.vendor "$@"; }

#: lock       renew uv.lock
lock() { uv lock; }

case "${1:-}" in
setup | check | format | schema | gate | wheel | assets | lock) "$@" ;;
test) shift && test_ "$@" ;;
*)
    sed -n 's/^#: /  /p' "$0"
    exit 2
    ;;
esac
