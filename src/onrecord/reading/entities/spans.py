"""Where proper names stand: the trained component's spans and the parser's runs of proper nouns."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.knowledge.lexicon import Lexicon
from onrecord.knowledge.names import NameLists
from onrecord.language.syntax import Tree

Stretch = tuple[int, int]

#: Words that may stand inside a name, between capitalised ones.
_INSIDE = frozenset(
    {
        "de",
        "du",
        "des",
        "d'",
        "la",
        "le",
        "les",
        "l'",
        "of",
        "the",
        "and",
        "et",
        "for",
        "&",
        "'s",
        "'",
    }
)
_NEVER = frozenset({"i", "monsieur", "madame"})


def is_capital(word: str) -> bool:
    return word[:1].isupper()


def _runs(tree: Tree, start: int, end: int) -> Iterator[Stretch]:
    """Runs of proper nouns in a sentence, joined over small words where one name goes on."""
    i = start
    while i < end:
        if not _begins(tree, i, start):
            i += 1
            continue
        last = i
        while True:
            nxt = last + 1
            if nxt < end and _continues(tree, last, nxt):
                last = nxt
                continue
            jump = nxt
            while jump < end and tree.lower[jump] in _INSIDE and jump - nxt < 2:
                jump += 1
            if (
                nxt < jump < end
                and tree.pos[jump] in {"PROPN", "NOUN"}
                and is_capital(tree.word[jump])
                and i <= _noun_above(tree, jump) <= last
            ):
                last = jump
                continue
            break
        yield i, last
        i = last + 1


def _noun_above(tree: Tree, i: int) -> int:
    return tree.head[i]


def _begins(tree: Tree, i: int, start: int) -> bool:
    word = tree.word[i]
    if not is_capital(word) or tree.lower[i] in _NEVER or not any(map(str.isalpha, word)):
        return False
    if tree.pos[i] == "PROPN":
        return True
    acronym = (
        word.isupper() and len(word) > 1 and tree.pos[i] in {"NOUN", "ADV", "X", "INTJ", "ADJ"}
    )
    return acronym or (i > start and tree.pos[i] == "NOUN" and tree.word[i - 1] != '"')


def _continues(tree: Tree, last: int, nxt: int) -> bool:
    if not is_capital(tree.word[nxt]) or tree.pos[nxt] == "PUNCT":
        return tree.word[nxt] == "-" and tree.head[nxt] <= last
    if tree.pos[nxt] not in {"PROPN", "NOUN", "ADJ", "X", "NUM"}:
        return False
    return tree.head[nxt] <= last or tree.head[last] == nxt or tree.head[last] == tree.head[nxt]


def _trimmed(tree: Tree, first: int, last: int, lexicon: Lexicon) -> Stretch | None:
    """Without titles and determiners before a name, possessive marks and punctuation after it."""
    titles = lexicon.roles.nouns["title"]
    while first <= last and (
        tree.pos[first] in {"DET", "PUNCT", "ADP", "SPACE", "CCONJ"}
        or (first < last and (tree.lower[first] in titles or tree.lower[first] + "." in titles))
        or (first < last and tree.lower[first].rstrip(".") in titles)
    ):
        if tree.lower[first] == "the" and first < last and is_capital(tree.word[first]) and first:
            break
        first += 1
    while last >= first and (
        tree.pos[last] in {"PUNCT", "SPACE", "DET", "ADP"} or tree.lower[last] in {"'s", "'", "s"}
    ):
        last -= 1
    if first > last or not any(is_capital(tree.word[i]) for i in range(first, last + 1)):
        return None
    return first, last


def name_spans(tree: Tree, lexicon: Lexicon, lists: NameLists) -> list[tuple[Stretch, str]]:
    """Name spans of a Doc with the trained component's label (empty where it has none)."""
    found: dict[Stretch, str] = {}
    covered: set[int] = set()
    for listed in _listed(tree, lists):
        found[listed] = _label(tree, listed)
        covered.update(range(listed[0], listed[1] + 1))
    for first, last, label in _entities(tree):
        span = _trimmed(tree, first, last, lexicon)
        if span is None or any(i in covered for i in range(span[0], span[1] + 1)):
            continue
        if not _is_common(tree, span, lexicon):
            found[span] = label
            covered.update(range(span[0], span[1] + 1))
    for start, end in tree.sentences:
        for first, last in _runs(tree, start, end):
            inside = [i for i in range(first, last + 1) if i in covered]
            if inside:
                _widen(tree, found, first, last, lists)
                continue
            span = _trimmed(tree, first, last, lexicon)
            if span is None or not _is_name(tree, span, start, lists):
                continue
            if _is_common(tree, span, lexicon):
                continue
            found[span] = ""
    return sorted(found.items())


