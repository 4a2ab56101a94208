"""Named entities of the training corpora, as (start, end, label) word spans of a sentence.

Labels: PER, ORG, LOC, MISC. Countries are told from other places later, by list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from training.conllu import Sentence, Word

Name = tuple[int, int, str]

_GUM = {"person": "PER", "organization": "ORG", "place": "LOC"}
_SUPERSENSE = {"Person": "PER", "Institution": "ORG", "GroupxPerson": "ORG"}
_COLUMN = {
    "person": "PER",
    "location": "LOC",
    "corporation": "ORG",
    "group": "ORG",
    "PER": "PER",
    "LOC": "LOC",
    "ORG": "ORG",
}
_OPEN = re.compile(r"\((\d+)-([a-z]+)")
_PART = re.compile(r"\((\d+)-([a-z]+)[^()]*|(\d+)\)|\)")


def _proper_core(words: list[Word], start: int, end: int) -> tuple[int, int] | None:
    """The run of proper nouns around the head of a mention, with small words inside it."""
    heads = [i for i in range(start, end) if not start <= words[i].head < end or words[i].head == i]
    if not heads or words[heads[0]].upos != "PROPN":
        return None
    first = last = heads[0]
    inner = {"ADP", "DET", "PUNCT", "CCONJ", "NUM", "ADJ", "NOUN"}
    while first > start and words[first - 1].upos == "PROPN":
        first -= 1
    while last + 1 < end:
        nxt = last + 1
        if words[nxt].upos == "PROPN":
            last = nxt
        elif (
            words[nxt].upos in inner
            and words[nxt].form[:1] != ","
            and nxt + 1 < end
            and words[nxt + 1].upos == "PROPN"
            and words[nxt].form.lower() in {"of", "the", "de", "and", "&", "-", "'s", "for"}
        ):
            last = nxt + 1
        else:
            break
    return first, last + 1


def from_entity_column(sentence: Sentence) -> list[Name]:
    """GUM's ``Entity=`` column: keep the proper names, outermost first."""
    stack: list[tuple[str, str, int]] = []
    spans: list[Name] = []
    for i, word in enumerate(sentence.words):
        column = re.search(r"Entity=([^|]*)", word.misc)
        if not column:
            continue
        for part in _PART.finditer(column.group(1)):
            if part.group(1):
                stack.append((part.group(1), part.group(2), i))
            if part.group(1) is None or part.group(0).endswith(")"):
                key = part.group(3)
                at = next(
                    (n for n in range(len(stack) - 1, -1, -1) if key is None or stack[n][0] == key),
                    None,
                )
                if at is None:
                    continue
                _, kind, start = stack.pop(at)
                core = _proper_core(sentence.words, start, i + 1)
                if core:
                    spans.append((*core, _GUM.get(kind, "MISC")))
    spans.sort(key=lambda s: (s[0] - s[1], s[0]))
    kept: list[Name] = []
    for span in spans:
        if all(span[1] <= k[0] or span[0] >= k[1] for k in kept):
            kept.append(span)
    return sorted(kept)


def supersenses(path: Path) -> dict[str, list[tuple[str, str]]]:
    """FrSemCor: for each sentence id, the (surface, label) of its proper names in order."""
    found: dict[str, list[tuple[str, str]]] = {}
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        sent_id = re.search(r"# sent_id = (\S+)", block)
        if not sent_id:
            continue
        names: list[tuple[str, str]] = []
        forms: dict[str, int] = {}
        for line in block.splitlines():
            cells = line.split("\t")
            if line.startswith("#") or len(cells) < 6 or cells[5] == "*":
                continue
            key, _, sense = cells[5].partition(":")
            if not sense and not key.isdigit():
                sense, key = key, ""
            if key and key in forms and not sense:
                surface, label = names[forms[key]]
                names[forms[key]] = (surface + " " + cells[1], label)
                continue
            if cells[3] == "NPP":
                if key:
                    forms[key] = len(names)
                names.append((cells[1], _SUPERSENSE.get(sense, "MISC")))
        found[sent_id.group(1)] = names
    return found


def place_names(
    sentence: Sentence, names: list[tuple[str, str]], places: frozenset[str]
) -> list[Name]:
    """Locate listed surfaces in a sentence; an institution that is a listed place is a place."""
    forms = [w.form for w in sentence.words]
    spans: list[Name] = []
    at = 0
    for surface, label in names:
        parts = surface.split(" ")
        for i in range(at, len(forms) - len(parts) + 1):
            if forms[i : i + len(parts)] == parts:
                if label != "PER" and surface.lower() in places:
                    label = "LOC"
                spans.append((i, i + len(parts), label))
                at = i + len(parts)
                break
    return spans


def columns(path: Path) -> Iterator[tuple[list[str], list[bool], list[Name]]]:
    """Sentences of a BIO file: words, space after each, names. Reads UNER, WNUT and HIPE files."""
    hipe, uner = path.suffix == ".tsv", path.suffix == ".iob2"
    words: list[str] = []
    spaces: list[bool] = []
    tags: list[str] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith(("#", "TOKEN\t")) and (hipe or uner):
            continue
        cells = line.split("\t")
        if len(cells) < 2 or not cells[0].strip():
            if words:
                yield words, spaces, _spans(tags)
            words, spaces, tags = [], [], []
            continue
        words.append(cells[1] if uner else cells[0])
        tags.append(cells[2] if uner else cells[1])
        spaces.append(not (hipe and "NoSpaceAfter" in cells[-1]))
        if hipe and (cells[0] in {".", "!", "?"} or len(words) > 80):
            yield words, spaces, _spans(tags)
            words, spaces, tags = [], [], []


def _spans(tags: list[str]) -> list[Name]:
    spans: list[Name] = []
    start, label = -1, ""
    for i, tag in enumerate([*tags, "O"]):
        prefix, _, kind = tag.partition("-")
        if start >= 0 and (prefix != "I" or kind != label):
            spans.append((start, i, _COLUMN.get(label, "MISC")))
            start = -1
        if prefix in {"B", "I"} and start < 0:
            start, label = i, kind
    return spans
