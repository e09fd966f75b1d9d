"""Decks that organisers make: reading, keeping, deleting. Nothing here commits."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from server.conferences.queries import locked_conference
from server.errors import Problem, not_found
from server.extensions import db
from server.tables.cards.decks import decks
from server.tables.cards.prompts import MOST_DECKS, DeckLine, DeckList, DeckPrompt, DeckView
from server.tables.models import OwnDeck
from server.web.values import to_wire

CONTENTS = ("title", "about", "in_order", "prompts")


def deck_list(conference: str) -> DeckList:
    """Return the decks to choose from: ours, then the conference's own by title."""
    rows = db.session.scalars(
        select(OwnDeck).where(OwnDeck.conference == conference).order_by(OwnDeck.title, OwnDeck.id)
    )
    ours = [_line(deck_view(conference, key), own=False) for key in decks()]
    return DeckList(decks=(*ours, *(_line(_view(row), own=True) for row in rows)))


def deck_view(conference: str, key: str) -> DeckView:
    """Return a deck, of the conference's own or ours. Raises not-found."""
    ours = decks().get(key)
    if ours is None:
        return _view(_own_deck(conference, key))
    return DeckView(
        key=key,
        title=ours.title,
        about=ours.about,
        in_order=ours.in_order,
        prompts=tuple(DeckPrompt(**asdict(prompt), skipped=False) for prompt in ours.prompts),
        version=0,
    )


def cards_to_keep(conference: str, key: str) -> dict[str, Any] | None:
    """Return what a talk keeps of a deck, so that it stays the same; None for one of ours.

    Raises unknown-deck.
    """
    if key in decks():
        return None
    try:
        deck = _own_deck(conference, key)
    except Problem as missing:
        raise Problem("unknown-deck", 422) from missing
    dealt = [prompt for prompt in deck.prompts if not prompt["skipped"]]
    kept = [{name: prompt[name] for name in prompt if name != "skipped"} for prompt in dealt]
    return {"title": deck.title, "in_order": deck.in_order, "prompts": kept}


def save_deck(conference: str, deck_id: UUID, wanted: dict[str, Any], *, version: int) -> DeckView:
    """Keep a deck as an organiser wants it. Sent twice, it is kept once.

    version: of the deck that they had in view, nought for a new one.
    Raises version-conflict, with the deck as it is (None once it is deleted), when somebody else
    was faster; too-many-decks; or id-taken.
    """
    locked_conference(conference)
    row = db.session.get(OwnDeck, deck_id, populate_existing=True)
    if row is None:
        if version > 0:
            raise Problem("version-conflict", 409, deck=None)
        _check_room(conference)
        row = OwnDeck(id=deck_id, conference=conference, version=0)
        db.session.add(row)
    elif row.conference != conference:
        raise Problem("id-taken", 409)
    elif all(getattr(row, name) == wanted[name] for name in CONTENTS):
        return _view(row)
    elif row.version != version:
        raise Problem("version-conflict", 409, deck=to_wire(_view(row)))
    for name in CONTENTS:
        setattr(row, name, wanted[name])
    row.version += 1
    db.session.flush()
    return _view(row)


def delete_deck(conference: str, deck_id: UUID, *, version: int) -> None:
    """Delete a deck. Talks that were opened with it keep their cards. Raises version-conflict."""
    locked_conference(conference)
    row = db.session.get(OwnDeck, deck_id, populate_existing=True)
    if row is None or row.conference != conference:
        return
    if row.version != version:
        raise Problem("version-conflict", 409, deck=to_wire(_view(row)))
    db.session.delete(row)


def _own_deck(conference: str, key: str) -> OwnDeck:
    try:
        row = db.session.get(OwnDeck, UUID(key))
    except ValueError:
        raise not_found() from None
    if row is None or row.conference != conference:
        raise not_found()
    return row


def _check_room(conference: str) -> None:
    counted = select(func.count()).where(OwnDeck.conference == conference)
    if (db.session.scalar(counted) or 0) >= MOST_DECKS:
        raise Problem("too-many-decks", 409, most=MOST_DECKS)


def _view(row: OwnDeck) -> DeckView:
    return DeckView(
        key=str(row.id),
        title=row.title,
        about=row.about,
        in_order=row.in_order,
        prompts=tuple(DeckPrompt(**prompt) for prompt in row.prompts),
        version=row.version,
    )


def _line(deck: DeckView, *, own: bool) -> DeckLine:
    dealt = sum(not prompt.skipped for prompt in deck.prompts)
    return DeckLine(key=deck.key, title=deck.title, about=deck.about, cards=dealt, own=own)
