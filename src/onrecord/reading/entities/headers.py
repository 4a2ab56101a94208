"""Names in the parts of a report that are not prose: datelines, bylines, credits.

``SÉOUL, 17 sept. (Reuters) -`` holds a place and an agency, ``Par Jane Doe avec AFP`` a person and
an agency; their form tells the kind, no sentence is parsed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.intake.agencies import agency_credits
from onrecord.knowledge.lexicon import Lexicon
from onrecord.knowledge.names import NameLists
from onrecord.model.report import Part
from onrecord.model.span import Span

_WORD = r"[^\W\d_][\w'’.-]*"
_RUN = re.compile(rf"{_WORD}(?: +{_WORD})*")
_BRACKETS = re.compile(r"\([^()]*\)")


def header_names(
    part: Part, text: str, lexicon: Lexicon, lists: NameLists
) -> Iterator[tuple[Span, str]]:
    """(span, name of the evidence) for each name of a dateline, byline or credit."""
    start = part.span.start
    known = agency_credits(text, start, part.span.end, header=True)
    agencies = [c.span for c in known if c.body is not None]
    for agency in (*agencies, None):
        end = part.span.end if agency is None else agency.start
        for run in _RUN.finditer(text, start, end):
            yield from _named(run, part, text, lexicon, lists)
        if agency is not None:
            yield agency, "header agency"
            start = agency.end


def _named(
    run: re.Match[str], part: Part, text: str, lexicon: Lexicon, lists: NameLists
) -> Iterator[tuple[Span, str]]:
    """The names of a run of words that holds no listed agency: outlets, places, people."""
    for first, last in _names(run, lexicon):
        surface = " ".join(text[first:last].split())
        bare = surface.rstrip(".")
        if lists.is_agency(bare):
            yield Span(start=first, end=first + len(bare)), "header agency"
        elif part.kind == "dateline":
            bracketed = any(
                b.start() < first < b.end()
                for b in _BRACKETS.finditer(text, part.span.start, part.span.end)
            )
            yield Span(start=first, end=last), "header agency" if bracketed else "dateline"
        elif (part.kind == "byline" and " " in surface) or (
            part.kind == "credit" and " " in surface and _is_person(surface, lists)
        ):
            yield Span(start=first, end=last), "byline"


def _is_person(surface: str, lists: NameLists) -> bool:
    """Whether a name of a credit begins with a first name: others may be libraries of pictures."""
    return surface.split()[0] in lists.first_names and not surface.isupper()


def _names(run: re.Match[str], lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Stretches of capitalised words in a run, without opening words and days."""
    begin = end = None
    for word in re.finditer(r"[^ ]+", run.group()):
        plain = word.group().lower().replace("’", "'").rstrip(".")
        inside = begin is not None and plain in lexicon.naming.inside
        taken = word.group()[:1].isupper() and not (
            plain in lexicon.calendar or plain in lexicon.naming.byline
        )
        if taken:
            begin = word.start() if begin is None else begin
            end = word.end()
        elif not inside and begin is not None and end is not None:
            yield run.start() + begin, run.start() + end
            begin = end = None
    if begin is not None and end is not None:
        yield run.start() + begin, run.start() + end
