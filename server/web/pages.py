"""Serving the built PWA from the same process, with headers that keep it safe and fresh."""

from __future__ import annotations

import re
from pathlib import Path

from flask import Flask, Response, request, send_from_directory
from werkzeug.datastructures import Headers
from werkzeug.exceptions import NotFound
from werkzeug.routing import PathConverter

from server import clock
from server.web.device import over_https

CONTENT_SECURITY_POLICY = (
    "default-src 'self'; "
    "img-src 'self' data: blob:; "
    "connect-src 'self' ws: wss:; "  # Safari does not count websockets as 'self'
    "object-src 'none'; "
    "base-uri 'none'; "
    "form-action 'self'; "
)
IN_NO_FRAME, IN_ANY_FRAME = "frame-ancestors 'none'", "frame-ancestors *"
# The screen, and the door where a key opens it, may stand in slides. A frame there holds a device
# of its own (`web.device`), and the app shows no other page in one.
FRAMED = re.compile(r"c/[^/]+/(?:enter|screen)")
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY + IN_NO_FRAME,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
IMMUTABLE = "public, max-age=31536000, immutable"


class PagePath(PathConverter):
    """Every path that is not the API's, the socket's or for machines."""

    regex = r"(?!(?:api|socket\.io|metrics)(?:/|$)).*?"


def init_app(app: Flask) -> None:
    """Serve the PWA under every address that is not the API's, and tell the time."""
    folder: Path = app.config["STATIC_FOLDER"]
    app.url_map.converters["page"] = PagePath

    @app.get("/api/v1/time")
    def time() -> dict[str, int]:
        return {"now": int(clock.now().timestamp() * 1000)}

    @app.get("/")
    @app.get("/<page:path>")
    def page(path: str = "index.html") -> Response:
        policy = CONTENT_SECURITY_POLICY + (IN_ANY_FRAME if FRAMED.fullmatch(path) else IN_NO_FRAME)
        try:
            response = send_from_directory(folder, path)
        except NotFound:
            if "." in path.rpartition("/")[2]:
                raise  # a missing file, not a page of the app
            path = "index.html"
            response = send_from_directory(folder, path)
        hashed = path.startswith("assets/")
        response.headers["Content-Security-Policy"] = policy
        response.headers["Cache-Control"] = IMMUTABLE if hashed else "no-cache"
        return response

    @app.after_request
    def protect_all(response: Response) -> Response:
        if request.path.startswith("/api/"):
            response.headers.setdefault("Cache-Control", "private, no-store")
        protect(response.headers, secure=over_https())
        return response


def protect(headers: Headers, *, secure: bool) -> None:
    """Add what keeps a browser from doing more with an answer than we mean. secure: by HTTPS."""
    for name, value in HEADERS.items():
        headers.setdefault(name, value)
    if secure:
        headers.setdefault("Strict-Transport-Security", "max-age=31536000")
