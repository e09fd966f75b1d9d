"""What the stores of a phone fetch, and which streams they follow: as `pwa/src` has it.

Playing the recordings again fails where this page and the phone disagree. How the room meets, in
figures for organisers, is not here: they are fetched when they are looked at, and no organiser is
to hear when two people meet, connect, or keep from each other.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Store:
    """One store: the name by which scenes know it, its streams, and the paths that it fetches.

    `{me}` stands for one's own id; what follows a colon in the name, `{talk}`, for a talk's.
    """

    name: str
    streams: tuple[str, ...]
    paths: tuple[str, ...]

    def of(self, **ids: str) -> Store:
        """Return it with these ids filled in."""
        return Store(
            self.name.format(**ids),
            tuple(one.format(**ids) for one in self.streams),
            tuple(one.format(**ids) for one in self.paths),
        )


ME, FEED = "person:{me}", "feed"

HERE = (Store("me", (ME,), ("/me",)), Store("conference", (FEED,), ("",)))
EVERYBODYS = (
    *HERE,
    Store("feed", (FEED,), ("/feed?",)),
    Store("mine", (ME,), ("/stories/mine",)),
    Store("origins", (FEED,), ("/origins",)),
    Store("meet", (ME, FEED), ("/suggestions", "/waves")),
    Store("waves", (ME, FEED), ("/waves",)),
    Store("connections", (ME, FEED), ("/connections",)),
    Store("meet-now", (ME, FEED), ("/meet-now",)),
    Store("appointments", (ME, FEED), ("/appointments",)),
    Store("free", (FEED,), ("/free-now",)),
    Store("talks", (FEED, "talks"), ("/talks",)),
    Store("invitations", (ME, FEED), ("/invitations",)),
    Store("open-tables", ("open-tables",), ("/open-tables",)),
    Store("own-reports", (ME,), ("/reports/mine",)),
)
ORGANISERS = (  # whose own contacts and stories are like everybody's
    *HERE,
    Store("feed", (FEED,), ("/feed?",)),
    Store("talks", (FEED, "talks"), ("/talks",)),
    Store("open-tables", ("open-tables",), ("/open-tables",)),
    Store("queue", ("reviewers",), ("/reviews",)),
    Store("cases", ("reviewers",), ("/cases",)),
    Store("guests", ("reviewers", FEED), ("/guests?find=",)),
)
SCREENS = (*HERE, Store("screen", ("screen",), ("/screen",)))
IN_A_TALK = (Store("talk:{talk}", ("talk:{talk}", ME), ("/talks/{talk}",)),)
AFTERWARDS = (
    Store("takeaways:{talk}", ("talk:{talk}", ME), ("/talks/{talk}/takeaways",)),
    Store("company:{talk}", (ME, FEED), ("/talks/{talk}/company", "/waves", "/connections")),
)
CONDUCTING = (Store("room:{talk}", ("talk-hosts:{talk}", "talk:{talk}"), ("/talks/{talk}/room",)),)
