"""What one could ask first, made from the reason to meet: the catalogue has questions for each."""

from __future__ import annotations

import re
import uuid
import zlib
from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from server.matching.domain import Sentence
from server.texts import catalogue, say

QUESTION = re.compile(r"ask\.(?P<reason>[a-z-]+)\.\d+")

# Reasons that are said in several ways are asked about alike.
SAID_OTHERWISE = re.compile(r"(different-paths|trade-paths)-[a-z]+")


def first_question(reason: Sentence, me: uuid.UUID, other: uuid.UUID) -> Sentence | None:
    """Return what `me` could ask `other` first, given why to meet; None where nothing is known.

    It is always the same one for these two, and not the same one for everybody.
    """
    known = questions().get(about(reason.key), ())
    if not known:
        return None
    key = known[zlib.crc32(me.bytes + other.bytes) % len(known)]
    return Sentence(key=key, params=reason.params, text=say(key, **reason.params))


def about(reason: str) -> str:
    """Return what the questions of a reason are called: "both-strong" for "reason.both-strong"."""
    return SAID_OTHERWISE.sub(r"\1", reason.removeprefix("reason."))


@cache
def questions() -> Mapping[str, tuple[str, ...]]:
    """Return the keys of the questions in the catalogue, by what they are about."""
    found = defaultdict(list)
    for key in catalogue():
        if match := QUESTION.fullmatch(key):
            found[match["reason"]].append(key)
    return {reason: tuple(keys) for reason, keys in found.items()}
