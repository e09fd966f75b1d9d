"""The tables of the hall over HTTP: cards to print for them, and what is on at one."""

from __future__ import annotations

from server.conferences.queries import conference
from server.errors import not_found
from server.people.models import Person
from server.tables.domain import HIGHEST_TABLE, HallTable, TableCard, TableCards
from server.tables.hall.tables_in_use import talk_at
from server.tables.open.tables import code_at
from server.tables.queries import view_of
from server.tables.schemas import CardsWanted
from server.web.blueprint import Blueprint
from server.web.edge import query
from server.web.links import address, qr_svg, table_path
from server.web.rights import Role
from server.web.schemas import BIGGEST
from server.web.values import answer

blueprint = Blueprint(
    "hall", __name__, url_prefix="/api/v1/conferences/<slug>", description=__doc__
)


@blueprint.get("/cards")
@query(Role.HOST)
@blueprint.arguments(CardsWanted, location="query")
@blueprint.response(200, answer(TableCards))
def get_cards(caller: Person, wanted: dict[str, int]) -> TableCards:
    """Return cards to print for tables of the hall."""
    token = conference(caller.conference).token
    numbers = range(wanted["first"], wanted["first"] + wanted["count"])
    links = {number: address(table_path(caller.conference, number, token)) for number in numbers}
    return TableCards(
        cards=tuple(
            TableCard(number=number, link=link, qr=qr_svg(link)) for number, link in links.items()
        )
    )


@blueprint.get(f"/tables/<int(max={BIGGEST}):number>")
@query()
@blueprint.response(200, answer(HallTable))
def get_table(caller: Person, number: int) -> HallTable:
    """Return what is on at a table of the hall. Raises not-found where no hall has so many."""
    if not 1 <= number <= HIGHEST_TABLE:
        raise not_found()
    code = code_at(caller.conference, number)
    row = None if code else talk_at(caller.conference, number)
    return HallTable(number=number, talk=view_of(row) if row else None, code=code)
