"""All reports of a casebook, the latest first, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from onrecord.casebook import Filed, OnShelf
from onrecord.desk.room import Look

#: Reports of a page, and outlets that can be chosen.
MOST: Final = 50
MOST_OUTLETS: Final = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportsPage:
    """Reports, and the place behind the last of them, from which the next page goes on."""

    reports: tuple[Filed, ...]
    next: str | None
    outlets: tuple[str, ...]


def reports_page(
    look: Look, *, outlet: str = "", language: str = "", behind: str = ""
) -> ReportsPage:
    """Reports of an outlet and language ("" for all), from behind a place on."""
    found = list(
        look.casebook.shelf.reports(
            OnShelf(outlet=outlet, language=language, behind=_place(behind), limit=MOST + 1)
        )
    )
    shown = tuple(found[:MOST])
    more = len(found) > MOST
    return ReportsPage(
        reports=shown,
        next=f"{shown[-1].published or ''}~{shown[-1].number}" if more else None,
        outlets=tuple(look.casebook.shelf.outlets(MOST_OUTLETS)),
    )


def _place(behind: str) -> tuple[str, int] | None:
    published, tilde, number = behind.rpartition("~")
    # SQLite's numbers have 64 bits.
    if not tilde or not number.isdecimal() or len(number) > len("999999999999999999"):
        return None
    return published, int(number)
