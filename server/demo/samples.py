"""The sample stories, read from the YAML file beside this one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import yaml

from server.moderation.domain import (
    Outcome,
    State,
)
from server.moderation.schemas import DecisionIn
from server.people.domain import Position
from server.stories.domain import Telling
from server.stories.schemas import TellingIn

FILE = Path(__file__).with_name("stories.yaml")
SPAN = timedelta(hours=46)  # in which stories have been told
OUTCOMES = {
    State.LIVE: Outcome.APPROVE,
    State.SENT_BACK: Outcome.SEND_BACK,
    State.CLOSED: Outcome.CLOSE,
}


@dataclass(frozen=True, kw_only=True)
class Sample:
    """A sample story, and what is so of its author.

    ago: how long ago it was told.
    drawing: of drawings.py, the photo that goes with it, and `alt` what is there to see.
    decision: what an organiser decided on it, as `decide` takes it; None while it waits.
    """

    telling: Telling
    position: Position
    years: int
    ago: timedelta
    decision: dict[str, Any] | None
    drawing: str | None
    alt: str | None


def samples() -> list[Sample]:
    """Return the sample stories, the newest first of those decided and of those that wait.

    They pass the same schemas as what phones send. Raises marshmallow's ValidationError.
    """
    entries = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    waiting = [entry for entry in entries if entry["state"] == State.IN_REVIEW]
    decided = [entry for entry in entries if entry["state"] != State.IN_REVIEW]
    return [
        # More were told of late than at first; a decision takes some minutes.
        *(
            _read(**entry, ago=SPAN * (place / len(decided)) ** 1.6)
            for place, entry in enumerate(decided, start=1)
        ),
        *(
            _read(**entry, ago=timedelta(minutes=2 * place))
            for place, entry in enumerate(waiting, start=1)
        ),
    ]


def _read(
    *,
    author: dict[str, Any],
    state: str,
    ago: timedelta,
    refusal: dict[str, str] | None = None,
    drawing: str | None = None,
    alt: str | None = None,
    **told: Any,
) -> Sample:
    outcome = OUTCOMES.get(State(state))
    decision = {"revision": 1, "outcome": outcome} | (refusal or {})
    return Sample(
        telling=TellingIn().load(told | {"based_on": None})["telling"],
        position=Position(author["position"]),
        years=author["years"],
        ago=ago,
        decision=DecisionIn().load(decision) if outcome else None,
        drawing=drawing,
        alt=alt,
    )
