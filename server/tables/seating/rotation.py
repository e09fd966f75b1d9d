"""Rotations: seatings that are written down rather than searched for.

People stand in a grid of rows and columns, with as many columns as there are tables. In round k
whoever is in row i and column j sits at table j + f_k(i), added in a group that has one element
a table. If two people share a table in rounds k and l, then j - j' = f_k(i') - f_k(i) and
j - j' = f_l(i') - f_l(i). So nobody meets twice in those rounds exactly when f_k(i) - f_l(i) is
different in every row. People of one row never meet; row 0 never moves where f(0) = 0; a short
last row gives tables whose sizes differ by one.

Such offsets come from f_k(i) = k * i modulo the number of tables; from the same product in a
finite field, where the number of tables is a prime power (an affine plane, whose rows are one
round more); from what `designs` knows; or from a short random search.

Read: Harvey, "Social golfer problem", CSPLib prob010; Dotu and Van Hentenryck, "Scheduling
social golfers locally", 2005; Triska and Musliu, "An effective greedy heuristic for the social
golfer problem", 2012; Miller, Valkov and Abel, "Combinatorial solutions to the social golfer
problem", 2026; OEIS A107431.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

import numpy as np

from server.tables.seating.designs import offsets, seatings
from server.tables.seating.leaving_out import leave_out
from server.tables.seating.pairs import Ints, count_repeats

LARGEST_FIELD = 128  # beyond it the product modulo the number of tables does
ATTEMPTS = 12
OFFSETS_TO_TRY = 3000  # for one round in one attempt


def rotate(people: int, tables: int, rounds: int, rng: np.random.Generator) -> Ints:
    """Return the table of each person in each round: an array [round, person].

    Sizes differ by at most one in every round. Nobody meets twice wherever one of the
    constructions reaches; otherwise few do. tables: 1 to `people`.
    """
    tried = []
    for seats in _ideas(people, tables, rounds, rng):
        idea = leave_out(seats, seats.shape[1] - people, min(rounds, len(seats)))
        if idea is None:
            continue
        missing = [rng.permutation(np.arange(people) % tables) for _ in range(rounds - len(idea))]
        whole = np.vstack([idea, *missing])
        tried.append((count_repeats(whole), whole))
        if tried[-1][0] == 0:
            break
    return min(tried, key=lambda one: one[0])[1]


def _ideas(people: int, tables: int, rounds: int, rng: np.random.Generator) -> Iterator[Ints]:
    """Yield the constructions, the cheapest first, for whole rows of people and often more rounds.

    The first is for any number of rounds; the others may have fewer than were asked for.
    """
    rows = -(-people // tables)

    def modulo(columns: Ints, offsets: Ints) -> Ints:
        return (columns + offsets) % tables

    yield _grid(tables, np.outer(range(rounds), range(rows)) % tables, modulo)
    if tables <= LARGEST_FIELD and (field := _field(tables)):
        add, multiply = field
        slopes = multiply[: min(rounds, tables), np.arange(rows) % tables]
        yield _and_rows(_grid(tables, slopes, lambda column, offset: add[column, offset]), tables)
    for known in offsets(tables, rows):
        yield _grid(tables, known, modulo)
    yield from seatings(tables, people)
    if rows == 2:
        yield _round_robin(tables)
    yield _and_rows(_grid(tables, _search(tables, rows, rounds, rng), modulo), tables)


def _grid(tables: int, offsets: Ints, add: Callable[[Ints, Ints], Ints]) -> Ints:
    """Return the seats that offsets [round, row] give."""
    rounds, rows = offsets.shape
    row, column = np.divmod(np.arange(rows * tables), tables)
    return add(np.broadcast_to(column, (rounds, rows * tables)), offsets[:, row])


def _and_rows(seats: Ints, tables: int) -> Ints:
    """Add a round in which people of one row meet, where rows divide into whole tables."""
    rows = seats.shape[1] // tables
    row, column = np.divmod(np.arange(seats.shape[1]), tables)
    tables_in_row, left_over = divmod(tables, rows)
    if left_over:
        return seats
    return np.vstack([seats, row * tables_in_row + column % tables_in_row])


def _round_robin(tables: int) -> Ints:
    """Return the rounds in which everybody meets everybody else, two at a table.

    All stand in a circle round one person, who meets whoever is in front, and those to the left
    and to the right of that one meet across. Then the circle turns.
    """
    circle = 2 * tables - 1
    turned = (np.arange(circle) - np.arange(circle)[:, None]) % circle
    return np.hstack([np.minimum(turned, circle - turned), np.zeros((circle, 1), np.int64)])


@cache
def _field(order: int) -> tuple[Ints, Ints] | None:
    """Return the tables of addition and multiplication of GF(order), or None if there is none.

    An element is a polynomial over the integers modulo a prime, written as the number whose
    digits are its coefficients. Multiplying by it is a matrix: itself, with the companion
    matrix of an irreducible polynomial for x.
    """
    prime = next((p for p in range(2, order + 1) if order % p == 0), 0)
    degree = next((d for d in range(1, 8) if prime**d == order), 0)
    if not degree:
        return None
    place = prime ** np.arange(degree)
    digits = np.arange(order)[:, None] // place % prime
    add = (digits[:, None] + digits) % prime @ place
    for low in digits:  # x^degree = -low(x)
        companion = np.eye(degree, k=-1, dtype=np.int64)
        companion[:, -1] = -low
        powers = [np.eye(degree, dtype=np.int64)]
        for _ in range(1, degree):
            powers.append(companion @ powers[-1] % prime)
        by = np.tensordot(digits, np.array(powers), 1) % prime
        multiply = np.einsum("aij,bj->abi", by, digits) % prime @ place
        if multiply[1:, 1:].all():  # no divisors of zero: the polynomial is irreducible
            return add, multiply
    return None


def _search(tables: int, rows: int, rounds: int, rng: np.random.Generator) -> Ints:
    """Return offsets [round, row] that repeat no meeting, for as many rounds as were found."""
    longest: list[list[int]] = [[0] * rows]
    if rows > tables:  # two differences agree
        return np.array(longest)
    if rows == tables and tables % 2 == 0:  # an even cycle has no transversal (Euler, 1782)
        return np.outer((0, 1), range(rows))[:rounds]
    for _ in range(ATTEMPTS):
        found = [[0] * rows]
        while len(found) < rounds and (offsets := _one_more(found, tables, rng)):
            found.append(offsets)
        longest = max(longest, found, key=len)
        if len(longest) == rounds:
            break
    return np.array(longest)


def _one_more(found: list[list[int]], tables: int, rng: np.random.Generator) -> list[int] | None:
    """Return offsets whose differences from each of `found` differ from row to row."""
    rows, everything = len(found[0]), (1 << tables) - 1
    tries = OFFSETS_TO_TRY

    def extend(offsets: list[int], used: list[int]) -> list[int] | None:
        """Find the rest of `offsets`. used: per round found, the differences so far, as bits."""
        nonlocal tries
        row = len(offsets)
        if row == rows:
            return offsets
        forbidden = 0
        for differences, earlier in zip(used, found, strict=True):
            turned = differences << earlier[row]
            forbidden |= (turned | turned >> tables) & everything
        for offset in rng.permutation(tables).tolist():
            if forbidden >> offset & 1:
                continue
            tries -= 1
            if tries < 0:
                return None
            now_used = [
                differences | 1 << (offset - earlier[row]) % tables
                for differences, earlier in zip(used, found, strict=True)
            ]
            if whole := extend([*offsets, offset], now_used):
                return whole
        return None

    return extend([0], [1] * len(found))
