"""Trying the network out with simulated phones, one trial at a time."""

from __future__ import annotations

import logging
import threading
import uuid

from server.database import writing
from server.errors import Problem
from server.extensions import db
from server.network.actions import forget_trial
from server.network.domain import Trial
from server.work.children import ChildFailed, in_child

log = logging.getLogger(__name__)

RUN = "server.network.simulated:run"
LONGEST = 30.0  # seconds

_one = threading.Lock()


def try_out(conference: str, *, phones: int, address: str, token: str) -> Trial:
    """Connect so many simulated phones to this process, and see how they fare.

    It takes a while: call it in no transaction. address: of this process, on its own machine.
    token: of the device that asked.

    Raises trial-running while another is, in this process, or trial-failed.
    """
    trial_id = uuid.uuid4()
    asked = {
        "address": address,
        "cookie": f"happenstance={token}; __Host-happenstance={token}",
        "conference": conference,
        "trial_id": str(trial_id),
        "phones": phones,
    }
    if not _one.acquire(blocking=False):
        raise Problem("trial-running", 409)
    try:
        return Trial(**in_child(RUN, asked, timeout=LONGEST, in_turn=False))
    except ChildFailed as failed:
        log.warning("a trial of the network failed: %s", "too slow" if failed.too_slow else "ended")
        raise Problem("trial-failed", 503) from None
    finally:
        _one.release()
        with writing(db.session):
            forget_trial(conference, trial_id)
