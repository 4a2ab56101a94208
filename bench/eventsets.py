"""Events on public sets: PLV (types of given pairs), WikiEvents and RAMS mapped to PLOVER
(triples), IndiaPoliceEvents (which sentences tell of police action).

PLV gives source and target; the type is that of the event between them, by rules, or by a softmax
over what the rules found (types, modes, factuality, roles: no words), each fold trained on the
other four. Its labels follow CAMEO where the manual has moved on (a planned release is AGREE, a
conviction ACCUSE), which the softmax learns and the rules rightly do not. CONCEDE and RETREAT are
one there (YIELD).
"""

from __future__ import annotations

import json
import random
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.attribution import Figure
from bench.corpora import digest
from bench.events import at, meets, same_people
from bench.measures import Row, reader
from onrecord.intake.open import report_from_text
from onrecord.intake.plain import plain_text
from onrecord.knowledge.lexicon import lexicon
from onrecord.knowledge.plover import types
from onrecord.language.pipelines import parse, pipeline, windows
from onrecord.language.syntax import Tree
from onrecord.model import Event, Record, Span
from onrecord.model.event import Participant
from onrecord.model.statement import Statement
from onrecord.reading.events import EventReader, ToldEvent
from onrecord.record.coding import coded

Place = tuple[int, int]
_YIELD = frozenset({"CONCEDE", "RETREAT"})
#: PLV's quads: its YIELD is verbal cooperation, its SANCTION material conflict.
_QUADS = ("verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict")
FOLDS, STEPS, RATE, MOMENTUM, PENALTY = 5, 400, 0.3, 0.9, 0.001


# ---------------------------------------------------------------------- PLV


@dataclass(frozen=True, slots=True)
class _Pair:
    source: tuple[Place, ...]
    target: tuple[Place, ...]
    label: str
    found: tuple[ToldEvent, ...]


def _told(text: str, language: str) -> tuple[ToldEvent, ...]:
    report = report_from_text(text, "item", detect=lambda _: language)
    nlp, events = pipeline(language), EventReader(lexicon(language))
    for window in windows(report):
        parsed = parse(nlp, report.text, window)
        events.read(parsed, [Tree(part.doc) for part in parsed])
    return tuple(events.found)


def _label(types_: Sequence[str]) -> str:
    return "YIELD" if set(types_) & _YIELD else types_[0]


def _quad(label: str) -> int:
    return 0 if label == "YIELD" else _QUADS.index(types()[label].quad)


def _over(span: Span, places: Sequence[Place]) -> bool:
    return any(meets(span, place) for place in places)


def _fits(event: ToldEvent, pair: _Pair) -> float:
    """How well an event stands between a source and a target."""
    total = 0.3 * len(event.word.words) + 0.5 * bool(event.inside)
    actors, recipients = event.actors, event.recipients
    if any(_over(a.head, pair.source) for a in actors):
        total += 4
    elif any(_over(a.span, pair.source) for a in actors):
        total += 3
    total += 3 * any(_over(r.span, pair.target) for r in recipients)
    among = any(_over(a.head, pair.target) for a in actors)
    total += (2 if event.word.frame.reciprocal else -2) * among
    total -= 2 * any(_over(r.head, pair.source) for r in recipients)
    total += any(_over(o, pair.target) for o in event.own)
    return total + any(_over(o, pair.source) for o in event.own)


def _by_rules(pair: _Pair) -> str:
    """The type of the best event, with the manual's rules for what is planned or denied."""
    if not pair.found:
        return ""
    best = max(pair.found, key=lambda e: _fits(e, pair))
    kind = types()[best.type]
    if best.factuality == "planned" and kind.future:
        return _label([kind.future])
    if best.factuality == "denied" and kind.quad.endswith("cooperation"):
        return "REJECT"
    return _label([best.type])


def _features(pair: _Pair) -> Iterator[str]:
    """What stands between source and target, without a word of the text."""
    yield "any"
    ranked = sorted(pair.found, key=lambda e: -_fits(e, pair))
    for n, event in enumerate(ranked[:3]):
        acts = any(_over(a.span, pair.source) for a in event.actors)
        done = any(_over(r.span, pair.target) for r in (*event.recipients, *event.actors))
        for told in (
            event.type,
            f"{event.type}/{event.mode}",
            f"{event.type}:{event.factuality}",
            f"{event.type}:{acts}:{done}",
            f"{event.type}:{event.word.frame.name}",
        ):
            yield f"{n}:{told}"
        yield f"any:{event.type}"
        for inner in pair.found:
            if inner.trigger in event.inside:
                yield f"{n}:{event.type}>{inner.type}"
                yield f"{n}:{event.type}>{inner.type}/{inner.mode}"
    if ranked:
        yield f"top:{ranked[0].type}/{ranked[0].mode}:{ranked[0].factuality}"
        yield from (f"context:{c}:{ranked[0].type}" for c in ranked[0].contexts)
    if len(ranked) > 1:
        yield f"two:{ranked[0].type}:{ranked[1].type}"


