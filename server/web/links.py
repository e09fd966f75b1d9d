"""Addresses that people open, and their QR codes. Secrets stand in the fragment."""

from __future__ import annotations

import io
import socket
from urllib.parse import urlsplit

import segno
from flask import current_app, request

QR_ERROR_LEVEL = "m"
LOOPBACK = ("localhost", "127.0.0.1", "::1")


def address(path: str) -> str:
    """Return the full address of a page: under PUBLIC_URL, else where the request arrived.

    What arrived at localhost is of no use to phones: where the server answers the network too,
    the address is this machine's there.
    """
    public: str | None = current_app.config["PUBLIC_URL"]
    if public:
        return public + path
    arrived = urlsplit(request.host_url)
    if current_app.config["ANSWERS_NETWORK"] and arrived.hostname in LOOPBACK:
        port = "" if arrived.port is None else f":{arrived.port}"
        return f"{arrived.scheme}://{lan_address()}{port}{path}"
    return request.host_url.rstrip("/") + path


def lan_address() -> str:
    """Return this machine's address on its network, or localhost without one."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # a documentation address; nothing is sent
            return str(probe.getsockname()[0])
        except OSError:
            return "localhost"


def join_path(token: str) -> str:
    """Return the path that the QR code carries; short, for a code that scans from afar."""
    return f"/j#{token}"


def table_path(slug: str, table: int | str, token: str) -> str:
    """Return the path on a table's card: it joins the conference and comes to that table.

    table: its number in the hall, or the code of an open one.
    """
    return f"/c/{slug}/t/{table}#{token}"


def enter_path(slug: str, token: str) -> str:
    """Return the path of a link that raises a role or brings somebody back."""
    return f"/c/{slug}/enter#{token}"


def qr_svg(text: str) -> str:
    """Return a QR code as an SVG that takes its colour from the page around it."""
    drawing = io.BytesIO()
    code = segno.make(text, error=QR_ERROR_LEVEL, micro=False)
    code.save(drawing, kind="svg", xmldecl=False, border=2, omitsize=True)
    return drawing.getvalue().decode()
