"""Which amount, time or place of one report answers which of another, and where the two differ.

Each is held against all of its topic in the other reports of the story, and goes with the one that
it has most in common with. Where that one says the same, nothing differs, whatever else the report
tells: who tells of eleven rescued and of twelve on board tells two things. Where it says something
else, they disagree. What has two answers that are as good has none.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations
from typing import Final

from onrecord.across.compare.features import Feature, Seen, Weights
from onrecord.across.differ.claims import Verdict
from onrecord.across.differ.frames import Met, meet
from onrecord.across.differ.slots import Beside, Slot
from onrecord.model.case import Reason

#: Score from which on two slots are of one thing.
ONE_THING: Final = 0.5
#: Slots of one topic that are held against each other, and reports that stand for equal ones.
MOST_OF_TOPIC: Final = 48
MOST_ALIKE: Final = 4
#: Values of one topic in a report of which it is asked whether they are of two things.
MOST_OF_REPORT: Final = 12
#: Slots of such a value that are asked.
MOST_TOLD: Final = 2
#: By how much the better of two answers must be the better one.
BETTER: Final = 0.05
#: Weight of words from which on what two slots share is no chance.
MUCH: Final = 10.0
#: Words that a reason shows.
SHOWN: Final = 4

_met = lru_cache(maxsize=64)(meet)


def met(left: Slot, right: Slot) -> Met:
    """What stands beside both; several rows ask."""
    return _met(left.frame, right.frame)


def _shown(words: Sequence[str]) -> str:
    return ", ".join(words[:SHOWN])


def around(left: Slot, right: Slot) -> Seen | None:
    found = met(left, right)
    if not found.words:
        return None
    return (
        found.alike,
        lambda: f"around both: {_shown(found.words)} ({found.alike:.0%} of the words)",
    )


def held(left: Slot, right: Slot) -> Seen | None:
    """What stands around one is held by the other, which says more."""
    found = met(left, right)
    share = max(found.left, found.right)
    return (share, lambda: f"one has {share:.0%} of the words around the other") if share else None


def much(left: Slot, right: Slot) -> Seen | None:
    share = min(1.0, met(left, right).weight / MUCH)
    return (share, "words of some weight around both") if share else None


def one_word(left: Slot, right: Slot) -> Seen | None:
    words = met(left, right).words
    return (1.0, f"only {words[0]} stands around both") if len(words) == 1 else None


def governed(left: Slot, right: Slot) -> Seen | None:
    if left.frame.governing.isdisjoint(right.frame.governing):
        return None
    return 1.0, "the same word governs both"


def one_group(left: Slot, right: Slot) -> Seen | None:
    return None if left.groups.isdisjoint(right.groups) else (1.0, "told in one statement or event")


def other_name(left: Slot, right: Slot) -> Seen | None:
    """Both stand beside names, and none of one stands beside the other."""
    one, other = left.frame.proper, right.frame.proper
    if (
        one_group(left, right)
        or not one
        or not other
        or one & set(right.frame.ids)
        or other & set(left.frame.ids)
    ):
        return None
    return 1.0, "other names stand around them"


def other_doers(left: Slot, right: Slot) -> Seen | None:
    if not left.doers or not right.doers or left.doers & right.doers:
        return None
    return 1.0, "other people do it"


def same_name(left: Slot, right: Slot) -> Seen | None:
    return None if left.names.isdisjoint(right.names) else (1.0, "both tell of one name")


def rivals(left: Slot, right: Slot) -> Seen | None:
    """Beside one stand others of its topic, beside the other none: which one is it?"""
    if bool(left.rivals) == bool(right.rivals):
        return None
    return 1.0, "others of its kind stand beside one"


def in_title(left: Slot, right: Slot) -> Seen | None:
    return (1.0, "one stands in a title") if left.in_title or right.in_title else None


#: What all kinds look at. The weights are log-odds, set by hand on half of the story sets.
COMMON: Final[tuple[Feature[Slot], ...]] = (
    Feature("words around", 4.0, around),
    Feature("one holds the other", 1.0, held),
    Feature("weighty words", 1.0, much),
    Feature("one word alone", -1.5, one_word),
    Feature("governed alike", 1.0, governed),
    Feature("one statement", 1.2, one_group),
    Feature("another name", -4.5, other_name),
    Feature("other people do it", -4.0, other_doers),
    Feature("one name", 0.5, same_name),
    Feature("rivals", -1.0, rivals),
    Feature("in a title", -0.5, in_title),
)


#: The rows of these that are looked at first, see ``Weights``.
FIRST: Final = (
    *("in a title", "rivals", "one statement", "one name", "other people do it", "words around"),
    *("one holds the other", "weighty words", "one word alone", "another name"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sort:
    """How slots of one kind are held against each other: ``weights`` score whether two are of one
    thing, ``compatible`` says whether both can hold, ``verdict`` what it comes to if not, the
    earlier one first."""

    weights: Weights[Slot]
    compatible: Callable[[Slot, Slot], bool]
    verdict: Callable[[Slot, Slot], Verdict | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """Two slots that differ, the earlier first."""

    left: Slot
    right: Slot
    verdict: Verdict
    score: float
    reasons: tuple[Reason, ...]


@dataclass(slots=True, eq=False)
class _Alike:
    """Slots that say the same with the same words around, in the order of their reports."""

    number: int
    slots: list[Slot] = field(default_factory=list)
    reports: set[str] = field(default_factory=set)


#: Two slots: their score, the numbers of those that say the same as either, the two, and whether
#: both can hold.
_Pair = tuple[float, int, int, Slot, Slot, bool]

#: Whether two reports are of one thing.
Near = Callable[[str, str], bool]
#: Whether two slots of a report are set against each other in its words.
Against = Callable[[Slot, Slot], bool]


def apart(
    sort: Sort, slots: Sequence[Slot], near: Near, against: Against | None = None
) -> Iterator[Apart]:
    """What differs among the slots of a story, given in the order of their reports. With
    ``against`` not what a report of the story tells of two things."""
    two = set() if against is None else told_apart(slots, against)
    alike, beside = _alike(slots), Beside(slots)
    found: list[_Pair] = []
    equal: list[tuple[int, int, Slot, Slot]] = []
    for left, right in _of_one_topic(alike):
        pair = _of_two_reports(left, right, near)
        if pair is None:
            continue
        corrects = any(one.slots[0].not_so is not None for one in (left, right))
        if two and not corrects and not two.isdisjoint(_told_with(*pair)):
            continue
        if sort.compatible(*pair):
            equal.append((left.number, right.number, *pair))
        elif corrects or not beside.tell(*pair, sort.compatible):
            reaches = sort.weights.reaches(ONE_THING, *pair)
            if reaches and (score := sort.weights.score(*pair)) >= ONE_THING:
                found.append((score, left.number, right.number, *pair, False))
    # What says the same matters where it may be the better answer, by ``BETTER`` at least.
    for left_number, right_number, one, other in _bearing(equal, found):
        if sort.weights.reaches(ONE_THING - BETTER, one, other):
            score = sort.weights.score(one, other)
            found.append((score, left_number, right_number, one, other, True))
    found.sort(key=lambda f: (-f[0], not f[5], f[1], f[2]))
    yield from _answers(sort, found, alike)


#: Two values of one topic.
_Two = tuple[str, frozenset[Hashable]]


def _told_with(one: Slot, other: Slot) -> Iterator[_Two]:
    values = frozenset((one.value, other.value))
    yield from ((topic, values) for topic in one.topics & other.topics)


def told_apart(slots: Iterable[Slot], against: Against) -> set[_Two]:
    """The values of a topic of which one report tells both, as of two things: nobody sets them
    against each other. Who tells *22 dead in the depot* and *three dead in the convoy* knows that
    they are two."""
    by_report: dict[tuple[str, str], dict[Hashable, list[Slot]]] = {}
    for slot in slots:
        for topic in slot.topics:
            values = by_report.setdefault((slot.told.report, topic), {})
            values.setdefault(slot.value, []).append(slot)
    found: set[_Two] = set()
    for (_, topic), values in by_report.items():
        for one, other in combinations(list(values)[:MOST_OF_REPORT], 2):
            pairs = [(a, b) for a in values[one][:MOST_TOLD] for b in values[other][:MOST_TOLD]]
            if any(_of_two_things(a, b) and not against(a, b) for a, b in pairs):
                found.add((topic, frozenset((one, other))))
    return found


def _of_two_things(one: Slot, other: Slot) -> bool:
    """Whether one report tells two amounts or times of one topic as of two things: not as the word
    of one against that of another, nor as a change, and not one in a title, which is cut short."""
    if one.in_title or other.in_title or one.changed or other.changed:
        return False
    sayers = {_sayer(one), _sayer(other)} - {""}
    return len(sayers) < 2


def _sayer(slot: Slot) -> str:
    said = slot.told.within
    return "" if said is None else said.source.casefold()


def _bearing(
    equal: Sequence[tuple[int, int, Slot, Slot]], found: Sequence[_Pair]
) -> Iterator[tuple[int, int, Slot, Slot]]:
    """Of pairs that say the same those that lead to one that differs, through others of them: most
    lead to none."""
    if not found:
        return
    beside: dict[int, list[int]] = {}
    for left, right, *_ in equal:
        beside.setdefault(left, []).append(right)
        beside.setdefault(right, []).append(left)
    waiting = [n for _, left, right, *_ in found for n in (left, right)]
    reached = set(waiting)
    while waiting:
        more = [n for n in beside.get(waiting.pop(), ()) if n not in reached]
        reached.update(more)
        waiting += more
    yield from (row for row in equal if row[0] in reached)


def _answers(sort: Sort, found: Sequence[_Pair], alike: Sequence[_Alike]) -> Iterator[Apart]:
    """The pairs of slots that go together, the best first, as far as they differ."""
    answered: dict[tuple[int, str], float] = {}
    rivals: dict[tuple[int, str], list[tuple[float, Hashable]]] = {}
    for score, left, right, one, other, _ in found:
        rivals.setdefault((left, other.told.report), []).append((score, other.value))
        rivals.setdefault((right, one.told.report), []).append((score, one.value))
    for score, left, right, one, other, same in found:
        keys = (left, other.told.report), (right, one.told.report)
        if any(k in answered for k in keys):
            continue
        if same:
            for report in alike[right].reports:
                answered[left, report] = score
            for report in alike[left].reports:
                answered[right, report] = score
            continue
        for key in keys:
            answered[key] = score
        mine = zip(keys, (other.value, one.value), strict=True)
        as_good = any(s >= score - BETTER and v != value for k, value in mine for s, v in rivals[k])
        verdict = None if as_good else sort.verdict(one, other)
        if verdict is not None:
            yield Apart(
                left=one,
                right=other,
                verdict=verdict,
                score=score,
                reasons=sort.weights.weigh(one, other)[1],
            )


def _alike(slots: Iterable[Slot]) -> list[_Alike]:
    found: dict[Hashable, _Alike] = {}
    for slot in slots:
        key = slot.topics, slot.not_so, slot.value, slot.text
        one = found.setdefault(key, _Alike(len(found)))
        if len(one.slots) < MOST_ALIKE:
            one.slots.append(slot)
        one.reports.add(slot.told.report)
    return list(found.values())


def _of_one_topic(alike: Sequence[_Alike]) -> Iterator[tuple[_Alike, _Alike]]:
    by_topic: dict[Hashable, list[_Alike]] = {}
    not_so = {one.slots[0].not_so for one in alike} - {None}
    for one in alike:
        slot = one.slots[0]
        # What is set right is held against what it sets right, whatever that is called there.
        set_right = {v for v in (slot.value, slot.not_so) if v in not_so}
        for topic in (*sorted(slot.topics), *set_right):
            by_topic.setdefault(topic, []).append(one)
    seen: set[tuple[int, int]] = set()
    for several in by_topic.values():
        for left, right in combinations(several[:MOST_OF_TOPIC], 2):
            if (left.number, right.number) not in seen:
                seen.add((left.number, right.number))
                yield left, right


def _of_two_reports(left: _Alike, right: _Alike, near: Near) -> tuple[Slot, Slot] | None:
    """The first slot of either in two reports of which none tells both."""
    for one in left.slots:
        if one.told.report not in right.reports:
            for other in right.slots:
                if other.told.report not in left.reports and near(
                    one.told.report, other.told.report
                ):
                    return one, other
    return None
