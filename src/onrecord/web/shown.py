"""How report text is shown: as it is, escaped, with what does not show, or deceives, marked.

Texts come from anywhere. A bidirectional override can turn the words of a quote around, a character
without width can split a name, a Cyrillic letter can stand for a Latin one (UTS 39, UTR 36; CVE-
2021-42574). Nothing is taken out: each such character becomes one sign whose title names it, and a
word that mixes scripts is marked. One character is shown as one, so that offsets still hold.

This is the only module that makes markup; templates escape everything else by themselves.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from onrecord.desk.looking.layers import Layer, Piece
from onrecord.web.messages import Say
from onrecord.web.reasons import KEPT, reasons

#: What stands in the page for a character that does not show; the style sheet writes its code
#: beside it.
SIGN: Final = "◌"
#: Characters of an address that is made a link; what is longer is shown and leads nowhere.
LONGEST_LINK: Final = 2_000

#: Invisible though they are letters or marks: fillers, blanks, joiners of graphemes, selectors.
_BLANKS: Final = "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\uffa0"
_SUSPECTS: Final = re.compile(
    # Controls but tab and line feed; soft hyphen; fillers; everything from U+200B that is not seen;
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\xad\u061c"
    + _BLANKS
    + "\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff0-\ufffb\ufffe\uffff"
    # surrogates, private use, tags, selectors of plane 14, and what is no character.
    "\ud800-\uf8ff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
#: A word in which Latin letters stand beside Greek or Cyrillic ones is a suspect, too.
_MIXED: Final = re.compile(r"[^\W\d_]+")
_GREEK_OR_CYRILLIC: Final = re.compile("[\u0370-\u03ff\u0400-\u052f\u1c80-\u1c8f\u1f00-\u1fff]")
_JOINERS: Final = "\u200c\u200d"
_EMOJI_STYLE: Final = "\ufe0e\ufe0f"
_SCRIPTS: Final = ("LATIN", "GREEK", "CYRILLIC")


def marked(text: str) -> Markup:
    """Text as escaped markup, with a ``<span class="odd">`` for each character that does not show
    and a ``<span class="mixed">`` around each word that mixes scripts; titles name what it is."""
    if not _SUSPECTS.search(text) and not _GREEK_OR_CYRILLIC.search(text):
        return escape(text)
    pieces: list[Markup] = []
    done = 0
    for found in _MIXED.finditer(text):
        odd = _strangers(found.group())
        if odd:
            pieces.append(_signed(text, done, found.start()))
            title = "; ".join(dict.fromkeys(name_of(c) for c in odd))
            word = _signed(text, found.start(), found.end())
            pieces.append(Markup('<span class="mixed" title="{}">{}</span>').format(title, word))
            done = found.end()
    pieces.append(_signed(text, done, len(text)))
    return Markup("").join(pieces)


def bare(text: str) -> str:
    """Text for where no markup can stand, a title or a label: on one line, with a sign for each
    character that does not show. It is not escaped yet."""
    if not _SUSPECTS.search(text):
        return " ".join(text.split())
    return marked(text).striptags()


def reason(text: str, say: Say) -> Markup:
    """Why the engine says something, in the interface's language as far as that has words for it:
    a ``<span lang="fr">`` around each stretch of one language."""
    return _reason(text, say.code)


def reason_text(text: str, say: Say) -> str:
    """The same where no markup can stand: not escaped yet."""
    words = "".join(run.words for run in reasons(say.code).told(text))
    return bare(words) if _SUSPECTS.search(words) else words


@lru_cache(KEPT)
def _reason(text: str, code: str) -> Markup:
    runs = reasons(code).told(text) if text else ()
    # In one go, as a long report has more than a thousand.
    made = [f'<span lang="{run.language}">{marked(run.words)}</span>' for run in runs]
    return Markup("".join(made))  # noqa: S704 - a code, and what is escaped


def layered(pieces: Iterable[Piece]) -> Markup:
    """Text under layers: each one's element, with its item and its id where it has them. Nothing
    but the text's own characters stands between the tags. In one go, as a long report has many."""
    made: list[str] = []
    for kind, text, layer, anchor in pieces:
        if kind == "text" or layer is None:
            made.append(marked(text))
        elif kind == "open":
            made.append(_opening(layer, anchor))
        else:
            made.append("</mark>" if layer.look == "mark" else "</span>")
    return Markup("".join(made))  # noqa: S704 - each is escaped, or a tag


