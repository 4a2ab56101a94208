"""From a record to what is compared of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from onrecord.across.anchors import with_anchors
from onrecord.across.brief import (
    TELLING,
    Bearer,
    Bearing,
    Brief,
    Deed,
    Named,
    Telling,
    When,
    Where,
    bare,
    bounds,
)
from onrecord.across.sentences import sentences
from onrecord.knowledge.agencies import agencies_in
from onrecord.knowledge.bodies import AGENCY, body_named
from onrecord.model import PROSE, Carrier, Entity, Event, Record, Span, Statement
from onrecord.record.sources import carriers_around


def brief(record: Record) -> Brief:
    """What is compared of a record."""
    report = record.report
    prose = tuple(p.span for p in report.parts if p.kind == "paragraph")
    at = _Standing(record)
    around = _around(record)
    statements = [_statement(record, s, at, prose, around) for s in record.statements if s.content]
    told = _own(record, at, prose, statements)
    tellings = sorted((*statements, *told), key=lambda t: (t.spans[0].start, t.spans[0].end, t.id))
    made = Brief(
        report_id=report.id,
        language=report.language,
        outlet=report.outlet,
        url=report.url,
        title=report.title,
        published=bounds(report.published.value),
        stated=report.published.basis == "stated",
        text=report.text,
        prose=prose,
        titles=tuple(p.span for p in report.parts if p.kind in PROSE and p.kind != "paragraph"),
        around=around,
        entities=tuple(_named(record, e) for e in record.entities),
        times=tuple(
            When(id=t.id, span=t.span, earliest=t.earliest, latest=t.latest, grain=t.grain)
            for t in record.times
            if t.type in {"DATE", "TIME"} and t.earliest and t.latest
        ),
        places=tuple(
            Where(
                id=p.id,
                span=p.span,
                geonames_id=p.geonames_id,
                country=p.country,
                kind=p.kind,
                lat=p.lat,
                lon=p.lon,
            )
            for p in record.places
            if p.refers_to == "place"
        ),
        tellings=tuple(tellings),
        deeds=tuple(_deed(record, e) for e in record.events),
    )
    return with_anchors(made)


#: Words from which on a sentence tells something though it names nothing: *no one was hurt*.
TELLS = 4
#: Words from which on a part of a sentence does, beside a statement.
TELLS_BESIDE = 7
#: Words between who speaks and the words for saying so from which on they tell more than who that
#: is, though nothing in them is counted or read as an event.
TELLS_OF_SOURCE = 12
#: Stances of statements that are acts themselves.
ACTS = frozenset({"demands", "promises", "threatens"})
#: What stands between what a sentence tells beside a statement, and the statement.
_MARKS = " ,;:.!?-–—()[]\"'“”„«»‘’\u00a0\u202f\n"


class _At:
    """Ids of one kind of item, by where they stand."""

    def __init__(self, items: Iterable[tuple[Span, str]]) -> None:
        self._items = sorted(items, key=lambda i: (i[0].start, i[0].end))
        self._starts = [span.start for span, _ in self._items]

    def inside(self, spans: Sequence[Span]) -> tuple[str, ...]:
        """Ids of what lies within spans, in text order, each once."""
        found: dict[str, None] = {}
        for span in spans:
            for held, item in self._items[bisect_left(self._starts, span.start) :]:
                if held.start >= span.end:
                    break
                if span.covers(held):
                    found[item] = None
        return tuple(found)


class _Standing:
    """Where everything stands that a telling may hold."""

    def __init__(self, record: Record) -> None:
        self.names = _At(
            (Span(start=m.start, end=m.end), e.id) for e in record.entities for m in e.mentions
        )
        self.times = _At((t.span, t.id) for t in record.times)
        self.places = _At((p.span, p.id) for p in record.places)
        self.deeds = _At((e.trigger, e.id) for e in record.events)


def _named(record: Record, entity: Entity) -> Named:
    def told(form: str) -> tuple[str, ...]:
        spans = (Span(start=m.start, end=m.end) for m in entity.mentions if m.form == form)
        return tuple(dict.fromkeys(" ".join(record.words(s).split()) for s in spans))

    first = entity.mentions[0]
    return Named(
        id=entity.id,
        kind=entity.kind,
        name=entity.name,
        names=told("name"),
        called=told("nominal"),
        key="" if entity.link is None else entity.link.base_key or entity.link.key,
        mentions=len(entity.mentions),
        first=Span(start=first.start, end=first.end),
    )


def _statement(
    record: Record,
    said: Statement,
    at: _Standing,
    prose: Sequence[Span],
    around: Sequence[Bearing],
) -> Telling:
    every = [*said.content, *said.source.spans, *(() if said.cue is None else (said.cue,))]
    source = said.source
    words = [record.words(span) for span in source.spans]
    return Telling(
        id=said.id,
        voice="statement",
        spans=said.content,
        sentence=Span(start=min(s.start for s in every), end=max(s.end for s in every)),
        source=" ".join(" … ".join(words).split()),
        source_kind=source.kind,
        speakers=source.entity_ids,
        cue="" if said.cue is None else record.words(said.cue),
        stance=said.stance,
        certainty=said.certainty,
        polarity=said.polarity,
        quotation=said.quotation,
        within=said.within,
        bearings=tuple(_bearings(record, said, around, prose)),
        names=at.names.inside(said.content),
        times=at.times.inside(said.content),
        places=at.places.inside(said.content),
        deeds=at.deeds.inside(said.content),
    )


def _own(
    record: Record,
    at: _Standing,
    prose: Sequence[Span],
    statements: Sequence[Telling],
) -> Iterable[Telling]:
    """What the report tells in its own voice: sentences without a statement, what of a sentence
    stands beside its statements, and sentences that tell a deed by saying that somebody did it
    in words (*parliament approved the dam*)."""
    taken = sorted((t.sentence for t in statements), key=lambda s: (s.start, s.end))
    acts = _acts(record)
    for paragraph in prose:
        for sentence in sentences(record.report.text, paragraph):
            within = [t for t in taken if t.overlaps(sentence)]
            if not within or any(sentence.covers(a) for a in acts):
                beside: Iterable[Span] = (sentence,)
            else:
                beside = _beside(record.report.text, sentence, within)
            for span in beside:
                names, deeds = at.names.inside((span,)), at.deeds.inside((span,))
                words = record.words(span)
                few = len(words.split()) < TELLS
                counts = any(c.isdigit() for c in words)
                long = len(words.split()) >= TELLS_BESIDE
                if span == sentence:
                    tells = not few or names or deeds or counts
                else:
                    tells = not few and (deeds or counts or long)
                if not tells:
                    continue
                yield _in_own_voice(at, span)
    yield from _of_sources(record, at)


def _of_sources(record: Record, at: _Standing) -> Iterable[Telling]:
    """What the report tells of who speaks before it gives the words: *the maker, whose shares fell
    by 7.5 percent, said ...*."""
    text = record.report.text
    for said in record.statements:
        if said.cue is None or not said.source.spans:
            continue
        start, end = said.source.spans[0].start, said.source.spans[-1].end
        rest = Span(start=end, end=max(end, said.cue.start))
        beside = list(_beside(text, rest, ()))
        if len(beside) != 1 or any(beside[0].overlaps(s) for s in said.content):
            continue
        words = record.words(beside[0])
        counts = any(c.isdigit() for c in words) or bool(at.deeds.inside(beside))
        if len(words.split()) >= (TELLS_BESIDE if counts else TELLS_OF_SOURCE):
            yield _in_own_voice(at, Span(start=start, end=beside[0].end))


def _acts(record: Record) -> list[Span]:
    """Cues that are acts themselves: to ask, to promise, to threaten, and what is read as an event.
    A denial tells of words only."""
    triggers = [e.trigger for e in record.events]
    return [
        s.cue
        for s in record.statements
        if s.cue is not None
        and (s.stance in ACTS or (s.stance != "denies" and any(s.cue.covers(t) for t in triggers)))
    ]


def _beside(text: str, sentence: Span, within: Sequence[Span]) -> Iterable[Span]:
    """What of a sentence stands outside of stretches, without the marks around it."""
    start = sentence.start
    for stretch in (*within, Span(start=sentence.end, end=sentence.end + 1)):
        rest = text[start : max(start, stretch.start)]
        left = len(rest) - len(rest.lstrip(_MARKS))
        kept = rest.strip(_MARKS)
        if kept:
            yield Span(start=start + left, end=start + left + len(kept))
        start = max(start, stretch.end)


def _in_own_voice(at: _Standing, span: Span) -> Telling:
    return bare(
        f"{TELLING}:{span.start}-{span.end}",
        "report",
        span,
        names=at.names.inside((span,)),
        times=at.times.inside((span,)),
        places=at.places.inside((span,)),
        deeds=at.deeds.inside((span,)),
    )


def _around(record: Record) -> tuple[Bearing, ...]:
    """The report's outlet and what it credits around its prose."""
    return tuple(
        _bearing(link, around=True) for link in carriers_around(record.report, record.entities)
    )


