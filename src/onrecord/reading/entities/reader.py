"""Names of a report: found window by window, typed once for the whole report."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from onrecord.knowledge.lexicon import Lexicon
from onrecord.knowledge.names import name_lists
from onrecord.language.align import ParsedPart
from onrecord.language.syntax import Tree
from onrecord.model.entity import Entity, EntityKind, Mention
from onrecord.model.record import Omission
from onrecord.model.report import PartKind, Report
from onrecord.model.span import Span, item_id
from onrecord.reading.entities.evidence import BY_NAME, of_context, of_text
from onrecord.reading.entities.headers import header_names
from onrecord.reading.entities.spans import name_spans

#: The best kind must lead the next by so much, or the name is left as ``other`` with an omission.
MARGIN = 0.25
#: Evidence that recurs counts for at most so many occurrences.
RECURS = 3
#: Parts that are read by their form.
HEADERS: frozenset[PartKind] = frozenset({"dateline", "byline", "credit"})


@dataclass(slots=True)
class _Name:
    """All occurrences of one surface form."""

    surface: str
    spans: list[Span] = field(default_factory=list)
    evidence: Counter[str] = field(default_factory=Counter)
    sure: bool = False


class NameReader:
    """Reads the names of one report: ``read_headers`` once, ``read`` a window, ``finish`` last.

    ``is_word`` tells whether a word in lower case is a common word of the language."""

    def __init__(self, lexicon: Lexicon, is_word: Callable[[str], bool]) -> None:
        self.lexicon = lexicon
        self.is_word = is_word
        self.lists = name_lists()
        self.names: dict[str, _Name] = {}

    def read(self, parts: Sequence[ParsedPart], trees: Sequence[Tree], text: str) -> None:
        """Note the names of a window; nothing of its Docs is kept."""
        for parsed, tree in zip(parts, trees, strict=True):
            for found in name_spans(tree, self.lexicon, self.lists):
                span = parsed.span(*found.stretch)
                name = self._name(span, text)
                name.sure = name.sure or found.sure
                name.evidence.update(of_context(tree, found.stretch, found.label, self.lexicon))

    def read_headers(self, report: Report) -> None:
        """Note the names of datelines, bylines and credits."""
        for part in report.parts:
            if part.kind in HEADERS:
                for span, evidence in header_names(part, report.text, self.lexicon, self.lists):
                    name = self._name(span, report.text)
                    name.sure = True
                    name.evidence[evidence] += 1

    def _name(self, span: Span, text: str) -> _Name:
        surface = " ".join(span.of(text).split())
        name = self.names.setdefault(surface, _Name(surface))
        name.spans.append(span)
        return name

    def finish(self) -> tuple[tuple[Entity, ...], tuple[Omission, ...]]:
        """One entity a cluster of surfaces, in the order of first mention, and what stayed open."""
        parts = {word for name in self.names.values() if name.sure for word in name.surface.split()}
        self.names = {
            surface: name
            for surface, name in self.names.items()
            if name.sure or surface in parts or not self.is_word(surface.lower())
        }
        kinds: dict[str, tuple[EntityKind, str]] = {}
        omissions: list[Omission] = []
        for name in self.names.values():
            name.evidence.update(set(of_text(name.surface, self.lists, self.lexicon.naming)))
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
        longer = self._parts_of_longer(kinds) | self._shouted()
        clusters: dict[str, list[str]] = defaultdict(list)
        for surface in self.names:
            clusters[longer.get(surface, surface)].append(surface)
        entities = [self._entity(main, members, kinds) for main, members in clusters.items()]
        return tuple(sorted(entities, key=lambda e: e.mentions[0].start)), tuple(omissions)

    def _parts_of_longer(self, kinds: dict[str, tuple[EntityKind, str]]) -> dict[str, str]:
        """Short names that are part of exactly one longer person's name: *Kim* of *Kim Jong Un*.
        One that is part of several is a person, but nobody knows which."""
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
            elif holders and not listed:
                kinds[surface] = "person", "is part of the names of " + ", ".join(holders)
        return found

    def _shouted(self) -> dict[str, str]:
        """Names in capitals that also stand as usual: *SÉOUL* of a dateline, *Séoul*."""
        usual = {s.upper(): s for s in self.names if not s.isupper()}
        return {s: usual[s] for s in self.names if s.isupper() and s in usual}

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
        reasons.append((worth, f"{row.says} ({row.kind} {worth:+.1f})"))
    if "country list" in evidence:  # where it is and what it does are what countries do
        totals = {k: v for k, v in totals.items() if k not in {"place", "organization"}}
    ordered = sorted(totals.items(), key=lambda item: (-item[1], item[0]))
    lead = ordered[0][1] - (ordered[1][1] if len(ordered) > 1 else 0.0)
    reasons.sort(key=lambda r: (-r[0], r[1]))
    return ordered[0][0], "; ".join(text for _, text in reasons[:4]), lead
