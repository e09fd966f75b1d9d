"""How the phones are connected, as all processes see it."""

from __future__ import annotations

import time
from collections import Counter
from typing import Any

from server.extensions import socketio
from server.network.domain import AWAY_MINUTES, MOST_PHONES, TRIAL, Network, Spread
from server.pulse import pulse
from server.realtime.presence import presence

Figures = dict[str, Any]


def network_of(conference: str) -> Network:
    """Return how the phones of a conference are connected now. Simulated ones do not count."""
    processes = presence().figures()
    return Network(
        phones=sum(one["phones"].get(conference, 0) for one in processes),
        people=len(presence().people(conference)),
        away=len(presence().away(conference, 60.0 * AWAY_MINUTES)),
        away_minutes=AWAY_MINUTES,
        waiting_phones=sum(one["waiting_phones"] for one in processes),
        waiting_bytes=sum(one["waiting_bytes"] for one in processes),
        spread=_spread([one["told"] for one in processes if one["told"]]),
        most_simulated=MOST_PHONES,
    )


def own_figures() -> Figures:
    """Return what this process sees, for the others, too: bare numbers."""
    waiting = [size for size in map(_waiting, list(socketio.server.eio.sockets.values())) if size]
    phones = Counter(
        conference
        for _, conference, hearing in presence().hearings()
        if not all(stream.startswith(f"{TRIAL}:") for stream in hearing.streams)
    )
    told = pulse.lately()
    return {
        "phones": phones,
        "waiting_phones": len(waiting),
        "waiting_bytes": sum(waiting),
        "told": told
        and {
            "at": told[-1].at,
            "last": told[-1].seconds,
            "slowest": max(one.seconds for one in told),
            "facts": len(told),
        },
    }


def _waiting(socket: object) -> int:
    """Return how many bytes wait for a phone. Those who poll fetch what waits by themselves."""
    return int(getattr(socket, "waiting", 0))


def _spread(told: list[Figures]) -> Spread | None:
    """Sum up what all processes told lately: whichever came last took longest for the last."""
    if not told:
        return None
    last = max(told, key=lambda one: one["at"])
    return Spread(
        last_ms=round(last["last"] * 1000),
        ago_seconds=max(0, round(time.time() - last["at"])),
        slowest_ms=round(max(one["slowest"] for one in told) * 1000),
        facts=max(one["facts"] for one in told),
    )
