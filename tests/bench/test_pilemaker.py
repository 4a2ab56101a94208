"""Made piles: how often words are met, and made words."""

from __future__ import annotations

from collections import Counter
from random import Random

from bench.pilemaker import NAMES, WORDS, Law, _spelled


def test_few_words_are_met_often_and_many_once() -> None:
    chance = Random(1)
    for law in (WORDS, NAMES):
        met = Counter(law.rank(1 - chance.random()) for _ in range(20_000))
        once = sum(1 for count in met.values() if count == 1)
        assert once > len(met) / 2
        assert min(met, key=lambda rank: (-met[rank], rank)) < law.offset


def test_ranks_follow_the_law() -> None:
    law = Law(offset=10, knee=1000, steep=2.0)
    chances = [n / 1000 for n in range(1, 1001)]
    ranks = [law.rank(chance) for chance in chances]
    assert ranks == sorted(ranks, reverse=True)
    assert ranks[-1] == 0
    # Behind the knee stands one part of what log(101) parts stand before.
    behind = sum(1 for rank in ranks if rank >= law.knee)
    assert 165 <= behind <= 190


def test_made_words_have_their_length_and_differ() -> None:
    for length in (4, 5, 8, 13):
        made = [_spelled(number, length) for number in range(4900)]
        assert {len(word) for word in made} == {length}
        assert len(set(made)) == len(made)
