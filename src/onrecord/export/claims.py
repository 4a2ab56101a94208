"""Statements as schema.org Claims.

A ClaimReview holds a rating, and onrecord judges nothing, so none is written: a Claim says who
said what, and in which article it appears. ``firstAppearance`` is left to those who have seen all
articles: a single report cannot tell that it was the first.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal

from onrecord.export.iris import item_iri, report_iri, web_address
from onrecord.model import Record, Statement
from onrecord.model.statement import SourceKind
from onrecord.record.outline import contents, manner, speakers

CONTEXT: Final = "https://schema.org"
#: Why a statement is no Claim.
NoClaim = Literal["no claim: wants something", "no claim: denied", "within another statement"]

#: Stances in which something is claimed to be so.
_CLAIMS: Final = frozenset({"asserts", "accuses", "hints", "believes"})
#: What schema.org's ``author`` may be; documents and people without a name are none.
_AUTHORS: Final[Mapping[SourceKind | None, str]] = {
    "person": "Person",
    "office": "Organization",
    "agency": "Organization",
    "outlet": "Organization",
    "group": "Organization",
}


def claim(record: Record, statement: Statement) -> dict[str, Any] | NoClaim:
    """A Claim, or why the statement is none."""
    if statement.stance == "denies" or statement.polarity == "negative":
        # The words alone would read as if the source held what it denies.
        return "no claim: denied"
    if statement.stance not in _CLAIMS:
        return "no claim: wants something"
    if statement.within is not None:
        # A reader of the Claim would not see in whose words it stands.
        return "within another statement"
    source = speakers(record, statement)
    about = [f"source: {source}"] if source else []
    found: dict[str, Any] = {
        "@type": "Claim",
        "@id": item_iri(record, statement.id),
        "text": contents(record, statement),
        "inLanguage": record.report.language,
        "description": "; ".join([*manner(statement), *about]),
    }
    author = _author(record, statement)
    if author is not None:
        found["author"] = author
    return found | {"appearance": _article(record)}


def _author(record: Record, statement: Statement) -> dict[str, Any] | None:
    kind = _AUTHORS.get(statement.source.kind)
    names = {e.id: e.name for e in record.entities}
    called = [names[i] for i in statement.source.entity_ids if i in names]
    if kind is None or len(called) != 1:
        return None
    return {"@type": kind, "name": " ".join(called[0].split())}


def _article(record: Record) -> dict[str, Any]:
    report = record.report
    found: dict[str, Any] = {"@type": "NewsArticle", "@id": report_iri(record)}
    if report.title:
        found["headline"] = report.title
    if report.outlet:
        found["publisher"] = {"@type": "Organization", "name": report.outlet}
    if report.published.value and report.published.basis == "stated":
        found["datePublished"] = report.published.value
    url = web_address(report.url)
    if url is not None:
        found["url"] = url
    return found
