"""Reports with records for casebooks, without reading any text."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

from onrecord.casebook import Addition, addition
from onrecord.model import Published, Span
from tests import samples


def made(
    tail: str = "",
    *,
    name: str = "a.txt",
    located: bool = True,
    maker: str = "onrecord 0",
    **facts: Any,
) -> Addition:
    """The sample record with words behind its text, and the id that goes with them."""
    text = samples.TEXT + tail
    digest = hashlib.sha256(text.encode()).hexdigest()
    report = samples.report(id=f"r:{digest[:16]}", original_sha256=digest, text=text, **facts)
    record = samples.record(report=report)
    record = replace(record, provenance=replace(record.provenance, software=maker))
    return addition(record, b"brief " + digest.encode(), name=name, located=located)


def on(day: str) -> Published:
    return Published(value=day, grain="day", basis="stated")


def at(words: str, text: str) -> Span:
    return samples.at(words, text)
