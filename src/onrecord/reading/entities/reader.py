"""Names of a report: found window by window, typed once for the whole report."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.knowledge.lexicon import Lexicon
from onrecord.knowledge.names import name_lists
from onrecord.language.align import ParsedPart
from onrecord.language.syntax import Tree
from onrecord.model.entity import Entity, EntityKind, Mention
from onrecord.model.record import Omission
from onrecord.model.span import Span, item_id
from onrecord.reading.entities.evidence import BY_NAME, of_context, of_text
from onrecord.reading.entities.spans import name_spans

#: The best kind must lead the next by so much, or the name is left as ``other`` with an omission.
MARGIN = 0.25
#: Evidence that recurs counts for at most so many occurrences.
RECURS = 3


@dataclass(slots=True)
class _Name:
    """All occurrences of one surface form."""

    surface: str
    spans: list[Span] = field(default_factory=list)
    evidence: Counter[str] = field(default_factory=Counter)


class NameReader:
    """Reads the names of one report. ``read`` is called once a window, ``finish`` at the end."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.lists = name_lists()
        self.names: dict[str, _Name] = {}

    def read(self, parts: Sequence[ParsedPart], trees: Sequence[Tree], text: str) -> None:
        """Note the names of a window; nothing of its Docs is kept."""
        for parsed, tree in zip(parts, trees, strict=True):
            for stretch, label in name_spans(tree, self.lexicon, self.lists):
                span = parsed.span(*stretch)
                surface = " ".join(span.of(text).split())
                name = self.names.setdefault(surface, _Name(surface))
                name.spans.append(span)
                name.evidence.update(of_context(tree, stretch, label, self.lexicon))

    def finish(self) -> tuple[tuple[Entity, ...], tuple[Omission, ...]]:
        """One entity a cluster of surfaces, in the order of first mention, and what stayed open."""
        kinds: dict[str, tuple[EntityKind, str]] = {}
        omissions: list[Omission] = []
        for name in self.names.values():
            name.evidence.update(set(of_text(name.surface, self.lists)))
            kind, because, lead = decide(name.evidence)
            kinds[name.surface] = kind, because
            if lead < MARGIN:
                omissions.append(
                    Omission(
                        span=name.spans[0],
                        stage="entities",
                        reason=f"two kinds remain for this name: {because}",
                    )
                )
        longer = self._parts_of_longer(kinds)
        clusters: dict[str, list[str]] = defaultdict(list)
        for surface in self.names:
            clusters[longer.get(surface, surface)].append(surface)
        entities = [self._entity(main, members, kinds) for main, members in clusters.items()]
        return tuple(sorted(entities, key=lambda e: e.mentions[0].start)), tuple(omissions)

    def _parts_of_longer(self, kinds: dict[str, tuple[EntityKind, str]]) -> dict[str, str]:
        """Short names that are part of exactly one longer person's name: *Kim* of *Kim Jong Un*."""
        found: dict[str, str] = {}
        people = [s for s, (kind, _) in kinds.items() if kind == "person" and " " in s]
        for surface, (kind, _) in kinds.items():
            if " " in surface or kind in {"country"}:
                continue
            holders = [p for p in people if surface in (p.split()[0], p.split()[-1])]
            strong = self.names[surface].evidence
            listed = any(n.endswith("list") and n != "city list" for n in strong)
            if len(holders) == 1 and not listed:
                found[surface] = holders[0]
        return found

    def _entity(
        self, main: str, members: list[str], kinds: dict[str, tuple[EntityKind, str]]
    ) -> Entity:
        spans = sorted(s for m in members for s in self.names[m].spans)
        mentions = tuple(
            Mention(start=s.start, end=s.end, form="name") for s in dict.fromkeys(spans)
        )
        kind, because = kinds[main]
        return Entity(
            id=item_id("en", [spans[0]]), kind=kind, name=main, mentions=mentions, because=because
        )


def decide(evidence: Counter[str]) -> tuple[EntityKind, str, float]:
    """The kind with the highest sum of weights, the reasons strongest first, and its lead."""
    totals: dict[EntityKind, float] = defaultdict(float)
    reasons: list[tuple[float, str]] = []
    for name, times in sorted(evidence.items()):
        row = BY_NAME[name]
        worth = row.weight * (1 + 0.3 * (min(times, RECURS) - 1))
        totals[row.kind] += worth
        reasons.append((worth, f"{row.says} ({row.kind} +{worth:.1f})"))
    ordered = sorted(totals.items(), key=lambda item: (-item[1], item[0]))
    lead = ordered[0][1] - (ordered[1][1] if len(ordered) > 1 else 0.0)
    reasons.sort(key=lambda r: (-r[0], r[1]))
    return ordered[0][0], "; ".join(text for _, text in reasons[:4]), lead
