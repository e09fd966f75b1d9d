"""Telling simulated phones something. Nothing here commits."""

from __future__ import annotations

import uuid

from server.network.facts import NetworkTried, simulated
from server.realtime.publish import forget_streams, publish


def tell_simulated(conference: str, trial_id: uuid.UUID) -> None:
    """Tell the simulated phones of a trial the fact whose way is measured."""
    publish(simulated(conference, trial_id), NetworkTried(trial_id=trial_id))


def forget_trial(conference: str, trial_id: uuid.UUID) -> None:
    """Leave nothing of a trial."""
    forget_streams([simulated(conference, trial_id)])
