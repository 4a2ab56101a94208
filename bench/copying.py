"""A pile of reports of which it is known what was copied from where, made of real reports.

Each word of a base report has a number of its own, which it keeps in every copy, however it is
edited there; what is put between takes that of the next word. What two reports share is what has
equal numbers. Footers and quotations that unrelated reports hold are ``COMMON``: they make no copy,
and whether a passage of a copy goes on into them decides nothing.
Nothing is written to a file: the base reports lie outside of this repository.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import count

from onrecord.across.brief import Bearing, Brief
from onrecord.model import Span

COMMON = -1


@dataclass(frozen=True, slots=True)
class Word:
    text: str
    origin: int | None


Paragraph = list[Word]


@dataclass(slots=True, kw_only=True)
class Draft:
    """A report as it is being made."""

    language: str
    title: str
    paragraphs: list[Paragraph]
    outlet: str
    day: int
    credits: str | None = None
    changes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A finished report, with the number of each of its characters' word (or None)."""

    brief: Brief
    origins: tuple[int | None, ...]
    changes: tuple[str, ...]
    depends: bool

    def words(self) -> set[int]:
        return {o for o in self.origins if o is not None and o != COMMON}


#: Lines that an outlet puts under all its reports; written for this bench.
FOOTERS = {
    "en": (
        "Sign up for our morning letter and get the stories that matter sent to your inbox before"
        " breakfast. You can also follow all our reporters and download our application for free.",
        "The department did not immediately respond to a request for comment on Thursday evening.",
        "This material may not be published, broadcast, rewritten or redistributed without written"
        " permission of the publisher. All rights reserved. Read more about how we work and why you"
        " can trust our journalism, or write to the desk if you see something that we got wrong.",
    ),
    "fr": (
        "Inscrivez-vous à notre lettre du matin pour recevoir avant le petit-déjeuner toutes"
        " les informations qui comptent, et téléchargez notre application pour mobile.",
        "Contacté par notre rédaction, le ministère n'avait pas répondu jeudi soir.",
    ),
    "de": (
        "Melden Sie sich für unseren täglichen Brief an und lesen Sie jeden Morgen vor dem"
        " Frühstück die wichtigsten Nachrichten des Tages, ausgewählt von der Redaktion in Kiel.",
        "Das Ministerium war am Donnerstagabend für eine Stellungnahme nicht zu erreichen.",
    ),
}
#: A quotation that reporters of unrelated outlets heard; no copy.
QUOTES = {
    "en": (
        '"We have waited for this day for eleven years and nobody in this town will ever forget'
        ' what was promised to us on those steps", {who} said.',
        'In the words of {who}, "nothing in the budget will change before the winter, and whoever'
        ' says otherwise has not read a single page of it".',
    ),
    "fr": (
        "« Nous attendions ce jour depuis onze ans et personne dans cette ville n'oubliera ce qui"
        " nous a été promis sur ces marches », a dit {who}.",
        "Selon les mots de {who}, « rien ne changera dans le budget avant l'hiver, et qui dit le"
        " contraire n'en a pas lu une seule page ».",
    ),
    "de": (
        "„Wir haben elf Jahre auf diesen Tag gewartet, und niemand in dieser Stadt wird vergessen,"
        " was uns auf diesen Stufen versprochen wurde“, sagte {who}.",
        "{who} sagte: „Vor dem Winter ändert sich nichts im Haushalt, und wer etwas anderes sagt,"
        " der hat davon keine einzige Seite gelesen.“",
    ),
}
SPEAKERS = ("the mayor", "Anna Brandt", "the head of the council", "a resident", "Paul Okri")
OUTLETS = ("Northern Post", "Harbour Times", "Le Quai", "Tagblatt", "City Wire", "Valley Herald")
AGENCY = "Meridian News Agency"
_NUMBER = re.compile(r"\d+")


