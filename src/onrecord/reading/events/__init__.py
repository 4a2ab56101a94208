"""Events: who did what to whom, by a lexicon and by the tree."""

from onrecord.reading.events.reader import EventReader, Role, ToldEvent

__all__ = ["EventReader", "Role", "ToldEvent"]
