"""The sentences of prose, told by marks and capitals alone: records hold no trees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from onrecord.language.charmap import plain_characters
from onrecord.model import Span

#: Sentences of fewer characters tell nothing by themselves.
SHORTEST: Final = 20
_END = re.compile(r"[.!?\u2026][\"')\]]*(?:\s*\")?\s+(?=[\"'(\[]?\s?[^\W_a-z])|\n\s*\n")
# A stop behind one of these ends no sentence: initials, titles, months, *No.*
_NO_END = re.compile(
    r"(?:^|[\s(\"'])(?:[^\W\d_]|[^\W\d_]\.[^\W\d_]|Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Capt|Sgt|Sen|Rep|Gov"
    r"|St|Mt|No|vs|Jan|Feb|Aug|Sept?|Oct|Nov|Dec|Mme|Mlle|MM|Me|Mgr|av|apr|env|cf|art|vol|p)\.$"
)


def sentences(text: str, within: Span) -> Iterator[Span]:
    """The sentences of ``text`` inside a span, without the spaces between them."""
    plain = plain_characters(within.of(text))
    at = 0
    for match in _END.finditer(plain):
        if plain[match.start()] == "." and _NO_END.search(plain[at : match.start() + 1]):
            continue
        yield from _trimmed(plain, at, match.end(), within.start)
        at = match.end()
    yield from _trimmed(plain, at, len(plain), within.start)


def _trimmed(plain: str, start: int, end: int, shift: int) -> Iterator[Span]:
    words = plain[start:end]
    left = len(words) - len(words.lstrip())
    stripped = words.strip()
    if len(stripped) >= SHORTEST:
        yield Span(start=shift + start + left, end=shift + start + left + len(stripped))
