"""What made a record, so that equal provenance and equal input give equal bytes."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files

from onrecord.model.record import Provenance

#: Data beside the lexicon that the answers depend on.
_DATA = (
    "reading/statements/weights.json",
    *(
        f"knowledge/data/{name}"
        for name in (
            "countries.json",
            "names.json",
            "organizations.toml",
            "first_names.toml",
            "outlets.toml",
            "actors.toml",
            "plover.toml",
            "sounds.json",
            "spelling.toml",
        )
    ),
)
_HOLDERS = "knowledge/data/holders"


@cache
def software() -> str:
    try:
        return f"onrecord {version('onrecord')}"
    except PackageNotFoundError:
        return "onrecord (not installed)"


@cache
def provenance(
    pipeline: str | None,
    lexicon_digest: str,
    places_digest: str,
    knowledge_digest: str | None = None,
) -> Provenance:
    """``pipeline`` and ``knowledge_digest`` are None, and ``places_digest`` empty, where they were
    not needed."""
    digest = hashlib.sha256((lexicon_digest + places_digest).encode("ascii"))
    for name in _DATA:
        digest.update((files("onrecord") / name).read_bytes())
    for entry in sorted((files("onrecord") / _HOLDERS).iterdir(), key=lambda e: e.name):
        digest.update(entry.read_bytes())
    return Provenance(
        software=software(),
        pipelines=() if pipeline is None else (pipeline,),
        lexicon_digest=digest.hexdigest(),
        knowledge_digest=knowledge_digest,
    )
