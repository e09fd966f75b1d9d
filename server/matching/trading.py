"""Trading partners: the last step of pairing people, in rounds one to one and at tables of two.

Two engines come before it, as they are asked different things. `rounds.py` pairs thousands, of
whom each may meet some and the others never, and lets somebody sit out rather than break a rule.
`server/tables/seating/pairing.py` has a chair for everybody at hand: whatever speaks against a
pair is a price that the room pays if it must, and an odd one joins two others.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

PASSES = 12  # at most


def trade(pairs: npt.NDArray[np.intp], cost: npt.NDArray[Any]) -> None:
    """Let two pairs trade partners while that is better for both together.

    pairs: [pair, side], changed in place. cost: [one, other], the same both ways: what it costs
    that two are a pair.
    """
    for _ in range(PASSES):
        traded = False
        for at in range(len(pairs)):
            one, other = pairs[at]
            ones, others = pairs[:, 0], pairs[:, 1]
            now = cost[one, other] + cost[ones, others]
            straight = cost[one, ones] + cost[other, others] - now
            crossed = cost[one, others] + cost[other, ones] - now
            gain = np.minimum(straight, crossed)
            gain[at] = 0
            best = int(gain.argmin())
            if gain[best] < 0:
                partner, rest = (
                    pairs[best] if straight[best] <= crossed[best] else pairs[best][::-1]
                )
                pairs[at], pairs[best] = (one, partner), (other, rest)
                traded = True
        if not traded:
            return
