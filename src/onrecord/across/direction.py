"""Which of two reports that share passages is the earlier one, and what tells so.

Dates tell first: a credit may name an outlet whose report stands in the pile in a later version.
Then a credit, then containment. Where nothing tells, an order by name keeps results equal, and
``because`` says that it is none of time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from onrecord.across.brief import Bearing, Brief
from onrecord.across.words import first_words, words_of
from onrecord.knowledge.bodies import AGENCY, body_named
from onrecord.knowledge.carriers import carrier_words
from onrecord.knowledge.wording import wording
from onrecord.model.case import Copy, CopyKind, Shared

Told = Literal["dates", "credit", "containment", "name"]

#: Share of a report's words that must stand in passages for it to be a cut of the other.
CONTAINED: Final = 0.85
#: How many times longer the other must be.
LONGER: Final = 1.2
#: Words of a title and of the first paragraph among which a report says that it comes later.
HEAD, OPENING = 12, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Direction:
    """``swapped``: the right report is the earlier one."""

    swapped: bool
    told: Told
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A report with its number of words, and the share of them that stand in passages."""

    brief: Brief
    words: int
    share: float


def direction(left: Side, right: Side) -> Direction:
    """Which of two reports is earlier."""
    a, b = left.brief, right.brief
    forth, back = list(_credits(b, a)), list(_credits(a, b))
    named = [*forth, *back]
    for swapped, one, other in ((False, a, b), (True, b, a)):
        if one.published[1] and other.published[0] and one.published[1] < other.published[0]:
            says = f"published {_day(one)}, before {_day(other)}"
            return Direction(swapped=swapped, told="dates", because="; ".join([says, *named]))
    if bool(forth) != bool(back):
        return Direction(swapped=bool(back), told="credit", because="; ".join(named))
    for swapped, one, other in ((False, a, b), (True, b, a)):
        says = _says_later(other) if not _says_later(one) else ""
        if says:
            because = f"{other.report_id} calls itself “{says}”, so that it is the later one"
            return Direction(swapped=swapped, told="credit", because="; ".join([because, *named]))
        if is_agency(one) and not is_agency(other):
            because = f"{one.outlet} is a news agency, whose reports others print"
            return Direction(swapped=swapped, told="credit", because="; ".join([because, *named]))
    for swapped, whole, cut in ((False, left, right), (True, right, left)):
        if cut.share >= CONTAINED and whole.words >= LONGER * cut.words:
            says = (
                f"{cut.share:.0%} of the words of {cut.brief.report_id} stand in"
                f" {whole.brief.report_id}, which holds more: it may be cut from it"
            )
            because = "; ".join([says, *named])
            return Direction(swapped=swapped, told="containment", because=because)
    says = "which came first cannot be told; the order is that of names"
    because = "; ".join([says, *named])
    return Direction(swapped=b.report_id < a.report_id, told="name", because=because)


def made(kind: CopyKind, left: Side, right: Side, passages: Sequence[Shared], score: float) -> Copy:
    """The copy that two reports are, with the earlier one on the left."""
    told = direction(left, right)
    one, other = (right, left) if told.swapped else (left, right)
    placed = (
        [Shared(left=p.right, right=p.left) for p in passages] if told.swapped else list(passages)
    )
    earlier, later = one.brief.report_id, other.brief.report_id
    return Copy(
        id=f"{kind}:{earlier}~{later}",
        kind=kind,
        earlier=earlier,
        later=later,
        passages=tuple(sorted(placed, key=lambda p: (p.right, p.left))),
        share=round(other.share, 4),
        score=round(score, 4),
        direction_from=told.told,
        because=told.because,
    )


def _day(brief: Brief) -> str:
    first, last = brief.published
    return f"{first}" if first == last else f"{first} to {last}"


def _says_later(brief: Brief) -> str:
    """The word at the head of a report by which it comes after another one, if it has one."""
    later = wording(brief.language).later
    heads = [(title, HEAD) for title in brief.titles] + [(p, OPENING) for p in brief.prose[:1]]
    words = (w for h, n in heads for w in first_words(h.of(brief.text), n))
    return next((word for word in words if word in later), "")


def is_agency(brief: Brief) -> bool:
    """Whether a report is a news agency's own: a listed one's, or one's that signs its dateline
    with its own name, or its initials: *(Northwire)*, *(CP)*."""
    own = [b.name for b in brief.around if b.kind == "own"]
    if any(body is not None and body.kind == AGENCY for body in map(body_named, own)):
        return True
    signed = [b.name for b in brief.around if b.kind == "agency"]
    return any(_is_signed(outlet, name) for outlet in own for name in signed)


def _is_signed(outlet: str, name: str) -> bool:
    words, said = _folded(outlet), _folded(name)
    if said and set(said) <= set(words):
        return True
    return name.isupper() and "".join(said) in carrier_words().initials(words)


def two_agencies(one: Brief, other: Brief) -> bool:
    """Whether two reports are of two news agencies of which neither names the other: they tell one
    story, and do not translate each other."""
    if not (is_agency(one) and is_agency(other)):
        return False
    if _folded(one.outlet or "") == _folded(other.outlet or ""):
        return False
    return not any((*_credits(one, other), *_credits(other, one)))


def _credits(brief: Brief, other: Brief) -> Iterator[str]:
    """In words, where a report names the other's outlet as its source, each name once."""
    names = [own for own in other.around if own.kind == "own"]
    keys = {own.key for own in names if own.key}
    folded = {_folded(own.name) for own in names} | {_folded(other.outlet or "")}
    folded.discard(())
    own = {_folded(b.name) for b in brief.around if b.kind == "own"} | {_folded(brief.outlet or "")}
    seen: set[str] = set()
    for bearing in _borne(brief):
        name = _folded(bearing.name)
        if name in own or bearing.name in seen:
            continue
        if bearing.key in keys or name in folded:
            seen.add(bearing.name)
            yield f"{brief.report_id} credits {bearing.name}"


def _borne(brief: Brief) -> Iterator[Bearing]:
    yield from (b for b in brief.around if b.kind != "own")
    for telling in brief.tellings:
        yield from (b for b in telling.bearings if b.kind in {"agency", "outlet"})


@lru_cache(maxsize=1 << 14)
def _folded(name: str) -> tuple[str, ...]:
    return tuple(word.folded for word in words_of(name))
