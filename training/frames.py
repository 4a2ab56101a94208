"""Reporting frames around treebank sentences: gold trees in the shapes that news text has.

Treebanks hold few sentences such as ``« S », a déclaré lundi X, porte-parole de Y.`` The content S
comes from a treebank with its tree; the frame around it is built here, from the words of
``frames/<lang>.toml``. The speakers' names are known entities; those of S are left unknown.
"""

from __future__ import annotations

import random
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from training.conllu import Sentence, Word
from training.names import Name

HERE = Path(__file__).parent
_VOWELS = "aeiouhéèêâîôûAEIOUHÉÈÊ"


@dataclass(slots=True)
class Piece:
    """Words under construction; heads are indices into ``words``, ``root`` is the index of the top.
    ``unknown`` is the range of words whose names are not known."""

    words: list[Word] = field(default_factory=list)
    root: int = 0
    names: list[Name] = field(default_factory=list)
    unknown: tuple[int, int] = (0, 0)
    plural: bool = False
    feminine: bool = False

    def add(self, other: Piece, head: int | None, dep: str) -> int:
        """Append another piece under ``head``; returns the index of its root here."""
        shift = len(self.words)
        for word in other.words:
            self.words.append(replace(word, head=word.head + shift))
        root = other.root + shift
        if head is not None:
            self.words[root] = replace(self.words[root], head=head, deprel=dep)
        self.names += [(a + shift, b + shift, k) for a, b, k in other.names]
        if other.unknown != (0, 0):
            self.unknown = (other.unknown[0] + shift, other.unknown[1] + shift)
        return root


