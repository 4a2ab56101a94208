"""A page becomes paragraphs, and the lines and facts around them.

This runs in the process that ``web_child`` is, never in that of the caller: what stands on a page
may make its parser run for minutes, or end it.
"""

from __future__ import annotations

import json
import logging
import re
from bisect import bisect_right
from collections.abc import Iterator
from copy import deepcopy
from html import unescape
from typing import Any, Final

from lxml.etree import iterwalk
from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.utils import load_html

from onrecord.intake.limits import MAX_BYLINE, MAX_PAGE_LINES

#: What trafilatura calls the elements that begin a line of their own.
_BLOCKS: Final = frozenset(
    {"body", "p", "head", "list", "item", "quote", "table", "row", "code", "div", "ab", "section"}
)
_UNSEEN: Final = frozenset({"script", "style"})
_ARTICLE = re.compile(r"(?:Article|Posting|Report)$", re.IGNORECASE)
#: Attributes whose words say what a line is for.
_TELLING: Final = ("class", "id", "itemprop", "rel", "data-testid", "property")
_LINE = re.compile(
    r"by-?line|auth?or|auteur|signature|credit|crédit|sources?\b|agenc|dateline|publi|date|time|meta",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"relat|recommend|promo|teaser|\bcard|comment|newsletter|sidebar|most-|popular|share|social"
    r"|cookie|consent|breadcrumb|lire-aussi|read-?more|trending",
    re.IGNORECASE,
)
_NOT_OF_THE_TEXT: Final = frozenset({"aside", "nav", "form", "script", "style", "figure", "button"})
#: Elements that run on in the words around them.
_INLINE: Final = frozenset({"a", "b", "i", "em", "strong", "u", "font", "small", "abbr", "sup"})
#: A border between boxes: no character of a text, as XML has none such.
_BORDER: Final = "\0"
_BORDERS = re.compile(f"{_BORDER}+(?=([,.;:)])?)")
#: Characters of a paragraph by which it is found again in the page.
_KEY: Final = 60
#: Names of meta elements that tell when a page was published, the surest first.
_PUBLISHED: Final = (
    *("article:published_time", "datepublished", "og:article:published_time", "og:published_time"),
    *("dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created", "dc.date"),
    *("parsely-pub-date", "sailthru.date", "publication_date", "publish_date", "publish-date"),
    *("pubdate", "article.published", "date"),
)
_OUTLET: Final = ("og:site_name", "dc.publisher", "dcterms.publisher", "publisher")


def read_page(source: str) -> dict[str, Any]:
    """``paragraphs`` of the text in order; ``title``, ``outlet``, ``published`` and ``url`` as
    lists of what the page says, the surest first; ``authors``; ``lines`` around the text, each with
    its words, ``where`` it stands (head, tail) and the number of the line that it is a piece of;
    ``visible``: characters, without white space, that were parsed."""
    logging.disable(logging.CRITICAL)
    tree = load_html(source)
    if tree is None:
        return {"paragraphs": [], "visible": 0}
    meta, stated = _meta(tree), list(_stated(tree))
    words = _Words(tree)
    document = bare_extraction(
        deepcopy(tree), fast=True, include_comments=False, include_tables=True
    )
    body = getattr(document, "body", None)
    paragraphs = [] if body is None else list(_paragraphs(body))
    titles = _titles(tree, meta, stated)
    called = {title.casefold() for title in titles}
    text = [p for p in paragraphs if p.casefold() not in called]
    outlet = [*_picked(meta, _OUTLET), *(_name(s.get("publisher")) for s in stated)]
    return {
        "paragraphs": paragraphs,
        "visible": len(words.text),
        "title": titles,
        "outlet": [o for o in outlet if o],
        "published": [*_published(tree, meta, stated)],
        "url": [*_urls(tree, meta, stated)],
        "authors": [*_authors(meta, stated)],
        "lines": [*_lines(words, text)],
    }


# The text.


