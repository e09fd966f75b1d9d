"""What tables offer, and what people need, over HTTP: for hosts the one, for organisers both."""

from __future__ import annotations

from server.errors import not_found
from server.people.models import Person
from server.tables.domain import HIGHEST_TABLE, HallOffers, Offer, TableOffers
from server.tables.hall import offers, preparing
from server.tables.hall.preparing import NeedsList
from server.tables.telling import tell_number
from server.web.blueprint import Blueprint
from server.web.edge import command, query
from server.web.rights import Role
from server.web.schemas import BIGGEST
from server.web.values import answer

blueprint = Blueprint(
    "access", __name__, url_prefix="/api/v1/conferences/<slug>", description=__doc__
)
OFFER = f"/tables/<int(max={BIGGEST}):number>/offers/<what>"


@blueprint.get("/offers")
@query(Role.HOST)
@blueprint.response(200, answer(HallOffers))
def get_offers(caller: Person) -> HallOffers:
    """Return what the tables of the hall offer."""
    return _offers(caller)


@blueprint.put(OFFER)
@command(Role.HOST)
@blueprint.response(200, answer(HallOffers))
def offer(caller: Person, number: int, what: str) -> HallOffers:
    """Note that a table is step-free, or quiet: the planner seats those there who need it."""
    return _set(caller, number, what, offered=True)


@blueprint.delete(OFFER)
@command(Role.HOST)
@blueprint.response(200, answer(HallOffers))
def offer_no_more(caller: Person, number: int, what: str) -> HallOffers:
    """Note that a table is step-free, or quiet, no more."""
    return _set(caller, number, what, offered=False)


@blueprint.get("/needs")
@query(Role.ORGANISER)
@blueprint.response(200, answer(NeedsList))
def get_needs(caller: Person) -> NeedsList:
    """Return what people need to sit well, and what the room lacks of it."""
    return preparing.needs_list(caller.conference)


def _set(caller: Person, number: int, what: str, *, offered: bool) -> HallOffers:
    if what not in list(Offer) or not 1 <= number <= HIGHEST_TABLE:
        raise not_found()
    if offers.set_offer(caller.conference, number, Offer(what), offered=offered):
        tell_number(caller.conference, number)
    return _offers(caller)


def _offers(caller: Person) -> HallOffers:
    known = offers.offers_in(caller.conference)
    return HallOffers(
        tables=tuple(
            TableOffers(number=number, offers=tuple(what for what in Offer if what in some))
            for number, some in known.items()
        )
    )
