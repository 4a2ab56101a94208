"""What an item, a group or a report is called in a sentence: its words, in short."""

from __future__ import annotations

import re
from typing import Final

from onrecord.across.brief import Brief
from onrecord.across.corrected import Spot
from onrecord.across.judged import key_in
from onrecord.desk.room import Look
from onrecord.errors import CasebookError
from onrecord.model import Judgement, Span

#: Characters of an item's words where it is only called by them.
SHORT: Final = 80
_STRETCH: Final = re.compile(r"[a-z]+:(\d+)-(\d+)")


def called(look: Look, item: str) -> str:
    """The words of a key or of a group, or itself where nothing of it is known."""
    report_id, _, name = key_in(item).partition("/")
    try:
        brief = look.brief(report_id)
    except CasebookError:
        return shortened(item)
    return shortened(words_in(brief, name) or item)


def words_in(brief: Brief, name: str) -> str:
    """The words of an item of a report: what a statement says, how an entity is called, else what
    stands where the id points to; "" where that is nowhere."""
    for telling in brief.tellings:
        if telling.id == name:
            return brief.words(telling.spans)
    for entity in brief.entities:
        if entity.id == name:
            return entity.name
    stretch = span_of(name)
    return "" if stretch is None else brief.words((stretch,))


def value_of(one: Judgement) -> str:
    """What a judgement says is right, as people say it: a place by its name."""
    if one.verdict == "place" and one.value:
        try:
            return Spot.of(one.value).name
        except ValueError:
            return one.value
    return one.value


def span_of(name: str) -> Span | None:
    """The stretch that the id of an item holds."""
    found = _STRETCH.fullmatch(name)
    if found is None or int(found[1]) > int(found[2]):
        return None
    return Span(start=int(found[1]), end=int(found[2]))


def shortened(words: str) -> str:
    """Words on one line, cut at a space."""
    line = " ".join(words.split())
    if len(line) <= SHORT:
        return line
    return f"{line[: line.rfind(' ', 0, SHORT) if ' ' in line[:SHORT] else SHORT]} …"