def _paragraphs(body: Any) -> Iterator[str]:
    """The blocks of an extracted text, one paragraph each; two line breaks make two of one."""
    pieces: list[str] = []
    for piece in (*_pieces(body), None):
        if piece is not None:
            pieces.append(piece)
            continue
        for part in re.split(r"\n[^\S\n]*\n", "".join(pieces)):
            lines = [" ".join(line.split()) for line in part.split("\n")]
            if any(lines):
                yield "\n".join(line for line in lines if line)
        pieces.clear()


def _pieces(element: Any) -> Iterator[str | None]:
    """Runs of text; None between blocks."""
    block = element.tag in _BLOCKS
    if block:
        yield None
    if element.tag == "lb":
        yield "\n"
    if element.tag == "cell":
        yield " "
    yield element.text or ""
    for child in element:
        yield from _pieces(child)
        yield child.tail or ""
    if block:
        yield None


# What the page says of itself.


def _meta(tree: HtmlElement) -> dict[str, str]:
    """The first content of each meta element, by its name in lower case."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = _clean(element.get("content"))
        for attribute in ("property", "name", "itemprop"):
            name = element.get(attribute)
            if name and content:
                found.setdefault(name.strip().lower(), content)
    return found


def _stated(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """The objects in JSON-LD that describe an article."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        for one in _objects(data):
            kinds = one.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(kind, str) and _ARTICLE.search(kind) for kind in kinds):
                yield one


def _objects(data: Any) -> Iterator[dict[str, Any]]:
    found = data if isinstance(data, list) else [data]
    for one in found:
        if isinstance(one, dict):
            yield one
            graph = one.get("@graph")
            yield from (g for g in graph if isinstance(g, dict)) if isinstance(graph, list) else ()


def _clean(value: Any) -> str:
    """A text on one line; empty for anything else."""
    return " ".join(unescape(value).split()) if isinstance(value, str) else ""


def _name(value: Any) -> str:
    return _clean(value.get("name") if isinstance(value, dict) else value)


def _picked(meta: dict[str, str], names: tuple[str, ...]) -> list[str]:
    return [meta[name] for name in names if name in meta]


def _titles(tree: HtmlElement, meta: dict[str, str], stated: list[dict[str, Any]]) -> list[str]:
    """Headlines, the visible one first where it is known which that is."""
    said = [*_picked(meta, ("og:title", "twitter:title", "dc.title"))]
    said.extend(title for s in stated if (title := _clean(s.get("headline"))))
    shown = [words for e in tree.iter("h1") if (words := _clean(e.text_content()))]
    page = _clean(tree.findtext(".//title"))
    known = [title.casefold() for title in (*said, page) if title]
    sure = [h for h in shown if any(h.casefold() in title for title in known)]
    if not sure and len(shown) == 1:
        sure = shown
    # A site's own name may be a heading, too, and is never the longer one.
    return [*sorted(sure, key=len, reverse=True), *said, *([page] if page else [])]


def _published(
    tree: HtmlElement, meta: dict[str, str], stated: list[dict[str, Any]]
) -> Iterator[str]:
    first, *others = _PUBLISHED
    yield from _picked(meta, (first,))
    yield from (value for s in stated if (value := _clean(s.get("datePublished"))))
    yield from _picked(meta, tuple(others))
    for element in tree.iter("time"):
        telling = " ".join(element.get(name) or "" for name in _TELLING)
        if element.get("pubdate") is not None or re.search("publi", telling, re.IGNORECASE):
            yield from filter(None, [_clean(element.get("datetime"))])


def _urls(tree: HtmlElement, meta: dict[str, str], stated: list[dict[str, Any]]) -> Iterator[str]:
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical":
            yield _clean(link.get("href"))
    yield from _picked(meta, ("og:url",))
    yield from (_clean(s.get("url")) for s in stated)


def _authors(meta: dict[str, str], stated: list[dict[str, Any]]) -> Iterator[str]:
    for s in stated:
        author = s.get("author")
        for one in author if isinstance(author, list) else [author]:
            yield from filter(None, [_name(one)])
    yield from _picked(meta, ("author", "article:author", "dc.creator", "byl"))


