"""A plan on paper: a rotation sheet for each table, and a card for each person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from server.tables.desk.marks import Mark, mark_of
from server.tables.seating.room import Round


@dataclass(frozen=True)
class Place:
    """A table's number, from 1, and its mark."""

    number: int
    mark: Mark


def on_paper(seatings: Sequence[Round], names: Mapping[str, str], title: str) -> str:
    """Return a page of HTML that needs nothing else and prints on A4 and on Letter.

    names: of people by id; the cards are in the order of names.
    """
    count = max((len(seating) for seating in seatings), default=0)
    places = [Place(number, mark_of(number)) for number in range(1, count + 1)]
    sheets = [
        {
            "number": place.number,
            "mark": place.mark,
            "rounds": [[names[person] for person in there] for there in rounds],
        }
        for place, rounds in zip(places, _by_table(seatings, count), strict=True)
    ]
    at = [
        {person: places[table] for table, there in enumerate(seating) for person in there}
        for seating in seatings
    ]
    cards = [
        {"name": name, "rounds": [seats.get(person) for seats in at]}
        for person, name in sorted(names.items(), key=lambda one: (one[1].casefold(), one[0]))
    ]
    environment = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True)
    page = environment.get_template("paper.html")
    return page.render(title=title, tables=sheets, cards=cards)


def _by_table(seatings: Sequence[Round], count: int) -> Iterator[list[Sequence[str]]]:
    """Yield for each table who sits there in each round, which may be nobody."""
    for table in range(count):
        yield [seating[table] if table < len(seating) else () for seating in seatings]
