"""Who a telling says it comes from: the agencies and outlets of its chain, under one key a body.

What carries news is told by its kind, by the lists of bodies, or by the pile itself: the name of an
outlet whose report is compared is a carrier wherever another report names it beside what is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from onrecord.across.brief import Bearing, Brief, Telling
from onrecord.across.framing import FRAME, bracketed, clauses, frame, opening, outside, stop
from onrecord.across.openings import Openings
from onrecord.across.shaped import forms_of, initials_of, lettered, name_in, shaped, told_to
from onrecord.across.words import folded_in, words_of
from onrecord.knowledge.agencies import agencies_in, cased, may_be_agency
from onrecord.knowledge.bodies import AGENCY, body_named, body_of
from onrecord.knowledge.carriers import carrier_words
from onrecord.knowledge.nameforms import plain
from onrecord.model import Span

#: Words between one for telling somebody and the end of the name of who was told.
NEAR: Final = 6
#: Words of a stretch outside prose that can be a credit.
CREDIT: Final = 12
#: Letters behind what an outlet is in which its name stands, and what may stand before it.
NAMED: Final = 60
_QUOTES: Final = " \u00a0«“\"'‘"
#: Words beside a name that stands at the beginning of a sentence by itself.
ALONE: Final = 2
#: Links of chains of which it is kept what they are.
LINKS: Final = 1 << 16
#: Tellings of which it is kept what they come through.
TELLINGS: Final = 1 << 15
UNNAMED: Final = "unnamed: "


@dataclass(frozen=True, slots=True)
class Carried:
    """An agency or outlet that a report has something from. ``key`` is equal for all its names;
    ``name`` is *unnamed: local media* where none is given; ``says`` are the report's words."""

    key: str
    name: str
    kind: Literal["agency", "outlet"]
    says: str

    @property
    def named(self) -> bool:
        return not self.key.startswith(UNNAMED)


