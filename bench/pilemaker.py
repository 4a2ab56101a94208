"""Piles of any size, made from a few reports that were read once.

Each story is one of the base reports under other words: every word of four letters or more becomes
another of its language and length, so that all offsets stay; numbers and days are moved; knowledge
keys are spread over ``WORLDS`` sets of names. Stories are told by several outlets: each telling but
the first changes a few more words, as a light edit does. Texts make no sense, but their words and
names, and what they share, are as frequent as in reports. Equal arguments give equal piles.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import islice
from zlib import crc32

from bench.corpora import gold_reports
from onrecord.intake.open import report_from_text
from onrecord.model import Link, Published, Record
from onrecord.record.read import Reader

#: Gold reports that make one base: they have about 110 words each, news reports about 350.
TOGETHER = 3
#: Stories that share the keys of their names are those of one world.
WORLDS = 50
#: Of how many words one is changed in a telling after the first.
EDITED = 40
#: Tellings of one story at most; the number is drawn, small ones more often.
MOST_TOLD = 8
OUTLETS = 200
FIRST_DAY = date(2020, 1, 1)
DAYS = 2000

_TOKEN = re.compile(r"[^\W\d_]{4,}|\d+")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@cache
def bases() -> tuple[Record, ...]:
    """The records that piles are made from."""
    reader, found = Reader(), []
    for language in ("en", "fr"):
        texts = [g.document.text.strip() for g in gold_reports(language)]
        for n in range(0, len(texts) - TOGETHER + 1, TOGETHER):
            text = "\n\n".join(texts[n : n + TOGETHER]) + "\n"
            found.append(report_from_text(text, f"base {n}", detect=lambda _, of=language: of))
    return tuple(reader.read_many(found))


@cache
def _words(language: str) -> dict[int, list[str]]:
    """Words of the bases by their length."""
    found: dict[int, set[str]] = defaultdict(set)
    for base in bases():
        if base.report.language == language:
            for word in _TOKEN.findall(base.report.text.lower()):
                found[len(word)].add(word)
    return {n: sorted(w for w in words if not w.isdigit()) for n, words in found.items()}


def renamer(language: str, story: int, telling: int) -> Callable[[str], str]:
    """What a telling of a story makes of words; lengths stay."""
    words, known = _words(language), {}

    def other(match: re.Match[str]) -> str:
        word = match.group()
        if word not in known:
            known[word] = _other(word, words, story, telling)
        return known[word]

    return lambda text: _TOKEN.sub(other, text)


def _other(word: str, words: dict[int, list[str]], story: int, telling: int) -> str:
    if word.isdigit():
        if len(word) == 4 and word[:2] in {"19", "20"}:
            return word
        return "".join(str((int(d) + story) % 9 + 1) for d in word)
    low = word.lower()
    edited = telling and crc32(f"{story}.{telling}.{low}".encode()) % EDITED == 0
    key = f"{story}.{telling if edited else 0}:{low}"
    among = words.get(len(low)) or [low]
    new = among[crc32(key.encode()) % len(among)]
    cased = new.upper() if word.isupper() else new.capitalize() if word[0].isupper() else new
    return cased if len(cased) == len(word) else word


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """Which story of the pile a record tells, as which of its tellings (0 is the first)."""

    story: int
    telling: int
    record: Record


def tellings(seed: int = 1) -> Iterator[Telling]:
    """An endless pile, story by story."""
    chance, story = random.Random(seed), 0
    while True:
        base = bases()[story % len(bases())]
        told = min(MOST_TOLD, 1 + int(chance.expovariate(1.0)))
        day = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
        outlets = chance.sample(range(OUTLETS), told)
        for n, outlet in enumerate(outlets):
            published = day + timedelta(days=chance.randrange(2) if n else 0)
            made = _made(base, seed * 1_000_003 + story, n, f"Outlet {outlet}", published)
            yield Telling(story=story, telling=n, record=made)
        story += 1


def pile(count: int, seed: int = 1) -> Iterator[Record]:
    """``count`` records."""
    return (one.record for one in islice(tellings(seed), count))


def _made(base: Record, story: int, telling: int, outlet: str, day: date) -> Record:
    report, named = base.report, renamer(base.report.language, story, telling)
    text = named(report.text)
    digest = hashlib.sha256(f"{outlet}\n{text}".encode()).hexdigest()
    move = _mover(report.published.value, day)
    world = story % WORLDS

    def keyed(link: Link | None) -> Link | None:
        return None if link is None else replace(link, key=f"{link.key}.{world}")

    return replace(
        base,
        report=replace(
            report,
            id=f"r:{digest[:16]}",
            text=text,
            outlet=outlet,
            title=None if report.title is None else named(report.title),
            published=Published(value=day.isoformat(), grain="day", basis="stated"),
            original_sha256=digest,
        ),
        entities=tuple(replace(e, name=named(e.name), link=keyed(e.link)) for e in base.entities),
        times=tuple(
            replace(t, value=move(t.value), earliest=move(t.earliest), latest=move(t.latest))
            for t in base.times
        ),
        statements=tuple(
            replace(
                s,
                chain=tuple(
                    replace(link, name=named(link.name) if link.spans else outlet)
                    for link in s.chain
                ),
            )
            for s in base.statements
        ),
    )


def _mover(published: str | None, day: date) -> Callable[..., str]:
    """Moves days as far as the report was moved, from where it was or from the first day."""
    was = FIRST_DAY
    if published and _DAY.match(published):
        was = date.fromisoformat(published[:10])
    far = day - was

    def other(match: re.Match[str]) -> str:
        try:
            return (date.fromisoformat(match.group()) + far).isoformat()
        except (ValueError, OverflowError):
            return match.group()

    return lambda value: value and _DAY.sub(other, value)
