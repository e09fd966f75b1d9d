"""Devices that ask a real server, each with a cookie of its own."""

from __future__ import annotations

import http.client
import json
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any
from urllib.parse import urlsplit

from server.web.device import cookie_name

Device = Callable[[str, str, object], dict[str, Any]]

PATIENCE = 60.0  # seconds


def cookie_of(token: str) -> str:
    """Return the cookie of the device with this token, as browsers send it."""
    return f"{cookie_name(secure=False)}={token}"


@contextmanager
def device(url: str, cookie: str) -> Iterator[Device]:
    """Give what asks the server as the device of this cookie, and returns its JSON answer."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=PATIENCE)
    headers = {
        "Cookie": cookie,
        "Content-Type": "application/json",
        "Origin": url,
    }

    def ask(method: str, path: str, body: object) -> dict[str, Any]:
        connection.request(method, path, None if body is None else json.dumps(body), headers)
        response = connection.getresponse()
        answer: dict[str, Any] = json.loads(response.read())
        assert response.status == http.HTTPStatus.OK, answer
        return answer

    with closing(connection):
        yield ask
