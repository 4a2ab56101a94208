"""Sieves that give descriptions to what they describe: titles, offices, *the agency*."""

from __future__ import annotations

from collections import defaultdict

from onrecord.knowledge.holders import Term, best_likeness
from onrecord.knowledge.nameforms import plain
from onrecord.knowledge.offices import BodyWord, holders_named
from onrecord.reading.entities.clusters import Cluster, Scene
from onrecord.reading.entities.links import holder_link, named_body
from onrecord.reading.entities.nominals import Nominal


def titles_beside(scene: Scene) -> None:
    """*le président russe Vladimir Poutine*, *l'agence KCNA*: a description and the name it stands
    beside."""
    by_span = {span: c for c in scene.clusters for span in c.spans}
    for nominal in scene.nominals:
        cluster = by_span.get(nominal.name) if nominal.name is not None else None
        if cluster is not None and cluster.kind in nominal.kinds:
            cluster.nominals.append(nominal)
            cluster.reasons.append(f"{nominal.words} stands beside the name")


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
        if nominal.body is not None or nominal.reference == "indefinite":
            continue
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
        if nominal.body is not None or nominal.reference != "definite":
            continue
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


def called_before(scene: Scene) -> None:
    """*l'agence*, *the company*, *le pays*: what was called so before, bears the word in its name,
    is of that kind in the base, or is alone in the sentence before."""
    for nominal in _open(scene):
        if nominal.body is None or not nominal.alone or nominal.reference != "definite":
            continue
        named = [c for c in scene.clusters if c.kind in nominal.kinds and not scene.in_header(c)]
        before = [c for c in named if c.first < nominal.span.start]
        fits, why = _fitting(scene, nominal, nominal.body, before)
        if not fits and nominal.countries:
            fits, why = _of_country(nominal, nominal.body, named), "the only one of that country"
        if len(fits) == 1:
            fits[0].nominals.append(nominal)
            fits[0].reasons.append(f"{nominal.words}: {why}")
        elif fits:
            names = ", ".join(c.main for c in fits)
            scene.decline(nominal.span, f"may be {names}: left apart")


def _fitting(
    scene: Scene, nominal: Nominal, body: BodyWord, before: list[Cluster]
) -> tuple[list[Cluster], str]:
    """What a description can mean, by the first sign that anything shows, and the sign."""
    told = set(nominal.countries)
    called = [c for c in before if any(_same_call(n, nominal) for n in c.nominals)]
    if called:
        return called, "nothing else was called so before"
    bearing = [c for c in before if plain(nominal.head) in plain(c.main).split()]
    if bearing:
        return bearing, "bears the word in its name"
    if "country" in body.kinds:
        return before if len(before) == 1 else [], "the only country named before"
    if "place" in body.kinds:
        return [], ""
    known = {id(c): named_body(c) for c in before}
    near = [c for c in before if scene.is_near(c, nominal.span)]
    listed = []
    for cluster in before:
        found = known[id(cluster)]
        if found and found[1].kind in body.kinds and (not told or found[1].country in told):
            listed.append(cluster)
    if body.unlisted and not told:
        listed = [c for c in near if c in listed or (known[id(c)] is None and _may_mean(c, body))]
        return listed if len(listed) == 1 else [], "nothing else is named in the sentence before"
    close = [c for c in listed if c in near]
    return close or listed, "the only one of this kind in the base"


def _of_country(nominal: Nominal, body: BodyWord, named: list[Cluster]) -> list[Cluster]:
    """*l'agence nord-coréenne*, also before it is named."""
    fits = []
    for cluster in named:
        found = named_body(cluster)
        if found and found[1].kind in body.kinds and found[1].country in nominal.countries:
            fits.append(cluster)
    return fits


def _may_mean(cluster: Cluster, body: BodyWord) -> bool:
    """Whether what a body was called so far agrees with what a noun can mean."""
    called = [n.body.kinds for n in cluster.nominals if n.body is not None]
    return all(kinds & body.kinds for kinds in called)


def _same_call(own: Nominal, nominal: Nominal) -> bool:
    """Whether a description takes up another: the bare noun, or the same words."""
    if own.head != nominal.head:
        return False
    return nominal.words == own.head or nominal.description == own.description


def unnamed(scene: Scene) -> None:
    """*un officier ... l'officier*: somebody without a name, where the noun means but one."""
    taken = {n.head for c in scene.clusters for n in c.nominals}
    groups: dict[str, list[list[Nominal]]] = defaultdict(list)
    unclear: set[str] = set()
    for nominal in _open(scene):
        if nominal.body is not None or nominal.head in taken or nominal.head in unclear:
            continue
        mine = groups[nominal.head]
        if nominal.reference == "indefinite":
            repeated = len(mine) == 1 and all(scene.in_headline(n.span) for n in mine[0])
            if repeated and not scene.in_headline(nominal.span):
                mine[0].append(nominal)
            else:
                mine.append([nominal])
            continue
        fits = [g for g in mine if any(_same_call(n, nominal) for n in g)]
        if len(fits) == 1:
            fits[0].append(nominal)
        elif not fits:
            mine.append([nominal])
        else:
            unclear.add(nominal.head)
            scene.decline(nominal.span, f"may be one of {len(fits)} called so: left apart")
    for several in groups.values():
        for group in several:
            if len(group) > 1:
                scene.clusters.append(_without_name(group))


def _without_name(group: list[Nominal]) -> Cluster:
    return Cluster(
        main=group[0].words,
        kind="person",
        names=[],
        spans=[],
        nominals=group,
        reasons=[f"not named; nobody else here is called {group[0].head}"],
    )


def _by_office(nominal: Nominal, term: Term, reason: str) -> Cluster:
    return Cluster(
        main=term.holder.name,
        kind="person",
        names=[],
        spans=[],
        nominals=[nominal],
        reasons=[f"not named here; {reason} ({term.office.source})"],
        link=holder_link(term, reason, 0.9),
    )


def _open(scene: Scene) -> list[Nominal]:
    """Descriptions that stand beside no name that they fit and are not given yet, in the order of
    the text."""
    taken = {n.span for c in scene.clusters for n in c.nominals}
    fits = {span: c.kind for c in scene.clusters for span in c.spans}
    return sorted(
        (
            n
            for n in scene.nominals
            if n.span not in taken
            and n.reference != "bare"
            and (n.name is None or (n.body is not None and fits.get(n.name) not in n.kinds))
        ),
        key=lambda n: n.span,
    )


def _may_be(cluster: Cluster, nominal: Nominal) -> bool:
    """Whether a description agrees with a person in gender, as far as it is told."""
    sexes = {n.gender for n in cluster.nominals if n.gender} | ({cluster.sex} - {""})
    return not nominal.gender or not sexes or nominal.gender in sexes
