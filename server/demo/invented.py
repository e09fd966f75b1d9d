"""Who is invented, and who visits: the invented had all come before anybody could."""

from __future__ import annotations

from datetime import datetime, timedelta

from server.conferences.models import Conference

PREPARED = timedelta(hours=48)  # ago, when it is opened: so long has been going on there already


def opened_at(demonstration: Conference) -> datetime:
    """Return since when there may be visitors; whoever came before is invented."""
    return demonstration.created_at + PREPARED
