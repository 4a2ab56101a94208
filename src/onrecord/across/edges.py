"""What each telling depends on: the passages it stands in, whom its prose names, who is credited.

Asked in that order, see ``RULES``: shared passages tell more than words about them, and what the
prose says of one telling more than a credit around the whole report.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from rapidfuzz.distance import Indel

from onrecord.across.carriers import Carried
from onrecord.across.counterpart import counterpart, likest, pieced
from onrecord.across.standing import Told
from onrecord.across.told import TRANSLATED, Pile, shared_words
from onrecord.across.words import rows_of
from onrecord.model import hull
from onrecord.model.case import Copy, Dependence, Shared

#: Share of a telling's words from which on it stands in a passage.
COVERED: Final = 0.6
#: Words from which on two tellings in the same words are no chance.
LEAST: Final = 10
#: The same for reports that have a passage in common besides.
AGAIN: Final = 5
#: Share of the words of two tellings, in one order, from which on one is the other lightly edited;
#: different tellings of a group that are asked for it.
ALMOST: Final = 0.85
ASKED: Final = 24
#: Share of a telling's words in rows of another report from which on it is put together of them.
PIECED: Final = 0.75
#: Share of a report's words in passages from which on it adds nothing of its own.
NOTHING_ADDED: Final = 0.9


@dataclass(frozen=True, slots=True)
class Found:
    """What one telling depends on. ``on`` is a telling, ``report`` the report that it stands in,
    also where no telling was read there."""

    kind: Dependence
    because: str
    on: Told | None = None
    report: str | None = None
    via: Carried | None = None
    #: Whether what it depends on is known to be earlier by more than a name.
    directed: bool = True
    passages: tuple[Shared, ...] = ()


class Edges:
    """The edges of one group of tellings; ``explained`` holds the reports whose credits are
    explained by other tellings, see ``credits_explained``."""

    def __init__(
        self, pile: Pile, told: Sequence[Told], explained: frozenset[tuple[str, str]]
    ) -> None:
        self.pile, self.told, self.explained = pile, told, explained
        self._copies: dict[str, Found | None] = {}
        self._words: dict[tuple[str, ...], Told] | None = None
        self.by_report: dict[str, list[Told]] = {}
        for one in told:
            self.by_report.setdefault(one.report, []).append(one)
        self.by_outlet: dict[str, list[str]] = {}
        for report in self.by_report:
            own = pile.own[report]
            if own is not None:
                self.by_outlet.setdefault(own, []).append(report)

    def copied(self, told: Told) -> Found | None:
        """Its copied edge, if it has one; worked out once."""
        if told.key not in self._copies:
            self._copies[told.key] = _copied(self, told)
        return self._copies[told.key]

    def first_with_words(self, told: Told) -> Told | None:
        """The first telling with these words, if they are ``LEAST``, or ``AGAIN`` in a report that
        has more of that one, and not a speaker's; or the first of another report with almost all of
        them, in their order. Of tellings of one report alone it is not asked."""
        if len(self.by_report) < 2:
            return None
        if self._words is None:
            self._words = {}
            for one in self.told:
                words = self._narrated(one, AGAIN)
                if words:
                    self._words.setdefault(words, one)
        words = self._narrated(told, AGAIN)
        first = self._words.get(words)
        if first is None or len(words) < LEAST:
            again = first is not None and first.report in self.pile.copied_by(told.report)
            return first if again else None
        if first.report != told.report:
            return first
        order = self.pile.order(told.report)
        for known, one in islice(self._words.items(), ASKED):
            if one.report == told.report or self.pile.order(one.report) > order:
                continue
            if Indel.normalized_similarity(known, words) >= ALMOST:
                return one
        return first

    def _narrated(self, told: Told, least: int) -> tuple[str, ...]:
        standing = self.pile.standing(told.report)
        words = tuple(standing.words(told.spans))
        return words if len(words) >= least and standing.is_narrated(hull(told.spans)) else ()

    def of(self, told: Told) -> Found:
        for rule in RULES:
            found = rule(self, told)
            if found is not None:
                return found
        raise AssertionError("the last rule always finds")

    def heard_by(self, told: Told) -> list[Carried]:
        """The agencies and outlets, other than the report's own, that a telling itself says it was
        heard by: *… in an interview with Coast FM*."""
        own, text = self.pile.own[told.report], self.pile.standing(told.report).brief.text
        heard = (self.pile.carriers.heard_by(text, span) for span in told.spans)
        return [one for found in heard for one in found if one.key != own]

    def report_of(self, carrier: str, told: Told) -> Told | None:
        """The carrier's own telling, in a report no later than this one: the earliest."""
        for report in sorted(self.by_outlet.get(carrier, ()), key=self.pile.order):
            if report != told.report and not _is_before(self.pile, told.report, report):
                return self.by_report[report][0]
        return None


