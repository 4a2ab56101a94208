"""What tells in a language how tellings differ: its ``differing.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from onrecord.errors import KnowledgeError

FILE = "differing.toml"


#: Finds no word.
NOTHING = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Differing:
    """``not_but`` stand before an amount that is taken back (*and not*), ``part_before`` and
    ``part_behind`` beside one that is a part of another, ``counted_from`` behind a length of time
    that is counted from something, ``against`` finds words that set two against each other;
    ``changed`` are words of a
    telling that tells a change, ``put_off`` those that move what lies ahead. ``before`` and
    ``after`` stand before a time that bounds, ``articles`` before one that names (*a 1998 case*);
    ``at``, ``within`` and ``near`` before places, of one size each; ``of`` between what a place is
    and its name, ``streets`` are what such names begin with. ``negative`` are words that turn what
    they are said of round, ``in_part`` words beside a negation that is of some time only,
    ``unsaid`` and ``no_fact`` find words for what somebody did not say or know, and those that tell
    nothing, ``idioms`` turns of phrase that deny nothing, ``supposing`` words that
    open a condition; ``leaning`` those that negate together with another, ``leaned_on`` what
    negates with one of these only (*personne*). ``anybody`` are people of no kind. All folded."""

    not_but: tuple[str, ...] = ()
    part_before: tuple[str, ...] = ()
    part_behind: tuple[str, ...] = ()
    counted_from: frozenset[str] = frozenset()
    against: re.Pattern[str] = NOTHING
    changed: tuple[str, ...] = ()
    put_off: tuple[str, ...] = ()
    articles: frozenset[str] = frozenset()
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    at: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    streets: tuple[str, ...] = ()
    negative: frozenset[str] = frozenset()
    in_part: tuple[str, ...] = ()
    unsaid: re.Pattern[str] = NOTHING
    no_fact: re.Pattern[str] = NOTHING
    idioms: tuple[str, ...] = ()
    supposing: frozenset[str] = frozenset()
    leaning: frozenset[str] = frozenset()
    leaned_on: frozenset[str] = frozenset()
    anybody: tuple[str, ...] = ()


@cache
def differing(language: str) -> Differing:
    """What a language has of it, read once; nothing where it has no such file. Raises
    KnowledgeError for a file out of form."""
    path = files("onrecord") / "languages" / language / FILE
    if not path.is_file():
        return Differing()
    try:
        data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        return Differing(
            not_but=tuple(data["amounts"]["not_but"]),
            part_before=tuple(data["amounts"]["part_before"]),
            part_behind=tuple(data["amounts"]["part_behind"]),
            counted_from=frozenset(data["amounts"]["counted_from"]),
            against=_any_of(data["amounts"]["against"]),
            anybody=tuple(data["amounts"]["anybody"]),
            changed=tuple(data["changes"]["changed"]),
            put_off=tuple(data["changes"]["put_off"]),
            articles=frozenset(data["times"]["articles"]),
            before=tuple(data["times"]["before"]),
            after=tuple(data["times"]["after"]),
            at=tuple(data["places"]["at"]),
            within=tuple(data["places"]["within"]),
            near=tuple(data["places"]["near"]),
            of=tuple(data["places"]["of"]),
            streets=tuple(data["places"]["streets"]),
            negative=frozenset(data["polarity"]["negative"]),
            in_part=tuple(data["polarity"]["in_part"]),
            unsaid=_any_of(data["polarity"]["unsaid"]),
            no_fact=_any_of(data["polarity"]["no_fact"]),
            idioms=tuple(data["polarity"]["idioms"]),
            supposing=frozenset(data["polarity"]["supposing"]),
            leaning=frozenset(data["polarity"].get("leaning", ())),
            leaned_on=frozenset(data["polarity"].get("leaned_on", ())),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise KnowledgeError(f"out of form: {error!r}", about=f"{language}/{FILE}") from error


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for whole words, of which ``*`` ends those of any ending."""
    return re.compile("|".join(re.escape(w).replace(r"\*", r"\w*") for w in words) or "(?!)")
