"""Decks over HTTP: choosing one, and making one's own."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Response

from server.people.models import Person
from server.tables.cards import deck_files, own_decks
from server.tables.cards.prompts import DeckList, DeckView
from server.tables.schemas import DeckFileIn, DeckIn, DeckVersionIn
from server.web.blueprint import Blueprint
from server.web.edge import command, query
from server.web.rights import Role
from server.web.values import answer

blueprint = Blueprint(
    "decks", __name__, url_prefix="/api/v1/conferences/<slug>/decks", description=__doc__
)


@blueprint.get("")
@query()
@blueprint.response(200, answer(DeckList))
def get_decks(caller: Person) -> DeckList:
    """Return the decks to choose from."""
    return own_decks.deck_list(caller.conference)


@blueprint.get("/<key>")
@query(Role.ORGANISER)
@blueprint.response(200, answer(DeckView))
def get_deck(caller: Person, key: str) -> DeckView:
    """Return a deck with all its prompts."""
    return own_decks.deck_view(caller.conference, key)


@blueprint.get("/<key>/file")
@query(Role.ORGANISER)
@blueprint.response(200, content_type="application/yaml")
def get_file(caller: Person, key: str) -> Response:
    """Return a deck as a YAML file to keep."""
    deck = own_decks.deck_view(caller.conference, key)
    answer = Response(deck_files.written(deck), content_type="application/yaml; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="deck.yaml"'
    return answer


@blueprint.put("/<uuid:deck_id>")
@command(Role.ORGANISER)
@blueprint.arguments(DeckIn)
@blueprint.response(200, answer(DeckView))
def save_deck(caller: Person, wanted: dict[str, Any], deck_id: uuid.UUID) -> DeckView:
    """Keep a deck, new under the id that the phone gave it, or changed."""
    version = wanted.pop("version")
    return own_decks.save_deck(caller.conference, deck_id, wanted, version=version)


@blueprint.put("/<uuid:deck_id>/file")
@command(Role.ORGANISER)
@blueprint.arguments(DeckFileIn)
@blueprint.response(200, answer(DeckView))
def read_file(caller: Person, wanted: dict[str, str], deck_id: uuid.UUID) -> DeckView:
    """Make a new deck of a YAML file."""
    deck = deck_files.read(wanted["yaml"])
    return own_decks.save_deck(caller.conference, deck_id, deck, version=0)


@blueprint.post("/<uuid:deck_id>/deletion")
@command(Role.ORGANISER)
@blueprint.arguments(DeckVersionIn)
@blueprint.response(204)
def delete_deck(caller: Person, decided: dict[str, int], deck_id: uuid.UUID) -> None:
    """Delete a deck. Talks that were opened with it keep their cards."""
    own_decks.delete_deck(caller.conference, deck_id, version=decided["version"])
