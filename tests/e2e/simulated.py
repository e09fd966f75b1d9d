"""Phones without a screen: HTTP and a websocket to the real server, and what they were told."""

from __future__ import annotations

from typing import Any

from tests.support.phones import Phone
from tests.support.servers import Server, cookie_of, tell
from tests.support.wires import Wire


class Simulated:
    """A phone at a talk. It fails the test when a stream tells it anything twice or out of turn.

    Its cookies are those of `phone`, which joined by itself.
    """

    def __init__(self, server: Server, phone: Phone, talk: str) -> None:
        self.id = phone.person_id
        self.table: dict[str, Any] | None = None
        self._server, self._phone, self._talk = server, phone, talk
        self._numbers: dict[str, int] = {}
        self._connect()

    def check_in(self) -> None:
        """Say that one is here."""
        tell(self._server, self._phone, "PUT", f"/talks/{self._talk}/here", {})

    def hears(self, kind: str, **wanted: Any) -> dict[str, Any]:
        """Wait for a fact of this kind about the talk as wanted; return the talk in it."""
        while True:
            fact = self._next_fact()
            talk = fact.get("data", {}).get("talk", {})
            if fact.get("type") == kind and wanted.items() <= talk.items():
                return dict(talk)

    def is_seated(self, round_number: int) -> dict[str, Any]:
        """Wait for the one message that names one's table in a round; return the table."""
        self.hears("tables.table_set", round=round_number)
        assert self.table is not None
        assert self.id in self.names()
        return self.table

    def names(self) -> dict[str, str]:
        """Return who sits at one's table, by id."""
        assert self.table is not None
        people = [one["person"] for one in self.table["people"]]
        return {person["id"]: person["name"] for person in people}

    def dies_and_comes_back(self) -> None:
        """Hang up without a word, and connect anew as a phone does after a nap."""
        self.close()
        self._numbers.clear()
        self._connect()

    def close(self) -> None:
        """Hang up."""
        self._wire.close()

    def _connect(self) -> None:
        cookie = cookie_of(self._phone)
        self._wire = Wire(self._server.url, cookie=cookie, origin=self._server.url)
        stream = f"talk:{self._talk}"
        asked = {"conference": self._phone.conference, "stream": stream}
        self._numbers[stream] = self._wire.ask("subscribe", asked)["number"]

    def _next_fact(self) -> dict[str, Any]:
        fact: dict[str, Any] = self._wire.hear("fact")
        stream, number = fact["stream"], fact["number"]
        known = self._numbers.get(stream, number - 1)
        assert number == known + 1, f"{stream}: {number} after {known}"
        self._numbers[stream] = number
        if fact.get("type") == "tables.table_set":
            told = fact["data"]["table"]
            assert self.table is None or self._sight(told) != self._sight(self.table)
            self.table = told
        return fact

    @staticmethod
    def _sight(table: dict[str, Any]) -> tuple[str, int]:
        return table["id"], table["version"]
