"""Sentences that the server says, by key. The phone reads the same catalogue."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path


@cache
def catalogue() -> dict[str, str]:
    """Return the English catalogue: a sentence with `{params}` by key."""
    text = Path(__file__).with_name("en.json").read_text(encoding="utf-8")
    return dict(json.loads(text))


def say(key: str, **params: object) -> str:
    """Return the sentence of `key` with its params filled in.

    Raises KeyError when the catalogue lacks the key or a param is missing.
    """
    return catalogue()[key].format(**params)
