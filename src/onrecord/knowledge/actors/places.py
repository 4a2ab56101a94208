"""The places that words in capitals name, told from people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from onrecord.knowledge.actors.codes import country_code
from onrecord.knowledge.actors.phrase import Kind, Name, text_of
from onrecord.knowledge.countries import country_of_capital
from onrecord.knowledge.gazetteer import Entry, gazetteer
from onrecord.knowledge.names import name_lists
from onrecord.knowledge.sectors import Sectors, Word

#: How many times as many people as its namesakes elsewhere a place must have, and how many to be
#: meant without a word beside it that says so.
OUTNUMBERS, LARGE = 3, 100_000
#: Words of the longest place that is looked up.
LONGEST_PLACE = 4


def places_in(words: Sequence[Word], start: int, end: int, known: Sectors) -> Iterator[Name]:
    """The first place of a run that is told from people: it fills the run up to words that the
    language knows, is a large one within the name of a body that has such words, or is a region of
    two words and more."""
    body = end - start > 2 and any(known.knows(w) for w in words[start + 1 : end])
    for first in range(start, end):
        for last in range(min(end, first + LONGEST_PLACE), first, -1):
            place = _place(text_of(words, first, last))
            if place is None or known.knows(words[first]):
                continue
            rest = [*words[start:first], *words[last:end]]
            alone = all(known.knows(w) or w.bare in known.marks["plain"] for w in rest)
            led = first > 0 and known.is_mark(words[first - 1], "owner", "place")
            led = led or (last < len(words) and (known.knows(words[last]) or words[last].owns))
            region = place.kind.startswith("ADM")
            inside = body and place.main and (region or place.population >= LARGE)
            if not (alone or inside or (region and last - first > 1)):
                continue
            if led or region or place.population >= LARGE:
                kind: Kind = "part" if region else "city"
                capital = country_of_capital(place.name)
                if capital is not None and capital.code == place.country:
                    kind = "capital"
                code = country_code(place.country or "")
                yield Name(start=first, end=last, kind=kind, code=code, entry=place.name)
                return


def _place(text: str) -> Entry | None:
    """The place that a name mostly means: far more people live there than at its namesakes."""
    if text in name_lists().first_names:
        return None
    candidates = [e for e in gazetteer().candidates(text) if e.country]
    if not candidates:
        return None
    best = next((e for e in candidates if e.kind == "ADM1"), candidates[0])
    if candidates[0].country != best.country:
        best = candidates[0]
    people: dict[str, int] = defaultdict(int)
    for entry in candidates:
        people[entry.country or ""] += entry.population
    mine = people.pop(best.country or "")
    return best if mine >= OUTNUMBERS * max(people.values(), default=0) else None
