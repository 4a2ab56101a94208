"""Which names the room answers to.

A page elsewhere can have its own name lead to this machine (DNS rebinding) and would then be of one
origin with the room; it cannot choose what the browser writes into Host.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from typing import Final

#: Names under which a machine reaches itself.
LOOPBACK: Final = ("127.0.0.1", "localhost", "[::1]")
#: Ports that browsers leave out.
DEFAULT_PORT: Final = {False: 80, True: 443}
_NAME: Final = re.compile(
    r"(?P<name>(?=.{1,253}(?::|$))[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*"
    r"|\[[0-9a-f:.]+\])(?::(?P<port>[1-9]\d{0,4}))?"
)


def loopback(port: int) -> tuple[str, ...]:
    """What Host may be where a room listens on this machine alone."""
    return tuple(f"{name}:{port}" for name in LOOPBACK)


def named(names: Iterable[str], port: int, *, https: bool, behind: bool = False) -> tuple[str, ...]:
    """What Host may be where a room has names, each with a port or without: without one it is the
    port listened on, and the usual one is left out. ``behind`` a proxy the port is the proxy's,
    thus the usual one. Raises ValueError at a name that is none."""
    hosts: list[str] = []
    for given in names:
        found = _NAME.fullmatch(given.strip().lower())
        if found is None:
            raise ValueError(f"{given!r} is not a name like room.example.org or [::1]:8000")
        own = int(found["port"] or (DEFAULT_PORT[https] if behind else port))
        if own > 65535:
            raise ValueError(f"{given!r}: there is no port {own}")
        usual = own == DEFAULT_PORT[https]
        hosts += [found["name"]] if usual else []
        hosts.append(f"{found['name']}:{own}")
    return tuple(dict.fromkeys(hosts))


def is_ours(given: list[str], hosts: Iterable[str]) -> bool:
    """Whether there is one Host, and it is one of ours; names have no case."""
    return len(given) == 1 and given[0].lower() in hosts


def is_loopback(address: str) -> bool:
    """Whether what is listened on cannot be reached from another machine."""
    if address.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(address.strip("[]")).is_loopback
    except ValueError:
        return False
