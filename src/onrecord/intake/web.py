"""The report on a web page: its words, and what the page says of itself.

The words are those that trafilatura finds to be the article's, with the headline in front and the
byline, date and credits that stand around it. They are parsed in a process of their own (see
``page_reader``); nothing that a page names is ever fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from onrecord.errors import IntakeError
from onrecord.intake.credits import is_byline, is_credit
from onrecord.intake.dates import date_at
from onrecord.intake.encoding import decode
from onrecord.intake.limits import (
    MAX_BYLINE,
    MAX_PAGE_ATTRIBUTES,
    MAX_PAGE_BYTES,
    MAX_PAGE_DEPTH,
    MAX_TITLE,
    MIN_PAGE_COMPARED,
    MIN_PAGE_SHARE,
    as_mebibytes,
)
from onrecord.intake.markup import Markup, declared_encoding, scan
from onrecord.intake.metadata import metadata_line
from onrecord.intake.page_reader import parsed
from onrecord.intake.parts import tells_around
from onrecord.intake.plain import Plain, plain_text
from onrecord.model import Published
from onrecord.model.report import PartKind

#: Most lines that are put between a headline and the text.
_MOST_HEAD: Final = 4
#: Paragraphs among which a headline that the text repeats is looked for.
_FIRST: Final = 3

_LONE_SURROGATES = re.compile("[\ud800-\udfff]+")
_WORD = re.compile(r"[^\W_]")
_ADDRESS = re.compile(r"https?://\S+\Z", re.IGNORECASE)
_SITE = re.compile(r"\s+[|\-–—•·:]\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """``plain`` is the text of the report, ``head`` the kinds of its first paragraphs as far as
    the page tells them; the rest is what the page's metadata says, None where it does not."""

    plain: Plain
    head: tuple[PartKind | None, ...]
    title: str | None
    outlet: str | None
    url: str | None
    published: Published | None


def page(data: bytes, *, name: str, encoding: str | None = None) -> Page:
    """The report on a page. ``encoding`` is given when the caller knows it.

    Raises IntakeError, about ``name``, for a page over a limit or without an article.
    """
    if len(data) > MAX_PAGE_BYTES:
        most = as_mebibytes(MAX_PAGE_BYTES)
        raise IntakeError(
            f"larger than a page may be: the limit is {most} (MAX_PAGE_BYTES)", about=name
        )
    decoded = decode(data, name=name, codec=encoding, declared=declared_encoding(data))
    source = _LONE_SURROGATES.sub("\ufffd", decoded.source)
    markup = scan(source)
    _refuse_hostile(markup, name)
    found = parsed(source, name)
    _refuse_lost(markup, found["visible"], name)
    if not any(_WORD.search(p) for p in found["paragraphs"]):
        raise IntakeError("no text of an article found on this page", about=name)
    return _page(found, name)


def _refuse_hostile(markup: Markup, name: str) -> None:
    if markup.depth > MAX_PAGE_DEPTH:
        raise IntakeError(
            f"{markup.depth} elements inside one another, of which the parser would drop the rest "
            f"without a word: the limit is {MAX_PAGE_DEPTH} (MAX_PAGE_DEPTH)",
            about=name,
        )
    if markup.attributes > MAX_PAGE_ATTRIBUTES:
        raise IntakeError(
            f"a tag with {markup.attributes} attributes, over which the parser would sit for long: "
            f"the limit is {MAX_PAGE_ATTRIBUTES} (MAX_PAGE_ATTRIBUTES)",
            about=name,
        )


def _refuse_lost(markup: Markup, parsed_characters: int, name: str) -> None:
    if markup.visible < MIN_PAGE_COMPARED:
        return
    share = parsed_characters / markup.visible
    if share < MIN_PAGE_SHARE:
        raise IntakeError(
            f"the parser stopped early: it read {share:.0%} of the page's text, "
            f"at least {MIN_PAGE_SHARE:.0%} are asked for (MIN_PAGE_SHARE)",
            about=name,
        )


