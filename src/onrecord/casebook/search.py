"""Full-text search over reports and over what they attribute, accents and case aside."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import apsw

from onrecord.casebook.facets import Facet, facets
from onrecord.casebook.narrowing import FEW, MOST_SEEN, Condition, Wanted, Within, few, narrowed
from onrecord.casebook.rows import GAP, storable
from onrecord.model import Span

__all__ = ["MOST_COUNTED", "Hit", "Hits", "Wanted", "Within", "search"]

#: Hits of a query that are weighed against each other; where there are more, the newest come first,
#: as weighing a hundred thousand takes longer than anybody waits.
MOST_RANKED: Final = 2_000
#: The first hits, which can be paged through and are counted by their features.
MOST_COUNTED: Final = 200
#: Reports whose statements are asked one by one whether they have the words.
FEW_SEEN: Final = FEW // 10
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
    ``words``: the report's text, or the statement's content. ``item_id`` is the statement's,
    ``cue`` the words that say that it was said, ``spans`` where its content stands in the report's
    text (empty for a report)."""

    report_id: str
    item_id: str | None
    language: str
    outlet: str | None
    title: str | None
    published: str | None
    source: str
    cue: str
    words: str
    passages: tuple[Span, ...]
    spans: tuple[Span, ...] = ()

    def located(self, passage: Span) -> Span:
        """The characters of the report's text at which characters of ``words`` stand."""
        at = 0
        for span in self.spans:
            if passage.start < at + len(span):
                start = span.start + max(0, passage.start - at)
                return Span(start=start, end=min(span.end, start + len(passage)))
            at += len(span) + len(GAP)
        return self.spans[-1] if self.spans else passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """The best of what was found; the newest where it was too much to weigh, and the latest days
    where no words were asked for (not ``ranked``). ``query`` is how it was understood, ``more``
    tells that there are others. If they were asked for: ``count`` is how many of the first hits
    (``MOST_COUNTED``) there are, and ``facets`` count these; ``all_seen`` tells that there are no
    others."""

    query: str
    ranked: bool
    more: bool
    hits: tuple[Hit, ...]
    count: int = 0
    all_seen: bool = True
    facets: tuple[Facet, ...] = ()


_NOTHING: Final = Hits(query="", ranked=True, more=False, hits=())
_COLUMNS: Final[dict[Within, str]] = {
    "reports": "r.id, NULL, r.language, r.outlet, r.title, r.published, '', '', r.text, '[]'",
    "statements": (
        "r.id, s.id, r.language, r.outlet, r.title, r.published, s.source, s.cue, s.words, s.spans"
    ),
}
_WORDS: Final[dict[Within, str]] = {"reports": "report_words", "statements": "statement_words"}
_WHOLE: Final[dict[Within, str]] = {
    "reports": "JOIN report r ON r.number = w.rowid",
    "statements": "JOIN statement s ON s.number = w.rowid JOIN report r ON r.number = s.report",
}
_NUMBER: Final[dict[Within, str]] = {"reports": "r.number", "statements": "s.number"}


def search(db: apsw.Connection, wanted: Wanted) -> Hits:
    """Reports or statements in which all the words stand.

    Words are FTS5's syntax where they have an operator of it (``a OR b``, ``NEAR(a b)``) and parse
    as such, and otherwise words; ``"…"`` is a phrase and ``*`` ends the beginning of a word.
    """
    words = storable(wanted.words)
    if not words.strip():
        return _search(db, wanted, "") if wanted.is_narrowed else _NOTHING
    meant = (words,) if _OPERATOR.search(words) else ()
    for query in dict.fromkeys((*meant, quoted(words))):
        if not query.strip() or "\x00" in query:
            continue
        try:
            return _search(db, wanted, query)
        except apsw.SQLError:
            # No syntax after all: the next one is made of quoted words, which always are.
            continue
    return _NOTHING


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
    ranked = bool(query) and _is_ranked(db, wanted.within, query)
    most = MOST_COUNTED if wanted.facets else wanted.offset + wanted.limit
    # The hits first and their marks afterwards: marking reads the whole text.
    numbers, all_seen = _numbers(db, wanted, query, ranked=ranked, most=most + 1)
    shown = numbers[wanted.offset : min(most, wanted.offset + wanted.limit)]
    return Hits(
        query=query,
        ranked=ranked,
        more=len(numbers) > wanted.offset + wanted.limit,
        hits=tuple(_hit(_row(db, wanted.within, query, number)) for number in shown),
        count=min(len(numbers), most),
        all_seen=all_seen and len(numbers) <= most,
        facets=facets(db, wanted, numbers[:most]) if wanted.facets else (),
    )


def _is_ranked(db: apsw.Connection, within: Within, query: str) -> bool:
    table = _WORDS[within]
    sql = f"SELECT count(*) FROM (SELECT 1 FROM {table} WHERE {table} MATCH ? LIMIT ?)"  # noqa: S608
    count = db.execute(sql, (query, MOST_RANKED + 1)).get
    return isinstance(count, int) and count <= MOST_RANKED


