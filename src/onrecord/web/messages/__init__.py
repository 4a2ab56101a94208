"""The words of the interface: a folder of TOML files for each language, no code.

``messages/fr/story.toml`` holds the messages of the page ``story``; ``key`` in it is asked for as
``story.key``, and a table in it as ``story.table.key``. A message has ``{named}`` places. One that
depends on a number ``n`` is a table of forms, ``{ one = "...", other = "..." }``; which form a
number takes stands in ``language.toml`` as the first of ``[plural]`` that fits, or ``other``:

    [plural]
    one = { is = [0, 1] }                         # French
    few = { mod10 = [2, 3, 4], not_mod100 = [12, 13, 14] }

Adding a language is adding a folder.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Any, Final

#: What is spoken where nothing else fits.
FALLBACK: Final = "en"
FORMS: Final = frozenset({"zero", "one", "two", "few", "many", "other"})
_FORMATTER: Final = Formatter()
#: The steps in which a size and an age are told, from the largest: message, bytes or seconds.
_SIZES: Final = (("gibi", 2**30), ("mebi", 2**20), ("kibi", 2**10))
_AGES: Final = (("days", 86_400), ("hours", 3_600), ("minutes", 60))


@dataclass(frozen=True, slots=True, kw_only=True)
class Say:
    """The words of one language. ``say("story.reports", n=214)`` is the message with its values;
    numbers among them are grouped as the language does. A message that is not there is a KeyError,
    so is a value that it needs and does not get."""

    code: str
    name: str
    texts: Mapping[str, str | Mapping[str, str]]
    plural: Mapping[str, Mapping[str, Sequence[int]]] = field(default_factory=dict)
    group: str = ","
    decimal: str = "."
    months: Sequence[str] = ()

    def __call__(self, message: str, /, **values: object) -> str:
        text = self.texts[message]
        if not isinstance(text, str):
            text = text[self.form(int(str(values["n"])))]
        if "{" not in text:
            return text
        return "".join(
            [before + (self._shown(values[name]) if name else "") for before, name in _parts(text)]
        )

    def __getitem__(self, message: str) -> str:
        """A message that has no values; templates ask so for what they need a thousand times."""
        text = self.texts[message]
        return text if isinstance(text, str) else self(message)

    def has(self, message: str) -> bool:
        """Whether there is such a message."""
        return message in self.texts

    def form(self, number: int) -> str:
        """The plural form that a number takes."""
        for form, rule in self.plural.items():
            if _fits(number, rule):
                return form
        return "other"

    def number(self, value: float) -> str:
        """A number as this language writes it."""
        whole, _, part = f"{value:,}".partition(".")
        whole = whole.replace(",", self.group)
        return f"{whole}{self.decimal}{part}" if part.strip("0") else whole

    def right(self, verdict: str, value: str) -> str:
        """What a judgement says is right: days in words, all else as it is."""
        if verdict != "date":
            return value
        return " – ".join(self.day(one) for one in value.split("/"))

    def day(self, value: str | date | None) -> str:
        """A date, or what is known of one (``2026-10``, ``2026``), in words; "" for none. What is
        no date comes back as it is."""
        parts = str(value or "")[:10].split("-")
        if not all(p.isdecimal() for p in parts) or len(parts) > 3 or len(parts[0]) != 4:
            return str(value or "")
        if len(parts) == 1:
            return parts[0]
        month = int(parts[1])
        if not 1 <= month <= 12:
            return str(value)
        words = {"year": parts[0], "month": self.months[month - 1]}
        if len(parts) == 2:
            return self("language.month", **words)
        return self("language.day", day=str(int(parts[2])), **words)

    def ago(self, seconds: float) -> str:
        """How long ago something was."""
        for unit, length in _AGES:
            if seconds >= length:
                return self(f"language.ago.{unit}", n=int(seconds // length))
        return self("language.ago.now")

    def size(self, count: int) -> str:
        """How many bytes there are, in the unit that fits."""
        for unit, length in _SIZES:
            if count >= length:
                return self(f"language.size.{unit}", n=round(count / length, 1))
        return self("language.size.bytes", n=count)

    def _shown(self, value: object) -> str:
        return self.number(value) if isinstance(value, int | float) else str(value)


@cache
def _parts(text: str) -> tuple[tuple[str, str | None], ...]:
    """A message's pieces, each with the name of the value behind it; None behind the last."""
    return tuple((before, name) for before, name, _, _ in _FORMATTER.parse(text))


def _fits(number: int, rule: Mapping[str, Sequence[int]]) -> bool:
    told = {"is": number, "mod10": number % 10, "mod100": number % 100}
    return all(
        (told[name.removeprefix("not_")] in among) != name.startswith("not_")
        for name, among in rule.items()
    )


@cache
def languages() -> dict[str, Say]:
    """Every language that has a folder, by code."""
    folder = files("onrecord.web.messages")
    found = sorted(entry.name for entry in folder.iterdir() if (entry / "language.toml").is_file())
    return {code: _loaded(code) for code in found}


def _loaded(code: str) -> Say:
    texts: dict[str, str | Mapping[str, str]] = {}
    about: dict[str, Any] = {}
    for entry in sorted((files("onrecord.web.messages") / code).iterdir(), key=lambda e: e.name):
        stem, dot, kind = entry.name.partition(".")
        if dot and kind == "toml":
            data = tomllib.loads(entry.read_text(encoding="utf-8"))
            if stem == "language":
                about = {key: data.pop(key) for key in ("name", "plural", "numbers", "months")}
            texts |= dict(_flat(data, stem))
    return Say(
        code=code,
        name=about["name"],
        texts=texts,
        plural=about["plural"],
        group=about["numbers"]["group"],
        decimal=about["numbers"]["decimal"],
        months=about["months"],
    )


def _flat(data: Mapping[str, Any], above: str) -> Iterator[tuple[str, str | Mapping[str, str]]]:
    for key, value in data.items():
        if isinstance(value, str) or ("other" in value and set(value) <= FORMS):
            yield f"{above}.{key}", value
        else:
            yield from _flat(value, f"{above}.{key}")


def chosen(asked: str | None, kept: str | None, usual: str | None, accepts: str) -> str:
    """The language to speak: the one just asked for, the one chosen before, the room's own, the
    first that the browser accepts (RFC 9110, 12.5.4), the fallback; whichever there is."""
    known = languages()
    wanted = (asked, kept, usual, *_accepted(accepts))
    return next((code for code in wanted if code in known), FALLBACK)


def _accepted(header: str) -> list[str]:
    weighed: list[tuple[float, int, str]] = []
    for place, piece in enumerate(header[:400].split(",")):
        tag, _, rest = piece.strip().partition(";")
        weight = rest.strip().removeprefix("q=") if rest else "1"
        try:
            much = float(weight)
        except ValueError:
            continue
        if much > 0:
            weighed.append((-much, place, tag.strip().lower().partition("-")[0]))
    return [tag for _, _, tag in sorted(weighed)]