#: Words of the longest listed name.
LONGEST = 6


def _listed(tree: Tree, lists: NameLists) -> Iterator[Stretch]:
    """Names that a list knows, the longest first at each word: *Banque mondiale*, *L'Équipe*."""
    i = 0
    while i < tree.size:
        last = None
        if is_capital(tree.word[i]):
            for end in range(min(tree.size, i + LONGEST) - 1, i - 1, -1):
                single = end == i and tree.pos[i] not in {"PROPN", "NOUN", "X"}
                if not single and lists.known(tree.text(i, end)):
                    last = end
                    break
        if last is None or _goes_on(tree, last):
            i += 1
            continue
        yield i, last
        i = last + 1


def _goes_on(tree: Tree, last: int) -> bool:
    """Whether a proper noun right behind belongs to the same name: *Washington Irving*."""
    after = last + 1
    return after < tree.size and tree.pos[after] == "PROPN" and tree.dep[after] == "flat"


def _label(tree: Tree, span: Stretch) -> str:
    return next((tree.ent[i] for i in range(span[0], span[1] + 1) if tree.ent[i]), "")


def _is_common(tree: Tree, span: Stretch, lexicon: Lexicon) -> bool:
    """Whether a single word only looks like a name: a day, a common noun in capitals (*ONG*), or
    the capitalised first word of a sentence."""
    first, last = span
    if first != last:
        return False
    lower = tree.lower[first]
    if lower in lexicon.calendar or lexicon.roles.is_a(lower, "organization", "agency", "office"):
        return lower != "kremlin"
    start = tree.sentences[tree.sentence[first]][0]
    return first == start and tree.pos[first] not in {"PROPN", "NOUN", "X"}


def _entities(tree: Tree) -> Iterator[tuple[int, int, str]]:
    i = 0
    while i < tree.size:
        if tree.ent[i]:
            last = i
            while (
                last + 1 < tree.size
                and tree.ent[last + 1] == tree.ent[i]
                and not tree.begins[last + 1]
            ):
                last += 1
            yield i, last, tree.ent[i]
            i = last + 1
        else:
            i += 1


def _widen(tree: Tree, found: dict[Stretch, str], first: int, last: int, lists: NameLists) -> None:
    """Take the parser's longer run where a list knows it: *Corée* -> *Corée du Sud*."""
    text = tree.text(first, last)
    known = text in lists.countries or text in lists.places or text in lists.organizations
    inside = [s for s in found if first <= s[0] and s[1] <= last]
    if known and inside and (first, last) not in found:
        label = found[inside[0]]
        for span in inside:
            del found[span]
        found[first, last] = label


def _is_name(tree: Tree, span: Stretch, start: int, lists: NameLists) -> bool:
    """Whether a run that the trained component passed over is a name: not a lone capitalised word
    at the start of a sentence or of a headline word in capitals."""
    first, last = span
    text = tree.text(first, last)
    if lists.known(text):
        return True
    if all(tree.pos[i] != "PROPN" for i in range(first, last + 1)):
        return tree.word[first].isupper() and len(tree.word[first]) > 1 and first > start
    if first == last and first == start and text in lists.cities:
        return True
    return not (first == last and first == start and tree.pos[first] != "PROPN")