class Frames:
    """Builds frames for one language; features of words are those usual in the treebanks."""

    def __init__(self, language: str, sentences: Iterable[Sentence], rng: random.Random) -> None:
        self.language = language
        self.rng = rng
        self.data: dict[str, Any] = tomllib.loads(
            (HERE / "frames" / f"{language}.toml").read_text(encoding="utf-8")
        )
        usual: dict[tuple[str, str], Counter[tuple[str, str]]] = defaultdict(Counter)
        for sentence in sentences:
            for word in sentence.words:
                usual[word.form.lower(), word.upos][word.feats, word.lemma] += 1
        self.usual = {key: c.most_common(1)[0][0] for key, c in usual.items()}

    def word(self, form: str, upos: str, feats: str = "", *, space: bool = True) -> Word:
        known = self.usual.get((form.lower(), upos))
        found = known[0] if known and not feats else feats or "_"
        return Word(form, known[1] if known else "_", upos, found, 0, "dep", space)

    def one(self, form: str, upos: str, feats: str = "", *, space: bool = True) -> Piece:
        return Piece([self.word(form, upos, feats, space=space)])

    def pick(self, name: str) -> Any:
        return self.rng.choice(self.data[name])

    # Speakers

    def name(self) -> Piece:
        piece = Piece()
        forms = [self.pick("first"), *self.pick("last").split()]
        if self.rng.random() < 0.25:
            forms = forms[1:]
        for n, form in enumerate(forms):
            piece.words.append(self.word(form, "PROPN", "_"))
            piece.words[-1] = replace(piece.words[-1], head=0, deprel="flat" if n else "dep")
        piece.names = [(0, len(forms), "PER")]
        return piece

    def noun(self, phrase: str) -> Piece:
        """*le maire*, *l'avocat*: a determiner, if any, and a noun."""
        piece = Piece()
        parts = phrase.replace("'", "' ").split()
        for form in parts:
            last = form is parts[-1]
            proper = last and form == "Kremlin"
            upos = "PROPN" if proper else "NOUN" if last else "DET"
            piece.words.append(self.word(form, upos, space=not form.endswith("'")))
        if len(parts) == 3:  # the police chief
            piece.words[1] = replace(piece.words[1], upos="NOUN", deprel="compound", head=2)
        piece.root = len(parts) - 1
        piece.words[0] = replace(piece.words[0], head=piece.root, deprel="det")
        return piece

    def speaker(self) -> Piece:
        kind = self.rng.choices(("m", "f", "mp"), (5, 3 if self.data["speaker_f"] else 0, 3))[0]
        if self.rng.random() < 0.22:
            return self.with_apposition(self.name(), kind)
        if self.rng.random() < 0.14:
            piece = self.one(self.pick("agency"), "PROPN", "_")
            piece.names = [(0, 1, "ORG")]
            return piece
        piece = self.noun(self.pick(f"speaker_{kind}"))
        piece.plural, piece.feminine = kind == "mp", kind == "f"
        self.modify(piece, kind)
        if kind != "mp" and self.rng.random() < 0.35:
            name = self.name()
            piece.add(name, piece.root, "appos" if self.language == "fr" else "flat")
        return piece

    def modify(self, piece: Piece, kind: str) -> None:
        draw = self.rng.random()
        if draw < 0.3:
            adjective = self.one(self.pick(f"adjective_{kind}"), "ADJ")
            if self.language == "fr":
                piece.add(adjective, piece.root, "amod")
            else:
                at = piece.root
                piece.words.insert(at, replace(adjective.words[0], head=at + 1, deprel="amod"))
                piece.words = [
                    replace(w, head=w.head + 1 if w.head >= at and n != at else w.head)
                    for n, w in enumerate(piece.words)
                ]
                piece.words[at] = replace(piece.words[at], head=at + 1)
                piece.root = at + 1
                piece.words[0] = replace(piece.words[0], head=piece.root if at else at + 1)
        elif draw < 0.5 and kind != "mp":
            self.complement(piece)
        elif draw < 0.62:
            place = self.one(self.pick("place"), "PROPN", "_")
            place.names = [(0, 1, "LOC")]
            preposition = "de" if self.language == "fr" else "in"
            elide = preposition == "de" and place.words[0].form[0] in _VOWELS
            case = self.one("d'" if elide else preposition, "ADP", space=not elide)
            at = piece.add(case, None, "case")
            root = piece.add(place, piece.root, "nmod")
            piece.words[at] = replace(piece.words[at], head=root, deprel="case")

    def complement(self, piece: Piece) -> None:
        parts = self.pick("complement").replace("'", "' ").split()
        start = len(piece.words)
        root = start + len(parts) - 1
        for n, form in enumerate(parts):
            upos = "ADP" if n == 0 else "NOUN" if n == len(parts) - 1 else "DET"
            word = self.word(form, upos, space=not form.endswith("'"))
            dep = {"ADP": "case", "DET": "det"}.get(upos, "nmod")
            piece.words.append(
                replace(word, head=piece.root if n == len(parts) - 1 else root, deprel=dep)
            )

    def with_apposition(self, name: Piece, kind: str) -> Piece:
        piece = Piece()
        piece.add(name, None, "dep")
        if self.rng.random() < 0.6:
            title = self.noun(self.pick(f"speaker_{'f' if kind == 'f' else 'm'}"))
            if self.rng.random() < 0.5:
                self.complement(title)
            comma = len(piece.words)
            piece.words[-1] = replace(piece.words[-1], space_after=False)
            piece.words.append(self.word(",", "PUNCT"))
            root = piece.add(title, 0, "appos")
            piece.words[comma] = replace(piece.words[comma], head=root, deprel="punct")
        return piece

    # Verbs

    def verb(self, forms: list[str], plural: bool, past: bool) -> Piece:
        """A verb group; English past and all presents are one word, the French past two."""
        if past and self.language == "fr":
            group = Piece()
            aux = "ont" if plural else "a"
            group.words.append(self.word(aux, "AUX"))
            parts = forms[0].split()
            group.words.append(
                self.word(parts[0], "VERB", "Gender=Masc|Number=Sing|Tense=Past|VerbForm=Part")
            )
            group.root = 1
            group.words[0] = replace(group.words[0], head=1, deprel="aux")
            for form in parts[1:]:
                group.words.append(replace(self.word(form, "VERB"), head=1, deprel="xcomp"))
            return group
        form = forms[0] if past else forms[2] if plural else forms[1]
        feats = (
            "Mood=Ind|Tense=Past|VerbForm=Fin"
            if past
            else (
                f"Mood=Ind|Number={'Plur' if plural else 'Sing'}|Person=3|Tense=Pres|VerbForm=Fin"
            )
        )
        parts = form.split()
        group = self.one(parts[0], "VERB", feats)
        for extra in parts[1:]:
            group.add(self.one(extra, "NOUN"), 0, "obj")
        return group

    def forms(self, name: str) -> tuple[list[str], bool]:
        forms = self.pick(name)
        past = not forms[1] or self.rng.random() < (0.6 if self.language == "fr" else 0.75)
        return forms, past

    def reporting(self, inverted: bool) -> Piece:
        """Verb and speaker in either order, sometimes with a weekday."""
        speaker = self.speaker()
        forms, past = self.forms("speech")
        if self.language == "en" and inverted:
            forms, past = (["said", "says", "say"] if self.rng.random() < 0.7 else forms), past
            forms = [f.split()[0] if f else f for f in forms]
        clause = Piece()
        verb = self.verb(forms, speaker.plural, past)
        if inverted:
            top = clause.add(verb, None, "dep")
            if self.rng.random() < 0.2 and self.language == "fr":
                clause.add(self.one(self.pick("weekday"), "NOUN"), top, "obl")
            clause.add(speaker, top, "nsubj")
        else:
            who = clause.add(speaker, None, "dep")
            top = clause.add(verb, None, "dep")
            clause.words[who] = replace(clause.words[who], head=top, deprel="nsubj")
        if self.rng.random() < 0.15:
            self.weekday(clause, top)
        clause.root = top
        return clause

    def weekday(self, clause: Piece, top: int) -> None:
        if self.language == "en":
            at = clause.add(self.one("on", "ADP"), None, "case")
            root = clause.add(self.one(self.pick("weekday"), "PROPN", "Number=Sing"), top, "obl")
            clause.words[at] = replace(clause.words[at], head=root, deprel="case")
        else:
            clause.add(self.one(self.pick("weekday"), "NOUN"), top, "obl")

    # Frames

    def content(self, sentence: Sentence) -> Piece:
        words = sentence.words[:-1] if sentence.words[-1].form == "." else list(sentence.words)
        root = next(i for i, w in enumerate(words) if w.deprel == "root")
        piece = Piece([replace(w) for w in words], root)
        piece.words[-1] = replace(piece.words[-1], space_after=False)
        piece.unknown = (0, len(words))
        return piece

    def lowered(self, piece: Piece) -> Piece:
        first = piece.words[0]
        if first.upos != "PROPN" and first.form[1:].islower() and first.form != "I":
            piece.words[0] = replace(first, form=first.form[0].lower() + first.form[1:])
        elif len(first.form) == 1 and first.form != "I":
            piece.words[0] = replace(first, form=first.form.lower())
        return piece

    def punct(self, out: Piece, form: str, head: int | None, *, space: bool = True) -> int:
        at = out.add(self.one(form, "PUNCT", "_", space=space), None, "punct")
        if head is not None:
            out.words[at] = replace(out.words[at], head=head, deprel="punct")
        return at

    def trailing(self, sentence: Sentence) -> Piece:
        """*"S", X said.* and *S, a déclaré X.*, with or without quotation marks."""
        out, content = Piece(), self.content(sentence)
        quoted = self.rng.random() < 0.55
        apart = self.language == "fr" and self.rng.random() < 0.7
        mark = self.punct(out, '"', None, space=apart) if quoted else None
        root = out.add(content, None, "dep")
        inner = self.language == "en"
        if quoted and not inner:
            out.words[-1] = replace(out.words[-1], space_after=apart)
            self.punct(out, '"', root, space=False)
        self.punct(out, ",", root, space=not (quoted and inner))
        if quoted and inner:
            self.punct(out, '"', root)
        if mark is not None:
            out.words[mark] = replace(out.words[mark], head=root, deprel="punct")
        clause = self.reporting(inverted=self.language == "fr" or self.rng.random() < 0.3)
        top = out.add(clause, root, "parataxis")
        if self.language == "en":
            out.words[root] = replace(out.words[root], head=top, deprel="ccomp")
            root = top
        out.words[-1] = replace(out.words[-1], space_after=False)
        self.punct(out, ".", root)
        out.root = root
        return out

    def leading(self, sentence: Sentence) -> Piece:
        """*X said that S*; *X a affirmé que S*; *X: "S"*."""
        out = Piece()
        clause = self.reporting(inverted=False)
        top = out.add(clause, None, "dep")
        content = self.lowered(self.content(sentence))
        if self.language == "fr":
            elide = content.words[0].form[0] in _VOWELS
            mark = out.add(
                self.one("qu'" if elide else "que", "SCONJ", space=not elide), None, "mark"
            )
        else:
            mark = (
                out.add(self.one("that", "SCONJ"), None, "mark")
                if self.rng.random() < 0.6
                else None
            )
        root = out.add(content, top, "ccomp")
        if mark is not None:
            out.words[mark] = replace(out.words[mark], head=root, deprel="mark")
        self.punct(out, ".", top)
        out.root = top
        return out

    def according(self, sentence: Sentence) -> Piece:
        """*According to X, S.*; *Selon X, S.*; *S, selon X.*"""
        out = Piece()
        first = self.rng.random() < 0.5
        content = self.content(sentence)
        if not first:
            root = out.add(content, None, "dep")
            comma = self.punct(out, ",", None)
        upper = first
        if self.language == "fr":
            form = self.rng.choice(("selon", "selon", "d'après"))
            parts = (
                [("Selon" if upper else form, True)]
                if form == "selon"
                else [("D'" if upper else "d'", False), ("après", True)]
            )
        else:
            parts = [("According" if upper else "according", True), ("to", True)]
        at = len(out.words)
        for n, (form, space) in enumerate(parts):
            upos = "VERB" if form.lower() == "according" else "ADP"
            out.add(self.one(form, upos, space=space), at if n else None, "fixed" if n else "case")
        speaker = self.speaker()
        who = out.add(speaker, None, "obl")
        out.words[at] = replace(out.words[at], head=who, deprel="case")
        if first:
            out.words[-1] = replace(out.words[-1], space_after=False)
            comma = self.punct(out, ",", None)
            root = out.add(self.lowered(content), None, "dep")
        else:
            out.words[-1] = replace(out.words[-1], space_after=False)
        out.words[comma] = replace(out.words[comma], head=who if first else root, deprel="punct")
        out.words[who] = replace(out.words[who], head=root, deprel="obl")
        self.punct(out, ".", root)
        out.root = root
        return out

    def about(self, phrase: list[Word], root: int) -> Piece:
        """*X a démenti [phrase].*"""
        out = Piece()
        speaker = self.speaker()
        who = out.add(speaker, None, "nsubj")
        forms, past = self.forms("attitude")
        top = out.add(self.verb(forms, speaker.plural, past), None, "dep")
        out.words[who] = replace(out.words[who], head=top, deprel="nsubj")
        content = Piece(phrase, root)
        content.unknown = (0, len(phrase))
        content.words[-1] = replace(content.words[-1], space_after=False)
        out.add(content, top, "obj")
        self.punct(out, ".", top)
        out.root = top
        return out


