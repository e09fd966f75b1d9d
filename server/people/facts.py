"""What is announced about people."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from server.people.domain import GuestLine, PersonCard, Profile
from server.realtime.facts import Fact


@dataclass(frozen=True, kw_only=True)
class ProfileChanged(Fact, type="people.profile_changed"):
    """Your own profile, role or visibility changed. Told to that person only."""

    profile: Profile


@dataclass(frozen=True, kw_only=True)
class CardChanged(Fact, type="people.card_changed"):
    """Somebody whom others can see changed what others see of them."""

    person: PersonCard


@dataclass(frozen=True, kw_only=True)
class PersonGone(Fact, type="people.person_gone"):
    """Somebody left, was hidden or was removed: nothing of theirs is shown any more."""

    person_id: UUID


@dataclass(frozen=True, kw_only=True)
class PersonBack(Fact, type="people.person_back"):
    """Somebody who was hidden is shown again: what they wrote may be fetched anew."""

    person_id: UUID


@dataclass(frozen=True, kw_only=True)
class PeopleCounted(Fact, type="people.counted"):
    """How many people are in: somebody joined or left. Told to the screen."""

    people: int


@dataclass(frozen=True, kw_only=True)
class WallChanged(Fact, type="people.wall_changed"):
    """Somebody agreed to be named on the screen, goes by another name there, or agrees no more.

    Told to the screen, which takes down at once what is not agreed to. It names nobody.
    """

    person_id: UUID
    agreed: bool


@dataclass(frozen=True, kw_only=True)
class GuestChanged(Fact, type="people.guest_changed"):
    """Somebody joined or changed. Told to organisers."""

    guest: GuestLine
    total: int
