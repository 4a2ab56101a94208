"""Train and pack one language: ``python -m training.train fr CORPORA WORK [--steps N]``.

Prepares the corpora, makes word vectors, trains with ``pipeline.cfg``, and packs the best
checkpoint into the package. A run that was stopped goes on after its last finished stage; spaCy's
own checkpoints lie in ``WORK/trained``. One core, about an hour and a half a language.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from spacy.util import load_config

from training.pack import pack
from training.prepare import build
from training.vectors import make

HERE = Path(__file__).parent


#: What a run that continues from a checkpoint changes: a lower rate, and large batches at once.
CONTINUED_RATE = 0.0008
CONTINUED_WARMUP = 50
CONTINUED_BATCH = 1000


def config(checkpoint: Path | None, work: Path) -> Path:
    """The configuration file: ``pipeline.cfg``, or one whose components come from a checkpoint."""
    plain = HERE / "pipeline.cfg"
    if checkpoint is None:
        return plain
    made = load_config(plain, interpolate=False)
    for name in ("tok2vec", "morphologizer", "parser", "ner"):
        made["components"][name] = {"source": str(checkpoint)}
    rate = made["training"]["optimizer"]["learn_rate"]
    rate["initial_rate"], rate["warmup_steps"] = CONTINUED_RATE, CONTINUED_WARMUP
    made["training"]["batcher"]["size"]["start"] = CONTINUED_BATCH
    path = work / "continued.cfg"
    made.to_disk(path)
    return path


def train(language: str, work: Path, steps: int, width: int, checkpoint: Path | None) -> Path:
    trained = work / "trained"
    shape = [] if checkpoint else ["--components.tok2vec.model.encode.width", str(width)]
    subprocess.run(
        [
            *(sys.executable, "-m", "spacy", "train", str(config(checkpoint, work))),
            *("--output", str(trained), "--nlp.lang", language),
            *("--paths.train", str(work / "train.spacy")),
            *("--paths.dev", str(work / "dev.spacy")),
            *("--paths.vectors", str(work / "vectors")),
            *("--training.max_steps", str(steps)),
            *shape,
        ],
        check=True,
    )
    return trained / "model-best"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("language", choices=["fr", "en"])
    parser.add_argument("corpora", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--steps", type=int, default=10_000)
    parser.add_argument("--width", type=int, default=192)
    parser.add_argument("--from", dest="checkpoint", type=Path, help="continue from a checkpoint")
    args = parser.parse_args()
    if not (args.work / "train.spacy").exists():
        build(args.language, args.corpora, args.work)
    if not (args.work / "vectors").exists():
        make(args.language, args.corpora, args.work)
    best = args.work / "trained" / "model-best"
    if not (args.work / "trained" / "model-last").exists():
        best = train(args.language, args.work, args.steps, args.width, args.checkpoint)
    pack(args.language, best, args.work)


if __name__ == "__main__":
    main()
