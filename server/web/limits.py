"""Slowing down those who guess. A whole hall shares one address, so address alone never counts."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from flask import Response, request
from flask_limiter import RequestLimit

from server.errors import Problem, respond, too_many
from server.extensions import limiter
from server.web.device import calling_device, known_device

View = Callable[..., Any]


def guessable(view: View) -> View:
    """Make a view refuse a device that has guessed wrong too often. Only failures count.

    A device without a token is refused first, with unknown-device; the answer brings it one. So
    nobody can use up the guesses of phones that have only just arrived.
    """
    counted = _counted(view)

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        known, _ = known_device(), calling_device()
        if known is None:
            raise Problem("unknown-device", 401)
        return counted(*args, **kwargs)

    return guarded


def unhurried(what: str, *, most: str) -> Callable[[View], View]:
    """Make a view refuse a device that asks too much work of us, whatever becomes of it.

    most: how often it may ask for `what` ("30 per 10 minutes").
    """
    return cast(
        "Callable[[View], View]",
        limiter.shared_limit(
            most, scope=what, key_func=lambda: str(calling_device()), on_breach=_too_many
        ),
    )


# What these three raised, the limiter would take for a store of counts that went away.


def _address_and_device() -> str:
    return f"{request.remote_addr} {calling_device()}"


def _wrong(response: Response) -> bool:
    return response.status_code in {404, 409}


def _too_many(limit: RequestLimit) -> Response:
    seconds = int(limit.reset_at - time.time()) - 1  # it counts the second that has begun
    return respond(too_many(max(seconds, 1)))


_counted = limiter.shared_limit(
    "30 per 10 minutes",
    scope="guesses",
    key_func=_address_and_device,
    deduct_when=_wrong,
    on_breach=_too_many,
)
