"""What does not agree, both sides with their words and chains. No side is called right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, get_args

from onrecord.across.brief import Telling
from onrecord.desk.looking.stretches import Stretch, near, stretch
from onrecord.desk.looking.tellings import Told, told
from onrecord.desk.room import Asked, Listed, Look
from onrecord.model import Disagreement, Judgement, Side, hull
from onrecord.model.case import DisagreementKind, Relation

#: Disagreements on one page.
A_PAGE: Final = 20
KINDS: Final[tuple[DisagreementKind, ...]] = get_args(DisagreementKind)
RELATIONS: Final[tuple[Relation, ...]] = get_args(Relation)


@dataclass(frozen=True, slots=True, kw_only=True)
class SideHere:
    """One side: its telling, the words that bear it in their sentence, what they come to, the day
    as of which it is told. ``words`` is None where the report no longer holds them."""

    told: Told
    words: Stretch | None
    says: str
    as_of: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """A disagreement. ``about`` is the finding that it is about where that is kept, as its kind and
    id; ``judged`` the judgements in force about one of its sides."""

    id: str
    kind: DisagreementKind
    relation: Relation
    about: Listed | None
    left: SideHere
    right: SideHere
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreements:
    """One page of a list; ``more`` tells that there is another one behind it."""

    shown: tuple[Apart, ...]
    page: int
    more: bool
    total: int | None


def listed(look: Look, *, kind: str | None, relation: str | None, page: int = 1) -> Disagreements:
    """A page of the disagreements of a kind and relation (None: of all), the latest told first."""
    kinds = [kind] if kind in KINDS else list(KINDS)
    relations = [relation] if relation in RELATIONS else list(RELATIONS)
    every = kind not in KINDS and relation not in RELATIONS
    asked = Asked(
        kind="disagreement",
        order="late",
        sorts=() if every else tuple(f"{k} {r}" for k in kinds for r in relations),
        limit=A_PAGE + 1,
        offset=(page - 1) * A_PAGE,
    )
    found = list(look.several(Disagreement, asked))
    made = look.freshness.made
    return Disagreements(
        shown=tuple(apart(look, one) for one in found[:A_PAGE]),
        page=page,
        more=len(found) > A_PAGE,
        total=made.counts.get("disagreement", 0) if made is not None and every else None,
    )


def one(look: Look, identity: str) -> Apart | None:
    """One disagreement; None where there is none."""
    found = look.kept(Disagreement, identity)
    return None if found is None else apart(look, found[0])


def beside(look: Look, kind: str, identity: str, most: int) -> tuple[tuple[Apart, ...], bool]:
    """Disagreements with a telling of a statement or an event, the latest first, and whether there
    are more."""
    near_it = list(
        look.casebook.findings.beside(
            "event" if kind == "event" else "statement", identity, "disagreement", most
        )
    )
    shown = (one(look, found.id) for found in near_it[:most])
    return tuple(found for found in shown if found is not None), len(near_it) > most


def apart(look: Look, found: Disagreement) -> Apart:
    """A disagreement with its sides as they are shown."""
    return Apart(
        id=found.id,
        kind=found.kind,
        relation=found.relation,
        about=_about(look, found),
        left=_side(look, found.left),
        right=_side(look, found.right),
        because=found.because,
    )


def rejected(found: Apart) -> Iterator[Judgement]:
    """Judgements that say that a side is none."""
    yield from (s.told.gone for s in (found.left, found.right) if s.told.gone is not None)


def _about(look: Look, found: Disagreement) -> Listed | None:
    """The kept finding that it is about, or one that holds its left telling: a matter's rivals are
    statements of their own."""
    kind = "event" if found.about.startswith("event:") else "statement"
    several = look.findings_with(found.left.telling)
    same = [f for f in several if f.kind == kind]
    return next((f for f in same if f.id == found.about), same[0] if same else None)


def _side(look: Look, side: Side) -> SideHere:
    item = look.pile.item(side.telling)
    brief = look.pile.briefs.get(side.passage.report_id)
    words = None
    at = side.passage.span
    if brief is not None and at.end <= len(brief.text):
        around = near(brief, at)
        if item is not None and isinstance(item[1], Telling):
            sentence = hull((*item[1].spans, item[1].sentence))
            around = sentence if sentence.covers(at) else around
        words = stretch(brief, around, {"span": (at,)})
    return SideHere(told=told(look, side.telling), words=words, says=side.says, as_of=side.as_of)
