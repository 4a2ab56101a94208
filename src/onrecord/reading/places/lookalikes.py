"""Words that mix letters of several scripts to look like a name: *Moscow* with a Cyrillic *o*.

What such a word names is not guessed; it is declined, with the name that it looks like.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Final

from onrecord.knowledge.gazetteer import Gazetteer
from onrecord.language.align import ParsedPart
from onrecord.language.syntax import Tree
from onrecord.model.record import Omission

#: Cyrillic and Greek letters that are printed like Latin ones.
LATIN: Final = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0445\u0443\u0456\u0458\u0455\u0410\u0412\u0415\u041a\u041c\u041d\u041e"
    "\u0420\u0421\u0422\u0425\u0406\u0408\u0405\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f"
    "\u03a1\u03a4\u03a5\u03a7\u03bf",
    "aeopcxyijsABEKMHOPCTXIJSABEZHIKMNOPTYXo",
)
_SCRIPTS: Final = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE")


def lookalikes(parsed: ParsedPart, tree: Tree, places: Gazetteer) -> Iterator[Omission]:
    """An omission for each word of mixed scripts that looks like a place."""
    for i in range(tree.size):
        word = tree.word[i]
        if word.isascii() or len(scripts(word)) < 2:
            continue
        plain = word.translate(LATIN)
        if places.candidates(plain):
            mixed = " and ".join(sorted(s.capitalize() for s in scripts(word)))
            reason = f"looks like {plain!r}, but mixes {mixed} letters"
            yield Omission(span=parsed.span(i, i), stage="places", reason=reason)


def scripts(word: str) -> set[str]:
    """The scripts of a word's letters, of those that look like each other."""
    names = (unicodedata.name(c, "") for c in word if c.isalpha())
    return {script for name in names for script in _SCRIPTS if name.startswith(script)}
