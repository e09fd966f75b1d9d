"""What simulated phones are told, and nobody else."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from server.network.domain import TRIAL
from server.realtime.facts import Audience, Fact


@dataclass(frozen=True, kw_only=True)
class NetworkTried(Fact, type="network.tried"):
    """The fact whose way to simulated phones is measured."""

    trial_id: uuid.UUID


def simulated(conference: str, trial_id: uuid.UUID) -> Audience:
    """Return the simulated phones of one trial."""
    return Audience(conference=conference, stream=f"{TRIAL}:{trial_id}")
