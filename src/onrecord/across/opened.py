"""A brief of which only the parts are read that are asked for.

Of a large pile each step reads every brief again, and most steps need the text, or the tellings, or
the entities: to make all of a brief takes ten times as long as to find its parts.
"""

from __future__ import annotations

from typing import Any, Final, cast

import msgspec

from onrecord.across.brief import Bearing, Bounds, Brief, Deed, Named, Telling, When, Where
from onrecord.errors import RecordError
from onrecord.model import Span


class _Opened(msgspec.Struct, array_like=True, dict=True):
    """The fields of ``Brief`` in their order; those that begin with *raw* are made when asked for
    under the name that they have there."""

    report_id: str
    language: str
    outlet: str | None
    url: str | None
    title: str | None
    published: Bounds
    stated: bool
    text: str
    prose: tuple[Span, ...]
    raw_titles: msgspec.Raw
    around: tuple[Bearing, ...]
    raw_entities: msgspec.Raw
    raw_times: msgspec.Raw
    raw_places: msgspec.Raw
    raw_tellings: msgspec.Raw
    raw_deeds: msgspec.Raw
    anchored: bytes = b""

    words = Brief.words
    chain = Brief.chain

    def __getattr__(self, name: str) -> Any:
        read = _PARTS.get(name)
        if read is None:
            raise AttributeError(name)
        try:
            found = read.decode(getattr(self, f"raw_{name}"))
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise _damaged(error) from error
        self.__dict__[name] = found
        return found


_PARTS: Final[dict[str, msgspec.msgpack.Decoder[Any]]] = {
    "titles": msgspec.msgpack.Decoder(tuple[Span, ...]),
    "entities": msgspec.msgpack.Decoder(tuple[Named, ...]),
    "times": msgspec.msgpack.Decoder(tuple[When, ...]),
    "places": msgspec.msgpack.Decoder(tuple[Where, ...]),
    "tellings": msgspec.msgpack.Decoder(tuple[Telling, ...]),
    "deeds": msgspec.msgpack.Decoder(tuple[Deed, ...]),
}
_DECODER: Final = msgspec.msgpack.Decoder(_Opened)


def open_brief(data: bytes | memoryview) -> Brief:
    """The brief that ``encode_brief`` wrote. Raises RecordError when ``data`` is none, or when a
    part is asked for that is damaged."""
    try:
        return cast("Brief", _DECODER.decode(data))
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _damaged(error) from error


def _damaged(error: Exception) -> RecordError:
    return RecordError(f"not a brief of this version: {error}", about="brief")
