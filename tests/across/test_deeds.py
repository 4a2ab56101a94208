"""Events in columns are what each of them is alone, and are scored as each pair is."""

from __future__ import annotations

import numpy as np

from onrecord.across.brief import Brief
from onrecord.across.compare.events import EVENTS
from onrecord.across.compare.many_events import LOOKS
from onrecord.across.doings import Doings
from onrecord.across.inbrief import day_of
from onrecord.across.matter import Matter
from onrecord.across.same_event import _Pile
from onrecord.across.spread import HERE
from tests.across.makers import brief, deed, named, telling, who


def _pile() -> list[Brief]:
    rows = [
        ("en", "Police in Varn arrested Orel and 12 others", "arrested", "2026-03-02", "ASSAULT"),
        ("en", "The arrest of Orel and 12 others in Varn", "arrest", "2026-03-03", "ASSAULT"),
        ("fr", "La police de Varn a arrêté Orel et 12 autres", "arrêté", "2026-03-03", "AID"),
        ("en", "Orel acquires the docks of Varn", "acquires", "2026-03-28", "AID"),
        ("en", "An acquisition of docks by Orel", "acquisition", None, "AGREE"),
    ]
    found = []
    for n, (language, text, trigger, day, kind) in enumerate(rows):
        told = telling(text, text, names=("e:Orel",))
        person = who("e:Orel", text, "Orel", country="VAR")
        acted = deed(text, trigger, kind, actors=(person,) if n % 2 else (), mode="mass")
        again = deed(text, "Orel", recipients=(person,), id=f"ev:again{n}")
        entities = [named(text, "Orel")]
        found.append(
            brief(
                f"r:{n}",
                text,
                day,
                language=language,
                entities=entities,
                tellings=[told],
                deeds=[acted, again],
            )
        )
    return found


def test_an_event_from_its_columns_is_the_event() -> None:
    briefs = _pile()
    matter = Matter(briefs)
    pile = _Pile(briefs, (), matter, HERE)
    number = 0
    for report, one in enumerate(briefs):
        doings = Doings(report, one, matter, {}, {})
        for told in one.deeds:
            kept, alone = pile.doing(number), doings.of(told)
            for name in type(alone).__dataclass_fields__:
                assert getattr(kept, name) == getattr(alone, name), name
            number += 1
    assert number == len(pile.keys)
    assert [day_of(b) for b in briefs][-1] > day_of(briefs[0])


def test_many_pairs_of_events_are_scored_as_each_is_alone() -> None:
    briefs = _pile()
    pile = _Pile(briefs, (), Matter(briefs), HERE)
    count = len(pile.keys)
    pairs = np.array([(a, b) for a in range(count) for b in range(a + 1, count)], np.int64)
    alone = [EVENTS.score(pile.doing(a), pile.doing(b)) for a, b in pairs.tolist()]
    assert list(pile.scores(pairs)) == alone
    assert len(set(alone)) > 9


def test_every_row_of_the_list_of_events_is_scored_in_columns() -> None:
    assert LOOKS.keys() == {feature.name for feature in EVENTS.features}
