"""From a report to its record: the page to read first.

1. The report's language chooses a pipeline and a lexicon.
2. Its prose is cut into windows of paragraphs; each paragraph is parsed as one Doc.
3. Window by window, the readings look at the Docs: names, then statements.
4. What they found is put together, checked against the text, and becomes the record.

Several short reports are parsed in one batch; a long one passes window by window, so that memory
stays flat. Inside a window all spaCy objects live in one memory zone and none leaves it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from onrecord.knowledge.lexicon import Lexicon, lexicon
from onrecord.knowledge.names import name_lists
from onrecord.language.align import ParsedPart
from onrecord.language.pipelines import (
    PIECE,
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
from onrecord.model.report import Report
from onrecord.model.statement import Statement
from onrecord.reading.entities import NameReader
from onrecord.reading.statements import StatementReader
from onrecord.record.assemble import assemble
from onrecord.record.provenance import provenance

#: Reports, and characters of them, that are parsed together at most.
TOGETHER = 128
TOGETHER_TEXT = 2 * PIECE


@dataclass(slots=True)
class _Reading:
    """The readings of one report while its windows pass."""

    report: Report
    names: NameReader
    speech: StatementReader
    statements: list[Statement] = field(default_factory=list)
    omissions: list[Omission] = field(default_factory=list)

    def look_at(self, parsed: list[ParsedPart]) -> None:
        trees = [Tree(part.doc) for part in parsed]
        one_sense(trees, name_lists().known)
        self.names.read(parsed, trees, self.report.text)
        read = self.speech.read(parsed, trees, self.report.text)
        self.statements += read.statements
        self.omissions += read.omissions

    def record(self, made_by: Provenance) -> Record:
        entities, declined = self.names.finish()
        return assemble(
            self.report, entities, self.statements, [*self.omissions, *declined], made_by
        )


class Reader:
    """Reads reports. ``pipelines`` maps a language code to the name of an installed spaCy pipeline
    with UD labels that is used instead of the shipped one."""

    def __init__(self, *, pipelines: Mapping[str, str] | None = None) -> None:
        self.pipelines = dict(pipelines or {})

    def read(self, report: Report) -> Record:
        """The record of one report. Raises LanguageError when no pipeline reads its language."""
        return next(self.read_many([report]))

    def read_many(self, reports: Iterable[Report]) -> Iterator[Record]:
        """Records in the order of the reports; only a bounded number of reports is held."""
        for language, same in groupby(reports, key=lambda r: r.language):
            for batch in _batches(same):
                yield from self._read_batch(language, batch)

    def _read_batch(self, language: str, batch: list[Report]) -> list[Record]:
        nlp = pipeline(language, self.pipelines.get(language))
        words = lexicon(language)
        readings = [_reading(report, words, common_words(nlp)) for report in batch]
        if len(batch) == 1:
            for window in windows(batch[0]):
                with memory_zone(nlp):
                    readings[0].look_at(parse(nlp, batch[0].text, window))
        else:
            pieces = [(r.text, [p for window in windows(r) for p in window]) for r in batch]
            with memory_zone(nlp):
                for reading, parsed in zip(readings, parse_many(nlp, pieces), strict=True):
                    reading.look_at(parsed)
        made_by = provenance(describe(nlp), words.digest)
        return [reading.record(made_by) for reading in readings]


def _reading(report: Report, words: Lexicon, is_word: Callable[[str], bool]) -> _Reading:
    names = NameReader(words, is_word)
    names.read_headers(report)
    return _Reading(report, names, StatementReader(words))


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
