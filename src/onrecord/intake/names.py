"""Whether words can be names of people and agencies, as bylines and credits hold them."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from onrecord.intake.words import alike, any_of, words

#: Most words in a byline or credit between two separators.
_MOST_WORDS: Final = 14
#: Agencies' short names are written in capitals throughout.
_SHORT: Final = 3

_TRIM: Final = " .,;:()[]*_|/–—-"
_SPLIT_AGENCIES = re.compile(r"\s*(?:[/,;+&|–—-]|\bet\b|\band\b)\s*")
_SPLIT_WORDS = re.compile(r"[\s/,;|:–—]+")
_ADDRESS = re.compile(r"\S+@\S+|@\w+|https?://\S+")


def is_agency(text: str) -> bool:
    """Whether ``text`` is nothing but names of agencies: ``AFP``, ``Reuters/AP``, ``AFP et AP``."""
    text = alike(text).strip(_TRIM)
    if _one_agency(text):
        return True
    parts = [part for part in _SPLIT_AGENCIES.split(text) if part]
    return len(parts) > 1 and all(_one_agency(part) for part in parts)


def _one_agency(text: str) -> bool:
    text = text.strip(_TRIM)
    if text.lower() not in words().agencies:
        return False
    return (
        text.isupper() if len(text) <= _SHORT else text[0].isupper() or " " in text or _plain(text)
    )


def _plain(text: str) -> bool:
    """Common nouns ("agences") are listed among the agencies and stand in lower case."""
    return text.islower() and text.endswith("s")


@cache
def _leading_agency() -> re.Pattern[str]:
    return re.compile(any_of(words().agencies), re.IGNORECASE)


def agency_before(text: str) -> int:
    """Where the agency ends with which ``text`` begins; 0 when it begins with none."""
    match = _leading_agency().match(alike(text))
    return match.end() if match and _one_agency(match.group()) else 0


def are_names(text: str) -> bool:
    """Whether every word of ``text`` is capitalised or usual between names; one must be a name."""
    text = _ADDRESS.sub("X", alike(text)).strip(_TRIM)
    parts = [part.strip("()[]\"'.*") for part in _SPLIT_WORDS.split(text)]
    parts = [part for part in parts if part]
    if not 0 < len(parts) <= _MOST_WORDS:
        return False
    small = words().name_words
    return any(_is_capital(part) for part in parts) and all(
        _is_capital(part) or part in small or part.isdecimal() for part in parts
    )


def _is_capital(word: str) -> bool:
    """``Doe``, ``AFP``, ``McKay``, ``d'Arc``, ``al-Assad``, ``&``."""
    pieces = re.split(r"['-]", word)
    return word == "&" or pieces[0][:1].isupper() or (len(pieces) > 1 and pieces[-1][:1].isupper())
