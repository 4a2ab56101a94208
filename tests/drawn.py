"""Gold cases with the expected spans drawn under the text, over trees that are written out.

A case of ``tests/gold/<lang>/*.toml``::

    [[case]]
    rule  = "incise"
    text  = "« La gare rouvrira », a dit le maire."
    drawn = "cccccccccccccccccccc  qqqqq sssssss"
    tree  = '''
    "        PUNCT  4  punct  _                "
    La       DET    3  det    Definite=Def     le
    ...'''

Letters: ``s`` source, ``q`` cue, ``c`` content, ``b`` both cue and content. Tree columns: form,
part of speech, head (counted from 1, 0 at a root), relation, features, lemma.
``python -m tests.drawn fr "text"`` prints a case as the shipped pipeline parses it, to be corrected
by hand.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import spacy
from spacy.tokens import Doc

from onrecord.language.align import ParsedPart
from onrecord.language.charmap import plain_characters
from onrecord.model import Part, Span

GOLD = Path(__file__).parent / "gold"


@dataclass(frozen=True)
class Case:
    name: str
    language: str
    rule: str
    text: str
    tree: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    expected: dict[str, Any]

    def parsed(self) -> ParsedPart:
        doc = doc_of(self.language, self.text, self.tree)
        part = Part(kind="paragraph", span=Span(start=0, end=len(self.text)))
        return ParsedPart(part=part, doc=doc, start=0, end=len(self.text))


def drawn_spans(line: str, letters: str) -> tuple[Span, ...]:
    """Runs of any of ``letters`` in a drawn line."""
    spans: list[Span] = []
    start = -1
    for at, mark in enumerate(line + " "):
        if mark in letters and start < 0:
            start = at
        elif mark not in letters and start >= 0:
            spans.append(Span(start=start, end=at))
            start = -1
    return tuple(spans)


def doc_of(language: str, text: str, tree: str) -> Doc:
    """A Doc from written-out columns; spaces follow from the text."""
    rows = [line.split() for line in tree.strip().splitlines()]
    plain = plain_characters(text)
    words, spaces, at = [], [], 0
    for row in rows:
        form = plain_characters(row[0])
        assert plain.startswith(form, at), f"{form!r} is not at {at} of {text!r}"
        at += len(form)
        spaces.append(plain[at : at + 1] == " ")
        at += spaces[-1]
        words.append(form)
    return Doc(
        spacy.blank(language).vocab,
        words=words,
        spaces=spaces,
        pos=[row[1] for row in rows],
        heads=[int(row[2]) - 1 if int(row[2]) else n for n, row in enumerate(rows)],
        deps=["ROOT" if row[3] == "root" else row[3] for row in rows],
        morphs=["" if row[4] == "_" else row[4] for row in rows],
        lemmas=[row[5] if len(row) > 5 else row[0] for row in rows],
    )


def cases() -> Iterator[Case]:
    """All gold cases, in the order of their files."""
    for path in sorted(GOLD.glob("*/*.toml")):
        for number, row in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["case"], 1):
            drawn = row["drawn"]
            yield Case(
                name=f"{path.parent.name}/{path.stem}-{number}",
                language=path.parent.name,
                rule=row["rule"],
                text=row["text"],
                tree=row["tree"],
                source=drawn_spans(drawn, "s"),
                cue=drawn_spans(drawn, "qb"),
                content=drawn_spans(drawn, "cb"),
                expected=row.get("expected", {}),
            )


def draw(language: str, text: str) -> str:
    """A case for ``text`` as the shipped pipeline parses it, its spans left to be drawn."""
    from onrecord.language.pipelines import pipeline, text_for_parser

    doc = pipeline(language)(text_for_parser(text))
    rows = []
    for token in doc:
        head = 0 if token.head.i == token.i else token.head.i + 1
        dep = "root" if head == 0 else token.dep_
        feats = str(token.morph) or "_"
        original = text[token.idx : token.idx + len(token)]
        rows.append(f"{original} {token.pos_} {head} {dep} {feats} {token.lemma_}")
    lines = ["[[case]]", 'rule  = ""', f"text  = '''{text}'''", f"drawn = '''{'.' * len(text)}'''"]
    return "\n".join([*lines, "tree  = '''", *rows, "'''"])


if __name__ == "__main__":
    for sentence in sys.argv[2:]:
        print(draw(sys.argv[1], sentence) + "\n")
