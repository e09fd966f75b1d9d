"""What people type: cleaned without loss, counted as they count."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import ValidationError

from server.web.schemas import POINTS, Text, characters, clean, distinct, whole


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Alice \t Liddell\n", "Alice Liddell"),
        ("A\u0301ngel", "\u00c1ngel"),
        ("evil\u202etxt.exe", "eviltxt.exe"),
        ("\ufeffAlice\x00\x07", "Alice"),
        ("one\u2028two\x85three", "one two three"),
        ("man\u00adhole", "man\u00adhole"),
        ("\u0915\u094d\u200d\u0937", "\u0915\u094d\u200d\u0937"),  # the joiner shapes the letters
        ("a\u200fb", "a\u200fb"),  # a mark of direction is innocent
        ("\U0001fae8 \U0001fac6", "\U0001fae8 \U0001fac6"),  # younger than this Python's tables
        ("\ue000", "\ue000"),
        ("\ufdd0\uffff\U0010ffff", ""),
    ],
)
def test_a_line_is_cleaned(typed: str, kept: str) -> None:
    assert clean(typed) == kept


def test_several_lines_keep_their_breaks() -> None:
    assert clean("  one\r\n\r\ntwo\x0b three  ", lines=True) == "one\n\ntwo  three"


@given(st.text())
def test_cleaning_twice_is_cleaning_once(typed: str) -> None:
    for lines in (True, False):
        once = clean(typed, lines=lines)
        assert clean(once, lines=lines) == once


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("Zoë", 3),
        ("Zoe\u0308", 3),
        ("山田太郎", 4),
        ("김민준", 3),
        ("สวัสดี", 4),
        ("ก็", 1),
        ("நீ", 1),
        ("क्ष", 1),
        ("שָׁלוֹם", 4),
        ("👍🏽", 1),
        ("👩‍👩‍👧‍👦", 1),
        ("🇬🇧🇳🇴", 2),
        ("🏴󠁧󠁢󠁳󠁣󠁴󠁿", 1),
        ("1\ufe0f\u20e3", 1),
        ("❤\ufe0f", 1),
    ],
)
def test_characters_are_what_people_see(text: str, count: int) -> None:
    assert characters(text) == count


@given(st.text(max_size=40))
def test_characters_are_never_more_than_code_points(text: str) -> None:
    assert 0 <= characters(text) <= len(text)


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        ("x" * 60, None),
        ("x" * 61, "At most 60 characters."),
        ("👩‍👩‍👧‍👦" * 20, None),
        ("👩‍👩‍👧‍👦" * 60, "At most 60 characters."),  # too much for the column, all the same
        ("x" + "\u0301" * 200, "At most 60 characters."),
        ("", "This is needed."),
        (" \u200b\u2060\u00ad ", "This is needed."),
        ("\u0301", "This is needed."),
        ("xy", "At least 3 characters."),
        ("xyz", None),
        (7, "Not a valid string."),
        (["x"], "Not a valid string."),
    ],
)
def test_a_length_is_judged_kindly(typed: object, verdict: str | None) -> None:
    field = Text(shortest=3, longest=60)
    if verdict is None:
        text = field.deserialize(typed)
        assert len(text) <= POINTS * 60
    else:
        with pytest.raises(ValidationError) as caught:
            field.deserialize(typed)
        assert caught.value.messages == [verdict]


def test_an_empty_text_is_fine_where_none_is_needed() -> None:
    assert Text(longest=5).deserialize("  ") == ""


@pytest.mark.parametrize("value", [-1, 71, 2**31, 10**400, 7.0, "7", True, None, [7]])
def test_a_whole_number_is_whole_and_fits_the_database(value: object) -> None:
    with pytest.raises(ValidationError):
        whole(0, 70).deserialize(value)


@pytest.mark.parametrize("chosen", [["a", "a"], [{"b": 1}, {"b": 1}]])
def test_nothing_is_chosen_twice(chosen: list[object]) -> None:
    with pytest.raises(ValidationError, match="only once"):
        distinct(chosen)
    distinct(chosen[:1])