def _cross_validated(pairs: Sequence[_Pair]) -> list[str]:
    """Labels by softmax regression, each pair by weights that never saw it."""
    rows = [sorted(set(_features(pair))) for pair in pairs]
    index = {f: n for n, f in enumerate(sorted({f for row in rows for f in row}))}
    labels = sorted({pair.label for pair in pairs})
    matrix = np.zeros((len(rows), len(index)))
    for n, row in enumerate(rows):
        matrix[n, [index[f] for f in row]] = 1
    truth = np.array([labels.index(pair.label) for pair in pairs])
    order = list(range(len(pairs)))
    random.Random(0).shuffle(order)
    chosen = [""] * len(pairs)
    for fold in range(FOLDS):
        held = order[fold::FOLDS]
        rest = sorted(set(order) - set(held))
        weights = _softmax(matrix[rest], truth[rest], len(labels))
        for n, best in zip(held, (matrix[held] @ weights).argmax(axis=1), strict=True):
            chosen[n] = labels[best]
    return chosen


def _softmax(
    matrix: NDArray[np.float64], truth: NDArray[np.int64], classes: int
) -> NDArray[np.float64]:
    weights = np.zeros((matrix.shape[1], classes))
    speed, target = np.zeros_like(weights), np.eye(classes)[truth]
    for _ in range(STEPS):
        scores = matrix @ weights
        scores -= scores.max(axis=1, keepdims=True)
        shares = np.exp(scores)
        shares /= shares.sum(axis=1, keepdims=True)
        slope = matrix.T @ (shares - target) / len(truth) + PENALTY * weights
        speed = MOMENTUM * speed - RATE * slope
        weights += speed
    return weights


def plv(corpora: Path | None) -> Iterator[Row]:
    """Root type, macro F1 and quad of PLV's training sentences."""
    where = "events/plv/train.jsonl"
    path = corpora / where if corpora else None
    if path is None or not path.exists():
        yield Row(name="plv", data=where, digest="", figure=None, note="corpus not here")
        return
    pairs = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        pairs.append(
            _Pair(
                source=tuple(map(tuple, row["source_spans"])),
                target=tuple(map(tuple, row["target_spans"])),
                label=_label(row["event"]),
                found=_told(row["text"], "en"),
            )
        )
    ruled = [_by_rules(pair) for pair in pairs]
    learned = _cross_validated(pairs)
    bars = {"root": (74.0, 86.0), "macro F1": (70.0, 84.0), "quad": (85.0, 92.0)}
    none: dict[str, tuple[float, float]] = {}
    for name, chosen, held in (("rules", ruled, none), ("rules + softmax", learned, bars)):
        figures = {"root": _share(chosen, pairs), "macro F1": _macro(chosen, pairs)}
        figures["quad"] = (
            100
            * sum(
                bool(c) and _quad(c) == _quad(p.label) for c, p in zip(chosen, pairs, strict=True)
            )
            / len(pairs)
        )
        figures["root, second half"] = _share(chosen[1::2], pairs[1::2])
        for what, figure in figures.items():
            floor, aim = held.get(what, (None, None))
            yield Row(
                name=f"plv {name} {what}",
                data=where,
                digest=digest([path]),
                figure=figure,
                floor=floor,
                aim=aim,
            )


def _share(chosen: Sequence[str], pairs: Sequence[_Pair]) -> float:
    right = sum(c == p.label for c, p in zip(chosen, pairs, strict=True))
    return 100 * right / len(pairs)


def _macro(chosen: Sequence[str], pairs: Sequence[_Pair]) -> float:
    labels = sorted({p.label for p in pairs})
    total = 0.0
    for label in labels:
        figure = Figure()
        figure.gold = sum(p.label == label for p in pairs)
        figure.predicted = sum(c == label for c in chosen)
        figure.right = sum(c == p.label == label for c, p in zip(chosen, pairs, strict=True))
        total += figure.f1
    return total / len(labels)


# ---------------------------------------------------------------------- WikiEvents, RAMS

