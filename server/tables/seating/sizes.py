"""How many sit at each table: even sizes, near to what is wanted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import ceil

from server.tables.seating.bounds import fewest_repeats
from server.tables.seating.room import Pair, Room

SMALLEST = 3
LARGEST = 6
USUAL = 5


def table_sizes(
    people_count: int, size: int, minimum: int = SMALLEST, maximum: int = LARGEST
) -> tuple[int, ...]:
    """Return how many sit at each table, the larger tables first. Sizes differ by at most one.

    Chosen are the sizes whose people are nearest to the wanted size on average, and of two as
    near the smaller tables, where everybody talks more: 11 people at 5 sit 6 + 5, where each is
    at most one away, rather than 4 + 4 + 3. Tables below `minimum` or above `maximum` come only
    where they cannot be avoided; the wanted size always counts as allowed.

    Raises ValueError for a size or minimum below one.
    """
    if size < 1 or minimum < 1:
        raise ValueError("a table has at least one chair")
    minimum, maximum = min(minimum, size), max(maximum, size)

    def away(tables: int) -> tuple[int, int, int]:
        chairs, larger = divmod(people_count, tables)
        outside = off = 0
        for sitting, count in ((chairs + 1, larger), (chairs, tables - larger)):
            outside += count * max(minimum - sitting, sitting - maximum, 0)
            off += count * sitting * abs(sitting - size)
        return outside, off, -tables

    fewest, most = max(1, people_count // maximum), ceil(people_count / minimum)
    return even(people_count, min(range(fewest, most + 1), key=away, default=0))


def first_sizes(
    people: Sequence[str],
    rounds: int,
    size: int | None,
    tables: int | None,
    at_most: int | None,
    maximum: int,
    met: Iterable[Pair],
) -> tuple[int, ...]:
    """Return the sizes of tables to plan with, if no block stands in the way.

    Where some would sit with more than wanted, there is one table more if that has fewer meet
    twice and nobody sit with two less than wanted: 21 people at 5, in three rounds, sit
    5 + 4 + 4 + 4 + 4 rather than 6 + 5 + 5 + 5.
    """
    count = len(people)
    if tables is not None:
        return even(count, max(1, min(tables, count // SMALLEST)))
    size = USUAL if size is None else size
    sizes = table_sizes(count, size, maximum=maximum)
    if len(sizes) > (at_most or count):
        return even(count, at_most or count)
    smaller = even(count, len(sizes) + 1)
    if (
        sizes[0] <= size
        or len(smaller) > (at_most or count)
        or smaller[-1] < max(SMALLEST, size - 1)
    ):
        return sizes
    known = Room(tuple(people), {}).keys(met)
    return min(sizes, smaller, key=lambda some: fewest_repeats(some, rounds, known))


def sizings(
    sizes: tuple[int, ...], tables: int | None, at_most: int | None
) -> Iterator[tuple[int, ...]]:
    """Yield these sizes of tables, then smaller ones for when blocks need them.

    Tables of one or two come only where there are too few people for two tables of three.
    """
    people = sum(sizes)
    limit = tables or at_most or people
    most = min(limit, max(people // SMALLEST, min(people, 2)))
    yield sizes
    for more in sorted({len(sizes) + 1, most}):
        if len(sizes) < more <= most:
            yield even(people, more)


def even(people_count: int, tables: int) -> tuple[int, ...]:
    """Return the sizes of so many tables for so many people, the larger first."""
    if not tables:
        return ()
    chairs, larger = divmod(people_count, tables)
    return (chairs + 1,) * larger + (chairs,) * (tables - larger)
