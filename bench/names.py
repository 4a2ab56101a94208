"""Typed names on public sets that no shipped pipeline was trained on.

UNER on English PUD (news apart from Wikipedia) and Wikigold. Both know people, organizations and
places; a country counts as a place, and what we call ``other`` and they MISC is left out on both
sides. A name is right when its span and its kind are. UNER's documents have two sentences each: a
report tells more of its names than they do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.attribution import Figure
from bench.corpora import digest
from bench.measures import Row, reader
from bench.predict import Offsets, record_of
from onrecord.knowledge.countries import country_named
from onrecord.model import Span

Name = tuple[int, int, str]
_KINDS = {"person": "PER", "organization": "ORG", "country": "LOC", "place": "LOC"}
#: Sentences of Wikigold that are read as one report: it does not tell its documents apart.
TOGETHER = 12


class _Document:
    """Text and names, put together sentence by sentence."""

    def __init__(self) -> None:
        self.text = ""
        self.names: list[Name] = []

    def add(self, tokens: Sequence[str], tags: Sequence[str], text: str) -> None:
        self.text += " " if self.text else ""
        at, places = len(self.text), []
        self.text += text
        for token in tokens:
            at = self.text.index(token, at)
            places.append((at, at + len(token)))
            at += len(token)
        for n, tag in enumerate(tags):
            if tag.startswith("B-"):
                last = n
                while last + 1 < len(tags) and tags[last + 1] == f"I-{tag[2:]}":
                    last += 1
                self.names.append((places[n][0], places[last][1], tag[2:]))


def _rows(path: Path) -> Iterator[tuple[dict[str, str], list[list[str]]]]:
    """Each sentence's comments and columns."""
    told: dict[str, str] = {}
    columns: list[list[str]] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("# ") and "=" in line and not columns:
            key, _, value = line[2:].partition(" = ")
            told[key] = value
        elif line:
            columns.append(line.split("\t"))
        elif columns:
            yield told, columns
            told, columns = {}, []


def uner(path: Path, prefix: str) -> list[_Document]:
    """Documents of UNER whose sentences' ids begin with ``prefix``."""
    found: dict[str, _Document] = {}
    for told, columns in _rows(path):
        if told["sent_id"].startswith(prefix):
            document = found.setdefault(told["sent_id"].rsplit("-", 1)[0], _Document())
            document.add([c[1] for c in columns], [c[2] for c in columns], told["text"])
    return list(found.values())


def wikigold(path: Path) -> list[_Document]:
    """Wikigold by ``TOGETHER`` sentences, words apart by spaces."""
    found: list[_Document] = []
    for n, (_, columns) in enumerate(_rows(path)):
        if n % TOGETHER == 0:
            found.append(_Document())
        tokens = [c[1] for c in columns]
        found[-1].add(tokens, [c[2] for c in columns], " ".join(tokens))
    return found


def _one_kind(text: str, name: Name) -> Name:
    """UNER wavers over countries and their teams: theirs are places here, whoever is meant."""
    start, end, kind = name
    return start, end, "LOC" if country_named(text[start:end]) is not None else kind


def score(documents: Sequence[_Document]) -> Figure:
    total = Figure()
    for n, document in enumerate(documents):
        record = record_of(reader(), document.text, "en", f"document {n}")
        offsets = Offsets(document.text, record)
        found = set()
        for entity in record.entities:
            for mention in entity.mentions:
                if mention.form == "name" and entity.kind in _KINDS:
                    found.add(
                        (
                            *offsets.range(Span(start=mention.start, end=mention.end)),
                            _KINDS[entity.kind],
                        )
                    )
        gold = {name for name in document.names if name[2] in _KINDS.values()}
        total.gold += len(gold)
        total.predicted += len(found)
        total.right += len(gold & found)
    return total


def names(corpora: Path | None) -> Iterator[Row]:
    """Typed F1 on each set."""
    pud, gold = "ner/uner_en/PUD/en_pud-ud-test.iob2", "ner/wikigold/en/test.conllu"
    plans = (
        ("names UNER PUD news", pud, lambda path: uner(path, "n"), (85.0, 92.0)),
        ("names UNER PUD Wikipedia", pud, lambda path: uner(path, "w"), (None, None)),
        ("names Wikigold", gold, wikigold, (None, None)),
    )
    for title, where, read, (floor, aim) in plans:
        path = corpora / where if corpora else None
        if path is None or not path.exists():
            yield Row(name=title, data=where, digest="", figure=None, note="corpus not here")
            continue
        documents = read(path)
        total = score(documents)
        yield Row(
            name=title,
            data=where,
            digest=digest([path]),
            figure=total.f1,
            floor=floor,
            aim=aim,
            note=f"{len(documents)} documents, precision {total.precision:.1f}, "
            f"recall {total.recall:.1f}",
        )
