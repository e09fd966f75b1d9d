"""What is said beside a field, whatever is wrong with it: a sentence of ours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from marshmallow import Schema, ValidationError

from server.errors import by_field
from server.texts import catalogue, say
from tests.support.phones import Phone

LETTER = "\u0301"
BAD: tuple[Any, ...] = (
    *(None, True, "", " ", "x", "x" * 5000, LETTER, "\x00", "https://", "2026-13-01", "{name}"),
    *(-1, 0, 7.5, 10**30, 2**31, float("nan")),
    *([], ["x"], ["x"] * 100, [None], [[]], [{}], {}, {"x": 1}, {"x": {}}),
)
OURS = [
    re.compile(re.sub(r"\\{\w+\\}", ".+", re.escape(sentence)))
    for key, sentence in catalogue().items()
    if key.startswith("field.")
]


def kinds(parent: type[Schema] = Schema) -> Iterator[type[Schema]]:
    """Yield the shapes of all requests."""
    for kind in parent.__subclasses__():
        if re.fullmatch(r"server\.\w+\.schemas", kind.__module__):
            yield kind
        yield from kinds(kind)


def wrongs(schema: Schema, sent: Any) -> dict[str, list[str]]:
    try:
        schema.load(sent)
    except ValidationError as error:
        return by_field(error.messages)
    return {}


def check(said: dict[str, list[str]], sent: object) -> None:
    for field, texts in said.items():
        assert "_schema" not in field
        for text in texts:
            assert any(ours.fullmatch(text) for ours in OURS), f"{field}, {sent!r}: {text}"


def test_every_field_of_every_request_speaks_our_words(app: Flask) -> None:
    assert app.blueprints
    found = set(kinds())
    assert len(found) > 15
    refusals = 0
    for kind in found:
        schema = kind()
        for sent in BAD:
            check(wrongs(schema, sent), sent)
            for name, field in schema.fields.items():
                said = wrongs(schema, {name: sent})
                refusals += name in said
                check(said, sent)
                for inner in getattr(
                    getattr(getattr(field, "inner", None), "schema", None), "fields", {}
                ):
                    check(wrongs(schema, {name: [{inner: sent}]}), sent)
    assert refusals > 500


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("version", None, "This is needed."),
        ("version", "1", "This is not a whole number."),
        ("years", 99, "From 0 to 70."),
        ("position", "king", "Choose one of those offered."),
        ("backgrounds", [], "From 1 to 5 of these."),
        ("backgrounds", "agent", "This does not fit here."),
        ("backgrounds", ["agent", "agent"], "Each one only once."),
        ("link", "priya", "This is not the address of a page: it looks like https://example.org."),
        ("colour", "red", "This is not asked for here."),
    ],
)
def test_of_a_profile(alice: Phone, field: str, value: object, sentence: str) -> None:
    refused = alice.refused("PATCH", "/me", {"version": 1} | {field: value})
    assert refused["errors"] == {field: [sentence]}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Not a valid boolean.", "This is yes or no: true or false."),
        ("Not a valid date.", "This is not a day: it looks like 2026-11-22."),
        ("Must be greater than or equal to 1 and less than or equal to 50.", "From 1 to 50."),
        ("Must be one of: agent, other.", "Choose one of those offered."),
        ("Something that a library says from its next version on.", "This does not fit here."),
        (say("field.too-long", longest=60), "At most 60 characters."),
        ("At most {longest} characters, and then a library goes on.", "This does not fit here."),
    ],
)
def test_of_a_library_is_put_in_our_words(text: str, sentence: str) -> None:
    assert by_field({"colour": [text], "_schema": ["Invalid input type."]}) == {
        "colour": [sentence],
        "body": ["This does not fit here."],
    }
