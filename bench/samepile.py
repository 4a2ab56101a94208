"""The same event across reports (ECB+, gold mentions), how claims bear on each other (ClaimDiff).

ECB+ gives the words that tell each event. They are compared as the product compares events: with
the type, participants, times and places that the reader finds at those words (often none: most of
these events are of no type of PLOVER), the names and words of their sentence, and the story of
their report. Its text stands in tokens; it is put together again before it is read. Singletons
count. *gold topics* are those of ECB, each of which holds two happenings of one kind (*gold
subtopics* tell them apart); *own topics* are reports that share enough of their story.

The weights of ``across/compare/events.py`` were fitted on the training part, by logistic
regression over all pairs of a topic, and rounded. Those of ``claims.py`` were fitted on ClaimDiff's
training part, which is the only part that is at hand; so what is printed for claims is not what the
weights that ship come to, but what their rows come to when they are fitted again on folds by story,
over stories that the fit has not seen (``refit.py``). The threshold of *weakens* is chosen inside
the training folds; that of *strengthens* is what ships, and what is found to weaken does not
strengthen. What ships, on the pairs that it was fitted on, stands in the note. Which rows there
are was chosen with all pairs in sight, so that even the printed figure is somewhat too good.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any, cast

from bench.attribution import Figure
from bench.clusters import Conll
from bench.corpora import digest
from bench.measures import Row, reader
from bench.refit import refitted
from onrecord.across.brief import Brief, Deed, Telling
from onrecord.across.briefing import brief
from onrecord.across.cluster import clusters
from onrecord.across.compare.claims import (
    STRENGTHENS,
    STRENGTHENS_FROM,
    WEAKENS,
    Claim,
    claim,
    relation,
)
from onrecord.across.compare.events import EVENTS, Doing, same_trigger
from onrecord.across.compare.features import Weights
from onrecord.across.doings import Doings
from onrecord.across.matter import Matter
from onrecord.across.sayings import Sayings
from onrecord.desk import published_on
from onrecord.intake.open import report_from_text
from onrecord.knowledge.nameforms import plain
from onrecord.model import Span

#: Share of their stories from which on two reports are of one topic of our own.
OWN_TOPIC = 0.1
_JOINED = re.compile(
    r" (?=[.,;:!?%)\]](?:\s|$))|(?<=[(\[$#]) | (?='(?:s|S|re|ve|ll|d|m)\b)| (?=n't\b)"
    r"|(?<=\w) (?=- \w)|(?<=\w -) (?=\w)| (?=''(?: |$))|(?<=``) ",
    re.M,
)


def untokenised(text: str) -> tuple[str, list[int]]:
    """Tokens as a text, and the new offset of every old one."""
    dropped = {m.start() for m in _JOINED.finditer(text)}
    kept: list[str] = []
    at: list[int] = []
    skip = False
    for number, char in enumerate(text):
        at.append(len(kept))
        if skip:
            skip = False
        elif text[number : number + 2] in {"``", "''"}:
            kept.append('"')
            skip = True
        elif number not in dropped:
            kept.append(char)
    return "".join(kept), [*at, len(kept)]


@dataclass(frozen=True, slots=True)
class _Told:
    topic: int
    subtopic: str
    cluster: str
    doing: Doing


def _brief(text: str, name: str, day: str | None = None) -> Brief:
    given: Any = {} if day is None else {"published": published_on(day)}
    return brief(reader().read(report_from_text(text, name, detect=lambda _: "en", **given)))


def _groups(made: Brief) -> Mapping[str, str]:
    """Entities by entry or plain name: stands in for their groups."""
    return {e.id: e.key or plain(e.name) for e in made.entities}


def told_events(rows: Sequence[Mapping[str, Any]]) -> tuple[list[_Told], Matter]:
    """The validated events of rows of ECB+."""
    texts = [untokenised(row["text"]) for row in rows]
    briefs = [_brief(text, row["id"]) for (text, _), row in zip(texts, rows, strict=True)]
    matter = Matter(briefs)
    found = []
    for number, (row, made, (_, at)) in enumerate(zip(rows, briefs, texts, strict=True)):
        doings = Doings(number, made, matter, _groups(made), {})
        for mention in row["mentions"]:
            if mention["kind"] == "event" and mention["validated"]:
                span = Span(start=at[mention["start"]], end=at[mention["end"]])
                doing = doings.of(_deed(made, span, mention))
                found.append(_Told(row["topic"], row["subtopic"], mention["cluster"], doing))
    return found, matter


def _deed(made: Brief, span: Span, mention: Mapping[str, Any]) -> Deed:
    own = next((d for d in made.deeds if d.trigger.overlaps(span)), None)
    return Deed(
        id=mention["id"],
        type=cast("Any", "" if own is None else own.type),
        mode=None if own is None else own.mode,
        trigger=span,
        words=mention["text"],
        actors=() if own is None else own.actors,
        recipients=() if own is None else own.recipients,
        times=() if own is None else own.times,
        places=() if own is None else own.places,
        factuality="stated" if own is None else own.factuality,
        historical=False,
        said_in=None,
    )


def _by_lemma(left: Doing, right: Doing) -> float:
    return 1.0 if same_trigger(left, right) else 0.0


def _conll(
    told: Sequence[_Told],
    score: Callable[[Doing, Doing], float],
    fits: Callable[[_Told, _Told], bool],
) -> float:
    pairs = [
        (a, b, score(told[a].doing, told[b].doing))
        for a, b in combinations(range(len(told)), 2)
        if fits(told[a], told[b])
    ]
    own = clusters(len(told), pairs)
    gold: dict[str, set[int]] = defaultdict(set)
    for number, one in enumerate(told):
        gold[one.cluster].add(number)
    total = Conll()
    total.add(
        [frozenset((n, n) for n in members) for members in gold.values()],
        [frozenset((n, n) for n in members) for members in own],
    )
    return total.f1()


def same_event(corpora: Path | None) -> Iterator[Row]:
    """CoNLL F1 of clusters of gold mentions, beside the lemma baseline."""
    where = "crossdoc/ecbplus/dev.jsonl"
    path = corpora / where if corpora else None
    if path is None or not path.exists():
        yield Row(name="same event", data=where, digest="", figure=None, note="corpus not here")
        return
    told, matter = told_events([json.loads(line) for line in path.read_text("utf-8").splitlines()])

    def own(a: _Told, b: _Told) -> bool:
        one, other = a.doing.report, b.doing.report
        return one == other or matter.story(one, other) >= OWN_TOPIC

    scopes: dict[str, tuple[Callable[[_Told, _Told], bool], tuple[float, float] | None]] = {
        "gold topics": (lambda a, b: a.topic == b.topic, (74.0, 82.0)),
        "gold subtopics": (lambda a, b: a.subtopic == b.subtopic, None),
        "own topics": (own, (62.0, 74.0)),
    }
    mark = digest([path])
    for name, (fits, bars) in scopes.items():
        for what, score in (("", EVENTS.score), (", lemma baseline", _by_lemma)):
            floor, aim = bars if bars and not what else (None, None)
            yield Row(
                name=f"same event {name}{what}",
                data=where,
                digest=mark,
                figure=_conll(told, score, fits),
                floor=floor,
                aim=aim,
                note=f"{len(told)} mentions",
            )


# ---------------------------------------------------------------------- claims


def _whole(made: Brief) -> Telling:
    """A claim as one telling: all that its tellings hold together."""
    parts = made.tellings
    span = Span(start=0, end=len(made.text))
    stances = [t.stance for t in parts]
    against = [s for s in stances if s in {"denies", "accuses"}]
    unsure = [t.certainty for t in parts if t.certainty != "certain"]
    negative = any(t.polarity == "negative" for t in parts)
    return Telling(
        id="tell:0",
        voice="report",
        spans=(span,),
        sentence=span,
        source="",
        source_kind=None,
        speakers=tuple(dict.fromkeys(s for t in parts for s in t.speakers)),
        cue="",
        stance=(against or stances or ["asserts"])[0],
        certainty=(unsure or ["certain"])[0],
        polarity="negative" if negative else "positive",
        quotation="direct" if any(t.quotation for t in parts) else None,
        within=None,
        bearings=(),
        names=tuple(e.id for e in made.entities),
        times=tuple(t.id for t in made.times),
        places=tuple(p.id for p in made.places),
        deeds=tuple(d.id for d in made.deeds),
    )


def claims(corpora: Path | None) -> Iterator[Row]:
    """F1 of *strengthens* and *weakens* out of fold, beside what ships and saying it of all."""
    files = ("strengthen_train.jsonl", "weaken_train.jsonl")
    paths = [corpora / "crossdoc/claimdiff" / name for name in files] if corpora else []
    where = "crossdoc/claimdiff train"
    if not paths or not all(p.exists() for p in paths):
        yield Row(name="claims", data=where, digest="", figure=None, note="corpus not here")
        return
    both = [[json.loads(line) for line in p.read_text("utf-8").splitlines()] for p in paths]
    for rows in both:
        rows.sort(key=lambda r: (r["claim_a"], r["claim_b"], r["id"].removesuffix("_rev")))
    days = {r[c]: r["date"] for r in both[0] for c in ("claim_a", "claim_b")}
    texts = sorted(days)
    briefs = [_brief(text, "claim", days[text]) for text in texts]
    matter = Matter(briefs)
    made = {}
    for number, (text, one) in enumerate(zip(texts, briefs, strict=True)):
        telling = _whole(one)
        saying = Sayings(number, one, matter, _groups(one), {}).of(telling)
        made[text] = claim(saying, one, telling)
    pairs = [(made[row["claim_a"]], made[row["claim_b"]]) for row in both[1]]
    labels = [[int(row["label"]) for row in rows] for rows in both]
    stories = [row["topic"] for row in both[1]]
    weak = refitted(*_rows(WEAKENS, pairs), labels[1], stories)
    strong = refitted(
        *_rows(STRENGTHENS, pairs), labels[0], stories, share=STRENGTHENS_FROM, unless=weak
    )
    for bears, gold, found, bars in (
        ("strengthens", labels[0], strong, (60, 75)),
        ("weakens", labels[1], weak, (35, 50)),
    ):
        shipped, always = Figure(), Figure()
        for pair, label in zip(pairs, gold, strict=True):
            _count(shipped, relation(*pair).bears == bears, label)
            _count(always, True, label)
        yield Row(
            name=f"claims {bears}",
            data=where,
            digest=digest(paths),
            figure=found.mean(lambda f: f.f1),
            floor=float(bars[0]),
            aim=float(bars[1]),
            note=f"out of fold, by story: precision {found.mean(lambda f: f.precision):.1f}, "
            f"recall {found.mean(lambda f: f.recall):.1f}, spread {found.spread:.1f}, "
            f"area {found.area:.2f}; as shipped, in sample: {shipped.f1:.1f}; "
            f"said of every pair: {always.f1:.1f}",
        )


def _rows(
    weights: Weights[Claim], pairs: Sequence[tuple[Claim, Claim]]
) -> tuple[list[list[float]], list[float]]:
    """What each row of a list sees in each pair, and the weights that ship."""
    seen = [[(f.look(*pair) or (0.0, ""))[0] for f in weights.features] for pair in pairs]
    return seen, [f.weight for f in weights.features]


def _count(figure: Figure, says: bool, label: int) -> None:
    figure.gold += label
    figure.predicted += says
    figure.right += says and label
