"""The learned weights: numbers over the features of ``features.py``."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """A logistic model. Candidates under ``threshold`` (under ``quoted`` where all of the content
    stands in quotation marks) are declined; those over ``doubt`` become omissions. ``fixed`` gives
    the scores of constructions that no corpus annotates."""

    values: Mapping[str, float]
    threshold: float
    quoted: float
    doubt: float
    fixed: Mapping[str, float]

    def probability(self, found: Iterable[str]) -> float:
        total = sum(self.values.get(name, 0.0) for name in found)
        return 1.0 / (1.0 + math.exp(-total)) if total > -700 else 0.0


@cache
def learned() -> Weights:
    """The weights that travel with the package (recipe: ``training/statements.py``)."""
    path = files("onrecord") / "reading" / "statements" / "weights.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    return Weights(
        values=data["weights"],
        threshold=data["threshold"],
        quoted=data["quoted"],
        doubt=data["doubt"],
        fixed=data["fixed"],
    )
