"""How reports and their items are named where others want an address (RFC 3986, RFC 8141)."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from onrecord.model import Record, Span

#: Characters of an IRI that need no escape here; everything else is encoded.
_PLAIN: Final = "/:-._~()+,;=!*'@&"


def report_iri(record: Record) -> str:
    """``urn:onrecord:r:0f3c``: the report as onrecord has it, whose text its offsets count."""
    return f"urn:onrecord:{quote(record.report.id, safe=_PLAIN)}"


def item_iri(record: Record, item: str) -> str:
    """``urn:onrecord:r:0f3c/st:120-188``"""
    return f"{report_iri(record)}/{quote(item, safe=_PLAIN)}"


def span_iri(record: Record, span: Span) -> str:
    """Characters of the report's text, as RFC 5147 names them."""
    return f"{report_iri(record)}#char={span.start},{span.end}"


def web_address(url: str | None) -> str | None:
    """``url`` where it is an address of the web that can stand in any form, else None."""
    if url is None or not url.lower().startswith(("http://", "https://")):
        return None
    return None if any(c <= " " or c in '<>"{}|\\^`\x7f' for c in url) else url
