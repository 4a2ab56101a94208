"""What kind of source a phrase is: a person, an office, an agency, a document ..."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.knowledge.lexicon import Lexicon
from onrecord.language.syntax import Tree
from onrecord.model.statement import SourceKind
from onrecord.reading.statements import sources
from onrecord.reading.statements.extents import Stretch

_GROUPS = {"group", "organization"}


def source_kind(
    tree: Tree, head: int, stretches: Sequence[Stretch], lexicon: Lexicon
) -> SourceKind | None:
    """What kind of source a phrase is, by its head, its modifiers and the name in it; None where
    these do not tell."""
    words = [i for a, b in stretches for i in range(a, b + 1)]
    role = sources.kind_word(tree, head, lexicon)
    named = any(tree.pos[i] == "PROPN" and tree.ent[i] == "PER" for i in words)
    plural = tree.has(head, "Number=Plur")
    if role == "agency":
        return "agency"
    if role == "anonymous" and not named:
        return "anonymous"
    if role == "document":
        kinds = lexicon.roles.documents
        kind = kinds.get(tree.lemma[head]) or kinds.get(tree.lower[head]) or "text"
        return "image" if kind == "image" else "document"
    if role == "office":
        return "office"
    if role in {"title", "person", "relation"}:
        return "group" if plural and not named else "person"
    if role in _GROUPS:
        return "group"
    if tree.ent[head] == "PER" or named:
        return "person"
    if tree.ent[head] == "LOC":
        return "office"
    if tree.ent[head] == "ORG":
        return "group"
    if tree.pos[head] in {"PROPN", "PRON", "DET"}:
        return "group" if plural else "person"
    return None  # a common noun that no list holds: nobody has said what it is
