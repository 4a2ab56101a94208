"""Rows on what two tellings mean, whatever words they use: see ``across/meaning.py``."""

from __future__ import annotations

from typing import Final, Protocol

from onrecord.across.compare.features import Seen
from onrecord.across.meaning import Meant, in_common

#: Weight of what two tellings both say from which on it is more than a word, and how much more is
#: all that can be asked.
ONE_WORD: Final = 6.0
MUCH_MEANT: Final = 14.0
#: Words that a reason shows.
SHOWN: Final = 4


class Meaning(Protocol):
    """What is compared here."""

    @property
    def meant(self) -> Meant: ...


def means_alike(left: Meaning, right: Meaning) -> Seen | None:
    """The share of what both say that the other says, too."""
    found = in_common(left.meant, right.meant)
    if not found.alike:
        return None
    return (
        found.alike,
        lambda: f"they share {found.alike:.0%} of what they mean, {_shown(found.words)}",
    )


def one_means_other(left: Meaning, right: Meaning) -> Seen | None:
    """What one of them says, the other says, too."""
    found = in_common(left.meant, right.meant)
    share = max(found.left, found.right)
    return (share, lambda: f"one says {share:.0%} of what the other says") if share else None


def each_means_other(left: Meaning, right: Meaning) -> Seen | None:
    """What either of them says, the other says, too."""
    found = in_common(left.meant, right.meant)
    share = min(found.left, found.right)
    return (share, lambda: f"each says {share:.0%} of what the other says") if share else None


def much_meant(left: Meaning, right: Meaning) -> Seen | None:
    """What both say weighs more than one word."""
    found = in_common(left.meant, right.meant)
    weight = min(found.left * left.meant.weight, found.right * right.meant.weight)
    share = min(1.0, (weight - ONE_WORD) / MUCH_MEANT)
    return (share, "both say more than a word") if share > 0 else None


def near_in_meaning(left: Meaning, right: Meaning) -> Seen | None:
    """What they do not both say is of one field: *flood*, *rain*."""
    found = in_common(left.meant, right.meant)
    return (found.near, lambda: f"{found.near:.0%} more is of one field") if found.near else None


def _shown(words: tuple[str, ...]) -> str:
    return ", ".join(words[:SHOWN])
