"""The command ``onrecord``. Data on stdout; progress, log and errors on stderr."""

from __future__ import annotations


def main() -> None:
    """Run the command line and exit with its code (see ``onrecord.cli.exits``)."""
    from onrecord.cli.app import app

    app(prog_name="onrecord")
