"""News agencies in a text, and whether it credits them, told by where and how their names stand.

``BERNE, 3. (A. T. S.) —`` and ``Paris, 4. — Havas. —`` open a dispatch, ``(Reuter)`` and ``ats``
close one, ``Dépêches de l'Agence Havas`` heads several; *selon l'AFP*, *Reuter meldet* credit in
prose. Names are listed (``knowledge.agencies``); only where a credit stands may a name be misread
by a scanner, so that clean prose gives no false ones. Works on plain text of any language whose
words ``language.toml`` gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from onrecord.intake.wire import (
    BESIDE,
    DASH,
    WORD,
    Form,
    begins_line,
    bracket_form,
    closes_dispatch,
    credits_picture,
    day,
    ends_line,
    is_addressed,
    is_behind_day,
    is_credited,
    is_heading,
    is_picture,
    is_usual,
    opens_dispatch,
)
from onrecord.intake.words import alike, any_of, words
from onrecord.knowledge.agencies import (
    AgencyName,
    NamedAt,
    agencies_in,
    agency_called,
    agency_misread,
    cased,
    squashed,
)
from onrecord.knowledge.bodies import Body
from onrecord.knowledge.names import name_lists
from onrecord.model.span import Span

#: Forms in which a text says that it has something from an agency.
CREDITING: Final[frozenset[Form]] = frozenset(
    {"dateline", "sign-off", "heading", "byline", "source"}
)

_BECAUSE: Final[dict[Form, str]] = {
    "dateline": "opens a dispatch, in brackets or between dashes",
    "sign-off": "closes a dispatch",
    "heading": "stands in a line of its own",
    "byline": "stands in a byline or credit",
    "source": "beside a word that says that something comes from it",
    "picture": "credits a picture",
    "named": "is named",
}
#: Letters of a word beside an agency in a bracket, such as an author's initials.
_INITIALS: Final = 12

# A scanner may have lost the bracket that closes; then the dash must be there.
_BRACKET = re.compile(
    r"[(\[{]\s{0,2}([^()\[\]{}—–]{2,45}?)\s{0,2}(?:[)\]}]|(?=[.,]{0,2}\s{0,2}[—–]\s))"
)
_BETWEEN = re.compile(r"\s{0,2}(?:[/,;+&|-]|[–—]|\bet\b|\band\b|\bund\b)\s{0,2}")
# Behind *Reuter, docteur en médecine* and *Reuter Frères*.
_NAME_OR_TRADE = re.compile(r" [A-ZÀ-Ý]\w|, [a-zà-ÿ]")
_MISREAD = re.compile(
    rf"(?:\A|\n|{DASH}\s{{0,2}})([^\W\d_][\w.]{{3,14}}(?: [^\W\d_][\w]{{3,14}})?)[.,]{{0,2}}"
    rf"\s{{0,2}}[—–](?=\s)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyCredit:
    """``span`` is the name; ``body`` is None for an agency that is not named (*ag.*)."""

    span: Span
    body: Body | None
    form: Form
    because: str


def agency_credits(
    text: str, start: int = 0, end: int | None = None, *, header: bool = False
) -> tuple[AgencyCredit, ...]:
    """All agencies that a stretch of text names, in order, with the form of each mention; those
    that it credits have a form of ``CREDITING``. No two overlap. Linear in the stretch, beyond
    which nothing is looked at. ``header`` tells that it is a dateline, a byline or a credit."""
    piece = text[start:end]
    found = {c.span.start: c for c in _in_brackets(piece)}
    found.update((c.span.start, c) for c in _misread(piece) if not _is_taken(c.span, found))
    named = [
        one
        for one in agencies_in(piece, 0, len(piece), _tails())
        if not _is_taken(Span(start=one.start, end=one.end), found)
    ]
    for group in _groups(piece, named):
        for one in group:
            form = _form(piece, (group[0].start, group[-1].end), one, header=header)
            if form is not None:
                found[one.start] = _credit(one.start, one.end, one.called, form)
    return tuple(_shifted(found[at], start) for at in sorted(found))


def _shifted(credit: AgencyCredit, by: int) -> AgencyCredit:
    span = Span(start=credit.span.start + by, end=credit.span.end + by)
    return replace(credit, span=span) if by else credit


def _credit(
    start: int, end: int, called: AgencyName | None, form: Form, how: str = ""
) -> AgencyCredit:
    who = "an agency that is not named" if called is None else f"a name of {called.body.name}"
    return AgencyCredit(
        span=Span(start=start, end=end),
        body=None if called is None else called.body,
        form=form,
        because=f"{how or who}, {_BECAUSE[form]}",
    )


def _is_taken(span: Span, found: dict[int, AgencyCredit]) -> bool:
    return any(at in found for at in range(span.start, span.end))


def _beside(text: str, first: int, last: int) -> tuple[str, str]:
    return text[max(0, first - BESIDE) : first], text[last : last + BESIDE]


# Names in brackets.


def _in_brackets(text: str) -> Iterator[AgencyCredit]:
    for bracket in _BRACKET.finditer(text):
        form = bracket_form(*_beside(text, bracket.start(), bracket.end()))
        if form is not None:
            yield from _carried(text, bracket, form)


def _carried(text: str, bracket: re.Match[str], form: Form) -> Iterator[AgencyCredit]:
    """The agencies of a bracket that holds nothing else but the words usual beside them."""
    first, last = bracket.span(1)
    named = list(agencies_in(text, first, last))
    rest = _rest(text, first, last, named)
    plain = [w for w in rest if not is_usual(w)]
    picture = any(is_picture(w) for w in rest)
    if named and len(plain) <= 1 and all(len(w) <= _INITIALS for w in plain):
        if plain and any(n.called.ambiguous for n in named):
            return
        for one in named:
            yield _credit(one.start, one.end, one.called, "picture" if picture else form)
    elif not named and not picture:
        yield from _misread_or_unnamed(text, first, last, form, plain)


def _misread_or_unnamed(
    text: str, first: int, last: int, form: Form, plain: Sequence[str]
) -> Iterator[AgencyCredit]:
    inside = alike(text[first:last])
    if not plain:
        unnamed = _unnamed().search(inside)
        if unnamed is not None:
            yield _credit(first + unnamed.start(), first + unnamed.end(), None, form)
        return
    lead = _leading_usual().match(inside)
    at = first + (lead.end() if lead else 0)
    read = text[at:last].rstrip(" .,:;'’*")
    opens = form == "dateline"
    # Scanners misread capitals into other acronyms too easily where no dash follows.
    if not opens and read.isupper() and len(read) < _INITIALS:
        return
    called = agency_misread(read, opens=opens) if read[:1].isupper() else None
    if called is not None:
        yield _credit(at, at + len(read), called, form, f"{read!r} is near {called.name}")


def _rest(text: str, first: int, last: int, named: Sequence[NamedAt]) -> list[str]:
    """Words of a stretch that belong to no name."""
    starts = [first, *(one.end for one in named)]
    stops = [*(one.start for one in named), last]
    return [w for a, b in zip(starts, stops, strict=True) for w in WORD.findall(text, a, b)]


@cache
def _unnamed() -> re.Pattern[str]:
    return re.compile(any_of(words().unnamed), re.IGNORECASE)


@cache
def _leading_usual() -> re.Pattern[str]:
    known = words()
    return re.compile(rf"(?:{any_of(known.wire_nouns | known.wire_fillers)} ?)+", re.IGNORECASE)


# Names outside brackets.


def _misread(text: str) -> Iterator[AgencyCredit]:
    """``— Havaa —``, and an agency that is not named behind a day: ``Berne, 3 juin. ag. —``."""
    for match in _MISREAD.finditer(text):
        read = match[1].rstrip(".")
        called = agency_misread(read) if agency_called(read) is None else None
        if called is not None:
            at = match.start(1)
            yield _credit(at, at + len(read), called, "dateline", f"{read!r} is near {called.name}")
    for match in _after_day().finditer(alike(text)):
        yield _credit(match.start(1), match.end(1), None, "dateline")


@cache
def _after_day() -> re.Pattern[str]:
    return re.compile(rf"(?i:{day()}) ?(?:{DASH} ?)?([Aa]g\.)(?= ?{DASH}| [(A-ZÀ-Ý«])")


def _groups(text: str, named: Sequence[NamedAt]) -> Iterator[list[NamedAt]]:
    """Names that stand together: ``ATS/AFP``, ``Havas et Reuter``."""
    group: list[NamedAt] = []
    for one in named:
        if group and _BETWEEN.fullmatch(text, group[-1].end, one.start) is None:
            yield group
            group = []
        group.append(one)
    if group:
        yield group


@cache
def _tails() -> tuple[str, ...]:
    """What may stand joined to a name: *Havasmeldung*, *Reutersche*."""
    joined = words().wire_nouns | words().wire_endings
    return tuple(sorted(squashed(w) for w in joined if w.isalpha() and len(w) > 3))


def _form(text: str, around: tuple[int, int], one: NamedAt, *, header: bool) -> Form | None:
    """The form of one of the names that stand together ``around``; None where it is no agency's."""
    before, after = _beside(text, *around)
    sure, acronym = not one.called.ambiguous, one.called.acronym
    fits = cased(text[one.start : one.end], one.called)
    if (fits or (acronym and sure)) and opens_dispatch(before, after):
        return "dateline"
    if ends_line(after):
        if begins_line(before) and fits and sure and not is_addressed(before):
            return "heading" if after.strip() else "sign-off"
        if closes_dispatch(before) and (acronym or (fits and sure)):
            return "sign-off"
    return _form_in_line(text, around, one, header=header) if fits else None


def _form_in_line(text: str, around: tuple[int, int], one: NamedAt, *, header: bool) -> Form | None:
    before, after = _beside(text, *around)
    sure, acronym = not one.called.ambiguous, one.called.acronym
    if is_behind_day(before) and (sure or acronym) and before.rstrip()[-1:] == ".":
        return "dateline"
    if is_heading(text, *around, sure=sure):
        return "heading"
    if credits_picture(before, after):
        return "picture"
    if header and (sure or acronym):
        return "byline"
    if one.tail or is_credited(before, after):
        return "source"
    return "named" if sure and not _is_persons(before, after, one) else None


def _is_persons(before: str, after: str, one: NamedAt) -> bool:
    """Whether a name of one word may be a person's, a street's or a firm's: *M. HAVAS*."""
    if one.called.acronym or " " in one.called.name:
        return False
    previous = before.split()[-1:] if before[-1:].isspace() else []
    known = bool(previous) and previous[0] in name_lists().first_names
    return known or is_addressed(before) or _NAME_OR_TRADE.match(after) is not None
