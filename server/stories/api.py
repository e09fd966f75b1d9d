"""Telling stories and reading them, over HTTP."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Response, request

from server.errors import Problem, respond
from server.people.models import Person
from server.stories import actions, feed, own, queries, same_here
from server.stories.domain import FeedPage, MyStories, OwnStory, StoryCard, Wanted
from server.stories.front import page_answer
from server.stories.schemas import FeedSearch, TellingIn, WithdrawalIn
from server.web.blueprint import Blueprint
from server.web.edge import command, query
from server.web.schemas import BIGGEST
from server.web.values import answer, to_wire

blueprint = Blueprint(
    "stories", __name__, url_prefix="/api/v1/conferences/<slug>", description=__doc__
)


@blueprint.get("/feed")
@query()
@blueprint.arguments(FeedSearch, location="query")
@blueprint.response(200, answer(FeedPage))
def get_feed(caller: Person, search: dict[str, Any]) -> FeedPage | Response:
    """Return a page of live stories, the newest first.

    The first page, of everybody's, comes with an ETag: who has it asks whether it is still so.
    """
    everything = search["after"] is None and search["wanted"] == Wanted()
    kept = feed.first_page(caller, search["limit"]) if everything else None
    if kept is None:
        return feed.feed_page(caller, **search)
    status, headers, body = page_answer(kept, request.headers.get("If-None-Match", ""))
    return Response(body, status, headers)


@blueprint.get("/stories/mine")
@query()
@blueprint.response(200, answer(MyStories))
def get_mine(caller: Person) -> MyStories:
    """Return one's own stories, and where one said "same here"."""
    return own.my_stories(caller)


@blueprint.get("/stories/<uuid:story_id>")
@query()
@blueprint.response(200, answer(StoryCard))
def get_story(caller: Person, story_id: uuid.UUID) -> StoryCard:
    """Return one live story of the feed."""
    return queries.card_of(queries.visible_story(caller, story_id))


@blueprint.put("/stories/<uuid:story_id>")
@command()
@blueprint.arguments(TellingIn)
@blueprint.response(200, answer(OwnStory))
def tell_story(caller: Person, told: dict[str, Any], story_id: uuid.UUID) -> OwnStory | Response:
    """Tell a story, or tell it anew. When others see it, the conference's `publishing` says.

    Told for a background that has a story already, the words are kept there as a draft and the
    answer is the problem story-exists, with `story_id` and the `story` as its author sees it.
    """
    story = actions.tell_story(caller, story_id, **told)
    mine = own.own_view(story)
    if story.id == story_id:
        return mine
    # Answered, not raised: the draft is to be committed.
    return respond(Problem("story-exists", 409, story_id=str(story.id), story=to_wire(mine)))


@blueprint.post("/stories/<uuid:story_id>/withdrawal")
@command()
@blueprint.arguments(WithdrawalIn)
@blueprint.response(200, answer(OwnStory))
def withdraw_story(caller: Person, decided: dict[str, int], story_id: uuid.UUID) -> OwnStory:
    """Take a story back: it is gone everywhere at once. It may be told again."""
    return own.own_view(actions.withdraw_story(caller, story_id, version=decided["version"]))


@blueprint.put("/stories/<uuid:story_id>/card")
@command()
@blueprint.response(200, answer(OwnStory))
def let_be_card(caller: Person, story_id: uuid.UUID) -> OwnStory:
    """Let a story of one's own come up as a card at the tables where one sits."""
    return own.own_view(actions.let_be_card(caller, story_id, allowed=True))


@blueprint.delete("/stories/<uuid:story_id>/card")
@command()
@blueprint.response(200, answer(OwnStory))
def let_be_no_card(caller: Person, story_id: uuid.UUID) -> OwnStory:
    """Have a story of one's own come up as a card no more; one that lies there goes at once."""
    return own.own_view(actions.let_be_card(caller, story_id, allowed=False))


@blueprint.delete(f"/stories/<uuid:story_id>/drafts/<int(max={BIGGEST}):number>")
@command()
@blueprint.response(200, answer(OwnStory))
def discard_draft(caller: Person, story_id: uuid.UUID, number: int) -> OwnStory:
    """Throw away a draft that was kept beside a story."""
    return own.own_view(actions.discard_draft(caller, story_id, number))


@blueprint.put("/stories/<uuid:story_id>/same-here")
@command()
@blueprint.response(204)
def say_same_here(caller: Person, story_id: uuid.UUID) -> None:
    """Say that one recognises oneself. Only the author sees how many did."""
    same_here.say_same_here(queries.visible_story(caller, story_id, lock=True), by=caller)


@blueprint.delete("/stories/<uuid:story_id>/same-here")
@command()
@blueprint.response(204)
def unsay_same_here(caller: Person, story_id: uuid.UUID) -> None:
    """Take "same here" back."""
    same_here.unsay_same_here(story_id, by=caller)
