"""What is announced about the screen itself."""

from __future__ import annotations

from dataclasses import dataclass

from server.realtime.facts import Fact


@dataclass(frozen=True, kw_only=True)
class ScreenBlanked(Fact, type="screen.blanked"):
    """A host blanked every screen, or has them shown again."""

    blank: bool
