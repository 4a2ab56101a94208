"""Who acts, as PLOVER codes it: the country and sector of what a phrase calls somebody.

``actor_of`` reads the names in a phrase itself; ``actor_of_parts`` takes what a reading has
resolved already. Data: ``sectors.toml`` of each language, ``data/actors.toml``, and the bodies,
countries, places and holders of the base.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from onrecord.knowledge.actors.codes import (
    body_country,
    body_sectors,
    country_code,
    office_country,
    term_sectors,
)
from onrecord.knowledge.actors.names import names_in
from onrecord.knowledge.actors.phrase import NAME, Name, Phrase, phrase_of, segment_at, text_of
from onrecord.knowledge.actors.sector import main_of, sector_of
from onrecord.knowledge.bodies import body_of
from onrecord.knowledge.countries import countries as all_countries
from onrecord.knowledge.holders import Term
from onrecord.knowledge.nameforms import is_marked, plain
from onrecord.knowledge.offices import holders_named, office_words
from onrecord.knowledge.sectors import Word, sectors, split

#: Characters of the longest phrase that is read, and phrases that are remembered.
LONGEST, REMEMBERED = 300, 4_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """``country`` is ISO 3166-1 alpha-3 as PLOVER has it (XKX for Kosovo), or UNO, EUR, IGO, NGO,
    IMG, MNC; ``sector`` and ``second`` are PLOVER's. All are empty where nothing tells. ``name`` is
    the body or person of the base, ``title`` the words that gave the sector, ``because`` names both
    and the entries used."""

    country: str = ""
    sector: str = ""
    second: str = ""
    name: str = ""
    title: str = ""
    because: str = ""


@lru_cache(maxsize=REMEMBERED)
def actor_of(text: str, language: str, when: str = "") -> Actor:
    """The actor that a phrase names, its own names read. ``when`` is the ISO date of the phrase,
    cut as it may be, or empty: then holders count as in office. A name with look-alike letters, or
    one that the base does not know, tells nothing. Of several actors that are joined (*US and
    Korean troops*) the first is told. Raises KnowledgeError for a language without
    ``sectors.toml``."""
    if is_marked(text) or len(text) > LONGEST:
        return Actor(because="letters that look like others, or too long for a name")
    words = split(text)
    return _coded(words, names_in(words, language, when), language, when)


def actor_of_parts(
    words: str,
    language: str,
    when: str = "",
    *,
    countries: Sequence[str] = (),
    body: str = "",
    term: Term | None = None,
) -> Actor:
    """The actor of a phrase whose names are resolved: ``words`` is the phrase without them,
    ``countries`` are ISO 3166-1 alpha-2 codes, that of the phrase's head first, ``body`` is the key
    of a body and ``term`` that of a holder who stand in its head. Raises KnowledgeError for a
    language without ``sectors.toml``."""
    parts = split(words[:LONGEST])
    names = [Name(start=0, end=0, kind="country", code=country_code(c), entry=c) for c in countries]
    known = body_of(body) if body else None
    if known is not None:
        first, second = body_sectors(known, when)
        code = body_country(known)
        given = Name(start=0, end=0, kind="body", code=code, entry=known.name, body=known)
        names.append(replace(given, sector=first, second=second))
    if term is not None:
        first, second = term_sectors(term, when)
        code = office_country(term.office.of)
        given = Name(start=0, end=0, kind="person", code=code, entry=term.holder.name)
        names.append(replace(given, sector=first, second=second))
    return _coded(parts, names, language, when)


def _coded(words: Sequence[Word], names: Sequence[Name], language: str, when: str) -> Actor:
    phrase = phrase_of(words, names, sectors(language))
    country, country_because = _country(phrase)
    pick = main_of(phrase)
    sector, second, because = sector_of(phrase, pick)
    named = [n.entry for kind in ("person", "body") for n in names if n.kind == kind]
    name = named[0] if named else ""
    if not name and country and when:
        name = _holder(phrase, country, language, when)
        because += f", an office that {name} held" if name else ""
    if sector and country_because:
        because = f"{country_because}; {because}"
    return Actor(
        country=country,
        sector=sector,
        second=second,
        name=name,
        title=pick.what if pick is not None and pick.rank != NAME else "",
        because=because or country_because or "nothing in it that the base knows",
    )


def _country(phrase: Phrase) -> tuple[str, str]:
    """The country or group, and why: of the head, its own adjectives and places before its bodies
    and people; then of whose or where it is."""
    dropped = {n for n, name in enumerate(phrase.names) if _is_anothers(phrase, name)}
    names = [name for n, name in enumerate(phrase.names) if n not in dropped and name.code]
    least = max((t.rank for t in phrase.told if t.segment == 0), default=-1)
    kinds = ["head", "owner", "place", *(["other"] if least < 1 else [])]
    for kind in kinds:
        for at in phrase.of(kind):
            there = [n for n in names if segment_at(phrase.segments, n.start) == at]
            own = [n for n in there if n.kind not in {"body", "person"}] or there
            if own:
                return own[0].code, f"{own[0].code}: {_said(phrase, own[0])}"
    return "", ""


def _said(phrase: Phrase, name: Name) -> str:
    """A name as the phrase has it, with what the base calls it."""
    if name.end == name.start:
        return name.entry
    said = text_of(phrase.words, name.start, name.end)
    return said if plain(said) == plain(name.entry) else f"{said} ({name.entry})"


def _is_anothers(phrase: Phrase, name: Name) -> bool:
    """Whether words beside a country tell that it is not the actor's: *Iranian-backed*, *anti-*."""
    words, known = phrase.words, phrase.known
    if name.end > name.start:
        behind = words[name.end] if name.end < len(words) else None
        if behind is not None and known.is_mark(behind, "drops"):
            return True
        return name.start > 0 and known.is_mark(words[name.start - 1], "against")
    return False


def _holder(phrase: Phrase, country: str, language: str, when: str) -> str:
    """Who held the office of a country that a phrase names, if one did."""
    taken = {at for n in phrase.names for at in range(n.start, n.end)}
    rest = [
        at
        for at, word in enumerate(phrase.words)
        if at not in taken and not word.owns and not phrase.known.is_mark(word, "former")
    ]
    while rest and phrase.known.is_mark(phrase.words[rest[0]], "plain"):
        rest.pop(0)
    while rest and phrase.known.is_mark(phrase.words[rest[-1]], "plain"):
        rest.pop()
    text = ""
    for at in rest:
        word = phrase.words[at]
        text += ("'" if word.before in {"'", "’"} else " ") + word.text.lower()
    naming = office_words(language).get(text.strip())
    whole = any(n.code == country and n.kind in {"country", "people"} for n in phrase.names)
    if naming is None or not whole or phrase.is_former(0):
        return ""
    alpha2 = next((c.code for c in all_countries().values() if c.iso3 == country), "")
    # Only the office itself: who is next in rank does not hold it.
    first = replace(naming, roles=naming.roles[:1])
    people = {term.holder.name for term in holders_named(first, alpha2, when)}
    return people.pop() if len(people) == 1 else ""
