"""Findings with the words behind them: what faces show of a comparison, as plain values.

Every line carries the exact words, where they stand, and why. Forms: ``docs/the-pile.md``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from onrecord.across.brief import Brief, Deed, Telling
from onrecord.model import (
    Comparison,
    Copy,
    Disagreement,
    Edge,
    Group,
    Happening,
    Match,
    Origin,
    Reason,
    Shared,
    Side,
    Span,
    StatementOrigins,
    parts_of,
)

SCHEMA: Final = "onrecord-pile/1"
#: How the three states are shown: by shape and by word, never by colour alone.
SHAPES: Final = {"no dependence found": "●", "copied": "■", "relays": "▷"}


@dataclass(frozen=True, kw_only=True)
class Compared:
    """Briefs by the id of their report, what their inputs are called, and their comparison."""

    briefs: Mapping[str, Brief]
    names: Mapping[str, str]
    comparison: Comparison

    @cached_property
    def _items(self) -> dict[str, dict[str, Telling | Deed]]:
        return {}

    def item(self, key: str) -> tuple[Brief, Telling | Deed] | None:
        """The telling or deed of a key with its brief; None where the pile has none."""
        report, name = parts_of(key)
        brief = self.briefs.get(report)
        if brief is None:
            return None
        if report not in self._items:
            tellings: dict[str, Telling | Deed] = {t.id: t for t in brief.tellings}
            self._items[report] = tellings | {d.id: d for d in brief.deeds}
        found = self._items[report].get(name)
        return None if found is None else (brief, found)

    @cached_property
    def groups(self) -> Mapping[str, Group]:
        """Groups by their id."""
        return {g.id: g for g in self.comparison.groups}

    @cached_property
    def group_of(self) -> Mapping[str, tuple[Group, ...]]:
        """The groups that an item is in, by its key."""
        found: dict[str, list[Group]] = defaultdict(list)
        for group in self.comparison.groups:
            for key in group.members:
                found[key].append(group)
        return {key: tuple(groups) for key, groups in found.items()}

    @cached_property
    def disagreements_about(self) -> Mapping[str, tuple[Disagreement, ...]]:
        """Disagreements by the id of the group that they are about."""
        found: dict[str, list[Disagreement]] = defaultdict(list)
        for one in self.comparison.disagreements:
            found[one.about].append(one)
        return {about: tuple(several) for about, several in found.items()}

    @cached_property
    def _by_telling(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for one in self.comparison.disagreements:
            for side in (one.left, one.right):
                found[side.telling].append(one.id)
        return found

    def disagreements_with(self, told: StatementOrigins) -> list[str]:
        """The ids of disagreements about the matter of a statement, or with one of its tellings:
        the rival tellings of its matter are a statement of their own."""
        ids = [d.id for d in self.disagreements_about.get(told.id, ())]
        ids += (i for key in told.tellings for i in self._by_telling.get(key, ()))
        return list(dict.fromkeys(ids))


def one_line(text: str) -> str:
    return " ".join(text.split())


def dated(brief: Brief) -> str | None:
    """The day of publication, or the days between which it lies: ``2023-09-01/2023-09-30``."""
    first, last = brief.published
    if first is None or last is None:
        return None
    return first if first == last else f"{first}/{last}"


def report_line(pile: Compared, report_id: str) -> dict[str, Any]:
    """Who published what when, and what the input is called."""
    brief = pile.briefs[report_id]
    return {
        "report": report_id,
        "name": pile.names.get(report_id),
        "outlet": brief.outlet,
        "published": dated(brief),
        "published_stated": brief.stated,
        "language": brief.language,
        "title": brief.title,
        "url": brief.url,
        "credits": [b.name for b in brief.around if b.kind != "own"],
    }


def telling_line(pile: Compared, key: str) -> dict[str, Any]:
    """A telling or deed with its words, spans, source and chain."""
    found = pile.item(key)
    report = parts_of(key)[0]
    if found is None:
        return {"key": key, **(report_line(pile, report) if report in pile.briefs else {})}
    brief, item = found
    line = {"key": key, **report_line(pile, report)}
    if isinstance(item, Telling):
        spans = {"words": brief.words(item.spans), "spans": [_pair(s) for s in item.spans]}
        return line | spans | _voice(brief, item)
    line |= {
        "words": one_line(item.words),
        "spans": [_pair(item.trigger)],
        "factuality": item.factuality,
    }
    said = None if item.said_in is None else pile.item(f"{report}/{item.said_in}")
    if said is None or not isinstance(said[1], Telling):
        return line | {"voice": "report"}
    return line | _voice(brief, said[1])


def _voice(brief: Brief, telling: Telling) -> dict[str, Any]:
    return {
        "voice": telling.voice,
        "source": telling.source or None,
        "source_kind": telling.source_kind,
        "cue": telling.cue or None,
        "stance": telling.stance,
        "certainty": telling.certainty,
        "polarity": telling.polarity,
        "quotation": telling.quotation,
        "chain": [b.name for b in brief.chain(telling) if b.name],
    }


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]


def _shared(passages: Sequence[Shared], on: Brief | None, own: Brief) -> list[dict[str, Any]]:
    return [
        {
            "there": _pair(p.left),
            "here": _pair(p.right),
            "words_there": None if on is None else on.words((p.left,)),
            "words_here": own.words((p.right,)),
        }
        for p in passages
    ]


def edge_line(pile: Compared, edge: Edge) -> dict[str, Any]:
    """What a telling depends on, with the shared words of both sides."""
    own = pile.briefs[parts_of(edge.telling)[0]]
    on = None if edge.on is None else pile.briefs.get(parts_of(edge.on)[0])
    return {
        "dependence": edge.kind,
        "on": edge.on,
        "on_name": None if edge.on is None else pile.names.get(parts_of(edge.on)[0]),
        "on_outlet": None if on is None else on.outlet,
        "via": edge.via,
        "because": edge.because,
        "passages": _shared(edge.passages, on, own),
    }


def _told(
    pile: Compared, tellings: Iterable[str], edges: Iterable[Edge], origins: Sequence[Origin]
) -> list[dict[str, Any]]:
    """Tellings with what each depends on and the number of the origin that it leads to."""
    by_telling = {e.telling: e for e in edges}
    leads = {key: n for n, o in enumerate(origins, start=1) for key in o.tellings}
    lines = []
    for key in tellings:
        edge = by_telling.get(key)
        line = telling_line(pile, key) | {"origin": leads.get(key)}
        lines.append(line | ({} if edge is None else edge_line(pile, edge)))
    return lines


def _origins(pile: Compared, origins: Sequence[Origin]) -> list[dict[str, Any]]:
    return [
        {
            "number": number,
            "id": origin.id,
            "kind": origin.kind,
            "name": origin.name,
            "first": origin.first,
            "first_name": pile.names.get(parts_of(origin.first)[0]),
            "tellings": len(origin.tellings),
            "because": origin.because,
        }
        for number, origin in enumerate(origins, start=1)
    ]


def statement_line(pile: Compared, found: StatementOrigins) -> dict[str, Any]:
    """A statement with its origins and all its tellings."""
    return {
        "schema": SCHEMA,
        "kind": "statement",
        "id": found.id,
        "words": found.words,
        "language": found.language,
        "origins": len(found.origins),
        "reports": found.reports,
        "among": found.among,
        "first": found.first,
        "first_name": None if found.first is None else pile.names.get(parts_of(found.first)[0]),
        "first_because": found.first_because,
        "origin_list": _origins(pile, found.origins),
        "tellings": _told(pile, found.tellings, found.edges, found.origins),
        "disagreements": pile.disagreements_with(found),
    }


def happening_line(pile: Compared, found: Happening) -> dict[str, Any]:
    """An event of the timeline with its origins and tellings."""
    return {
        "schema": SCHEMA,
        "kind": "event",
        "id": found.id,
        "type": found.type,
        "name": found.name,
        "earliest": found.earliest,
        "latest": found.latest,
        "grain": found.grain,
        "actors": list(found.actors),
        "recipients": list(found.recipients),
        "places": list(found.places),
        "factualities": list(found.factualities),
        "origins": len(found.origins),
        "origin_list": _origins(pile, found.origins),
        "tellings": _told(pile, found.tellings, found.edges, found.origins),
    }


def disagreement_line(pile: Compared, found: Disagreement) -> dict[str, Any]:
    """A disagreement with both sides and their chains."""
    return {
        "schema": SCHEMA,
        "kind": "disagreement",
        "id": found.id,
        "of": found.kind,
        "relation": found.relation,
        "about": found.about,
        "left": _side(pile, found.left),
        "right": _side(pile, found.right),
        "because": found.because,
        "score": round(found.score, 4),
        "reasons": _reasons(found.reasons),
    }


def _side(pile: Compared, side: Side) -> dict[str, Any]:
    brief = pile.briefs[side.passage.report_id]
    return telling_line(pile, side.telling) | {
        "says": side.says,
        "as_of": side.as_of,
        "span": _pair(side.passage.span),
        "span_words": brief.words((side.passage.span,)),
    }


def copy_line(pile: Compared, found: Copy) -> dict[str, Any]:
    """Two reports that share passages, with the words of both."""
    earlier, later = pile.briefs[found.earlier], pile.briefs[found.later]
    return {
        "schema": SCHEMA,
        "kind": found.kind,
        "id": found.id,
        "earlier": report_line(pile, found.earlier),
        "later": report_line(pile, found.later),
        "share": round(found.share, 4),
        "score": round(found.score, 4),
        "direction_from": found.direction_from,
        "because": found.because,
        "passages": _shared(found.passages, earlier, later),
    }


def match_line(found: Match) -> dict[str, Any]:
    """Why two items are one."""
    return {
        "left": found.left,
        "right": found.right,
        "score": round(found.score, 4),
        "judged": found.judged,
        "reasons": _reasons(found.reasons),
    }


def _reasons(reasons: Iterable[Reason]) -> list[dict[str, Any]]:
    return [{"feature": r.feature, "weight": round(r.weight, 3), "says": r.says} for r in reasons]
