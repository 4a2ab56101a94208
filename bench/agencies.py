"""News agencies in digitised newspapers of 1840-2000: their mentions, and whom an article is from.

Data: impresso's news agency mentions (Marxen, Ehrmann, Boros 2023), text as the scanner read it.
What is measured is ``intake.agencies.agency_credits`` on the plain text; no pipeline is needed, so
German counts as French does. How it is counted:

- *mentions*: spans tagged as press agencies (authors' names are not asked for) against all credits
  of the function, of whatever form. A pair is right when the spans overlap by a character at least
  and both mean one agency: the Wikidata id of the span is that of the body, or the tag's name, or
  a part of it (``ATS-SDA``), is a name of the body. Where the annotators did not tell the agency
  (``unk``, ``ag``), the overlap is enough. Pairs are one to one, in the order of the text.
- *as source*: the agencies of ``agency_as_source``, a set an article, against the agencies of the
  credits whose form is in ``CREDITING``; an id is led to its tag by the spans of both files.
  ``unk`` is right where a credit stands on a span of an agency not told, or names none itself.

F1 in percent over the sums of all articles. The rules were written while reading the first, third,
fifth ... French article; the note tells the figures of that half and of the other. No German text
was read, only its sums. Annotators left out some plain credits (*Marseille, 22 (ATS / Reuter)*);
they count as wrong.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.attribution import Figure
from bench.corpora import digest
from bench.measures import Row
from onrecord.intake.agencies import CREDITING, AgencyCredit, agency_credits
from onrecord.knowledge.bodies import AGENCY, bodies, bodies_named

FLOOR, AIM = 80.0, 90.0
FOLDER = "crossdoc/impresso_newsagency"
_TAG = "org.ent.pressagency."
#: Tags and entries of agencies that the annotators did not tell.
UNTOLD = frozenset({"unk", "ag"})

Keys = frozenset[str]
Article = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """``keys`` are those of all bodies that count as right; empty where the agency is untold."""

    start: int
    end: int
    keys: Keys
    untold: bool


@dataclass(slots=True)
class Counts:
    mentions: Figure = field(default_factory=Figure)
    sources: Figure = field(default_factory=Figure)


def agencies(corpora: Path | None) -> Iterator[Row]:
    """Mentions and sources, French and German."""
    paths = {n: corpora / FOLDER / f"{n}_dev.jsonl" if corpora else None for n in ("fr", "de")}
    files = {n: _articles(p) for n, p in paths.items() if p is not None and p.exists()}
    tags = tags_of([article for articles in files.values() for article in articles])
    for language, path in paths.items():
        where, name = f"{FOLDER}/{language}_dev.jsonl", f"agencies {language}"
        articles = files.get(language)
        if path is None or articles is None:
            yield Row(name=name, data=where, digest="", figure=None, note="corpus not here")
            continue
        whole = counted(articles, tags)
        seen, unseen = counted(articles[::2], tags), counted(articles[1::2], tags)
        for what in ("mentions", "sources"):
            a, b, both = (getattr(counts, what).f1 for counts in (seen, unseen, whole))
            yield Row(
                name=f"{name} {'as source' if what == 'sources' else what}",
                data=where,
                digest=digest([path]),
                figure=both,
                floor=FLOOR,
                aim=AIM,
                note=f"read when written {a:.1f}, unread {b:.1f}" if language == "fr" else "",
            )


def _articles(path: Path) -> list[Article]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def tags_of(articles: Sequence[Article]) -> dict[str, str]:
    """The tag of each Wikidata id that a span has."""
    return {m["qid"]: m["tag"] for a in articles for m in a["mentions"] if m["qid"]}


def counted(articles: Sequence[Article], tags: Mapping[str, str]) -> Counts:
    counts = Counts()
    for row in articles:
        found = agency_credits(row["text"])
        gold = [_mention(m) for m in row["mentions"] if m["tag"].startswith(_TAG)]
        counts.mentions.gold += len(gold)
        counts.mentions.predicted += len(found)
        counts.mentions.right += len(pairs(gold, found))
        _count_sources(counts.sources, row["agency_as_source"], tags, gold, found)
    return counts


def _mention(row: Article) -> Mention:
    tag = row["tag"].removeprefix(_TAG)
    keys = _keys(row["qid"], row["tag"])
    return Mention(start=row["start"], end=row["end"], keys=keys, untold=tag in UNTOLD)


def _keys(qid: str | None, tag: str) -> Keys:
    """Keys of the bodies that an id or a tag means."""
    name = tag.removeprefix(_TAG)
    known = {b.key for b in bodies() if qid and b.wikidata == qid}
    for part in (name, *name.split("-")):
        known |= {b.key for b in bodies_named(part) if b.kind == AGENCY}
    return frozenset(known)


def pairs(
    gold: Sequence[Mention], found: Sequence[AgencyCredit]
) -> list[tuple[Mention, AgencyCredit]]:
    """Gold and found mentions that are the same, one to one."""
    right: list[tuple[Mention, AgencyCredit]] = []
    free = list(found)
    for mention in sorted(gold, key=lambda m: m.start):
        for credit in free:
            overlap = credit.span.start < mention.end and mention.start < credit.span.end
            same = mention.untold or (credit.body is not None and credit.body.key in mention.keys)
            if overlap and same:
                right.append((mention, credit))
                free.remove(credit)
                break
    return right


def _count_sources(
    figure: Figure,
    told: Sequence[str],
    tags: Mapping[str, str],
    gold: Sequence[Mention],
    found: Sequence[AgencyCredit],
) -> None:
    on_untold = {c.span for m, c in pairs([m for m in gold if m.untold], found)}
    credited = {
        "unk" if c.body is None or c.span in on_untold else c.body.key
        for c in found
        if c.form in CREDITING
    }
    figure.gold += len(set(told))
    figure.predicted += len(credited)
    for entry in sorted(set(told)):
        keys = {"unk"} if entry in UNTOLD else _keys(entry, tags.get(entry, ""))
        hit = sorted(keys & credited)
        if hit:
            figure.right += 1
            credited.discard(hit[0])
