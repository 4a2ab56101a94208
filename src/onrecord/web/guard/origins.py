"""Where a request comes from, as browsers tell: Origin and the Sec-Fetch headers.

No token stands in forms. What changes something must come from a page of the room: a browser
writes Origin into every request that is not GET or HEAD, no page can change it, and one that sends
neither Origin nor Sec-Fetch-Site is refused. The cookie, which is SameSite=Strict, would not even
come along from another site. A token in forms would add nothing to that but a secret in pages.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

#: Methods that change nothing.
READING: Final = frozenset({"GET", "HEAD"})
#: Every method that there is in the room.
METHODS: Final = (*sorted(READING), "POST")
_ELSEWHERE: Final = frozenset({"cross-site", "same-site"})


def may_change(headers: Mapping[str, list[str]], ours: Collection[str]) -> bool:
    """Whether a request that may change something comes from a page of the room."""
    origins, sites = headers.get("origin", []), headers.get("sec-fetch-site", [])
    if len(origins) > 1 or len(sites) > 1:
        return False
    if sites and sites[0] != "same-origin":
        return False
    # "null" is the origin of a sandboxed frame, a file, or a redirect between sites.
    return origins[0] in ours if origins else bool(sites)


def may_read(headers: Mapping[str, list[str]]) -> bool:
    """Whether a request that changes nothing may be answered. Another site may link here, which
    opens a page of its own; it may not embed, frame, fetch or preload anything."""
    sites = headers.get("sec-fetch-site", [])
    if not any(site in _ELSEWHERE for site in sites):
        return True
    return headers.get("sec-fetch-mode", []) == ["navigate"] and headers.get(
        "sec-fetch-dest", []
    ) == ["document"]
