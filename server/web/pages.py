"""Serving the built PWA from the same process, with headers that keep it safe and fresh."""

from __future__ import annotations

from pathlib import Path

from flask import Flask, Response, request, send_from_directory
from werkzeug.exceptions import NotFound

from server import clock

CONTENT_SECURITY_POLICY = "; ".join((
    "default-src 'self'",
    "img-src 'self' data: blob:",
    "connect-src 'self' ws: wss:",  # Safari does not count websockets as 'self'
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
))
IMMUTABLE = "public, max-age=31536000, immutable"


def init_app(app: Flask) -> None:
    """Serve the PWA under every address that is not the API's, and the server's own pulse."""
    folder: Path = app.config["STATIC_FOLDER"]

    @app.get("/healthz")
    def healthz() -> dict[str, str]:
        return {"status": "ok"}

    @app.get("/api/v1/time")
    def time() -> dict[str, int]:
        return {"now": int(clock.now().timestamp() * 1000)}

    @app.get("/", defaults={"path": ""})
    @app.get("/<path:path>")
    def page(path: str) -> Response:
        if path.startswith(("api/", "socket.io/")):
            raise NotFound
        if path and (folder / path).is_file():
            response = send_from_directory(folder, path)
            hashed = path.startswith("assets/")
            response.headers["Cache-Control"] = IMMUTABLE if hashed else "no-cache"
            return response
        if "." in path.rpartition("/")[2]:
            raise NotFound  # a missing file, not a page of the app
        response = send_from_directory(folder, "index.html")
        response.headers["Cache-Control"] = "no-cache"
        return response

    @app.after_request
    def protect(response: Response) -> Response:
        headers = response.headers
        headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        headers.setdefault("X-Content-Type-Options", "nosniff")
        headers.setdefault("Referrer-Policy", "same-origin")
        headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        if request.path.startswith("/api/"):
            headers.setdefault("Cache-Control", "private, no-store")
        if request.is_secure:
            headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        return response
