"""What people type: cleaned without loss, counted as they count."""

from __future__ import annotations

import unicodedata

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import ValidationError

from server.web.schemas import POINTS, Text, distinct, whole
from server.web.wording import characters, clean

MARKS_PILED = regex.compile(r"[\p{Mn}\p{Me}]{5}|(\p{M})\1")


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
        ("ab\u2066c\u2069d\u202b", "abcd"),
        ("pass\u200bword\u200d\u200c\u2060", "password"),
        ("e\u200b\u0301", "\u00e9"),
        ("\u2800\u3164\uffa0", ""),  # blank, and no spaces
        ("a\u200f\u200f\u200b\u200fb", "a\u200fb"),
        ("sold\U000e0073\U000e006f", "sold"),  # hidden in tags
        ("\u2139\ufe0f\u200d now", "\u2139\ufe0f now"),
        ("z" + "\u0300\u0301\u0302\u0303" * 9, "z\u0300\u0301\u0302\u0303"),
        ("\u0e01" + "\u0e47" * 30, "\u0e01\u0e47"),
    ],
)
def test_a_line_is_cleaned(typed: str, kept: str) -> None:
    assert clean(typed) == kept


def test_several_lines_keep_their_breaks() -> None:
    assert clean("  one\r\n\r\ntwo\x0b three  ", lines=True) == "one\n\ntwo  three"
    assert clean("one\rtwo\u2028three \n \r\n\n four", lines=True) == "one\ntwo\nthree\n\nfour"


@pytest.mark.parametrize(
    "text",
    [
        "می\u200cخواهم که بمانم، خدمتِ شما",
        "السَّلَامُ عَلَيْكُم",
        "בְּרֵאשִׁ֖ית בָּרָ֣א",
        "น้ำผึ้งที่นี่อร่อย",
        "क्\u200dष और क्\u200cष, ज़िन्दगी",
        "র\u200d্যাম",
        "ශ්\u200dරී ලංකා",
        "ကြောင်း မြွှော့",
        "བསྒྲུབས་ཧཱུྃ",
        "ភាសា\u200bខ្មែរ",
        "tiếng Việt, Łódź, ṩ",
        "김민준, 山田太郎 葛\U000e0100城",
        "👩‍👩‍👧‍👦 👨🏿‍❤️‍💋‍👨🏻 👩🏽‍🚀 ❤️‍🔥 👁️‍🗨️ 🐦‍⬛ 🧑‍🤝‍🧑 👍🏽",
        "🏴‍☠️ 🏴󠁧󠁢󠁳󠁣󠁴󠁿 🏳️‍🌈 🇬🇧🇳🇴 1️⃣ #️⃣",
    ],
)
def test_what_is_written_in_any_script_or_emoji_stays_as_it_is(text: str) -> None:
    assert clean(text) == text


# Whatever there is, and what is known to be awkward side by side.
AWKWARD = st.text(
    "ae\u0301\u0302\u0323\u0327 \n\r\t\u200b\u200c\u200d\xad\u200e\u200f\u202e\ufe0f\u180e\u2060"
    "\u2028\u0915\u094d\u0e01\u0e47\u0627\u0651\u1100\u1161\u3164\U0001f468\U0001f3fd\U0001f1ec\U0001f3f4\U000e0067"
)


@given(st.text() | AWKWARD)
def test_cleaning_twice_is_cleaning_once(typed: str) -> None:
    for lines in (True, False):
        once = clean(typed, lines=lines)
        assert clean(once, lines=lines) == once
        assert unicodedata.is_normalized("NFC", once)
        assert len(once) <= 3 * len(typed)  # as NFC itself lengthens
        assert not MARKS_PILED.search(once)


@given(AWKWARD, st.sampled_from("\x00\x1b\u202e\u2066\ufeff\ufffc\udc00\U000e0041"))
def test_nothing_that_only_harms_is_kept(typed: str, harm: str) -> None:
    assert harm not in clean(f"a{typed}a{harm}{typed}")


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
        ("xyz" + "\u0301" * 200, None),
        ("x" * 2000, "At most 60 characters."),
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
