"""Who speaks in each statement, what kind of source that is, and through whom it came here.

A source is the entity that its head word belongs to: in *un responsable de l'ONU* nobody who is
named speaks. The authority chain goes from this report's outlet over the agency that it credits
and the sources around a statement to its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.intake.agencies import agency_credits
from onrecord.intake.names import letters_credited, unlisted_agency
from onrecord.intake.reprints import reprint_of
from onrecord.knowledge.agencies import agency_called
from onrecord.knowledge.bodies import AGENCY, Body, body_named, body_of
from onrecord.knowledge.carriers import carrier_words
from onrecord.knowledge.countries import countries, country_of_capital
from onrecord.model.entity import Entity, EntityKind, Mention
from onrecord.model.report import Part, PartKind, Report
from onrecord.model.span import Span
from onrecord.model.statement import Carrier, Source, SourceKind, Statement
from onrecord.record.mentions import Mentions

_OF_NAMES: dict[EntityKind, SourceKind] = {
    "person": "person",
    "organization": "group",
    "country": "office",
}
#: Kinds of body that speak by office.
_OFFICES = frozenset({"government", "parliament", "court", "armed force", "police", "intelligence"})
_TOLD_FROM_NAMES = {"person", "group", "agency", "outlet", None}
#: Parts in which a report credits agencies.
_CREDITS: frozenset[PartKind] = frozenset({"dateline", "byline", "credit"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesNamed:
    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]


def with_sources(
    report: Report,
    entities: Sequence[Entity],
    statements: Sequence[Statement],
    heads: Mapping[str, Sequence[Span]],
) -> SourcesNamed:
    """The statements with their sources and chains, and the entities with the pronouns that stand
    for them. ``heads`` gives the head words of each statement's source."""
    whole = _Naming(report, entities)
    named = {}
    for statement in statements:
        ids = whole.speakers(heads.get(statement.id, ()))
        alone = len(heads.get(statement.id, ())) == 1
        source = whole.named(statement.source, ids, alone=alone)
        named[statement.id] = replace(statement, source=source)
    return SourcesNamed(
        entities=whole.with_pronouns(named.values()),
        statements=tuple(replace(s, chain=whole.chain(s, named)) for s in named.values()),
    )


def carriers_around(report: Report, entities: Sequence[Entity]) -> tuple[Carrier, ...]:
    """Through whom a whole report came: its outlet, then each agency or outlet that it credits
    around its prose."""
    return _Naming(report, entities).around


