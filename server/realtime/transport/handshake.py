"""A browser's websocket handshake, read ahead of the HTTP server. Pure.

Only what looks exactly as browsers' handshakes for Socket.IO do is read here; None is said of all
else, which the HTTP server and Engine.IO handle, or refuse, as ever.
"""

from __future__ import annotations

import base64
import binascii
import re
from typing import Any
from urllib.parse import unquote_to_bytes

from server.realtime.transport.frames import accept_key

Environ = dict[str, Any]

PATH = "/socket.io/"
WANTED = {"EIO=4", "transport=websocket"}  # no sid: it begins anew
KEY_BYTES = 16
NAME = re.compile(r"[A-Za-z0-9-]+")  # of a header; another could pass for one of a proxy's
HANDSHAKE = "happenstance.handshake"  # in an environ: it was read here


def read(head: bytes, address: tuple[Any, ...]) -> Environ | None:
    """Return the WSGI environ of a handshake, if it is one.

    head: what has come so far, which must be the whole head and nothing after it.
    address: of whoever sent it.
    """
    if not head.startswith(b"GET /socket.io/?") or not head.endswith(b"\r\n\r\n"):
        return None
    request, *lines = head[:-4].decode("latin-1").split("\r\n")
    if not all(line.isprintable() for line in (request, *lines)):
        return None
    method, _, target = request.removesuffix(" HTTP/1.1").partition(" ")
    path, _, query = target.partition("?")
    if request == target or path != PATH or not set(query.split("&")) >= WANTED:
        return None
    if any(one.startswith(("sid=", "j=")) for one in query.split("&")):
        return None
    environ: Environ = {
        HANDSHAKE: True,
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
        "QUERY_STRING": query,
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": str(address[0]) if address else "",
        "wsgi.url_scheme": "http",
    }
    for line in lines:
        name, colon, value = line.partition(":")
        key = "HTTP_" + name.upper().replace("-", "_")
        if not colon or not NAME.fullmatch(name) or key in environ:
            return None
        environ[key] = value.strip()
    return environ if _is_handshake(environ) else None


def answer(environ: Environ) -> bytes:
    """Return the head of the answer that opens the websocket."""
    return (
        "HTTP/1.1 101 Switching Protocols\r\n"
        "Upgrade: websocket\r\n"
        "Connection: Upgrade\r\n"
        f"Sec-WebSocket-Accept: {accept_key(environ['HTTP_SEC_WEBSOCKET_KEY'])}\r\n\r\n"
    ).encode()


def _is_handshake(environ: Environ) -> bool:
    connection = environ.get("HTTP_CONNECTION", "").lower().replace(" ", "").split(",")
    try:
        key = base64.b64decode(environ.get("HTTP_SEC_WEBSOCKET_KEY", ""), validate=True)
    except binascii.Error:
        return False
    return (
        environ.get("HTTP_UPGRADE", "").lower() == "websocket"
        and "upgrade" in connection
        and environ.get("HTTP_SEC_WEBSOCKET_VERSION") == "13"
        and len(key) == KEY_BYTES
        and "HTTP_HOST" in environ
        and not {"HTTP_CONTENT_LENGTH", "HTTP_TRANSFER_ENCODING"} & environ.keys()
    )
