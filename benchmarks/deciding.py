"""How soon an organiser who has decided sees the next story, in a real browser.

A key is pressed at the desk, as an organiser would, and the page says when the next story has been
drawn. The answer of the server comes later: the desk shows a decision as done and then makes it
true. A wait of two frames of an idle page, measured in turns with it, is what no desk can beat.
"""

from __future__ import annotations

import secrets
import shutil
import statistics
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.filling import SLUG, fill_queue
from benchmarks.measuring import Goal, Result, progress
from server.web.device import cookie_name
from tests.support.databases import migrate
from tests.support.servers import serving

WITHIN = 100.0  # milliseconds
QUIET = ("--no-sandbox", "--disable-gpu", "--no-first-run")
BETWEEN = 700  # milliseconds in which an organiser reads, at the least
# The next story is another element: each has a key of its own.
PRESSED = """
() => new Promise((drawn) => {
  const pane = document.querySelector(".review-pane");
  const begun = performance.now();
  const key = new KeyboardEvent("keydown", { key: "a", bubbles: true });
  document.body.dispatchEvent(key);
  const look = () =>
    document.querySelector(".review-pane") === pane
      ? requestAnimationFrame(look)
      : requestAnimationFrame(() => drawn(performance.now() - begun));
  requestAnimationFrame(look);
})
"""
IDLE = """
() => new Promise((drawn) => {
  const begun = performance.now();
  requestAnimationFrame(() => requestAnimationFrame(() => drawn(performance.now() - begun)));
})
"""


def run(*, quick: bool) -> Result:
    """Approve story after story of 300 that wait, by one key each."""
    waiting, decisions = (60, 10) if quick else (300, 100)
    token = secrets.token_urlsafe(32)
    with tempfile.TemporaryDirectory() as where:
        folder = Path(where)
        database = f"sqlite:///{folder / 'deciding.db'}"
        migrate(database)
        fill_queue(database, waiting, token)
        progress("starting the server and the browser")
        with serving(database, folder) as server, sync_playwright() as play:
            path = shutil.which("chromium-headless-shell") or shutil.which("chromium")
            browser = play.chromium.launch(executable_path=path, args=QUIET)
            context = browser.new_context(viewport={"width": 1280, "height": 800})
            name = cookie_name(secure=False)
            context.add_cookies([{"name": name, "value": token, "url": server.url}])
            page = context.new_page()
            page.goto(f"{server.url}/c/{SLUG}/review")
            page.locator(".review-pane .story").wait_for()
            page.wait_for_timeout(2_000)
            taken, idle = _decide(page, decisions)
            left = page.get_by_role("status").filter(has_text="wait").inner_text()
            assert left.rstrip(".") == f"{waiting - decisions} wait", left
            browser.close()
    middle = statistics.median(taken)
    return Result(
        goals={"time allowed, against the next story in view": Goal(value=WITHIN / middle, goal=1)},
        figures={
            "waiting": waiting,
            "decisions": decisions,
            "inputs_a_decision": 1,
            "next_in_view_ms": middle,
            "next_in_view_ms_of_one_in_ten": statistics.quantiles(taken, n=10)[-1],
            "idle_frames_ms": statistics.median(idle),
            "idle_frames_ms_of_one_in_ten": statistics.quantiles(idle, n=10)[-1],
        },
    )


def _decide(page: Page, decisions: int) -> tuple[list[float], list[float]]:
    taken, idle = [], []
    for number in range(decisions):
        if number % 25 == 0:
            progress(f"{number} of {decisions}")
        idle.append(float(page.evaluate(IDLE)))
        taken.append(float(page.evaluate(PRESSED)))
        page.wait_for_timeout(BETWEEN)
    return taken, idle
