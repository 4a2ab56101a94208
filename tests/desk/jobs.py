"""Jobs that processes are given in tests: no text is read, and some kill their process."""

from __future__ import annotations

import os
from collections.abc import Sequence

from onrecord.errors import KnowledgeError


def double(tasks: Sequence[int]) -> list[int]:
    return [2 * task for task in tasks]


def die_at_seven(tasks: Sequence[int]) -> list[int]:
    if 7 in tasks:
        os._exit(3)
    return double(tasks)


def refuse(tasks: Sequence[int]) -> list[int]:
    raise KnowledgeError("no gazetteer", about="places")


def large(tasks: Sequence[bytes]) -> list[bytes]:
    return [task * 3 for task in tasks]
