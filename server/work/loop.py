"""What runs beside the requests in every web process: due work, the beat, word to the others."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from functools import partial

from flask import Flask

from server import clock
from server.database import PAUSE
from server.pulse import pulse
from server.realtime.beat import BEAT, beat
from server.realtime.elsewhere import EVERY
from server.realtime.presence import presence
from server.work.due import run_due
from server.work.timekeeping import Timekeeper

log = logging.getLogger(__name__)

FELT_EVERY = 0.5  # seconds between two looks at how late this process is


def prepare(app: Flask) -> None:
    """Give the app an alarm clock that newly scheduled work rings."""
    alarm = threading.Event()
    app.extensions["happenstance-alarm"] = alarm
    app.extensions["happenstance-wake"] = alarm.set
    app.extensions["happenstance-timekeeper"] = Timekeeper(clock.own)


def start(app: Flask, spawn: Callable[..., object]) -> None:
    """Start the background loops with `spawn(function, *arguments)`, which long work uses, too."""
    app.extensions["happenstance-beside"] = partial(spawn, _do_beside, app)
    spawn(_work_forever, app)
    spawn(_do_forever, app, beat, BEAT)
    spawn(_do_forever, app, _exchange, EVERY)
    spawn(_feel_pulse)


def do_due_work(app: Flask) -> None:
    """Look at the clock, do what is due by it, and wait until more may be."""
    alarm: threading.Event = app.extensions["happenstance-alarm"]
    longest: float = app.config["WORK_INTERVAL"]
    wait = longest
    try:
        with app.app_context():
            app.extensions["happenstance-timekeeper"].check()
            following = run_due()
            if following is not None:
                wait = min(longest, max(PAUSE, (following - clock.now()).total_seconds()))
    except Exception:
        log.exception("looking for due work failed")
    alarm.wait(wait)
    alarm.clear()


def _work_forever(app: Flask) -> None:
    while True:
        do_due_work(app)


def _do_beside(app: Flask, act: Callable[[], None]) -> None:
    try:
        with app.app_context():
            act()
    except Exception:
        log.exception("long work was not brought to its end")


def _feel_pulse() -> None:
    while True:
        asleep_since = time.monotonic()
        time.sleep(FELT_EVERY)
        pulse.woken(time.monotonic() - asleep_since - FELT_EVERY)


def _exchange() -> None:
    """Let the other processes know how this one is, if there can be any."""
    presence().exchange()


def _do_forever(app: Flask, act: Callable[[], None], every: float) -> None:
    pause = threading.Event()
    while True:
        pause.wait(every)
        try:
            with app.app_context():
                act()
        except Exception:
            log.exception("%s failed, and is tried again", act.__name__)
