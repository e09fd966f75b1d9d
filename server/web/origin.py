"""Is this request from our own pages? Guards every write and the socket's handshake."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Request, current_app, request

from server.errors import Problem

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}


def our_origins(asked: Request) -> set[str]:
    """Return the origins that are ours: where the request arrived, and the public address."""
    public: str | None = current_app.config["PUBLIC_URL"]
    return {origin_of(asked.host_url), *([origin_of(public)] if public else [])}


def origin_of(url: str) -> str:
    """Return scheme://host[:port] of an address."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def from_our_pages(asked: Request) -> bool:
    """Say whether our own page sent this request.

    Origin decides where it is sent. Browsers omit it on same-origin reads, where
    Sec-Fetch-Site tells, or over plain HTTP the Referer. Nothing at all is foreign.
    """
    origin = asked.headers.get("Origin")
    if origin is not None:
        return origin in our_origins(asked)
    site = asked.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    referer = asked.headers.get("Referer")
    return referer is not None and origin_of(referer) in our_origins(asked)


def init_app(app: Flask) -> None:
    """Refuse writes that a foreign page sent, or that a plain form could have sent."""

    @app.before_request
    def guard() -> None:
        if request.method in SAFE_METHODS or not request.path.startswith("/api/"):
            return
        if not from_our_pages(request):
            raise Problem("foreign-origin", 403)
        if request.mimetype != "application/json":
            raise Problem("not-json", 415)


def handshake_request(environ: dict[str, Any]) -> Request:
    """Return the handshake of a socket as a request."""
    return Request(environ)
