"""More people than two: Carol, who is there so that an unfiltered query fails."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from server.conferences.models import Conference
from tests.support.phones import Phone


@pytest.fixture
def carol(new_phone: Callable[[], Phone], conference: Conference) -> Phone:
    """Give Carol, whom nothing between Alice and Bob concerns."""
    return new_phone().join(conference, "Carol", "it")
