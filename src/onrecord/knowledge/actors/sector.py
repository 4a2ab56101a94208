"""Which sector a phrase tells, and by which of its words and names."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.knowledge.actors.codes import codes
from onrecord.knowledge.actors.phrase import NAME, WORDS, Name, Phrase, Told
from onrecord.knowledge.nameforms import plain
from onrecord.knowledge.sectors import Sectors


def main_of(phrase: Phrase) -> Told | None:
    """What tells most of who acts: the words of the head, else its names, else whom they lead."""
    head = [t for t in phrase.told if t.segment == 0]
    words = _main([t for t in head if t.rank == WORDS], phrase.known)
    names = [t for t in head if t.rank == NAME]
    if words is not None:
        return _armed(phrase, words) or words
    if names:
        return names[0]
    if not head and _alone(phrase) is not None:
        return None
    least = max((t.rank for t in head), default=-1)
    tails = [*phrase.of("owner"), *(phrase.of("other", "place") if least < 1 else ())]
    for tail in tails:
        there = [t for t in phrase.told if t.segment == tail and t.rank >= NAME]
        strong = [t for t in there if t.rank == WORDS] or there
        if strong:
            return _main(strong, phrase.known)
    if least > 0:
        return _main([t for t in head if t.rank == least], phrase.known)
    if any(n.body is not None and not n.sector for n in phrase.names):
        # Who speaks for an international body is of no government.
        return None
    later = [t for t in phrase.told if t.segment in tails and t.rank > 0]
    return _main(later, phrase.known) or _main(head, phrase.known)


def _main(told: Sequence[Told], known: Sectors) -> Told | None:
    """The first or last of some, as the language has it."""
    return (told[-1] if known.head_last else told[0]) if told else None


def _armed(phrase: Phrase, pick: Told) -> Told | None:
    """Whose the armed men, staff or people of a head are, where that says more: *gunmen of Boko
    Haram*, *rebel soldiers*, *police general*."""
    rules = codes()
    head = [t for t in phrase.told if t.segment == 0 and t is not pick]
    names = [t for t in head if t.rank == NAME and t.sector in rules.keeps]
    if pick.sector in rules.gives_way and names:
        return names[0]
    if pick.sector not in rules.armed:
        return None
    tails = phrase.of("owner")
    whose = [t for t in phrase.told if t.rank == NAME and t.segment in tails]
    closer = [t for t in head if t.rank == WORDS] + whose
    return next((t for t in closer if t.sector in rules.owns_arms), None)


def _alone(phrase: Phrase) -> Name | None:
    """The name that fills the head, if all its other words tell nothing."""
    head = phrase.segments[0]
    inside = [n for n in phrase.names if n.start < max(head.end, 1)]
    taken = {at for n in inside for at in range(n.start, n.end)}
    rest = [w for at, w in enumerate(phrase.words[: head.end]) if at not in taken]
    empty = all(phrase.known.is_mark(w, "plain") or w.bare.isdecimal() for w in rest)
    return inside[0] if inside and empty else None


def sector_of(phrase: Phrase, pick: Told | None) -> tuple[str, str, str]:
    """Sector, second sector and the reason."""
    rules = codes()
    if pick is None:
        alone = _alone(phrase)
        sector = _ALONE.get(alone.kind, "") if alone is not None else ""
        return sector, "", f"{alone.entry} by itself" if alone is not None and sector else ""
    because = f"{pick.sector}: {pick.what}"
    official = _kin_of(phrase)
    if official is not None:
        return "ELI", "", f"ELI: kin of {official.what}"
    telling = {0, pick.segment, *(n for n in phrase.of("place") if not _tells(phrase, n))}
    former = any(phrase.is_former(n) for n in telling)
    if former and pick.sector in rules.official:
        return "ELI", pick.sector, f"ELI: no longer {pick.what}"
    if pick.sector == "JRN" and pick.rank == WORDS and _is_official(phrase, pick):
        return "GOV", "JRN", f"GOV: {pick.what} of the state"
    second = pick.second or _topic(phrase, pick)
    if not second:
        beside = [t.sector for t in phrase.told if t.sector in {"OPP", "PRE"}]
        second = next((s for s in beside if s != pick.sector), "")
    return pick.sector, second, because


def _tells(phrase: Phrase, segment: int) -> bool:
    """Whether a part names somebody: *à la retraite* does not, *au ministère* does."""
    former = phrase.known.marks["former"]
    return any(t.segment == segment and plain(t.what) not in former for t in phrase.told)


#: What names are by themselves: a capital its government, a people or city those who live there.
_ALONE = {"capital": "GOV", "people": "CVL", "city": "CVL"}


def _is_official(phrase: Phrase, pick: Told) -> bool:
    """Whether a word on the side where adjectives stand tells that media are the state's."""
    before = phrase.words[: pick.start]
    side = before if phrase.known.head_last else phrase.words[pick.start :]
    return any(phrase.known.is_mark(w, "state") for w in side)


def _kin_of(phrase: Phrase) -> Told | None:
    """The member of a government whose kin the main noun of the head tells, before it (*the
    president's widow*) or behind (*la femme du ministre*, but not *une femme ministre*)."""
    head = _main([t for t in phrase.told if t.segment == 0], phrase.known)
    if head is None or not head.kin:
        return None
    behind = phrase.of("owner")
    whose = [t for t in phrase.told if t.segment in behind]
    if phrase.known.head_last:
        whose += [t for t in phrase.told if t.segment == 0 and t is not head]
    return next((t for t in whose if t.sector in {"GOV", "ELI"}), None)


def _topic(phrase: Phrase, pick: Told) -> str:
    """The second sector of a ministry or minister: what it is for."""
    if pick.sector != "GOV":
        return ""
    bare = [w.bare for w in phrase.words]
    for length in (2, 1):
        for at in range(len(bare) - length + 1):
            sector = phrase.known.topics.get(" ".join(bare[at : at + length]))
            if sector:
                return sector
    return ""