def object_phrases(sentence: Sentence) -> Iterator[tuple[list[Word], int]]:
    """Direct objects of two to ten words: their words with inner heads, and the root."""
    words = sentence.words
    below: dict[int, list[int]] = defaultdict(list)
    for i, word in enumerate(words):
        if word.head != i:
            below[word.head].append(i)
    for i, word in enumerate(words):
        if word.deprel != "obj" or word.upos != "NOUN":
            continue
        members, todo = [], [i]
        while todo:
            at = todo.pop()
            members.append(at)
            todo += below[at]
        members.sort()
        whole = members == list(range(members[0], members[-1] + 1))
        if whole and 2 <= len(members) <= 10 and words[members[0]].upos == "DET":
            shift = members[0]
            yield (
                [
                    replace(words[m], head=words[m].head - shift if m != i else i - shift)
                    for m in members
                ],
                i - shift,
            )


def usable(sentence: Sentence) -> bool:
    words = sentence.words
    root = next((w for w in words if w.deprel == "root"), None)
    return (
        root is not None
        and 5 <= len(words) <= 32
        and words[-1].form == "."
        and root.upos in {"VERB", "NOUN", "ADJ"}
        and words[0].form[:1].isupper()
        and any(w.deprel == "nsubj" for w in words)
        and not any(w.form in {'"', "«", "»", "“", "”", ":", "?"} for w in words)
    )


def framed(
    frames: Frames, sentences: list[Sentence], count: int
) -> Iterator[tuple[Sentence, list[Name], tuple[int, int]]]:
    """``count`` framed sentences with their known names and the words whose names are unknown."""
    rng = frames.rng
    good = [s for s in sentences if usable(s)]
    phrases = [p for s in sentences for p in object_phrases(s)]
    kinds = [frames.trailing, frames.leading, frames.according]
    for number in range(count):
        draw = rng.random()
        if draw < 0.22 and phrases:
            words, root = rng.choice(phrases)
            piece = frames.about([replace(w) for w in words], root)
        else:
            kind = rng.choices(kinds, (5, 3, 2))[0]
            piece = kind(rng.choice(good))
        piece.words[piece.root] = replace(piece.words[piece.root], head=piece.root, deprel="root")
        first = piece.words[0]
        piece.words[0] = replace(first, form=first.form[0].upper() + first.form[1:])
        yield Sentence(f"frame-{number}", "frames", piece.words), piece.names, piece.unknown
