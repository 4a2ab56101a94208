"""Pack a trained pipeline: ``python -m training.pack fr TRAINED WORK``.

Adds the lemma table, stores weights in half precision, drops what is not needed at run time, and
writes the folder that travels with the package.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import DocBin

from onrecord.language import lemmas as runtime_lemmas
from onrecord.language.pipelines import shipped
from training.lemmas import table

VERSION = "1.0.0"
#: An apostrophe is a closing mark, but not after an elision: ``d'" injuste "``, ``qu'" il "``.
ELISION = r"(?<!\b[cdjlmnstCDJLMNST])(?<!qu)(?<!Qu)(?<!QU)'"


def halve(nlp: Language) -> None:
    """Half precision for every weight and vector; ``pipelines.py`` undoes it when it loads."""
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        if model is None or model is True:
            continue
        for node in model.walk():
            for name in node.param_names:
                if node.has_param(name):
                    node.set_param(name, node.get_param(name).astype(np.float16))
    nlp.vocab.vectors.data = nlp.vocab.vectors.data.astype(np.float16)


def tokenizer_for_news(nlp: Language) -> None:
    """A quotation mark after an elision starts a new token: ``l'"accord"``."""
    infixes = [*nlp.Defaults.infixes, r"(?<=')\"", r"\"(?=\w)", r"(?<=\w)[,:](?=\")"]
    nlp.tokenizer.infix_finditer = spacy.util.compile_infix_regex(infixes).finditer
    if nlp.lang == "fr":
        suffixes = [ELISION if each == r"\'" else each for each in nlp.Defaults.suffixes]
        nlp.tokenizer.suffix_search = spacy.util.compile_suffix_regex(suffixes).search


def pack(language: str, trained: Path, work: Path) -> Path:
    nlp = spacy.load(trained)
    tokenizer_for_news(nlp)
    assert runtime_lemmas.COMPONENT
    component = nlp.add_pipe(runtime_lemmas.COMPONENT, after="morphologizer")
    docs = DocBin().from_disk(work / "train.spacy").get_docs(nlp.vocab)
    filled = table(language, docs)
    component.fill(
        {
            "seen": filled.seen,
            "exceptions": filled.exceptions,
            "rules": filled.rules,
            "guesses": filled.guesses,
            "index": {pos: sorted(found) for pos, found in filled.index.items()},
        }
    )
    nlp.meta.update(
        name="onrecord_news",
        version=VERSION,
        description="News pipeline of onrecord: UPOS, morphology, lemmas, UD relations, names",
        author="onrecord",
        license="CC BY-SA 4.0",
        performance={},
        sources=[],
    )
    halve(nlp)
    target = shipped(language)
    shutil.rmtree(target, ignore_errors=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    nlp.to_disk(target)
    for path in target.rglob("*"):
        if path.name in {"lookups.bin", "lookups_extra.bin"} and path.stat().st_size < 2:
            path.unlink()
    shutil.copy(Path(__file__).parent / "cards" / f"{language}.md", target / "README.md")
    total = sum(p.stat().st_size for p in target.rglob("*") if p.is_file())
    print(f"{target}: {total / 1e6:.1f} MB", file=sys.stderr)
    assert re.fullmatch(r"[a-z]{2}", language)
    return target


if __name__ == "__main__":
    pack(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
