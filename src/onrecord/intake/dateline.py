"""Where a report was filed: ``SÉOUL –``, ``SEOUL, Sept 17 (Reuters) -``, ``(Reuters) -``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from onrecord.intake.dates import StatedDate, date_at, day_without_year
from onrecord.intake.limits import MAX_DATELINE
from onrecord.intake.names import is_agency
from onrecord.intake.words import alike, any_of, words

#: Words of a place name, such as "SAINT-DENIS DE LA RÉUNION".
_MOST_WORDS: Final = 5
#: Words of a region or country after the place.
_REGION_WORDS: Final = 2
#: Parts between commas: place, region, date, year.
_MOST_PARTS: Final = 5

# A dash of any kind with a space on at least one side; after a bracket it may stand close, and
# some American papers set the em dash close on both sides.
_DASH = re.compile(r"(?:\s+|(?<=\))|(?<=\)[.,]))(?:--|[-‐‒–—―−])\s*|(?:--|[–―−])\s+|—\s*")
_BRACKETS = re.compile(r"[(\[]\s*([^()\[\]]{2,40}?)\s*[)\]][.,]?\s*\Z")
_OPENS_PROSE = re.compile(r"[«»“”„‟\"‘'(\[]?\s*[^\W_]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """``end`` is after the dash. ``date`` is set when the dateline holds a whole date."""

    end: int
    date: StatedDate | None = None


@cache
def _label() -> re.Pattern[str]:
    return re.compile(f"{any_of(words().labels)}[ \\d]*\\Z", re.IGNORECASE)


def dateline_at(text: str, start: int, end: int) -> Dateline | None:
    """The dateline with which the paragraph ``start`` to ``end`` opens, None without one."""
    window = alike(text[start : min(end, start + MAX_DATELINE)])
    dash = _DASH.search(window)
    while dash is not None:
        # "AL-QUDS" has no dash, "17 - 18" no dateline: only prose may follow.
        head = window[: dash.start()].rstrip()
        found = _read(head) if _prose_follows(text, start + dash.end(), end) else None
        if found is not None:
            after = _carried_after(window, dash.end())
            return Dateline(end=start + len(window[:after].rstrip()), date=found[0])
        dash = _DASH.search(window, dash.end())
    return None


def _carried_after(window: str, at: int) -> int:
    """Where a dateline ends that names its agency behind its dash: ``PARIS, 4 mai. — Havas. —``."""
    dash = _DASH.search(window, at)
    more = dash is not None and is_agency(window[at : dash.start()], credited=True)
    return dash.end() if dash is not None and more else at


def _prose_follows(text: str, at: int, end: int) -> bool:
    opening = _OPENS_PROSE.match(text, at, min(end, at + 8))
    return opening is not None and not text[opening.end() - 1].islower()


def _read(head: str) -> tuple[StatedDate | None] | None:
    """Whether ``head`` is a dateline, in a one-tuple with its date; None when it is not."""
    brackets = _BRACKETS.search(head)
    carrier = brackets[1] if brackets else None
    places = head[: brackets.start()].rstrip(" ,.") if brackets else head
    carried = carrier is not None and is_agency(carrier, credited=True)
    if not places:
        return (None,) if carried else None
    return _read_places(places, carrier, carried=carried)


def _read_places(
    places: str, carrier: str | None, *, carried: bool
) -> tuple[StatedDate | None] | None:
    first, *rest = [part.strip() for part in places.split(",")]
    if len(rest) >= _MOST_PARTS or _label().match(first):
        return None
    date, dated, at = None, False, len(first) + 1
    for part in rest:
        # A full date may itself hold a comma ("Sept. 17, 2023"), so it is looked for from here on.
        whole = date_at(places[at:].lstrip())
        if whole is not None and date is None:
            date, dated = (whole if whole.grain == "day" else None), True
        elif (
            day_without_year(part) == len(part)
            or (dated and part.isdecimal())
            or (carried and _is_bare_day(part))
        ):
            dated = True
        elif not _is_name(part):
            return None
        at += len(places[at:].split(",", 1)[0]) + 1
    cities = [city.strip() for city in re.split(r"/| et | and | ET | AND ", first)]
    shouted = all(city.isupper() and _is_name(city) for city in cities)
    if carrier is None and not dated:
        shouted = shouted and all(_is_short(city) for city in cities)
        shouted = shouted and all(len(part.split()) <= _REGION_WORDS for part in rest)
    named = (dated or carried) and all(_is_name(city) for city in cities)
    return (date,) if shouted or named else None


def _is_bare_day(part: str) -> bool:
    """``PARIS, 14. (Havas)``, as papers wrote whose own date stood above."""
    number = part.rstrip(".").removesuffix("er").rstrip()
    return number.isdecimal() and 1 <= int(number) <= 31


def _is_short(name: str) -> bool:
    """Whether capitals before a bare dash are as short as places, unlike headlines.

    ``NEW YORK``, and three words only around a short one: ``RIO DE JANEIRO``, ``SALT LAKE CITY``.
    """
    parts = name.split()
    return len(parts) <= 2 or (len(parts) == 3 and len(parts[1]) <= 4)


def _is_name(text: str) -> bool:
    """Whether ``text`` could be the name of a place: few words, the outer ones capitalised."""
    parts = text.split()
    if not 1 <= len(parts) <= _MOST_WORDS or any(c.isdigit() for c in text):
        return False
    letters = sum(c.isalpha() for c in text)
    plain = all(c.isalpha() or c in " .'-()" for c in text)
    return letters > 1 and plain and parts[0][0].isupper() and parts[-1].strip("()")[:1].isupper()
