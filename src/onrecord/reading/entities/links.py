"""Keys in the base for what a report names: the source, the key and the reason of each."""

from __future__ import annotations

from onrecord.knowledge.bodies import Body, body_named
from onrecord.knowledge.countries import country_named
from onrecord.knowledge.holders import Term, terms_of
from onrecord.model.entity import Link
from onrecord.reading.entities.clusters import Cluster, Scene


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
        found = named_body(cluster)
        if found is not None:
            name, body = found
            says = f"{name} is a name of {body.name}, and of nobody else that is listed"
            return Link(source="onrecord/bodies", key=body.key, score=1.0, reason=says)
    elif cluster.kind == "person":
        known = known_terms(scene, cluster)
        people = {t.holder.name for t in known}
        if len(people) == 1:
            known = sorted(known, key=lambda t: bool(t.office.home))
            now = (t for t in known if scene.when and t.holder.in_office(scene.when))
            term = next(now, known[0])
            office = f"{term.office.titles[0]} of {term.office.of}"
            says = f"{term.holder.name}, {office}, which the report speaks of"
            return holder_link(term, says, 0.95)
    return None


def named_body(cluster: Cluster) -> tuple[str, Body] | None:
    """The first name of a cluster that is one body's, and the body."""
    for name in cluster.names:
        body = body_named(name)
        if body is not None:
            return name, body
    return None


def holder_link(term: Term, reason: str, score: float) -> Link:
    key = f"{term.office.key}:{term.holder.name}"
    return Link(source="onrecord/holders", key=key, score=score, reason=reason)


def known_terms(scene: Scene, cluster: Cluster) -> list[Term]:
    """Offices of somebody of this name in a country that the report speaks of."""
    told = scene.countries()
    return [t for name in cluster.full_names() for t, _ in terms_of(name) if t.office.of in told]