#: Event types of both ontologies, by their beginnings, in PLOVER; None are none of its events.
_MAPPED: dict[str, str | None] = {
    "life.die.nonviolentdeath": None,
    "life.injure.illness": None,
    "conflict.attack": "ASSAULT",
    "life.die": "ASSAULT",
    "life.injure": "ASSAULT",
    "justice.arrestjaildetain": "COERCE",
    "contact.contact.meet": "CONSULT",
    "contact.discussion.meet": "CONSULT",
    "contact.negotiate": "CONSULT",
    "contact.requestcommand": "REQUEST",
    "contact.requestadvise": "REQUEST",
    "contact.commandorder": "REQUEST",
    "contact.threatencoerce": "THREATEN",
    "justice.chargeindict": "ACCUSE",
    "justice.trialhearing": "ACCUSE",
    "justice.initiatejudicialprocess": "ACCUSE",
    "justice.investigate": "ACCUSE",
    "justice.releaseparole": "RETREAT",
    "justice.convict": "SANCTION",
    "justice.judicialconsequences.convict": "SANCTION",
    "justice.sentence": "SANCTION",
    "conflict.demonstrate": "PROTEST",
    "conflict.yield": "RETREAT",
    "personnel.endposition.quitretire": "RETREAT",
    "transaction.transaction.embargosanction": "SANCTION",
}
_ACTORS = frozenset(
    [
        "attacker",
        "killer",
        "injurer",
        "jailer",
        "participant",
        "communicator",
        "prosecutor",
        "investigator",
        "judgecourt",
        "demonstrator",
        "yielder",
        "giver",
        "preventer",
        "observer",
        "crimesuspect",
    ]
)
_RECIPIENTS = frozenset(["victim", "target", "detainee", "recipient", "defendant", "beneficiary"])


@dataclass(frozen=True, slots=True)
class _Gold:
    trigger: Place
    type: str
    actors: tuple[Place, ...]
    recipients: tuple[Place, ...]


def _mapped(kind: str) -> str | None:
    low = kind.lower()
    best = max((key for key in _MAPPED if low.startswith(key)), key=len, default=None)
    return None if best is None else _MAPPED[best]


def _golds(row: dict[str, Any]) -> list[_Gold]:
    """Events of a row that have a type in PLOVER, with the arguments in their own sentence; of one
    without any the type alone counts."""
    found = []
    for event in row["events"]:
        kind = _mapped(event["type"])
        if kind is None:
            continue
        trigger = (event["trigger"]["start"], event["trigger"]["end"])
        start = row["text"].rfind("\n", 0, trigger[0]) + 1
        end = row["text"].find("\n", trigger[1])
        end = len(row["text"]) if end < 0 else end
        roles: dict[bool, list[Place]] = {True: [], False: []}
        for argument in event["arguments"]:
            place, role = (argument["start"], argument["end"]), argument["role"].lower()
            if start <= place[0] < end and role in _ACTORS | _RECIPIENTS:
                acts = role in _ACTORS
                # The accused and the arrested undergo, whatever the scheme calls them.
                roles[acts].append(place)
        found.append(_Gold(trigger, kind, tuple(roles[True]), tuple(roles[False])))
    return found


def _same(record: Record, own: Sequence[Participant], gold: Sequence[Place]) -> bool:
    """Whether participants overlap the annotated ones, by their words or another mention of them.
    Where none are annotated any will do: nobody beyond the sentence is."""
    return not gold or same_people(record, own, gold)


def _count(record: Record, golds: Sequence[_Gold], total: Figure, *, every: bool) -> None:
    kinds = {g.type for g in golds} if not every else set(_MAPPED.values())
    total.gold += len(golds)
    used: set[str] = set()
    for gold in golds:
        here = [e for e in record.events if at(e, gold.trigger) and e.type == gold.type]
        for event in here:
            people = (*event.actors, *event.recipients)
            actors = event.actors if gold.recipients else people
            recipients = event.recipients if gold.actors else people
            done = _same(record, recipients, gold.recipients)
            if done and _same(record, actors, gold.actors):
                total.right += 1
                break
    for event in record.events:
        if every:
            total.predicted += event.type in kinds
        elif any(at(event, gold.trigger) for gold in golds):
            total.predicted += event.id not in used
            used.add(event.id)


def triples(corpora: Path | None) -> Iterator[Row]:
    """(actor, type, recipient) on WikiEvents (all events) and RAMS (the one of each window)."""
    for name, where, every in (
        ("WikiEvents", "events/wikievents/dev.jsonl", True),
        ("RAMS", "events/rams/dev.jsonl", False),
    ):
        path = corpora / where if corpora else None
        title = f"event triples {name}"
        if path is None or not path.exists():
            yield Row(name=title, data=where, digest="", figure=None, note="corpus not here")
            continue
        total, count = Figure(), 0
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            golds = _golds(row)
            if not golds:
                continue
            count += 1
            report = report_from_text(row["text"], row["id"], detect=lambda _: "en")
            if report.text == row["text"]:
                _count(reader().read(report), golds, total, every=every)
        yield Row(
            name=title,
            data=where,
            digest=digest([path]),
            figure=total.f1,
            floor=40.0,
            aim=60.0,
            note=f"{count} texts, {total.gold} events, precision {total.precision:.1f}, "
            f"recall {total.recall:.1f}",
        )


