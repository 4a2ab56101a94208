"""The words of a description, and the countries that it names."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping

from onrecord.knowledge.countries import country_named
from onrecord.knowledge.lexicon import Lexicon
from onrecord.language.align import ParsedPart
from onrecord.language.syntax import Tree
from onrecord.model.span import Span
from onrecord.reading.entities.spans import Stretch


def demonyms_of(
    parsed: ParsedPart, tree: Tree, named: Container[int], demonyms: Mapping[str, str]
) -> Iterator[tuple[Span, str]]:
    """Words for what belongs to a country, and its code: *russe*, *North Korean*. Not those for
    languages: *en russe*."""
    i = 0
    while i < tree.size:
        width, code = 1, ""
        spoken = i > 0 and tree.lower[i - 1] in {"en", "in"}
        if i not in named and tree.pos[i] in {"ADJ", "NOUN", "PROPN"} and not spoken:
            two = " ".join(tree.lower[i : i + 2])
            joined = "".join(tree.lower[i : min(i + 3, tree.size)])
            width, code = _demonym(tree, i, tree.size - 1, (two, joined), demonyms)
        if code:
            yield parsed.span(i, i + width - 1), code
        i += width


def described(
    tree: Tree,
    first: int,
    last: int,
    named: Mapping[int, Stretch],
    demonyms: Mapping[str, str],
    lexicon: Lexicon,
) -> tuple[str, set[str]]:
    """The words of a description, and the countries that it names."""
    countries: set[str] = set()
    kept: list[str] = []
    i = first
    while i <= last:
        stretch = named.get(i)
        if stretch is not None:
            country = country_named(tree.text(*stretch))
            if country is not None:
                countries.add(country.code)
                _drop_small(kept, lexicon)
            else:
                kept += tree.lower[stretch[0] : stretch[1] + 1]
            i = stretch[1] + 1
            continue
        two = " ".join(tree.lower[i : i + 2])
        joined = "".join(tree.lower[i : min(i + 3, tree.size)])
        width, code = _demonym(tree, i, last, (two, joined), demonyms)
        if code:
            countries.add(code)
        elif tree.pos[i] != "DET" or kept:
            kept.append(tree.lower[i])
        i += width
    _drop_small(kept, lexicon)
    text = ""
    for word in kept:
        text += word if not text or text.endswith("'") else f" {word}"
    return text, countries


def _demonym(
    tree: Tree, i: int, last: int, longer: Iterable[str], demonyms: Mapping[str, str]
) -> tuple[int, str]:
    two, joined = longer
    if i + 2 <= last and joined in demonyms:  # nord - coréen
        return 3, demonyms[joined]
    if i + 1 <= last and two in demonyms:
        return 2, demonyms[two]
    for form in (tree.lower[i], tree.lemma[i]):
        if form in demonyms:
            return 1, demonyms[form]
    return 1, ""


def _drop_small(kept: list[str], lexicon: Lexicon) -> None:
    """Take the small words off that led to a country: *president of*, *ministre de la*."""
    small = lexicon.naming.of | lexicon.naming.articles | {"the", "'s", "'"}
    while kept and kept[-1] in small:
        kept.pop()
