"""What stdout and stderr are, and what may be written to them."""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING

from onrecord.record.outline import printable

if TYPE_CHECKING:
    from rich.console import Console

#: A page wider than this is hard to read; a pipe has no width of its own.
WIDEST = 100
PIPE_WIDTH = 88

_C1 = re.compile("[\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def complain(message: str) -> None:
    """One line on stderr, with nothing in it that steers a terminal."""
    one = printable(message).replace("\n", "\\n").replace("\r", "\\r")
    print(f"onrecord: {one}", file=sys.stderr)


def stdout_console(width: int | None) -> Console:
    """A console on stdout: no colours under ``NO_COLOR`` or in a pipe, no markup in any text."""
    from rich.console import Console

    console = Console(highlight=False, markup=False, emoji=False)
    if width is not None:
        console.width = width
    elif console.is_terminal:
        console.width = min(console.width, WIDEST)
    else:
        console.width = PIPE_WIDTH
    return console


def is_text(form: str | None) -> bool:
    """Whether a command shows text: what was asked for, and on a terminal where nothing was."""
    return form == "text" or (form is None and sys.stdout.isatty())


def write_line(data: bytes, *, pretty: bool) -> None:
    """One JSON document to stdout; ``pretty`` indents it and escapes what could steer a terminal.

    JSON writes C0 controls as escapes anyway; here C1 and bidirectional controls follow.
    """
    if pretty:
        import msgspec

        data = msgspec.json.format(data, indent=2)
        data = _C1.sub(lambda match: f"\\u{ord(match.group()):04x}", data.decode()).encode()
    sys.stdout.buffer.write(data + b"\n")
    sys.stdout.buffer.flush()


def hush() -> None:
    """After a broken pipe: nothing more reaches stdout, also not when the interpreter ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
