"""The lexicon of one language: what its data folder says, in the form that readings ask for.

The files and their fields are described in ``docs/add-a-language.md``.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Any, Literal, cast, get_args

from onrecord.errors import KnowledgeError
from onrecord.model.statement import Certainty, Polarity, Stance

CueClass = Literal[
    "speech",
    "writing",
    "cognition",
    "perception",
    "intention",
    "attitude",
    "decree",
    "evidence",
]
Frame = Literal["clause", "quote", "infinitive", "gerund", "object", "oblique", "target"]
Strength = Literal["strong", "usual", "weak"]
PhraseRole = Literal["before", "owned", "inside", "alone"]
CueForm = Literal["verb", "noun", "adjective", "phrase", "adverb"]

#: Files of a language that is read in full; ``times.toml`` is enough to read its times.
FILES = (
    "language.toml",
    "cues.toml",
    "hedges.toml",
    "roles.toml",
    "names.toml",
    "offices.toml",
    "times.toml",
    "places.toml",
    "sectors.toml",
    "events.toml",
    "amounts.toml",
    "differing.toml",
    "wording.toml",
    "moves.toml",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One entry of ``cues.toml``: a word that marks attribution, and how it does so.

    Of phrases: ``role`` tells where the source stands (behind the words, as their owner, as a
    pronoun inside them, or nowhere); ``source`` asks for a kind of document (*sur [cette photo]*,
    not *sur la table*).
    """

    form: CueForm
    lemma: str
    cue_class: CueClass
    stance: Stance
    takes: frozenset[str] = frozenset()
    strength: Strength = "usual"
    certainty: Certainty = "certain"
    polarity: Polarity = "positive"
    particle: str = ""
    reflexive: bool = False
    prepositions: frozenset[str] = frozenset()
    addressee: str = ""
    relays: bool = False
    role: PhraseRole = "before"
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """Head nouns by what their phrases refer to; every set holds lower-case lemmas."""

    nouns: Mapping[str, frozenset[str]]
    documents: Mapping[str, str]
    anonymous_marks: tuple[tuple[str, ...], ...]
    pronouns: Mapping[str, Mapping[str, Any]]

    def is_a(self, lemma: str, *roles: str) -> bool:
        return any(lemma in self.nouns[role] for role in roles)


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """How a language builds names and what it puts around them: ``names.toml``.

    ``particles`` are small words that stand in names of people only (*von der*); ``lower_tail``
    tells whether words in lower case may end a name (*Agence régionale de santé*); ``fused`` are
    prepositions that hold a definite article (*du*); ``honorifics`` which of ``m``, ``f`` or
    neither (``x``) a form of address tells.
    """

    inside: frozenset[str]
    particles: frozenset[str]
    of: frozenset[str]
    articles: frozenset[str]
    fused: frozenset[str]
    place_prepositions: frozenset[str]
    naming: frozenset[str]
    holds_place: frozenset[str]
    holds_organization: frozenset[str]
    company: frozenset[str]
    town_parts: tuple[str, ...]
    byline: frozenset[str]
    honorifics: Mapping[str, str]
    demonyms: frozenset[str]
    lower_tail: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    language: str
    verbs: Mapping[str, tuple[Cue, ...]]
    nouns: Mapping[str, Cue]
    adjectives: Mapping[str, Cue]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], Cue], ...]]
    adverbs: Mapping[str, tuple[tuple[tuple[str, ...], Cue], ...]]
    media: Mapping[str, str]
    modals: frozenset[str]
    doubts: Mapping[str, str]
    hedges: Mapping[str, tuple[tuple[str, ...], ...]]
    hedge_adjectives: frozenset[str]
    negators: frozenset[str]
    restricted: Mapping[str, frozenset[str]]
    unsaid: Mapping[str, frozenset[str]]
    persists: frozenset[str]
    roles: Roles
    naming: Naming
    hearsay_mood: str
    partitives: frozenset[str]
    hearers: frozenset[str]
    infinitive_marks: frozenset[str]
    questions: frozenset[str]
    contrasts: frozenset[str]
    openers: frozenset[str]
    likens: tuple[tuple[str, ...], ...]
    quotes: tuple[tuple[str, str], ...]
    calendar: frozenset[str]
    digest: str


