"""What the page Judgements shows: what people judged, of what words, and whether it has an effect.

Whether a judgement has one is told of what is on the page alone: ``comparing.without_effect`` tells
it of all, and reads every report that any of them is about.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from onrecord.across.brief import Brief, decode_brief
from onrecord.across.judged import key_in
from onrecord.desk.looking.called import shortened, span_of, value_of, words_in
from onrecord.desk.room import Look
from onrecord.errors import CasebookError
from onrecord.model import Judgement, Span

#: Judgements on a page; things that one is about, of which the words are shown; people to choose.
PAGE: Final = 25
MOST_ABOUT: Final = 3
MOST_PEOPLE: Final = 200
#: *lost*: what it is about is not, or no longer, in the reports that are compared.
Effect = Literal["in force", "withdrawn", "overruled", "lost"]


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """One thing that a judgement is about: its words, the report that they stand in (None where
    there is none in the casebook), and where; ``there`` tells that it is still compared."""

    item: str
    words: str
    report_id: str | None
    title: str | None
    outlet: str | None
    language: str
    at: Span | None
    there: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A judgement with what it is about (``left_out`` more are not shown), what it says in words
    (a place's name), its effect, why it has none, and the judgement by which it was withdrawn.
    ``undoes`` is the one that it withdraws itself."""

    judgement: Judgement
    value: str
    about: tuple[About, ...]
    left_out: int
    effect: Effect
    because: str
    withdrawn_by: Judgement | None
    undoes: Judgement | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judging:
    """A page of judgements, the last one first; ``behind`` is the number before which the next page
    begins, None where there is none."""

    told: tuple[Told, ...]
    behind: int | None
    people: tuple[str, ...]


def judging(
    look: Look, *, before: int | None = None, by: str | None = None, verdict: str | None = None
) -> Judging:
    """The last judgements, or those before a number."""
    history = look.casebook.history
    found = history.back(most=PAGE + 1, before=before, by=by, verdict=verdict)
    active = {one.number for one in look.judged.active}
    withdrawing = {
        item: one for one in look.judged.active if one.verdict == "withdraw" for item in one.items
    }
    overruled = {one.judgement.number: one.because for one in look.judged.overruled}
    told = []
    for one in found[:PAGE]:
        about = () if one.verdict == "withdraw" else one.items[:MOST_ABOUT]
        shown = tuple(_about(look, item) for item in about)
        effect: Effect = "in force"
        if one.number not in active:
            effect = "withdrawn"
        elif one.number in overruled:
            effect = "overruled"
        elif not all(a.there for a in shown):
            effect = "lost"
        told.append(
            Told(
                judgement=one,
                value=value_of(one),
                about=shown,
                left_out=0 if one.verdict == "withdraw" else len(one.items) - len(shown),
                effect=effect,
                because=overruled.get(one.number, ""),
                withdrawn_by=withdrawing.get(str(one.number)),
                undoes=history.one(int(one.items[0])) if one.verdict == "withdraw" else None,
            )
        )
    return Judging(
        told=tuple(told),
        behind=found[PAGE - 1].number if len(found) > PAGE else None,
        people=history.people(MOST_PEOPLE),
    )


def _about(look: Look, item: str) -> About:
    report_id, _, name = key_in(item).partition("/")
    try:
        brief = look.brief(report_id)
        latest = look.filed(report_id).latest
    except CasebookError:
        return About(
            item=item,
            words="",
            report_id=None,
            title=None,
            outlet=None,
            language="",
            at=None,
            there=False,
        )
    entity = next((e for e in brief.entities if e.id == name), None)
    return About(
        item=item,
        words=shortened(words_in(brief, name)),
        report_id=report_id,
        title=brief.title,
        outlet=brief.outlet,
        language=brief.language,
        at=span_of(name) if entity is None else entity.first,
        there=latest and _is_in(look, brief, name),
    )


def _is_in(look: Look, brief: Brief, name: str) -> bool:
    """Whether an item is read in a report, or added by people; what they took out was read."""
    if name in _items(brief):
        return True
    return name in _items(decode_brief(look.casebook.brief(brief.report_id)))


def _items(brief: Brief) -> set[str]:
    groups = (brief.entities, brief.tellings, brief.deeds, brief.times, brief.places)
    return {item.id for items in groups for item in items}
