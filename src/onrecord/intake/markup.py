"""What can be told of a page without parsing it: that it is one, its encoding, and whether a parser
would choke on it. Everything here takes time in proportion to the page, whatever stands in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Final

#: Bytes at the start of a file in which it shows that it is a page, and what its encoding is.
_HEAD: Final = 4096
_OPENS = re.compile(
    rb"(?:\s|<!--[^>]{0,400}-->|<\?xml[^>]{0,200}\?>){0,8}"
    rb"<(?:!doctype\s+html|html|head|body)(?=[\s>/])",
    re.IGNORECASE,
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s{0,3}=\s{0,3}[\"']?\s{0,3}([\w.:-]{2,40})", re.I)
_XML_ENCODING = re.compile(rb"\s{0,9}<\?xml[^>]{0,80}?encoding\s?=\s?[\"']([\w.:-]{2,40})", re.I)
_NAME = re.compile(r"[a-zA-Z][^\s/<>\"'=]*")
_IN_TAG = re.compile(r"[^\"'>]*")
_ATTRIBUTE = re.compile(r"[^\s/=]+(?:\s*=\s*[^\s]+)?")

#: Elements without end.
_VOID: Final = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"}
    | {"source", "track", "wbr", "frame", "basefont", "keygen"}
)
#: Elements that their own kind closes: a page with ten thousand unclosed ``<p>`` is not deep.
_CLOSED_BY_NEXT: Final = frozenset(
    {"p", "li", "dt", "dd", "option", "optgroup", "tr", "td", "th", "thead", "tbody", "tfoot"}
    | {"colgroup", "rp", "rt", "html", "head", "body"}
)
#: Elements whose content is no markup.
_RAW: Final = frozenset({"script", "style"})


@dataclass(slots=True, kw_only=True)
class Markup:
    """``depth`` is the most elements that stand open at once, ``attributes`` the most of one tag,
    ``visible`` the characters, without white space, that a reader may see."""

    depth: int = 0
    attributes: int = 0
    visible: int = 0


def is_page(data: bytes) -> bool:
    """Whether bytes begin as a page does, whatever their file is called."""
    return _OPENS.match(_narrow(data)) is not None


def declared_encoding(data: bytes) -> str | None:
    """The encoding that a page says it is in, in lower case; it may be wrong."""
    head = _narrow(data)
    found = _XML_ENCODING.match(head) or _CHARSET.search(head)
    return None if found is None else found[1].decode("ascii").lower()


def _narrow(data: bytes) -> bytes:
    """The start without byte order mark, and without the zeros of UTF-16."""
    head = data[:_HEAD]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return head[2:].replace(b"\0", b"")
    return head.removeprefix(b"\xef\xbb\xbf")


def scan(source: str) -> Markup:
    """Walk over the tags of a page."""
    scanner = _Scanner(source)
    scanner.run()
    return scanner.found


@dataclass(slots=True)
class _Scanner:
    source: str
    found: Markup = field(default_factory=Markup)
    open: list[str] = field(default_factory=list)
    # How often each name stands in ``open``.
    names: dict[str, int] = field(default_factory=dict)
    # What is known to come no more, so that nobody looks for it again.
    gone: set[str] = field(default_factory=set)

    def run(self) -> None:
        at = 0
        while (tag := self._find("<", at)) >= 0:
            self._text(at, tag)
            at = self._markup(tag)
        self._text(at, len(self.source))

    def _find(self, mark: str, at: int) -> int:
        if mark in self.gone:
            return -1
        found = self.source.find(mark, at)
        if found < 0:
            self.gone.add(mark)
        return found

    def _text(self, start: int, end: int) -> None:
        if start < end:
            words = unescape(self.source[start:end])
            self.found.visible += sum(map(len, words.split()))

    def _markup(self, at: int) -> int:
        """Where what begins with the ``<`` at ``at`` ends."""
        source = self.source
        if source.startswith("<!--", at):
            return self._behind("-->", at + 4)
        closes = source.startswith("</", at)
        name = _NAME.match(source, at + 1 + closes)
        if name is None:
            if source[at + 1 : at + 2] in ("!", "?"):
                return self._behind(">", at + 2)
            self.found.visible += 1
            return at + 1
        end, attributes = self._tag_end(name.end())
        tag = name.group().lower()
        if closes:
            self._close(tag)
        else:
            self.found.attributes = max(self.found.attributes, attributes)
            if tag in _RAW:
                return self._raw_end(tag, end)
            if tag not in _VOID and tag not in _CLOSED_BY_NEXT:
                self._open(tag)
        return end

    def _behind(self, mark: str, at: int) -> int:
        found = self._find(mark, at)
        return len(self.source) if found < 0 else found + len(mark)

    def _tag_end(self, at: int) -> tuple[int, int]:
        """Where a tag ends whose name ends at ``at``, and how many attributes it has at most."""
        attributes = 0
        while True:
            plain = _IN_TAG.match(self.source, at)
            assert plain is not None
            attributes += sum(1 for _ in _ATTRIBUTE.finditer(plain.group()))
            at = plain.end()
            mark = self.source[at : at + 1]
            if mark in ("", ">"):
                return at + len(mark), attributes
            close = self._find(mark, at + 1)
            at = at + 1 if close < 0 else close + 1

    def _raw_end(self, tag: str, at: int) -> int:
        for end in (f"</{tag}", f"</{tag.upper()}"):
            found = self._find(end, at)
            if found >= 0:
                return self._behind(">", found)
        return len(self.source)

    def _open(self, tag: str) -> None:
        self.open.append(tag)
        self.names[tag] = self.names.get(tag, 0) + 1
        self.found.depth = max(self.found.depth, len(self.open))

    def _close(self, tag: str) -> None:
        if not self.names.get(tag):
            return
        while True:
            last = self.open.pop()
            self.names[last] -= 1
            if last == tag:
                return
