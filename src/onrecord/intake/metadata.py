"""Lines and runs that tell about a report: when it was published, by whom, under which title."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from onrecord.intake.dates import StatedDate, date_at, day_without_year
from onrecord.intake.limits import MAX_METADATA
from onrecord.intake.names import are_names
from onrecord.intake.words import MetadataKind, alike, any_of, words
from onrecord.model import Published

#: Longest value after a key and colon whose form is not checked.
_FREE_VALUE: Final = 160
_LONGEST_KEY: Final = 40

_SEPARATOR: Final = r"[\s,;.|•·–—/()-]"
_URL = re.compile(r"https?://\S+")
_ONLY_URL = re.compile(r"https?://\S+\s*\Z")
_PROSE_STARTS = re.compile(r"\s+(?=[^\W\d_]|[\d«“\"‘'(\[])")
_SENTENCE_END = re.compile(r"[.!?…]\s+\S")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that a line tells: its kind, the words of its value, and a date if it is one.

    ``start`` and ``end`` bound the value in the line, or the run in the text.
    """

    kind: MetadataKind
    value: str
    start: int
    end: int
    date: StatedDate | None = None
    words: str = ""


@dataclass(slots=True, kw_only=True)
class Facts:
    """What a report's own lines tell of it; ``filed`` is the date in its dateline."""

    dates: list[Entry] = field(default_factory=list)
    filed: Entry | None = None
    outlet: str | None = None
    url: str | None = None
    title: str | None = None

    def add(self, entry: Entry) -> None:
        """Take in an entry; of two that tell the same, the first holds."""
        if entry.kind in ("published", "updated"):
            self.dates.append(entry)
        elif entry.kind == "outlet":
            self.outlet = self.outlet or entry.value
        elif entry.kind == "url":
            self.url = self.url or entry.value
        elif entry.kind == "title":
            self.title = self.title or entry.value

    def published(self) -> Published:
        """When the report was published.

        A line that says so comes first, then one that tells of an update, then the dateline.
        """
        ordered = sorted(self.dates, key=lambda entry: entry.kind)
        dated = [(entry.date, entry.words) for entry in ordered if entry.date]
        understood = [(found, said) for found, said in dated if found.value]
        if understood:
            first, said = understood[0]
            values = dict.fromkeys(found.value for found, _ in understood if found.value)
            return Published(
                value=first.value,
                grain=first.grain,
                basis="stated",
                candidates=tuple(value for value in values if value != first.value),
                because=f"stated: {said!r}",
            )
        if self.filed is not None and self.filed.date is not None:
            return Published(
                value=self.filed.date.value,
                grain=self.filed.date.grain,
                basis="inferred",
                candidates=dated[0][0].candidates if dated else (),
                because=f"dateline: {self.filed.words!r}",
            )
        if dated:
            first, said = dated[0]
            return Published(
                candidates=first.candidates,
                because=f"{said!r} leaves open which number is the day",
            )
        if ordered:
            return Published(because=f"no date understood in {ordered[0].words!r}")
        return Published()


@cache
def _key() -> re.Pattern[str]:
    return re.compile(f"({any_of(words().metadata)}) {{0,2}}([:=] {{0,3}})?", re.IGNORECASE)


@cache
def _after_date() -> re.Pattern[str]:
    """What may follow a date in its line: separators, a zone, another key or a byline."""
    known = words()
    updated = [key for key, kind in known.metadata.items() if kind in ("updated", "published")]
    zone = f"(?:GMT|UTC|[A-Z]{{1,2}}[DS]T|CET|CEST|ET|{any_of(known.zones)})"
    names = any_of(known.byline | frozenset(updated))
    return re.compile(f"{_SEPARATOR}*(?:{zone}{_SEPARATOR}*)?(?:\\Z|{names})", re.IGNORECASE)


def metadata_line(line: str) -> Entry | None:
    """What a line tells that holds nothing but metadata; None for any other line."""
    if len(line) > MAX_METADATA:
        return None
    if _ONLY_URL.match(line):
        return Entry(kind="url", value=line.strip(), start=0, end=len(line), words=line)
    if (key := _key().match(alike(line))) is None:
        return _only_date(line)
    kind = words().metadata[" ".join(key[1].lower().split())]
    value = line[key.end() :].rstrip()
    if kind in ("published", "updated"):
        return _date_line(line, key, kind)
    fits = key[2] is not None and 0 < len(value) <= _FREE_VALUE
    if not fits or (kind == "url" and not _URL.fullmatch(value)):
        return None
    if kind != "title" and _SENTENCE_END.search(value):
        return None
    if kind == "outlet" and not are_names(value):
        return None
    return Entry(kind=kind, value=value, start=key.end(), end=key.end() + len(value), words=line)


def _date_line(line: str, key: re.Match[str], kind: MetadataKind) -> Entry | None:
    found = date_at(line, key.end(), day_first=_day_first(key))
    if found is None:
        end = day_without_year(line, key.end())
        dated = end > key.end() and _after_date().match(alike(line[end:]))
        if not dated and (key[2] is None or len(line) > _FREE_VALUE or _SENTENCE_END.search(line)):
            return None
        value = line[key.end() :].strip()
        return Entry(kind=kind, value=value, start=key.end(), end=len(line), words=line)
    bare_year = found.grain == "year" and key[2] is None
    rest = alike(line[found.end :])
    if bare_year or len(rest) > _FREE_VALUE or not _after_date().match(rest):
        return None
    value = line[key.end() : found.end]
    return Entry(
        kind=kind, value=value, start=key.end(), end=found.end, date=found, words=line[: found.end]
    )


def _day_first(key: re.Match[str]) -> bool:
    return " ".join(key[1].lower().split()) in words().day_first


def _only_date(line: str) -> Entry | None:
    found = date_at(line)
    if found is None or found.grain == "year" or not _after_date().match(alike(line[found.end :])):
        return None
    end = found.end
    return Entry(kind="published", value=line[:end], start=0, end=end, date=found, words=line[:end])


def leading_run(text: str, start: int) -> Entry | None:
    """A date with its key that stands at ``start``, before prose on the same line."""
    key = _key().match(alike(text[start : start + _LONGEST_KEY]))
    if key is None:
        return None
    kind = words().metadata[" ".join(key[1].lower().split())]
    if kind not in ("published", "updated"):
        return None
    value_start = start + key.end()
    found = date_at(text, value_start, day_first=_day_first(key))
    if found is None or (found.grain == "year" and key[2] is None):
        return None
    end = found.end
    prose = _PROSE_STARTS.match(text, end, end + 8)
    if prose is None or text[prose.end()].islower():
        return None
    words_ = text[start:end]
    return Entry(
        kind=kind, value=words_[key.end() :], start=start, end=end, date=found, words=words_
    )
