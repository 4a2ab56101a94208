"""Ways in which two tellings of one thing may not both hold: one module a kind, see ``KINDS``."""

from __future__ import annotations

from typing import Final

from onrecord.across.differ import attribution, quotation
from onrecord.across.differ.claims import Kind

#: In the order in which they are asked; each asks of its own kind only, and of direct quotations.
KINDS: Final[tuple[Kind, ...]] = (
    attribution.KIND,
    quotation.KIND,
)
