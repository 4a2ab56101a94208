"""How common words are in any text: ``python -m training.everyday CORPORA``.

Writes ``knowledge/data/everyday/<language>.toml``: stems (``knowledge/wording.py``) by how rare
they are, as the logarithm of one in how many sentences has them, rounded to halves. Counted on
treebanks whose licences allow it (see the card beside the data); a stem that fewer than ``LEAST``
sentences have is left out, so that no name or rare phrase of a corpus is told.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from math import log
from pathlib import Path
from typing import Final

from onrecord.across.matter import plain_words
from onrecord.knowledge.wording import wording

SOURCES: Final = {
    "en": ("UD_English-EWT/en_ewt-ud-train.conllu", "UD_English-PUD/en_pud-ud-test.conllu"),
    "fr": (
        "UD_French-Sequoia/fr_sequoia-ud-train.conllu",
        "UD_French-GSD/fr_gsd-ud-dev.conllu",
        "UD_French-PUD/fr_pud-ud-test.conllu",
    ),
}
#: Sentences that a stem is in at least.
LEAST: Final = 3
#: Rarities are told in steps of one in so many.
STEPS: Final = 2
WIDTH: Final = 100
FOLDER: Final = Path("src/onrecord/knowledge/data/everyday")
_ID, _TEXT = "# sent_id = ", "# text = "
#: How the ids of sentences begin that are no everyday text: leaflets of medicines in Sequoia.
NOT_EVERYDAY: Final = "emea"


def sentences(path: Path) -> Iterator[str]:
    """The sentences of a treebank."""
    name = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith(_ID):
            name = line.removeprefix(_ID)
        elif line.startswith(_TEXT) and not name.startswith(NOT_EVERYDAY):
            yield line.removeprefix(_TEXT)


def counted(language: str, ud: Path) -> tuple[Counter[str], int]:
    """In how many sentences each stem is, and how many sentences there are."""
    rules = wording(language)
    counts: Counter[str] = Counter()
    total = 0
    for source in SOURCES[language]:
        for sentence in sentences(ud / source):
            total += 1
            words = {w for w in plain_words(sentence) if not w[0].isdigit()}
            counts.update({rules.stem(w) for w in words - rules.function})
    return counts, total


def written(counts: Counter[str], total: int) -> str:
    """The stems by their rarity, as TOML."""
    by_rarity: dict[float, list[str]] = defaultdict(list)
    for stem, count in counts.items():
        if count >= LEAST:
            by_rarity[round(STEPS * log(total / count)) / STEPS].append(stem)
    lines = ["# How rare everyday words are: see README.md.", ""]
    for rarity in sorted(by_rarity):
        lines.append(f'"{rarity:g}" = """')
        line = ""
        for stem in sorted(by_rarity[rarity]):
            if len(line) + len(stem) >= WIDTH:
                lines.append(line)
                line = ""
            line = f"{line} {stem}" if line else stem
        lines.append(line + '"""')
    return "\n".join(lines) + "\n"


def main(corpora: Path) -> None:
    for language in SOURCES:
        text = written(*counted(language, corpora / "ud"))
        (FOLDER / f"{language}.toml").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
