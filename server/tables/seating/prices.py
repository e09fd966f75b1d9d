"""What is known of the people to be seated, and what a seating costs that disregards it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from server.tables.seating.pairs import Ints, count_repeats, together
from server.tables.seating.traits import Traits

# A repeat weighs ten pairs of one background: meeting somebody new comes first.
BACKGROUND = 1  # for each pair of one background at a table
ORGANISATION = 6  # for each pair of one organisation
REPEAT = 10  # for each meeting of two who have met
WISH = 30  # for each wanted pair that never meets
STRANDED = 200  # for each round in which somebody shares no language with anybody at the table
APART = 10**9  # for each time a blocked pair shares a table: more than all else together


@dataclass(frozen=True, kw_only=True)
class Bonds:
    """What is known of people, and of pairs as keys (see `meetings`). No pair is met and wanted."""

    met: Ints
    blocked: Ints
    wanted: Ints
    traits: Traits

    def price(self, seats: Ints) -> int:
        """Return what is wrong with `seats`, an array [round, person] of tables."""
        return (
            APART * int(together(seats, self.blocked).sum())
            + REPEAT * count_repeats(seats, self.met)
            + WISH * int((~together(seats, self.wanted).any(axis=0)).sum())
            + ORGANISATION * self.traits.same_organisation(seats)
            + BACKGROUND * self.traits.same_background(seats)
            + STRANDED * int(self.traits.stranded(seats).sum())
        )

    def weights(self) -> tuple[Ints, Ints]:
        """Return pairs as sorted keys, and what each adds to the price of a table it shares.

        Of `wanted` each meeting counts, and of those who meet in these rounds none does.
        """
        keys = np.concatenate([self.met, self.blocked, self.wanted])
        each = np.repeat(
            [REPEAT, APART, -WISH], [len(self.met), len(self.blocked), len(self.wanted)]
        )
        pairs, place = np.unique(keys, return_inverse=True)
        weights = np.zeros(len(pairs), np.int64)
        np.add.at(weights, place, each)
        return pairs, weights