def _one_of(value: str, kind: Any, where: str) -> str:
    if value not in get_args(kind):
        raise KnowledgeError(f"{value!r} is none of {', '.join(get_args(kind))}", about=where)
    return value


def _cue(form: CueForm, row: Mapping[str, Any], where: str) -> Cue:
    lemma = str(row.get("lemma") or row.get("words") or "")
    if not lemma:
        raise KnowledgeError(f"a {form} entry without lemma or words", about=where)
    at = f"{where}: {lemma}"
    for frame in row.get("takes", ()):
        _one_of(frame, Frame, at)
    usual = "negative" if row["stance"] == "denies" else "positive"
    return Cue(
        form=form,
        lemma=lemma,
        cue_class=cast("CueClass", _one_of(row.get("class", "speech"), CueClass, at)),
        stance=cast("Stance", _one_of(row["stance"], Stance, at)),
        takes=frozenset(row.get("takes", ())),
        strength=cast("Strength", _one_of(row.get("strength", "usual"), Strength, at)),
        certainty=cast("Certainty", _one_of(row.get("certainty", "certain"), Certainty, at)),
        polarity=cast("Polarity", _one_of(row.get("polarity", usual), Polarity, at)),
        particle=str(row.get("particle", "")),
        reflexive=bool(row.get("reflexive", False)),
        prepositions=frozenset(row.get("prepositions", ())),
        addressee=str(row.get("addressee", "")),
        relays=bool(row.get("relays", False)),
        source=str(row.get("source", "")),
        role=cast("PhraseRole", _one_of(row.get("role", "before"), PhraseRole, at)),
    )


def split_words(words: str) -> tuple[str, ...]:
    """A multi-word entry as the tokens it has in a Doc: French elisions stand apart."""
    out: list[str] = []
    for word in words.replace("\u2019", "'").split():
        head, mark, tail = word.partition("'")
        if mark and tail and len(head) <= 2:
            out += [head + "'", tail]
        else:
            out.append(word)
    return tuple(out)


def _unsaid(rows: Iterable[Mapping[str, Any]]) -> dict[str, frozenset[str]]:
    """For each lemma the words of which one must hang on it, if any."""
    found: dict[str, frozenset[str]] = {}
    for row in rows:
        needs = {row["with"]} if "with" in row else set[str]()
        found[row["lemma"]] = found.get(row["lemma"], frozenset()) | needs
    return found


def _by_first(
    pairs: Iterable[tuple[tuple[str, ...], Cue]],
) -> dict[str, tuple[tuple[tuple[str, ...], Cue], ...]]:
    grouped: dict[str, list[tuple[tuple[str, ...], Cue]]] = defaultdict(list)
    for words, cue in pairs:
        grouped[words[0]].append((words, cue))
    return {k: tuple(sorted(v, key=lambda p: -len(p[0]))) for k, v in grouped.items()}


