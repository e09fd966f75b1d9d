"""One shape for every failure: RFC 9457 problem details with a stable code."""

from __future__ import annotations

import logging
from typing import Any

from flask import Flask, Response, json, request
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from server.texts import say

log = logging.getLogger(__name__)

# The codes of failures that the web framework raises itself.
CODES = {
    400: "bad-request",
    401: "unknown-device",
    403: "not-found",  # a stranger learns nothing from the difference
    404: "not-found",
    405: "method-not-allowed",
    413: "too-large",
    415: "not-json",
    422: "invalid",
    429: "too-many",
    503: "busy",
}


class Problem(Exception):  # noqa: N818  (the field's word is "problem")
    """Something the caller must be told.

    code: stable and kebab-case; `problem.<code>` in the catalogue is its sentence.
    status: the HTTP status.
    params: fills the sentence, and is told to the caller as it is.
    errors: per field, the sentences that belong beside it.
    """

    def __init__(
        self,
        code: str,
        status: int = 400,
        *,
        errors: dict[str, list[str]] | None = None,
        **params: Any,
    ) -> None:
        super().__init__(code)
        self.code = code
        self.status = status
        self.params = params
        self.errors = errors

    def body(self) -> dict[str, Any]:
        """Return the problem as both wires carry it."""
        body: dict[str, Any] = {
            "type": f"urn:happenstance:problem:{self.code}",
            "title": say(f"problem.{self.code}.title"),
            "status": self.status,
            "detail": say(f"problem.{self.code}", **self.params),
            "code": self.code,
            "params": self.params,
        }
        if self.errors:
            body["errors"] = self.errors
        return body


def not_found() -> Problem:
    """Return the one answer for what is absent and for what is none of your business."""
    return Problem("not-found", 404)


def respond(problem: Problem, headers: dict[str, str] | None = None) -> Response:
    """Return the HTTP answer that carries `problem`."""
    return Response(
        json.dumps(problem.body()),
        status=problem.status,
        headers=headers,
        content_type="application/problem+json",
    )


def init_app(app: Flask) -> None:
    """Answer every failure of this app in the one shape."""

    @app.errorhandler(Problem)
    def on_problem(problem: Problem) -> Response:
        return respond(problem)

    @app.errorhandler(HTTPException)
    def on_http_exception(error: HTTPException) -> Response:
        status = error.code or 500
        if error.response is not None or status < 400:  # redirects are not failures
            return error.get_response()  # type: ignore[return-value]
        headers = {
            name: value
            for name, value in error.get_headers()
            if name.lower() in {"allow", "retry-after"}
        }
        if status == 429:
            headers.setdefault("Retry-After", "60")
        code = CODES.get(status, "bad-request" if status < 500 else "our-fault")
        status = 404 if status == 403 else status
        return respond(Problem(code, status, errors=_field_errors(error)), headers)

    @app.errorhandler(OperationalError)
    def on_database_away(error: OperationalError) -> Response:
        log.error("database unavailable: %s", type(error.orig).__name__)
        return respond(Problem("busy", 503), {"Retry-After": "2"})

    @app.errorhandler(Exception)
    def on_bug(error: Exception) -> Response:
        if app.testing:
            raise error
        # The path is a template without ids, so that no personal data reaches the log.
        log.exception("unexpected error in %s", request.url_rule)
        return respond(Problem("our-fault", 500))


def _field_errors(error: HTTPException) -> dict[str, list[str]] | None:
    """Flatten what the request parser says of each field: {"text": ["..."]}."""
    messages = (getattr(error, "data", None) or {}).get("messages") or {}
    flat: dict[str, list[str]] = {}
    for location in messages.values():
        _flatten(location, "", flat)
    return flat or None


def _flatten(node: object, path: str, flat: dict[str, list[str]]) -> None:
    if isinstance(node, dict):
        for key, value in node.items():
            _flatten(value, f"{path}.{key}" if path else str(key), flat)
    elif isinstance(node, list):
        flat.setdefault(path or "body", []).extend(str(text) for text in node)
    else:
        flat.setdefault(path or "body", []).append(str(node))
