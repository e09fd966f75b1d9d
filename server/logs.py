"""What the server says of itself: one line a thing, and nothing personal in any.

No names, ids, tokens or addresses: requests are told by the template of their route, and
exceptions by their kind and place, since a message may quote what somebody wrote.
"""

from __future__ import annotations

import logging
import time
import traceback
from types import TracebackType

from flask import Flask, Response, g, request

from server.pulse import pulse

log = logging.getLogger(__name__)

# At more than a warning these tell every packet, with all that is in it.
TALKATIVE = ("socketio", "engineio", "geventwebsocket")

ExceptionInfo = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)


class Discreet(logging.Formatter):
    """Lines in which an exception has a kind and a place, but no message."""

    def formatException(self, ei: ExceptionInfo) -> str:  # noqa: N802  (logging's word)
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


def set_up(level: str) -> None:
    """Write what is logged at `level` ("WARNING") or above to standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(Discreet("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)


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
    pulse.answered(method, route, status, seconds)
    if log.isEnabledFor(logging.INFO):
        log.info("%s %s %d %.1f ms", method, route, status, seconds * 1000)
