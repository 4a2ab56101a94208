"""Places: names that the gazetteer knows, decided together for a report, each with its reasons."""

from onrecord.reading.places.reader import PlaceReader, PlacesRead

__all__ = ["PlaceReader", "PlacesRead"]
