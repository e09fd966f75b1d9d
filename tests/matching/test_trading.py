"""Trading partners: afterwards no two pairs would be better off with each other's."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from server.matching.trading import trade


@pytest.mark.parametrize("seed", range(10))
def test_no_two_pairs_are_left_that_would_rather_trade(seed: int) -> None:
    chance = np.random.default_rng(seed)
    cost = chance.integers(0, 100, (20, 20))
    cost += cost.T
    pairs = chance.permutation(20).reshape(10, 2)
    before = cost[pairs[:, 0], pairs[:, 1]].sum()
    trade(pairs, cost)
    assert sorted(pairs.ravel().tolist()) == list(range(20))
    assert cost[pairs[:, 0], pairs[:, 1]].sum() <= before
    for (one, other), (third, fourth) in combinations(pairs.tolist(), 2):
        now = cost[one, other] + cost[third, fourth]
        assert now <= cost[one, third] + cost[other, fourth]
        assert now <= cost[one, fourth] + cost[other, third]


@pytest.mark.parametrize("people", [0, 2])
def test_too_few_have_nobody_to_trade_with(people: int) -> None:
    pairs = np.arange(people).reshape(-1, 2)
    trade(pairs, np.ones((people, people), np.int64))
    assert pairs.ravel().tolist() == list(range(people))