def _load(folder: Any, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads((folder / name).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise KnowledgeError("this language folder lacks the file", about=name) from error
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(f"not TOML: {error}", about=name) from error


def _roles(data: Mapping[str, Any]) -> Roles:
    listed = (
        "title",
        "person",
        "group",
        "anonymous",
        "office",
        "agency",
        "organization",
        "place",
        "addressee",
        "relation",
    )
    return Roles(
        nouns={role: frozenset(row["lemma"] for row in data.get(role, ())) for role in listed},
        documents={row["lemma"]: row["kind"] for row in data.get("document", ())},
        anonymous_marks=tuple(split_words(row["words"]) for row in data.get("anonymous_mark", ())),
        pronouns={row["words"]: row for row in data.get("pronoun", ())},
    )


def _naming(data: Mapping[str, Any], where: str) -> Naming:
    apart = {"town_parts", "lower_tail", "honorifics"}
    sets = [f.name for f in fields(Naming) if f.name not in apart]
    try:
        return Naming(
            **{name: frozenset(data[name]) for name in sets},
            town_parts=tuple(data["town_parts"]),
            lower_tail=data["lower_tail"],
            honorifics={word: sex for sex, words in data["honorifics"].items() for word in words},
        )
    except KeyError as error:
        raise KnowledgeError(f"lacks {error}", about=where) from error


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language, read once. Raises KnowledgeError for an unknown language, or one
    that is not read in full."""
    folder = files("onrecord") / "languages" / language
    if not folder.is_dir():
        raise KnowledgeError("no data folder for this language", about=language)
    cues = _load(folder, "cues.toml")
    hedges = _load(folder, "hedges.toml")
    settings = _load(folder, "language.toml")
    where = f"{language}/cues.toml"
    verbs: dict[str, list[Cue]] = defaultdict(list)
    for row in cues.get("verb", ()):
        verbs[row["lemma"]].append(_cue("verb", row, where))
    phrases = [(split_words(r["words"]), _cue("phrase", r, where)) for r in cues.get("phrase", ())]
    adverbs = [(split_words(r["words"]), _cue("adverb", r, where)) for r in cues.get("adverb", ())]
    hedge_words: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for row in (*hedges.get("adverb", ()), *hedges.get("phrase", ())):
        words = split_words(row["words"])
        hedge_words[words[0]].append(words)
    return Lexicon(
        language=language,
        verbs={k: tuple(v) for k, v in verbs.items()},
        nouns={r["lemma"]: _cue("noun", r, where) for r in cues.get("noun", ())},
        adjectives={r["lemma"]: _cue("adjective", r, where) for r in cues.get("adjective", ())},
        phrases=_by_first(phrases),
        adverbs=_by_first(adverbs),
        media={row["words"]: row["kind"] for row in cues.get("medium", ())},
        modals=frozenset(row["lemma"] for row in hedges.get("modal", ())),
        doubts={r["lemma"]: r["doubts"] for r in hedges.get("modal", ()) if "doubts" in r},
        hedges={k: tuple(v) for k, v in hedge_words.items()},
        hedge_adjectives=frozenset(row["lemma"] for row in hedges.get("adjective", ())),
        negators=frozenset(row["words"] for row in hedges.get("negator", ())),
        restricted={
            row["words"]: frozenset(row["restricted_by"])
            for row in hedges.get("negator", ())
            if "restricted_by" in row
        },
        unsaid=_unsaid(hedges.get("unsaid", ())),
        persists=frozenset(row["lemma"] for row in hedges.get("persists", ())),
        roles=_roles(_load(folder, "roles.toml")),
        naming=_naming(_load(folder, "names.toml"), f"{language}/names.toml"),
        hearsay_mood=str(cues.get("hearsay_mood", "")),
        partitives=frozenset(cues.get("partitives", ())),
        hearers=frozenset(cues.get("hearers", ())),
        infinitive_marks=frozenset(cues.get("infinitive_marks", ())),
        questions=frozenset(cues.get("questions", ())),
        contrasts=frozenset(cues.get("contrasts", ())),
        openers=frozenset(cues.get("openers", ())),
        likens=tuple(split_words(words) for words in cues.get("likens", ())),
        quotes=tuple((pair[0], pair[1]) for pair in settings.get("quotes", ())),
        calendar=frozenset(
            word
            for table in ("months", "weekdays")
            for words in settings.get(table, {}).values()
            for word in words
        ),
        digest=data_digest(language),
    )


def available() -> tuple[str, ...]:
    """Codes of the languages that have a data folder."""
    return tuple(sorted(e.name for e in (files("onrecord") / "languages").iterdir() if e.is_dir()))


def in_full(language: str) -> bool:
    """Whether a language has all its files: others have their times read, and no more."""
    folder = files("onrecord") / "languages" / language
    return all((folder / name).is_file() for name in FILES)


@cache
def data_digest(language: str) -> str:
    """SHA-256 over the files that a language has."""
    folder = files("onrecord") / "languages" / language
    digest = hashlib.sha256()
    for name in FILES:
        if (folder / name).is_file():
            digest.update((folder / name).read_bytes())
    return digest.hexdigest()
