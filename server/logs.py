"""What the server says of itself: one line a thing, and nothing personal in any.

No names, ids, tokens or addresses: requests are told by the template of their route, and
exceptions by their kind and place, since a message may quote what somebody wrote. What a library
says is told without the values that it fills in, or by its place alone.
"""

from __future__ import annotations

import logging
import sys
import threading
import time
import traceback
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

import orjson
from flask import Flask, Response, g, request

from server.pulse import pulse

log = logging.getLogger(__name__)

METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
OURS = {"server", "py"}  # the loggers whose words are our own, or Python's warnings

ExceptionInfo = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)


class Discreet(logging.Formatter):
    """Lines in which an exception has a kind and a place, but no message."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  (logging's word)
        """Return the line, without what a library may quote in it."""
        record.message = said(record)
        return super().formatMessage(record)

    def formatException(self, ei: ExceptionInfo) -> str:  # noqa: N802  (likewise)
        """Return the frames of an exception, and what it is and came from."""
        _, error, trace = ei
        frames = [
            f"  {frame.filename}:{frame.lineno} in {frame.name}"
            for frame in traceback.extract_tb(trace)
        ]
        kinds = []
        while error is not None:
            kinds.append(type(error).__name__)
            error = error.__cause__ or error.__context__
        return "\n".join([*frames, "  " + ", from ".join(kinds)])


class Structured(Discreet):
    """The same as JSON, an object a line, for programs that collect logs."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the object; what a line is made of has fields of its own."""
        told: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC),
            "level": record.levelname,
            "logger": record.name,
            "said": said(record),
        }
        told |= getattr(record, "fields", {})
        if record.exc_info:
            told["exception"] = self.formatException(record.exc_info).splitlines()
        return orjson.dumps(told).decode()


FORMS: dict[str, logging.Formatter] = {
    "text": Discreet("%(asctime)s %(levelname)s %(name)s: %(message)s"),
    "json": Structured(),
}


def said(record: logging.LogRecord) -> str:
    """Return what is said, without what a library may quote."""
    if record.name.partition(".")[0] in OURS:
        return record.getMessage()
    template = str(record.msg) if record.args else "something was said"
    return f"{template} ({record.filename}:{record.lineno})"


def set_up(level: str, form: str = "text") -> None:
    """Write what we log at `level` ("WARNING") or above to standard error.

    form: "text" or "json". Libraries are heard from a warning on, whatever the level: below it
    they tell every packet and every row, with all that is in it.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(FORMS[form])
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("server").setLevel(level)
    logging.captureWarnings(capture=True)
    logging.raiseExceptions = False  # a line that cannot be written would be quoted in full


def take_over() -> None:
    """Have what else would be printed in full, past the logs, told by them. Under gevent only.

    That is: why a greenlet or a thread ended, and what a request that cannot be read looks like.
    """
    from gevent import get_hub, pywsgi  # noqa: PLC0415 - never before gunicorn's worker

    def unreadable(*_quoted: object) -> None:
        log.warning("a request could not be read")

    def failed(_context: object, *error: Any) -> None:
        log.error("a greenlet failed", exc_info=error)

    def raised(kind: type[BaseException], error: BaseException, trace: Any) -> None:
        log.error("nobody caught this", exc_info=(kind, error, trace))

    pywsgi.WSGIHandler.log_error = unreadable
    get_hub().print_exception = failed
    sys.excepthook = raised
    threading.excepthook = lambda end: raised(
        end.exc_type, end.exc_value or end.exc_type(), end.exc_traceback
    )


def init_app(app: Flask) -> None:
    """Log every request at level INFO: method, route, status, milliseconds."""

    @app.before_request
    def begin() -> None:
        g.began = time.perf_counter()

    @app.after_request
    def end(response: Response) -> Response:
        route = request.url_rule.rule if request.url_rule else "(no route)"
        tell(request.method, route, response.status_code, g.began)
        return response


def tell(method: str, route: str, status: int, began: float) -> None:
    """Log and count a request that has been answered. began: of `time.perf_counter`."""
    seconds = time.perf_counter() - began
    method = method if method in METHODS else "OTHER"  # or it could be anybody's words
    pulse.answered(method, route, status, seconds)
    if log.isEnabledFor(logging.INFO):
        milliseconds = round(seconds * 1000, 1)
        fields = {"method": method, "route": route, "status": status, "ms": milliseconds}
        log.info("%s %s %d %s ms", *fields.values(), extra={"fields": fields})
