"""The names in a phrase that tell who acts: countries, peoples, places, bodies and holders of
offices."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.knowledge.actors.codes import (
    body_country,
    body_sectors,
    codes,
    country_code,
    office_country,
    term_sectors,
)
from onrecord.knowledge.actors.persons import person_named
from onrecord.knowledge.actors.phrase import Kind, Name, text_of
from onrecord.knowledge.actors.places import places_in
from onrecord.knowledge.bodies import Body, bodies, bodies_named
from onrecord.knowledge.countries import countries
from onrecord.knowledge.holders import Term
from onrecord.knowledge.lexicon import lexicon
from onrecord.knowledge.names import name_lists
from onrecord.knowledge.placewords import place_words
from onrecord.knowledge.sectors import Sectors, Word, bare_words, sectors

#: Letters up to which a name in capitals must stand in capitals: *who* is not WHO.
ACRONYM = 4
#: Words from which on the name of a body needs no capital (*le parquet national antiterroriste*).
LONG = 3
#: Ranks of names that are one: what is listed first wins.
_ORDER: tuple[Kind, ...] = ("partly", "country", "part", "body", "capital", "people")


@dataclass(frozen=True, slots=True)
class _Listed:
    words: tuple[str, ...]
    surface: str
    kind: Kind
    code: str
    entry: str
    body: Body | None = None


@cache
def _listed(language: str) -> Mapping[str, Sequence[_Listed]]:
    """All names by their first word, longest first."""
    found: dict[str, list[_Listed]] = defaultdict(list)
    for name in _all(language):
        if name.words:
            found[name.words[0]].append(name)
    return {
        first: tuple(sorted(names, key=lambda n: (-len(n.words), _ORDER.index(n.kind))))
        for first, names in found.items()
    }


def _all(language: str) -> Iterator[_Listed]:
    rules = codes()

    def listed(text: str, kind: Kind, alpha2: str, entry: str = "") -> _Listed:
        return _Listed(bare_words(text), text, kind, country_code(alpha2), entry or text)

    for text, alpha2 in rules.partly.items():
        yield listed(text, "partly", alpha2)
    for text, alpha2 in rules.partly_people.items():
        yield listed(text, "partly", alpha2)
    for text, alpha2 in rules.parts.items():
        yield listed(text, "part", alpha2)
    for country in countries().values():
        former = [name for f in country.former for name in f.names]
        for text in (*country.names, *country.native, *former):
            yield listed(text, "country", country.code, country.name)
        if country.code not in rules.controls:
            for text in country.capitals:
                yield listed(text, "capital", country.code)
    for body in bodies():
        for text in body.names:
            words = bare_words(text)
            yield _Listed(words, text, "body", body_country(body), body.name, body)
    for table in (place_words(language).demonyms, sectors(language).belongs):
        for text, alpha2 in table.items():
            yield listed(text, "people", alpha2)


def names_in(words: Sequence[Word], language: str, when: str) -> list[Name]:
    """The names of a phrase in order, none within another. ``when``: an ISO date or nothing."""
    known = sectors(language)
    found: list[Name] = []
    at = 0
    while at < len(words):
        name = _at(words, at, language, known, when)
        if name is None:
            at += 1
        else:
            found.append(name)
            at = name.end
    found = [n for n in found if not _is_generic(n, found, words, known)]
    found = [_family(n, found, words, known, when) or n for n in found]
    taken = {n for name in found for n in range(name.start, name.end)}
    for start, end in _runs(words, taken, found, known, lexicon(language).naming.particles):
        found += _in_run(words, start, end, found, known, when)
    return sorted(found, key=lambda n: n.start)


def _at(words: Sequence[Word], at: int, language: str, known: Sectors, when: str) -> Name | None:
    names = _listed(language)
    forms = sorted(known.forms(words[at].bare), key=len, reverse=True)
    candidates = [n for form in forms for n in names.get(form, ())]
    for listed in sorted(candidates, key=lambda n: -len(n.words)):
        end = at + len(listed.words)
        if end <= len(words) and _stands(words[at:end], listed, known):
            return _named(listed, at, end, when)
    return _against(words[at], at, names, known)


def _against(
    word: Word, at: int, names: Mapping[str, Sequence[_Listed]], known: Sectors
) -> Name | None:
    """*prorusse* is of no country."""
    for mark in known.marks["against"]:
        rest = word.bare.removeprefix(mark)
        if rest != word.bare and len(rest) > len(mark):
            for form in known.forms(rest):
                if any(n.kind == "people" and len(n.words) == 1 for n in names.get(form, ())):
                    return Name(start=at, end=at + 1, kind="nobody")
    return None


def _stands(words: Sequence[Word], listed: _Listed, known: Sectors) -> bool:
    """Whether a listed name stands in these words: letters, and capitals where it has them."""
    if any("," in w.before for w in words[1:]):
        return False
    inexact = listed.kind in {"people", "partly"}
    for word, wanted in zip(words, listed.words, strict=True):
        if word.bare != wanted and not (inexact and wanted in known.forms(word.bare)):
            return False
    letters = "".join(c for c in listed.surface if c.isalpha())
    text = "".join(w.text for w in words)
    if letters.isupper() and len(letters) <= ACRONYM:
        return text.isupper() or not text.isascii()
    lowered = listed.body is not None and len(words) >= LONG
    return lowered or words[0].capital or not listed.surface[:1].isupper()


def _named(listed: _Listed, at: int, end: int, when: str) -> Name:
    sector, second = "", ""
    if listed.body is not None:
        sector, second = body_sectors(listed.body, when)
    elif listed.kind == "partly":
        sector = "PRE"
    return Name(
        start=at,
        end=end,
        kind=listed.kind,
        code=listed.code,
        sector=sector,
        second=second,
        entry=listed.entry,
        body=listed.body,
    )


def _is_generic(name: Name, found: Sequence[Name], words: Sequence[Word], known: Sectors) -> bool:
    """Whether the name of a body is none here: names that mean something else too need its country
    beside them, and *Chile's Defense Department* is not that of another country."""
    if name.body is None:
        return False
    said = " ".join(w.text for w in words[name.start : name.end])
    beside = {n.code for n in found if n.kind in {"country", "people"} and _beside(n, name, words)}
    shared = len({b.key for b in bodies_named(said)}) > 1
    if shared or any(bare_words(text) == bare_words(said) for text in name.body.ambiguous):
        return name.code not in beside
    other = bool(beside) and name.code not in beside
    return other and all(known.knows(w) or w.bare in _SMALL for w in words[name.start : name.end])


