"""Which words of a text stand in quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from onrecord.language.charmap import plain_characters
from onrecord.model import Span

#: Characters of single-quoted words from which on they are speech, not a name or a plural.
SPEECH: Final = 15
_MARK = re.compile(r"\"|''")
_SINGLE = re.compile(rf"(?<![\w'])'(?=\w)((?:[^'\n]|(?<=\w)'(?=\w)){{{SPEECH},}}?)'(?![\w'])")


def quoted(
    text: str, prose: Sequence[Span], starts: npt.NDArray[np.uint32]
) -> npt.NDArray[np.bool_]:
    """Which words, given by where they start, stand in quotation marks."""
    found = np.zeros(len(starts), np.bool_)
    for start, end in quotations(text, prose):
        found[np.searchsorted(starts, start) : np.searchsorted(starts, end)] = True
    return found


def quotations(text: str, prose: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Quotations of paragraphs as (start, end); one that is not closed goes on to the end of its
    paragraph."""
    for span in prose:
        plain = plain_characters(span.of(text))
        opened = None
        for mark in _MARK.finditer(plain):
            if opened is None:
                opened = mark.start()
            else:
                yield span.start + opened, span.start + mark.end()
                opened = None
        if opened is not None:
            yield span.start + opened, span.end
        for single in _SINGLE.finditer(plain):
            yield span.start + single.start(), span.start + single.end()