def _numbers(
    db: apsw.Connection, wanted: Wanted, query: str, *, ranked: bool, most: int
) -> tuple[list[int], bool]:
    """The numbers of the first hits, and whether all that may fit were looked at."""
    fits, within = narrowed(db, wanted), wanted.within
    if ranked:
        return _run(db, _by_rank(within, fits.sql), (query, *fits.values, most)), True
    named = few(db, fits, FEW_SEEN if query and within == "statements" else FEW)
    if named is not None:
        has = (query,) if query else ()
        sql = _of_few(within, fits.sql, words=bool(query))
        return _run(db, sql, (named, *has, *fits.values, most)), True
    if query:
        table = _WORDS[within]
        inner = f"SELECT rowid AS at FROM {table} WHERE {table} MATCH ? ORDER BY rowid DESC LIMIT ?"  # noqa: S608
        held: tuple[str | int, ...] = (query, MOST_SEEN)
        outer = _joined(within, "c.at")
        sql = f"SELECT c.at FROM ({inner}) c {outer} WHERE 1{fits.sql} LIMIT ?"  # noqa: S608
        found = _run(db, sql, (*held, *fits.values, most))
    else:
        inner, held = _latest_days(fits.plain), (*fits.plain.values, MOST_SEEN)
        outer = "CROSS JOIN statement s ON s.report = r.number" if within == "statements" else ""
        sql = f"SELECT {_NUMBER[within]} FROM ({inner}) r {outer} WHERE 1{fits.other.sql} LIMIT ?"  # noqa: S608
        found = _run(db, sql, (*held, *fits.other.values, most))
    return found, len(found) < most and _rows(db, inner, held) < MOST_SEEN


def _rows(db: apsw.Connection, inner: str, held: tuple[str | int, ...]) -> int:
    """How many rows were looked at."""
    count = db.execute(f"SELECT count(*) FROM ({inner})", held).get  # noqa: S608
    return int(str(count))


def _run(db: apsw.Connection, sql: str, values: tuple[str | int, ...]) -> list[int]:
    return [int(str(number)) for (number,) in db.execute(sql, values)]


def _by_rank(within: Within, fits: str) -> str:
    # FTS5 sorts by rank itself, and only then are the first few joined; among equals the older
    # come first, as it reads them in that order and sorts stably.
    table = _WORDS[within]
    return (
        f"SELECT w.rowid FROM {table} w {_joined(within, 'w.rowid')} WHERE {table} MATCH ?"  # noqa: S608
        f"{fits} ORDER BY rank LIMIT ?"
    )


def _of_few(within: Within, fits: str, *, words: bool) -> str:
    """Hits in reports that are few, the latest days first."""
    number, table = _NUMBER[within], _WORDS[within]
    statements = "CROSS JOIN statement s ON s.report = r.number" if within == "statements" else ""
    inner = f"SELECT 1 FROM {table} WHERE {table} MATCH ? AND rowid = {number}"  # noqa: S608
    has = f" AND EXISTS ({inner})" if words else ""
    return (
        f"SELECT {number} FROM json_each(?) j"  # noqa: S608
        f" CROSS JOIN report r INDEXED BY report_facts ON r.number = j.value {statements}"
        f" WHERE 1{has}{fits} ORDER BY r.published DESC, {number} DESC LIMIT ?"
    )


def _latest_days(plain: Condition) -> str:
    where = f" WHERE 1{plain.sql}" if plain.sql else ""
    return f"SELECT r.number FROM report r{where} ORDER BY r.published DESC LIMIT ?"  # noqa: S608


def _joined(within: Within, at: str) -> str:
    facts = "CROSS JOIN report r INDEXED BY report_facts ON r.number ="
    if within == "reports":
        return f"{facts} {at}"
    return f"CROSS JOIN statement s ON s.number = {at} {facts} s.report"


def _row(db: apsw.Connection, within: Within, query: str, number: int) -> Any:
    table, columns = _WORDS[within], _COLUMNS[within]
    if not query:
        alone = {
            "reports": "report r WHERE r.number = ?",
            "statements": "statement s JOIN report r ON r.number = s.report WHERE s.number = ?",
        }
        return db.execute(f"SELECT {columns}, NULL FROM {alone[within]}", (number,)).get  # noqa: S608
    return db.execute(
        f"SELECT {columns}, highlight({table}, 1, ?, ?) FROM {table} w"  # noqa: S608
        f" {_WHOLE[within]} WHERE {table} MATCH ? AND w.rowid = ?",
        (_OPEN, _CLOSE, query, number),
    ).get


def _hit(row: Any) -> Hit:
    report_id, item_id, language, outlet, title, published, source, cue, words, spans, marked = row
    return Hit(
        report_id=report_id,
        item_id=item_id,
        language=language,
        outlet=outlet,
        title=title,
        published=published,
        source=source,
        cue=cue,
        words=words,
        passages=() if marked is None else tuple(_passages(words, marked)),
        spans=tuple(Span(start=start, end=end) for start, end in json.loads(spans)),
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
