"""The server, with a bare Flask view beside it in the same process to compare it with.

The bare view answers under /bare/ with the bytes of the file that BENCHMARK_BODY names.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from flask import Flask, Response
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from server.app import create_app

app = create_app()
bare = Flask("bare")


@bare.get("/")
def page() -> Response:
    """Answer, doing nothing else."""
    return Response(_body(), mimetype="application/json")


@cache
def _body() -> bytes:
    return Path(os.environ["BENCHMARK_BODY"]).read_bytes()


app.wsgi_app = DispatcherMiddleware(app.wsgi_app, {"/bare": bare})  # type: ignore[method-assign]