class _Naming:
    """The entities of a report, by where they are mentioned."""

    def __init__(self, report: Report, entities: Sequence[Entity]) -> None:
        self.report = report
        self.entities = entities
        self.mentions = Mentions(entities)
        self.countries = [
            (m, e.link.key)
            for m, e in self.mentions.at
            if e.kind == "country" and e.link is not None and e.link.key in countries()
        ]
        self.around = tuple(self._around())
        self.outermost = _together(self.around)

    def speakers(self, heads: Sequence[Span]) -> tuple[str, ...]:
        """The entities that head words belong to: by a name that holds the word, else by the
        smallest description that does."""
        found: list[str] = []
        for head in heads:
            holding = [
                (m.form != "name", m.end - m.start, e.id)
                for m, e in self.mentions.covering(head)
                if m.form in {"name", "nominal"}
            ]
            if holding:
                found.append(min(holding)[2])
        return tuple(dict.fromkeys(found))

    def named(self, source: Source, ids: tuple[str, ...], *, alone: bool) -> Source:
        """A source with what its entities tell of it; of several who speak together only the
        kind."""
        kind, country, state_run = source.kind, None, None
        if ids:
            kind = self._kind(source.kind, self.mentions.by_id[ids[0]])
        if ids and alone:
            only = self.mentions.by_id[ids[0]]
            country, state_run = self._country(only), _state_run(_body(only))
        if country is None and alone:
            spans = source.spans if source.antecedent is None else (source.antecedent,)
            country = self._country_in(spans)
        return replace(source, entity_ids=ids, kind=kind, country=country, state_run=state_run)

    def _kind(self, told: SourceKind | None, entity: Entity) -> SourceKind | None:
        if told not in _TOLD_FROM_NAMES:
            return told
        body = _body(entity)
        if body is not None and body.carries_news:
            return "agency" if body.kind == AGENCY else "outlet"
        if body is not None and body.kind in _OFFICES:
            return "office"
        if entity.kind == "place" and country_of_capital(entity.name) is not None:
            return "office"  # *Moscou a démenti*
        return _OF_NAMES.get(entity.kind, told) if told != "agency" else told

    def _country(self, entity: Entity) -> str | None:
        """Whose somebody is: by the key in the base, else by the country in a description."""
        link = entity.link
        if link is not None and entity.kind == "country":
            return link.key
        capital = country_of_capital(entity.name) if entity.kind == "place" else None
        if capital is not None:
            return capital.code
        body = _body(entity)
        if body is not None and body.country:
            return body.country
        if link is not None and entity.kind == "person":
            of = link.base_key.split(":")[0]
            return of if of in countries() else None
        described = [m for m in entity.mentions if m.form == "nominal"]
        return self._country_in([Span(start=m.start, end=m.end) for m in described])

    def _country_in(self, spans: Sequence[Span]) -> str | None:
        """The one country that phrases name; None when they name two."""
        found = {
            code
            for m, code in self.countries
            if any(s.start <= m.start and m.end <= s.end for s in spans)
        }
        return found.pop() if len(found) == 1 else None

    def _around(self) -> Iterator[Carrier]:
        """The report's outlet and the agencies that it credits."""
        outlet = self.report.outlet
        own = body_named(outlet) if outlet else None
        if outlet:
            agency = own is not None and own.kind == AGENCY
            yield Carrier(
                name=outlet,
                kind="agency" if agency else "outlet",
                country=(own.country or None) if own is not None else None,
                state_run=_state_run(own),
            )
        yield from self._credited(own)

    def _credited(self, own: Body | None) -> list[Carrier]:
        """One carrier a name of an agency, outlet or organization other than the report's ``own``
        in its datelines, bylines and credits, in order. A listed agency is known there even where
        a scanner misread its name."""
        text, found = self.report.text, []
        for part in _credits(self.report.parts):
            bodies = {
                c.span: c.body
                for c in agency_credits(text, part.start, part.end, header=True)
                if c.body is not None
            }
            for mention, entity in self.mentions.near(part):
                span = Span(start=mention.start, end=mention.end)
                if mention.form != "name" or not part.covers(span):
                    continue
                body = _body(entity) or bodies.get(span)
                news = body.carries_news if body is not None else entity.kind == "organization"
                if body is None and _is_region(text, part, span):
                    continue
                if news and (own is None or body is None or own.key != body.key):
                    found.append(self._crediting(entity, span, body))
            if not bodies and not any(part.covers(s) for c in found for s in c.spans):
                found += self._unlisted(part)
        return found

    def _unlisted(self, part: Span) -> Iterator[Carrier]:
        """Who no list knows, and of whom nobody read a name: the letters of an agency, the paper
        that published a report before."""
        words = part.of(self.report.text)
        reprint = reprint_of(words)
        for start, end in (reprint,) if reprint is not None else letters_credited(words):
            span = Span(start=part.start + start, end=part.start + end)
            name = span.of(self.report.text)
            if carrier_words().bare(name) != carrier_words().bare(self.report.outlet or ""):
                kind: SourceKind = "agency" if unlisted_agency(name) else "outlet"
                yield Carrier(name=name, spans=(span,), kind=kind)

    def _crediting(self, entity: Entity, span: Span, body: Body | None) -> Carrier:
        linked = _body(entity) is not None
        country = body.country if body is not None and not linked else self._country(entity)
        misread = not linked and body is not None and agency_called(entity.name) is None
        return Carrier(
            name=body.name if body is not None and misread else entity.name,
            spans=(span,),
            entity_ids=(entity.id,),
            kind="agency",
            country=country or None,
            state_run=_state_run(body),
        )

    def chain(self, statement: Statement, all_: Mapping[str, Statement]) -> tuple[Carrier, ...]:
        """Outlet, credited agency, and the sources of the statements around this one, outermost
        first; who is the same as the one before is not repeated."""
        sources: list[Source] = []
        at: Statement | None = statement
        while at is not None:
            sources.insert(0, at.source)
            at = all_.get(at.within) if at.within is not None else None
        links = list(self.outermost)
        for source in sources:
            if not source.spans:
                continue
            link = self._carrier(source)
            same = links and link.entity_ids and link.entity_ids == links[-1].entity_ids
            if not same and link.spans not in [known.spans for known in links]:
                links.append(link)
        return tuple(links)

    def _carrier(self, source: Source) -> Carrier:
        spans = source.spans if source.antecedent is None else (source.antecedent,)
        words = " … ".join(s.of(self.report.text) for s in spans)
        return Carrier(
            name=" ".join(words.split()),
            spans=source.spans,
            entity_ids=source.entity_ids,
            kind=source.kind,
            country=source.country,
            state_run=source.state_run,
        )

    def with_pronouns(self, statements: Iterable[Statement]) -> tuple[Entity, ...]:
        """The entities, with the pronouns that stand for them as sources."""
        pronouns: dict[str, list[Span]] = defaultdict(list)
        for statement in statements:
            source = statement.source
            if source.antecedent is not None and len(source.spans) == len(source.entity_ids) == 1:
                pronouns[source.entity_ids[0]].append(source.spans[0])
        return tuple(_with_pronouns(e, pronouns.get(e.id, ())) for e in self.entities)


