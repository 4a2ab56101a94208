"""Names of a report: found window by window, typed once for the whole report."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from onrecord.knowledge.added import Added
from onrecord.knowledge.lexicon import Lexicon
from onrecord.knowledge.names import name_lists
from onrecord.knowledge.offices import body_words, office_words
from onrecord.knowledge.placewords import place_words
from onrecord.language.align import ParsedPart
from onrecord.language.pipelines import Words
from onrecord.language.syntax import Tree
from onrecord.model.entity import Entity, EntityKind, Mention
from onrecord.model.record import Omission
from onrecord.model.report import PartKind, Report
from onrecord.model.span import Span, item_id
from onrecord.reading.entities.clusters import Cluster, Scene
from onrecord.reading.entities.described import demonyms_of
from onrecord.reading.entities.evidence import BY_NAME, of_context, of_text
from onrecord.reading.entities.headers import header_names
from onrecord.reading.entities.nominals import Nominal, nominals
from onrecord.reading.entities.sieves import sift
from onrecord.reading.entities.spans import name_spans

#: The best kind must lead the next by so much, or the name is left as ``other`` with an omission.
MARGIN = 0.25
#: Evidence that recurs counts for at most so many occurrences.
RECURS = 3
#: Parts that are read by their form.
HEADERS: frozenset[PartKind] = frozenset({"dateline", "byline", "credit"})
HEADLINES: frozenset[PartKind] = frozenset({"title", "heading"})


@dataclass(slots=True)
class _Name:
    """All occurrences of one surface form."""

    surface: str
    spans: list[Span] = field(default_factory=list)
    evidence: Counter[str] = field(default_factory=Counter)
    sure: bool = False


class NameReader:
    """Reads the names of one report: ``read_headers`` once, ``read`` a window, ``finish`` last.

    ``common`` tells the common words of the language, ``added`` what a user knows beside the
    base."""

    def __init__(self, lexicon: Lexicon, common: Words, added: Added | None = None) -> None:
        self.lexicon = lexicon
        self.added = added
        self.common = common
        self.lists = name_lists()
        self.names: dict[str, _Name] = {}
        self.nominals: list[Nominal] = []
        self.demonyms = place_words(lexicon.language).demonyms
        self.bodies = body_words(lexicon.language)
        self.sentences: list[int] = []
        self.headers: set[Span] = set()
        self.sexes: dict[Span, str] = {}
        self.belonging: dict[str, list[Span]] = defaultdict(list)
        self.headlines: list[Span] = []

    def read(self, parts: Sequence[ParsedPart], trees: Sequence[Tree], text: str) -> None:
        """Note the names of a window; nothing of its Docs is kept."""
        for parsed, tree in zip(parts, trees, strict=True):
            spans = name_spans(tree, self.lexicon, self.lists, self.common)
            stretches = [found.stretch for found in spans]
            self.nominals += nominals(
                parsed, tree, stretches, self.lexicon, self.demonyms, self.bodies
            )
            inside = {i for a, b in stretches for i in range(a, b + 1)}
            for span, code in demonyms_of(parsed, tree, inside, self.demonyms):
                self.belonging[code].append(span)
            self.sentences += [parsed.span(a, b - 1).start for a, b in tree.sentences]
            for found in spans:
                span = parsed.span(*found.stretch)
                name = self._name(span, text)
                name.sure = name.sure or found.sure
                sex = self._address(tree, found.stretch[0])
                if sex:
                    self.sexes[span] = sex
                name.evidence.update(of_context(tree, found.stretch, found.label, self.lexicon))

    def _address(self, tree: Tree, first: int) -> str:
        """What the form of address before a name tells: ``m``, ``f`` or nothing."""
        forms = self.lexicon.naming.honorifics
        for width in (1, 2):  # "Mme", "M" and "."
            told = forms.get("".join(tree.lower[max(first - width, 0) : first]), "")
            if told:
                return told.replace("x", "")
        return ""

    def read_headers(self, report: Report) -> None:
        """Note the names of datelines, bylines and credits."""
        for part in report.parts:
            if part.kind in HEADLINES:
                self.headlines.append(part.span)
            if part.kind in HEADERS:
                for span, evidence in header_names(part, report.text, self.lexicon, self.lists):
                    name = self._name(span, report.text)
                    name.sure = True
                    name.evidence[evidence] += 1
                    self.headers.add(span)

    def _name(self, span: Span, text: str) -> _Name:
        surface = " ".join(span.of(text).split())
        name = self.names.setdefault(surface, _Name(surface))
        name.spans.append(span)
        return name

    def finish(self, when: str = "") -> tuple[tuple[Entity, ...], tuple[Omission, ...]]:
        """One entity a cluster of names and descriptions, in the order of first mention, and what
        stayed open. ``when`` is the report's day as an ISO date, cut to what is known."""
        parts = {word for name in self.names.values() if name.sure for word in name.surface.split()}
        self.names = {
            surface: name
            for surface, name in self.names.items()
            if name.sure or surface in parts or not self.common.listed(surface.lower())
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
        scene = Scene(
            clusters=[c for s, name in self.names.items() for c in self._start(name, kinds[s][0])],
            language=self.lexicon.language,
            nominals=self.nominals,
            offices=office_words(self.lexicon.language),
            when=when,
            listed=frozenset(s for s in self.names if self._is_listed(s)),
            cities=frozenset(s for s in self.names if s in self.lists.cities),
            headers=frozenset(self.headers),
            headlines=self.headlines,
            sentences=sorted(self.sentences),
            belonging=self.belonging,
            added=self.added,
        )
        sift(scene)
        entities = [self._entity(cluster, kinds) for cluster in scene.clusters]
        return (
            with_own_ids(sorted(entities, key=lambda e: e.mentions[0].start)),
            (*omissions, *scene.omissions),
        )

    def _start(self, name: _Name, kind: EntityKind) -> Iterator[Cluster]:
        """The occurrences of a name, apart where forms of address tell two people of that name."""
        by_sex: dict[str, list[Span]] = defaultdict(list)
        for span in sorted(set(name.spans)):
            by_sex[self.sexes.get(span, "")].append(span)
        first = name.surface.split()[0] if " " in name.surface else ""
        usual = self.lists.sexes.get(first, "")
        if len(by_sex.keys() - {""}) < 2:
            (sex,) = by_sex.keys() - {""} or {usual}
            by_sex = {sex: sorted(span for spans in by_sex.values() for span in spans)}
        for sex, spans in by_sex.items():
            yield Cluster(main=name.surface, kind=kind, names=[name.surface], spans=spans, sex=sex)

    def _is_listed(self, surface: str) -> bool:
        """Whether a list other than that of cities knows the name: it is no part of a person's."""
        evidence = self.names[surface].evidence
        return any(n.endswith("list") and n != "city list" for n in evidence)

    def _entity(self, cluster: Cluster, kinds: dict[str, tuple[EntityKind, str]]) -> Entity:
        spans = sorted(set(cluster.spans))
        described = sorted({n.span for n in cluster.nominals})
        mentions = [Mention(start=s.start, end=s.end, form="name") for s in spans]
        mentions += [Mention(start=s.start, end=s.end, form="nominal") for s in described]
        belonging = sorted(set(cluster.demonyms))
        mentions += [Mention(start=s.start, end=s.end, form="demonym") for s in belonging]
        mentions.sort(key=lambda m: (m.start, m.end))
        typed = kinds[cluster.main][1] if cluster.main in kinds else ""
        reasons = [typed, *dict.fromkeys(cluster.reasons)]
        return Entity(
            id=item_id("en", [Span(start=mentions[0].start, end=mentions[0].end)]),
            kind=cluster.kind,
            name=cluster.main,
            mentions=tuple(mentions),
            link=cluster.link,
            because="; ".join(r for r in reasons if r),
        )


def with_own_ids(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """Entities, of which those after the first at one place are known by their kind, too: in *le
    Malien Mise* one word describes a person and speaks of a country."""
    taken: set[str] = set()
    found = []
    for entity in entities:
        one = entity
        if one.id in taken:
            one = replace(one, id=f"en.{one.kind}:{one.id.removeprefix('en:')}")
        taken.add(one.id)
        found.append(one)
    return tuple(found)


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
