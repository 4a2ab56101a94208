"""Copies of annotated reports with other names, dates and typography; spans move along."""

from __future__ import annotations

import random
import re
from dataclasses import replace

from bench.attribution import Attribution, Range
from bench.corpora import GoldReport

_PEOPLE = ["Arlo Venn", "Mirela Kost", "Tomas Idris", "Hana Petrescu", "Noor Salim", "Ivo Brandt"]
_DAYS = {
    "fr": ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
}
#: Other forms of the same quotation marks; a report gets one of them throughout.
_STYLES = ({}, {"«": "“", "»": "”"}, {"«": '"', "»": '"'}, {"“": "«\u00a0", "”": "\u00a0»"})
_MARKS = {"’": "'", "'": "’", "\u00a0": "\u202f", "\u202f": " ", "–": "—", "“": '"', "”": '"'}


def _changes(report: GoldReport, rng: random.Random) -> list[tuple[int, int, str]]:
    """Replacements (start, end, words) that do not overlap, in text order."""
    text = report.document.text
    found: dict[tuple[int, int], str] = {}
    people = sorted(
        {text[a:b] for a, b, kind in report.names if kind == "person" and " " in text[a:b]}
    )
    chosen = dict(zip(people, rng.sample(_PEOPLE, k=min(len(people), len(_PEOPLE))), strict=False))
    for start, end, _ in report.names:
        if text[start:end] in chosen:
            found[start, end] = chosen[text[start:end]]
    days = _DAYS[report.language]
    shift = rng.randint(1, 6)
    for match in re.finditer("|".join(days), text):
        found[match.span()] = days[(days.index(match.group()) + shift) % 7]
    marks = _MARKS | rng.choice(_STYLES)
    for at, character in enumerate(text):
        if character in marks:
            found[at, at + 1] = marks[character]
    kept: list[tuple[int, int, str]] = []
    for (start, end), words in sorted(found.items()):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end, words))
    return kept


def perturbed(report: GoldReport, rng: random.Random) -> GoldReport:
    """The same report in other words, with its annotation."""
    text = report.document.text
    pieces: list[str] = []
    moved = list(range(len(text) + 1))
    at = done = 0
    for start, end, words in _changes(report, rng):
        pieces += [text[done:start], words]
        for i in range(done, start):
            moved[i] = at + i - done
        at += start - done
        for i in range(start, end):
            moved[i] = at + min(i - start, max(0, len(words) - 1))
        moved[start] = at
        at += len(words)
        done = end
    pieces.append(text[done:])
    for i in range(done, len(text) + 1):
        moved[i] = at + i - done

    def ranges(given: tuple[Range, ...]) -> tuple[Range, ...]:
        return tuple((moved[a], moved[b]) for a, b in given)

    statements = tuple(
        Attribution(
            source=ranges(s.source), cue=ranges(s.cue), content=ranges(s.content), kind=s.kind
        )
        for s in report.document.statements
    )
    document = replace(report.document, text="".join(pieces), statements=statements)
    names = tuple((moved[a], moved[b], kind) for a, b, kind in report.names)
    return replace(report, document=document, names=names)
