"""A brief that is opened part by part is the brief that was written."""

from __future__ import annotations

import msgspec
import pytest

from onrecord.across.brief import Brief, encode_brief
from onrecord.across.opened import open_brief
from onrecord.across.packed import Shelf
from onrecord.across.pile import compare
from onrecord.errors import RecordError
from tests.across.test_pile import PILE


@pytest.mark.parametrize("field", [f.name for f in msgspec.structs.fields(Brief)])
def test_every_part_is_the_same(field: str) -> None:
    for brief in PILE:
        opened = open_brief(encode_brief(brief))
        assert getattr(opened, field) == getattr(brief, field)
        assert getattr(opened, field) is getattr(opened, field)


def test_words_and_chains_are_the_same() -> None:
    brief = PILE[0]
    opened = open_brief(encode_brief(brief))
    assert opened.words(brief.prose) == brief.words(brief.prose)
    assert [opened.chain(t) for t in opened.tellings] == [brief.chain(t) for t in brief.tellings]


def test_a_pile_is_the_same() -> None:
    assert compare(Shelf.of(map(encode_brief, PILE), open_brief)) == compare(PILE)


def test_a_brief_of_before_has_no_anchors() -> None:
    fields = msgspec.msgpack.decode(encode_brief(PILE[0]))
    opened = open_brief(msgspec.msgpack.encode(fields[:-1]))
    assert opened.anchored == b""
    assert opened.tellings == PILE[0].tellings


def test_what_is_damaged_is_named() -> None:
    with pytest.raises(RecordError):
        open_brief(b"\x93\x01")
    fields = msgspec.msgpack.decode(encode_brief(PILE[0]))
    fields[-3] = ["no telling"]
    opened = open_brief(msgspec.msgpack.encode(fields))
    with pytest.raises(RecordError):
        _ = opened.tellings
    with pytest.raises(AttributeError):
        _ = opened.nothing  # type: ignore[attr-defined]