def _opening(layer: Layer, anchor: str) -> str:
    here = f' id="{escape(anchor)}"' if anchor else ""
    if layer.look == "mark":
        return f"<mark{here}>"
    item = f' data-i="{escape(layer.item)}"' if layer.item else ""
    return f'<span class="layer {escape(layer.look)}"{item}{here}>'


def link(address: str | None) -> Markup:
    """An address in full, as a link where it is one to the web, and as text where it is not."""
    given = address or ""
    if not _leads_to_the_web(given):
        return marked(given)
    # Who is linked to learns nothing from it, and gets no hold of this page.
    return Markup('<a class="out" href="{}" rel="noreferrer noopener nofollow">{}</a>').format(
        given, marked(given)
    )


def name_of(character: str) -> str:
    """A character's number and its name: ``U+202E RIGHT-TO-LEFT OVERRIDE``."""
    name = unicodedata.name(character, "") or _CATEGORIES.get(unicodedata.category(character), "")
    return f"U+{ord(character):04X} {name}".rstrip()


#: What characters without a name are.
_CATEGORIES: Final = {
    "Cc": "CONTROL CHARACTER",
    "Cs": "HALF A SURROGATE PAIR",
    "Co": "PRIVATE USE",
    "Cn": "NOT A CHARACTER",
}


def _signed(text: str, start: int, end: int) -> Markup:
    """A stretch of text with a sign for each character that does not show."""
    pieces: list[Markup] = []
    done = start
    for found in _SUSPECTS.finditer(text, start, end):
        if _has_work(text, found.start()):
            continue
        pieces.append(escape(text[done : found.start()]))
        odd = found.group()
        sign = Markup('<span class="odd" title="{}" data-odd="{}">{}</span>')
        pieces.append(sign.format(name_of(odd), f"{ord(odd):04X}", SIGN))
        done = found.end()
    pieces.append(escape(text[done:end]))
    return Markup("").join(pieces)


def _has_work(text: str, at: int) -> bool:
    """Whether a character that does not show is needed where it stands: a joiner in scripts that
    join or between parts of an emoji, an emoji's style after a symbol."""
    character = text[at]
    before = text[at - 1] if at else ""
    if character in _EMOJI_STYLE:
        return bool(before) and (
            unicodedata.category(before) in {"So", "Sm"} or before in "0123456789#*‼⁉"
        )
    if character not in _JOINERS or not before or at + 1 >= len(text):
        return False
    after = text[at + 1]
    emoji = unicodedata.category(after) == "So" and (
        unicodedata.category(before) in {"So", "Sk"} or before in _EMOJI_STYLE
    )
    return (emoji and character == "\u200d") or (_joins(before) and _joins(after))


def _joins(character: str) -> bool:
    """Whether joiners have a meaning in a letter's script: Arabic, Syriac, the scripts of India and
    what is written like them (UAX 31, A1 and A2)."""
    point = ord(character)
    return 0x0600 <= point <= 0x08FF or 0x0900 <= point <= 0x0DFF or 0xFB50 <= point <= 0xFDFF


def _strangers(word: str) -> list[str]:
    """The Greek or Cyrillic letters of a word that has Latin ones, too."""
    if not _GREEK_OR_CYRILLIC.search(word):
        return []
    scripts = {unicodedata.name(c, "").partition(" ")[0] for c in word}
    if len(scripts & set(_SCRIPTS)) < 2:
        return []
    latin = "LATIN" in scripts
    return [
        c
        for c in word
        if _GREEK_OR_CYRILLIC.match(c) and (latin or unicodedata.name(c, "").startswith("GREEK"))
    ]


def _leads_to_the_web(address: str) -> bool:
    """http or https, with a host, nobody's name before it, and nothing that does not show."""
    if len(address) > LONGEST_LINK or any(c.isspace() for c in address) or "\\" in address:
        return False
    if _SUSPECTS.search(address):
        return False
    try:
        parts = urlsplit(address)
        return (
            parts.scheme in {"http", "https"}
            and bool(parts.hostname)
            and parts.username is None
            and parts.password is None
            and (parts.port or 1) > 0
        )
    except ValueError:
        return False
