"""Human judgements: what may be said of what, and the small text file that they travel in.

The file has one judgement a line, in the order in which they were made, quoted as a shell does:

    2026-11-28T10:00:00+00:00 anna same r:0f3c/st:12-40 r:77ab/st:5-31 --note 'one briefing'

Lines that begin with ``#`` are comments. Importing a file appends what the casebook lacks, so that
a file may be imported twice, and two people's files one after the other.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Final, cast, get_args

from onrecord.across.corrected import Spot, dated, stretch_of
from onrecord.casebook import Casebook
from onrecord.errors import CasebookError
from onrecord.model import Judgement
from onrecord.model.case import Verdict

HEAD: Final = "# onrecord judgements 1"
#: How many items each verdict is about: at least, at most.
_ITEMS: Final[dict[Verdict, tuple[int, int | None]]] = {
    "same": (2, None),
    "different": (2, None),
    "reject": (1, None),
    "rename": (1, 1),
    "merge": (2, None),
    "split": (2, None),
    "withdraw": (1, 1),
    "source": (1, 2),
    "place": (1, 1),
    "date": (1, 1),
    "statement": (1, 2),
}
#: Verdicts that say what is right, and those that may also say that nothing is.
_VALUED: Final[frozenset[Verdict]] = frozenset({"rename", "source", "statement"})
_MAY_BE_VALUED: Final[frozenset[Verdict]] = frozenset({"place", "date"})
#: What the id of an item begins with that a verdict is about.
_ABOUT: Final[dict[Verdict, str]] = {
    "source": "st:",
    "place": "pl:",
    "date": "ti:",
    "statement": "st:",
}
_WHEN = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
#: What is no UTF-8 on a command line.
_HALF = re.compile("[\ud800-\udfff]")
_NUMBER = re.compile(r"[1-9]\d*")
#: A judgement's items, and who judged, hold no more characters than this.
LONGEST: Final = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """How many judgements a file brought, and how many were there already."""

    added: int
    known: int


def checked(given: Judgement) -> Judgement:
    """The judgement, if it may be made. Raises CasebookError naming what is wrong with it."""
    if given.verdict not in get_args(Verdict):
        raise CasebookError(f"is none of {', '.join(get_args(Verdict))}", about=given.verdict)
    least, most = _ITEMS[given.verdict]
    if len(set(given.items)) < least or (most is not None and len(given.items) > most):
        wanted = f"{least}" if most == least else f"{least} or more"
        raise CasebookError(f"takes {wanted} items, not {len(given.items)}", about=given.verdict)
    _check_value(given)
    if given.verdict == "withdraw" and not _NUMBER.fullmatch(given.items[0]):
        raise CasebookError("withdraw takes the number of a judgement", about=given.items[0])
    for words in (*given.items, given.by):
        if not words or len(words) > LONGEST or any(ord(c) < 32 for c in words):
            raise CasebookError("is empty, too long or not on one line", about=repr(words[:40]))
    for words in (*given.items, given.by, given.value, given.note):
        if _HALF.search(words):
            raise CasebookError("is not all UTF-8", about=given.verdict)
    if not _WHEN.fullmatch(given.at):
        raise CasebookError("is not a time like 2026-11-28T10:00:00+00:00", about=given.at)
    return given


def _check_value(given: Judgement) -> None:
    """Raises CasebookError when a value is missing, out of place, or not of its verdict's form."""
    valued = given.verdict in _VALUED
    if not given.value and valued:
        raise CasebookError("says what is right, with a value", about=given.verdict)
    if given.value and not valued and given.verdict not in _MAY_BE_VALUED:
        raise CasebookError("takes no value", about=given.verdict)
    if len(given.value) > LONGEST or any(ord(c) < 32 for c in given.value):
        raise CasebookError("has a value that is too long or not on one line", about=given.verdict)
    start = _ABOUT.get(given.verdict)
    item = given.items[0].partition("/")[2]
    if start is not None and not item.startswith(start):
        raise CasebookError(f"is about an item like r:0f3c/{start}12-40", about=given.items[0])
    try:
        if given.verdict == "place" and given.value:
            Spot.of(given.value)
        elif given.verdict == "date" and given.value:
            dated(given.value)
        elif given.verdict == "statement":
            stretch_of(item)
    except ValueError as error:
        raise CasebookError(str(error), about=given.verdict) from error


