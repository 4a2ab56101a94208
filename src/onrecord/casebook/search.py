"""Full-text search over reports and over what they attribute, accents and case aside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, Literal

import apsw

from onrecord.casebook.rows import storable
from onrecord.model import Span

#: *reports*: title and text; *statements*: their content and source.
Within = Literal["reports", "statements"]
#: Hits of a query that are weighed against each other; where there are more, the newest come first,
#: as weighing a hundred thousand takes longer than anybody waits.
MOST_RANKED: Final = 4_000
#: Passages of one hit that are shown.
MOST_PASSAGES: Final = 20
#: Letters that French and English write in two ways, and accents do not tell apart.
_LIGATURES: Final = (("œ", "oe"), ("æ", "ae"))
#: Marks around a hit; they do not stand in a text.
_OPEN, _CLOSE = "\x02", "\x03"
_OPERATOR = re.compile(r"\b(?:AND|OR|NOT|NEAR)\b")
_TERM = re.compile(r'"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+)')


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A report, or a statement of one, in which the words stand. ``passages`` are characters of
    ``words``: the report's text, or the statement's content. ``item_id`` is the statement's."""

    report_id: str
    item_id: str | None
    language: str
    outlet: str | None
    title: str | None
    published: str | None
    source: str
    words: str
    passages: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """The best of what was found, or the newest where it was too much to weigh (``ranked``);
    ``query`` is how it was understood. ``more`` tells that there are others."""

    query: str
    ranked: bool
    more: bool
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is searched for. Days are ISO 8601 prefixes, inclusive; older versions of an edited
    report are left out unless they are asked for."""

    words: str
    within: Within = "reports"
    language: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    versions: bool = False
    limit: int = 20
    offset: int = 0


_TABLES: Final = {
    "reports": (
        "report_words",
        "JOIN report r ON r.number = w.rowid",
        "r.id, NULL, r.language, r.outlet, r.title, r.published, '', r.text, "
        "highlight(report_words, 1, ?, ?)",
    ),
    "statements": (
        "statement_words",
        "JOIN statement s ON s.number = w.rowid JOIN report r ON r.number = s.report",
        "r.id, s.id, r.language, r.outlet, r.title, r.published, s.source, s.words, "
        "highlight(statement_words, 1, ?, ?)",
    ),
}


def search(db: apsw.Connection, wanted: Wanted) -> Hits:
    """Reports or statements in which all the words stand.

    Words are FTS5's syntax where they have an operator of it (``a OR b``, ``NEAR(a b)``) and parse
    as such, and otherwise words; ``"…"`` is a phrase and ``*`` ends the beginning of a word.
    """
    words = storable(wanted.words)
    meant = (words,) if _OPERATOR.search(words) else ()
    for query in dict.fromkeys((*meant, quoted(words))):
        if not query.strip() or "\x00" in query:
            continue
        try:
            return _search(db, wanted, query)
        except apsw.SQLError:
            # No syntax after all: the next one is made of quoted words, which always are.
            continue
    return Hits(query="", ranked=True, more=False, hits=())


def quoted(words: str) -> str:
    """Words as FTS5 reads them without any syntax but phrases and beginnings."""
    terms: list[str] = []
    for match in _TERM.finditer(words.replace("\x00", " ")):
        word = match["phrase"] if match["word"] is None else match["word"]
        star = match["word"] is not None and word.endswith("*")
        bare = word.rstrip("*") if star else word
        if any(c.isalnum() for c in bare):
            terms.append(_either(bare, "*" if star else ""))
    return " AND ".join(terms)


def _either(word: str, star: str) -> str:
    """A word in both its spellings."""
    spelt = {word: None}
    for one, two in _LIGATURES:
        low = word.casefold()
        spelt |= {low.replace(one, two): None} if one in low else {}
        spelt |= {low.replace(two, one): None} if two in low else {}
    terms = [f'"{w}"{star}' for w in spelt]
    return terms[0] if len(terms) == 1 else f"({' OR '.join(terms)})"


def _search(db: apsw.Connection, wanted: Wanted, query: str) -> Hits:
    table, joins, columns = _TABLES[wanted.within]
    count = db.execute(
        f"SELECT count(*) FROM (SELECT 1 FROM {table} WHERE {table} MATCH ? LIMIT ?)",  # noqa: S608
        (query, MOST_RANKED + 1),
    ).get
    ranked = isinstance(count, int) and count <= MOST_RANKED
    conditions, given = _conditions(wanted)
    # FTS5 sorts by rank itself, and only then are the first few joined; among equals the older
    # come first, as it reads them in that order and sorts stably.
    order = "rank" if ranked else "w.rowid DESC"
    # The hits first and their marks afterwards: marking reads the whole text.
    numbers = db.execute(
        f"SELECT w.rowid FROM {table} w {joins} WHERE {table} MATCH ?{conditions}"  # noqa: S608
        f" ORDER BY {order} LIMIT ? OFFSET ?",
        (query, *given, wanted.limit + 1, wanted.offset),
    ).fetchall()
    hits: list[Hit] = []
    for (number,) in numbers[: wanted.limit]:
        row = db.execute(
            f"SELECT {columns} FROM {table} w {joins} WHERE {table} MATCH ? AND w.rowid = ?",  # noqa: S608
            (_OPEN, _CLOSE, query, number),
        ).get
        hits.append(_hit(row))
    return Hits(query=query, ranked=ranked, more=len(numbers) > wanted.limit, hits=tuple(hits))


def _conditions(wanted: Wanted) -> tuple[str, tuple[str, ...]]:
    """SQL and its values for what limits a search."""
    until = None if wanted.until is None else f"{wanted.until}~"
    limits = (
        ("r.language = ?", wanted.language),
        ("r.outlet = ?", wanted.outlet),
        ("r.published >= ?", wanted.since),
        # Behind every day that begins with it.
        ("r.published < ?", until),
    )
    asked = [(sql, value) for sql, value in limits if value is not None]
    latest = "" if wanted.versions else " AND r.latest = 1"
    return "".join(f" AND {sql}" for sql, _ in asked) + latest, tuple(v for _, v in asked)


def _hit(row: Any) -> Hit:
    report_id, item_id, language, outlet, title, published, source, words, marked = row
    return Hit(
        report_id=report_id,
        item_id=item_id,
        language=language,
        outlet=outlet,
        title=title,
        published=published,
        source=source,
        words=words,
        passages=tuple(_passages(words, marked)),
    )


def _passages(words: str, marked: str) -> Iterator[Span]:
    """Where the marks stand, counted without them; nothing where the text has such marks itself."""
    if _OPEN in words or _CLOSE in words:
        return
    at, start, found = 0, 0, 0
    for piece in re.split(f"([{_OPEN}{_CLOSE}])", marked):
        if piece == _OPEN:
            start = at
        elif piece == _CLOSE:
            if found < MOST_PASSAGES:
                yield Span(start=start, end=at)
            found += 1
        else:
            at += len(piece)
