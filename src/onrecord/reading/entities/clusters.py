"""What the sieves sift: the names and descriptions of one report, in clusters."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.knowledge.added import Added
from onrecord.knowledge.countries import country_named
from onrecord.knowledge.nameforms import words_of
from onrecord.knowledge.offices import Naming
from onrecord.model.entity import EntityKind, Link
from onrecord.model.record import Omission
from onrecord.model.span import Span
from onrecord.reading.entities.nominals import Nominal


@dataclass(slots=True, kw_only=True)
class Cluster:
    """One thing under all its names and descriptions; ``main`` is the name it goes by, ``sex`` what
    a form of address or a first name tells (``m``, ``f`` or nothing)."""

    main: str
    kind: EntityKind
    names: list[str]
    spans: list[Span]
    nominals: list[Nominal] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    link: Link | None = None
    sex: str = ""
    demonyms: list[Span] = field(default_factory=list)

    @property
    def first(self) -> int:
        described = (n.span for n in self.nominals)
        return min(s.start for s in (*self.spans, *described, *self.demonyms))

    def full_names(self) -> list[str]:
        return [name for name in self.names if len(words_of(name)) > 1]


@dataclass(slots=True, kw_only=True)
class Scene:
    """What the sieves look at. ``when`` is the report's day of publication, cut to what is known,
    or empty; ``listed`` are the names that a list keeps from being part of a person's name,
    ``cities`` those of known cities. ``headers`` are names in datelines, bylines and credits,
    ``sentences`` the offsets at which sentences begin, ascending, ``belonging`` the words for what
    belongs to a country, by its code, ``added`` the knowledge of the user's own, if there is
    some."""

    clusters: list[Cluster]
    language: str
    nominals: Sequence[Nominal]
    offices: Mapping[str, Naming]
    when: str
    listed: frozenset[str]
    cities: frozenset[str] = frozenset()
    headers: frozenset[Span] = frozenset()
    headlines: Sequence[Span] = ()
    sentences: Sequence[int] = ()
    belonging: Mapping[str, Sequence[Span]] = field(default_factory=dict)
    omissions: list[Omission] = field(default_factory=list)
    added: Added | None = None

    def people(self) -> list[Cluster]:
        return [c for c in self.clusters if c.kind == "person"]

    def join(self, into: Cluster, other: Cluster, reason: str) -> None:
        into.names += other.names
        into.spans += other.spans
        into.nominals += other.nominals
        into.demonyms += other.demonyms
        into.reasons += [*other.reasons, reason]
        into.sex = into.sex or other.sex
        self.clusters.remove(other)

    def countries(self) -> set[str]:
        """Countries that the report speaks of, by their names and demonyms."""
        told = {code for n in self.nominals for code in n.countries}
        for cluster in self.clusters:
            if cluster.kind == "country":
                country = country_named(cluster.main)
                told |= {country.code} if country is not None else set()
        return told

    def in_header(self, cluster: Cluster) -> bool:
        """Whether something is named in datelines, bylines and credits only."""
        return all(span in self.headers for span in cluster.spans)

    def in_headline(self, span: Span) -> bool:
        return any(h.start <= span.start < h.end for h in self.headlines)

    def is_near(self, cluster: Cluster, span: Span) -> bool:
        """Whether something is mentioned before a place, in its sentence or the one before it."""
        at = bisect_right(self.sentences, span.start)
        since = self.sentences[max(at - 2, 0)] if self.sentences else 0
        spans = (*cluster.spans, *(n.span for n in cluster.nominals))
        return any(since <= s.start < span.start for s in spans)

    def decline(self, span: Span, reason: str) -> None:
        self.omissions.append(Omission(span=span, stage="entities", reason=reason))
