"""Which handshakes are read ahead of the HTTP server, and which are left to it."""

from __future__ import annotations

import pytest

from server.realtime.transport import handshake

LINES = (
    "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1",
    "Host: forum.example",
    "Connection: keep-alive, Upgrade",
    "Upgrade: websocket",
    "Origin: https://forum.example",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    "Cookie: happenstance=secret; other=1",
)


def head(*lines: str) -> bytes:
    return "\r\n".join((*lines, "", "")).encode()


def changed(old: str, new: str) -> bytes:
    data = head(*LINES)
    assert old.encode() in data
    return data.replace(old.encode(), new.encode())


def test_a_browsers_is_read() -> None:
    environ = handshake.read(head(*LINES), ("192.0.2.7", 4711))
    assert environ is not None
    assert environ["REMOTE_ADDR"] == "192.0.2.7"
    assert environ["HTTP_HOST"] == "forum.example"
    assert environ["HTTP_COOKIE"] == "happenstance=secret; other=1"
    answer = handshake.answer(environ).decode()
    assert answer.startswith("HTTP/1.1 101 ")
    assert "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n" in answer
    assert "Extensions" not in answer


@pytest.mark.parametrize(
    "data",
    [
        b"",
        head(*LINES)[:-1],
        head(*LINES) + b"\x81",
        changed("GET", "POST"),
        changed("HTTP/1.1", "HTTP/1.0"),
        changed("/socket.io/?", "/socket.io/more?"),
        changed("/socket.io/?", "/api/v1/me?"),
        changed("transport=websocket", "transport=polling"),
        changed("EIO=4", "EIO=3"),
        changed("EIO=4&", "EIO=4&sid=abc&"),
        changed("EIO=4&", "EIO=4&j=1&"),
        changed("Upgrade: websocket", "Upgrade: h2c"),
        changed("keep-alive, Upgrade", "keep-alive"),
        changed("Version: 13", "Version: 8"),
        changed("dGhlIHNhbXBsZSBub25jZQ==", "dGhlIHNhbXBsZQ=="),
        changed("dGhlIHNhbXBsZSBub25jZQ==", "???"),
        head(*LINES, "Content-Length: 4"),
        head(*LINES, "Origin: https://evil.example"),
        head(*LINES, "No colon"),
        head(*LINES, " Folded: line"),
        head(*LINES, "X_Forwarded_For: 198.51.100.9"),
        head(*LINES, "Accept: one\nCookie: two"),
        changed("EIO=4&", "EIO=4&t=\n&"),
        head(*(line for line in LINES if not line.startswith("Host"))),
    ],
    ids=[
        "nothing yet",
        "half of it",
        "more than it",
        "another method",
        "an older HTTP",
        "another path",
        "a page",
        "polling",
        "an older Engine.IO",
        "an upgrade of polling",
        "polling by a script",
        "another protocol",
        "no upgrade",
        "an older websocket",
        "a short key",
        "no key",
        "a body",
        "two origins",
        "no header",
        "a folded header",
        "a header that passes for another",
        "two headers in one",
        "two lines for a request",
        "no host",
    ],
)
def test_everything_else_is_left_to_the_http_server(data: bytes) -> None:
    assert handshake.read(data, ("192.0.2.7", 4711)) is None
