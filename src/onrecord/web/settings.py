"""How a reading room is run: who may come in, under which names, and what they may do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from onrecord.web.guard.hosts import loopback

#: How people come in. *link*: by the link that is printed, once; *token*: by a token that a team
#: shares, with a name of one's own; *accounts*: by name and password.
Entry = Literal["link", "token", "accounts"]
#: Who judges where nobody is named.
SOMEBODY: Final = "reader"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """``hosts`` are the exact values of the Host header that are answered, with the port where
    there is one. ``accounts`` are names with the hashes of their passwords; ``token_sha256`` is the
    digest of the token that a team shares. ``language`` overrules what browsers ask for, until
    somebody chooses another one in the room. ``csp`` is left out by tests alone."""

    hosts: tuple[str, ...]
    port: int
    https: bool = False
    user: str = SOMEBODY
    accounts: Mapping[str, str] = field(default_factory=dict)
    token_sha256: str | None = None
    read_only: bool = False
    language: str | None = None
    csp: bool = True

    @property
    def entry(self) -> Entry:
        if self.accounts:
            return "accounts"
        return "link" if self.token_sha256 is None else "token"

    @property
    def origins(self) -> frozenset[str]:
        """The origins of this room's own pages, as browsers write them."""
        scheme = "https" if self.https else "http"
        return frozenset(f"{scheme}://{host}" for host in self.hosts)


def local(port: int, **others: object) -> Settings:
    """A room on this machine alone, on a port."""
    return Settings(hosts=loopback(port), port=port, **others)  # type: ignore[arg-type]
