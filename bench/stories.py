"""Origins and disagreements on story sets by hand: ``bench/gold/stories/*.toml``, see its README,
and on piles of 26 to 28 reports on one story, ``bench/gold/piles/*.toml``.

Each gold statement is held against the statement of ours that tells it in most of its reports. A
gold disagreement is found by one of ours of its kind whose two tellings stand in the words of its
two sides, or in a copy of them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

from bench.attribution import Figure
from bench.corpora import GOLD, digest
from bench.measures import Row, reader
from onrecord.across.brief import Brief, Telling
from onrecord.across.briefing import brief
from onrecord.across.carriers import UNNAMED, Carriers
from onrecord.desk import published_on
from onrecord.errors import OnrecordError
from onrecord.intake.open import report_from_text
from onrecord.model import Span
from onrecord.model.case import (
    Comparison,
    Disagreement,
    Edge,
    Group,
    Side,
    StatementOrigins,
    key_of,
    parts_of,
)

FOLDER = GOLD / "stories"
UNSEEN = GOLD / "stories_unseen"
PILES = GOLD / "piles"
UNSEEN_PILES = GOLD / "piles_unseen"
#: How the rows of a folder are called, the folder, and what lies in it.
SETS = (
    ("stories", FOLDER, "story sets"),
    ("unseen stories", UNSEEN, "story sets"),
    ("piles", PILES, "piles of one story"),
    ("unseen piles", UNSEEN_PILES, "piles of one story"),
)
#: Folders that are measured as one pile, too.
TOGETHER = (FOLDER, PILES)
#: Share of the shorter of two stretches that both must have to be one telling.
MEETS = 0.5
Compare = Callable[[Sequence[Brief]], Comparison]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A gold statement: its words in each report, all by the set's own ids of reports."""

    name: str
    words: dict[str, Span]
    origins: tuple[frozenset[str], ...]
    edges: dict[str, str]
    first: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """A gold disagreement, or a pair that only looks like one (``relation`` is empty)."""

    kind: str
    relation: str
    sides: tuple[tuple[str, Span], tuple[str, Span]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    path: Path
    briefs: dict[str, Brief]
    statements: tuple[Told, ...]
    disagreements: tuple[Apart, ...]
    traps: tuple[Apart, ...]


@dataclass(slots=True)
class Counts:
    """What was counted over all statements and disagreements. ``missed`` are those told by nobody
    of ours, ``notes`` says for people what was wrong."""

    statements: int = 0
    missed: int = 0
    exact: int = 0
    error: int = 0
    first: int = 0
    together: Figure = field(default_factory=Figure)
    edges: Figure = field(default_factory=Figure)
    false_origins: int = 0
    copied: int = 0
    kinds: dict[str, Figure] = field(default_factory=dict)
    relations: Figure = field(default_factory=Figure)
    traps: Figure = field(default_factory=Figure)
    notes: list[str] = field(default_factory=list)


def read_story(path: Path) -> Story:
    """A set, its reports read. Raises OnrecordError where gold words are not in their text."""
    data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    briefs = {row["id"]: _brief(path, row) for row in data["report"]}

    def at(report: str, words: str) -> Span:
        start = briefs[report].text.find(words)
        if start < 0:
            raise OnrecordError(f"not in report {report}: {words!r}", about=path.name)
        return Span(start=start, end=start + len(words))

    def apart(row: dict[str, Any]) -> Apart:
        one, other = ((report, at(report, words)) for report, words in row["between"].items())
        return Apart(kind=row["kind"], relation=row.get("relation", ""), sides=(one, other))

    return Story(
        path=path,
        briefs=briefs,
        statements=tuple(
            Told(
                name=row["name"],
                words={report: at(report, words) for report, words in row["words"].items()},
                origins=tuple(map(frozenset, row["origins"])),
                edges=row["edges"],
                first=row["first"],
            )
            for row in data.get("statement", ())
        ),
        disagreements=tuple(map(apart, data.get("disagreement", ()))),
        traps=tuple(map(apart, data.get("trap", ()))),
    )


def _brief(path: Path, row: dict[str, Any]) -> Brief:
    day = row.get("published")
    report = report_from_text(
        row["text"].strip("\n"),
        f"{path.stem}-{row['id']}",
        detect=lambda _: str(row["language"]),
        outlet=row.get("outlet"),
        published=None if day is None else published_on(day),
    )
    return brief(reader().read(report))


def _meet(one: Span, other: Span) -> float:
    """The share of the shorter stretch that both have."""
    both = min(one.end, other.end) - max(one.start, other.start)
    return both / max(1, min(len(one), len(other))) if both > 0 else 0.0


def _met(story: Story, report: str, words: Span, key: str) -> float:
    """How far a telling of ours is the one of these words."""
    brief = story.briefs[report]
    at, item = parts_of(key)
    if at != brief.report_id:
        return 0.0
    met = [_told(brief, words, t) for t in brief.tellings if t.id == item]
    met += [_meet(words, d.trigger) for d in brief.deeds if d.id == item]
    return max(met, default=0.0)


def _told(brief: Brief, words: Span, telling: Telling) -> float:
    """How far a telling is the one of these words, in which its source and cue may stand as well:
    *the mission counted 31 dead*."""
    share = max(_meet(words, span) for span in telling.spans)
    first = telling.spans[0]
    before = brief.text[words.start : max(words.start, first.start)]
    if share and telling.cue and telling.cue in before and telling.source in before:
        return max(share, _meet(Span(start=first.start, end=words.end), first))
    return share


def ours(story: Story, gold: Told, found: Comparison) -> StatementOrigins | None:
    """The statement of ours that tells a gold one in most of its reports."""

    def held(one: StatementOrigins) -> float:
        return sum(
            best
            for report, words in gold.words.items()
            if (best := max(_met(story, report, words, k) for k in one.tellings)) >= MEETS
        )

    best = max(found.statements, key=lambda s: (held(s), -len(s.tellings), s.id), default=None)
    return best if best is not None and held(best) > 0 else None


def count(story: Story, found: Comparison, counts: Counts) -> None:
    """Adds one story to the counts."""
    for gold in story.statements:
        _count_statement(story, gold, ours(story, gold, found), counts)
    _count_together(story, found, counts.together)
    _count_disagreements(story, found, counts)


def _count_together(story: Story, found: Comparison, figure: Figure) -> None:
    """Pairs of gold tellings of two reports: whether those of one statement are in one of ours."""
    of: dict[str, list[tuple[str, str]]] = {}
    for one in found.statements:
        for key in one.tellings:
            of.setdefault(parts_of(key)[0], []).append((key, one.id))
    told = [
        (
            gold.name,
            report,
            {
                name
                for key, name in of.get(story.briefs[report].report_id, ())
                if _met(story, report, words, key) >= MEETS
            },
        )
        for gold in story.statements
        for report, words in gold.words.items()
    ]
    for (name, report, mine), (other, beside, theirs) in combinations(told, 2):
        if report != beside:
            ours_too = not mine.isdisjoint(theirs)
            figure.gold += name == other
            figure.predicted += ours_too
            figure.right += name == other and ours_too


def _count_statement(
    story: Story, gold: Told, told: StatementOrigins | None, counts: Counts
) -> None:
    counts.statements += 1
    number = 0 if told is None else len(told.origins)
    counts.missed += told is None
    counts.exact += number == len(gold.origins)
    counts.error += abs(number - len(gold.origins))
    first = None if told is None or told.first is None else parts_of(told.first)[0]
    expected = story.briefs[gold.first].report_id if gold.first else None
    counts.first += told is not None and first == expected
    where = f"{story.path.stem}: {gold.name}"
    if number != len(gold.origins):
        counts.notes.append(f"{where}: {number} origins, gold {len(gold.origins)}")
    for report, edge in gold.edges.items():
        mine = None if told is None else _edge_in(story, gold, report, told)
        right = mine is not None and _is_right(story, gold, report, edge, mine)
        counts.edges.gold += 1
        counts.edges.predicted += mine is not None
        counts.edges.right += right
        is_copy = edge.startswith("copied")
        counts.copied += is_copy and mine is not None
        counts.false_origins += is_copy and mine is not None and mine.kind == "no dependence found"
        if not right:
            said = "nothing" if mine is None else f"{mine.kind} {mine.on or mine.via or ''}"
            counts.notes.append(f"{where}: {report} is {said}, gold {edge}")


def _edge_in(story: Story, gold: Told, report: str, told: StatementOrigins) -> Edge | None:
    """Our edge of a gold telling: the one that stands most in its words."""
    met = [(_met(story, report, gold.words[report], e.telling), e) for e in told.edges]
    best = max(met, key=lambda m: (m[0], m[1].telling), default=None)
    return best[1] if best is not None and best[0] >= MEETS else None


def _is_right(story: Story, gold: Told, report: str, edge: str, mine: Edge) -> bool:
    kind, _, target = edge.partition(" ")
    if not edge.startswith(mine.kind.split()[0]):
        return _is_turned(story, gold, report, edge, mine)
    if kind == "no":
        return True
    on = None if mine.on is None else parts_of(mine.on)[0]
    if kind == "copied":
        # Any report that has the passage is as right: one of the same origin, but itself.
        group = next((g for g in gold.origins if report in g), frozenset())
        return on in {story.briefs[r].report_id for r in group - {report}}
    if target in story.briefs:
        return on == story.briefs[target].report_id
    carriers = Carriers(b.outlet for b in story.briefs.values() if b.outlet)
    via = (mine.via or "").removeprefix(UNNAMED)
    return via.casefold() == target.casefold() or carriers.key(via) == carriers.key(target)


def _is_turned(story: Story, gold: Told, report: str, edge: str, mine: Edge) -> bool:
    """Whether a copy whose direction cannot be told is only turned round."""
    kind, _, target = edge.partition(" ")
    if gold.first:
        return False
    if mine.kind == "copied" and mine.on is not None:
        other = next((r for r, e in gold.edges.items() if e == f"copied {report}"), None)
        return other is not None and parts_of(mine.on)[0] == story.briefs[other].report_id
    day, by = story.briefs[report].published, story.briefs.get(target)
    return kind == "copied" and mine.kind[:2] == "no" and by is not None and by.published == day


def _count_disagreements(story: Story, found: Comparison, counts: Counts) -> None:
    left = list(found.disagreements)
    for gold in story.disagreements:
        figure = counts.kinds.setdefault(gold.kind, Figure())
        figure.gold += 1
        one = next((d for d in left if _is_of(story, gold, d, found)), None)
        if one is None:
            counts.notes.append(f"{story.path.stem}: {gold.kind} {gold.relation} not found")
            continue
        left.remove(one)
        figure.right += 1
        figure.predicted += 1
        counts.relations.gold += 1
        counts.relations.right += one.relation == gold.relation
    for trap in story.traps:
        counts.traps.gold += 1
        counts.traps.right += any(_is_of(story, trap, d, found) for d in left)
    for one in left:
        counts.kinds.setdefault(one.kind, Figure()).predicted += 1
        counts.notes.append(f"{story.path.stem}: {one.kind} {one.relation} too many: {one.because}")


def _is_of(story: Story, gold: Apart, mine: Disagreement, found: Comparison) -> bool:
    """Whether ours is a gold one: both sides in its words; or in its two reports, and one side in
    its words, where a report tells the other side twice."""
    if gold.kind != mine.kind:
        return False
    one, other = gold.sides
    for a, b in ((mine.left, mine.right), (mine.right, mine.left)):
        met = _side_of(story, *one, a, found), _side_of(story, *other, b, found)
        reports = [story.briefs[one[0]].report_id, story.briefs[other[0]].report_id]
        if all(met) or (any(met) and reports == [s.passage.report_id for s in (a, b)]):
            return True
    return False


def _side_of(story: Story, report: str, words: Span, side: Side, found: Comparison) -> bool:
    if _met(story, report, words, side.telling) >= MEETS:
        return True
    told_in = next(r for r, b in story.briefs.items() if b.report_id == side.passage.report_id)
    # Another report that tells the same stands for its side as well.
    told = (g.words for g in story.statements if {report, told_in} <= g.words.keys())
    if any(
        _meet(w[report], words) and _met(story, told_in, w[told_in], side.telling) >= MEETS
        for w in told
    ):
        return True
    return any(
        {e.telling, e.on} >= {side.telling} and _met(story, report, words, key) >= MEETS
        for s in found.statements
        for e in s.edges
        if e.kind == "copied" and e.on is not None
        for key in (e.telling, e.on)
    )


def groups_given(story: Story) -> list[Group]:
    """The gold statements as groups: what our readings of their words come to if all that is one
    were known to be one."""
    groups = []
    for gold in story.statements:
        members = []
        for report, words in gold.words.items():
            brief = story.briefs[report]
            met = [(_told(brief, words, t), t.id) for t in brief.tellings]
            members += [key_of(brief.report_id, item) for share, item in met if share >= MEETS]
        if members:
            groups.append(
                Group(
                    id=f"st:{members[0]}",
                    kind="statement",
                    name=gold.name,
                    members=tuple(dict.fromkeys(members)),
                )
            )
    return groups


@cache
def read_stories(folder: Path) -> tuple[Story, ...]:
    return tuple(read_story(path) for path in sorted(folder.glob("*.toml")))


def measured(folder: Path, compare: Callable[[Story], Comparison]) -> Counts:
    counts = Counts()
    for story in read_stories(folder):
        count(story, compare(story), counts)
    return counts


def stories(corpora: Path | None) -> Iterator[Row]:
    """Origins, their edges, the first, and disagreements, from texts to the end: of the sets that
    were looked at while the rules grew, and of those that nobody looked at."""
    del corpora
    from onrecord.across.pile import compare

    for name, folder, what in SETS:
        paths = list(folder.glob("*.toml"))
        counts = measured(folder, lambda story: compare(tuple(story.briefs.values()), ()))
        data, mark = f"{len(paths)} {what}", digest(paths)
        yield from rows(counts, data, mark, name)
        if folder in TOGETHER:
            yield from _in_one_pile(name, f"{data} as one", mark, folder)


def _in_one_pile(name: str, data: str, mark: str, folder: Path) -> Iterator[Row]:
    """What the same come to where they all stand in one pile, as the stories of a newsroom do:
    origins, and statements that have tellings of two of them."""
    from onrecord.across.pile import compare

    told = read_stories(folder)
    story_of = {b.report_id: n for n, story in enumerate(told) for b in story.briefs.values()}
    found = compare([b for story in told for b in story.briefs.values()], ())
    counts = Counts()
    for story in told:
        for gold in story.statements:
            _count_statement(story, gold, ours(story, gold, found), counts)
    shared = [s for s in found.statements if s.reports > 1]
    mixed = [s for s in shared if len({story_of[parts_of(t)[0]] for t in s.tellings}) > 1]
    many = max(1, counts.statements)
    figures = {
        "origins exact": 100 * counts.exact / many,
        "origins error": counts.error / many,
        "statements of two stories, %": 100 * len(mixed) / max(1, len(shared)),
    }
    for what, figure in figures.items():
        yield Row(
            name=f"{name} in one pile {what}",
            data=data,
            digest=mark,
            figure=figure,
            lower_is_better=what != "origins exact",
        )


def rows(counts: Counts, data: str, mark: str, whose: str = "stories") -> Iterator[Row]:
    def row(name: str, figure: float, **bars: Any) -> Row:
        return Row(name=f"{whose} {name}", data=data, digest=mark, figure=figure, **bars)

    many = max(1, counts.statements)
    yield row("origins exact", 100 * counts.exact / many, floor=75.0, aim=90.0)
    error = counts.error / many
    yield row("origins error", error, floor=0.4, aim=0.15, lower_is_better=True)
    yield row("first", 100 * counts.first / many)
    yield row("tellings put together precision", counts.together.precision)
    yield row("tellings put together recall", counts.together.recall)
    yield row("edges", counts.edges.recall)
    yield row("statements missed", 100 * counts.missed / many, lower_is_better=True)
    share = 100 * counts.false_origins / max(1, counts.copied)
    yield row("no dependence said of a copy", share, lower_is_better=True)
    total = Figure()
    for kind, figure in sorted(counts.kinds.items()):
        total.gold += figure.gold
        total.predicted += figure.predicted
        total.right += figure.right
        yield row(f"{kind} precision", figure.precision)
        yield row(f"{kind} recall", figure.recall)
    yield row("disagreements precision", total.precision)
    yield row("disagreements recall", total.recall)
    yield row("updates told from disagreements", counts.relations.recall)
    yield row("traps fallen into", counts.traps.recall, lower_is_better=True)
