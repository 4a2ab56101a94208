"""What one report says of an entity: what it calls it, what it said, what others say of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from onrecord.across.brief import Brief, Named, Telling
from onrecord.casebook import Listed
from onrecord.desk.looking.called import span_of
from onrecord.desk.looking.excerpts import Excerpt, excerpt
from onrecord.desk.room import Look
from onrecord.model import Judgement, Span, key_of

#: Statements of one report that are shown: by the entity, and of it.
SAID: Final = 8
OF_THEM: Final = 5
#: Spellings and descriptions of one report that are shown.
FORMS: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """A statement with its source; ``origins`` is None where one report alone tells it. ``judged``
    is a judgement by which it is none, or of another source."""

    key: str
    source: str
    excerpt: Excerpt
    origins: int | None
    judged: Judgement | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """One report that names an entity; ``key`` is the item. ``names`` are its spellings, ``called``
    its descriptions; ``more`` statements are not shown. ``beside`` are the entities that it names
    in one breath with this one."""

    key: str
    report_id: str
    first: Excerpt
    names: tuple[str, ...]
    called: tuple[str, ...]
    mentions: int
    said: tuple[Saying, ...]
    of_them: tuple[Saying, ...]
    more: int
    beside: tuple[Listed, ...]
    rejected: Judgement | None


def naming(look: Look, report: str, item: str) -> Naming:
    """What a report says of an entity of it. Raises CasebookError where there is no such report."""
    brief = look.brief(report)
    known: dict[str, list[Listed]] = defaultdict(list)
    for name, found in look.casebook.findings.of_report(report):
        known[name].append(found)
    named = next((e for e in brief.entities if e.id == item), None)
    said = [t for t in brief.tellings if item in t.speakers]
    of_them = [
        t
        for t in brief.tellings
        if t.voice == "statement" and item in t.names and item not in t.speakers
    ]
    return Naming(
        key=key_of(report, item),
        report_id=report,
        first=excerpt(look, brief, _where(named, item), item),
        names=() if named is None else named.names[:FORMS],
        called=() if named is None else named.called[:FORMS],
        mentions=0 if named is None else named.mentions,
        said=_sayings(look, brief, said[:SAID], known),
        of_them=_sayings(look, brief, of_them[:OF_THEM], known),
        more=max(0, len(said) - SAID) + max(0, len(of_them) - OF_THEM),
        beside=_beside(brief, item, known),
        rejected=look.judged.rejected.get(key_of(report, item)),
    )


def _where(named: Named | None, item: str) -> Span:
    """Where it is first spoken of; an item that is no longer read tells it by its id."""
    found = named.first if named is not None else span_of(item)
    return found or Span(start=0, end=0)


def _sayings(
    look: Look, brief: Brief, tellings: Iterable[Telling], known: Mapping[str, Sequence[Listed]]
) -> tuple[Saying, ...]:
    about = look.corrections.about(brief.report_id)
    found: list[Saying] = []
    for one in tellings:
        kept = [f for f in known.get(one.id, ()) if f.kind == "statement"]
        found.append(
            Saying(
                key=key_of(brief.report_id, one.id),
                source=" ".join(one.source.split()),
                excerpt=excerpt(look, brief, one.spans[0], one.id),
                origins=kept[0].origins if kept else None,
                judged=about.get(one.id),
            )
        )
    return tuple(found)


def _beside(brief: Brief, item: str, known: Mapping[str, Sequence[Listed]]) -> tuple[Listed, ...]:
    """Entities in one statement, or in one event, with this one."""
    others: dict[str, None] = {}
    for telling in brief.tellings:
        company = {*telling.speakers, *telling.names}
        if item in company:
            others |= dict.fromkeys(sorted(company))
    for deed in brief.deeds:
        company = {p.entity_id for p in (*deed.actors, *deed.recipients) if p.entity_id}
        if item in company:
            others |= dict.fromkeys(sorted(company))
    found = (f for other in others if other != item for f in known.get(other, ()))
    return tuple(dict.fromkeys(f for f in found if f.kind == "entity"))
