"""Links that let somebody in once, and the sessions that follow. Only digests are kept: what this
process knows opens nothing."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from hmac import compare_digest
from threading import Lock
from typing import Final

from onrecord.web.limits import MAX_IDLE, MAX_LINK, MAX_NOTICES, MAX_SESSIONS

#: Random bytes of a token.
BYTES: Final = 32
#: Characters of a token as it is written.
LENGTH: Final = 43


def digest(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode("utf-8", "surrogateescape")).hexdigest()


def is_token(given: str, kept: str) -> bool:
    """Whether a token is the one of which a digest is kept; takes as long where it is not."""
    return compare_digest(digest(given), kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What a session's next page says once: a message with its values. ``kind`` is said in words by
    the message itself; it only draws."""

    message: str
    values: dict[str, str | int] = field(default_factory=dict)
    kind: str = "done"


@dataclass(slots=True, kw_only=True)
class Session:
    """Somebody who is in."""

    user: str
    used: float
    notices: list[Notice] = field(default_factory=list)


class Sessions:
    """The links and sessions of one room. ``clock`` gives seconds that never go back."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._links: dict[str, tuple[str, float | None]] = {}
        self._sessions: OrderedDict[str, Session] = OrderedDict()

    def link(self, user: str, *, lasts: float | None = MAX_LINK) -> str:
        """A token that lets ``user`` in once; it lasts so many seconds, or as long as the room."""
        token = secrets.token_urlsafe(BYTES)
        until = None if lasts is None else self._clock() + lasts
        with self._lock:
            self._links[digest(token)] = (user, until)
        return token

    def enter(self, token: str) -> str | None:
        """A session for a token, which is used up by this; None where it is none."""
        if len(token) != LENGTH:
            return None
        kept = digest(token)
        now = self._clock()
        with self._lock:
            # Every digest is compared, so that how long it takes tells nothing.
            fits = [own for own in self._links if compare_digest(own, kept)]
            user, until = self._links.pop(fits[0]) if fits else ("", 0.0)
        if not fits or (until is not None and until < now):
            return None
        return self.begin(user)

    def begin(self, user: str) -> str:
        """A new session's cookie value."""
        value = secrets.token_urlsafe(BYTES)
        with self._lock:
            self._sessions[digest(value)] = Session(user=user, used=self._clock())
            while len(self._sessions) > MAX_SESSIONS:
                self._sessions.popitem(last=False)
        return value

    def of(self, value: str) -> Session | None:
        """The session of a cookie value, if it has not ended."""
        if len(value) != LENGTH:
            return None
        kept, now = digest(value), self._clock()
        with self._lock:
            found = self._sessions.get(kept)
            if found is None:
                return None
            if now - found.used > MAX_IDLE:
                del self._sessions[kept]
                return None
            found.used = now
            self._sessions.move_to_end(kept)
            return found

    def end(self, value: str) -> None:
        """End a session."""
        with self._lock:
            self._sessions.pop(digest(value), None)

    def notice(self, session: Session, notice: Notice) -> None:
        """Have a session's next page say something."""
        with self._lock:
            session.notices = [*session.notices, notice][-MAX_NOTICES:]

    def notices(self, session: Session) -> list[Notice]:
        """What a session's next page says; it is forgotten by this."""
        with self._lock:
            waiting, session.notices = session.notices, []
        return waiting


def cookie_name(port: int, *, https: bool) -> str:
    """The name of the session's cookie. Cookies do not tell ports apart, so that two rooms on one
    machine need two names; over TLS the prefix binds it to this host alone."""
    return f"__Host-onrecord-{port}" if https else f"onrecord-{port}"
