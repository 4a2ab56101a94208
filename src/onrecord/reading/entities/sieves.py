"""Which names and descriptions of a report mean the same: sieves, the strict ones first.

Each sieve joins what it is sure of and says why; the next one sees what was joined. People that
are fully named in two ways are never joined without a second sign. What two could fit is left
apart, with an omission.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from onrecord.knowledge.bodies import body_named
from onrecord.knowledge.countries import country_named
from onrecord.knowledge.holders import Term, best_likeness, terms_of
from onrecord.knowledge.offices import holders_named
from onrecord.knowledge.spelling import compare_names, is_marked, plain, words_of
from onrecord.model.entity import Link
from onrecord.reading.entities.clusters import Cluster, Scene
from onrecord.reading.entities.nominals import Nominal

#: Names of people in one report that are compared with each other at most.
MOST_NAMES = 300


def equal_letters(scene: Scene) -> None:
    """*SÉOUL* and *Séoul*, *États-Unis* and *Etats-Unis*: equal but for case and marks."""
    _by_key(scene, lambda c: plain(c.main) or None, "the same letters but for case and marks")


def same_country(scene: Scene) -> None:
    """Names of one country: *RPDC*, *Corée du Nord*."""

    def key(cluster: Cluster) -> str | None:
        country = country_named(cluster.main) if cluster.kind == "country" else None
        return None if country is None else country.code

    _by_key(scene, key, "names of one country")


def same_body(scene: Scene) -> None:
    """Names of one organization or agency: *ONU*, *Nations unies*."""

    def key(cluster: Cluster) -> str | None:
        body = body_named(cluster.main) if cluster.kind == "organization" else None
        return None if body is None else body.key

    _by_key(scene, key, "names of one organization")


def same_initials(scene: Scene) -> None:
    """*Organisation régionale des ports (ORP)*: an acronym right behind the name it stands for."""
    for short in [c for c in scene.clusters if c.kind == "organization" and c.main.isupper()]:
        for long in list(scene.clusters):
            near = any(
                0 < s.start - t.end <= 2 and s.start > t.end
                for s in short.spans
                for t in long.spans
            )
            if long is not short and near and _initials(long.main, short.main):
                scene.join(long, short, f"{short.main} are its initials, behind it in brackets")
                break


def _initials(name: str, acronym: str) -> bool:
    words = name.replace("-", " ").split()
    capitals = "".join(w[0] for w in words if w[:1].isupper())
    return len(acronym) > 1 and acronym in {capitals, "".join(w[0] for w in words).upper()}


def spelled_alike(scene: Scene) -> None:
    """Full names of people that two spellings of one name make equal."""
    people = [c for c in scene.people() if c.full_names()][:MOST_NAMES]
    for i, one in enumerate(people):
        for other in people[i + 1 :]:
            if one not in scene.clusters or other not in scene.clusters:
                continue
            alike = compare_names(one.full_names()[0], other.full_names()[0])
            if alike.merges:
                scene.join(one, other, alike.because)


def titles_beside(scene: Scene) -> None:
    """*le président russe Vladimir Poutine*: a description and the name it stands beside."""
    for nominal in scene.nominals:
        if nominal.name is None:
            continue
        for cluster in scene.people():
            if nominal.name in cluster.spans:
                cluster.nominals.append(nominal)
                cluster.reasons.append(f"{nominal.words} stands beside the name")
                break


def nearly_alike(scene: Scene) -> None:
    """*Kim Jon Un*, *Kim Jong Un*: one letter apart, and the base or their office says that they
    are one. Without such a sign they stay apart."""
    people = [c for c in scene.people() if c.full_names()][:MOST_NAMES]
    for i, one in enumerate(people):
        for other in people[i + 1 :]:
            if one not in scene.clusters or other not in scene.clusters:
                continue
            alike = compare_names(one.full_names()[0], other.full_names()[0])
            if alike.verdict != "near":
                continue
            sign = _second_sign(scene, one, other)
            if sign:
                scene.join(one, other, f"{alike.because}; {sign}")
            else:
                apart = f"may be one person, but nothing else says so: {alike.because}"
                scene.decline(other.spans[0], apart)


def _second_sign(scene: Scene, one: Cluster, other: Cluster) -> str:
    offices = {n.description for n in one.nominals if n.countries}
    shared = offices & {n.description for n in other.nominals}
    if shared:
        return f"both are described as {min(shared)[0]}"
    known = [_known(scene, c) for c in (one, other)]
    for mine, theirs in ((0, 1), (1, 0)):
        name = (one, other)[theirs].full_names()[0]
        for term in known[mine]:
            if best_likeness(name, term.holder).verdict == "near" and not known[theirs]:
                return f"{term.holder.name} is known, {name} is not"
    return ""


def _known(scene: Scene, cluster: Cluster) -> list[Term]:
    """Offices of somebody of this name in a country that the report speaks of."""
    told = scene.countries()
    return [t for name in cluster.full_names() for t, _ in terms_of(name) if t.office.of in told]


def parts_of_names(scene: Scene) -> None:
    """*Kim* of *Kim Jong Un*, *Shoigu* of *Sergueï Choïgou*, where but one person fits."""
    full = [c for c in scene.people() if c.full_names()]
    for short in list(scene.clusters):
        single = len(words_of(short.main)) == 1 and short.kind != "country"
        if not single or short in full or short.main in scene.listed:
            continue
        fits = [
            (c, alike)
            for c in full
            if (alike := compare_names(short.main, c.full_names()[0])).verdict == "short"
            and (short.main not in scene.cities or _is_part(short, c))
        ]
        if len(fits) == 1:
            scene.join(fits[0][0], short, fits[0][1].because)
        elif fits:
            short.kind = "person"
            names = ", ".join(c.main for c, _ in fits)
            short.reasons.append(f"is part of the names of {names}")
            scene.decline(short.spans[0], f"may be {names}: left apart")


def _is_part(short: Cluster, person: Cluster) -> bool:
    """Whether the name of a city is a person's here: one that was given in full before."""
    return short.main in person.full_names()[0].split() and person.first < short.first


