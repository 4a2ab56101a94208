"""Events on sentences annotated for this project, and whether an allegation ever comes out as a
fact.

``bench/gold/events/LANG.toml`` holds small reports with all their events; the second half of each
file was measured before anybody looked at its errors. A triple is right when the trigger overlaps,
the type is equal, and actors as well as recipients overlap the annotated ones or are empty with
them. Mode, contexts and factuality are counted over events whose trigger and type are right; modes
must be equal; a context is right when one is shared or there is none on either side, and their
micro F1 stands beside it.

``alleged.LANG.toml`` holds events that no report tells as facts. One is coded as fact when an event
at its trigger is *stated* and said by nobody.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.attribution import Figure
from bench.corpora import GOLD, digest
from bench.measures import Row, reader
from onrecord.desk import published_on
from onrecord.intake.open import report_from_text
from onrecord.model import Event, Record, Span
from onrecord.model.event import Participant

FOLDER = GOLD / "events"
Place = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldEvent:
    trigger: Place
    type: str
    mode: str | None
    contexts: frozenset[str]
    actors: tuple[Place, ...]
    recipients: tuple[Place, ...]
    factuality: str
    said_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    text: str
    published: str
    events: tuple[GoldEvent, ...]


def items(path: Path) -> list[Item]:
    """The annotated items of a file. Raises ValueError for words that are not in their text."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return [
        Item(
            text=row["text"].strip(),
            published=str(data.get("published", "")),
            events=tuple(_event(row["text"].strip(), e) for e in row.get("event", ())),
        )
        for row in data["item"]
    ]


def _event(text: str, row: dict[str, Any]) -> GoldEvent:
    trigger = _place(text, row["trigger"], None)
    return GoldEvent(
        trigger=trigger,
        type=row["type"],
        mode=row.get("mode"),
        contexts=frozenset(row.get("contexts", ())),
        actors=tuple(_place(text, w, trigger) for w in row.get("actors", ())),
        recipients=tuple(_place(text, w, trigger) for w in row.get("recipients", ())),
        factuality=row["factuality"],
        said_by=row.get("said_by", ""),
    )


def _place(text: str, words: str, near: Place | None) -> Place:
    """Where words stand: their n-th occurrence with ``@@n``, else the one nearest to ``near``."""
    words, _, nth = words.partition("@@")
    found, at = [], text.find(words)
    while at >= 0:
        found.append((at, at + len(words)))
        at = text.find(words, at + 1)
    if not found:
        raise ValueError(f"not in the text: {words!r} / {text[:60]!r}")
    if nth:
        return found[int(nth) - 1]
    return found[0] if near is None else min(found, key=lambda p: abs(p[0] - near[0]))


def read(item: Item, language: str, name: str) -> Record:
    report = report_from_text(
        item.text,
        name,
        published=published_on(item.published),
        detect=lambda _: language,
    )
    record = reader().read(report)
    if record.report.text != item.text:
        raise ValueError(f"intake changes this text: {item.text[:60]!r}")
    return record


def meets(span: Span, place: Place) -> bool:
    return span.start < place[1] and place[0] < span.end


def at(event: Event, place: Place) -> bool:
    return any(meets(span, place) for span in (event.trigger, *event.trigger_with, *event.also))


def same_people(record: Record, own: Sequence[Participant], gold: Sequence[Place]) -> bool:
    """Whether participants, by their words or another mention of them, overlap the annotated ones,
    or both are none."""
    if not own or not gold:
        return not own and not gold
    mentions = {e.id: [Span(start=m.start, end=m.end) for m in e.mentions] for e in record.entities}
    return any(
        meets(span, place)
        for p in own
        for span in (p.span, *mentions.get(p.entity_id or "", ()))
        for place in gold
    )


