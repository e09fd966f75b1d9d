"""Frames, against a library that phones could have written."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wsproto.connection import Connection, ConnectionType
from wsproto.events import BytesMessage, CloseConnection, Ping, Pong, TextMessage

from server.realtime.transport import frames
from server.realtime.transport.frames import Broken, Reader

LONGEST = 100_000


def from_a_phone(*events: TextMessage | BytesMessage | Ping | Pong | CloseConnection) -> bytes:
    """Return what a phone sends to say this."""
    phone = Connection(ConnectionType.CLIENT)
    return b"".join(phone.send(event) for event in events)


def read(data: bytes, cuts: Sequence[int] = ()) -> list[tuple[int, bytes]]:
    """Return what is read of bytes that come in pieces, cut there."""
    reader, places = Reader(LONGEST), [0, *sorted(cuts), len(data)]
    pieces = [data[one:other] for one, other in pairwise(places)]
    return [frame for piece in pieces for frame in reader.read(piece)]


@given(st.lists(st.text(max_size=300)), st.lists(st.integers(0, 400)))
def test_what_a_phone_says_is_read_however_it_is_cut(texts: list[str], cuts: list[int]) -> None:
    sent = from_a_phone(*map(TextMessage, texts))
    expected = [(frames.TEXT, one.encode()) for one in texts]
    assert read(sent, [min(cut, len(sent)) for cut in cuts]) == expected


@pytest.mark.parametrize("length", [0, 1, 125, 126, 127, 65_535, 65_536, 99_999])
def test_every_way_to_say_a_length_is_understood_both_ways(length: int) -> None:
    words = "a" * length
    assert read(from_a_phone(TextMessage(words))) == [(frames.TEXT, words.encode())]
    phone = Connection(ConnectionType.CLIENT)
    phone.receive_data(frames.text(words.encode()))
    heard = [one.data for one in phone.events() if isinstance(one, TextMessage)]
    assert "".join(heard) == words


def test_a_ping_may_come_between_the_parts_of_a_text() -> None:
    parts = TextMessage("ab", message_finished=False), Ping(b"?"), TextMessage("cd")
    assert read(from_a_phone(*parts)) == [(frames.PING, b"?"), (frames.TEXT, b"abcd")]


def test_a_goodbye_is_read_and_said() -> None:
    ((kind, payload),) = read(from_a_phone(CloseConnection(1001)))
    assert (kind, int.from_bytes(payload, "big")) == (frames.CLOSE, 1001)
    phone = Connection(ConnectionType.CLIENT)
    phone.receive_data(frames.close(frames.TRY_AGAIN_LATER))
    (goodbye,) = phone.events()
    assert isinstance(goodbye, CloseConnection)
    assert goodbye.code == frames.TRY_AGAIN_LATER


MASK = b"\1\2\3\4"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\x81\x02hi", frames.BROKEN),
        (b"\xc1\x82" + MASK + b"hi", frames.BROKEN),
        (b"\x83\x82" + MASK + b"hi", frames.BROKEN),
        (b"\x80\x82" + MASK + b"hi", frames.BROKEN),
        (b"\x01\x81" + MASK + b"h\x81\x81" + MASK + b"i", frames.BROKEN),
        (b"\x09\x81" + MASK + b"?", frames.BROKEN),
        (b"\x89\xfe\x00\x7e" + MASK + b"?" * 126, frames.BROKEN),
        (from_a_phone(BytesMessage(b"hi")), frames.NO_TEXT),
        (b"\x81\xff" + (1 << 40).to_bytes(8, "big"), frames.TOO_BIG),
        (
            from_a_phone(
                TextMessage("a" * 60_000, message_finished=False), TextMessage("a" * 60_000)
            ),
            frames.TOO_BIG,
        ),
    ],
    ids=[
        "without a mask",
        "compressed",
        "of a kind that is none",
        "a part of nothing",
        "a text within a text",
        "a ping in parts",
        "a long ping",
        "binary",
        "more than anybody needs",
        "more than anybody needs, in parts",
    ],
)
def test_what_no_phone_may_say_is_refused(data: bytes, code: int) -> None:
    with pytest.raises(Broken) as broken:
        read(data)
    assert broken.value.code == code


def test_a_handshake_is_proved_as_in_the_standard() -> None:
    # RFC 6455, section 1.3
    assert frames.accept_key("dGhlIHNhbXBsZSBub25jZQ==") == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="
