"""Seatings that no formula gives, written down.

A round is a word with a digit for each person: the number of their table. In the rounds of one
design nobody meets twice, which a test counts with a pencil.

Published are eight tables of four for ten rounds (Aguado, "A 10 days solution to the social
golfer problem", 2004) and the two orthogonal Latin squares of order 10 (Parker, 1959). That five
tables of three, six of four and six of five last for 7, 7 and 6 rounds is in Miller, Valkov and
Abel, "Combinatorial solutions to the social golfer problem", 2026, and partly in OEIS A107431;
the first rounds here, from which turning the people makes the others, were found by annealing.
The offsets and the uneven rooms were found by search.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from server.tables.seating.pairs import Ints

# By the number of tables: for each round the offset of each row of the grid (see `rotation`).
OFFSETS = {
    10: (
        "00000000 01873452 08497261 09234187 07158693 04361579",
        "000000000 094326571 035892764 053149628 082753196",
    ),
    12: ("0000000000 075813a6b2 0176945a2b 0ab9853476 0b63a98245 058267b319",),
}


@dataclass(frozen=True)
class Design:
    """Rounds written down, and further ones that turning the people makes of each.

    circles: the people stand in circles of so many, in their order, and all circles turn by one
    person at a time, until each round has been used `turns` times.
    """

    words: str
    circles: tuple[int, ...] = ()
    turns: int = 1

    def seats(self) -> Ints:
        """Return the table of each person in each round: an array [round, person]."""
        written = np.array([[int(digit) for digit in word] for word in self.words.split()])
        before = np.arange(written.shape[1])
        start = 0
        for size in self.circles:
            before[start : start + size] = np.roll(before[start : start + size], 1)
            start += size
        rounds = [written]
        for _ in range(1, self.turns):
            rounds.append(rounds[-1][:, before])
        return np.concatenate(rounds)


DESIGNS = (
    Design("000112233 301201302 130022013 312301020 013130220 213020103"),
    Design("3012301012 3010122301 0133101202 1321021003 0001112233"),
    Design("00011223344 23010130424 20410031243 02124300341 14310302024 04110232430"),
    Design("430221241401330", circles=(7, 7, 1), turns=7),
    Design("234305142510203541", circles=(6, 6, 6), turns=6),
    Design(
        "0000111222333444555 2314023305204514501 4531053052310402142"
        " 3210240352531104405 4031125354102045320 5210504034243021315"
    ),
    Design("052232410433535142011450", circles=(7, 7, 7, 1, 1, 1), turns=7),
    Design("245152140501430355213341004232", circles=(6, 6, 6, 6, 6), turns=6),
    Design(
        "00001111222233334444555566667777 01520251072646734513431546370762"
        " 01526324754342353467507126101706 01526347521067435201743601257634"
        " 01521672260460317463450335715724 01526147304653277325436017642150"
        " 01522015714573642630026346734517 01525674645721501037342646327031"
        " 01526507134205123647143260573467 01526340467116047346215752033275"
    ),
    Design(
        "0000001111112222223333334444455555 0512430412350431522105344301251032"
        " 5243102015430413524210532340115320 4152302503141243050453210532121034"
    ),
    Design(
        f"{'0123456789' * 10} {''.join(row * 10 for row in '0123456789')}"
        " 18902463577289035461613890457257248906130613589724"
        "90724681358901357246234567189034567120894567123908"
        " 17650982348217609345983217045609843215672098543671"
        "43098657126540987123345671280956712340987123456980"
    ),
)


def offsets(tables: int, rows: int) -> Iterator[Ints]:
    """Yield offsets [round, row] that are known for a grid with so many tables and rows."""
    for words in OFFSETS.get(tables, ()):
        known = np.array([[int(digit, 16) for digit in word] for word in words.split()])
        if known.shape[1] >= rows:
            yield known[:, :rows]


def seatings(tables: int, people: int) -> Iterator[Ints]:
    """Yield seats [round, person] of at least so many people, at tables that are not too many."""
    for design in DESIGNS:
        seats = design.seats()
        if seats.max() + 1 == tables and people <= seats.shape[1] < people + tables:
            yield seats
