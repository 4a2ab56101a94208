"""Piles of any size, made from a few reports that were read once.

Each story is one of the base reports under other words: every word of four letters or more becomes
another of its length, so that all offsets stay; numbers and days are moved; knowledge keys are
spread over up to ``WORLDS`` sets of names. Stories are told by several outlets: most tellings but
the first change a few more words, as a light edit does, and every ``OWN_WORDS`` th tells it in
words of its own, names and numbers apart. Texts make no sense. Equal arguments give equal piles.

How often words are met decides what comparing costs, so it is that of reports: a word that carries
no matter becomes another such word, any other one is drawn from ``WORDS``, a name from ``NAMES``,
whose figures were fitted to English news (PolNeAR, ECB+, LGL, TimeBank, AQUAINT: 1,985 texts of
120 to 350 words). In 1,000 of them there are 17,212 words of four letters or more and a text's ten
rarest are met in 1.4 texts on average (the median of texts); in as many made reports in English
19,328 and 1.2. In 1,985 it is 23,420 and 1.9, and 24,783 and 1.9. Before, words were drawn evenly
from the 1,200 of the base reports, and the ten rarest of a report stood in 98 of 1,000: no word was
rare, and what stories had in common was chance.
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
from math import exp, log
from zlib import crc32

from bench.corpora import gold_reports
from onrecord.across.words import fold
from onrecord.intake.open import report_from_text
from onrecord.knowledge.wording import wording
from onrecord.model import Link, Published, Record
from onrecord.record.read import Reader

#: Gold reports that make one base: they have about 110 words each, news reports about 350.
TOGETHER = 3
#: Sets of names that knowledge keys are spread over, few of them often.
WORLDS = 2000
#: Share of words that are changed in a telling after the first, and share of those other than
#: names that one in words of its own has in common with the first.
EDITED, SHARED = 1 / 40, 0.3
#: Of how many tellings after the first one is in words of its own.
OWN_WORDS = 3
#: Tellings of one story at most; the number is drawn, small ones more often.
MOST_TOLD = 8
OUTLETS = 200
FIRST_DAY = date(2020, 1, 1)
DAYS = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """How often words are met: the word of rank r (from 0) as often as 1 / (r + ``offset``) up to
    ``knee`` (Zipf, Mandelbrot), and behind it as a power of ``steep``, since what is rare is rarer
    than that (Ferrer i Cancho and Solé 2001). A pile of n words then has about n ** (1 / steep)."""

    offset: float
    knee: float
    steep: float

    def rank(self, chance: float) -> int:
        """The rank of a word, from a number in (0, 1]."""
        head, tail = log(1 + self.knee / self.offset), 1 / (self.steep - 1)
        at = (1 - chance) * (head + tail)
        if at < head:
            return int(self.offset * (exp(at) - 1))
        left = 1 - (at - head) / tail
        return int((self.knee + self.offset) * max(left, 1e-9) ** -tail - self.offset)


#: Words that carry matter, and names: see above.
WORDS = Law(offset=120, knee=4200, steep=2.4)
NAMES = Law(offset=4, knee=2400, steep=1.75)
#: What made words are made of, and a prime by which they are strewn.
_SYLLABLES = [c + v for c in "bcdfglmnprstvz" for v in "aeiou"]
_APART = 2_654_435_761
_TOKEN = re.compile(r"[^\W\d_]{4,}|\d+")
_INSIDE = re.compile(r"(?<=[a-zà-ÿ,’'] )[A-ZÀ-Ý][^\W\d_]{3,}")
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """The words of the bases of one language by their length: those that carry no matter and those
    that do; the share of the latter that are of a length; those that are names."""

    function: dict[int, list[str]]
    matter: dict[int, list[str]]
    share: dict[int, float]
    names: frozenset[str]


@cache
def _known(language: str) -> _Known:
    texts = [b.report.text for b in bases() if b.report.language == language]
    carry_none = wording(language).function
    lower = {word for text in texts for word in _TOKEN.findall(text) if word.islower()}
    inside = {word.lower() for text in texts for word in _INSIDE.findall(text)}
    function: dict[int, set[str]] = defaultdict(set)
    matter: dict[int, set[str]] = defaultdict(set)
    for word in sorted(lower):
        (function if fold(word) in carry_none else matter)[len(word)].add(word)
    total = sum(map(len, matter.values()))
    return _Known(
        function={n: sorted(words) for n, words in function.items()},
        matter={n: sorted(words) for n, words in matter.items()},
        share={n: len(words) / total for n, words in matter.items()},
        names=frozenset(inside - lower),
    )


def _spelled(number: int, length: int) -> str:
    """A made word of a length: one and the same for each number, of numbers that follow one
    another words that have nothing in common."""
    made, number = "", number * _APART % len(_SYLLABLES) ** ((length + 1) // 2)
    while len(made) < length:
        number, at = divmod(number, len(_SYLLABLES))
        made += _SYLLABLES[at]
    return made[:length]


def _chance(key: str) -> float:
    """A number in (0, 1] that a key always gives."""
    return (crc32(key.encode()) + 1) / (1 << 32)


def renamer(language: str, story: int, telling: int) -> Callable[[str], str]:
    """What a telling of a story makes of words; lengths stay."""
    words = _known(language)
    known: dict[str, str] = {}

    def other(match: re.Match[str]) -> str:
        word = match.group()
        if word not in known:
            known[word] = _other(word, words, story, telling)
        return known[word]

    return lambda text: _TOKEN.sub(other, text)


def _other(word: str, known: _Known, story: int, telling: int) -> str:
    if word.isdigit():
        if len(word) == 4 and word[:2] in {"19", "20"}:
            return word
        return "".join(str((int(d) + story) % 9 + 1) for d in word)
    low, length = word.lower(), len(word)
    named = low in known.names
    key = f"{story}.{telling if _edited(story, telling, low, named=named) else 0}:{low}"
    among = known.function.get(length, ())
    if low in among:
        new = among[crc32(key.encode()) % len(among)]
    else:
        rank = (NAMES if named else WORDS).rank(_chance(key))
        new = _of_rank(int(rank * known.share.get(length, 0.0)), known, length, named=named)
    cased = new.upper() if word.isupper() else new.capitalize() if word[0].isupper() else new
    return cased if len(cased) == length else word


def _edited(story: int, telling: int, word: str, *, named: bool) -> bool:
    """Whether a telling has another word than the first one."""
    if not telling:
        return False
    own = not named and crc32(f"{story}.{telling}".encode()) % OWN_WORDS == 0
    return _chance(f"{story}.{telling}.{word}") > (SHARED if own else 1 - EDITED)


def _of_rank(rank: int, known: _Known, length: int, *, named: bool) -> str:
    """The word of a rank among those of its length: of the bases, then made ones."""
    real = [] if named else known.matter.get(length, [])
    if rank < len(real):
        return real[rank]
    return _spelled(2 * rank + named, length)


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

    def keyed(link: Link | None) -> Link | None:
        if link is None:
            return None
        world = NAMES.rank(_chance(f"{story}={link.key}")) % WORLDS
        return replace(link, key=f"{link.key}.{world}")

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
