"""Keep what the reports of a casebook come to, so that it can be looked at without comparing.

What is kept is complete but for statements that one report alone tells and for which it names
nobody that it has it from: of these the pile shows nothing more than their report does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from onrecord.across.corrected import Spot
from onrecord.across.findings import Compared, one_line
from onrecord.across.form import (
    Found,
    T,
    decode_finding,
    decode_matches,
    encode_finding,
    encode_matches,
)
from onrecord.across.judged import Judged, key_in
from onrecord.casebook import (
    Casebook,
    Finding,
    FindingKind,
    Kept,
    Made,
    Moved,
    Seen,
    open_casebook,
)
from onrecord.desk.comparing import compared_case
from onrecord.desk.staging import staged
from onrecord.model import (
    Copy,
    Disagreement,
    Group,
    Happening,
    Match,
    Origin,
    StatementOrigins,
)
from onrecord.record.provenance import software

#: Seconds for which another writer is waited for.
WAIT: Final = 60
#: Reasons why two items are one that are kept of one finding.
MOST_REASONS: Final = 200
#: Characters of a finding's name.
LONGEST_NAME: Final = 400
NO_DEPENDENCE: Final = "no dependence found"
#: What kinds of findings are called.
KINDS: Final[Mapping[type, FindingKind]] = {
    StatementOrigins: "statement",
    Happening: "event",
    Disagreement: "disagreement",
    Copy: "copy",
    Group: "entity",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Freshness:
    """Whether what is kept is what comparing would find now: how many changes of the reports, and
    which judgements, came after it. ``made`` is None when nothing is kept."""

    made: Made | None
    changes: int
    judgements: int

    @property
    def fresh(self) -> bool:
        known = self.made is not None and self.made.software == software()
        return known and not self.changes and not self.judgements


def freshness(casebook: Casebook) -> Freshness:
    """How what is kept stands to what is in the casebook."""
    made = casebook.findings.made()
    state, judgement = casebook.state()
    if made is None:
        return Freshness(made=None, changes=state, judgements=judgement)
    return Freshness(
        made=made,
        changes=state - made.state,
        judgements=judgement - made.judgement,
    )


def renew(path: str, workers: int = 1) -> Made:
    """Compare the reports of a casebook, if need be, and keep what they come to. Others may write
    while it is compared; what they wrote counts as not yet known. With several ``workers`` a large
    pile is compared by so many processes, to the same end.

    Raises CasebookError when the casebook cannot be read, or is written by another process.
    """
    with open_casebook(path) as casebook:
        known = freshness(casebook)
        if known.made is not None and known.fresh:
            return known.made
        state, judgement = casebook.state()
        pile = compared_case(casebook, workers)
        moved = tuple(_moved(Judged(casebook.judgements())))
    made = Made(
        at=datetime.now(UTC).isoformat(timespec="seconds"),
        software=software(),
        reports=len(pile.comparison.reports),
        state=state,
        judgement=judgement,
        counts={},
    )
    with open_casebook(path, write=True, wait=WAIT) as casebook:
        casebook.keep(made, findings_of(pile), moved, staged(pile.briefs.values()))
        kept = casebook.findings.made()
    assert kept is not None
    return kept


def _moved(judged: Judged) -> Iterator[Moved]:
    """Places that people corrected, or took out."""
    for one in judged.active:
        if one.verdict not in {"place", "reject"}:
            continue
        spot = Spot.of(one.value) if one.value else None
        for item in one.items:
            report, _, name = key_in(item).partition("/")
            if not name.startswith("pl:"):
                continue
            to = None
            if spot is not None and spot.geonames_id is not None:
                to = Seen(
                    geonames_id=spot.geonames_id,
                    name=spot.name,
                    country=spot.country,
                    kind=spot.kind,
                    latitude=spot.lat,
                    longitude=spot.lon,
                    reports=1,
                    mentions=1,
                )
            yield Moved(report_id=report, item=name, to=to)


def findings_of(pile: Compared) -> Iterator[Finding]:
    """What of a comparison is kept, in its order."""
    made = pile.comparison
    why, days = _Reasons(made.matches), _Days(pile)
    for told in made.statements:
        if len(told.tellings) > 1 or any(e.kind != NO_DEPENDENCE for e in told.edges):
            yield _finding(days, told, told.words, told.tellings, why, told.origins)
    for event in made.happenings:
        when = (day_of(event.earliest), day_of(event.latest))
        names = (event.name, event.tellings)
        yield _finding(days, event, *names, why, event.origins, sort=event.type, when=when)
    for one in made.disagreements:
        sides = (one.left.telling, one.right.telling)
        name = f"{one.left.says} / {one.right.says}"
        yield _finding(days, one, name, sides, why, sort=f"{one.kind} {one.relation}")
    for copy in made.copies:
        sides = (f"{copy.earlier}/", f"{copy.later}/")
        name = pile.briefs[copy.later].title or copy.later
        yield _finding(days, copy, name, sides, why, sort=copy.kind)
    for group in made.groups:
        if group.kind == "entity":
            sort = _entity_kind(pile, group)
            yield _finding(days, group, group.name, group.members, why, sort=sort)


class _Reasons:
    """Why items are one, by the items."""

    def __init__(self, matches: Iterable[Match]) -> None:
        self._by_left: dict[str, list[Match]] = defaultdict(list)
        for match in matches:
            self._by_left[match.left].append(match)

    def among(self, keys: Sequence[str]) -> list[Match]:
        """The matches between these items, the first ``MOST_REASONS``."""
        wanted = set(keys)
        found: list[Match] = []
        for key in keys:
            found += (m for m in self._by_left.get(key, ()) if m.right in wanted)
            if len(found) >= MOST_REASONS:
                return found[:MOST_REASONS]
        return found


class _Days:
    """On which days reports were published. An entity is named by thousands of reports, each of
    which is opened once for all."""

    def __init__(self, pile: Compared) -> None:
        self._pile = pile
        self._known: dict[str, tuple[str | None, str | None]] = {}

    def between(self, reports: Iterable[str]) -> tuple[str | None, str | None]:
        """The days of the first and the last of reports that have one."""
        published = [self._of(report) for report in reports]
        first = min((low for low, _ in published if low is not None), default=None)
        last = max((high for _, high in published if high is not None), default=None)
        return first, last

    def _of(self, report: str) -> tuple[str | None, str | None]:
        found = self._known.get(report)
        if found is None:
            found = self._known[report] = self._pile.briefs[report].published
        return found


def _finding(
    published: _Days,
    one: Found,
    name: str,
    keys: Sequence[str],
    why: _Reasons,
    origins: Sequence[Origin] = (),
    *,
    sort: str = "",
    when: tuple[str | None, str | None] | None = None,
) -> Finding:
    reports = dict.fromkeys(key.partition("/")[0] for key in keys)
    first, last = when if when is not None else published.between(reports)
    return Finding(
        kind=KINDS[type(one)],
        id=one.id,
        sort=sort,
        name=one_line(name)[:LONGEST_NAME],
        origins=len(origins),
        reports=len(reports),
        tellings=len(keys),
        earliest=first,
        latest=last,
        body=encode_finding(one),
        why=encode_matches(why.among(keys)),
        members=tuple(dict.fromkeys(_pair(key) for key in keys)),
    )


def _pair(key: str) -> tuple[str, str]:
    report, _, item = key.partition("/")
    return report, item


def day_of(value: str | None) -> str | None:
    """The day of a time of day."""
    return None if value is None else value[:10]


def _entity_kind(pile: Compared, group: Group) -> str:
    report, item = _pair(group.members[0])
    return next((e.kind for e in pile.briefs[report].entities if e.id == item), "other")


def read_kept(kind: type[T], kept: Kept) -> tuple[T, tuple[Match, ...]]:
    """A finding that was kept, and why its tellings are one. Raises RecordError when another
    version of onrecord kept it in another form."""
    return decode_finding(kind, kept.body), decode_matches(kept.why)