_SMALL = frozenset({"of", "the", "de", "la", "l", "d", "des", "du", "s", "for", "and", "et"})


def _family(
    name: Name, found: Sequence[Name], words: Sequence[Word], known: Sectors, when: str
) -> Name | None:
    """Whose family name a country's is behind a title: *le président Hollande*."""
    single = name.end - name.start == 1 and name.kind in {"country", "part", "capital"}
    if not single or name.start == 0 or words[name.start].before != " ":
        return None
    if not known.knows(words[name.start - 1]):
        return None
    hints = {n.code for n in found if n is not name}
    term = person_named(words[name.start].text, when, hints, titled=True)
    return None if term is None else _held(term, name.start, name.end, when)


def _beside(country: Name, name: Name, words: Sequence[Word]) -> bool:
    if country.end <= name.start:
        return all(w.owns for w in words[country.end : name.start])
    return all(w.bare in _SMALL for w in words[name.end : country.start])


def _runs(
    words: Sequence[Word],
    taken: set[int],
    found: list[Name],
    known: Sectors,
    particles: frozenset[str],
) -> Iterator[tuple[int, int]]:
    """Words in capitals next to each other that no name has yet, with the small words of names
    between them; those that are somebody's are given back."""
    for name in list(found):
        if _is_persons(name, words, taken, known):
            found.remove(name)
            taken.discard(name.start)
    start, end = None, 0
    for at, word in enumerate(words):
        joined = start is not None and not set(word.before) - set(" -.’'‐‑")
        small = joined and (word.bare in particles or _hangs(words, at))
        inside = at not in taken and (word.capital or small)
        if start is not None and not (inside and joined):
            yield start, end
            start = None
        if inside and (start is not None or (word.capital and not word.owns)):
            start = at if start is None else start
            end = at + 1 if word.capital else end
    if start is not None:
        yield start, end


def _hangs(words: Sequence[Word], at: int) -> bool:
    """Whether a small word is tied to the next: *al-Assad*."""
    return at + 1 < len(words) and words[at + 1].before in {"-", "‐", "‑"} and words[at + 1].capital


def _is_persons(name: Name, words: Sequence[Word], taken: set[int], known: Sectors) -> bool:
    """Whether one word that is some name is rather a given name before, or a family name behind
    another: *Jordan Peterson*, *François Hollande*."""
    if name.end - name.start > 1 or name.kind in {"person", "nobody"}:
        return False
    given = name_lists().first_names

    def beside(at: int) -> bool:
        return at not in taken and words[at].capital and not known.knows(words[at])

    before, after = name.start - 1, name.end
    if before >= 0 and words[name.start].before == " " and beside(before):
        return words[before].text in given
    if after < len(words) and words[after].before == " " and beside(after):
        return words[name.start].text in given
    return False


def _in_run(
    words: Sequence[Word], start: int, end: int, found: Sequence[Name], known: Sectors, when: str
) -> Iterator[Name]:
    """The people and places that a run of words in capitals names."""
    hints = {n.code for n in found}
    whole = text_of(words, start, end)
    term = person_named(whole, when, hints, titled=False) if end - start > 1 else None
    if term is not None:
        # *Pope Francis*, *King Charles*: titles that are part of a name
        yield _held(term, start, end, when)
        return
    while start < end and (known.knows(words[start]) or words[start].bare in known.marks["plain"]):
        start += 1
    if start == end:
        return
    person = _person(words, start, end, hints, known, when)
    if person is not None:
        yield person
        return
    given = end - start > 1 and words[start].text in name_lists().first_names
    if given and not known.knows(words[start + 1]):
        yield Name(start=start, end=end, kind="nobody")
    else:
        yield from places_in(words, start, end, known)


def _person(
    words: Sequence[Word], start: int, end: int, hints: set[str], known: Sectors, when: str
) -> Name | None:
    """The holder whom the last words of a run name, up to words that the language knows; forms of
    address may stand before the name."""
    last = start
    while last < end and not known.knows(words[last]):
        last += 1
    last = last if last > start else end
    titled = start > 0 and known.knows(words[start - 1])
    for first in range(start, max(start + 1, last - 1)):
        if first > start and words[first - 1].text in name_lists().first_names:
            return None
        term = person_named(text_of(words, first, last), when, hints, titled=titled)
        if term is not None:
            return _held(term, first, last, when)
    return None


def _held(term: Term, start: int, end: int, when: str) -> Name:
    sector, second = term_sectors(term, when)
    return Name(
        start=start,
        end=end,
        kind="person",
        code=office_country(term.office.of),
        sector=sector,
        second=second,
        entry=term.holder.name,
    )
