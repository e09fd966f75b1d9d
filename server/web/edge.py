"""The one door of every request: who is calling, in which transaction, with which right."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from flask import Flask, current_app, request

from server.database import carry_out, reading
from server.errors import not_found
from server.extensions import db
from server.web.device import calling_device
from server.web.rights import Caller, Role

View = Callable[..., Any]
FindCaller = Callable[[str, str], Caller | None]
SLUG = re.compile(r"[a-z0-9](-?[a-z0-9]){0,59}")


def identify_callers_by(app: Flask, find: FindCaller) -> None:
    """Let `find(device_hash, slug)` tell who is calling; it returns None for a stranger."""
    app.extensions["happenstance-find-caller"] = find


def find_caller(device_hash: str, slug: str) -> Caller | None:
    """Return the person whom this device holds at this conference, or None for a stranger."""
    if not SLUG.fullmatch(slug):
        return None
    find: FindCaller = current_app.extensions["happenstance-find-caller"]
    return find(device_hash, slug)


def caller_in(slug: str, role: Role) -> Caller:
    """Return the calling person in this conference.

    Raises not-found for strangers and for those whose role does not include `role`.
    """
    caller = find_caller(calling_device(), slug)
    if caller is None or not caller.role.includes(role):
        raise not_found()
    return caller


def command(role: Role = Role.ATTENDEE) -> Callable[[View], View]:
    """Make a view one command: a write transaction, its caller first, committed at the end."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, slug: str, **kwargs: Any) -> Any:
            return _in_command(lambda: view(caller_in(slug, role), *args, **kwargs))

        return guarded

    return decorate


def query(role: Role = Role.ATTENDEE) -> Callable[[View], View]:
    """Make a view one query: a snapshot of the database, its caller first."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, slug: str, **kwargs: Any) -> Any:
            with reading(db.session):
                return view(caller_in(slug, role), *args, **kwargs)

        return guarded

    return decorate


def open_command(view: View) -> View:
    """Make a view a command that needs no person: joining, recovering."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        _check_slug(kwargs)
        return _in_command(lambda: view(*args, **kwargs))

    return guarded


def open_query(view: View) -> View:
    """Make a view a query that needs no person."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        _check_slug(kwargs)
        with reading(db.session):
            return view(*args, **kwargs)

    return guarded


def _check_slug(address: Mapping[str, Any]) -> None:
    """Stop what can be no slug before a database is asked for it. Raises not-found."""
    if "slug" in address and not SLUG.fullmatch(address["slug"]):
        raise not_found()


def _in_command(act: Callable[[], Any]) -> Any:
    request.get_data()  # all of it, before the transaction begins: a slow phone holds up nobody
    return carry_out(db.session, act)
