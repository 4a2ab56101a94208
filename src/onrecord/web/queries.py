"""What the query of an address asks for: numbers, days, one word of several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from starlette.requests import Request

from onrecord.web.refusals import Refused

#: As far as lists can be gone through.
FARTHEST: Final = 100_000_000
_DAY: Final = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


def words_in(request: Request, name: str) -> str:
    """What was written, on one line; "" where nothing was."""
    return " ".join(request.query_params.get(name, "").replace("\x00", " ").split())


def number_in(request: Request, name: str) -> int:
    """A number from 0 on; 0 where none is given. Raises Refused for what is none."""
    given = words_in(request, name)
    if not given:
        return 0
    if not (given.isascii() and given.isdecimal()) or len(given) > 9 or int(given) > FARTHEST:
        raise Refused(400, "error.form", what=name)
    return int(given)


def day_in(request: Request, name: str) -> str | None:
    """A day, month or year (ISO 8601). Raises Refused for what is none."""
    given = words_in(request, name)
    if not given:
        return None
    if not _DAY.fullmatch(given):
        raise Refused(400, "error.form", what=name)
    return given


def one_of(request: Request, name: str, known: Sequence[str]) -> str | None:
    """One of several words; None where none is given. Raises Refused for another one."""
    given = words_in(request, name)
    if given and given not in known:
        raise Refused(400, "error.form", what=name)
    return given or None