@dataclass(slots=True)
class Counts:
    triple: Figure = field(default_factory=Figure)
    typed: Figure = field(default_factory=Figure)
    contexts: Figure = field(default_factory=Figure)
    context: Figure = field(default_factory=Figure)
    mode: Figure = field(default_factory=Figure)
    factuality: Figure = field(default_factory=Figure)
    said: Figure = field(default_factory=Figure)

    def add(self, record: Record, gold: Sequence[GoldEvent]) -> None:
        for figure in (self.triple, self.typed):
            figure.gold += len(gold)
            figure.predicted += sum(1 + len(e.also) for e in record.events)
        used: set[tuple[str, int]] = set()
        for one in gold:
            found = [
                (e, n)
                for e in record.events
                for n, spans in enumerate(((e.trigger, *e.trigger_with), *((s,) for s in e.also)))
                if e.type == one.type
                and any(meets(span, one.trigger) for span in spans)
                and (e.id, n) not in used
            ]
            if not found:
                continue
            event, number = found[0]
            used.add((event.id, number))
            self.typed.right += 1
            people = same_people(record, event.actors, one.actors)
            done = same_people(record, event.recipients, one.recipients)
            self.triple.right += people and done
            self.mode.gold += 1
            self.mode.right += event.mode == one.mode
            self.factuality.gold += 1
            self.factuality.right += event.factuality == one.factuality
            self.said.gold += 1
            self.said.right += (event.said_in is not None) == bool(one.said_by)
            self.contexts.gold += len(one.contexts)
            self.contexts.predicted += len(event.contexts)
            shared = one.contexts & set(event.contexts)
            self.contexts.right += len(shared)
            self.context.gold += 1
            self.context.right += bool(shared) or not (one.contexts or event.contexts)


def events(corpora: Path | None) -> Iterator[Row]:
    """Triples, modes, contexts and factuality on our annotated sentences; allegations."""
    del corpora
    for language in ("fr", "en"):
        path = FOLDER / f"{language}.toml"
        listed = items(path)
        half = len(listed) // 2
        for name, part in (("seen", listed[:half]), ("unseen", listed[half:]), ("", listed)):
            counts = Counts()
            for n, item in enumerate(part):
                counts.add(read(item, language, f"{language} {n}"), item.events)
            title = f"events {language}{f' ({name} half)' if name else ''}"
            where = f"bench/gold/events/{path.name}, {len(part)} items"
            yield from _rows(title, where, digest([path]), counts, bars=not name)
        yield from _alleged(language)


def _rows(title: str, where: str, mark: str, counts: Counts, *, bars: bool) -> Iterator[Row]:
    none = (None, None)
    for what, figure, (floor, aim) in (
        ("triples", counts.triple.f1, (40.0, 60.0) if bars else none),
        ("triggers and types", counts.typed.f1, none),
        ("mode", counts.mode.recall, (60.0, 75.0) if bars else none),
        ("context", counts.context.recall, (60.0, 75.0) if bars else none),
        ("contexts, micro F1", counts.contexts.f1, none),
        ("factuality", counts.factuality.recall, (80.0, 90.0) if bars else none),
        ("in somebody's words or not", counts.said.recall, none),
    ):
        yield Row(
            name=f"{title} {what}", data=where, digest=mark, figure=figure, floor=floor, aim=aim
        )


def _alleged(language: str) -> Iterator[Row]:
    path = FOLDER / f"alleged.{language}.toml"
    gold = found = facts = 0
    first = ""
    for n, item in enumerate(items(path)):
        record = read(item, language, f"alleged {language} {n}")
        for one in item.events:
            here = [e for e in record.events if at(e, one.trigger)]
            here = [e for e in here if e.type == one.type or meets(e.trigger, one.trigger)]
            told = [e for e in here if e.factuality == "stated" and e.said_in is None]
            gold, found, facts = gold + 1, found + bool(here), facts + bool(told)
            first = first or (item.text[:60] if told else "")
    where = f"bench/gold/events/{path.name}, {gold} events"
    yield Row(
        name=f"events {language} allegations coded as fact, %",
        data=where,
        digest=digest([path]),
        figure=100 * facts / gold,
        floor=2.0,
        aim=0.0,
        note=f"{facts} of {gold}, {found} found; {first}",
        lower_is_better=True,
    )
