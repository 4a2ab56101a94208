"""A record as RDF, in N-Triples: PROV-O for who has it from whom, schema.org for what it is, NIF
2.0 for where it stands. No node is blank, and the lines come in a fixed order."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Iterator, Mapping
from typing import Final

from onrecord.export.iris import item_iri, report_iri, span_iri, web_address
from onrecord.model import Event, Record, Span, Statement
from onrecord.model.entity import EntityKind
from onrecord.record.outline import contents

RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
PROV: Final = "http://www.w3.org/ns/prov#"
SCHEMA: Final = "https://schema.org/"
NIF: Final = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
#: What none of these vocabularies has a word for.
OWN: Final = "urn:onrecord:term:"

_CLASSES: Final[Mapping[EntityKind, str]] = {
    "person": f"{SCHEMA}Person",
    "organization": f"{SCHEMA}Organization",
    "country": f"{SCHEMA}Country",
    "place": f"{SCHEMA}Place",
    "other": f"{SCHEMA}Thing",
}
_ESCAPES: Final = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})


def triples(record: Record) -> tuple[bytes, ...]:
    """The lines of a record, none twice."""
    lines = (line.encode() for line in _Triples(record).lines())
    return tuple(dict.fromkeys(lines))


def _iri(value: str) -> str:
    return f"<{value}>"


def _literal(value: str, kind: str = "", language: str = "") -> str:
    end = f"^^<{XSD}{kind}>" if kind else f"@{language}" if language else ""
    return f'"{value.translate(_ESCAPES)}"{end}'


def _line(subject: str, predicate: str, value: str) -> str:
    return f"<{subject}> <{predicate}> {value} .\n"


class _Triples:
    def __init__(self, record: Record) -> None:
        self._record = record
        self._report = report_iri(record)
        self._reading = f"{self._report}/reading"
        self._tongue = record.report.language

    def lines(self) -> Iterator[str]:
        yield from self._of_report()
        yield from self._of_reading()
        yield from self._of_entities()
        for statement in self._record.statements:
            yield from self._of_statement(statement)
        for event in self._record.events:
            yield from self._of_event(event)
        yield from self._of_places()

    def _of_report(self) -> Iterator[str]:
        report, subject = self._record.report, self._report
        for kind in (f"{SCHEMA}NewsArticle", f"{PROV}Entity", f"{NIF}Context"):
            yield _line(subject, f"{RDF}type", _iri(kind))
        yield _line(subject, f"{NIF}isString", _literal(report.text))
        yield from self._bounds(subject, Span(start=0, end=len(report.text)))
        yield _line(subject, f"{SCHEMA}inLanguage", _literal(report.language))
        yield _line(subject, f"{PROV}wasDerivedFrom", _iri(_original(report.original_sha256)))
        if report.title:
            yield _line(subject, f"{SCHEMA}headline", _literal(report.title))
        if report.published.value and report.published.basis == "stated":
            yield _line(subject, f"{SCHEMA}datePublished", _literal(report.published.value))
        url = web_address(report.url)
        if url is not None:
            yield _line(subject, f"{SCHEMA}url", _iri(url))
        if report.outlet:
            outlet = f"{subject}/outlet"
            yield _line(subject, f"{SCHEMA}publisher", _iri(outlet))
            yield _line(outlet, f"{RDF}type", _iri(f"{SCHEMA}Organization"))
            yield _line(outlet, f"{SCHEMA}name", _literal(report.outlet))

    def _of_reading(self) -> Iterator[str]:
        software = f"{self._reading}/software"
        yield _line(self._reading, f"{RDF}type", _iri(f"{PROV}Activity"))
        yield _line(self._reading, f"{PROV}used", _iri(self._report))
        yield _line(self._reading, f"{PROV}wasAssociatedWith", _iri(software))
        yield _line(software, f"{RDF}type", _iri(f"{PROV}SoftwareAgent"))
        yield _line(software, f"{SCHEMA}name", _literal(self._record.provenance.software))

    def _of_entities(self) -> Iterator[str]:
        for entity in self._record.entities:
            subject = item_iri(self._record, entity.id)
            yield _line(subject, f"{RDF}type", _iri(_CLASSES[entity.kind]))
            yield _line(subject, f"{SCHEMA}name", _literal(entity.name))
            key = entity.link.base_key if entity.link is not None else ""
            if key[:1] == "Q" and key[1:].isdecimal():
                same = f"http://www.wikidata.org/entity/{key}"
                yield _line(subject, f"{SCHEMA}sameAs", _iri(same))
            for mention in entity.mentions:
                span = Span(start=mention.start, end=mention.end)
                yield from self._at(subject, f"{OWN}mention", span)

    def _of_statement(self, one: Statement) -> Iterator[str]:
        subject = item_iri(self._record, one.id)
        kind = "Quotation" if one.quotation == "direct" else "Statement"
        yield _line(subject, f"{RDF}type", _iri(f"{SCHEMA}{kind}"))
        yield _line(subject, f"{RDF}type", _iri(f"{PROV}Entity"))
        text = contents(self._record, one)
        yield _line(subject, f"{SCHEMA}text", _literal(text, language=self._tongue))
        yield _line(subject, f"{SCHEMA}isPartOf", _iri(self._report))
        yield _line(subject, f"{PROV}wasQuotedFrom", _iri(self._report))
        yield _line(subject, f"{PROV}wasGeneratedBy", _iri(self._reading))
        for entity in one.source.entity_ids:
            speaker = item_iri(self._record, entity)
            yield _line(subject, f"{PROV}wasAttributedTo", _iri(speaker))
        for name in ("quotation", "stance", "certainty", "polarity"):
            yield _line(subject, f"{OWN}{name}", _literal(getattr(one, name)))
        if one.source.kind is not None:
            yield _line(subject, f"{OWN}sourceKind", _literal(one.source.kind))
        if one.within is not None:
            within = item_iri(self._record, one.within)
            yield _line(subject, f"{OWN}within", _iri(within))
        cue = () if one.cue is None else (one.cue,)
        for role, spans in (("source", one.source.spans), ("cue", cue), ("content", one.content)):
            for span in spans:
                yield from self._at(subject, f"{OWN}{role}", span)

    def _of_event(self, one: Event) -> Iterator[str]:
        subject = item_iri(self._record, one.id)
        # No schema.org Event: that one takes place, and this may be denied or only said.
        yield _line(subject, f"{RDF}type", _iri(f"{OWN}Event"))
        yield _line(subject, f"{OWN}ploverType", _literal(one.type))
        yield _line(subject, f"{OWN}factuality", _literal(one.factuality))
        yield _line(subject, f"{PROV}wasGeneratedBy", _iri(self._reading))
        if one.said_in is not None:
            said = item_iri(self._record, one.said_in)
            yield _line(subject, f"{OWN}saidIn", _iri(said))
        for role, people in (("actor", one.actors), ("recipient", one.recipients)):
            for person in people:
                yield from self._at(subject, f"{OWN}{role}", person.span)
        for span in (one.trigger, *one.trigger_with):
            yield from self._at(subject, f"{OWN}trigger", span)
        for place in one.place_ids:
            at = item_iri(self._record, place)
            yield _line(subject, f"{SCHEMA}location", _iri(at))

    def _of_places(self) -> Iterator[str]:
        for place in self._record.places:
            subject = item_iri(self._record, place.id)
            yield _line(subject, f"{RDF}type", _iri(f"{SCHEMA}Place"))
            for name, value in (("latitude", place.lat), ("longitude", place.lon)):
                degrees = _literal(f"{value:.6f}", "decimal")
                yield _line(subject, f"{SCHEMA}{name}", degrees)
            if place.geonames_id is not None:
                same = f"https://sws.geonames.org/{place.geonames_id}/"
                yield _line(subject, f"{SCHEMA}sameAs", _iri(same))
            yield from self._at(subject, f"{OWN}mention", place.span)

    def _at(self, subject: str, role: str, span: Span) -> Iterator[str]:
        """That ``span`` has a role for something, and the span itself."""
        here = span_iri(self._record, span)
        yield _line(subject, role, _iri(here))
        yield _line(here, f"{RDF}type", _iri(f"{NIF}String"))
        yield _line(here, f"{NIF}referenceContext", _iri(self._report))
        yield _line(here, f"{NIF}anchorOf", _literal(self._record.words(span)))
        yield from self._bounds(here, span)

    @staticmethod
    def _bounds(subject: str, span: Span) -> Iterator[str]:
        for name, value in (("beginIndex", span.start), ("endIndex", span.end)):
            yield _line(subject, f"{NIF}{name}", _literal(str(value), "nonNegativeInteger"))


def _original(sha256: str) -> str:
    """The bytes that were read, named by their digest (RFC 6920)."""
    digest = urlsafe_b64encode(bytes.fromhex(sha256)).rstrip(b"=").decode()
    return f"ni:///sha-256;{digest}"
