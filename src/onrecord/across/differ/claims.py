"""What one telling says of one matter, so that two can be held against each other."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Final, Protocol

from onrecord.across.belonging import Belonging
from onrecord.across.brief import Brief, Named, Telling, When
from onrecord.across.countable import may_count
from onrecord.across.numbers import Number, numbers_in
from onrecord.across.standing import Told
from onrecord.across.told import Pile
from onrecord.across.words import fold, words_of
from onrecord.model import Span
from onrecord.model.case import DisagreementKind, Relation, key_of

#: Letters of a word that matters, by which its forms are one; the share of such words that two
#: tellings have in common which differ in one word.
STEM: Final = 5
ALIKE: Final = 0.6
#: Words and names that two tellings of one matter have in common at least.
IN_COMMON: Final = 2
#: Tellings whose amounts are kept at hand.
AT_HAND: Final = 1 << 17


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """``span`` are the words that say it, ``value`` what they come to: claims of equal values never
    differ, and only those of one ``topic`` are compared. ``as_of`` is the time as of which it is
    told (an ISO 8601 prefix), of which the day of publication is known best."""

    told: Told
    span: Span
    says: str
    topic: str
    value: Hashable
    as_of: str | None


@dataclass(frozen=True, slots=True)
class Verdict:
    relation: Relation
    because: str


class Ground:
    """What claims are made of: the pile, and which entities of it are one."""

    def __init__(self, pile: Pile, entities: Belonging) -> None:
        self.pile, self.entities = pile, entities
        self._numbers: dict[str, tuple[Number, ...]] = {}
        self._speakers: dict[str, Speakers] = {}

    def brief(self, told: Told) -> Brief:
        return self.pile.standing(told.report).brief

    def published(self, told: Told) -> str | None:
        return self.pile.published(told.report)[1]

    def words(self, told: Told) -> list[str]:
        return self.pile.standing(told.report).words(told.spans)

    def numbers(self, told: Told) -> tuple[Number, ...]:
        """The amounts in a telling. A telling is asked for in each group that it stands in."""
        if len(self._numbers) >= AT_HAND:
            self._numbers.clear()
        if told.key not in self._numbers:
            self._numbers[told.key] = self._counted(told)
        return self._numbers[told.key]

    def _counted(self, told: Told) -> tuple[Number, ...]:
        brief = self.brief(told)
        if not may_count(self.words(told), brief.language):
            return ()
        dates = [t.span for t in brief.times]
        return tuple(
            number
            for span in told.spans
            for number in numbers_in(brief.text, span, brief.language, dates)
        )

    def named(self, told: Told, ids: Iterable[str]) -> list[Named]:
        known = self.pile.standing(told.report).entities
        return [known[i] for i in ids if i in known]

    def entity(self, told: Told, item: str) -> str:
        """The entity across reports that an entity of one report is."""
        group = self.entities.of(told.report, item)
        return key_of(told.report, item) if group is None else group[0]

    def same_outlet(self, one: Told, other: Told) -> bool:
        own = self.pile.own[one.report]
        return own is not None and own == self.pile.own[other.report]

    def speakers(self, told: Told) -> Speakers:
        """Who speaks, worked out once."""
        if told.within is None:
            return NOBODY
        if len(self._speakers) >= AT_HAND:
            self._speakers.clear()
        if told.key not in self._speakers:
            self._speakers[told.key] = self._speaking(told, told.within)
        return self._speakers[told.key]

    def _speaking(self, told: Told, said: Telling) -> Speakers:
        named = self.named(told, said.speakers)
        names = sorted(n for e in named if e.kind in {"person", "organization"} for n in e.names)
        if not names and _ends_in_name(said.source):
            names = [said.source]
        return Speakers(
            ids=frozenset(self.entity(told, e.id) for e in named),
            # The last word of a name is the one that papers repeat.
            lasts=frozenset(w[-1].folded for n in names if (w := words_of(n))),
            name=max(names, key=len, default=""),
        )


def _ends_in_name(source: str) -> bool:
    """Whether several words end in one with a capital: *Mme Brunoy*, not *He*."""
    words = source.split()
    return len(words) > 1 and words[-1][:1].isupper()


@dataclass(frozen=True, slots=True)
class Speakers:
    """Who speaks: their ids across reports, the last words of their names, a name."""

    ids: frozenset[str] = frozenset()
    lasts: frozenset[str] = frozenset()
    name: str = ""

    def same(self, other: Speakers) -> bool:
        return not self.ids.isdisjoint(other.ids) or not self.lasts.isdisjoint(other.lasts)


NOBODY: Final = Speakers()


class Dated(Protocol):
    """What is told as of a time (an ISO 8601 prefix), if that is known."""

    @property
    def as_of(self) -> str | None: ...


def is_later(one: Dated, other: Dated) -> bool:
    """Whether one is told as of a later time than the other for sure."""
    return one.as_of is not None and other.as_of is not None and one.as_of > _end(other.as_of)


def _end(moment: str) -> str:
    return moment if "T" in moment else f"{moment}T99"


def told_at(when: When) -> tuple[str, str]:
    """Bounds of a time that compare as text, to the end of its last day."""
    low = when.earliest if "T" in when.earliest else f"{when.earliest}T00"
    return low, _end(when.latest)


def folded(text: str) -> str:
    return " ".join(fold(w.folded) for w in words_of(text))


def alike(
    ground: Ground, one: Told, other: Told, share: float = ALIKE, least: int = IN_COMMON
) -> bool:
    """Whether two tellings of one language share such a part of the words that matter in the
    shorter, and so many of them."""
    if ground.brief(one).language != ground.brief(other).language:
        return False
    a, b = ({w[:STEM] for w in ground.words(t) if len(w) >= STEM} for t in (one, other))
    shorter = min(len(a), len(b))
    return len(a & b) >= max(IN_COMMON, min(least, shorter), share * shorter)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of disagreement: what a telling claims of it, and when two claims differ. ``claims``
    gives none where a telling leaves it open; ``differ`` None where both can hold. ``rank`` orders
    the sides of one day, so that each state of what changes comes behind the one before it.
    ``holds`` gives the topics and values of all claims, and perhaps of more, at less cost."""

    kind: DisagreementKind
    claims: Callable[[Ground, Told], Iterable[Claim]]
    differ: Callable[[Ground, Claim, Claim], Verdict | None]
    rank: Callable[[Claim], float] = lambda _: 0.0
    holds: Callable[[Ground, Told], Iterable[tuple[str, Hashable]]] | None = None
