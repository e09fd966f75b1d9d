"""Slowing down those who guess. A whole hall shares one address, so address alone never counts."""

from __future__ import annotations

import time

from flask import Response, request
from flask_limiter import RequestLimit

from server.errors import Problem
from server.extensions import limiter
from server.web.device import calling_device, known_device


def _address_and_device() -> str:
    """Name who is guessing.

    Raises unknown-device for a device without a token; the answer brings it one. So nobody can
    use up the guesses of phones that have only just arrived.
    """
    known, device = known_device(), calling_device()
    if known is None:
        raise Problem("unknown-device", 401)
    return f"{request.remote_addr} {device}"


def _wrong(response: Response) -> bool:
    return response.status_code in {404, 409}


def _too_many(limit: RequestLimit) -> None:
    seconds = int(limit.reset_at - time.time()) - 1  # it counts the second that has begun
    raise Problem("too-many", 429, retry_after=max(seconds, 1))


# Makes a view refuse a device that has guessed wrong too often. Only failures count.
guessable = limiter.shared_limit(
    "30 per 10 minutes",
    scope="guesses",
    key_func=_address_and_device,
    deduct_when=_wrong,
    on_breach=_too_many,
)