def _page(found: Mapping[str, Any], name: str) -> Page:
    outlet = next(iter(found["outlet"]), None)
    title = _title(found["title"], outlet)
    paragraphs = [p for p in found["paragraphs"] if _WORD.search(p)]
    for paragraph in paragraphs[:_FIRST]:
        if title is not None and _same(paragraph, title) and len(paragraphs) > 1:
            paragraphs.remove(paragraph)
            break
    head, tail = _around(found["lines"], found["authors"], [*paragraphs, title or ""])
    opening: list[tuple[str, PartKind | None]] = [(title, "title")] if title else []
    opening.extend(head)
    words = [*(line for line, _ in opening), *paragraphs, *tail]
    text = "\n\n".join(words) + "\n"
    return Page(
        plain=plain_text(text.encode("utf-8", "replace"), name=name, encoding="utf-8"),
        head=tuple(kind for _, kind in opening),
        title=title,
        outlet=outlet,
        url=next((url for url in found["url"] if _ADDRESS.match(url)), None),
        published=_published(found["published"]),
    )


def _title(said: Sequence[str], outlet: str | None) -> str | None:
    """The first headline that is one: not the site's name, and without that behind it."""
    for title in said:
        words = title
        if outlet is not None:
            for border in reversed([*_SITE.finditer(title)]):
                if _same(title[border.end() :], outlet):
                    words = title[: border.start()]
                    break
        if _WORD.search(words) and len(words) <= MAX_TITLE and not _same(words, outlet or ""):
            return words
    return None


def _same(left: str, right: str) -> bool:
    return left.split() == right.split() or left.casefold().split() == right.casefold().split()


def _published(said: Sequence[str]) -> Published | None:
    """The first date that is understood, which the page's metadata says."""
    dates = [(date, words) for words in said if (date := date_at(words)) is not None and date.value]
    if not dates:
        return None
    first, words = dates[0]
    others = dict.fromkeys(date.value for date, _ in dates if date.value)
    return Published(
        value=first.value,
        grain=first.grain,
        basis="stated",
        candidates=tuple(value for value in others if value != first.value),
        because=f"the page's metadata says {words!r}",
    )


def _around(
    lines: Sequence[Mapping[str, Any]], authors: Sequence[str], taken: Sequence[str]
) -> tuple[list[tuple[str, PartKind | None]], list[str]]:
    """The lines around the text that go in front of it, with their kinds where these are known,
    and those that go behind it."""
    head: list[tuple[str, PartKind | None]] = []
    tail: list[str] = []
    known = [*taken]
    names = {name.casefold() for name in authors}
    inside: set[int] = set()
    for number, line in enumerate(lines):
        words = str(line["words"])
        if line["within"] in inside:
            inside.add(number)
            continue
        kind = _kind(words, names)
        if kind is None:
            continue
        inside.add(number)
        if any(_same(words, one) for one in known):
            continue
        known.append(words)
        if kind == "credit" or line["where"] == "tail":
            tail.extend([words] if kind == "credit" else [])
        elif len(head) < _MOST_HEAD:
            head.append((words, "byline" if kind == "name" else None))
    head.extend((author, None) for author in _credited(authors, known))
    return head[:_MOST_HEAD], tail


def _kind(words: str, names: set[str]) -> str | None:
    """Whether a line is a *name* of an author, *credit* or another line *around* a text."""
    if _WORD.search(words) is None or len(words) > MAX_BYLINE:
        return None
    if words.casefold() in names:
        return "name"
    if is_byline(words):
        return "around"
    credit = is_credit(words)
    if credit is not None:
        return "credit" if credit == "text" else None
    entry = metadata_line(words)
    if entry is not None:
        # At the head of a page, "Source: AFP" credits, too: who publishes it stands elsewhere.
        return "credit" if entry.kind == "outlet" else "around" if entry.date else None
    return "around" if tells_around(words) else None


def _credited(authors: Sequence[str], known: Sequence[str]) -> Iterator[str]:
    """Agencies that the page's metadata names as authors where no line on the page does."""
    shown = " ".join(known).casefold()
    for author in dict.fromkeys(authors):
        if len(author) > MAX_BYLINE or author.casefold() in shown:
            continue
        if is_byline(author) or is_credit(author) == "text":
            yield author
