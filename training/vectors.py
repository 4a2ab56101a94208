"""Word vectors for one language: ``python -m training.vectors fr CORPORA WORK``.

French: floret vectors (Bojanowski et al. 2017; hashed as in github.com/explosion/floret) over the
100 novels of ELTeC-fra (CC BY) and the training treebanks. English: no permitted raw corpus is
large enough, so each word takes its place in the Brown clusters of ``spacy-lookups-data`` (MIT):
one random unit vector for each prefix of its cluster's bit path.
"""

from __future__ import annotations

import lzma
import math
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import spacy
from spacy.tokens import DocBin
from spacy.vectors import Vectors

from onrecord.language.charmap import plain_characters

_TOKEN = re.compile(r"\w+'|\d+(?:[.,]\d+)*|\w+(?:-\w+)*|\.\.\.|[^\w\s]", re.UNICODE)
PREFIXES = (4, 6, 8, 10, 13, 30)
PREFIX_WIDTH = 16
ENGLISH_WORDS = 300_000


def french(corpora: Path, work: Path) -> None:
    import floret

    text = work / "raw.txt"
    with text.open("w", encoding="utf-8") as out:
        with lzma.open(corpora / "raw/eltec_fra.txt.xz", "rt", encoding="utf-8") as lines:
            for line in lines:
                tokens = _TOKEN.findall(plain_characters(line))
                if tokens:
                    out.write(" ".join(tokens) + "\n")
        nlp = spacy.blank("fr")
        for doc in DocBin().from_disk(work / "train.spacy").get_docs(nlp.vocab):
            out.write(" ".join(t.text for t in doc) + "\n")
    model = floret.train_unsupervised(
        str(text),
        model="cbow",
        dim=64,
        minn=4,
        maxn=5,
        mode="floret",
        hashCount=2,
        bucket=50_000,
        epoch=4,
        ws=4,
        minCount=8,
        thread=1,
        lr=0.05,
    )
    model.save_floret_vectors(str(work / "vectors.floret"))
    text.unlink()
    subprocess.run(
        [
            *(sys.executable, "-m", "spacy", "init", "vectors", "fr"),
            *(str(work / "vectors.floret"), str(work / "vectors"), "--mode", "floret"),
        ],
        check=True,
    )


def english(work: Path) -> None:
    from spacy.lookups import load_lookups

    clusters = load_lookups("en", ["lexeme_cluster"]).get_table("lexeme_cluster")
    logprob = load_lookups("en", ["lexeme_prob"]).get_table("lexeme_prob")
    nlp = spacy.blank("en")
    rated = sorted(
        ((-logprob.get(key, -math.inf), key, path) for key, path in clusters.items() if path)
    )[:ENGLISH_WORDS]
    paths = sorted({path for _, _, path in rated})
    row = {path: i for i, path in enumerate(paths)}

    def vector(path: int) -> np.ndarray:
        parts = []
        for bits in PREFIXES:
            seed = (path & ((1 << bits) - 1)) * 31 + bits
            direction = np.random.RandomState(seed % 2**32).normal(size=PREFIX_WIDTH)
            parts.append(direction / np.linalg.norm(direction))
        return np.concatenate(parts)

    data = np.stack([vector(p) for p in paths]).astype("float32")
    vectors = Vectors(strings=nlp.vocab.strings, data=data, name="en_brown")
    for _, key, path in rated:
        vectors.add(key, row=row[path])
    nlp.vocab.vectors = vectors
    nlp.to_disk(work / "vectors")
    print(f"{len(rated)} words in {len(paths)} clusters", file=sys.stderr)


def make(language: str, corpora: Path, work: Path) -> None:
    """Vectors of a language in ``work/vectors``."""
    if language == "fr":
        french(corpora, work)
    else:
        english(work)


if __name__ == "__main__":
    make(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