def credits_explained(
    pile: Pile, together: Iterable[Collection[str]]
) -> frozenset[tuple[str, str]]:
    """(report, carrier): the carrier is credited around the report, and a report of its own in the
    pile tells something that this report tells, or shares a passage with it. Such a credit is
    explained, and does not speak for what stands elsewhere in the report. ``together`` are the
    reports of each group."""
    found = set()
    for reports in together:
        outlets = {pile.own[r] for r in reports if r in pile.own}
        for report in reports:
            if report in pile.briefs:
                found |= {(report, c.key) for c in pile.credits(report) if c.key in outlets}
    for report in pile.briefs:
        outlets = {pile.own[earlier] for earlier in pile.copied_by(report)}
        if outlets:
            found |= {(report, c.key) for c in pile.credits(report) if c.key in outlets}
    return frozenset(found)


def _copied(edges: Edges, told: Told) -> Found | None:
    """It stands in a passage shared with an earlier report: the nearest one, which is the latest
    of those that hold most of it; of one language and known to be earlier, if one is."""
    copied_by = edges.pile.copied_by(told.report)
    if not copied_by:
        return None
    standing = edges.pile.standing(told.report)
    least = 0.0
    best: tuple[int, bool, bool, bool, tuple[str, str, bool, str]] | None = None
    taken: tuple[Copy, list[Shared]] | None = None
    for earlier, copies in copied_by.items():
        for copy in copies:
            bearing = edges.pile.narrated(copy).bearing(told.spans)
            if not bearing:
                continue
            least = least or COVERED * max(1, sum(standing.counted(s) for s in told.spans))
            words = shared_words(told.spans, bearing, standing)
            if words < least:
                continue
            rank = (
                round(10 * words / least),
                earlier in edges.by_report,
                copy.kind == "copy",
                copy.direction_from != "name",
                edges.pile.order(earlier),
            )
            if best is None or rank > best:
                best, taken = rank, (copy, bearing)
    return None if taken is None else _copy_of(edges, told, *taken)


def _copy_of(edges: Edges, told: Told, copy: Copy, bearing: Sequence[Shared]) -> Found:
    on = counterpart(edges.pile, edges.by_report.get(copy.earlier, ()), told, copy.earlier, bearing)
    because = f"stands in a passage shared with {_called(edges.pile, copy.earlier)}; {copy.because}"
    if on is None:
        says = "translated from" if copy.kind == "translation" else "copied from"
        because += f"; {says} there, where its words were not read as a telling"
    return Found(
        "copied",
        because,
        on,
        copy.earlier,
        directed=copy.direction_from != "name",
        passages=tuple(bearing),
    )


def _in_translation(edges: Edges, told: Told) -> Found | None:
    """An earlier report tells it that this one translates to a good part: sentence by sentence the
    words of two languages do not show all that was taken over."""
    for earlier, copies in edges.pile.copied_by(told.report).items():
        there = edges.by_report.get(earlier)
        if there is None:
            continue
        for copy in copies:
            if copy.kind == "translation" and copy.share >= TRANSLATED:
                on = likest(told, copy, there)
                name = _called(edges.pile, earlier)
                because = f"told by {name} too, from which {copy.share:.0%} of it is translated"
                passages = (Shared(left=hull(on.spans), right=hull(told.spans)),)
                directed = copy.direction_from != "name"
                return Found("copied", because, on, earlier, directed=directed, passages=passages)
    return None


def _in_pieces(edges: Edges, told: Told) -> Found | None:
    """It is put together from the words of an earlier report of the same outlet, or of one that
    this one has passages of: what is told again there was not heard again."""
    pile, report = edges.pile, told.report
    standing, order = pile.standing(report), pile.order(report)
    words = standing.words(told.spans)
    if len(words) < AGAIN:
        return None
    near = set(edges.by_outlet.get(pile.own[report] or "", ()))
    if standing.is_narrated(hull(told.spans)):  # else two may have heard one speaker
        near |= edges.by_report.keys() & pile.copied_by(report).keys()
    for earlier in sorted(near, key=pile.order, reverse=True):
        there = pile.standing(earlier)
        if pile.order(earlier) >= order or pieced(words, there.rows) < PIECED:
            continue
        alike = [pieced(words, rows_of(there.words(t.spans))) for t in edges.by_report[earlier]]
        best = edges.by_report[earlier][alike.index(max(alike))]
        because = f"put together from words of {_called(pile, earlier)}"
        passage = Shared(left=hull(best.spans), right=hull(told.spans))
        directed = _is_before(pile, earlier, report)
        return Found("copied", because, best, earlier, directed=directed, passages=(passage,))
    return None


