"""Slowing down those who guess. A whole hall shares one address, so address alone never counts."""

from __future__ import annotations

from flask import Response, request

from server.errors import Problem
from server.extensions import limiter
from server.web.device import calling_device, known_device


def require_device() -> None:
    """Raise unknown-device unless the caller sent a token; the answer brings one.

    So nobody can use up the guesses of phones that have only just arrived.
    """
    if known_device() is None:
        raise Problem("unknown-device", 401)


def _address_and_device() -> str:
    require_device()
    return f"{request.remote_addr} {calling_device()}"


def _wrong(response: Response) -> bool:
    return response.status_code in {404, 409}


# Makes a view refuse a device that has guessed wrong too often. Only failures count.
guessable = limiter.shared_limit(
    "30 per 10 minutes", scope="guesses", key_func=_address_and_device, deduct_when=_wrong
)