# The lines around the text.


class _Words:
    """The characters of a page without white space, with the element that each stands in and the
    stretch that each element takes."""

    def __init__(self, tree: HtmlElement) -> None:
        self._starts: list[int] = []
        self._elements: list[HtmlElement] = []
        self.begins: dict[HtmlElement, int] = {}
        self.ends: dict[HtmlElement, int] = {}
        pieces: list[str] = []
        length = 0
        for event, element in iterwalk(tree, events=("start", "end")):
            if event == "start":
                self.begins[element] = length
                owner, text = element, "" if element.tag in _UNSEEN else element.text
            else:
                self.ends[element] = length
                owner, text = element.getparent(), element.tail
            if owner is not None and (piece := "".join((text or "").split())):
                pieces.append(piece)
                self._starts.append(length)
                self._elements.append(owner)
                length += len(piece)
        self.text = "".join(pieces)

    def find(self, words: str, after: int = 0) -> int:
        return self.text.find("".join(words.split())[:_KEY], after)

    def element(self, at: int) -> HtmlElement:
        return self._elements[bisect_right(self._starts, at) - 1]

    def size(self, element: HtmlElement) -> int:
        return self.ends[element] - self.begins[element]


def _lines(words: _Words, paragraphs: list[str]) -> Iterator[dict[str, Any]]:
    """Short lines in the article but outside its text that may be bylines, dates or credits."""
    found = [at for p in paragraphs if (at := words.find(p)) >= 0]
    if not found:
        return
    first, last = found[0], found[-1]
    container = _container(words.element(first), words.element(max(first, last)))
    numbers: dict[HtmlElement, int] = {}
    for element in _candidates(words, container, first):
        if len(numbers) >= MAX_PAGE_LINES:
            return
        numbers[element] = len(numbers)
        within = next((numbers[e] for e in element.iterancestors() if e in numbers), None)
        where = "head" if words.begins[element] < first else "tail"
        yield {"words": _line(element), "where": where, "within": within}


def _container(first: HtmlElement, last: HtmlElement) -> HtmlElement:
    """The article around two of its elements."""
    ancestors = [first, *first.iterancestors()]
    of_last = {last, *last.iterancestors()}
    both = next(e for e in ancestors if e in of_last)
    around = [both, *both.iterancestors()]
    named = next((e for e in around if e.tag in ("article", "main")), None)
    if named is not None:
        return named
    above = [e for e in around[1:3] if e.tag not in ("body", "html")]
    return above[-1] if above else both


def _candidates(words: _Words, element: HtmlElement, first: int) -> Iterator[HtmlElement]:
    """Elements of a few words whose attributes, or those around them, tell what they are for."""
    for child in element:
        size = words.size(child) if isinstance(child.tag, str) else 0
        if not size or child.tag in _NOT_OF_THE_TEXT:
            continue
        telling = " ".join(filter(None, (child.get(name) for name in _TELLING)))
        around = words.begins[child] <= first < words.ends[child]
        if not around and (_ELSEWHERE.search(telling) or child.tag == "article"):
            continue
        if _LINE.search(telling) or child.tag in ("time", "address"):
            yield from (e for e in child.iter() if e in words.ends and _is_line(words, e))
            if size <= MAX_BYLINE:
                continue
        yield from _candidates(words, child, first)


def _is_line(words: _Words, element: HtmlElement) -> bool:
    return 0 < words.size(element) <= MAX_BYLINE


def _line(element: HtmlElement) -> str:
    """The words of an element; where one ends that begins a box of its own, a space stands."""
    pieces: list[str] = []
    for event, one in iterwalk(element, events=("start", "end")):
        if one.tag not in _INLINE:
            pieces.append(_BORDER)
        if event == "start":
            pieces.append(one.text or "")
        elif one is not element:
            pieces.append(one.tail or "")
    return " ".join(_BORDERS.sub(lambda m: "" if m[1] else " ", "".join(pieces)).split())
