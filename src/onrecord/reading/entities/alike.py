"""Sieves that compare names: equal letters, one country or body, spellings, parts of names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from onrecord.knowledge.bodies import body_named
from onrecord.knowledge.countries import countries, country_named
from onrecord.knowledge.holders import best_likeness
from onrecord.knowledge.nameforms import is_marked, plain, words_of
from onrecord.knowledge.spelling import compare_names
from onrecord.reading.entities.clusters import Cluster, Scene
from onrecord.reading.entities.links import known_terms

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


def belonging(scene: Scene) -> None:
    """*russe*, *North Korean*: words for what belongs to a country speak of it, also where its own
    name does not stand."""
    by_code = {}
    for cluster in scene.clusters:
        country = country_named(cluster.main) if cluster.kind == "country" else None
        if country is not None:
            by_code[country.code] = cluster
    for code, spans in scene.belonging.items():
        if code in by_code:
            by_code[code].demonyms += spans
        elif code in countries():
            scene.clusters.append(
                Cluster(
                    main=countries()[code].name_in(scene.language),
                    kind="country",
                    names=[],
                    spans=[],
                    demonyms=list(spans),
                    reasons=["not named here, but spoken of by what belongs to it"],
                )
            )


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


def parts_of_bodies(scene: Scene) -> None:
    """*Halden* of *Halden Foods*, *WSJ* of *Wall Street Journal*, where but one body fits."""
    bodies = [c for c in scene.clusters if c.kind == "organization"]
    for short in list(scene.clusters):
        if short.kind not in {"organization", "other"} or not short.spans:
            continue
        if short.main in scene.cities or is_marked(short.main) or body_named(short.main):
            continue
        fits = [c for c in bodies if c is not short and _is_short_of(short.main, c.main)]
        if len(fits) == 1 and fits[0] in scene.clusters:
            scene.join(fits[0], short, f"{short.main}: short for {fits[0].main}")


def _is_short_of(short: str, long: str) -> bool:
    if len(short) >= 3 and short.isupper() and len(long.split()) > 2:
        return _initials(long, short)
    few, many = plain(short).split(), plain(long).split()
    return 0 < len(few) < len(many) and len(few[0]) > 3 and many[: len(few)] == few


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
                if known_terms(scene, other) and not known_terms(scene, one):
                    one.main = other.main
                scene.join(one, other, f"{alike.because}; {sign}")
            else:
                apart = f"may be one person, but nothing else says so: {alike.because}"
                scene.decline(other.spans[0], apart)


def _second_sign(scene: Scene, one: Cluster, other: Cluster) -> str:
    offices = {n.description for n in one.nominals if n.countries}
    shared = offices & {n.description for n in other.nominals}
    if shared:
        return f"both are described as {min(shared)[0]}"
    known = [known_terms(scene, c) for c in (one, other)]
    for mine, theirs in ((0, 1), (1, 0)):
        name = (one, other)[theirs].full_names()[0]
        for term in known[mine]:
            if best_likeness(name, term.holder).verdict == "near" and not known[theirs]:
                return f"{term.holder.name} is known, {name} is not"
    return ""


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
            and not (short.sex and c.sex and short.sex != c.sex)
        ]
        agree = [fit for fit in fits if short.sex and fit[0].sex == short.sex]
        fits = agree if len(agree) == 1 else fits
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


def _by_key(scene: Scene, key: Callable[[Cluster], str | None], reason: str) -> None:
    groups: dict[tuple[str, str], list[Cluster]] = defaultdict(list)
    for cluster in scene.clusters:
        value = None if is_marked(cluster.main) else key(cluster)
        if value is not None:
            groups[cluster.kind, value].append(cluster)
    for group in groups.values():
        if len({c.sex for c in group} - {""}) > 1:
            continue
        first, *others = group
        for other in others:
            scene.join(first, other, f"{other.main}: {reason}")