class Carriers:
    """The names of all outlets of a pile, and what its reports credit and relay."""

    def __init__(self, outlets: Iterable[str]) -> None:
        self._keys: dict[str, str] = {}
        self._starting: dict[str, dict[tuple[str, ...], str]] = {}
        self._short: dict[str, str] = {}
        for outlet, name in forms_of(outlets):
            bare = carrier_words().bare(name)
            core = tuple(w.folded for w in words_of(bare))
            if core:
                self._starting.setdefault(core[0], {})[core] = outlet
                self._short.setdefault(bare, carrier_words().bare(outlet))
        shapes = carrier_words().shape_begins | carrier_words().shape_ends
        self._openings = Openings(self._starting.keys() | shapes)
        self._initials = initials_of(core for known in self._starting.values() for core in known)
        self._linked = lru_cache(maxsize=LINKS)(self._link)
        self._prose: dict[tuple[str, str], tuple[Carried, ...]] = {}

    def key(self, name: str) -> str:
        """One key for all names of a body; of an unlisted one for its name without an article."""
        if name not in self._keys:
            body = body_named(name)
            bare = carrier_words().bare(name)
            bare = self._short.get(bare, bare)
            own = self._initials.get(bare) if name.isupper() and body is None else None
            if own is not None:  # *CP*, where one outlet of the pile is *Continental Press*
                self._keys[name] = self.key(own)
            else:
                self._keys[name] = body.key if body is not None else f"={bare}"
        return self._keys[name]

    def own(self, brief: Brief) -> str | None:
        """The key of a report's own outlet."""
        return None if brief.outlet is None else self.key(brief.outlet)

    def within(self, text: str, start: int, end: int) -> list[Carried]:
        """The agencies and the pile's outlets whose names stand in a stretch, in order, each
        once."""
        if not self._openings.any_in(text, start, end):
            return []
        found: list[tuple[int, Carried]] = []
        for at in agencies_in(text, start, end):
            surface = text[at.start : at.end]
            if not at.called.ambiguous and cased(surface, at.called):
                found.append((at.start, self._listed(at.called.body.key, surface)))
        if self._starting:
            found += self._of_pile(text, start, end)
        found.sort(key=lambda f: f[0])
        return list({one.key: one for _, one in found}.values())

    def _named(self, text: str, start: int, end: int, *, bare: bool = False) -> list[Carried]:
        """The same; where there are none, names that are those of outlets by their shape: where
        something is heard or told, or with ``bare`` anywhere."""
        if start >= end or not self._openings.any_in(text, start, end):
            return []
        found = self.within(text, start, end)
        if found:
            return found
        anywhere = bare or _is_heard(text, Span(start=start, end=end))
        names = (shaped if anywhere else told_to)(text, start, end)
        return [Carried(self.key(n), n, "outlet", n) for _, n in names]

    def heard_by(self, text: str, span: Span) -> Iterator[Carried]:
        """Those whose names stand right behind a word for telling somebody, or for making known;
        the outermost first."""
        if not self._openings.any_in(text, span.start, span.end):
            return
        heard = carrier_words().heard
        if not _is_heard(text, span):
            return
        words = words_of(text, span.start, span.end)
        for at, word in enumerate(words[:-1]):
            two = f"{words[at - 1].folded} {word.folded}" if at else word.folded
            if word.folded.startswith(heard) or two.startswith(heard):
                last = words[min(at + NEAR, len(words) - 1)]
                yield from self._named(text, word.end, last.end, bare=True)

    def _of_pile(self, text: str, start: int, end: int) -> Iterator[tuple[int, Carried]]:
        if self._starting.keys().isdisjoint(folded_in(text[start:end])[1]):
            return
        words = words_of(text, start, end)
        articles = carrier_words().articles
        for at, word in enumerate(words):
            for core, outlet in self._starting.get(word.folded, {}).items():
                surface = text[word.start : words[min(at + len(core), len(words)) - 1].end]
                if tuple(w.folded for w in words[at : at + len(core)]) != core:
                    continue
                whole = len(words_of(outlet)) == len(core) or len(core) > 1 or surface.isupper()
                opened = at > 0 and words[at - 1].folded in articles
                if surface[:1].isupper() and (whole or opened):
                    yield word.start, self._called(outlet, surface)

    def around(self, brief: Brief) -> list[Carried]:
        """What a report credits around its prose, its own outlet apart."""
        found: dict[str, Carried] = {}
        for bearing in brief.around:
            if bearing.kind in {"agency", "outlet"}:
                one = self._bearing(brief, bearing) or Carried(
                    self.key(bearing.name), bearing.name, "agency", bearing.name
                )
                found.setdefault(one.key, one)
        for span in outside(brief):
            if _words(span.of(brief.text)) <= CREDIT:
                for _, one in self._of_pile(brief.text, span.start, span.end):
                    found.setdefault(one.key, one)
        return [one for one in found.values() if not self._is_own(brief, one)]

    def _is_own(self, brief: Brief, one: Carried) -> bool:
        """Whether a credit is the report's own outlet, by the first words of its name perhaps."""
        if brief.outlet is None:
            return False
        bare = carrier_words().bare
        own = f"{bare(brief.outlet)} "
        named = any(own.startswith(f"{bare(said)} ") for said in (one.name, one.says))
        return named or one.key == self.own(brief)

    def prose(self, brief: Brief, telling: Telling) -> tuple[Carried, ...]:
        """What the prose says that a telling comes through, the innermost first, without the
        report's own outlet. Events in a telling ask for it again."""
        key = brief.report_id, telling.id
        if (found := self._prose.get(key)) is None:
            if len(self._prose) >= TELLINGS:
                self._prose.clear()
            found = self._prose[key] = tuple(self._in_prose(brief, telling))
        return found

    def _in_prose(self, brief: Brief, telling: Telling) -> Iterable[Carried]:
        found: dict[str, Carried] = {}
        for bearing in reversed(telling.bearings):
            if not bearing.around and (one := self._bearing(brief, bearing)) is not None:
                found.setdefault(one.key, one)
        start, end = telling.sentence.start, stop(brief, telling)
        first = telling.spans[0]
        reach = end if start <= first.start and first.end <= end else end + FRAME
        near = self._openings.near(brief.text, start, reach)
        if near:
            aside = self._aside if telling.voice == "report" else frame
            for span in aside(brief, telling):
                names = self._named(brief.text, span.start, span.end)
                found |= {one.key: one for one in names if one.key not in found}
        if not found:
            found.update((one.key, one) for one in self._before(brief, opening(brief, telling)))
        if near and not found and (noted := bracketed(brief.text, start, end)):
            names = self._named(brief.text, noted.start, noted.end, bare=True)
            if _is_all(names, noted.of(brief.text), 1):
                found.update((one.key, one) for one in names)
        if found:
            found.pop(self.own(brief) or "", None)
        return found.values()

    def _before(self, brief: Brief, span: Span) -> list[Carried]:
        """Who heard what a sentence tells, named at its beginning: *Au micro de Radio Tarn, ...*,
        *On Radio Tarn, ...*."""
        if not span or not self._openings.near(brief.text, span.start, span.end):
            return []
        found = self._named(brief.text, span.start, span.end, bare=True)
        alone = _is_all(found, span.of(brief.text), ALONE)
        return found if alone or _is_heard(brief.text, span) else []

    def _aside(self, brief: Brief, telling: Telling) -> Iterator[Span]:
        """Of a sentence in the report's own voice all clauses but the longest of those that do not
        say who made it known: *…, the site Packet Watch reported.*"""
        text = brief.text
        said = clauses(text, telling.sentence.start, stop(brief, telling))

        def reports(clause: Span) -> bool:
            return _is_heard(text, clause) and bool(self._named(text, clause.start, clause.end))

        told = max((c for c in said if not reports(c)), key=len, default=said[0])
        yield from (c for c in said if c != told)

    def _bearing(self, brief: Brief, bearing: Bearing) -> Carried | None:
        """The agency or outlet that a link of a chain is; None where it is none."""
        found = self._linked(bearing.name, bearing.kind, bearing.key)
        if not isinstance(found, str):
            return found
        return self._in_report(brief, bearing) if found == "asked" else None

    def _link(self, name: str, kind: str, key: str) -> Carried | Literal["asked", "none"]:
        """What a link is wherever it stands; *asked* where its report tells."""
        words = carrier_words()
        if words.is_own(name):
            return "none"
        if words.points_back(name):
            return "asked"
        body = body_of(key)
        if body is not None and kind in {"agency", "outlet"}:
            return self._listed(key, name) if body.carries_news else "none"
        named = self.within(name, 0, len(name))
        if named:
            return named[0]
        for at in agencies_in(name, 0, len(name)) if may_be_agency(name) else ():
            # Letters that may be much else are an agency where they are all of who says it.
            whole = at.end - at.start == len(name) and cased(name, at.called)
            if whole and words.bare(name) not in self._initials:
                return self._listed(at.called.body.key, name)
        alone = words.bare(name)
        for _, paper in shaped(name, 0, len(name)):
            if words.bare(paper) == alone:  # the paper itself, not *a reporter of* it
                return Carried(self.key(paper), paper, "outlet", name)
        if letters := lettered(name):
            return Carried(self.key(letters), letters, "agency", name)
        if kind == "source" and not words.is_nobody(name):
            return "none"
        # What carries no news is an agency of something else.
        return "asked" if words.carries_news(name) else "none"

    def _in_report(self, brief: Brief, bearing: Bearing) -> Carried | None:
        words = carrier_words()
        if (behind := self._right_behind(brief.text, bearing)) is not None:
            return behind
        if words.points_back(bearing.name):
            return self._pointed_to(brief, bearing)
        inside = "" if words.is_nobody(bearing.name) else name_in(brief, bearing.name)
        if inside := inside or words.name_in(bearing.name):
            return Carried(self.key(inside), inside, "agency", bearing.name)
        return _unnamed(bearing)

    def _right_behind(self, text: str, bearing: Bearing) -> Carried | None:
        """The one whose name stands right behind what it is: *the Lochian newspaper The Tarn
        Courier*."""
        end = max((s.end for s in bearing.spans), default=0)
        words = words_of(text, end, min(len(text), end + NAMED)) if end else []
        articles = carrier_words().articles
        first = next((w for w in words if w.folded not in articles), None)
        if first is None or text[end : words[0].start].strip(_QUOTES):
            return None
        found = self.within(text, words[0].start, words[-1].end)
        return found[0] if found and text.startswith(found[0].says, first.start) else None

    def _pointed_to(self, brief: Brief, bearing: Bearing) -> Carried | None:
        """What *the agency* is: the one that the prose named last before, if it named no other;
        nothing where that carries no news. Where none was named it stays without a name, and is
        taken for one of news only where it says so or the report credits one."""
        at = min((s.start for s in bearing.spans), default=0)
        words = carrier_words()
        before: dict[str, Carried | None] = {
            one.key: one
            for p in brief.prose
            for one in self.within(brief.text, p.start, min(p.end, max(p.start, at)))
            if one.key != self.own(brief)
        }
        for telling in brief.tellings:
            for link in telling.bearings:
                if link.around or link.kind not in {"agency", "outlet"} or not link.spans:
                    continue
                if link.spans[0].start < at and not words.points_back(link.name):
                    one = self._bearing(brief, link)
                    before[link.name if one is None else one.key] = one
        own = words.may_be_own(bearing.name) or words.is_kind_of(bearing.name, brief.outlet)
        if not before and own:
            return None
        if not before:
            credited = any(b.kind == "agency" for b in brief.around)
            return _unnamed(bearing) if credited or words.carries_news(bearing.name) else None
        if len(before) > 1:
            return _unnamed(bearing) if all(before.values()) else None
        (one,) = before.values()
        return None if one is None else Carried(one.key, one.name, one.kind, bearing.name)

    def _listed(self, key: str, says: str) -> Carried:
        body = body_of(key)
        agency = body is None or body.kind == AGENCY
        name = says if body is None else body.name
        return Carried(key, name, "agency" if agency else "outlet", says)

    def _called(self, outlet: str, says: str) -> Carried:
        key = self.key(outlet)
        body = body_of(key)
        agency = body is not None and body.kind == AGENCY
        return Carried(key, outlet, "agency" if agency else "outlet", says)


def _words(text: str) -> int:
    return len(folded_in(text)[1])


def _is_all(found: Iterable[Carried], words: str, more: int) -> bool:
    """Whether a name is all of some words, but for so many: *source Radio Tarn*."""
    return any(_words(words) - _words(one.says) <= more for one in found)


def _is_heard(text: str, span: Span) -> bool:
    """Whether words for telling somebody, or for making known, stand in a stretch."""
    said = f" {' '.join(folded_in(span.of(text))[1])}"
    return any(f" {words}" in said for words in carrier_words().heard)


def _unnamed(bearing: Bearing) -> Carried:
    kind: Literal["agency", "outlet"] = "outlet" if bearing.kind == "outlet" else "agency"
    return Carried(f"{UNNAMED}{plain(bearing.name)}", UNNAMED + bearing.name, kind, bearing.name)
