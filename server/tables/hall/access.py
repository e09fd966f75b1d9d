"""What those need who are at a talk, what its tables offer them, and how far that goes.

Only the planner reads it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from server.people.domain import Need
from server.people.needs import needs_in
from server.tables.domain import Mode
from server.tables.hall.offers import offers_for
from server.tables.hall.places import Needs, Offers, chairs_of, placed, placed_together
from server.tables.models import Talk
from server.tables.room.staying import tables_kept
from server.tables.seating.sizes import table_sizes
from server.tables.seats import count_here, locks, roster


@dataclass(frozen=True)
class Access:
    """What those need who are at a talk, in the order in which they came, and what tables offer.

    offers: of the tables that this talk may use. people: how many are here.
    """

    needs: Needs
    offers: Offers
    people: int

    @classmethod
    def of(cls, row: Talk) -> Access:
        """Return what there is to know for a talk; a table of two has room for an interpreter."""
        said = needs_in(row.conference)
        here = roster(row) if said else []
        beside = {Need.INTERPRETER} if row.mode is Mode.ONE_TO_ONE else set()
        needs = {str(person): said[person] - beside for person in here if person in said}
        return cls(needs, offers_for(row), count_here([row.id]).get(row.id, 0))

    @property
    def chairs(self) -> int:
        """Return how many chairs all who are here take."""
        return self.people + sum(chairs_of(needs) - 1 for needs in self.needs.values())

    def of_one(self, person: object) -> Collection[Need]:
        """Return what somebody needs."""
        return self.needs.get(str(person), ())

    def taken(self, people: Iterable[object]) -> list[str]:
        """Return who takes the chairs of a table: these people, and nameless interpreters."""
        there = [str(person) for person in people]
        return there + [""] * sum(chairs_of(self.of_one(person)) - 1 for person in there)


def staying(row: Talk, access: Access) -> dict[str, int]:
    """Return at which table of the hall those sit in every round who keep one, or need one.

    What a host needs counts more than where they sat, and less than a lock. One
    to one nobody stays for a need: there the two who are matched get a table that suits them.
    """
    kept = {str(person): number for person, number in tables_kept(row).items()}
    if row.mode is Mode.ONE_TO_ONE or not access.needs:
        return kept
    locked = {str(person) for person in locks(row)}
    first = {one: at for one, at in kept.items() if one in locked or one not in access.needs}
    tables = row.tables or len(table_sizes(access.chairs, row.size))
    return kept | placed(access.needs, access.offers, first, chairs=row.largest, tables=tables)


def staying_now(row: Talk, access: Access, tables: Sequence[Collection[str]]) -> dict[str, int]:
    """Return the same for a round whose tables are known."""
    stay = staying(row, access)
    if row.mode is not Mode.ONE_TO_ONE:
        return stay
    free = [there for there in tables if stay.keys().isdisjoint(there)]
    offers = {
        number: offer for number, offer in access.offers.items() if number not in stay.values()
    }
    return stay | placed_together(free, access.needs, offers)
