"""Roles, and what the doors need to know of somebody who calls."""

from __future__ import annotations

import enum
import uuid
from dataclasses import dataclass
from typing import Protocol


class Role(enum.StrEnum):
    """What somebody may do at a conference, each including the one before."""

    ATTENDEE = "attendee"
    HOST = "host"
    ORGANISER = "organiser"

    def includes(self, other: Role) -> bool:
        """Say whether this role may do all that `other` may."""
        order = list(Role)
        return order.index(self) >= order.index(other)


class Caller(Protocol):
    """The person who is calling, as far as the doors need to know.

    rights_version: rises whenever what they may see or hear changes.
    """

    id: uuid.UUID
    conference: str
    role: Role
    rights_version: int


@dataclass(kw_only=True, slots=True)
class Calling:
    """A caller, and no more of them than that."""

    id: uuid.UUID
    conference: str
    role: Role
    rights_version: int
