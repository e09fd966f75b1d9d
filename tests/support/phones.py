"""A phone in a test: a browser's cookies and headers over the real routes and sockets."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Flask
from flask_socketio import SocketIOTestClient
from werkzeug.test import TestResponse

from server.conferences.models import Conference
from server.extensions import socketio

ORIGIN = "http://localhost"


class Phone:
    """One device. `person_id` and `conference` are set once it has joined."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client = app.test_client()
        self.person_id = ""
        self.conference = ""
        self.sockets: list[SocketIOTestClient] = []

    def send(self, method: str, path: str, body: Any = None, **options: Any) -> TestResponse:
        """Send a request as our own page would; `path` follows /api/v1."""
        headers = {"Origin": ORIGIN, "Content-Type": "application/json"}
        headers |= options.pop("headers", {})
        if method == "GET":
            headers = {"Sec-Fetch-Site": "same-origin"} | headers
            headers.pop("Content-Type")
            headers.pop("Origin")
        return self.client.open(
            f"/api/v1{path}",
            method=method,
            json=body if body is not None else ({} if method != "GET" else None),
            headers=headers,
            **options,
        )

    def inside(self, path: str) -> str:
        """Return a path within the conference that this phone is in."""
        return f"/conferences/{self.conference}{path}"

    def get(self, path: str, **options: Any) -> Any:
        """Return the body of what must be found within the conference."""
        return self._fine(self.send("GET", self.inside(path), **options))

    def put(self, path: str, body: Any = None) -> Any:
        """Put within the conference; it must succeed."""
        return self._fine(self.send("PUT", self.inside(path), body))

    def post(self, path: str, body: Any = None) -> Any:
        """Post within the conference; it must succeed."""
        return self._fine(self.send("POST", self.inside(path), body))

    def patch(self, path: str, body: Any = None) -> Any:
        """Patch within the conference; it must succeed."""
        return self._fine(self.send("PATCH", self.inside(path), body))

    def delete(self, path: str) -> None:
        """Delete within the conference; it must succeed."""
        self._fine(self.send("DELETE", self.inside(path)))

    def refused(self, method: str, path: str, body: Any = None) -> dict[str, Any]:
        """Return the problem that a request within the conference must run into."""
        response = self.send(method, self.inside(path), body)
        assert response.status_code >= 400, response.text
        assert response.content_type == "application/problem+json"
        problem: dict[str, Any] = response.get_json()
        return problem

    def join(self, conference: Conference, name: str, *backgrounds: str, **profile: Any) -> Phone:
        """Come in with the typed code; more of the profile may follow."""
        self.send("GET", "/me")
        self.person_id = str(uuid.uuid4())
        body = {
            "code": conference.code,
            "name": name,
            "backgrounds": list(backgrounds) or ["agent"],
        }
        joined = self._fine(self.send("PUT", f"/people/{self.person_id}", body))
        self.conference = joined["slug"]
        if profile:
            self.patch("/me", {"version": 1} | profile)
        return self

    def listen(self, *streams: str) -> SocketIOTestClient:
        """Connect a socket and subscribe to streams of the conference; all must be granted."""
        cookie = self.client.get_cookie("happenstance")
        assert cookie is not None
        socket = socketio.test_client(
            self.app, flask_test_client=self.client, headers={"Origin": ORIGIN}
        )
        self.sockets.append(socket)
        if streams:
            answer = self.subscribe_to_all(socket, *streams)
            assert answer["numbers"].keys() == set(streams), answer
        return socket

    def subscribe(self, socket: SocketIOTestClient, stream: str) -> dict[str, Any]:
        """Ask to hear a stream; return the number or the problem."""
        message = {"conference": self.conference, "stream": stream}
        answer: dict[str, Any] = socket.emit("subscribe", message, callback=True)
        return answer

    def subscribe_to_all(self, socket: SocketIOTestClient, *streams: str) -> dict[str, Any]:
        """Ask to hear several streams at once; return the numbers and the problems."""
        message = {"conference": self.conference, "streams": streams}
        answer: dict[str, Any] = socket.emit("subscribe", message, callback=True)
        return answer

    def close(self) -> None:
        """Hang up."""
        for socket in self.sockets:
            if socket.is_connected():
                socket.disconnect()

    def _fine(self, response: TestResponse) -> Any:
        assert response.status_code < 400, response.text
        return response.get_json() if response.data else None


def facts(socket: SocketIOTestClient, kind: str | None = None) -> list[dict[str, Any]]:
    """Return the facts heard since the last call, or those of one type."""
    heard = [one["args"][0] for one in socket.get_received() if one["name"] == "fact"]
    return [fact for fact in heard if kind is None or fact.get("type") == kind]
