"""Quantities: numbers with units, told in metric units, and pairs that should agree."""

from onrecord.reading.quantities.reader import quantity_checks

__all__ = ["quantity_checks"]
