"""Rooms full of people, as Hypothesis likes to imagine them."""

from __future__ import annotations

from hypothesis import strategies as st

from server.tables.seating.room import Pair
from server.tables.seating.traits import Known


def people(count: int) -> list[str]:
    """Return so many people."""
    return [f"p{number:03}" for number in range(count)]


@st.composite
def some_known(draw: st.DrawFn, count: int) -> dict[str, Known]:
    """Return what is known of so many people."""
    one = st.builds(
        Known,
        background=st.sampled_from([None, "agent", "finance", "it"]),
        organisation=st.sampled_from([None, "Guild", "Mill", "Port"]),
        languages=st.lists(st.sampled_from(["en", "de", "fr"]), unique=True, max_size=2),
    )
    return {person: draw(one) for person in people(count)}


@st.composite
def some_pairs(draw: st.DrawFn, count: int, most: int = 12) -> list[Pair]:
    if count < 2:
        return []
    two = st.lists(st.sampled_from(people(count)), min_size=2, max_size=2, unique=True)
    return [(one, other) for one, other in draw(st.lists(two, max_size=most))]
