"""Something that a report attributes: who says it, how it is marked, and what it is.

The three roles follow PARC 3 (Pareti 2016) and PolNeAR (Newell et al. 2018).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.model.span import Span

SourceKind = Literal[
    "person", "office", "agency", "outlet", "document", "image", "anonymous", "group"
]
Quotation = Literal["direct", "indirect", "mixed"]
Stance = Literal[
    "asserts",
    "denies",
    "asks",
    "demands",
    "promises",
    "threatens",
    "accuses",
    "praises",
    "hints",
    "believes",
]
Certainty = Literal["certain", "conditional", "hedged"]
Polarity = Literal["positive", "negative"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Who speaks. ``spans`` is empty when the report does not say; ``kind`` is then None.

    ``entity_ids`` are those of the ones who speak, not of everybody whom the phrase names.
    ``country`` is an ISO 3166-1 alpha-2 code; ``state_run`` tells whether a state directs an agency
    or outlet, and is None of others and where it is not known. ``because`` tells how a source was
    found that does not stand beside its cue (a pronoun's antecedent, the speaker of the sentence
    before).
    """

    spans: tuple[Span, ...]
    entity_ids: tuple[str, ...] = ()
    kind: SourceKind | None = None
    country: str | None = None
    state_run: bool | None = None
    antecedent: Span | None = None
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """A link of an authority chain. ``spans`` is empty for the report's own outlet, which the text
    need not name; several agencies that are credited together are one link."""

    name: str
    spans: tuple[Span, ...] = ()
    entity_ids: tuple[str, ...] = ()
    kind: SourceKind | None = None
    country: str | None = None
    state_run: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """``within`` is the id of the statement that this one is part of: A reports that B said.

    ``chain`` lists who carries it, outermost first: this report's outlet, the agency that it
    credits, ..., the first source.
    ``score`` is the reading's own measure (0 to 1) of how surely this is an attribution;
    ``rule`` names the construction that found it.
    """

    id: str
    source: Source
    cue: Span | None
    content: tuple[Span, ...]
    quotation: Quotation
    stance: Stance
    certainty: Certainty
    polarity: Polarity
    medium: Span | None = None
    addressee: Span | None = None
    within: str | None = None
    chain: tuple[Carrier, ...] = ()
    rule: str
    score: float


def is_withheld(stance: Stance, polarity: Polarity) -> bool:
    """Whether a source is only said not to say something, or not to deny it: *was unable to
    confirm*, *did not deny*. It holds neither that it is so nor that it is not."""
    return (stance, polarity) in {("asserts", "negative"), ("denies", "positive")}
