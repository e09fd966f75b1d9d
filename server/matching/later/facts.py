"""What is announced about meeting later, always to the two whom it concerns."""

from __future__ import annotations

from dataclasses import dataclass

from server.matching.later.domain import Appointment
from server.realtime.facts import Fact


@dataclass(frozen=True, kw_only=True)
class AppointmentChanged(Fact, type="matching.appointment_changed"):
    """An appointment of yours was proposed, agreed, changed or cancelled."""

    appointment: Appointment
