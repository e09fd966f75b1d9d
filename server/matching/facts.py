"""What is announced about waves and connections, always to the two whom they concern."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from server.matching.domain import ConnectionCard, WaveCard
from server.matching.saying import Intent
from server.realtime.facts import Fact


@dataclass(frozen=True, kw_only=True)
class Waved(Fact, type="matching.waved"):
    """Somebody waved at you."""

    wave: WaveCard


@dataclass(frozen=True, kw_only=True)
class WaveSent(Fact, type="matching.wave_sent"):
    """You waved at somebody, on one of your phones."""

    wave: WaveCard


@dataclass(frozen=True, kw_only=True)
class WaveGone(Fact, type="matching.wave_gone"):
    """A wave is no longer there: taken back, or you said "not now". Nobody need be told."""

    by_id: UUID
    to_id: UUID


@dataclass(frozen=True, kw_only=True)
class Connected(Fact, type="matching.connected"):
    """You and somebody have both waved. The waves between you are answered by it."""

    connection: ConnectionCard


@dataclass(frozen=True, kw_only=True)
class Disconnected(Fact, type="matching.disconnected"):
    """A connection is no longer there. Nobody need be told."""

    person_id: UUID


@dataclass(frozen=True, kw_only=True)
class ContactChanged(Fact, type="matching.contact_changed"):
    """There is more to know of somebody whom you know, or who waved: ask for it.

    They are shown again, or the two of you have met, or that was taken back.
    """

    person_id: UUID


@dataclass(frozen=True, kw_only=True)
class IntentChosen(Fact, type="matching.intent_chosen"):
    """You chose whom you would like to be suggested, on one of your phones."""

    intent: Intent


@dataclass(frozen=True, kw_only=True)
class PutAside(Fact, type="matching.put_aside"):
    """You put somebody aside, on one of your phones: until then, or (None) for good."""

    person_id: UUID
    until: datetime | None


@dataclass(frozen=True, kw_only=True)
class BroughtBack(Fact, type="matching.brought_back"):
    """You may be suggested somebody again whom you had put aside."""

    person_id: UUID
