"""What is not done, as an exception that becomes a page."""

from __future__ import annotations

from collections.abc import Mapping


class Refused(Exception):  # noqa: N818 - it is an answer, not a fault
    """Raise it anywhere in a page: the answer has this status and says this message (an id of
    ``messages/``, with its values), in the language of who asks."""

    def __init__(
        self,
        status: int,
        message: str,
        *,
        headers: Mapping[str, str] | None = None,
        **values: str | int | float,
    ) -> None:
        super().__init__(message)
        self.status, self.message, self.values = status, message, values
        self.headers = dict(headers or {})


def over(limit: str, most: float, *, status: int = 413) -> Refused:
    """What is over a limit of ``limits``, by its name."""
    return Refused(status, "error.limit", limit=limit, most=most)


def missing(what: str) -> Refused:
    """A thing that an address names and that is not there."""
    return Refused(404, "error.missing", what=what)
