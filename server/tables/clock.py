"""The talk's clock: a frozen value, and the moves from one value to the next.

    gathering -> setting -> moving -> talking -> setting -> ... -> talking -> ended

`moving` and `talking` are timed: they end at a moment, or are paused with some time left.
Before anybody has talked the way leads back to `gathering`, and what a conductor did can be
undone for ten seconds. The version rises all the same.
Nothing ticks. A moment that has come changes nothing until somebody claims it with `boundary`.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

MOVE_SECONDS = 45
MINUTE = timedelta(minutes=1)
LATE = timedelta(seconds=60)
UNDO_WITHIN = timedelta(seconds=10)


class Phase(enum.StrEnum):
    """What the room is doing."""

    GATHERING = "gathering"
    SETTING = "setting"
    MOVING = "moving"
    TALKING = "talking"
    ENDED = "ended"


# People walk to their tables or sit at them, and time runs or is paused.
SEATED_PHASES = frozenset({Phase.MOVING, Phase.TALKING})


class NotPossible(Exception):
    """The clock cannot do that now; `code` is stable and kebab-case.

    already-started, not-setting, not-running (no time is running), paused, not-paused,
    too-early (the time is not up), time-is-up (it is, and the next phase is due), ended,
    already-talked (the lobby is behind us), too-late and moved-since (for an undo).
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, kw_only=True)
class Clock:
    """Where a talk stands.

    round: 1 to `rounds`, or 0 before the first is set. minutes: of talking in each round.
    move_seconds: for finding the table before each round.
    ends_at: when the running phase ends; None while nothing runs.
    paused_left: what is left of a paused phase; in `setting`, that the next phase will open
        paused with that much left.
    version: rises by one with every move. Compare it before a move: the clock does not.

    Each move returns the next clock, or raises NotPossible. `now` must be aware of its zone,
    as `ends_at` is.
    """

    rounds: int
    minutes: int
    phase: Phase = Phase.GATHERING
    round: int = 0
    ends_at: datetime | None = None
    paused_left: timedelta | None = None
    version: int = 0
    move_seconds: int = MOVE_SECONDS

    @property
    def paused(self) -> bool:
        """Whether time stands still until the host resumes."""
        return self.paused_left is not None

    def remaining(self, now: datetime) -> timedelta | None:
        """Return what is left of a timed phase, never below nothing; None where no time counts."""
        if self.ends_at is None:
            return self.paused_left
        return max(self.ends_at - now, timedelta())

    def start(self, now: datetime) -> Clock:
        """Set the tables for round one."""
        if self.phase is not Phase.GATHERING:
            raise NotPossible("ended" if self.phase is Phase.ENDED else "already-started")
        return self._next(Phase.SETTING, round=1)

    def seated(self, now: datetime) -> Clock:
        """Send people to their tables, once the seating of this round is known."""
        if self.phase is not Phase.SETTING:
            raise NotPossible("ended" if self.phase is Phase.ENDED else "not-setting")
        return self._open(Phase.MOVING, now, paused=self.paused)

    def boundary(self, now: datetime) -> Clock:
        """Claim the end of the running phase, whose time is up.

        Claimed more than 60 s late (the server was away), the next timed phase opens paused,
        so that the room finds its feet before time runs again.
        """
        ends_at = self._running()
        if now < ends_at:
            raise NotPossible("too-early")
        return self._after(now, paused=now - ends_at > LATE)

    def go_on(self, now: datetime) -> Clock:
        """End a timed phase now, running or paused. What comes next is running.

        Tables that are being set are to be set at once then, with what is there.
        """
        if self.phase is Phase.SETTING:
            return self._next(Phase.SETTING, paused_left=self.paused_left)
        self._timed()
        return self._after(now, paused=False)

    def pause(self, now: datetime) -> Clock:
        """Let time stand still."""
        ends_at = self._running()
        if now >= ends_at:
            raise NotPossible("time-is-up")
        return self._next(self.phase, paused_left=ends_at - now)

    def resume(self, now: datetime) -> Clock:
        """Let time run again, with what was left."""
        self._timed()
        if self.paused_left is None:
            raise NotPossible("not-paused")
        return self._next(self.phase, ends_at=now + self.paused_left)

    def add_minute(self, now: datetime) -> Clock:
        """Give a timed phase one minute more, running or paused.

        A phase whose time is just up is prolonged from its end, not from now; a minute that
        would be over already is refused.
        """
        self._timed()
        if self.paused_left is not None:
            return self._next(self.phase, paused_left=self.paused_left + MINUTE)
        later = self._running() + MINUTE
        if later <= now:
            raise NotPossible("time-is-up")
        return self._next(self.phase, ends_at=later)

    def end(self, now: datetime) -> Clock:
        """End the talk, whatever it is doing."""
        if self.phase is Phase.ENDED:
            raise NotPossible("ended")
        return self._next(Phase.ENDED)

    def back_to_lobby(self, now: datetime) -> Clock:
        """Gather again: the tables of round one were set, and nobody has talked at them yet."""
        if self.phase in {Phase.GATHERING, Phase.ENDED}:
            raise NotPossible("ended" if self.phase is Phase.ENDED else "not-running")
        if self.round > 1 or self.phase is Phase.TALKING:
            raise NotPossible("already-talked")
        return self._next(Phase.GATHERING, round=0)

    def undo(self, before: Clock, *, done_at: datetime, now: datetime) -> Clock:
        """Go back to `before`, from where a conductor led the talk here at `done_at`.

        The old deadline counts again; one that has passed meanwhile is due now. Nothing else
        may have moved the talk since, but that the tables were set which the act called for.
        """
        if now - done_at > UNDO_WITHIN:
            raise NotPossible("too-late")
        called_for = before.phase in {Phase.GATHERING, Phase.TALKING}
        moves = 2 if called_for and self.phase is Phase.MOVING else 1
        if self.version != before.version + moves:
            raise NotPossible("moved-since")
        ends_at = before.ends_at and max(before.ends_at, now)
        return replace(before, ends_at=ends_at, version=self.version + 1)

    def _timed(self) -> None:
        if self.phase not in SEATED_PHASES:
            raise NotPossible("ended" if self.phase is Phase.ENDED else "not-running")

    def _running(self) -> datetime:
        self._timed()
        if self.ends_at is None:
            raise NotPossible("paused")
        return self.ends_at

    def _after(self, now: datetime, *, paused: bool) -> Clock:
        """Return what follows a timed phase."""
        if self.phase is Phase.MOVING:
            return self._open(Phase.TALKING, now, paused=paused)
        if self.round == self.rounds:
            return self._next(Phase.ENDED)
        return self._next(
            Phase.SETTING,
            round=self.round + 1,
            paused_left=self._length(Phase.MOVING) if paused else None,
        )

    def _open(self, phase: Phase, now: datetime, *, paused: bool) -> Clock:
        length = self._length(phase)
        if paused:
            return self._next(phase, paused_left=length)
        return self._next(phase, ends_at=now + length)

    def _length(self, phase: Phase) -> timedelta:
        if phase is Phase.MOVING:
            return timedelta(seconds=self.move_seconds)
        return timedelta(minutes=self.minutes)

    def _next(
        self,
        phase: Phase,
        *,
        round: int | None = None,  # noqa: A002  (the field's word)
        ends_at: datetime | None = None,
        paused_left: timedelta | None = None,
    ) -> Clock:
        return replace(
            self,
            phase=phase,
            round=self.round if round is None else round,
            ends_at=ends_at,
            paused_left=paused_left,
            version=self.version + 1,
        )
