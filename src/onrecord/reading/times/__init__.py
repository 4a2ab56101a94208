"""Times: found by rules that are data, counted from the day of publication, with their reasons."""

from onrecord.reading.times.reader import TimeReader
from onrecord.reading.times.settle import TimesRead

__all__ = ["TimeReader", "TimesRead"]
