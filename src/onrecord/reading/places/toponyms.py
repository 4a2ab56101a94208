"""Names in the text that may be places: runs of capitalised words that the gazetteer knows.

What stands around a name is noted as evidence while its tree is there; whether it is a place, and
which one, is decided when the whole report has been seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from onrecord.knowledge.gazetteer import Gazetteer
from onrecord.knowledge.lexicon import Lexicon
from onrecord.knowledge.placewords import PlaceWords
from onrecord.language.align import ParsedPart
from onrecord.language.charmap import plain_characters
from onrecord.language.syntax import SUBJECTS, Tree
from onrecord.model.span import Span

#: Words of the longest name of a place.
LONGEST: Final = 6
#: Characters around a name that are looked at.
AROUND: Final = 32
#: Words in lower case inside names of places.
_SMALL: Final = frozenset(
    {"of", "the", "and", "upon", "on", "in", "de", "la", "le", "les", "du", "des", "d'", "l'"}
    | {"en", "sur", "sous", "et", "al", "el", "del", "am", "an", "der", "-", "'", "&"}
)
_LATIN_END: Final = 0x24F


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponym:
    """A name that the gazetteer knows, where it stands, and what speaks for a place there.

    ``kind`` is the feature code that the words beside it ask for; ``held_by`` the name behind it
    that may hold it (*Artyom, dans l'Extrême-Orient*); ``acts`` tells that it acts as a government.
    """

    name: str
    span: Span
    locative: bool
    kind: str
    held_by: str
    acts: str
    proper: bool
    dateline: bool = False


def toponyms(
    parsed: ParsedPart, tree: Tree, words: PlaceWords, lexicon: Lexicon, places: Gazetteer
) -> Iterator[Toponym]:
    """The names of a part, the longest at each place, in order."""
    plain = plain_characters("".join(tree.word[i] + tree.space[i] for i in range(tree.size)))
    i = 0
    while i < tree.size:
        last = _longest(tree, i, places) if _may_begin(tree, i) else None
        if last is None or _is_common(tree, i, last, words, lexicon.calendar):
            i += 1
            continue
        yield _toponym(parsed, tree, i, last, plain, words, lexicon, places)
        i = last + 1


def _may_begin(tree: Tree, i: int) -> bool:
    word = tree.word[i]
    return word[0].isupper() or (word[0].isalpha() and ord(word[0]) > _LATIN_END)


def _longest(tree: Tree, first: int, places: Gazetteer) -> int | None:
    """The last token of the longest known name that begins here."""
    ends = [first]
    for i in range(first + 1, min(first + LONGEST, tree.size)):
        if tree.word[i][0].isupper() or tree.word[i][0].isdigit():
            ends.append(i)
        elif tree.lower[i] not in _SMALL and not tree.lower[i].startswith("-"):
            break
    for last in reversed(ends):
        if places.candidates(_name(tree, first, last)):
            return last
    return None


def _name(tree: Tree, first: int, last: int) -> str:
    return tree.text(first, last).strip(".,") if first == last else tree.text(first, last)


def _is_common(
    tree: Tree, first: int, last: int, words: PlaceWords, calendar: frozenset[str]
) -> bool:
    """A lone word that is mostly something else, or no name where it stands."""
    if first != last:
        return False
    bare = tree.lower[first].strip(".")
    if bare in words.not_alone or bare in calendar or len(bare) < 2:
        return True
    opens = first == 0 or tree.sentence[first - 1] != tree.sentence[first]
    named = tree.pos[first] in {"PROPN", "X"} or tree.ent[first] in {"LOC", "GPE"}
    return opens and not named and tree.pos[first] != "NOUN"


def _toponym(
    parsed: ParsedPart,
    tree: Tree,
    first: int,
    last: int,
    plain: str,
    words: PlaceWords,
    lexicon: Lexicon,
    places: Gazetteer,
) -> Toponym:
    start, end = tree.idx[first], tree.idx[last] + len(tree.word[last])
    before = plain[max(start - AROUND, 0) : start].lower().rstrip()
    name = _name(tree, first, last)
    label = tree.ent[first]
    return Toponym(
        name=name,
        span=parsed.span(first, last),
        locative=_is_locative(tree, first, lexicon) or label in {"LOC", "GPE"},
        kind=_kind_beside(before, plain[end : end + AROUND].lower(), words)
        or words.senses.get(name.lower(), ""),
        held_by=_holder(tree, last, words, places),
        acts=_acts(tree, first, last, words, lexicon),
        proper=label != "PER",
    )


def _is_locative(tree: Tree, first: int, lexicon: Lexicon) -> bool:
    """Behind a preposition of place, or the object of one."""
    return any(
        first > n - 1
        and " ".join(tree.lower[first - n : first]) in lexicon.naming.place_prepositions
        for n in (1, 2)
    )


def _kind_beside(before: str, after: str, words: PlaceWords) -> str:
    """The feature code that *the city of* before or *County* behind a name asks for."""
    for phrase, code in words.before.items():
        if before.endswith(phrase) and not before[: -len(phrase)][-1:].isalpha():
            return code
    following = after.strip().split(" ")[0].strip(",.;:)") if after[:1] == " " else ""
    return words.after.get(following, "")


def _holder(tree: Tree, last: int, words: PlaceWords, places: Gazetteer) -> str:
    """The known name behind *, in* or a comma, if it may hold this place."""
    said: list[str] = []
    for i in range(last + 1, min(last + 9, tree.size)):
        if tree.sentence[i] != tree.sentence[last]:
            return ""
        if _may_begin(tree, i) and said:
            joined = "".join(said).strip().lower()
            end = _longest(tree, i, places)
            return _name(tree, i, end) if joined in words.holds and end is not None else ""
        said.append(tree.word[i] + tree.space[i])
    return ""


def _acts(tree: Tree, first: int, last: int, words: PlaceWords, lexicon: Lexicon) -> str:
    """How a place acts as a government: the verb whose subject it is, or the noun whose other side
    it is (*sanctions contre Pyongyang*); empty when it does not."""
    head = next((i for i in range(first, last + 1) if not first <= tree.head[i] <= last), first)
    top = tree.conjuncts_first(head)
    above = tree.head[top]
    if tree.dep[top] in SUBJECTS and above != top:
        lemma = tree.lemma[above]
        if lemma in words.government_verbs or lemma in lexicon.verbs:
            return tree.word[above]
    case = tree.first(top, "case")
    if case is None or tree.lower[case] not in words.government_prepositions:
        return ""
    # The noun before the preposition: parsers often hang such phrases one noun too high.
    for i in range(case - 1, max(case - 7, -1), -1):
        if tree.pos[i] in {"VERB", "AUX", "PUNCT", "PRON"}:
            break
        if tree.pos[i] == "NOUN":
            related = tree.lemma[i] in words.government_nouns
            return f"{tree.word[i]} {tree.word[case]}" if related else ""
    return ""
