"""The addresses in links and QR codes: those that phones can open."""

from __future__ import annotations

import pytest
from flask import Flask

from server.web import links


@pytest.mark.parametrize(
    ("open_to_network", "public", "asked", "told"),
    [
        (True, None, "http://localhost:8000", "http://192.0.2.7:8000/j#t"),
        (True, None, "http://127.0.0.1:8000", "http://192.0.2.7:8000/j#t"),
        (True, None, "http://[::1]", "http://192.0.2.7/j#t"),
        (True, None, "http://192.0.2.9:8000", "http://192.0.2.9:8000/j#t"),
        (True, None, "http://localhost.example", "http://localhost.example/j#t"),
        (False, None, "http://localhost:8000", "http://localhost:8000/j#t"),
        (True, "https://forum.example", "http://localhost:8000", "https://forum.example/j#t"),
    ],
)
def test_are_of_use_to_a_phone(
    app: Flask,
    monkeypatch: pytest.MonkeyPatch,
    *,
    open_to_network: bool,
    public: str | None,
    asked: str,
    told: str,
) -> None:
    monkeypatch.setattr(links, "lan_address", lambda: "192.0.2.7")
    monkeypatch.setitem(app.config, "ANSWERS_NETWORK", open_to_network)
    monkeypatch.setitem(app.config, "PUBLIC_URL", public)
    with app.test_request_context(base_url=asked):
        assert links.address("/j#t") == told