def _bearings(
    record: Record, said: Statement, around: Sequence[Bearing], prose: Sequence[Span]
) -> Iterable[Bearing]:
    """The chain of a statement, each name of its own, with the medium before its source: what
    somebody *told AFP* was heard by AFP."""
    known = {span for b in around for span in b.spans}
    inner = [link for link in said.chain if link.spans and not set(link.spans) & known]
    medium = None if said.medium is None else record.words(said.medium)
    for number, link in enumerate(inner, start=1):
        if medium is not None and said.medium is not None and number == len(inner):
            heard = Carrier(name=_carrier_in(medium), spans=(said.medium,))
            if _kind_of(heard) != "source":
                yield _bearing(heard, around=False)
        yield _bearing(link, around=not any(p.covers(s) for s in link.spans for p in prose))


def _carrier_in(words: str) -> str:
    """The agency or outlet that words name (*to the news agency TASS*), or the words. A name that
    may be much else is one where they end in it: *to AP*, not *à Radio Fleuve*."""
    named = [
        one.called.body.name
        for one in agencies_in(words, 0, len(words))
        if not one.called.ambiguous or one.end == len(words.rstrip())
    ]
    return named[0] if named else words


def bearer_named(name: str, kind: str = "") -> Bearer:
    """What somebody of a name is who bears a telling; where nobody knows the name, what its kind
    says."""
    body = body_named(name)
    if body is not None and body.carries_news:
        return "agency" if body.kind == AGENCY else "outlet"
    if kind == "agency":
        return "agency"
    return "outlet" if kind == "outlet" else "source"


def _kind_of(link: Carrier) -> Bearer:
    return bearer_named(link.name, link.kind or "") if link.spans else "own"


def _bearing(link: Carrier, *, around: bool) -> Bearing:
    body = body_named(link.name)
    return Bearing(
        kind=_kind_of(link),
        name=" ".join(link.name.split()),
        key="" if body is None else body.key,
        around=around,
        spans=link.spans,
    )


def _deed(record: Record, event: Event) -> Deed:
    parts = (event.trigger, *event.trigger_with)
    return Deed(
        id=event.id,
        type=event.type,
        mode=event.mode,
        trigger=event.trigger,
        words=" ".join(" ".join(record.words(s).split()) for s in parts),
        actors=event.actors,
        recipients=event.recipients,
        times=event.time_ids,
        places=event.place_ids,
        factuality=event.factuality,
        historical=event.historical,
        said_in=event.said_in,
    )
