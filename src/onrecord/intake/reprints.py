"""Who published a report before: *This article first appeared in the Varn Courier.*"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from onrecord.intake.limits import MAX_CREDIT
from onrecord.intake.names import are_names
from onrecord.intake.words import alike, any_of, words
from onrecord.knowledge.carriers import carrier_words
from onrecord.knowledge.nameforms import plain

#: Words of the longest name of a paper.
_MOST_WORDS: Final = 8
_OPEN: Final = "([*_ "
_TRIM: Final = ' .,;:()[]*_«»“”"'
_ENDS: Final = ".,;:)]»”"
_WORD = re.compile(r"[^\s']+'?")
_MORE = re.compile(r"[.!?…][»”\"')\]]* +\S")


@cache
def _opener() -> re.Pattern[str]:
    known = words()
    return re.compile(
        f"(?P<told>{any_of(known.text_words)} )?{any_of(known.reprinted)} ?:? {{0,2}}",
        re.IGNORECASE,
    )


def reprint_of(line: str) -> tuple[int, int] | None:
    """Where a line that says who published the report before has their name; None where it says
    no such thing, or more in another sentence. Without a word for the text (*this article*) it
    holds nothing but names."""
    said = alike(line)
    if len(line) > MAX_CREDIT or _MORE.search(said):
        return None
    first = len(said) - len(said.lstrip(_OPEN))
    opener = _opener().match(said, first)
    if opener is None or not (opener["told"] or are_names(said[opener.end() :])):
        return None
    start = end = 0
    for count, word in enumerate(_WORD.finditer(said, opener.end())):
        name = word.group().strip(_TRIM)
        if name[:1].isupper():
            at = word.start() + word.group().index(name)
            start, end = start or at, at + len(name)
        elif plain(name) not in carrier_words().small and count:
            break
        if word.group()[-1] in _ENDS or count >= _MOST_WORDS:
            break
    return (start, end) if start else None
