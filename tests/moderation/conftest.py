"""An organiser beside the first."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from server.conferences.models import Conference
from server.web.rights import Role
from tests.support.phones import Phone


@pytest.fixture
def second(
    new_phone: Callable[[], Phone], conference: Conference, promote: Callable[[Phone, Role], Phone]
) -> Phone:
    """Give Ines, who organises too."""
    return promote(new_phone().join(conference, "Ines", "it"), Role.ORGANISER)
