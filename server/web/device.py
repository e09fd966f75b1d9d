"""The device that is calling: a random token in a cookie, of which we keep the hash."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping

from flask import Flask, Response, g, request

LIFETIME = 400 * 24 * 3600  # seconds; the longest that browsers allow
TOKEN_BYTES = 32


def cookie_name(*, secure: bool) -> str:
    """Return the cookie's name. `__Host-` pins it to this host, but needs HTTPS."""
    return "__Host-happenstance" if secure else "happenstance"


def token_hash(token: str) -> str:
    """Return what is stored of a secret token."""
    return hashlib.sha256(token.encode()).hexdigest()


def device_hash(cookies: Mapping[str, str], *, secure: bool) -> str | None:
    """Return the stored form of the device's token, or None for a device without one."""
    token = cookies.get(cookie_name(secure=secure))
    return token_hash(token) if token else None


def known_device() -> str | None:
    """Return the stored form of the token that the caller sent, or None."""
    return device_hash(request.cookies, secure=request.is_secure)


def calling_device() -> str:
    """Return the stored form of the calling device's token, giving it one if it has none.

    The token becomes a row only when the device joins something, so looking costs nothing.
    """
    known = known_device()
    if known:
        return known
    if "new_token" not in g:
        g.new_token = secrets.token_urlsafe(TOKEN_BYTES)
    return token_hash(g.new_token)


def init_app(app: Flask) -> None:
    """Give every device that asks the API something a token of its own."""

    @app.before_request
    def greet() -> None:
        if request.path.startswith("/api/"):
            calling_device()

    @app.after_request
    def remember(response: Response) -> Response:
        if "new_token" in g:
            response.set_cookie(
                cookie_name(secure=request.is_secure),
                g.new_token,
                max_age=LIFETIME,
                secure=request.is_secure,
                httponly=True,
                samesite="Lax",
            )
        return response
