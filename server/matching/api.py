"""People to meet, waves and connections, over HTTP."""

from __future__ import annotations

import uuid

from server.matching import actions, aside, explaining, queries, suggesting
from server.matching.domain import (
    Choice,
    ConnectionList,
    HowLong,
    SuggestionList,
    WaveAnswer,
    WaveList,
    Why,
)
from server.matching.free import waving
from server.matching.saying import Intent
from server.matching.schemas import AsideIn, IntentIn
from server.people.domain import PersonCard
from server.people.models import Person
from server.people.pairs import lock_pair
from server.people.queries import visible_person
from server.stories.queries import visible_story
from server.web.blueprint import Blueprint
from server.web.edge import command, query
from server.web.values import answer

blueprint = Blueprint(
    "matching", __name__, url_prefix="/api/v1/conferences/<slug>", description=__doc__
)


@blueprint.get("/suggestions")
@query()
@blueprint.response(200, answer(SuggestionList))
def get_suggestions(caller: Person) -> SuggestionList:
    """Return the people whom the caller is suggested, and who are suggested the caller.

    Each comes with a reason, which is the same for both.
    """
    return suggesting.suggestion_list(caller)


@blueprint.get("/suggestions/never")
@query()
@blueprint.response(200, answer(PersonCard)(many=True))
def get_never_suggested(caller: Person) -> list[PersonCard]:
    """Return those whom the caller never wants to be suggested."""
    return aside.never_suggested(caller)


@blueprint.get("/suggestions/<uuid:person_id>/why")
@query()
@blueprint.response(200, answer(Why))
def get_why(caller: Person, person_id: uuid.UUID) -> Why:
    """Return what counts between the caller and somebody, in sentences that are true for both."""
    return explaining.why(caller, visible_person(caller, person_id))


@blueprint.put("/suggestions/<uuid:person_id>/aside")
@command()
@blueprint.arguments(AsideIn)
@blueprint.response(204)
def put_aside(caller: Person, wanted: dict[str, HowLong], person_id: uuid.UUID) -> None:
    """Put somebody aside: the two are not suggested to each other, and the other is not told."""
    aside.put_aside(caller, queries.visible_partner(caller, person_id), wanted["how_long"])


@blueprint.delete("/suggestions/<uuid:person_id>/aside")
@command()
@blueprint.response(204)
def bring_back(caller: Person, person_id: uuid.UUID) -> None:
    """Let somebody be suggested again whom the caller had put aside."""
    lock_pair(caller, person_id)
    aside.bring_back(caller, person_id)


@blueprint.put("/intent")
@command()
@blueprint.arguments(IntentIn)
@blueprint.response(200, answer(Choice))
def choose_intent(caller: Person, wanted: dict[str, Intent]) -> Choice:
    """Keep what the caller would like to be suggested, which decides to whom they are, too."""
    actions.choose_intent(caller, wanted["intent"])
    return Choice(intent=wanted["intent"])


@blueprint.get("/waves")
@query()
@blueprint.response(200, answer(WaveList))
def get_waves(caller: Person) -> WaveList:
    """Return the waves that await an answer, and with whom the caller was connected just now."""
    return queries.wave_list(caller)


@blueprint.put("/waves/<uuid:person_id>")
@command()
@blueprint.response(200, answer(WaveAnswer))
def wave(caller: Person, person_id: uuid.UUID) -> WaveAnswer:
    """Wave at somebody, whether suggested or met at a table. Both waved: they are connected.

    Where both are free now, it asks them to meet now.
    """
    return waving.wave(caller, queries.visible_partner(caller, person_id))


@blueprint.put("/stories/<uuid:story_id>/tell-me-more")
@command()
@blueprint.response(200, answer(WaveAnswer))
def ask_for_more(caller: Person, story_id: uuid.UUID) -> WaveAnswer:
    """Ask the author of a story to tell more of it: a wave that has it as its reason."""
    story = visible_story(caller, story_id)
    author = queries.visible_partner(caller, story.person_id)
    return actions.wave(caller, author, about=story)


@blueprint.delete("/waves/<uuid:person_id>")
@command()
@blueprint.response(204)
def take_wave_back(caller: Person, person_id: uuid.UUID) -> None:
    """Take a wave back. One that has been answered stays a connection."""
    lock_pair(caller, person_id)
    actions.take_back(caller, person_id)


@blueprint.get("/connections")
@query()
@blueprint.response(200, answer(ConnectionList))
def get_connections(caller: Person) -> ConnectionList:
    """Return the caller's connections, each with what they share."""
    return queries.connection_list(caller)


@blueprint.delete("/connections/<uuid:person_id>")
@command()
@blueprint.response(204)
def disconnect(caller: Person, person_id: uuid.UUID) -> None:
    """Take a connection back, for both and without a word."""
    lock_pair(caller, person_id)
    actions.disconnect(caller, person_id)
