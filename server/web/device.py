"""The device that is calling: a random token in a cookie, of which we keep the hash."""

from __future__ import annotations

import hashlib
import re
import secrets

from flask import Flask, Response, current_app, g, request

LIFETIME = 400 * 24 * 3600  # seconds; the longest that browsers allow
TOKEN_BYTES = 32
FRAMED = "X-Framed"  # the header of our own page where it stands in another site's
TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")  # what 32 bytes look like


def cookie_name(*, secure: bool) -> str:
    """Return the cookie's name. `__Host-` pins it to this host, but needs HTTPS."""
    return "__Host-happenstance" if secure else "happenstance"


def token_hash(token: str) -> str:
    """Return what is stored of a secret token."""
    return hashlib.sha256(token.encode()).hexdigest()


def over_https() -> bool:
    """Say whether phones reach us over HTTPS: PUBLIC_URL tells, or without one the request."""
    return by_https(current_app.config["PUBLIC_URL"], request.scheme)


def by_https(public_url: str | None, scheme: str) -> bool:
    """Say the same of any request. scheme: by which it came."""
    return (public_url or scheme).startswith("https")


def known_device() -> str | None:
    """Return the stored form of the token that the caller sent, or None."""
    return device_in(request.headers.get("Cookie", ""), secure=over_https())


def device_in(cookies: str, *, secure: bool) -> str | None:
    """Return the stored form of the token in a header of cookies, or None."""
    ours = cookie_name(secure=secure)
    for cookie in cookies.split(";"):
        name, _, token = cookie.strip().partition("=")
        if name == ours:
            return token_hash(token) if TOKEN.fullmatch(token) else None
    return None


def calling_device() -> str:
    """Return the stored form of the calling device's token, giving it one if it has none.

    The token becomes a row only when the device joins something, so looking costs nothing.
    Only answers that depend on who is calling bring one: a slow answer to something else must
    not replace the token with which the device has joined meanwhile.
    """
    known = known_device()
    if known:
        return known
    if "new_token" not in g:
        g.new_token = secrets.token_urlsafe(TOKEN_BYTES)
    return token_hash(g.new_token)


def calling_token() -> str:
    """Return the calling device's token itself, for somebody who calls in its place."""
    ours = cookie_name(secure=over_https())
    return str(request.cookies.get(ours, ""))


def init_app(app: Flask) -> None:
    """Send the tokens that were given to new devices.

    A page in a frame is a device of its own for each site that frames it: its cookie is never
    sent from anywhere else, and one from outside never there. Browsers take it over HTTPS only.
    """

    @app.after_request
    def remember(response: Response) -> Response:
        if "new_token" in g:
            framed = FRAMED in request.headers
            response.set_cookie(
                cookie_name(secure=over_https()),
                g.new_token,
                max_age=LIFETIME,
                secure=framed or over_https(),
                httponly=True,
                samesite="None" if framed else "Lax",
                partitioned=framed,
            )
        return response
