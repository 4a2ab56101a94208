"""Accounts of a team: a TOML file of names, each with the hash of a password.

    [accounts]
    "anna" = "scrypt$32768$8$1$c2FsdA==$aGFzaA=="

The parameters stand in the hash, so that they can grow while older hashes are still read
(RFC 7914; the OWASP password storage cheat sheet for their size).
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import os
import tomllib
from collections.abc import Mapping
from functools import cache
from hmac import compare_digest
from pathlib import Path
from threading import BoundedSemaphore
from typing import Final

from onrecord.errors import OnrecordError
from onrecord.web.limits import MAX_NAME, MAX_PASSWORD, MIN_PASSWORD

N: Final = 2**15
R: Final = 8
P: Final = 3
SALT: Final = 16
#: Memory of one hash is 128 * N * R bytes, and a little.
_MEMORY: Final = 256 * 1024 * 1024
#: Passwords that are hashed at once: each takes 32 MiB and a core.
_AT_ONCE: Final = BoundedSemaphore(2)


class AccountsError(OnrecordError):
    """A file of accounts or a password that cannot be used."""


def hashed(password: str, *, salt: bytes | None = None) -> str:
    """The hash of a password with a new salt. Raises AccountsError when it is too short or long."""
    if not MIN_PASSWORD <= len(password) <= MAX_PASSWORD:
        raise AccountsError(f"a password has {MIN_PASSWORD} to {MAX_PASSWORD} characters")
    own = os.urandom(SALT) if salt is None else salt
    made = _scrypt(password, own, N, R, P)
    return f"scrypt${N}${R}${P}${base64.b64encode(own).decode()}${base64.b64encode(made).decode()}"


def line_of(name: str, password: str) -> str:
    """The line of a file of accounts for one name. Raises AccountsError when either cannot be."""
    return f'"{_name(name)}" = "{hashed(password)}"'


def accounts_of(path: str | Path) -> dict[str, str]:
    """Names and hashes of a file. Raises AccountsError naming what is wrong with it."""
    try:
        data = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise AccountsError(f"cannot be read: {error}", about=str(path)) from error
    given = data.get("accounts")
    if not isinstance(given, dict) or not given:
        raise AccountsError("holds no [accounts]", about=str(path))
    for name, kept in given.items():
        _name(name)
        _parts(kept, name)
    return dict(given)


def is_password(accounts: Mapping[str, str], name: str, password: str) -> bool:
    """Whether a password is the name's. Where there is no such name, a hash is made all the same:
    how long it takes tells nobody which names there are."""
    known = name in accounts
    n, r, p, salt, kept = _parts(accounts[name] if known else _nobodys(), name)
    with _AT_ONCE:
        made = _scrypt(password[:MAX_PASSWORD], salt, n, r, p, len(kept))
    return compare_digest(made, kept) and known


def _name(name: str) -> str:
    if not name.strip() or len(name) > MAX_NAME or not name.isprintable() or set(name) & set('"\\'):
        raise AccountsError(
            f"a name is on one line, without quotation marks, of {MAX_NAME} characters at most",
            about=repr(name[:MAX_NAME]),
        )
    return name


def _parts(kept: object, name: str) -> tuple[int, int, int, bytes, bytes]:
    try:
        kind, n, r, p, salt, made = str(kept).split("$")
        numbers = int(n), int(r), int(p)
        if kind != "scrypt" or not 128 * numbers[0] * numbers[1] < _MEMORY:
            raise ValueError
        return (
            *numbers,
            base64.b64decode(salt, validate=True),
            base64.b64decode(made, validate=True),
        )
    except (ValueError, binascii.Error) as error:
        says = "is no hash that `onrecord serve --new-account` prints"
        raise AccountsError(says, about=name) from error


def _scrypt(password: str, salt: bytes, n: int, r: int, p: int, length: int = 32) -> bytes:
    given = password.encode("utf-8", "surrogatepass")
    return hashlib.scrypt(given, salt=salt, n=n, r=r, p=p, maxmem=_MEMORY, dklen=length)


@cache
def _nobodys() -> str:
    return hashed("x" * MIN_PASSWORD, salt=bytes(SALT))
