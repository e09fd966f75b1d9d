"""Addresses that people open, and their QR codes. Secrets stand in the fragment."""

from __future__ import annotations

import io

import segno
from flask import current_app, request

QR_ERROR_LEVEL = "m"


def address(path: str) -> str:
    """Return the full address of a page: under PUBLIC_URL, else where the request arrived."""
    base: str = current_app.config["PUBLIC_URL"] or request.host_url.rstrip("/")
    return base + path


def join_path(token: str) -> str:
    """Return the path that the QR code carries; short, for a code that scans from afar."""
    return f"/j#{token}"


def enter_path(slug: str, token: str) -> str:
    """Return the path of a link that raises a role or brings somebody back."""
    return f"/c/{slug}/enter#{token}"


def qr_svg(text: str) -> str:
    """Return a QR code as an SVG that takes its colour from the page around it."""
    drawing = io.BytesIO()
    code = segno.make(text, error=QR_ERROR_LEVEL, micro=False)
    code.save(drawing, kind="svg", xmldecl=False, border=2, omitsize=True)
    return drawing.getvalue().decode()