def as_line(judgement: Judgement) -> str:
    """One line of a file of judgements, without its end."""
    words = [judgement.at, judgement.by, judgement.verdict, *judgement.items]
    if judgement.value:
        words += ["--value", judgement.value]
    if judgement.note:
        words += ["--note", judgement.note]
    return shlex.join(words)


def as_text(judgements: Iterable[Judgement]) -> str:
    """A whole file of judgements."""
    return "\n".join([HEAD, *(as_line(j) for j in judgements), ""])


def from_text(text: str, name: str) -> Iterator[Judgement]:
    """The judgements of a file, numbered by their order in it.

    Raises CasebookError naming the line, at the first one that is out of form.
    """
    lines = text.splitlines()
    if not lines or lines[0].strip() != HEAD:
        raise CasebookError(
            f"is no file of judgements: it does not begin with {HEAD!r}", about=name
        )
    number = 0
    for at, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        number += 1
        try:
            yield checked(_from_line(line, number))
        except (ValueError, CasebookError) as error:
            raise CasebookError(str(error), about=f"{name}:{at}") from error


def _from_line(line: str, number: int) -> Judgement:
    words = shlex.split(line)
    given: dict[str, str] = {}
    while len(words) > 2 and words[-2] in {"--value", "--note"}:
        *words, option, value = words
        given[option.removeprefix("--")] = value
    if len(words) < 4:
        raise ValueError("a line holds when, who, the verdict and what it is about")
    at, by, verdict, *items = words
    return Judgement(
        number=number,
        verdict=cast("Verdict", verdict),
        items=tuple(items),
        value=given.get("value", ""),
        by=by,
        at=at,
        note=given.get("note", ""),
    )


def judge(casebook: Casebook, judgement: Judgement) -> Judgement:
    """Append a judgement to a casebook that is open for writing; it comes back with its number."""
    return casebook.judge(checked(judgement))


def bring_in(casebook: Casebook, judgements: Iterable[Judgement]) -> Imported:
    """Append the judgements that the casebook lacks, in their order. A withdrawal names a judgement
    by its number in the file; it is written with that one's number in the casebook.

    Raises CasebookError when a withdrawal names none of the file.
    """
    return _brought(casebook.judgements(), judgements, lambda one: judge(casebook, one).number)


def foreseen(there: Sequence[Judgement], judgements: Iterable[Judgement]) -> Imported:
    """What bringing judgements in would come to where these are there; as ``bring_in``."""
    numbers = count(max((one.number for one in there), default=0) + 1)
    return _brought(there, judgements, lambda _: next(numbers))


def _brought(
    there: Iterable[Judgement],
    judgements: Iterable[Judgement],
    write: Callable[[Judgement], int],
) -> Imported:
    known = {_sense(j): j.number for j in there}
    numbers: dict[str, int] = {}
    added = again = 0
    for given in judgements:
        one = given
        if given.verdict == "withdraw":
            meant = numbers.get(given.items[0])
            if meant is None:
                raise CasebookError("withdraws what the file does not hold", about=given.items[0])
            one = replace(given, items=(str(meant),))
        number = known.get(_sense(one))
        if number is None:
            number = write(one)
            known[_sense(one)] = number
            added += 1
        else:
            again += 1
        numbers[str(given.number)] = number
    return Imported(added=added, known=again)


def _sense(judgement: Judgement) -> tuple[str, ...]:
    """What makes two judgements one: all but the number."""
    one = judgement
    return (one.verdict, *one.items, one.value, one.by, one.at, one.note)
