"""A socket that listens, and the server on it. It answers; it calls nobody."""

from __future__ import annotations

import gc
import socket
from dataclasses import dataclass

import uvicorn
from starlette.types import ASGIApp

from onrecord.errors import OnrecordError
from onrecord.web import limits

#: Seconds for which answers that are under way may go on when the room is closed.
_CLOSING = 3
#: Seconds for which a connection without a request is kept.
_IDLE = 15
#: Connections that wait to be taken.
_BACKLOG = 256
#: Objects that are made before the youngest are looked through for cycles, and how many such
#: rounds come before the next generation's. A page makes a hundred thousand objects and hardly a
#: cycle: looking through all that is at hand meanwhile took longer than making the page.
_COLLECTING = (50_000, 20, 100)


class CannotListenError(OnrecordError):
    """An address on which this machine cannot, or may not, listen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tls:
    """The files of a certificate and of its key."""

    cert: str
    key: str


def listen(address: str, port: int) -> socket.socket:
    """A socket bound to an address; port 0 is any that is free. Raises CannotListenError."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    # The protocol is told, or asyncio would not send small answers at once: a browser would wait
    # 40 ms for the second half of each.
    made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((address, port))
        made.listen(_BACKLOG)
    except (OSError, OverflowError) as error:
        made.close()
        raise CannotListenError(
            f"cannot be listened on: {error}", about=f"{address}:{port}"
        ) from error
    return made


def port_of(bound: socket.socket) -> int:
    """The port of a bound socket."""
    return int(bound.getsockname()[1])


def serve(app: ASGIApp, bound: socket.socket, tls: Tls | None = None) -> None:
    """Answer until interrupted; the socket is closed then. KeyboardInterrupt comes back to the
    caller. Raises CannotListenError when the certificate cannot be used."""
    config = uvicorn.Config(
        app,
        http="h11",
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=False,
        h11_max_incomplete_event_size=limits.MAX_HEAD,
        timeout_keep_alive=_IDLE,
        timeout_graceful_shutdown=_CLOSING,
        ssl_certfile=None if tls is None else tls.cert,
        ssl_keyfile=None if tls is None else tls.key,
    )
    with bound:
        try:
            config.load()
        except OSError as error:
            about = "" if tls is None else f"{tls.cert}, {tls.key}"
            raise CannotListenError(f"cannot be used: {error}", about=about) from error
        _settle()
        uvicorn.Server(config).run(sockets=[bound])


def _settle() -> None:
    """What is there when the room opens stays; it is not looked through again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_COLLECTING)
