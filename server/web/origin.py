"""Is this request from our own pages? Guards every write and the socket's handshake."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import Flask, Request, current_app, request

from server.errors import Problem

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
JSON = ("application/json",), "not-json"

View = TypeVar("View", bound=Callable[..., Any])


def origin_of(url: str) -> str:
    """Return scheme://host[:port] of an address."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def from_our_pages(asked: Request, public_url: str | None) -> bool:
    """Say whether our own page sent this request.

    public_url: ours beside the address that the request came to.

    Origin decides where it is sent. Browsers omit it on same-origin reads, where
    Sec-Fetch-Site tells, or over plain HTTP the Referer. Nothing at all is foreign.
    """
    ours = {f"{asked.scheme}://{asked.host}", public_url and origin_of(public_url)}
    origin = asked.headers.get("Origin")
    if origin is not None:
        return origin in ours
    site = asked.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    referer = asked.headers.get("Referer")
    return referer is not None and referer.startswith(tuple(f"{one}/" for one in ours if one))


def takes_files(*types: str, refusal: str) -> Callable[[View], View]:
    """Let a view be sent a file of these media types instead of JSON.

    types: such as no plain form can send. refusal: the code for whatever else is sent.
    """

    def decorate(view: View) -> View:
        vars(view)["takes_files"] = types, refusal  # which `functools.wraps` hands on
        return view

    return decorate


def refuse_foreign_pages(asked: Request) -> None:
    """Raise foreign-origin unless our own page sent this request."""
    if not from_our_pages(asked, current_app.config["PUBLIC_URL"]):
        raise Problem("foreign-origin", 403)


def origins_allowed(public_url: str | None) -> Callable[[str | None, dict[str, Any]], bool]:
    """Return the rule by which the socket's handshake accepts an Origin header, if it has one."""

    def allowed(_origin: str | None, environ: dict[str, Any]) -> bool:
        return from_our_pages(Request(environ), public_url)

    return allowed


def init_app(app: Flask) -> None:
    """Refuse writes that a foreign page sent, or that a plain form could have sent."""

    @app.before_request
    def guard() -> None:
        if request.method in SAFE_METHODS or not request.path.startswith("/api/"):
            return
        refuse_foreign_pages(request)
        view = app.view_functions.get(request.endpoint or "")
        types, refusal = getattr(view, "takes_files", JSON)
        if request.mimetype not in types:
            raise Problem(refusal, 415)