def same_description(scene: Scene) -> None:
    """A description that already stands beside one person's name, and no other's."""
    told: dict[tuple[str, frozenset[str]], list[Cluster]] = defaultdict(list)
    words: dict[str, list[Cluster]] = defaultdict(list)
    heads: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in scene.people():
        for description in {n.description for n in cluster.nominals}:
            told[description].append(cluster)
        for text in {n.words for n in cluster.nominals}:
            words[text].append(cluster)
        for head in {n.head for n in cluster.nominals}:
            heads[head].append(cluster)
    for nominal in _open(scene):
        if nominal.countries:
            fits = told.get(nominal.description, [])
        elif nominal.words == nominal.head:
            fits = heads.get(nominal.head, [])
        else:
            fits = words.get(nominal.words, [])
        if len(fits) == 1 and _may_be(fits[0], nominal):
            fits[0].nominals.append(nominal)
            fits[0].reasons.append(f"nobody else here is called {nominal.words}")
        elif len(fits) > 1:
            names = ", ".join(c.main for c in fits)
            scene.decline(nominal.span, f"may be {names}: left apart")


def office_by_date(scene: Scene) -> None:
    """*le ministre russe de la Défense*: who held the office on the day of the report."""
    for nominal in _open(scene):
        naming = scene.offices.get(nominal.words)
        if naming is None or len(nominal.countries) != 1 or not scene.when:
            continue
        (country,) = nominal.countries
        terms = holders_named(naming, country, scene.when)
        holders = {t.holder.name for t in terms}
        if len(holders) != 1:
            continue
        term = terms[0]
        reason = f"{term.holder.name} was {term.office.titles[0]} of {country} on {scene.when}"
        fits = [
            c
            for c in scene.people()
            if any(best_likeness(n, term.holder).verdict != "different" for n in c.names)
        ]
        if len(fits) == 1:
            fits[0].nominals.append(nominal)
            fits[0].reasons.append(f"{nominal.words}: {reason}")
        elif not fits:
            scene.clusters.append(_by_office(nominal, term, reason))


def _by_office(nominal: Nominal, term: Term, reason: str) -> Cluster:
    return Cluster(
        main=term.holder.name,
        kind="person",
        names=[],
        spans=[],
        nominals=[nominal],
        reasons=[f"not named here; {reason} ({term.office.source})"],
        link=_link(term, reason, 0.9),
    )


def _open(scene: Scene) -> list[Nominal]:
    taken = {n.span for c in scene.clusters for n in c.nominals}
    return [n for n in scene.nominals if n.name is None and n.span not in taken]


def _may_be(cluster: Cluster, nominal: Nominal) -> bool:
    """Whether a description agrees with a person in gender, as far as it is told."""
    sexes = {n.gender for n in cluster.nominals if n.gender}
    return not nominal.gender or not sexes or nominal.gender in sexes


def linked(scene: Scene) -> None:
    """Keys in the base: countries, organizations, people in an office whose country is spoken
    of."""
    for cluster in scene.clusters:
        if cluster.link is None:
            cluster.link = _link_of(scene, cluster)


def _link_of(scene: Scene, cluster: Cluster) -> Link | None:
    if cluster.kind == "country":
        country = country_named(cluster.main)
        if country is not None:
            says = f"{cluster.main} is a name of {country.name}"
            return Link(source="onrecord/countries", key=country.code, score=1.0, reason=says)
    elif cluster.kind == "organization":
        for name in cluster.names:
            body = body_named(name)
            if body is not None:
                says = f"{name} is a name of {body.name}, and of nobody else that is listed"
                return Link(source="onrecord/bodies", key=body.key, score=1.0, reason=says)
    elif cluster.kind == "person":
        known = _known(scene, cluster)
        people = {t.holder.name for t in known}
        if len(people) == 1:
            now = (t for t in known if scene.when and t.holder.in_office(scene.when))
            term = next(now, known[0])
            office = f"{term.office.titles[0]} of {term.office.of}"
            says = f"{term.holder.name}, {office}, which the report speaks of"
            return _link(term, says, 0.95)
    return None


def _link(term: Term, reason: str, score: float) -> Link:
    key = f"{term.office.key}:{term.holder.name}"
    return Link(source="onrecord/holders", key=key, score=score, reason=reason)


def _by_key(scene: Scene, key: Callable[[Cluster], str | None], reason: str) -> None:
    groups: dict[tuple[str, str], list[Cluster]] = defaultdict(list)
    for cluster in scene.clusters:
        value = None if is_marked(cluster.main) else key(cluster)
        if value is not None:
            groups[cluster.kind, value].append(cluster)
    for first, *others in groups.values():
        for other in others:
            scene.join(first, other, f"{other.main}: {reason}")


#: The sieves, in order.
SIEVES: tuple[Callable[[Scene], None], ...] = (
    equal_letters,
    same_country,
    same_body,
    same_initials,
    spelled_alike,
    titles_beside,
    nearly_alike,
    parts_of_names,
    same_description,
    office_by_date,
    linked,
)


def sift(scene: Scene) -> None:
    """Run all sieves over a scene; its clusters are what remains."""
    for sieve in SIEVES:
        sieve(scene)
