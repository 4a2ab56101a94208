"""The language of a report, by py3langid (Lui and Baldwin 2012), or a refusal."""

from __future__ import annotations

from functools import cache
from typing import Any

from onrecord.errors import LanguageError
from onrecord.knowledge.lexicon import available

#: Below this probability no language is given.
THRESHOLD = 0.80
#: Characters of the text that are looked at, from the start and the middle.
SAMPLE = 4_000
#: Fewer letters than this tell nothing reliable.
MINIMUM_LETTERS = 20


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def sample(text: str) -> str:
    if len(text) <= SAMPLE:
        return text
    middle = len(text) // 2
    return text[: SAMPLE // 2] + text[middle : middle + SAMPLE // 2]


def detect(text: str, *, about: str = "") -> str:
    """The ISO 639-1 code of the language of ``text``.

    Raises LanguageError when there is too little text, when no language reaches ``THRESHOLD``, or
    when onrecord has no data folder for it.
    """
    looked_at = sample(text)
    if sum(map(str.isalpha, looked_at)) < MINIMUM_LETTERS:
        raise LanguageError(
            f"fewer than {MINIMUM_LETTERS} letters: too little text to tell its language;"
            " give it with --language",
            about=about,
        )
    code, probability = _identifier().classify(looked_at)
    if probability < THRESHOLD:
        raise LanguageError(
            f"language not clear: {code} at {probability:.2f}, the threshold is {THRESHOLD};"
            " give it with --language",
            about=about,
        )
    if code not in available():
        raise LanguageError(
            f"written in {code!r}; languages read here: {', '.join(available())}", about=about
        )
    return str(code)
