"""The app with a tap for floods: facts as long as a test likes, through the usual doors."""

from __future__ import annotations

from dataclasses import dataclass

from server.realtime.facts import Fact, feed
from server.realtime.publish import publish
from server.web.edge import command
from server.web.rights import Caller
from wsgi import app

__all__ = ["DROPS", "DROP_BYTES", "app"]

DROPS = 32  # facts in one commit
DROP_BYTES = 64 * 1024


@dataclass(frozen=True, kw_only=True)
class Drop(Fact, type="tests.drop"):
    """A long fact."""

    text: str


@app.post("/api/v1/conferences/<slug>/flood")
@command()
def flood(caller: Caller) -> dict[str, int]:
    """Tell everyone a few megabytes."""
    for letter in range(DROPS):
        publish(feed(caller.conference), Drop(text=chr(ord("A") + letter % 26) * DROP_BYTES))
    return {"drops": DROPS}
