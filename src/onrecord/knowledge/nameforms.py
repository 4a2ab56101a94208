"""Forms of a name: plain letters, words, what all transliterations have in common, keys.

Data: ``data/spelling.toml``.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from anyascii import anyascii

from onrecord.knowledge.sounds import script_of

_SPLIT = re.compile(r"[\s\-\u2010-\u2015.·・'’]+")


@dataclass(frozen=True, slots=True)
class Rules:
    particles: Mapping[str, str]
    articles: frozenset[str]
    inseparable: frozenset[str]
    generations: frozenset[str]
    transliteration: tuple[tuple[re.Pattern[str], str], ...]
    family: tuple[tuple[re.Pattern[str], str], ...]
    syllables: tuple[tuple[re.Pattern[str], str], ...]
    letters: Mapping[int, str]
    written: frozenset[str]
    korean: Mapping[str, frozenset[int]]
    nicknames: Mapping[str, frozenset[int]]
    family_first: frozenset[str]


def _patterns(rows: Sequence[Sequence[str]]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), common) for pattern, common in rows)


def _groups(rows: Sequence[Sequence[str]]) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, row in enumerate(rows):
        for word in row:
            found.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


@cache
def spelling_rules() -> Rules:
    path = files("onrecord") / "knowledge" / "data" / "spelling.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    particles = {word: word for word in data["particles"]}
    particles |= {word: row[0] for row in data["same_particles"] for word in row}
    letters = {ord(one): other for one, other in data["letters"]["pairs"].split()}
    return Rules(
        particles=particles,
        articles=frozenset(data["articles"]),
        inseparable=frozenset(data["inseparable"]),
        generations=frozenset(data["generations"]),
        transliteration=_patterns(data["transliteration"]),
        family=_patterns(data["family"]),
        syllables=_patterns(data["syllables"]),
        letters=letters | dict.fromkeys(map(ord, data["letters"]["silent"]), ""),
        written=frozenset(data["written"]["given"]),
        korean=_groups(data["korean"]["families"]),
        nicknames=_groups(data["nicknames"]["families"]),
        family_first=frozenset(data["korean"]["first"]),
    )


@lru_cache(maxsize=20_000)
def is_marked(name: str) -> bool:
    """Whether a name holds what nobody sees or mixes scripts inside a word: look-alikes."""
    for char in name:
        if unicodedata.category(char) in {"Cf", "Cc", "Co", "Cs"}:
            return True
    for word in _SPLIT.split(name):
        scripts = {script_of(c) for c in word if c.isalpha()}
        if len(scripts) > 1:
            return True
    return False


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """Lower-case ASCII letters and digits of a text, words apart by one space."""
    folded = anyascii(text).lower().replace("'", "").replace("`", "")
    return " ".join(re.findall(r"[a-z0-9]+", folded))


@lru_cache(maxsize=20_000)
def letters_of(word: str) -> str:
    """What equal words of one script share: its letters without case, marks and variants of the
    same letter. Words of other scripts that merely sound alike stay apart."""
    if script_of(word) == "latin":
        return plain(word).replace(" ", "")
    apart = unicodedata.normalize("NFKD", word.casefold()).translate(spelling_rules().letters)
    return "".join(c for c in apart if not _is_mark(c) and unicodedata.category(c)[0] in "LMN")


def _is_mark(char: str) -> bool:
    """Accents, vowel signs of Arabic and Hebrew; not the parts of Indian or kana letters."""
    place = unicodedata.combining(char)
    return 10 <= place <= 35 or place >= 200


@lru_cache(maxsize=20_000)
def name_parts(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of a name, and the small words among them that come and go but tell something."""
    rules = spelling_rules()
    words = [w for w in _SPLIT.split(name) if w]
    small = rules.particles.keys() | rules.articles
    main = sum(plain(w) not in small | rules.inseparable for w in words)
    kept: list[str] = []
    told: list[str] = []
    article = ""
    for i, word in enumerate(words):
        form = plain(word)
        if i == 0 and main > 1 and form in rules.family_first:
            kept.append(word)
        elif form in rules.inseparable and i + 1 < len(words):
            article += f"{word} "
        elif form not in small:
            kept.append(article + word)
            article = ""
        elif form in rules.particles:
            told.append(rules.particles[form])
    return tuple(kept or words), tuple(told)


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name as they are, without small words that come and go."""
    return name_parts(name)[0]


@lru_cache(maxsize=20_000)
def common_form(word: str, family: bool, syllables: bool = False) -> str:
    """A word as all conventions of transliteration write it; ``syllables`` for Korean and Chinese
    names."""
    rules = spelling_rules()
    text = plain(word).replace(" ", "")
    patterns = (*rules.transliteration, *(rules.family if family else ()))
    for pattern, common in rules.syllables if syllables else patterns:
        text = pattern.sub(common, text)
    return text


def family_name(name: str) -> str:
    """The word of a full name that stands for the family: the last one, or the first one of names
    such as *Kim Jong Un*, *Xi Jinping*."""
    words = words_of(name)
    if len(words) > 1 and plain(words[0]) in spelling_rules().family_first:
        return words[0]
    kept = [w for w in words if plain(w) not in spelling_rules().generations or len(words) == 1]
    return kept[-1] if kept else words[-1]


def name_key(name: str) -> tuple[str, ...]:
    """A key that spellings of one name share mostly, to find candidates by: the common forms of the
    first and last word, in alphabetical order."""
    words = words_of(name)
    if not words:
        return ()
    forms = {common_form(words[0], False), common_form(words[-1], True)}
    return tuple(sorted(forms))
