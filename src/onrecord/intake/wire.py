"""Where credits of agencies stand: the places by which a name is told to open a dispatch, to close
one, to head several, or to be beside a word that credits it.

All functions look at what stands ``before`` and ``after``, ``BESIDE`` characters at most.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, Literal

from onrecord.intake.words import alike, any_of, words

Form = Literal["dateline", "sign-off", "heading", "byline", "source", "picture", "named"]

#: Characters on either side that are looked at.
BESIDE: Final = 60
#: Characters of a line that heads dispatches.
_HEADING: Final = 80

DASH = r"(?:--|[-‐‑‒–—―−])"
_OPENS_DASH = re.compile(rf"[.,:;'’*]{{0,3}}\s{{0,2}}\.?{DASH}")
_SPACED_DASH = re.compile(rf"[.,]{{0,2}}\s{{0,2}}{DASH}(?:\s|\Z)")
_ENDS_DASH = re.compile(rf"{DASH}\s{{0,2}}\Z")
_LONE_DASH = re.compile(rf"\s{DASH}\s?\Z")
_STOPPED = re.compile(r"[.!?…»”\"'’):,;*]\s*\Z")
_SENTENCE_ENDED = re.compile(r"[.!?…»”\")]\s+\Z")
_LINE_BEGINS = re.compile(r"(?:\A|\n)[^\w\n]{0,4}\Z")
_LINE_ENDS = re.compile(r"[^\w\n]{0,4}(?:\Z|\n(?!\s*[a-zß-öø-ÿ]))")
_CAPITAL = re.compile(r"[^\w]{0,4}[^\W\d_a-zß-öø-ÿ]")
# A place alone at a line's begin, a day behind one, and both behind an agency.
_PLACE = re.compile(r"(?:\A|\n)[^\w\n]{0,4}(?:[A-ZÀ-Ý][\w'’./-]*,? ?){1,3}\Z")
_DAY_AFTER = re.compile(r",? ?(?:le |den |am )?\d{1,2}(?:\.|er| )")
_PLACED_DAY = re.compile(r"[.:,]? +[A-ZÀ-Ý][^\n,;]{1,30}, ?(?:le |den )?\d{1,2}\b")
#: A word with the stop or apostrophe that belongs to it.
WORD = re.compile(r"[^\W_]+[.'’]?")
_INITIAL = re.compile(r"(?<![\w.])[A-Z]\.\s+\Z")


def bracket_form(before: str, after: str) -> Form | None:
    """What a bracket is by its place: at a line's begin, behind a place or a day and before a dash
    it opens a dispatch, behind a stop it closes one. None where it may as well explain a word."""
    if _OPENS_DASH.match(after) or _ENDS_DASH.search(before):
        return "dateline"
    if begins_line(before):
        return "dateline" if after.strip() else "sign-off"
    ends = ends_line(after)
    if _behind_day().search(alike(before)):
        return "dateline" if ends or _CAPITAL.match(after) else None
    if _DAY_AFTER.match(after) or (_PLACE.search(before) and _CAPITAL.match(after)):
        return "dateline"
    if _STOPPED.search(before) and (ends or _CAPITAL.match(after)):
        return "sign-off"
    # *l'Autorité palestinienne (AP).* explains: the stop of its sentence stands behind it.
    if ends and not after.lstrip().startswith("."):
        return "sign-off"
    return None


def begins_line(before: str) -> bool:
    return _LINE_BEGINS.search(before) is not None


def ends_line(after: str) -> bool:
    """Whether a line ends here that the next one, in small letters, does not go on with."""
    return _LINE_ENDS.match(after) is not None


def opens_dispatch(before: str, after: str) -> bool:
    """``LONDRES, 16. — Reuter. —``, ``Paris, 3 mai, Havas —``; at a line's begin ``Reuter. —`` and
    ``DNB Berlin, 5. Juli``."""
    if begins_line(before) and _PLACED_DAY.match(after):
        return True
    if _SPACED_DASH.match(after) is None:
        return False
    return begins_line(before) or _ENDS_DASH.search(before) is not None or is_behind_day(before)


def is_behind_day(before: str) -> bool:
    """``Berne, 3 juin.``"""
    return _behind_day().search(alike(before)) is not None


def closes_dispatch(before: str) -> bool:
    """Whether a sentence has ended, or a dash stands here."""
    ended = _SENTENCE_ENDED.search(before) or _LONE_DASH.search(before)
    return ended is not None and not is_addressed(before)


def is_heading(text: str, first: int, last: int, *, sure: bool) -> bool:
    """``Dépêches de l'Agence Havas``: a line with nothing but the words usual beside agencies; one
    of them must be there where the name is not ``sure``."""
    begin, stop = text.rfind("\n", 0, first) + 1, text.find("\n", last)
    stop = len(text) if stop < 0 else stop
    if stop - begin > _HEADING or (begin == 0 and stop == len(text)):
        return False
    beside = WORD.findall(text[begin:first] + " " + text[last:stop])
    if not all(is_usual(w) for w in beside):
        return False
    return sure or any(w.lower() in words().wire_nouns for w in beside)


def is_credited(before: str, after: str) -> bool:
    """*dépêche de l'agence Havas*, *selon l'AFP*, *Reuter meldet*, *Reuter:*, *Havas-Meldung*."""
    if after.lstrip(" ").startswith(":") and (begins_line(before) or closes_dispatch(before)):
        return True
    left, right = alike(before), alike(after)
    return _cued_before().search(left) is not None or _cued_after().match(right) is not None


def credits_picture(before: str, after: str) -> bool:
    """*photo AFP*, *AP Photo*."""
    left, right = alike(before), alike(after)
    return _photo_before().search(left) is not None or _photo_after().match(right) is not None


def is_addressed(before: str) -> bool:
    """Whether a person's or a street's name follows: *M. Havas*, *Michael R. Bloomberg*."""
    plain = alike(before)
    return _addressed().search(plain) is not None or _INITIAL.search(plain) is not None


@cache
def _usual_words() -> frozenset[str]:
    known = words()
    entries = known.wire_nouns | known.wire_fillers | known.unnamed | {"et", "and", "und"}
    return frozenset(w.rstrip(".") for entry in entries for w in WORD.findall(entry))


def is_usual(word: str) -> bool:
    """Whether a word says nothing of its own beside an agency."""
    bare = alike(word.lower()).rstrip(".")
    return bare in _usual_words() or bare.isdecimal() or is_picture(word)


def is_picture(word: str) -> bool:
    return word.lower().rstrip(".") in words().credit


@cache
def day() -> str:
    """A pattern for a day in `alike` text, with or without its month: ``3 juin``, ``14.``"""
    return rf"\d{{1,2}}(?: ?er)?\.? ?(?:{any_of(words().months)}|[a-zéû]{{2,5}}\.)?[.,]?"


@cache
def _behind_day() -> re.Pattern[str]:
    return re.compile(rf"(?:\A|[ ,(]){day()} {{0,2}}\Z", re.IGNORECASE)


@cache
def _cued_before() -> re.Pattern[str]:
    known = words()
    link = r"(?:(?:de|du|d'|des|der|von|vom|of|from|the|by|la|le|l'|die|das|[«\"“„»]) ?){0,3}"
    own = rf"(?:{any_of(known.wire_fillers)} )?"
    nouns, before = any_of(known.wire_nouns), any_of(known.wire_before | known.wire_verbs)
    return re.compile(rf"(?:{nouns} {own}|{before} ){link}(?:{nouns} )?{link}\Z", re.IGNORECASE)


@cache
def _cued_after() -> re.Pattern[str]:
    known = words()
    helps = r"(?:(?:a|ont|avait|hat|hatte|haben|has|had|have|nous|on|en|que|se) ){0,2}"
    compound = rf"(?:'?s?(?:-| )?){any_of(known.wire_nouns)}"
    verb = rf"[»\"”', ]{{0,3}}{helps}{any_of(known.wire_verbs)}"
    return re.compile(rf"(?:{compound}|{verb})", re.IGNORECASE)


@cache
def _photo_before() -> re.Pattern[str]:
    return re.compile(rf"{any_of(words().credit)}[ :(-]{{0,3}}\Z", re.IGNORECASE)


@cache
def _photo_after() -> re.Pattern[str]:
    return re.compile(rf"[ -]{any_of(words().credit)}", re.IGNORECASE)


@cache
def _addressed() -> re.Pattern[str]:
    return re.compile(rf"{any_of(words().addresses)} {{1,2}}\Z", re.IGNORECASE)