def _is_region(text: str, part: Span, span: Span) -> bool:
    """Whether brackets behind a place name where that lies, since others follow: *Zarnitz
    (Karvélie), 16 avr (AFP) -*."""
    bracketed = text[part.start : span.start].endswith("(") and text[span.end : part.end][:1] == ")"
    return bracketed and "(" in text[span.end : part.end]


def _together(around: Sequence[Carrier]) -> tuple[Carrier, ...]:
    """The outlet, and all that are credited as one link: nobody says in which order they stand."""
    credited = [c for c in around if c.spans]
    if not credited:
        return tuple(around)
    told = {(c.country, c.state_run) for c in credited}
    country, state_run = told.pop() if len(told) == 1 else (None, None)
    link = Carrier(
        name=", ".join(dict.fromkeys(c.name for c in credited)),
        spans=tuple(sorted(s for c in credited for s in c.spans)),
        entity_ids=tuple(dict.fromkeys(i for c in credited for i in c.entity_ids)),
        kind="outlet" if all(c.kind == "outlet" for c in credited) else "agency",
        country=country,
        state_run=state_run,
    )
    return (*(c for c in around if not c.spans), link)


def _with_pronouns(entity: Entity, spans: Sequence[Span]) -> Entity:
    if not spans:
        return entity
    taken = {(m.start, m.end) for m in entity.mentions}
    more = [
        Mention(start=s.start, end=s.end, form="pronoun")
        for s in dict.fromkeys(spans)
        if (s.start, s.end) not in taken
    ]
    ordered = sorted((*entity.mentions, *more), key=lambda m: (m.start, m.end))
    return replace(entity, mentions=tuple(ordered))


def _credits(parts: Sequence[Part]) -> list[Span]:
    """Datelines, bylines and credits of the report itself: not those of a picture, which stand
    behind its caption or in the midst of the prose."""
    prose = [n for n, part in enumerate(parts) if part.kind == "paragraph"]
    first, last = (prose[0], prose[-1]) if prose else (0, len(parts))
    found = []
    for n, part in enumerate(parts):
        of_picture = n > 0 and parts[n - 1].kind == "caption"
        amid = part.kind == "credit" and first < n < last
        if part.kind in _CREDITS and not of_picture and not amid:
            found.append(part.span)
    return found


def _body(entity: Entity) -> Body | None:
    return body_of(entity.link.base_key) if entity.link is not None else None


def _state_run(body: Body | None) -> bool | None:
    return body.state if body is not None and body.carries_news else None
