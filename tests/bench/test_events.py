"""How events are scored, on examples of a line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bench.events import Counts, GoldEvent, Item, at, items, meets, same_people
from onrecord.model import Event, Span
from tests.export import story

GOLD = """
published = "2024-03-04"

[[item]]
text = "Mali left. Chad struck Mali, and Chad left Mali."

[[item.event]]
trigger = "left@@2"
type = "RETREAT"
mode = "withdraw"
contexts = ["military"]
actors = ["Chad"]
recipients = ["Mali@@1"]
factuality = "stated"
said_by = "Mali"

[[item]]
text = "Nothing."
"""


def _items(text: str, folder: Path) -> list[Item]:
    path = folder / "en.toml"
    path.write_text(text, encoding="utf-8")
    return items(path)


def test_words_are_the_nearest_to_the_trigger_unless_counted(tmp_path: Path) -> None:
    item, nothing = _items(GOLD, tmp_path)
    (event,) = item.events
    left = item.text.rindex("left")
    assert event.trigger == (left, left + 4)
    assert event.actors == ((left - 5, left - 1),)
    assert event.recipients == ((0, 4),)
    assert (event.type, event.mode, event.contexts) == ("RETREAT", "withdraw", {"military"})
    assert (item.published, nothing.events) == ("2024-03-04", ())


def test_words_that_are_not_in_the_text(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not in the text"):
        _items(GOLD.replace('actors = ["Chad"]', 'actors = ["Niger"]'), tmp_path)


def test_spans_meet_where_they_share_a_character() -> None:
    assert meets(Span(start=2, end=5), (4, 9))
    assert not meets(Span(start=2, end=5), (5, 9))


ATTACKED: dict[str, Any] = {"type": "ASSAULT", "actors": (story.KOSOVO,)}
EVENT = story.event("attacked", recipients=(story.MALI,), **ATTACKED)


def _place(words: str) -> tuple[int, int]:
    span = story.at(words)
    return span.start, span.end


def test_an_event_stands_at_all_its_triggers() -> None:
    event = story.event("attacked", trigger_with=(story.at("met"),), also=(story.at("visit"),))
    for words in ("attacked", "met", "visit"):
        assert at(event, _place(words))
    assert not at(event, _place("demanded"))


def test_people_are_the_same_by_any_mention_or_when_there_are_none() -> None:
    record = story.record(EVENT)
    roy = story.party("Roy demanded", "Ana Roy")
    assert same_people(record, [roy], [_place("Roy demanded")])
    assert same_people(record, [roy], [_place("President Ana Roy")])
    assert not same_people(record, [roy], [_place("Kosovo")])
    assert same_people(record, [], [])
    assert not same_people(record, [roy], [])
    assert not same_people(record, [], [_place("Kosovo")])


def _gold(**changed: Any) -> GoldEvent:
    given: dict[str, Any] = {
        "trigger": _place("attacked"),
        "type": "ASSAULT",
        "mode": None,
        "contexts": frozenset(),
        "actors": (_place("Kosovo"),),
        "recipients": (_place("Mali"),),
        "factuality": "stated",
        "said_by": "",
    }
    return GoldEvent(**given | changed)


def _counts(event: Event, *gold: GoldEvent) -> Counts:
    counts = Counts()
    counts.add(story.record(event), gold)
    return counts


def test_a_triple_that_is_right() -> None:
    counts = _counts(EVENT, _gold())
    for figure in (counts.triple, counts.typed, counts.mode, counts.factuality, counts.said):
        assert (figure.right, figure.gold) == (1, 1)
    assert (counts.triple.predicted, counts.context.right) == (1, 1)


@pytest.mark.parametrize(
    "other", [{"actors": ()}, {"recipients": ()}, {"recipients": ((0, 4),)}, {"actors": ((0, 4),)}]
)
def test_a_triple_needs_both_sides(other: dict[str, Any]) -> None:
    counts = _counts(EVENT, _gold(**other))
    assert (counts.typed.right, counts.triple.right) == (1, 0)


@pytest.mark.parametrize("other", [{"type": "COERCE"}, {"trigger": (0, 9)}])
def test_another_type_or_trigger_counts_for_nothing_else(other: dict[str, Any]) -> None:
    counts = _counts(EVENT, _gold(**other))
    assert (counts.typed.right, counts.typed.gold, counts.typed.predicted) == (0, 1, 1)
    assert counts.mode.gold == counts.factuality.gold == counts.context.gold == 0


def test_mode_factuality_and_whose_words() -> None:
    counts = _counts(EVENT, _gold(mode="aerial", factuality="denied", said_by="Roy"))
    assert counts.triple.right == 1
    assert counts.mode.right == counts.factuality.right == counts.said.right == 0
    said = story.event("attacked", said_in=story.SAID.id, recipients=(story.MALI,), **ATTACKED)
    assert _counts(said, _gold(said_by="Roy")).said.right == 1


def test_one_context_is_enough_and_all_are_counted() -> None:
    event = story.event("attacked", contexts=("legal", "military"), **ATTACKED)
    counts = _counts(event, _gold(contexts=frozenset({"military", "crime"})))
    assert counts.context.right == 1
    figure = counts.contexts
    assert (figure.right, figure.predicted, figure.gold) == (1, 2, 2)
    assert _counts(event, _gold()).context.right == 0


def test_one_event_answers_once_for_each_of_its_triggers() -> None:
    counts = _counts(EVENT, _gold(), _gold())
    assert (counts.typed.right, counts.typed.gold, counts.typed.predicted) == (1, 2, 1)
    again = story.event("attacked", also=(story.at("demanded"),), **ATTACKED)
    counts = _counts(again, _gold(), _gold(trigger=_place("demanded")))
    assert (counts.typed.right, counts.typed.gold, counts.typed.predicted) == (2, 2, 2)
