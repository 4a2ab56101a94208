"""Numbers that count nothing: parts of names and of addresses."""

from __future__ import annotations

import re
from typing import Final

from onrecord.knowledge.amounts import AmountWords

#: Characters before a number in which the word stands that it may belong to.
BEFORE: Final = 48
# A word with a capital that does not begin its sentence.
_CAPITAL = re.compile(r"(?:(?<=\w )|(?<=['’]))([A-ZÀ-Þ][\w-]+) $")


def is_part_of_name(plain: str, start: int, words: AmountWords) -> bool:
    """Whether what is listed stands before a number: *flight 370*, *l'article 4*."""
    before = plain[max(0, start - BEFORE) : start].rstrip().split(" ")[-1].strip("\"'(")
    return before in words.names or before.rpartition("'")[2] in words.names


def capital_before(text: str, start: int) -> tuple[int, int] | None:
    """Where the name stands that a number is right behind, within a sentence: *the Falcon 50*."""
    found = _CAPITAL.search(text, max(0, start - BEFORE), start)
    return None if found is None else found.span(1)


def is_address(ahead: str, words: AmountWords) -> bool:
    """Whether a street stands behind a number: *14 Chandler Street*, *14 rue des Tanneurs*."""
    return any(word in words.addresses for word in ahead.split()[:2])
