"""How rare everyday words are: ``data/everyday/<language>.toml``, see its README.

A pile of few reports does not show which words are common: *people* and *plan* are in two of five
reports as *capsize* is. Made by ``training/everyday.py``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from onrecord.errors import KnowledgeError

FOLDER: Final = "knowledge/data/everyday"
#: The rarity of a word that the list does not have.
UNLISTED: Final = 8.5
#: Rarity that says nothing of what is told: a word of one sentence in twelve.
COMMON: Final = 2.5


@cache
def everyday(language: str) -> Mapping[str, float]:
    """Stems of a language (``wording``) by their rarity: the logarithm of one in how many sentences
    has them. Empty for a language without a list. Raises KnowledgeError for a file out of form."""
    path = files("onrecord").joinpath(f"{FOLDER}/{language}.toml")
    if not path.is_file():
        return {}
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8"))
        return {stem: float(rarity) for rarity, stems in rows.items() for stem in stems.split()}
    except (AttributeError, ValueError) as error:
        raise KnowledgeError(f"out of form: {error!r}", about=f"{language}.toml") from error
