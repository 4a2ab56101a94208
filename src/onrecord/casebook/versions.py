"""When a report is a new version of one that is there, and what differs between the two."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final
from urllib.parse import urlsplit

import apsw

from onrecord.casebook.rows import Addition
from onrecord.model import Span

#: Share of the longer text's words that both must have, to be versions of one article where
#: nothing names it but a file's name or a headline.
SHARED: Final = 0.5
#: Reports with one name, or one headline, that are looked at, the newest first.
MOST: Final = 8
#: Stretches of this many pieces are compared piece by piece; longer ones show their middle whole.
LONGEST: Final = 4_000

_WORD = re.compile(r"\w+")
#: Pieces that are compared: up to a line's end, or a sentence's mark before a space.
_PIECE = re.compile(r"[^\n]*?(?:[.!?…]+[\"'»”’)\]]*(?=\s)|(?=\n)|\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """The article that a report is a new version of, and why. ``report_id`` and ``published`` are
    those of its latest version."""

    article: int
    report_id: str
    published: str | None
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A stretch that differs. ``old`` or ``new`` is empty, and stands where the words would be,
    when they were added or taken out."""

    old: Span
    new: Span


def earlier(db: apsw.Connection, new: Addition) -> Earlier | None:
    """The article of which an addition is a new version: the same address; the same file with half
    of its words; the same outlet, headline and day with half of its words."""
    given = dict(zip(_COLUMNS, (new.report[i] for i in (2, 3, 4, 5, 11)), strict=True))
    url = given["url"]
    if isinstance(url, str) and _names_a_page(url):
        for found in db.execute(f"{_LATEST} WHERE r.url = ? LIMIT 1", (url,)):
            return _earlier(found, "the same address")
    text = str(given["text"])
    if new.located:
        sql = f"{_LATEST} JOIN given g ON g.report = r.number WHERE g.name = ?"
        for found in db.execute(f"{sql} ORDER BY r.number DESC LIMIT {MOST}", (new.name,)):
            if shared(str(found[3]), text) >= SHARED:
                return _earlier(found, "the same file, edited")
    day = _day(given["published"])
    if given["outlet"] and given["title"] and day:
        sql = f"{_LATEST} WHERE r.outlet = ? AND r.title = ? AND substr(r.published, 1, 10) = ?"
        found_ones = db.execute(
            f"{sql} ORDER BY r.number DESC LIMIT {MOST}", (given["outlet"], given["title"], day)
        )
        for found in found_ones:
            if shared(str(found[3]), text) >= SHARED:
                return _earlier(found, "the same outlet, headline and day")
    return None


_COLUMNS: Final = ("outlet", "title", "url", "published", "text")
#: The latest version of the article of a report ``r``.
_LATEST: Final = (
    "SELECT l.article, l.id, l.published, r.text FROM report r"
    " JOIN report l ON l.article = r.article AND l.latest = 1"
)


def _earlier(found: tuple[object, ...], because: str) -> Earlier:
    article, report_id, published, _ = found
    assert isinstance(article, int)
    return Earlier(
        article=article,
        report_id=str(report_id),
        published=None if published is None else str(published),
        because=because,
    )


def _names_a_page(url: str) -> bool:
    """An address that names more than a site: its front page has many articles in a year."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return bool(parts.path.strip("/") or parts.query)


def _day(published: object) -> str | None:
    return published[:10] if isinstance(published, str) and len(published) >= 10 else None


def is_older(published: object, than: str | None) -> bool:
    """Whether a report says that it is of a day before another one's; without days it is not."""
    day, other = _day(published), _day(than)
    return day is not None and other is not None and day < other


def shared(old: str, new: str) -> float:
    """The share of the longer text's words that the other one has, too, wherever they stand."""
    ours, theirs = (Counter(_WORD.findall(text.casefold())) for text in (old, new))
    longer = max(ours.total(), theirs.total())
    return (ours & theirs).total() / longer if longer else 1.0


def differences(old: str, new: str) -> tuple[Difference, ...]:
    """Where two texts differ, by lines and sentences, in order."""
    left, right = list(_pieces(old)), list(_pieces(new))
    begin = 0
    while begin < min(len(left), len(right)) and _same(old, left[begin], new, right[begin]):
        begin += 1
    end = 0
    most = min(len(left), len(right)) - begin
    while end < most and _same(old, left[-1 - end], new, right[-1 - end]):
        end += 1
    left, right = left[begin : len(left) - end], right[begin : len(right) - end]
    if max(len(left), len(right)) > LONGEST:
        return (Difference(old=_hull(left, 0, len(left), 0), new=_hull(right, 0, len(right), 0)),)
    matcher = SequenceMatcher(
        None, [s.of(old) for s in left], [s.of(new) for s in right], autojunk=False
    )
    # Where words were taken out, the place is behind what stands before it in both.
    before = (_last_end(list(_pieces(old)), begin), _last_end(list(_pieces(new)), begin))
    return tuple(
        Difference(old=_hull(left, a, b, before[0]), new=_hull(right, c, d, before[1]))
        for kind, a, b, c, d in matcher.get_opcodes()
        if kind != "equal"
    )


def _pieces(text: str) -> Iterator[Span]:
    """Lines and sentences without the blanks around them."""
    for match in _PIECE.finditer(text):
        words = match.group()
        bare = words.strip()
        if bare:
            start = match.start() + words.index(bare[0])
            yield Span(start=start, end=start + len(bare))


def _same(old: str, left: Span, new: str, right: Span) -> bool:
    return left.of(old) == right.of(new)


def _last_end(pieces: list[Span], count: int) -> int:
    return pieces[count - 1].end if count else 0


def _hull(pieces: list[Span], start: int, end: int, before: int) -> Span:
    if start < end:
        return Span(start=pieces[start].start, end=pieces[end - 1].end)
    at = pieces[start - 1].end if start else before
    return Span(start=at, end=at)