def _is_before(pile: Pile, one: str, other: str) -> bool:
    """Whether one report is of an earlier day for sure."""
    left, right = pile.published(one)[1], pile.published(other)[0]
    return left is not None and right is not None and left < right


def _word_for_word(edges: Edges, told: Told) -> Found | None:
    """An earlier report tells it in the very same words, though no passage is long enough to show
    a copy by itself."""
    other = edges.first_with_words(told)
    if other is None or other.report == told.report:
        return None
    earlier = _is_before(edges.pile, other.report, told.report)
    standing = [edges.pile.standing(t.report).words(t.spans) for t in (other, told)]
    very = "the very words" if standing[0] == standing[1] else "almost the very words"
    because = f"{very} of {_called(edges.pile, other.report)}"
    printed = edges.pile.is_agency(other.report) and not edges.pile.is_agency(told.report)
    if earlier:
        because += ", which is the earlier by date"
    elif printed:
        because += ", a news agency, whose reports others print"
    else:
        because += "; which came first cannot be told"
    passage = Shared(left=hull(other.spans), right=hull(told.spans))
    return Found(
        "copied", because, other, other.report, directed=earlier or printed, passages=(passage,)
    )


def _relayed(edges: Edges, told: Told) -> Found | None:
    """Its sentence names an agency or outlet that it comes from, other than the report's own."""
    if told.within is None:
        return None
    brief = edges.pile.standing(told.report).brief
    carriers = edges.pile.carriers.prose(brief, told.within)
    if not carriers:
        heard = edges.heard_by(told)[::-1]
        known = (c for c in heard if c.kind == "agency" or edges.report_of(c.key, told) is not None)
        carriers = tuple(known)
    return _relaying(edges, told, carriers[0], "the report says") if carriers else None


def _credited(edges: Edges, told: Told) -> Found | None:
    """The report credits an agency, and nothing better is known of this telling."""
    for carrier in edges.pile.credits(told.report):
        shares = [
            copy.share
            for earlier, copies in edges.pile.copied_by(told.report).items()
            if edges.pile.own[earlier] == carrier.key
            for copy in copies
        ]
        # What it has from a report of the pile stands in passages; the rest is its own.
        adds = max(shares, default=0.0) < NOTHING_ADDED
        if not adds or (told.report, carrier.key) not in edges.explained:
            return _relaying(edges, told, carrier, "the report credits")
    return None


def _relaying(edges: Edges, told: Told, carrier: Carried, says: str) -> Found:
    on = edges.report_of(carrier.key, told)
    because = f"{says} {carrier.says}"
    if carrier.named and not carrier.says.casefold().endswith(carrier.name.casefold()):
        because += f" ({carrier.name})"
    if on is not None:
        because += f", whose own report tells it: {_called(edges.pile, on.report)}"
    elif not carrier.named:
        because += ", which names none"
    return Found("relays", because, on, None if on is None else on.report, carrier)


def _own(edges: Edges, told: Told) -> Found:
    """Nothing shows that it comes from elsewhere."""
    pile = edges.pile
    because = "no passage shared with an earlier report, no agency or outlet named or credited"
    if any(
        p.right.overlaps(s)
        for copies in pile.copied_by(told.report).values()
        for copy in copies
        for p in copy.passages
        for s in told.spans
    ):
        because = (
            "it shares only a speaker's words, or a small part, with an earlier report; no agency"
            " or outlet named or credited for it"
        )
    elif pile.credits(told.report):
        because = "what the report credits is found in other passages; this stands in none"
    return Found("no dependence found", because)


def _called(pile: Pile, report: str) -> str:
    outlet = pile.outlets[report]
    return f"{outlet} ({report})" if outlet else report


#: In the order in which they are asked.
RULES: Final[Sequence[Callable[[Edges, Told], Found | None]]] = (
    Edges.copied,
    _in_translation,
    _in_pieces,
    _relayed,
    _credited,
    _word_for_word,
    _own,
)
