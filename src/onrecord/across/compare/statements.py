"""When two tellings are of one statement: the same matter, whoever tells it and whatever numbers,
days or polarity it is told with. Where those differ there is a disagreement, which can only be
found between tellings that stand in one group; so they weigh little here.

The weights are log-odds, fitted by logistic regression on pairs of tellings of the story sets in
``bench/gold/stories`` (without the even ones from 62 on) and, apart from these, of the piles in
``bench/gold/piles``, all written for this project; what stands here lies between the two, which are
alike. The base is raised, since of the pairs that are compared more are the same than of all.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from math import fsum, isinf, sqrt
from typing import Final

from onrecord.across.brief import Voice
from onrecord.across.compare.features import Feature, Seen, Weights
from onrecord.across.compare.meanings import (
    each_means_other,
    means_alike,
    much_meant,
    near_in_meaning,
    one_means_other,
)
from onrecord.across.matter import Matter
from onrecord.across.meaning import Meant
from onrecord.model.statement import Polarity

#: Weight of words from which on what two tellings share is no chance.
MUCH: Final = 30.0
#: Share of their stories below which two reports tell of other things, and up to which they may.
ONE_STORY: Final = 0.06
MAYBE_ONE_STORY: Final = 0.12
#: Words that a reason shows.
SHOWN: Final = 5


#: What is counted, the least and the most.
Amount = tuple[str, float, float]
#: Amounts from which on one that two tellings share is no chance, whatever is counted.
TELLING: Final = 10.0
#: Share by which two amounts may miss that are one, the one being rounded.
ROUNDING: Final = 0.03


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Saying:
    """A telling as it is compared. ``words`` are ids of content words, ``bridged`` what they are in
    all languages; ``names`` and ``speakers`` groups of entities, ``types`` of events; ``counted``
    what its amounts count. ``quoted``
    tells that the words are the speaker's own. ``translated`` are numbers of passages of
    translations that it stands in. ``length`` and ``wide`` are the lengths of its words and bridged
    words as vectors, ``weight`` the summed rarity of the latter. ``often`` counts, by kind and
    value, the tellings of its report that have it: what a report says everywhere shows little."""

    key: str
    report: int
    language: str
    voice: Voice
    words: Mapping[int, float]
    bridged: Mapping[int, float]
    speakers: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[int]
    counted: frozenset[str]
    amounts: frozenset[Amount]
    places: frozenset[int]
    types: frozenset[str]
    days: tuple[int, int] | None
    polarity: Polarity
    quoted: bool
    translated: frozenset[int]
    length: float
    wide: float
    weight: float
    called: Mapping[str, str]
    meant: Meant
    often: Mapping[Hashable, int]
    matter: Matter


def squares(weights: Mapping[int, float]) -> float:
    """The summed squared weight of words; exact, so that the order of a set does not matter."""
    return fsum([w * w for w in weights.values()])


def shared_squares(left: Mapping[int, float], right: Mapping[int, float]) -> float:
    """The same of words that both have."""
    return fsum([left[n] * right[n] for n in left.keys() & right.keys()])


def alike(left: Saying, right: Saying) -> float:
    """The cosine of the words of two tellings, weighed by how rare they are. In one language forms
    that only a notion or their beginning joins count by half."""
    if left.language == right.language:
        shared = shared_squares(left.words, right.words)
        shared = (shared + shared_squares(left.bridged, right.bridged)) / 2
        lengths = left.length * right.length
    else:
        shared = shared_squares(left.bridged, right.bridged)
        lengths = left.wide * right.wide
    return min(1.0, shared / lengths) if lengths else 0.0


def same_words(left: Saying, right: Saying) -> Seen | None:
    share = alike(left, right)
    return (share, lambda: f"they share {share:.0%} of their words by weight") if share else None


def held_words(left: Saying, right: Saying) -> Seen | None:
    """One telling is a part of the other."""
    shared = _shared(left, right)
    least = min(left.weight, right.weight)
    if not shared or not least:
        return None
    share = shared / least
    return share**2, lambda: f"one has {share:.0%} of the words of the other"


def _shared(left: Saying, right: Saying) -> float:
    """What the words that both have weigh, each as in the report that makes more of it."""
    one, other = left.bridged, right.bridged
    return fsum([min(one[n], other[n]) for n in one.keys() & other.keys()])


def much_shared(left: Saying, right: Saying) -> Seen | None:
    shared = left.bridged.keys() & right.bridged.keys()
    share = min(1.0, _shared(left, right) / MUCH)
    if not share:
        return None
    return share, lambda: f"both have {', '.join(_weightiest(left.matter, shared))}"


def _weightiest(matter: Matter, words: Iterable[int]) -> list[str]:
    ordered = sorted(words, key=lambda n: (-matter.rarity[n], matter.text(n)))
    return [matter.text(n) for n in ordered[:SHOWN]]


def _called(saying: Saying, groups: frozenset[str]) -> str:
    return ", ".join(sorted(saying.called.get(n, n) for n in groups))


def same_names(left: Saying, right: Saying) -> Seen | None:
    shared = left.names & right.names
    if not shared:
        return None
    share = len(shared) / sqrt(len(left.names) * len(right.names))
    return share, lambda: f"both name {_called(left, shared)}"


def other_names(left: Saying, right: Saying) -> Seen | None:
    if not left.names or not right.names or left.names & right.names:
        return None
    return 1.0, "they name nobody in common"


def same_numbers(left: Saying, right: Saying) -> Seen | None:
    shared = left.numbers & right.numbers
    if not shared:
        return None
    return 1.0, lambda: f"both count {', '.join(sorted(left.matter.text(n) for n in shared))}"


def telling_amount(value: float) -> bool:
    """Whether an amount that two tellings share is no chance, whatever they count: *6.3*, *1,200*,
    not *five*."""
    return value >= TELLING or bool(value % 1)


def _one_amount(left: Amount, right: Amount) -> bool:
    (what, low, high), (other, lower, higher) = left, right
    if what != other:
        return left[1:] == right[1:] and telling_amount(low)
    slack = ROUNDING if min(low, lower) >= TELLING else 0.0
    # *At least 14* is told of 14, not of 47.
    (low, high), (lower, higher) = _told_of(low, high), _told_of(lower, higher)
    return low * (1 - slack) <= higher and lower * (1 - slack) <= high


def _told_of(low: float, high: float) -> tuple[float, float]:
    return (low, low) if isinf(high) else (low, high)


def _apart_in(left: Saying, right: Saying, kind: str, one: Hashable, other: Hashable) -> float:
    """How far a value of either telling sets it apart within its report (0 to 1): as one in so many
    tellings as have it."""
    often = left.often.get((kind, one), 1) * right.often.get((kind, other), 1)
    return 1 / sqrt(max(1, often))


def same_amount(left: Saying, right: Saying) -> Seen | None:
    shares = [
        _apart_in(left, right, "amount", one, other)
        for one in left.amounts
        for other in right.amounts
        if _one_amount(one, other)
    ]
    return (max(shares), "both give one amount") if shares else None


def other_amount(left: Saying, right: Saying) -> Seen | None:
    if not left.amounts or not right.amounts or same_amount(left, right) is not None:
        return None
    return 1.0, "they give other amounts"


def other_type(left: Saying, right: Saying) -> Seen | None:
    if not left.types or not right.types or left.types & right.types:
        return None
    return 1.0, "they tell of other events"


def same_speaker(left: Saying, right: Saying) -> Seen | None:
    shared = left.speakers & right.speakers
    if not shared:
        return None
    share = max(_apart_in(left, right, "speaker", one, one) for one in shared)
    return share, lambda: f"both are said by {_called(left, shared)}"


def other_speaker(left: Saying, right: Saying) -> Seen | None:
    if not left.speakers or not right.speakers or left.speakers & right.speakers:
        return None
    return 1.0, "other people say it"


def one_time(left: Saying, right: Saying) -> Seen | None:
    """Both give one time, and it is not that of the reports."""
    if left.days is None or left.days != right.days:
        return None
    return _apart_in(left, right, "days", left.days, right.days), "both give one time"


def rarest_shared(left: Saying, right: Saying) -> Seen | None:
    """A word that only few reports have."""
    matter = left.matter
    for word in left.bridged.keys() & right.bridged.keys():
        if matter.rarity[word] >= matter.rare:
            return 1.0, lambda: f"few reports have {_rarest(left, right)}"
    return None


def _rarest(left: Saying, right: Saying) -> str:
    return _weightiest(left.matter, left.bridged.keys() & right.bridged.keys())[0]


def same_day(left: Saying, right: Saying) -> Seen | None:
    if left.days is None or right.days is None:
        return None
    if left.days[0] > right.days[1] or right.days[0] > left.days[1]:
        return None
    return _apart_in(left, right, "days", left.days, right.days), "their times meet"


def same_quotation(left: Saying, right: Saying) -> Seen | None:
    if not (left.quoted and right.quoted) or not left.speakers & right.speakers:
        return None
    share = alike(left, right)
    return (share, "one speaker in the speaker's own words") if share else None


def other_polarity(left: Saying, right: Saying) -> Seen | None:
    if left.polarity == right.polarity:
        return None
    return 1.0, "one says that it is not so: the same matter, told with opposite polarity"


def other_story(left: Saying, right: Saying) -> Seen | None:
    """What is said everywhere (*police opened an inquiry*) is said of another matter there."""
    if left.report == right.report:
        return None
    share = left.matter.tale(left.report, right.report)
    if share >= MAYBE_ONE_STORY:
        return None
    return 1 - share / MAYBE_ONE_STORY, f"the reports share {share:.0%} of their stories"


def translated_passage(left: Saying, right: Saying) -> Seen | None:
    shared = left.translated & right.translated
    return (1.0, "they stand at one place of a translation") if shared else None


STATEMENTS: Final[Weights[Saying]] = Weights(
    base=-1.7,
    features=(
        Feature("means alike", 2.7, means_alike),
        Feature("one means the other", 1.7, one_means_other),
        Feature("each means the other", 1.8, each_means_other),
        Feature("much meant", 3.5, much_meant),
        Feature("near in meaning", 1.0, near_in_meaning),
        Feature("rare word", 0.5, rarest_shared),
        Feature("same numbers", 0.6, same_numbers),
        Feature("same amount", 2.4, same_amount),
        Feature("other amount", -0.8, other_amount),
        Feature("other event type", -0.5, other_type),
        Feature("same speaker", 2.3, same_speaker),
        Feature("other speaker", -0.5, other_speaker),
        Feature("one time", 1.5, one_time),
        Feature("same day", 1.6, same_day),
        Feature("same quotation", 0.5, same_quotation),
        Feature("other polarity", -1.3, other_polarity),
        Feature("other story", -4.7, other_story),
        Feature("passage of a translation", 5.0, translated_passage),
    ),
)
