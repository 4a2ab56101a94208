"""Who wrote, who photographed, whose material was used: bylines, credits and captions."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, Literal

from onrecord.intake.limits import MAX_BYLINE, MAX_CAPTION, MAX_CLOSING, MAX_CREDIT
from onrecord.intake.names import (
    agency_before,
    are_names,
    is_agency,
    may_be_agency,
    unlisted_agency,
)
from onrecord.intake.reprints import reprint_of
from onrecord.intake.words import alike, any_of, words

#: A credit of a picture, or of an agency whose text was used.
CreditKind = Literal["picture", "text"]

#: Longest line of a byline without opener: "Jane Doe in Paris".
_SHORT_BYLINE: Final = 60
_OPEN: Final = "([*"
_CLOSE: Final = ")]*"

# Where a credit may begin inside a paragraph: after a sentence, a dash or an opening bracket.
_BREAK = re.compile(r"[.!?…»”\"')\]]\s+|\s(?=[-–—|•]\s|[(\[©])")
_LEADING_DASH = re.compile(r"[-–—|•]\s+")
_FIRST_WORD = re.compile(r"[\w.]+|\W")
_CARRIED = re.compile(r"(.*\S)(?:\s?/\s?|\s+via\s+|\s+-\s+)([^/]{2,40})", re.IGNORECASE)
_DASH_LINK = re.compile(r" {0,3}[:/|] {0,3}| {1,3}[–—-] {1,3}|, ")


@cache
def _byline() -> re.Pattern[str]:
    return re.compile(f"{any_of(words().byline)} *:? *", re.IGNORECASE)


@cache
def _placed_byline() -> re.Pattern[str]:
    word = r"[^\W\d_][\w'.-]*"
    name, place = f"{word}(?: {word}){{1,3}}", f"{word}(?:[ -]{word}){{0,2}}"
    return re.compile(f"({name}),? {any_of(words().byline_place)} ({place})\\Z")


@cache
def _closing() -> re.Pattern[str]:
    return re.compile(f"[(\\[*_]? {{0,2}}{any_of(words().closing)}", re.IGNORECASE)


@cache
def _credit() -> re.Pattern[str]:
    known = words()
    return re.compile(
        f"({any_of(known.credit)})(?: {any_of(known.credit)})?"
        f"( {{0,2}}[:/|©–—-]+ {{0,2}}| {any_of(known.credit_by)} )",
        re.IGNORECASE,
    )


@cache
def _copyright() -> re.Pattern[str]:
    return re.compile(any_of(words().copyright), re.IGNORECASE)


@cache
def _rights() -> re.Pattern[str]:
    return re.compile(any_of(words().rights), re.IGNORECASE)


@cache
def _picture_word() -> re.Pattern[str]:
    return re.compile(f" {{1,2}}{any_of(words().credit)}", re.IGNORECASE)


@cache
def _relayed() -> re.Pattern[str]:
    return re.compile(f"{any_of(words().relayed)} *:? *", re.IGNORECASE)


@cache
def _caption() -> re.Pattern[str]:
    return re.compile(any_of(words().caption), re.IGNORECASE)


@cache
def _first_words() -> frozenset[str]:
    known = words()
    openers = known.credit | known.copyright | known.rights | known.relayed
    return frozenset(_FIRST_WORD.findall(opener)[0] for opener in openers)


def _may_be_credit(text: str) -> bool:
    """Whether it is worth a closer look, which costs much more."""
    dash = _LEADING_DASH.match(text)
    text = text[dash.end() :] if dash else text
    if text[:1] in "([©" or "/" in text or " via " in text:
        return True
    first = _FIRST_WORD.match(text)
    if first is None:
        return False
    return first.group().lower() in _first_words() or may_be_agency(first.group())


def is_byline(line: str) -> bool:
    """``By Jane Doe``, ``Par Jean Dupont avec AFP``, ``Jane Doe in Paris``, ``Jane Doe, AFP``."""
    if len(line) > MAX_BYLINE:
        return False
    plain = alike(line).strip()
    opener = _byline().match(plain)
    if opener is not None:
        return are_names(plain[opener.end() :])
    if len(plain) > _SHORT_BYLINE or plain.endswith("."):
        return False
    placed = _placed_byline().match(plain)
    if placed is not None:
        return placed[1].istitle() and placed[2].istitle()
    return _name_with_agency(plain)


def _name_with_agency(plain: str) -> bool:
    name, link, agency = plain.partition(_link_of(plain))
    if not (link and is_agency(agency)):
        relayed = re.search(f" (?={any_of(words().relayed)} )", plain)
        if relayed is None or not is_credit(plain[relayed.end() :]):
            return False
        name = plain[: relayed.start()]
    return 1 <= len(name.split()) <= 4 and are_names(name) and name[:1].isupper()


def _link_of(plain: str) -> str:
    link = _DASH_LINK.search(plain)
    return link.group() if link else "\n"


def is_closing(paragraph: str) -> bool:
    """``(Reporting by Jane Doe; editing by John Roe)``, with or without the brackets."""
    if len(paragraph) > MAX_CLOSING:
        return False
    plain = alike(paragraph).strip()
    opener = _closing().match(plain)
    if opener is None:
        return False
    if plain[0] in _OPEN:
        return plain.rstrip(". ")[-1] in _CLOSE
    clauses = re.split(r"[;.]\s+(?=\w)", plain[opener.end() :])
    return all(are_names(_closing_names(clause)) for clause in clauses)


def _closing_names(clause: str) -> str:
    opener = _closing().match(clause)
    return clause[opener.end() :] if opener else clause


def is_credit(text: str) -> CreditKind | None:
    """What kind of credit ``text`` is, as a whole; None when it is none."""
    if not 2 <= len(text) <= MAX_CREDIT:
        return None
    plain = _LEADING_DASH.sub("", alike(text).strip(), count=1)
    if not plain:
        return None
    if reprint_of(plain) is not None:
        return "text"
    bracketed = plain[0] in _OPEN and plain.rstrip(". ")[-1:] in _CLOSE
    plain = plain.strip(" .()[]*") if bracketed else plain.rstrip(" .")
    if not plain:
        return None
    if _copyright().match(plain) or text.lstrip(" ([").lower().startswith("(c)"):
        ended = _BREAK.search(plain)
        more = plain[ended.end() :] if ended else ""
        return "picture" if not more or _rights().match(more) or are_names(more) else None
    if _is_picture_credit(plain):
        return "picture"
    return "text" if _is_text_credit(plain, bracketed=bracketed) else None


def _is_picture_credit(plain: str) -> bool:
    opener = _credit().match(plain)
    if opener is not None and are_names(plain[opener.end() :]):
        return True
    agency = agency_before(plain)
    if agency:
        rest = plain[agency:]
        picture = _picture_word().match(rest)
        rest = rest[picture.end() :] if picture else rest
        linked = _DASH_LINK.match(rest)
        if (picture and not rest) or (linked and are_names(rest[linked.end() :])):
            return True
    carried = _CARRIED.fullmatch(plain)
    return carried is not None and is_agency(carried[2]) and are_names(carried[1])


def _is_text_credit(plain: str, *, bracketed: bool) -> bool:
    small = bracketed and plain.islower()  # "(ats)", as Swiss papers write
    if is_agency(plain, credited=small) or _rights().match(plain):
        return True
    opener = _relayed().match(plain)
    named = plain if opener is None else plain[opener.end() :]
    if opener is not None or bracketed:
        return is_agency(named) or unlisted_agency(named)
    return False


def credit_tail(text: str, start: int, end: int) -> tuple[int, CreditKind] | None:
    """Where the credit begins that closes the paragraph ``start`` to ``end``, and its kind."""
    first = max(start, end - MAX_CREDIT)
    window = alike(text[first:end])
    for match in _BREAK.finditer(window):
        rest = window[match.end() :]
        # What stands before must be words of the paragraph, not just a bracket.
        if not rest or first + match.end() <= start + 1 or not _may_be_credit(rest):
            continue
        kind = is_credit(rest)
        if kind == "text" and _explains(window, match.end()):
            continue
        if kind is not None:
            return first + match.end(), kind
    return None


def _explains(window: str, at: int) -> bool:
    """Whether a bracket gives the short name of what stands before it: *l'Agence France-Presse
    (AFP).* The stop of the sentence stands behind it then, or no list knows its letters."""
    if window[at] not in _OPEN or not window[:at].rstrip()[-1:].isalnum():
        return False
    return window.endswith(".") or unlisted_agency(window[at:])


def opens_caption(text: str, start: int, end: int) -> bool:
    """Whether the paragraph begins as captions do: ``In this photo …``, ``Sur cette photo …``."""
    if end - start > MAX_CAPTION:
        return False
    return _caption().match(alike(text[start : start + 60])) is not None
