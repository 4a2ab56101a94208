"""Read CoNLL-U treebanks into plain sentences whose words are surface tokens.

Two conventions differ between treebanks and running text, and both are settled here:

* a multiword token whose words concatenate to its surface (``don't`` = ``do`` + ``n't``) becomes
  those words, without a space between them; any other one (``du`` = ``de`` + ``le``) becomes one
  word that takes the place of the part whose head lies outside;
* relation subtypes that only some treebanks mark are collapsed, so that several treebanks can be
  trained on and scored together.

Format: https://universaldependencies.org/format.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

#: Subtypes that a reading rule needs; every other subtype is dropped.
KEPT_SUBTYPES = frozenset(
    {
        "nsubj:pass",
        "csubj:pass",
        "aux:pass",
        "acl:relcl",
        "obl:agent",
        "nmod:poss",
        "compound:prt",
        "nsubj:caus",
        "aux:caus",
    }
)
#: Relations that treebanks of one language use for the same thing.
SAME_RELATION = {
    "fr": {"compound": "flat", "reparandum": "dep", "goeswith": "dep", "nmod:appos": "appos"},
    "en": {"reparandum": "dep", "goeswith": "dep", "flat:name": "flat"},
}
#: Morphological features that are kept; the others are annotated in some treebanks only.
KEPT_FEATURES = frozenset(
    {
        "Number",
        "Gender",
        "Person",
        "Mood",
        "Tense",
        "VerbForm",
        "PronType",
        "Definite",
        "Poss",
        "Reflex",
        "Polarity",
        "NumType",
    }
)


@dataclass(slots=True)
class Word:
    """One surface token; ``head`` is an index into the sentence, its own at the root."""

    form: str
    lemma: str
    upos: str
    feats: str
    head: int
    deprel: str
    space_after: bool
    misc: str = ""


@dataclass(slots=True)
class Sentence:
    sent_id: str
    document: str
    words: list[Word] = field(default_factory=list)


def collapse(deprel: str, language: str) -> str:
    """Collapse a relation to the label set that is trained and scored."""
    same = SAME_RELATION.get(language, {})
    if deprel in same:
        return same[deprel]
    if deprel in KEPT_SUBTYPES:
        return deprel
    plain = deprel.split(":")[0]
    return same.get(plain, plain)


def keep_features(feats: str) -> str:
    kept = [f for f in feats.split("|") if f.split("=")[0] in KEPT_FEATURES]
    return "|".join(kept) or "_"


def _blocks(path: Path) -> Iterator[list[str]]:
    block: list[str] = []
    with path.open(encoding="utf-8") as lines:
        for raw in lines:
            line = raw.rstrip("\n")
            if line:
                block.append(line)
            elif block:
                yield block
                block = []
    if block:
        yield block


def _merge_span(rows: list[list[str]], first: int, last: int) -> int:
    """Index of the word that stands for a merged multiword token."""
    inside = range(first, last + 1)
    outside = [i for i in inside if int(rows[i][6]) - 1 not in inside]
    return outside[0] if outside else first


def _sentence(block: list[str], language: str, document: str) -> Sentence | None:
    sent_id = ""
    rows: list[list[str]] = []
    ranges: list[tuple[int, int, str, bool]] = []
    for line in block:
        if line.startswith("#"):
            if line.startswith("# sent_id"):
                sent_id = line.split("=", 1)[1].strip()
            continue
        cells = line.split("\t")
        if len(cells) != 10 or "." in cells[0]:
            continue
        if "-" in cells[0]:
            first, last = (int(n) - 1 for n in cells[0].split("-"))
            ranges.append((first, last, cells[1], "SpaceAfter=No" not in cells[9]))
        else:
            rows.append(cells)
    if not rows:
        return None
    stands_for = list(range(len(rows)))
    surface = {i: row[1] for i, row in enumerate(rows)}
    space = {i: "SpaceAfter=No" not in row[9] for i, row in enumerate(rows)}
    dropped: set[int] = set()
    for first, last, form, after in ranges:
        if "".join(rows[i][1] for i in range(first, last + 1)) == form:
            for i in range(first, last):
                space[i] = False
            space[last] = after
            continue
        kept = _merge_span(rows, first, last)
        for i in range(first, last + 1):
            stands_for[i] = kept
            if i != kept:
                dropped.add(i)
        surface[kept] = form
        space[kept] = after
    kept_rows = [i for i in range(len(rows)) if i not in dropped]
    position = {row: n for n, row in enumerate(kept_rows)}
    sentence = Sentence(sent_id, document)
    for i in kept_rows:
        row = rows[i]
        head = int(row[6]) - 1
        target = position[i] if head < 0 else position[stands_for[head]]
        deprel = "root" if head < 0 else collapse(row[7], language)
        merged = surface[i] != row[1]
        sentence.words.append(
            Word(
                form=surface[i],
                lemma=surface[i].lower() if merged and row[3] == "ADP" else row[2],
                upos=row[3],
                feats="_" if merged else keep_features(row[5]),
                head=target,
                deprel=deprel,
                space_after=space[i],
                misc=row[9],
            )
        )
    return sentence


def read(path: Path, language: str) -> Iterator[Sentence]:
    """Sentences of one treebank file, in order, with the id of their document."""
    document = path.stem
    for block in _blocks(path):
        for line in block:
            if line.startswith("# newdoc"):
                document = line.split("=", 1)[1].strip() if "=" in line else document
        sentence = _sentence(block, language, document)
        if sentence is not None:
            yield sentence


def text_of(words: list[Word]) -> str:
    return "".join(w.form + (" " if w.space_after else "") for w in words)
