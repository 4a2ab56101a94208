"""The learned weights: numbers over the features of ``features.py``."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """A logistic model. Candidates under ``threshold`` (under ``quoted`` where all of the content
    stands in quotation marks) are declined; those over ``doubt`` become omissions. ``fixed`` gives
    the scores of constructions that no corpus annotates.

    ``tables`` holds, for the names of one, two or three facts, the weight of each of their values,
    as nested mappings.
    """

    bias: float
    tables: tuple[tuple[tuple[str, ...], Mapping[str, Any]], ...]
    threshold: float
    quoted: float
    doubt: float
    fixed: Mapping[str, float]

    def probability(self, facts: Mapping[str, str]) -> float:
        total = self.bias
        for names, table in self.tables:
            found: Any = table
            for name in names:
                found = found.get(facts.get(name))
                if found is None:
                    break
            else:
                total += found
        return 1.0 / (1.0 + math.exp(-total)) if total > -700 else 0.0


@cache
def learned() -> Weights:
    """The weights that travel with the package (recipe: ``training/statements.py``)."""
    path = files("onrecord") / "reading" / "statements" / "weights.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    return Weights(
        bias=data["bias"],
        tables=tuple((tuple(names.split("&")), table) for names, table in data["weights"].items()),
        threshold=data["threshold"],
        quoted=data["quoted"],
        doubt=data["doubt"],
        fixed=data["fixed"],
    )
