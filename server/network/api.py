"""How the phones are connected, over HTTP. For organisers."""

from __future__ import annotations

import uuid
from typing import Any

from flask import current_app

from server.network import actions
from server.network.domain import Network, Trial
from server.network.queries import network_of
from server.network.schemas import TrialIn
from server.network.trying import try_out
from server.people.models import Person
from server.web.blueprint import Blueprint
from server.web.device import calling_token
from server.web.edge import command, query
from server.web.limits import unhurried
from server.web.rights import Role
from server.web.values import answer

blueprint = Blueprint(
    "network", __name__, url_prefix="/api/v1/conferences/<slug>/network", description=__doc__
)


@blueprint.get("")
@query(Role.ORGANISER)
@blueprint.response(200, answer(Network))
def get_network(caller: Person) -> Network:
    """Return how the phones are connected, to whichever process."""
    return network_of(caller.conference)


@blueprint.post("/trials")
@unhurried("trials", most="10 per 10 minutes")
@blueprint.arguments(TrialIn)
@blueprint.response(200, answer(Trial))
def try_network(body: dict[str, Any], slug: str) -> Trial:
    """Connect simulated phones from the server's own machine, and tell them something.

    It tries out the server, not the room's Wi-Fi, and reaches no real phone. One at a time.
    """
    _organisers_only(slug=slug)
    return try_out(
        slug,
        phones=body["phones"],
        address=current_app.config["OWN_ADDRESS"],
        token=calling_token(),
    )


@blueprint.put("/trials/<uuid:trial_id>/fact")
@command(Role.ORGANISER)
@blueprint.response(204)
def tell_simulated(caller: Person, trial_id: uuid.UUID) -> None:
    """Tell the simulated phones of a trial something; they do this themselves."""
    actions.tell_simulated(caller.conference, trial_id)


@query(Role.ORGANISER)
def _organisers_only(_caller: Person) -> None:
    """Refuse everybody else, before a trial that no transaction waits for."""
