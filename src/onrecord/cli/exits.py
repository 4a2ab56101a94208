"""Exit codes. 2 (usage) and 130 (interrupted) are given by the command parser itself."""

from __future__ import annotations

DONE = 0
#: Nothing of what was asked could be done.
FAILED = 1
#: Part of the input was set aside, each piece named with its reason on stderr; the rest was done.
QUARANTINED = 3
