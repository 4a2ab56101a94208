"""What can go wrong, each error with the thing that it is about."""

from __future__ import annotations


class OnrecordError(Exception):
    """Base of all errors of this package. ``about`` names the file, option or item concerned."""

    def __init__(self, message: str, *, about: str = "") -> None:
        super().__init__(f"{about}: {message}" if about else message)
        self.about = about


class IntakeError(OnrecordError):
    """Bytes that cannot become a report: empty, binary, over a limit, not to be found."""


class LanguageError(OnrecordError):
    """A report's language is not known, or no pipeline reads it."""


class KnowledgeError(OnrecordError):
    """A data file is missing or does not hold what its form promises."""


class RecordError(OnrecordError):
    """A record cannot be encoded, decoded or put together."""


class CasebookError(OnrecordError):
    """The casebook file cannot be opened, read or written."""
