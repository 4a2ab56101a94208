"""From a report to Docs: the shipped pipelines, or any installed one with UD labels.

One paragraph is one Doc; paragraphs are parsed in batches, in windows of bounded size, inside
``nlp.memory_zone()``, so that a report of any length is read in flat memory.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

# One thread for matrix products, before numpy loads its library: equal input gives equal bytes.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
import spacy
from spacy.language import Language
from thinc.api import use_ops

from onrecord.errors import LanguageError
from onrecord.language import lemmas
from onrecord.language.align import ParsedPart
from onrecord.language.charmap import plain_characters
from onrecord.model.report import PROSE, Part, Report
from onrecord.model.span import Span

#: Characters of a report that are parsed at once; longer paragraphs are cut at sentence ends.
PIECE = 50_000
#: spaCy's tokenizer is quadratic in the length of a run without spaces.
LONGEST_RUN = 256
BATCH = 128
#: Words whose being common is remembered.
KNOWN_WORDS = 50_000

_LONG_RUN = re.compile(rf"\S{{{LONGEST_RUN},}}")
_CUT = re.compile(r"[.!?…][\"»”’)]*\s")


def _upcast(nlp: Language) -> None:
    """Weights are shipped in half precision and reckoned with in single precision."""
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        if model is None or model is True:
            continue
        for node in model.walk():
            for name in node.param_names:
                if node.has_param(name):
                    value = node.get_param(name)
                    if value.dtype == np.float16:
                        node.set_param(name, value.astype(np.float32))
    vectors = nlp.vocab.vectors
    if vectors.data.dtype == np.float16:
        vectors.data = vectors.data.astype(np.float32)


def shipped(language: str) -> Path:
    """The folder of the pipeline that travels with the package."""
    return Path(str(files("onrecord") / "language" / "models" / language))


@cache
def pipeline(language: str, name: str | None = None) -> Language:
    """The pipeline of a language: ours, or the installed one called ``name``.

    Raises LanguageError when there is none, or when it lacks a parser or parts of speech.
    """
    assert lemmas.COMPONENT  # the import above registers the component
    source: Any = name or shipped(language)
    if name is None and not shipped(language).is_dir():
        raise LanguageError("no pipeline is shipped for this language", about=language)
    try:
        # numpy's own matrix library is a third faster here than the one that thinc brings.
        with use_ops("numpy", use_blis=False):
            nlp = spacy.load(source)
    except OSError as error:
        raise LanguageError(f"no such pipeline: {error}", about=str(source)) from error
    if nlp.lang != language:
        raise LanguageError(f"is a pipeline for {nlp.lang!r}, not {language!r}", about=str(source))
    if "parser" not in nlp.pipe_names:
        raise LanguageError("has no dependency parser", about=str(source))
    _upcast(nlp)
    return nlp


def _no_word(_: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Words:
    """Whether a word in lower case is a common word: ``seen`` as one in the training treebanks, or
    ``listed`` at all."""

    seen: Callable[[str], bool] = _no_word
    listed: Callable[[str], bool] = _no_word


def common_words(nlp: Language) -> Words:
    """The common words that a pipeline's lemma table knows; a pipeline without one knows none."""
    if lemmas.COMPONENT not in nlp.pipe_names:
        return Words()
    table = nlp.get_pipe(lemmas.COMPONENT)
    if not isinstance(table, lemmas.LemmaTable):
        return Words()
    return Words(seen=table.has_seen, listed=lru_cache(KNOWN_WORDS)(table.knows))


def describe(nlp: Language) -> str:
    """Name and version of a pipeline, for a record's provenance."""
    meta = nlp.meta
    return f"{meta.get('lang')}_{meta.get('name')} {meta.get('version')}"


def _pieces(text: str, span: Span) -> Iterator[Span]:
    """Cut a long part at sentence ends, so that no piece exceeds ``PIECE`` characters."""
    start = span.start
    while span.end - start > PIECE:
        window = text[start : start + PIECE]
        cuts = [m.end() for m in _CUT.finditer(window)]
        space = window.rfind(" ")
        cut = cuts[-1] if cuts else (space + 1 if space > 0 else PIECE)
        yield Span(start=start, end=start + cut)
        start += cut
    yield Span(start=start, end=span.end)


def windows(report: Report) -> Iterator[list[tuple[Part, Span]]]:
    """The prose of a report in windows of at most about ``PIECE`` characters, cut between parts."""
    window: list[tuple[Part, Span]] = []
    size = 0
    for part in report.parts:
        if part.kind not in PROSE:
            continue
        for piece in _pieces(report.text, part.span):
            if window and size + len(piece) > PIECE:
                yield window
                window, size = [], 0
            window.append((part, piece))
            size += len(piece)
    if window:
        yield window


def break_runs(text: str) -> str:
    """Cut runs without spaces, one character for one: the last of each stretch becomes a space."""

    def cut(match: re.Match[str]) -> str:
        run = match.group()
        step = LONGEST_RUN
        return "".join(
            run[i : i + step - 1] + " " if i + step <= len(run) else run[i : i + step]
            for i in range(0, len(run), step)
        )

    return _LONG_RUN.sub(cut, text)


def text_for_parser(text: str) -> str:
    return break_runs(plain_characters(text).replace("\n", " "))


def parse(nlp: Language, text: str, pieces: Sequence[tuple[Part, Span]]) -> list[ParsedPart]:
    """Parse pieces of ``Report.text``; to be called, and its Docs used, inside a memory zone."""
    return parse_many(nlp, [(text, pieces)])[0]


def parse_many(
    nlp: Language, texts: Sequence[tuple[str, Sequence[tuple[Part, Span]]]]
) -> list[list[ParsedPart]]:
    """Parse pieces of several texts in one batch; the same conditions as ``parse``."""
    plain = [text_for_parser(span.of(text)) for text, pieces in texts for _, span in pieces]
    docs = iter(nlp.pipe(plain, batch_size=BATCH))
    return [
        [
            ParsedPart(part=part, doc=next(docs), start=span.start, end=span.end)
            for part, span in pieces
        ]
        for _, pieces in texts
    ]


def memory_zone(nlp: Language) -> AbstractContextManager[Any]:
    return nlp.memory_zone()
