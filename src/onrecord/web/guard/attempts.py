"""Wrong passwords are counted by name and by address; who has too many waits."""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Callable
from threading import Lock
from typing import Final

from onrecord.web.limits import MAX_WRONG_BY_ADDRESS, MAX_WRONG_BY_NAME, WRONG_SECONDS

#: Names and addresses that are remembered: an attacker cannot fill the memory with more.
_MOST: Final = 10_000


class Attempts:
    """``clock`` gives seconds that never go back."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._wrong: OrderedDict[tuple[str, str], deque[float]] = OrderedDict()

    def may_try(self, name: str, address: str) -> bool:
        """Whether a password may be tried; the attempt counts as a wrong one until ``right``."""
        kept = (
            (("name", name), MAX_WRONG_BY_NAME),
            (("address", address), MAX_WRONG_BY_ADDRESS),
        )
        now = self._clock()
        with self._lock:
            for key, most in kept:
                times = self._wrong.get(key, deque())
                while times and now - times[0] > WRONG_SECONDS:
                    times.popleft()
                if len(times) >= most:
                    return False
            for key, most in kept:
                self._wrong.setdefault(key, deque(maxlen=most)).append(now)
                self._wrong.move_to_end(key)
            while len(self._wrong) > _MOST:
                self._wrong.popitem(last=False)
        return True

    def right(self, name: str, address: str) -> None:
        """The last attempt was right: it does not count, and neither do the name's before it."""
        with self._lock:
            self._wrong.pop(("name", name), None)
            times = self._wrong.get(("address", address))
            if times:
                times.pop()
