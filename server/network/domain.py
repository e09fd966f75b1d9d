"""What organisers see of the network, and how much of it may be tried out."""

from __future__ import annotations

from dataclasses import dataclass

MOST_PHONES = 500  # simulated at once
AWAY_MINUTES = 5  # so long somebody counts as away who was connected
TRIAL = "trial"  # the kind of stream that simulated phones hear, and nobody else


@dataclass(frozen=True, kw_only=True)
class Spread:
    """How long facts took from their commit until they were written to every phone.

    In milliseconds, to all conferences, in the last minutes. A phone that reads slowly has it
    waiting in the server by then: `Network.waiting_bytes`.
    last_ms: of the last one, ago_seconds since then. slowest_ms: of the slowest of `facts`.
    """

    last_ms: int
    ago_seconds: int
    slowest_ms: int
    facts: int


@dataclass(frozen=True, kw_only=True)
class Network:
    """How the phones of one conference are connected at this moment, to whichever process.

    Of its own phones a process knows at once; what others say of theirs is some seconds old.
    phones: how many; a person may have several, and the screens are among them.
    people: who is connected.
    away: who was connected in the last minutes and is not now.
    waiting_phones: how many phones have more waiting than their connection takes, at any
        conference; waiting_bytes: how much that is.
    spread: None when nothing was told in the last minutes.
    """

    phones: int
    people: int
    away: int
    away_minutes: int
    waiting_phones: int
    waiting_bytes: int
    spread: Spread | None
    most_simulated: int


@dataclass(frozen=True, kw_only=True)
class Trial:
    """How simulated phones on the server's own machine fared. Times are in milliseconds.

    connected: how many of `phones` connected and subscribed; within connect_ms all of them had.
    heard: how many of these heard the fact; half of them within half_ms of the command, and the
        last within last_ms; None when none did.
    """

    phones: int
    connected: int
    connect_ms: int
    heard: int
    half_ms: int | None
    last_ms: int | None
