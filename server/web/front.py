"""Answering in front of Flask what a whole hall asks for at once, from bytes that are kept."""

from __future__ import annotations

import re
import time
from abc import ABC, abstractmethod
from collections.abc import Iterable
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.datastructures import Headers

from server.extensions import db
from server.logs import tell
from server.web.device import by_https, device_in
from server.web.pages import protect

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

Answered = tuple[HTTPStatus, dict[str, str], bytes]


class Front(ABC):
    """Answers what it can of one address, and hands everything else to the app behind it.

    path: of what it answers. rule: the same as the app has it, for the log.
    """

    def __init__(self, app: Flask, path: re.Pattern[str], rule: str) -> None:
        self._behind: WSGIApplication = app.wsgi_app
        self._public_url: str | None = app.config["PUBLIC_URL"]
        self._path, self._rule = path, rule
        with app.app_context():
            self._engine = db.engine
        self._failures = (SQLAlchemyError, self._engine.dialect.loaded_dbapi.Error)
        self._protection = {secure: _protection(secure=secure) for secure in (False, True)}

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request, here or behind."""
        began = time.perf_counter()
        path = self._path.fullmatch(environ["PATH_INFO"])
        if not path or environ["REQUEST_METHOD"] != "GET":
            return self._behind(environ, start_response)
        secure = by_https(self._public_url, environ["wsgi.url_scheme"])
        device = device_in(environ.get("HTTP_COOKIE", ""), secure=secure)
        answered = self._answered(device, path, environ) if device else None
        if answered is None:
            return self._behind(environ, start_response)
        status, headers, body = answered
        start_response(
            f"{status.value} {status.phrase}", [*headers.items(), *self._protection[secure]]
        )
        tell("GET", self._rule, status, began)
        return [body]

    def _answered(
        self, device: str, path: re.Match[str], environ: WSGIEnvironment
    ) -> Answered | None:
        try:
            connection = self._engine.raw_connection()
            try:
                return self.answer(connection, device, path, environ)
            finally:
                connection.close()
        except self._failures:
            return None  # it fails behind, too, and there it is said how

    @abstractmethod
    def answer(
        self, connection: Any, device: str, path: re.Match[str], environ: WSGIEnvironment
    ) -> Answered | None:
        """Return what answers a device, or None for what only the app can answer.

        connection: of the driver, for `Prepared` statements.
        """


def _protection(*, secure: bool) -> list[tuple[str, str]]:
    """Return the headers that every answer has. secure: over HTTPS."""
    headers = Headers()
    protect(headers, secure=secure)
    return list(headers)
