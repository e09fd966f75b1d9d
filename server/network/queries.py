"""How the phones are connected, as this process sees it."""

from __future__ import annotations

import time

from server.extensions import socketio
from server.network.domain import AWAY_MINUTES, MOST_PHONES, TRIAL, Network, Spread
from server.pulse import pulse
from server.realtime.presence import presence


def network_of(conference: str) -> Network:
    """Return how the phones of a conference are connected now. Simulated ones do not count."""
    waiting = [size for size in map(_waiting, list(socketio.server.eio.sockets.values())) if size]
    return Network(
        phones=sum(
            1
            for _, slug, hearing in presence().hearings()
            if slug == conference
            and not all(stream.startswith(f"{TRIAL}:") for stream in hearing.streams)
        ),
        people=len(presence().people(conference)),
        away=len(presence().away(conference, 60.0 * AWAY_MINUTES)),
        away_minutes=AWAY_MINUTES,
        waiting_phones=len(waiting),
        waiting_bytes=sum(waiting),
        spread=_spread(),
        most_simulated=MOST_PHONES,
    )


def _waiting(socket: object) -> int:
    """Return how many bytes wait for a phone. Those who poll fetch what waits by themselves."""
    return int(getattr(socket, "waiting", 0))


def _spread() -> Spread | None:
    told = pulse.lately()
    if not told:
        return None
    return Spread(
        last_ms=round(told[-1].seconds * 1000),
        ago_seconds=round(time.time() - told[-1].at),
        slowest_ms=round(max(one.seconds for one in told) * 1000),
        facts=len(told),
    )
