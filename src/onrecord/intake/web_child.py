"""The process that parses pages: it reads one from its input, answers, and waits for the next.

Run as ``python -m onrecord.intake.web_child``. A page is four bytes with its length (big-endian)
and that many bytes of UTF-8; an answer is the same with JSON. Its work and memory are limited, so
that a page that is made to harm ends this process and nothing else.
"""

from __future__ import annotations

import json
import struct
import sys
from typing import BinaryIO, Final

from onrecord.intake.limits import MAX_PAGE_CPU, MAX_PAGE_MEMORY

LENGTH: Final = struct.Struct(">I")


def main() -> None:
    """Answer until there are no more pages."""
    # Loaded before the memory is limited, and before the first page's seconds begin to count.
    from onrecord.intake.page import read_page

    _limit_memory()
    source, target = sys.stdin.buffer, sys.stdout.buffer
    # What a library prints must not mix with the answers.
    sys.stdout = sys.stderr
    while (page := _taken(source)) is not None:
        _limit_work()
        try:
            answer = read_page(page.decode("utf-8", "replace"))
        except MemoryError:
            answer = {"error": "memory"}
        except Exception as error:  # whatever the parser raises, the page is at fault
            answer = {"error": f"{type(error).__name__}: {error}"}
        data = json.dumps(answer).encode()
        target.write(LENGTH.pack(len(data)) + data)
        target.flush()


def _taken(source: BinaryIO) -> bytes | None:
    head = source.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    data = source.read(length)
    return data if len(data) == length else None


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:
        return  # Windows has none of this; there the caller's clock alone ends a page.
    for limit, most in ((resource.RLIMIT_AS, MAX_PAGE_MEMORY), (resource.RLIMIT_CORE, 0)):
        try:
            resource.setrlimit(limit, (most, most))
        except (OSError, ValueError):
            continue  # macOS does not limit address space.


def _limit_work() -> None:
    """Grant the next page its seconds; beyond them the system ends this process."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime) + 1
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    wanted = spent + MAX_PAGE_CPU
    if most != resource.RLIM_INFINITY:
        wanted = min(wanted, most)
    resource.setrlimit(resource.RLIMIT_CPU, (wanted, most))


if __name__ == "__main__":
    main()
