"""Links to knowledge that a user added: people and organizations that are fully named.

A name links where it is one of an entry's names, in equal letters or another transliteration, and
nobody else's in the file. Entries of several sources that lead to one item of Wikidata are one.
Equal letters win over transliterations; where several are left, the country that the report itself
gives to somebody (*le ministre russe Untel*) may tell. Two that remain get no link. The base that
ships keeps its link unless the added entry has the name in equal letters; ``Link.base`` keeps the
shipped key then.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from onrecord.knowledge.added import Added, AddedEntry, Match
from onrecord.knowledge.countries import countries
from onrecord.model.entity import Link
from onrecord.reading.entities.clusters import Cluster, Scene

#: A name is no proof: namesakes may be missing in the file. The score by how it was matched.
SCORES: Final = {"same": 0.9, "variant": 0.8}
#: A name of a single word says less.
SINGLE: Final = 0.7
#: Candidates that an omission names, and characters of their names in it.
NAMED, LETTERS = 5, 80


def linked_added(scene: Scene) -> None:
    """Keys in the knowledge that a user added, where there is some."""
    if scene.added is None:
        return
    for cluster in scene.clusters:
        if cluster.kind in {"person", "organization", "other"} and cluster.spans:
            _link(scene, scene.added, cluster)


def _link(scene: Scene, added: Added, cluster: Cluster) -> None:
    named = _candidates(added, cluster)
    found = _one_a_thing(m for m in named if m.entry.kind in _fitting(cluster))
    _decline_others(scene, cluster, [m for m in named if m.entry.kind not in _fitting(cluster)])
    exact = [m for m in found if m.likeness.verdict == "same"]
    found = exact or ([] if cluster.link is not None else found)
    by_country = ""
    if len(found) > 1:
        found, by_country = _of_country(found, cluster)
    if len(found) == 1:
        cluster.link = _as_link(added, cluster, found[0], by_country, scene.when)
    elif found:
        several = " or ".join(_called(m.entry) for m in found[:NAMED])
        more = f" or {len(found) - NAMED} more" if len(found) > NAMED else ""
        kept = "the base's link stays" if cluster.link is not None else "no link"
        scene.decline(cluster.spans[0], f"may be {several}{more} of the added knowledge: {kept}")


def _candidates(added: Added, cluster: Cluster) -> list[Match]:
    """The entries that the full names may mean; where there is none, those that have the single
    word among their names."""
    full = cluster.full_names()
    best: dict[int, Match] = {}
    for name in dict.fromkeys(full or cluster.names):
        for match in added.named(name):
            fits = match.likeness.merges if full else match.exact
            if fits:
                known = best.get(match.entry.id)
                if known is None or known.likeness.verdict == "variant":
                    best[match.entry.id] = match
    return sorted(best.values(), key=lambda m: (m.entry.source, m.entry.key))


def _fitting(cluster: Cluster) -> set[str]:
    """Kinds of entry that a cluster may be; nothing fits a name that was not seen to be either."""
    return set() if cluster.kind == "other" else {"", cluster.kind}


def _decline_others(scene: Scene, cluster: Cluster, others: Sequence[Match]) -> None:
    """Tell of entries that have this very name and are of another kind than it was read as."""
    exact = [m for m in others if m.likeness.verdict == "same"]
    if exact:
        entry = exact[0].entry
        kind = "something else" if cluster.kind == "other" else f"a {cluster.kind}"
        is_ = entry.kind or "person or organization"
        says = f"{_called(entry)} of the added knowledge is {is_}, read here as {kind}: no link"
        scene.decline(cluster.spans[0], says)


def _one_a_thing(matches: Iterable[Match]) -> list[Match]:
    """One match for each item of Wikidata, by equal letters if one is."""
    kept: dict[str, Match] = {}
    for match in matches:
        item = match.entry.wikidata or f"{match.entry.id}"
        known = kept.setdefault(item, match)
        if known.likeness.verdict == "variant" and match.likeness.verdict == "same":
            kept[item] = match
    return list(kept.values())


def _of_country(found: Sequence[Match], cluster: Cluster) -> tuple[list[Match], str]:
    """What is left when one candidate's country is told of the cluster and none of the others can
    be of it; those of which no country is known can."""
    told = {code for nominal in cluster.nominals for code in nominal.countries}
    left = [m for m in found if told & set(m.entry.countries) or not _countries(m.entry)]
    if told and len(left) == 1 and told & set(left[0].entry.countries):
        return left, min(told & set(left[0].entry.countries))
    return list(found), ""


def _countries(entry: AddedEntry) -> set[str]:
    return set(entry.countries) & countries().keys()


def _as_link(added: Added, cluster: Cluster, match: Match, by_country: str, when: str) -> Link:
    entry, base = match.entry, cluster.link
    says = f"{match.name[:LETTERS]} is a name of {_called(entry)}"
    if not match.exact:
        says += f" ({match.likeness.because})"
    says += f", the only one described as of {by_country}" if by_country else " and of nobody else"
    office = _office(added, entry, when)
    single = not cluster.full_names()
    return Link(
        source=entry.source,
        key=entry.key,
        score=SINGLE if single else SCORES[match.likeness.verdict],
        reason=f"{says} in the added knowledge{office}",
        base=base.key if base is not None else None,
    )


def _office(added: Added, entry: AddedEntry, when: str) -> str:
    """The position held on the day of the report, the latest that began."""
    held = [f for f in added.facts_of(entry) if f.kind == "position" and f.holds(when)]
    if not held:
        return ""
    latest = max(held, key=lambda f: (f.start, f.text))
    end = f"to {latest.end}" if latest.end else "with no end known"
    return f"; {latest.text[:LETTERS]} from {latest.start} {end}"


def _called(entry: AddedEntry) -> str:
    return f"{entry.name[:LETTERS]} ({entry.source}: {entry.key[:LETTERS]})"