# ---------------------------------------------------------------------- India

_CLASSES = ("KILL", "ARREST", "FORCE", "FAIL", "ANY_ACTION")
_KILLS = frozenset({"kill", "shoot dead", "gun down", "death", "killing", "die", "shoot"})
_SHOTS = frozenset({"firearms", "crowd-control"})


def _police_classes(events: Sequence[Event]) -> set[str]:
    """What the events of a sentence tell of the police: by PLOVER's sector of who acts. An arrest
    is theirs where nobody else makes it; who is killed where they shoot is killed by them."""
    found: set[str] = set()
    told = [(e.rule.split(":")[0], e) for e in events]
    for word, event in told:
        police = any(p.sector == "COP" for p in event.actors) or "police" in word.split()
        moved = any(p.sector == "COP" for p in event.recipients)
        if event.type == "COERCE" and event.mode == "arrest":
            done = event.factuality not in {"planned", "denied"}
            if done and (police or not event.actors):
                found |= {"ARREST", "ANY_ACTION"}
        elif (event.type == "MOBILIZE" and (police or moved or event.mode == "police")) or (
            event.type == "COERCE" and event.mode == "curfew"
        ):
            found.add("ANY_ACTION")
        elif event.type == "ASSAULT" and event.mode == "crowd-control":
            found |= {"FORCE", "ANY_ACTION"}
        elif police and event.factuality == "denied":
            found.add("FAIL")
        elif police:
            found.add("ANY_ACTION")
            if event.type == "ASSAULT":
                found.add("FORCE")
    kills = any(word in _KILLS for word, _ in told)
    if "FORCE" in found and kills and any(e.mode in _SHOTS for _, e in told):
        found.add("KILL")
    return found


def _sentence_of(row: dict[str, Any]) -> tuple[str, Callable[[Span], int]]:
    """The text of a document, and the number of the sentence in which a span of its report stands.
    The intake mends what a wrong encoding broke, so that offsets move: spans are led back."""
    sentences = [s["text"].replace("\n", " ") for s in row["sentences"]]
    text = " ".join(sentences) + " "
    ends = list(accumulate(len(f"{sentence} ".encode()) for sentence in sentences))
    way = plain_text(text.encode(), name=row["id"], encoding="utf-8").textmap
    return text, lambda span: bisect_right(ends, way.bytes_of(span)[0])


def _speaks(record: Record, statement: Statement) -> bool:
    """Whether the police say a statement."""
    people = {e.id: e for e in record.entities}
    told = [(span.of(record.report.text), None) for span in statement.source.spans]
    known = [("", people.get(one)) for one in statement.source.entity_ids]
    return any(
        coded(words, entity, text=record.report.text, language="en", when="").sector == "COP"
        for words, entity in (*told, *known)
    )


def police(corpora: Path | None) -> Iterator[Row]:
    """Sentences that tell of police killings, arrests, force, failures and any action. Its question
    is whether police did *anything*; what they say is something, so their statements count."""
    where = "events/india_police_events/dev_even.jsonl"
    path = corpora / where if corpora else None
    if path is None or not path.exists():
        yield Row(name="police", data=where, digest="", figure=None, note="corpus not here")
        return
    totals = {name: Figure() for name in _CLASSES}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text, sentence_of = _sentence_of(row)
        record = reader().read(report_from_text(text, row["id"], detect=lambda _: "en"))
        told: dict[int, list[Event]] = defaultdict(list)
        for event in record.events:
            for n in {sentence_of(span) for span in (event.trigger, *event.also)}:
                told[n].append(event)
        said = {
            sentence_of(s.cue or s.source.spans[0])
            for s in record.statements
            if (s.cue or s.source.spans) and _speaks(record, s)
        }
        for n, sentence in enumerate(row["sentences"]):
            own, gold = _police_classes(told[n]), set(sentence["labels"])
            if n in said:
                own.add("ANY_ACTION")
            for name, total in totals.items():
                total.gold += name in gold
                total.predicted += name in own
                total.right += name in gold & own
    every = Figure()
    for total in totals.values():
        every.gold += total.gold
        every.predicted += total.predicted
        every.right += total.right
    mark = digest([path])
    yield Row(
        name="police sentences, micro F1",
        data=where,
        digest=mark,
        figure=every.f1,
        floor=55.0,
        aim=70.0,
        note=f"precision {every.precision:.1f}, recall {every.recall:.1f}",
    )
    for name, total in totals.items():
        yield Row(name=f"police sentences {name}", data=where, digest=mark, figure=total.f1)
