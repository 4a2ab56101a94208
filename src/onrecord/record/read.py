"""From a report to its record: the page to read first.

1. The report's language chooses a pipeline and a lexicon.
2. Its prose is cut into windows of paragraphs; each paragraph is parsed as one Doc.
3. Window by window, the readings look at the Docs: names, times, places, statements.
4. When all has been seen, the day of publication is settled and every time counted from it; names
   are typed and brought together with what describes them; places are decided together.
5. What was found is put together, checked against the text, and becomes the record.

Several short reports are parsed in one batch; a long one passes window by window, so that memory
stays flat. Inside a window all spaCy objects live in one memory zone and none leaves it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path

from onrecord.knowledge.added import Added
from onrecord.knowledge.gazetteer import Gazetteer, gazetteer
from onrecord.knowledge.lexicon import Lexicon, data_digest, in_full, lexicon
from onrecord.knowledge.names import name_lists
from onrecord.knowledge.placewords import place_words
from onrecord.knowledge.timewords import time_words
from onrecord.knowledge.units import units
from onrecord.language.align import ParsedPart
from onrecord.language.pipelines import (
    PIECE,
    Words,
    common_words,
    describe,
    memory_zone,
    parse,
    parse_many,
    pipeline,
    windows,
)
from onrecord.language.syntax import Tree, one_sense
from onrecord.model.record import Omission, Provenance, Record
from onrecord.model.report import PROSE, PartKind, Report
from onrecord.model.span import Span
from onrecord.reading.entities import NameReader
from onrecord.reading.events import EventReader
from onrecord.reading.places import PlaceReader
from onrecord.reading.quantities import quantity_checks
from onrecord.reading.statements import StatementReader
from onrecord.reading.times import TimeReader
from onrecord.record.assemble import Findings, assemble
from onrecord.record.provenance import provenance

#: Reports, and characters of them, that are parsed together at most.
TOGETHER = 128
TOGETHER_TEXT = 2 * PIECE
#: Parts beside the prose in which times are read.
DATED: frozenset[PartKind] = frozenset({"dateline"})


@dataclass(slots=True)
class _Reading:
    """The readings of one report while its windows pass."""

    report: Report
    names: NameReader
    times: TimeReader
    places: PlaceReader
    speech: StatementReader
    events: EventReader
    found: Findings = field(default_factory=Findings)

    def look_at(self, parsed: list[ParsedPart]) -> None:
        trees = [Tree(part.doc) for part in parsed]
        one_sense(trees, name_lists().known)
        text = self.report.text
        self.names.read(parsed, trees, text)
        self.times.read(parsed, trees, text)
        self.places.read(parsed, trees)
        self.events.read(parsed, trees)
        read = self.speech.read(parsed, trees, text)
        self.found.statements += read.statements
        self.found.omissions += read.omissions
        self.found.heads.update(read.heads)

    def record(self, made_by: Provenance) -> Record:
        report = _with_times(self.report, self.times, self.found)
        self.found.entities, declined = self.names.finish(report.published.value or "")
        self.found.omissions += declined
        self.found.told = self.events.found
        for part in self.report.parts:
            if part.kind in PROSE:
                measured = quantity_checks(part, self.report.text, units(self.report.language))
                self.found.checks += measured
        where = self.places.finish(self.found.entities, self.report.text)
        self.found.places = where.places
        self.found.checks += where.checks
        self.found.omissions += where.omissions
        return assemble(report, self.found, made_by)


def _with_times(report: Report, times: TimeReader, found: Findings) -> Report:
    """Put the times into what was found; the report with its day of publication."""
    read = times.finish(report)
    found.times = read.times
    found.checks += read.checks
    found.omissions += read.omissions
    return replace(report, published=read.published)


class Reader:
    """Reads reports. ``pipelines`` maps a language code to the name of an installed spaCy pipeline
    with UD labels that is used instead of the shipped one; ``places`` is the path of a gazetteer
    to use instead of the shipped one, ``knowledge`` that of a file of added knowledge to use beside
    the shipped base. Raises KnowledgeError when a path leads to something else."""

    def __init__(
        self,
        *,
        pipelines: Mapping[str, str] | None = None,
        places: str | None = None,
        knowledge: str | None = None,
    ) -> None:
        self.pipelines = dict(pipelines or {})
        self.places = gazetteer(places)
        self.knowledge = None if knowledge is None else Added(Path(knowledge))

    def read(self, report: Report) -> Record:
        """The record of one report. Raises LanguageError when no pipeline reads its language."""
        return next(self.read_many([report]))

    def read_many(self, reports: Iterable[Report]) -> Iterator[Record]:
        """Records in the order of the reports; only a bounded number of reports is held."""
        for language, same in groupby(reports, key=lambda r: r.language):
            for batch in _batches(same):
                yield from self._read_batch(language, batch)

    def _read_batch(self, language: str, batch: list[Report]) -> list[Record]:
        if not in_full(language):
            return [_times_only(report) for report in batch]
        nlp = pipeline(language, self.pipelines.get(language))
        words = lexicon(language)
        common, known = common_words(nlp), _Known(self.places, self.knowledge)
        readings = [_reading(report, words, common, known) for report in batch]
        if len(batch) == 1:
            for window in windows(batch[0]):
                with memory_zone(nlp):
                    readings[0].look_at(parse(nlp, batch[0].text, window))
        else:
            pieces = [(r.text, [p for window in windows(r) for p in window]) for r in batch]
            with memory_zone(nlp):
                for reading, parsed in zip(readings, parse_many(nlp, pieces), strict=True):
                    reading.look_at(parsed)
        added = None if self.knowledge is None else self.knowledge.digest
        made_by = provenance(describe(nlp), words.digest, self.places.digest, added)
        return [reading.record(made_by) for reading in readings]


@dataclass(frozen=True, slots=True)
class _Known:
    """The files of knowledge that a user may choose."""

    places: Gazetteer
    added: Added | None


def _reading(report: Report, words: Lexicon, common: Words, known: _Known) -> _Reading:
    names = NameReader(words, common, known.added)
    names.read_headers(report)
    times = TimeReader(time_words(report.language))
    places = PlaceReader(place_words(report.language), words, units(report.language), known.places)
    for part in report.parts:
        if part.kind in DATED:
            times.read_plain(part, report.text)
            places.read_header(part, report.text)
    return _Reading(report, names, times, places, StatementReader(words), EventReader(words))


def _times_only(report: Report) -> Record:
    """The record of a report in a language of which we only know how it writes times."""
    times, found = TimeReader(time_words(report.language)), Findings()
    for part in report.parts:
        if part.kind in DATED | PROSE:
            times.read_plain(part, report.text)
    reason = f"only times are read in {report.language!r}: no names, no statements"
    start = report.parts[0].span if report.parts else Span(start=0, end=len(report.text))
    found.omissions.append(Omission(span=start, stage="language", reason=reason))
    dated = _with_times(report, times, found)
    return assemble(dated, found, provenance(None, data_digest(report.language), ""))


def _batches(reports: Iterable[Report]) -> Iterator[list[Report]]:
    """Short reports together, up to a bound; a long one by itself."""
    batch: list[Report] = []
    size = 0
    for report in reports:
        length = len(report.text)
        if batch and (size + length > TOGETHER_TEXT or len(batch) >= TOGETHER):
            yield batch
            batch, size = [], 0
        batch.append(report)
        size += length
    if batch:
        yield batch
