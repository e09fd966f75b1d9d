"""One shape for every failure: RFC 9457 problem details with a stable code."""

from __future__ import annotations

import logging
import math
import re
from functools import cache
from typing import Any

from flask import Flask, Response, current_app, has_request_context, json, request
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from werkzeug.exceptions import HTTPException

from server.texts import catalogue, say

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
    503: "busy",
}

WHOLE = "_schema"  # where the request parser puts what is wrong with all of it

# What the request parser says of a field, as a pattern, and the key of ours. Groups are params.
FIELD_TEXTS = {
    r"Missing data for required field\.|Field may not be null\.": "field.required",
    r"Unknown field\.": "field.unknown",
    r"Invalid JSON body\.": "field.unreadable",
    r"Not a valid (integer|number)\.|Number too large\.": "field.no-number",
    r"Not a valid boolean\.": "field.yes-or-no",
    r"Not a valid date\.": "field.no-date",
    r"Must be one of: .*": "field.not-offered",
    r"Must be greater than or equal to (?P<least>\d+) and less than or equal to (?P<most>\d+)\.": (
        "field.from-to"
    ),
    r"Length must be between (?P<least>\d+) and (?P<most>\d+)\.": "field.how-many",
}


class Problem(Exception):
    """Something the caller must be told.

    code: stable and kebab-case; `problem.<code>` in the catalogue is its sentence.
    status: the HTTP status.
    errors: per field, the sentences that belong beside it.
    retry_after: seconds after which trying again makes sense.
    params: fills the sentence, and is told to the caller as it is.
    """

    def __init__(
        self,
        code: str,
        status: int = 400,
        *,
        errors: dict[str, list[str]] | None = None,
        retry_after: int | None = None,
        **params: Any,
    ) -> None:
        super().__init__(code)
        self.code = code
        self.status = status
        self.errors = errors
        self.retry_after = retry_after
        self.params = params

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


def too_many(seconds: int = 60) -> Problem:
    """Return what somebody is told who must wait. seconds: how long; told in whole minutes."""
    minutes = math.ceil(seconds / 60)
    wait = say("wait.minute") if minutes <= 1 else say("wait.minutes", minutes=minutes)
    return Problem("too-many", 429, retry_after=seconds, minutes=minutes, wait=wait)


def problem_of(error: Exception) -> Problem:
    """Return what the caller is told of a failure, on either wire.

    In tests, a failure that nobody foresaw is raised as it is.
    """
    if isinstance(error, Problem):
        return error
    if isinstance(error, (OperationalError, NoConnectionFree)):
        said = getattr(error, "orig", error)
        # What PostgreSQL says of a statement may quote what is in it, and has a code instead.
        log.error("database unavailable: %s", getattr(said, "sqlstate", None) or said)
        return Problem("busy", 503, retry_after=2)
    if current_app.testing:
        raise error
    # The rule is a template without ids, so that nothing personal reaches the log.
    place = request.url_rule if has_request_context() else "a socket"
    log.error("unexpected error in %s", place, exc_info=error)
    return Problem("our-fault", 500)


def respond(problem: Problem, allow: str | None = None) -> Response:
    """Return the HTTP answer that carries `problem`; `allow` lists methods that would do."""
    response = Response(
        json.dumps(problem.body()),
        status=problem.status,
        content_type="application/problem+json",
    )
    if problem.retry_after is not None:
        response.headers["Retry-After"] = str(problem.retry_after)
    if allow is not None:
        response.headers["Allow"] = allow
    return response


def init_app(app: Flask) -> None:
    """Answer every failure of this app in the one shape."""

    @app.errorhandler(Exception)
    def on_failure(error: Exception) -> Response:
        return respond(problem_of(error))

    @app.errorhandler(HTTPException)
    def on_http_exception(error: HTTPException) -> Response:
        status = error.code or 500
        if error.response is not None or status < 400:  # redirects are not failures
            return error.get_response()  # type: ignore[return-value]
        if status == 429:
            return respond(too_many())
        code = CODES.get(status, "bad-request" if status < 500 else "our-fault")
        status = 404 if status == 403 else status
        return respond(
            Problem(code, status, errors=_field_errors(error)),
            allow=dict(error.get_headers()).get("Allow"),
        )


def by_field(messages: object) -> dict[str, list[str]]:
    """Flatten what the parser says of a request: {"newcomer.name": ["This is needed."]}."""
    flat: dict[str, list[str]] = {}
    _flatten(messages, "", flat)
    return flat


def _field_errors(error: HTTPException) -> dict[str, list[str]] | None:
    """Return what the request parser found wrong, without the place where it was looking."""
    messages: dict[str, object] = (getattr(error, "data", None) or {}).get("messages") or {}
    flat: dict[str, list[str]] = {}
    for location in messages.values():
        flat |= by_field(location)
    return flat or None


def _flatten(node: object, path: str, flat: dict[str, list[str]]) -> None:
    if isinstance(node, dict):
        for key, value in node.items():
            steps = [step for step in (path, str(key)) if step not in {"", WHOLE}]
            _flatten(value, ".".join(steps), flat)
    elif isinstance(node, list):
        for text in node:
            _flatten(text, path, flat)
    else:
        flat.setdefault(path or "body", []).append(_in_our_words(str(node)))


def _in_our_words(text: str) -> str:
    """Return what is said of a field as a sentence of the catalogue, whoever said it."""
    if _our_field_texts().fullmatch(text):
        return text
    for pattern, key in FIELD_TEXTS.items():
        if found := re.fullmatch(pattern, text, re.DOTALL):
            return say(key, **found.groupdict())
    return say("field.no-fit")


@cache
def _our_field_texts() -> re.Pattern[str]:
    ours = [text for key, text in catalogue().items() if key.startswith("field.")]
    return re.compile("|".join(re.sub(r"\\{\w+\\}", r"\\d+", re.escape(text)) for text in ours))
