"""An appointment as a file that calendars take: iCalendar (RFC 5545)."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import icalendar

from server.conferences.models import Conference
from server.matching.later.domain import LASTS, AppointmentState
from server.matching.later.models import AppointmentRow
from server.texts import say

STATUS = {
    AppointmentState.PROPOSED: "TENTATIVE",
    AppointmentState.AGREED: "CONFIRMED",
    AppointmentState.CANCELLED: "CANCELLED",
}


def calendar_of(row: AppointmentRow, name: str, held: Conference) -> bytes:
    """Return the file of an appointment with somebody called `name`.

    Its UID stays through every change and its SEQUENCE rises, so that a calendar which took an
    earlier file changes or removes what it has. Times are those of the conference's zone.
    """
    zone = ZoneInfo(held.zone)
    event = icalendar.Event()
    event.add("uid", f"{row.id}@happenstance")
    event.add("sequence", row.version - 1)
    event.add("dtstamp", row.changed_at)
    event.add("last-modified", row.changed_at)
    event.add("dtstart", row.at.astimezone(zone))
    event.add("dtend", (row.at + LASTS).astimezone(zone))
    event.add("summary", say("appointment.summary", name=name))
    event.add("location", row.place)
    event.add("description", say("appointment.description", conference=held.name))
    event.add("status", STATUS[row.state])
    cancelled = row.state is AppointmentState.CANCELLED
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Happenstance//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if cancelled else "PUBLISH")
    calendar.add_component(event)
    year = timedelta(days=366)  # the rules of its clocks round that day, and not of a century
    calendar.add_missing_timezones(
        first_date=(row.at - year).date(), last_date=(row.at + year).date()
    )
    file: bytes = calendar.to_ical()
    return file
