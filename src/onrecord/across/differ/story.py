"""What the reports of one story tell otherwise than one another: see ``slots`` and ``pairing``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from onrecord.across.brief import Brief
from onrecord.across.differ import counted, counts, days, denials, denied, spoken, spots
from onrecord.across.differ.claims import Ground, Verdict, is_later
from onrecord.across.differ.pairing import Apart, Near, Sort, apart
from onrecord.across.differ.polarity import source_of
from onrecord.across.differ.slots import Sheet, Sheets, Slot, says_that_it_changed, set_against
from onrecord.across.differ.spoken import Spoken
from onrecord.model.case import DisagreementKind, Group, parts_of

#: By how much a later pair must be the better one to stand for several.
AS_GOOD: Final = 0.15


@dataclass(frozen=True, slots=True)
class Story:
    """Reports in the order of their dates, the groups of tellings and events that join them, and
    for each report those that are about the same."""

    reports: tuple[str, ...]
    groups: tuple[Group, ...]
    near: Mapping[str, frozenset[str]] = field(default_factory=dict)


class Together:
    """Reports that are joined, as long as not too many are."""

    def __init__(self) -> None:
        self._of: dict[str, list[str]] = {}

    def join(self, one: str, other: str, most: int) -> None:
        left, right = (self._of.setdefault(report, [report]) for report in (one, other))
        if left is not right and len(left) + len(right) <= most:
            left.extend(right)
            self._of.update(dict.fromkeys(right, left))

    def all(self) -> Iterator[list[str]]:
        """The reports that are joined to another."""
        for reports in {id(r): r for r in self._of.values()}.values():
            if len(reports) > 1:
                yield reports


@dataclass(slots=True)
class Found:
    """What differs, of which kind, and about which group."""

    kind: DisagreementKind
    about: str
    apart: Apart | Spoken


Slots = Callable[[Sheet], Iterable[Slot]]


def differing_in(sheets: Sheets, story: Story) -> Iterator[Found]:
    """What differs in a story, by kind."""
    of: dict[str, set[int]] = {}
    for number, group in enumerate(story.groups):
        for key in group.members:
            of.setdefault(key, set()).add(number)
    read = [sheets.of(report, of) for report in story.reports]
    told_before: set[str] = set()
    for sheet in read:
        sheet.leave_out(told_before)
    ground = sheets.ground
    near = _near(story)

    def against(one: Slot, other: Slot) -> bool:
        return set_against(ground.brief(one.told), one.span, other.span)

    def apart_by_themselves(one: str, other: str) -> bool:
        return near(one, other) and not ground.pile.is_of(one, other)

    found: list[Found] = []
    for kind in KINDS:
        slots = [slot for sheet in read for slot in _told_whole(kind.slots(sheet))]
        met = near if kind.of_copies else apart_by_themselves
        found.extend(
            Found(kind.kind_of(one), _about(story, of, one), one)
            for one in kind.among(apart(kind.sort(ground), slots, met, against))
        )
    yield from found
    told = [f.apart for f in found if f.kind == "polarity" and isinstance(f.apart, Apart)]
    for one in _denials(ground, read, apart_by_themselves):
        if not any(_overlap(one, other) for other in told):
            yield Found("polarity", _about(story, of, one), one)
    quotes = [quote for sheet in read for quote in spoken.quoted(sheet)]
    for said in spoken.given_to_two(quotes):
        yield Found("attribution", _about(story, of, said), said)
    for said in spoken.in_two_wordings(quotes):
        yield Found("quotation", _about(story, of, said), said)


def _near(story: Story) -> Near:
    """Whether two reports of a story have a group in common, or are about the same: of three that
    are joined the first and the last may tell of two things."""
    of: dict[str, set[int]] = {}
    for number, group in enumerate(story.groups):
        for key in group.members:
            of.setdefault(parts_of(key)[0], set()).add(number)
    nobody: set[int] = set()

    def near(one: str, other: str) -> bool:
        if other in story.near.get(one, ()):
            return True
        return not of.get(one, nobody).isdisjoint(of.get(other, nobody))

    return near


def _overlap(one: Apart, other: Apart) -> bool:
    """Whether two findings are of the same tellings."""
    mine, theirs = ((a.left.told, a.right.told) for a in (one, other))
    return all(
        a.report == b.report and any(s.overlaps(t) for s in a.spans for t in b.spans)
        for a, b in zip(mine, theirs, strict=True)
    )


def _denials(ground: Ground, read: Sequence[Sheet], near: Near) -> Iterator[Apart]:
    """What one report says is not so and another tells. Of all that tell it the first stands for
    them, and of all that deny it, too."""
    slots: list[Slot] = []
    no = [list(denials.denied(sheet)) for sheet in read]
    wanted = denials.Wanted(slot for said in no for slot in said)
    for sheet, said in zip(read, no, strict=True):
        slots += _told_whole((*said, *denials.asserted(sheet, wanted)))

    def verdict(one: Slot, other: Slot) -> Verdict:
        deny = one if one.value is False else other
        speakers = [ground.speakers(s.told) for s in (one, other)]
        return denied.verdict(
            one,
            other,
            says=source_of(ground, deny.told),
            ordered=is_later(other, one),
            same=speakers[0].same(speakers[1]),
            since=says_that_it_changed(ground, other.told) or came_since(ground, one, other),
        )

    sort = Sort(weights=denied.WEIGHTS, compatible=denied.compatible, verdict=verdict)
    yield from _one_of_each(list(apart(sort, slots, near)), {id(s): n for n, s in enumerate(slots)})


def _one_of_each(found: Sequence[Apart], order: Mapping[int, int]) -> Iterator[Apart]:
    """Of what denies one thing, and of what tells it, the first, unless a later one is much better
    matched."""
    by_mark: dict[object, list[Apart]] = {}
    for one in sorted(found, key=lambda a: min(order[id(s)] for s in _no_yes(a))):
        no, _ = _no_yes(one)
        several = next((by_mark[m] for m in (no.told.key, *sorted(no.groups)) if m in by_mark), [])
        several.append(one)
        for mark in (no.told.key, *no.groups):
            by_mark.setdefault(mark, several)
    for several in {id(v): v for v in by_mark.values()}.values():
        best = max(one.score for one in several)
        good = [one for one in several if one.score >= best - AS_GOOD]
        yield min(good, key=lambda a: [order[id(s)] for s in _no_yes(a)])


def _no_yes(one: Apart) -> tuple[Slot, Slot]:
    return (one.left, one.right) if one.left.value is False else (one.right, one.left)


def _told_whole(slots: Iterable[Slot]) -> list[Slot]:
    """The slots of a report as they stand in it, those of titles last; none of a title that its
    prose tells again."""
    ordered = sorted(slots, key=lambda s: (s.in_title, s.span.start, s.span.end))
    told = {(s.value, topic) for s in ordered if not s.in_title for topic in s.topics}
    return [s for s in ordered if not s.in_title or told.isdisjoint((s.value, t) for t in s.topics)]


def _about(story: Story, of: dict[str, set[int]], one: Apart | Spoken) -> str:
    """The group that both tellings stand in, else that of either, else the first of the story."""
    left, right = one.left.groups, one.right.groups
    shared = left & right or left or right
    if shared:
        return story.groups[min(shared)].id
    return story.groups[0].id if story.groups else one.left.told.key


def came_since(ground: Ground, one: Slot, other: Slot) -> bool:
    """Whether what is told later is of a time after the first was told."""
    if one.as_of is None or other.as_of is None or other.told.within is None:
        return False
    times = set(other.told.within.times)
    return any(
        t.id in times and one.as_of[:10] < t.latest[:10] <= other.as_of[:10]
        for t in ground.brief(other.told).times
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    slots: Slots
    sort: Callable[[Ground], Sort]
    kind_of: Callable[[Apart], DisagreementKind]
    among: Callable[[Iterator[Apart]], Iterator[Apart]]
    #: Whether what is taken from a report may differ from it: *tomorrow* is another day in a copy.
    of_copies: bool = True


def _numbers(ground: Ground) -> Sort:
    def verdict(one: Slot, other: Slot) -> Verdict | None:
        return counted.verdict(
            one,
            other,
            same_outlet=ground.same_outlet(one.told, other.told),
            changed=other.changed or days.has_as_of(ground, other),
            ordered=is_later(other, one),
        )

    return Sort(weights=counted.WEIGHTS, compatible=counted.compatible, verdict=verdict)


def _times(ground: Ground) -> Sort:
    def verdict(one: Slot, other: Slot) -> Verdict:
        return days.verdict(
            one,
            other,
            ordered=is_later(other, one),
            put_off=other.changed,
            same_outlet=ground.same_outlet(one.told, other.told),
        )

    return Sort(weights=days.WEIGHTS, compatible=days.compatible, verdict=verdict)


def _spots(ground: Ground) -> Sort:
    def verdict(one: Slot, other: Slot) -> Verdict | None:
        names = [(one, ground.brief(other.told)), (other, ground.brief(one.told))]
        known = any(_names(brief, slot) for slot, brief in names)
        return spots.verdict(one, other, known=known)

    return Sort(weights=spots.WEIGHTS, compatible=spots.compatible, verdict=verdict)


def _names(brief: Brief, slot: Slot) -> bool:
    """Whether a report has a name anywhere."""
    return slot.says.casefold() in brief.text.casefold()


def _number_or_polarity(one: Apart) -> DisagreementKind:
    """That nobody was hurt, and that two were, is told of whether it is so; how far something is
    from a place, of where it is."""
    if counted.is_nobody(one.left) or counted.is_nobody(one.right):
        return "polarity"
    return "place" if one.left.away and one.right.away else "number"


def _first_of_equal_sides(found: Iterable[Apart]) -> Iterator[Apart]:
    told: set[frozenset[object]] = set()
    for one in found:
        sides = frozenset((one.left.says, one.right.says))
        if sides not in told:
            told.add(sides)
            yield one


def _each_against_the_one_before(found: Iterable[Apart]) -> Iterator[Apart]:
    """Of what changes each state is held against the one before it only; and of equal sides the
    first stand for all."""
    told: set[tuple[object, ...]] = set()
    updates: dict[tuple[object, ...], Apart] = {}
    others: list[Apart] = []
    for one in found:
        if one.verdict.relation == "update":
            key = one.right.value, one.left.topics & one.right.topics
            before = updates.get(key)
            if before is None or _state(before.left) < _state(one.left):
                updates[key] = one
        else:
            others.append(one)
    for one in (*updates.values(), *others):
        sides = frozenset((one.left.value, one.right.value)), one.left.topics & one.right.topics
        if sides not in told:
            told.add(sides)
            yield one


def _state(slot: Slot) -> tuple[str, float]:
    return slot.as_of or "", counted.bounds(slot)[0]


KINDS: Final[Sequence[_Kind]] = (
    _Kind(
        slots=counts.slots,
        sort=_numbers,
        kind_of=_number_or_polarity,
        among=_each_against_the_one_before,
    ),
    _Kind(
        slots=days.slots,
        sort=_times,
        kind_of=lambda _: "date",
        among=_first_of_equal_sides,
        of_copies=False,
    ),
    _Kind(slots=spots.slots, sort=_spots, kind_of=lambda _: "place", among=_first_of_equal_sides),
)
