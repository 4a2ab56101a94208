"""What every request of one room can reach: its settings, casebooks, sessions, words, pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from jinja2 import Environment

from onrecord.web.assets import Assets
from onrecord.web.cases import Case
from onrecord.web.guard.attempts import Attempts
from onrecord.web.guard.sessions import Sessions
from onrecord.web.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of the list in ``app``: its key, under which ``nav.{key}`` is its name; the letter
    that leads to it after ``g``; whether it stands in the navigation; whether files are brought
    to it."""

    key: str
    path: str
    module: Any
    letter: str = ""
    shown: bool = True
    uploads: bool = False


@dataclass(slots=True, kw_only=True)
class Premises:
    settings: Settings
    cases: Mapping[str, Case]
    pages: Sequence[Page]
    templates: Environment
    assets: Assets = field(default_factory=Assets)
    sessions: Sessions = field(default_factory=Sessions)
    attempts: Attempts = field(default_factory=Attempts)
