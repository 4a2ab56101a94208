"""Tellings of one thing that cannot both hold as worded, and later states of what changes.

Both sides are shown, nothing is overwritten. Of all tellings that say the same the earliest stands
for its side, so that the copies of one origin do not disagree with another origin one by one.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import combinations
from typing import Final

from onrecord.across.brief import Brief
from onrecord.across.candidates import Ints
from onrecord.across.differ import KINDS, attribution, quotation
from onrecord.across.differ.attribution import LEAST, quoted_words
from onrecord.across.differ.claims import Claim, Ground, Kind, Verdict
from onrecord.across.differ.slots import Sheets, Slot
from onrecord.across.differ.spoken import Quoted
from onrecord.across.differ.story import Story, Together, differing_in
from onrecord.across.origins import Tracing
from onrecord.across.spread import HERE, Spread
from onrecord.across.standing import Told
from onrecord.across.told import Pile
from onrecord.model.case import Copy, Disagreement, Group, Passage, Side, key_of, parts_of

#: Sides of one matter, and tellings of one side, that are held against each other.
MOST_SIDES: Final = 24
MOST_TELLINGS: Final = 8
#: Reports of one story whose counts are held against each other.
MOST_REPORTS: Final = 200
#: The same of reports that no statement or event joins, only what they are about.
MOST_NEAR: Final = 40


@dataclass(frozen=True, slots=True)
class Meeting:
    """Tellings that are of one thing, in the order of their reports."""

    about: str
    told: tuple[Told, ...]
    kinds: tuple[Kind, ...] = KINDS


def disagreements(
    briefs: Sequence[Brief], copies: Iterable[Copy], groups: Sequence[Group]
) -> tuple[Disagreement, ...]:
    """What does not agree within the groups, in their order."""
    return found_in(Tracing(Pile(briefs, copies), groups))


def ground_of(tracing: Tracing) -> Ground:
    """What the claims of a pile are made of."""
    return Ground(tracing.pile, tracing.entities)


def found_in(
    tracing: Tracing,
    ground: Ground | None = None,
    spread: Spread = HERE,
    one_story: Ints | None = None,
) -> tuple[Disagreement, ...]:
    """What does not agree among the groups of a pile, and among its reports that tell one story:
    ``one_story`` are pairs of their numbers, in the order of the pile."""
    known = ground or ground_of(tracing)
    stories = list(_joined(tracing, one_story))
    quotes = _all_quoted(known, spread)
    quoted = {key_of(report, item) for _, report, item in quotes}

    def in_groups(start: int, end: int) -> list[Disagreement]:
        return _among(known, _meetings(tracing, tracing.groups[start:end], quoted))

    sheets = Sheets(known)

    def in_stories(start: int, end: int) -> list[Disagreement]:
        told = (_story(tracing, *joined) for joined in stories[start:end])
        return [one for story in told for one in _in_story(sheets, story)]

    found: dict[tuple[str, ...], Disagreement] = {}
    for part in (
        *spread.of(in_groups, len(tracing.groups)),
        _among(known, _same_words(known, tracing.groups, quotes)),
        *spread.of(in_stories, len(stories)),
    ):
        for one in part:
            found.setdefault(_told(one), one)
    return tuple(found.values())


def _among(ground: Ground, meetings: Iterable[Meeting]) -> list[Disagreement]:
    return [one for meeting in meetings for one in within(ground, meeting)]


def _told(found: Disagreement) -> tuple[str, ...]:
    """What a disagreement tells: two reports that differ in one thing do so once, in however many
    tellings."""
    sides = (found.left, found.right)
    if found.kind == "polarity":  # what is said to be so or not is another thing each time
        return found.kind, *(s.telling for s in sides)
    if found.kind == "number":  # *412 crates*, *412 caisses*
        said = (s.says.rpartition(" ")[0] or s.says for s in sides)
        return found.kind, *(f"{s.passage.report_id} {n}" for s, n in zip(sides, said, strict=True))
    return found.kind, *(f"{s.passage.report_id} {s.says}" for s in sides)


def _meetings(
    tracing: Tracing, groups: Iterable[Group], quoted: Collection[str]
) -> Iterator[Meeting]:
    """The direct quotations of each group, of which all ``KINDS`` are."""
    for group in groups:
        if group.kind == "entity" or len(group.members) < 2:
            continue
        quotes = [key for key in group.members if key in quoted]
        if len({parts_of(key)[0] for key in quotes}) > 1:
            yield Meeting(group.id, tuple(tracing.pile.told(quotes)))


#: Reports that tell one story, the numbers of the groups that join them, and which reports are
#: about the same.
_Joined = tuple[Sequence[str], Sequence[int], Mapping[str, frozenset[str]]]


def _joined(tracing: Tracing, one_story: Ints | None) -> Iterator[_Joined]:
    """Reports that tell something that another of them tells, or the same story, with the groups
    that join them. A story that would grow beyond ``MOST_REPORTS`` is left as it is, and one that
    no group makes beyond ``MOST_NEAR``."""
    together = Together()
    joining: dict[str, array[int]] = {}
    for number, group in enumerate(tracing.groups):
        if group.kind == "entity" or len(group.members) < 2:
            continue
        reports = sorted({parts_of(key)[0] for key in group.members} & tracing.pile.briefs.keys())
        if len(reports) > 1:
            for other in reports[1:]:
                together.join(reports[0], other, MOST_REPORTS)
            joining.setdefault(reports[0], array("q")).append(number)
    pairs: dict[str, set[str]] = {}
    ids = list(tracing.pile.briefs) if one_story is not None else []
    for left, right in () if one_story is None else one_story.tolist():
        together.join(ids[left], ids[right], MOST_NEAR)
        pairs.setdefault(ids[left], set()).add(ids[right])
        pairs.setdefault(ids[right], set()).add(ids[left])
    for reports in together.all():
        numbers = array("q", [n for report in reports for n in joining.get(report, ())])
        near = {report: frozenset(pairs[report]) for report in reports if report in pairs}
        yield reports, numbers, near


def _story(
    tracing: Tracing,
    reports: Iterable[str],
    numbers: Iterable[int],
    near: Mapping[str, frozenset[str]],
) -> Story:
    return Story(
        tuple(sorted(reports, key=lambda r: _order(tracing.pile, r))),
        tuple(sorted((tracing.groups[n] for n in sorted(numbers)), key=lambda g: g.id)),
        near,
    )


def _order(pile: Pile, report: str) -> tuple[str, str, bool, str]:
    """Reports by date; of those of one day that come last which copy or credit another."""
    earliest, latest, _, name = pile.order(report)
    return earliest, latest, bool(pile.copied_by(report) or pile.credits(report)), name


def _of_one_speaker(ground: Ground, reports: Sequence[str]) -> Iterator[tuple[Told, ...]]:
    """The direct quotations of each speaker whom several reports quote, by the last name."""
    by_name: dict[str, list[Told]] = {}
    for report in reports:
        for _, told in _direct(ground, report):
            for last in ground.speakers(told).lasts:
                by_name.setdefault(last, []).append(told)
    for quotes in by_name.values():
        if len({t.report for t in quotes}) > 1:
            yield tuple(quotes)


#: What stands for the words of a quotation, its report, its id.
_Quotation = tuple[bytes, str, str]


def _all_quoted(ground: Ground, spread: Spread) -> list[_Quotation]:
    """The direct quotations of a pile that are long enough, in the order of their reports."""
    reports = sorted(ground.pile.briefs, key=ground.pile.order)

    def read(start: int, end: int) -> list[_Quotation]:
        return [row for report in reports[start:end] for row in _quoted(ground, report)]

    return [row for part in spread.of(read, len(reports)) for row in part]


def _same_words(
    ground: Ground, groups: Iterable[Group], quotes: Iterable[_Quotation]
) -> Iterator[Meeting]:
    """Direct quotations of equal words, in whatever groups they are."""
    by_words: dict[bytes, list[tuple[str, str]]] = {}
    for digest, report, item in quotes:
        by_words.setdefault(digest, []).append((report, item))
    several = [alike for alike in by_words.values() if len({report for report, _ in alike}) > 1]
    wanted = {key_of(*one) for alike in several for one in alike}
    about = {
        key: group.id
        for group in groups
        if group.kind != "entity"
        for key in group.members
        if key in wanted and key not in ground.pile.rejected
    }
    for alike in several:
        keys = [key_of(*one) for one in alike]
        first = next((about[key] for key in keys if key in about), keys[0])
        found = (ground.pile.standing(report).told(item) for report, item in alike)
        told = tuple(one for one in found if one is not None)
        yield Meeting(first, told, (attribution.KIND,))


def _quoted(ground: Ground, report: str) -> Iterator[_Quotation]:
    """The direct quotations of a report that are long enough: what stands for their words, the
    report, their ids."""
    for item, told in _direct(ground, report):
        words = quoted_words(ground, told)
        if len(words) >= LEAST:
            yield _digest(words), report, item


def _direct(ground: Ground, report: str) -> Iterator[tuple[str, Told]]:
    """The direct quotations of a report, with their ids."""
    standing = ground.pile.standing(report)
    for telling in ground.pile.told_in(ground.pile.briefs[report]):
        if telling.quotation == "direct" and (told := standing.told(telling.id)) is not None:
            yield telling.id, told


def _digest(words: Iterable[str]) -> bytes:
    """What stands for words: of all quotations of a pile the words themselves are too many."""
    return blake2b(" ".join(words).encode(), digest_size=16).digest()


def _in_story(sheets: Sheets, story: Story) -> Iterator[Disagreement]:
    """What stands in no one statement because it differs."""
    for found in differing_in(sheets, story):
        one = found.apart
        yield Disagreement(
            id=f"di:{found.kind}:{_place(one.left)}+{_place(one.right)}",
            kind=found.kind,
            relation=one.verdict.relation,
            about=found.about,
            left=_side(one.left),
            right=_side(one.right),
            because=one.verdict.because,
            score=round(one.score, 4),
            reasons=one.reasons,
        )
    for quotes in _of_one_speaker(sheets.ground, story.reports):
        about = story.groups[0].id if story.groups else quotes[0].key
        yield from within(sheets.ground, Meeting(about, quotes, (quotation.KIND,)))


def within(ground: Ground, meeting: Meeting) -> Iterator[Disagreement]:
    """The disagreements among tellings of one thing, by kind."""
    told = _prose_first(ground, meeting.told)
    for kind in meeting.kinds:
        yield from _of_kind(ground, meeting.about, told, kind)


def _of_kind(
    ground: Ground, about: str, tellings: Sequence[Told], kind: Kind
) -> Iterator[Disagreement]:
    topics: dict[str, dict[Hashable, list[Claim]]] = {}
    for told in tellings:
        for claim in kind.claims(ground, told):
            topics.setdefault(claim.topic, {}).setdefault(claim.value, []).append(claim)
    for sides in topics.values():
        if len(sides) < 2:
            continue
        # By the day as of which a side is first told, what nobody dates last.
        ordered = sorted(sides.values(), key=lambda c: (c[0].as_of or "9", kind.rank(c[0])))
        known = [claims[:MOST_TELLINGS] for claims in ordered[:MOST_SIDES]]
        updated: set[int] = set()
        pairs = list(combinations(range(len(known)), 2))
        # Of what changes each state is held against the one before it only: the nearest come first.
        for left, right in sorted(pairs, key=lambda p: (p[1], -p[0])):
            differing = _first_that_differ(ground, kind, known[left], known[right])
            if differing is None:
                continue
            one, other, verdict = differing
            if verdict.relation == "update":
                if right in updated:
                    continue
                updated.add(right)
            yield _disagreement(kind, about, one, other, verdict)


def _prose_first(ground: Ground, told: Sequence[Told]) -> list[Told]:
    """Tellings in the order of their reports, those of titles, which are cut short, last."""
    return sorted(
        told,
        key=lambda t: (ground.pile.order(t.report), _in_title(ground, t), t.start, t.key),
    )


def _in_title(ground: Ground, told: Told) -> bool:
    return any(s.overlaps(told.spans[0]) for s in ground.brief(told).titles)


def _first_that_differ(
    ground: Ground, kind: Kind, left: Sequence[Claim], right: Sequence[Claim]
) -> tuple[Claim, Claim, Verdict] | None:
    for one in left:
        for other in right:
            if one.told.report == other.told.report:
                continue  # a report that tells two things of one matter knows both
            verdict = kind.differ(ground, one, other)
            if verdict is not None:
                return one, other, verdict
    return None


def _disagreement(
    kind: Kind, about: str, one: Claim, other: Claim, verdict: Verdict
) -> Disagreement:
    return Disagreement(
        id=f"di:{kind.kind}:{_place(one)}+{_place(other)}",
        kind=kind.kind,
        relation=verdict.relation,
        about=about,
        left=_side(one),
        right=_side(other),
        because=verdict.because,
    )


def _place(side: Claim | Slot | Quoted) -> str:
    return f"{parts_of(side.told.key)[0]}:{side.span.start}-{side.span.end}"


def _side(side: Claim | Slot | Quoted) -> Side:
    return Side(
        telling=side.told.key,
        passage=Passage(report_id=side.told.report, span=side.span),
        says=side.says,
        as_of=side.as_of,
    )
