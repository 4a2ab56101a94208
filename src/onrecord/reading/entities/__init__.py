"""Who and what is named: proper names with their kinds."""

from onrecord.reading.entities.reader import NameReader

__all__ = ["NameReader"]
