"""What is announced about suggestions, always to the one whose they are."""

from __future__ import annotations

from dataclasses import dataclass

from server.realtime.facts import Fact


@dataclass(frozen=True, kw_only=True)
class Suggested(Fact, type="matching.suggested"):
    """You are suggested others than before, or people have been looked for for the first time.

    within: seconds over which to spread asking for them, as many others hear the same now.
    """

    within: float
