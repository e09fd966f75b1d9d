"""One catalogue of sentences, complete."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.config import ROOT
from server.errors import CODES, FIELD_TEXTS, Problem
from server.texts import catalogue, say


def nodes() -> Iterator[ast.AST]:
    """Yield all that our sources say."""
    for path in sorted((ROOT / "server").rglob("*.py")):
        yield from ast.walk(ast.parse(path.read_text(encoding="utf-8")))


def codes_raised() -> Iterator[str]:
    """Yield the code of every problem that our sources name."""
    for node in nodes():
        match node:
            case ast.Call(func=ast.Name(id="Problem"), args=[ast.Constant(str(code)), *_]):
                yield code
    yield from CODES.values()


@pytest.mark.parametrize("code", sorted(set(codes_raised())))
def test_every_problem_has_a_title_and_a_sentence(code: str) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", code)
    assert say(f"problem.{code}.title")
    assert catalogue()[f"problem.{code}"].endswith(".")


def advice_given() -> Iterator[str]:
    """Yield the key of every piece of advice that our sources give."""
    for node in nodes():
        match node:
            case ast.Call(func=ast.Name(id="Advice"), args=[ast.Constant(str(key)), *_]):
                yield key


def test_every_piece_of_advice_has_a_sentence_and_none_is_left_over() -> None:
    sentences = {key.removeprefix("advice.") for key in catalogue() if key.startswith("advice.")}
    assert set(advice_given()) == sentences
    for key in sentences:
        assert "block" not in catalogue()[f"advice.{key}"]
        assert catalogue()[f"advice.{key}"].endswith(".")


def test_no_problem_is_left_over() -> None:
    words = {node.value for node in nodes() if isinstance(node, ast.Constant)}
    keys = {key.removesuffix(".title") for key in catalogue() if key.startswith("problem.")}
    assert {key for key in keys if key.removeprefix("problem.") not in words} == set()


def test_every_key_stands_once_and_every_sentence_is_tidy() -> None:
    text = Path(ROOT / "server/texts/en.json").read_text(encoding="utf-8")
    pairs: list[tuple[str, str]] = json.loads(text, object_pairs_hook=list)
    assert len(pairs) == len(dict(pairs))
    for key, sentence in pairs:
        assert sentence == sentence.strip(), key
        assert "!" not in sentence, key


def test_fields_have_sentences_too() -> None:
    assert set(FIELD_TEXTS.values()) <= catalogue().keys()


def test_a_sentence_is_filled_in() -> None:
    problem = Problem("slug-taken", 409, slug="autumn")
    assert problem.body()["detail"] == "There is already a conference called autumn."
    assert problem.body()["params"] == {"slug": "autumn"}
    with pytest.raises(KeyError):
        say("problem.slug-taken")
    with pytest.raises(KeyError):
        say("no.such.key")
