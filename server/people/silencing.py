"""Muting and banning, what is said to that, and taking either back. Nothing here commits.

Three things an organiser can do, from the least to the most. Hidden: nobody sees somebody or what
they wrote; they may go on. Muted: they see all and are seen, but what they write from now on
reaches nobody. Banned: they are out, and nothing of theirs is shown anywhere.
"""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask, current_app

from server.conferences.actions import record
from server.conferences.queries import refuse_if_stopped
from server.errors import Problem, not_found
from server.people.models import Person
from server.people.telling import changed, rights_changed, show_or_hide
from server.web.rights import Caller, Role

StepOut = Callable[[Person], None]


def when_banned(app: Flask, step_out: StepOut) -> None:
    """Let `step_out(person)` take somebody who is banned away from where they sit or wait."""
    app.extensions.setdefault("happenstance-banning", []).append(step_out)


def mute(person: Person, words: str, *, by: Caller) -> None:
    """Let what somebody writes reach nobody from now on. They are told why.

    `person` is locked. Asked again, it stays as it is. Raises is-organiser or is-banned.
    """
    _refuse_organisers(person)
    if person.banned_because is not None:
        raise Problem("is-banned", 409)
    if person.muted_because is not None:
        return
    person.muted_because = words
    person.appeal = person.appeal_answer = None
    _record("mute", person, by=by, words=words)
    changed(person)


def unmute(person: Person, *, by: Caller) -> None:
    """Let what somebody writes reach the others again; `person` is locked. Twice is once."""
    if person.muted_because is None:
        return
    person.muted_because = None
    if person.banned_because is None:
        person.appeal = person.appeal_answer = None
    _record("unmute", person, by=by)
    changed(person)


def ban(person: Person, words: str, *, by: Caller) -> None:
    """Put somebody out: they hear nothing more but why, and nothing of theirs is shown.

    `person` is locked. Asked again, it stays as it is. Raises is-organiser.
    """
    _refuse_organisers(person)
    if person.banned_because is not None:
        return
    person.hidden_before_ban = person.hidden
    if not person.hidden:
        show_or_hide(person, hidden=True)
    step_outs: list[StepOut] = current_app.extensions.get("happenstance-banning", [])
    for step_out in step_outs:
        step_out(person)
    person.banned_because = words
    person.appeal = person.appeal_answer = None
    _record("ban", person, by=by, words=words)
    rights_changed(person)
    changed(person)


def lift_ban(person: Person, *, by: Caller) -> None:
    """Let somebody in again, and be seen as before; `person` is locked. Twice is once.

    Raises publication-stopped when nothing may go live.
    """
    if person.banned_because is None:
        return
    if not person.hidden_before_ban:
        refuse_if_stopped(person.conference)
        show_or_hide(person, hidden=False)
    person.banned_because = person.appeal = person.appeal_answer = None
    person.hidden_before_ban = False
    _record("lift-ban", person, by=by)
    rights_changed(person)
    changed(person)


def appeal(person: Person, words: str) -> None:
    """Tell the organisers, once, why a ban or a mute should be lifted; `person` is locked.

    Raises not-found for somebody who is neither, already-appealed for other words.
    """
    if person.banned_because is None and person.muted_because is None:
        raise not_found()
    if person.appeal is not None:
        if person.appeal != words:
            raise Problem("already-appealed", 409)
        return
    person.appeal = words
    _record("appeal", person, by=person, words=words)
    changed(person)


def answer_appeal(person: Person, words: str, *, by: Caller) -> None:
    """Say to somebody, once, what came of their appeal; `person` is locked. They are told.

    What they are silenced for stands until it is lifted.
    Raises not-found without an appeal, already-answered where another organiser was faster.
    """
    if person.appeal is None:
        raise not_found()
    if person.appeal_answer is not None:
        if person.appeal_answer != words:
            raise Problem("already-answered", 409)
        return
    person.appeal_answer = words
    _record("answer-appeal", person, by=by, words=words)
    changed(person)


def _refuse_organisers(person: Person) -> None:
    if person.role is Role.ORGANISER:
        raise Problem("is-organiser", 409)


def _record(act: str, person: Person, *, by: Caller, words: str | None = None) -> None:
    record(person.conference, act, "person", str(person.id), by=by, words=words)
