"""Bytes become characters, losslessly: encoding the characters again gives the same bytes."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from onrecord.errors import IntakeError
from onrecord.intake.limits import MAX_CONTROL_SHARE

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    # UTF-32 first: its little-endian mark begins with that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES: Final = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive, or an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"{\\rtf", "an RTF document"),
)
_CONTROLS: Final = bytes([*range(9), *range(14, 32), 127])
_ESCAPED = re.compile("[\udc80-\udcff]")
_CUT_OFF = re.compile("[\udc80-\udcff]+\\Z")
_ABOVE_ASCII = re.compile("[^\x00-\x7f]")

#: Encodings that are considered when bytes are not UTF-8. All of them keep no state, so that a
#: piece of text encodes to the same bytes wherever it stands.
_LEGACY: Final = [
    *("cp1252", "mac_roman", "cp850", "cp1250", "cp1251", "koi8_r", "cp1253", "cp1254", "cp1255"),
    *("cp1256", "cp1257", "cp1258", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr"),
]
#: What French and English files are in when they are in none of the Unicode encodings.
_WESTERN: Final = "cp1252"
#: What pages mean by an encoding that they declare (WHATWG Encoding Standard, 4.2).
_MEANT: Final = {
    "ascii": _WESTERN,
    "iso8859-1": _WESTERN,
    "iso8859-9": "cp1254",
    "mac-roman": "mac_roman",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "koi8-r": "koi8_r",
}
#: Bytes shown to the detector.
_SAMPLE: Final = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """``source`` encodes, with ``codec`` and ``errors``, to the bytes after ``skipped``.

    Where UTF-8 is damaged, ``source`` holds the stray bytes as lone surrogates (PEP 383).
    """

    source: str
    codec: str
    errors: str = "strict"
    skipped: int = 0


def decode(
    data: bytes, *, name: str, codec: str | None = None, declared: str | None = None
) -> Decoded:
    """Decode a report's bytes; ``codec`` is given when the caller knows it, ``declared`` when the
    bytes say so of themselves, which may be wrong: it is tried after UTF-8 only.

    A byte order mark decides, then UTF-8 is tried (also with a few damaged places), then the
    likeliest of the older encodings. Raises IntakeError, about ``name``, for bytes that are not
    text or decode in no way.
    """
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise IntakeError(f"this is {what}, not plain text", about=name)
    mark, marked = next(((m, c) for m, c in _MARKS if data.startswith(m)), (b"", None))
    body = data[len(mark) :]
    if marked is not None and marked != "utf-8":
        return _wide(body, marked, skipped=len(mark), name=name)
    _refuse_binary(body, name)
    if codec is not None or marked is not None:
        codec = codec or "utf-8"
        source = body.decode(codec, "surrogateescape")
        return Decoded(source=source, codec=codec, errors="surrogateescape", skipped=len(mark))
    return _utf8(body) or _legacy(body, name, declared)


def _wide(body: bytes, codec: str, *, skipped: int, name: str) -> Decoded:
    try:
        source = body.decode(codec, "surrogatepass")
    except UnicodeDecodeError as error:
        raise IntakeError(
            f"marked as {codec} but does not decode as such at byte {skipped + error.start}",
            about=name,
        ) from error
    _refuse_binary(source.encode("utf-8", "surrogatepass"), name)
    return Decoded(source=source, codec=codec, errors="surrogatepass", skipped=skipped)


def _refuse_binary(body: bytes, name: str) -> None:
    zero = body.find(b"\0")
    if zero >= 0:
        raise IntakeError(f"binary, not text: a NUL at byte {zero}", about=name)
    controls = len(body) - len(body.translate(None, _CONTROLS))
    if controls > MAX_CONTROL_SHARE * len(body):
        raise IntakeError(
            f"binary, not text: {controls / len(body):.0%} control characters, "
            f"the limit is {MAX_CONTROL_SHARE:.0%} (MAX_CONTROL_SHARE)",
            about=name,
        )


def _utf8(body: bytes) -> Decoded | None:
    """As UTF-8, unless damaged in so many places that it must be something else."""
    try:
        return Decoded(source=body.decode("utf-8"), codec="utf-8")
    except UnicodeDecodeError:
        source = body.decode("utf-8", "surrogateescape")
    stray = len(_ESCAPED.findall(source))
    sound = len(_ABOVE_ASCII.findall(source)) - stray
    # The last character of a file that was cut off does not count against it.
    cut_off = _CUT_OFF.search(source, max(0, len(source) - 3))
    stray -= len(cut_off.group()) if cut_off else 0
    # In other encodings, bytes that happen to be sound UTF-8 beyond ASCII are very rare.
    if sound < max(1, 3 * stray):
        return None
    return Decoded(source=source, codec="utf-8", errors="surrogateescape")


def _legacy(body: bytes, name: str, declared: str | None) -> Decoded:
    for codec in (*_known(declared), *_likely(body)):
        try:
            source = body.decode(codec)
            if source.encode(codec) == body:
                return Decoded(source=source, codec=codec)
        except UnicodeError:
            continue
    raise IntakeError("neither UTF-8 nor text in any other known encoding", about=name)


def _known(declared: str | None) -> Iterator[str]:
    """The encoding that is meant by a declared one, if it is one of those that are considered."""
    if declared is None:
        return
    try:
        codec = codecs.lookup(declared).name
    except (LookupError, ValueError):
        return
    codec = _MEANT.get(codec, codec)
    if codec in _LEGACY or codec.startswith("iso8859-"):
        yield codec


def _likely(body: bytes) -> list[str]:
    # Loaded only here: nearly all reports are UTF-8, and this takes as long as reading one.
    from charset_normalizer import from_bytes

    matches = list(from_bytes(_telling(body), cp_isolation=_LEGACY))
    # Short texts look as clean in the western encoding as in its sisters for other regions.
    cleanest = [match for match in matches if match.chaos <= matches[0].chaos]
    western = any(_WESTERN in match.could_be_from_charset for match in cleanest)
    return [*([_WESTERN] if western else []), *(match.encoding for match in matches)]


def _telling(body: bytes) -> bytes:
    """A sample of whole lines from where the first byte beyond ASCII stands."""
    first = re.search(rb"[\x80-\xff]", body)
    if len(body) <= _SAMPLE or first is None:
        return body
    start = max(body.rfind(b"\n", 0, first.start()) + 1, first.start() - _SAMPLE // 2)
    end = body.rfind(b" ", start, start + _SAMPLE)
    return body[start : end if end > first.start() else start + _SAMPLE]