class Writer:
    """Makes stories out of base reports: lists of paragraphs of words."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self._next = count()

    def numbered(self, paragraphs: Sequence[str]) -> list[Paragraph]:
        return [[Word(w, next(self._next)) for w in p.split()] for p in paragraphs]

    def common(self, paragraphs: Sequence[str]) -> list[Paragraph]:
        """Words that stand in unrelated reports too."""
        return [[Word(w, COMMON) for w in p.split()] for p in paragraphs]

    def copied(self, source: Draft, spare: Sequence[str], other: Draft | None) -> Draft:
        """A copy with some of the changes that copies undergo. ``spare`` are paragraphs that
        stand nowhere else."""
        chance = self.chance
        draft = Draft(
            language=source.language,
            title=" ".join(chance.sample(source.title.split(), len(source.title.split()))),
            paragraphs=[list(p) for p in source.paragraphs],
            outlet=chance.choice(OUTLETS),
            day=source.day + chance.randrange(3),
            credits=source.outlet if chance.random() < 0.4 else None,
        )
        changes: list[tuple[str, float, Callable[[Draft], None]]] = [
            ("brief", 0.15, self.brief),
            ("cut", 0.4, self.cut),
            ("reorder", 0.25, self.reorder),
            ("edit", 0.55, self.edit),
            ("numbers", 0.2, self.numbers),
            ("typography", 0.4, self.typography),
            ("encoding", 0.2, self.damage),
        ]
        for name, odds, change in changes:
            if chance.random() < odds:
                change(draft)
                draft.changes.append(name)
        self._add(draft, spare, other)
        return draft

    def _add(self, draft: Draft, spare: Sequence[str], other: Draft | None) -> None:
        chance = self.chance
        if other is not None:
            draft.changes.append("splice")
            size = chance.randint(1, 4)
            start = chance.randrange(max(1, len(other.paragraphs) - size))
            taken = [list(p) for p in other.paragraphs[start : start + size]]
            self._insert(draft, taken, together=True)
        if spare:
            draft.changes.append("own")
            self._insert(draft, self.numbered(spare), together=False)
        footers = FOOTERS[draft.language]
        if chance.random() < 0.4:
            at = OUTLETS.index(draft.outlet) if draft.outlet in OUTLETS else 0
            draft.paragraphs += self.common([footers[at % len(footers)]])
        if chance.random() < 0.15:
            quote = chance.choice(QUOTES[draft.language]).format(who=chance.choice(SPEAKERS))
            self._insert(draft, self.common([quote]), together=True)

    def _insert(self, draft: Draft, more: list[Paragraph], *, together: bool) -> None:
        if together:
            at = self.chance.randint(0, len(draft.paragraphs))
            draft.paragraphs[at:at] = more
            return
        for paragraph in more:
            draft.paragraphs.insert(self.chance.randint(0, len(draft.paragraphs)), paragraph)

    def brief(self, draft: Draft) -> None:
        """The head alone: paragraphs until 45 words are there."""
        kept: list[Paragraph] = []
        for paragraph in draft.paragraphs:
            kept.append(paragraph)
            if sum(map(len, kept)) >= 45:
                break
        draft.paragraphs = kept

    def cut(self, draft: Draft) -> None:
        share = self.chance.uniform(0.25, 0.9)
        if self.chance.random() < 0.5:
            size = max(1, round(share * len(draft.paragraphs)))
            kept = draft.paragraphs[:size]
        else:
            kept = [p for p in draft.paragraphs if self.chance.random() < share]
        if sum(map(len, kept)) >= 30:
            draft.paragraphs = kept

    def reorder(self, draft: Draft) -> None:
        self.chance.shuffle(draft.paragraphs)

    def edit(self, draft: Draft) -> None:
        """Words replaced, left out and put in; a name written otherwise throughout."""
        rate = self.chance.uniform(0.005, 0.07)
        every = [w.text for p in draft.paragraphs for w in p]
        for number, paragraph in enumerate(draft.paragraphs):
            changed: Paragraph = []
            for word in paragraph:
                drawn = self.chance.random()
                if drawn > rate:
                    changed.append(word)
                elif drawn > rate / 2:
                    changed.append(Word(self.chance.choice(every), word.origin))
                elif drawn > rate / 4:
                    changed += [Word(self.chance.choice(every), word.origin), word]
            draft.paragraphs[number] = changed or paragraph
        names = [w for w in every if w[:1].isupper() and len(w) > 4]
        if names and self.chance.random() < 0.5:
            old, new = self.chance.choice(names), self.chance.choice(names)
            self._each(draft, lambda text: new if text == old else text)

    def numbers(self, draft: Draft) -> None:
        def changed(match: re.Match[str]) -> str:
            return str(int(match[0]) + self.chance.randrange(9))

        self._each(draft, lambda text: _NUMBER.sub(changed, text) if text.isascii() else text)

    def typography(self, draft: Draft) -> None:
        straight = self.chance.random() < 0.5
        pairs = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "—": "–"})
        curly = str.maketrans({"'": "’", '"': "“", "-": "‑"})
        self._each(draft, lambda text: text.translate(pairs if straight else curly))
        if self.chance.random() < 0.3:
            draft.paragraphs[0] = [Word(w.text.upper(), w.origin) for w in draft.paragraphs[0]]

    def damage(self, draft: Draft) -> None:
        """What wrong encodings leave of letters."""
        self._each(draft, self.chance.choice((_misread, _unaccented, _asked, _replaced)))

    def _each(self, draft: Draft, change: Callable[[str], str]) -> None:
        draft.paragraphs = [
            [Word(change(w.text), w.origin) for w in paragraph] for paragraph in draft.paragraphs
        ]


def _misread(text: str) -> str:
    return text.encode("utf-8").decode("cp1252", "replace")


def _unaccented(text: str) -> str:
    split = unicodedata.normalize("NFKD", text)
    return "".join(c for c in split if not unicodedata.combining(c))


def _asked(text: str) -> str:
    return text.encode("ascii", "replace").decode()


def _replaced(text: str) -> str:
    return "".join(c if c.isascii() else "\ufffd" for c in text)


def finished(draft: Draft, number: int, *, depends: bool, dated: bool) -> Made:
    """The report of a draft."""
    pieces: list[str] = [draft.title]
    origins: list[int | None] = [None] * len(draft.title)
    prose: list[Span] = []
    at = len(draft.title)
    for paragraph in draft.paragraphs:
        pieces.append("\n\n")
        origins += [None, None]
        at += 2
        start = at
        for place, word in enumerate(paragraph):
            gap = " " if place else ""
            pieces.append(gap + word.text)
            origins += [None] * len(gap) + [word.origin] * len(word.text)
            at += len(gap) + len(word.text)
        prose.append(Span(start=start, end=at))
    day = f"2026-03-{draft.day:02d}" if dated else None
    around = [_bearing("own", draft.outlet)]
    around += [_bearing("agency", draft.credits)] if draft.credits else []
    brief = Brief(
        report_id=f"r:{number * 2654435761 % 2**32:08x}",
        language=draft.language,
        outlet=draft.outlet,
        url=None,
        title=draft.title,
        published=(day, day),
        stated=dated,
        text="".join(pieces),
        prose=tuple(prose),
        titles=(Span(start=0, end=len(draft.title)),),
        around=tuple(around),
        entities=(),
        times=(),
        places=(),
        tellings=(),
        deeds=(),
    )
    return Made(brief=brief, origins=tuple(origins), changes=tuple(draft.changes), depends=depends)


def _bearing(kind: str, name: str) -> Bearing:
    return Bearing(kind=kind, name=name, key="", around=True, spans=())  # type: ignore[arg-type]


def pile(bases: Sequence[tuple[str, Sequence[str]]], seed: int) -> list[Made]:
    """Reports made of base reports, each (language, paragraphs): two thirds head a story, the rest
    gives paragraphs that copies add as their own, and reports that nobody copied."""
    chance = random.Random(seed)
    shuffled = chance.sample(list(bases), len(bases))
    writer = Writer(chance)
    heads = shuffled[: 2 * len(shuffled) // 3]
    rest = shuffled[len(heads) :]
    spare = {
        language: [p for _, ps in rest[1::2] if _ == language for p in ps if len(p.split()) > 12]
        for language in FOOTERS
    }
    made: list[Made] = []
    firsts: list[Draft] = []
    for language, paragraphs in [*heads, *rest[::2]]:
        made_of_rest = len(firsts) >= len(heads)
        first = Draft(
            language=language,
            title=" ".join(paragraphs[0].split()[:8]),
            paragraphs=writer.numbered(paragraphs),
            outlet=AGENCY if chance.random() < 0.6 else chance.choice(OUTLETS),
            day=chance.randint(1, 20),
        )
        story = [first]
        for _ in range(0 if made_of_rest else chance.choice((0, 1, 1, 2, 3, 4, 6))):
            extra = spare[language]
            own = [extra.pop() for _ in range(chance.choice((0, 0, 1, 3, 6))) if extra]
            others = [d for d in firsts if d.language == language]
            other = chance.choice(others) if others and chance.random() < 0.12 else None
            story.append(writer.copied(chance.choice(story), own, other))
        firsts.append(first)
        for place, draft in enumerate(story):
            dated = chance.random() < 0.7
            made.append(finished(draft, len(made), depends=place > 0, dated=dated))
    return chance.sample(made, len(made))
