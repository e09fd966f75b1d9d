"""The params of a reason as they stand in its sentence."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from babel import Locale, UnknownLocaleError

from server.conferences.domain import BACKGROUNDS
from server.texts import catalogue, say

USUAL_LABELS = {one.key: one.label for one in BACKGROUNDS}
NO_LABELS: Mapping[str, str] = MappingProxyType({})


def in_words(param: str, value: str, labels: Mapping[str, str] = NO_LABELS) -> str:
    """Return a param as it stands in a sentence; the last word of its name says what it is.

    labels: what backgrounds are called at a conference. What the catalogue does not know stands
    as it was given.
    """
    kind = param.rpartition("_")[2]
    if kind == "years":
        return value
    if kind == "language":
        return _language(value)
    key = f"{kind}.{value}"
    label = labels.get(value, value)
    if kind in {"background", "backgrounds"} and (
        label != USUAL_LABELS.get(value) if labels else key not in catalogue()
    ):
        return say("background.own", label=label)  # the organisers' own words, as they stand
    return say(key) if key in catalogue() else value


@lru_cache
def _language(tag: str) -> str:
    """Return what a language is called, or its tag where nobody knows."""
    try:
        return Locale.parse(tag, sep="-").get_display_name("en") or tag
    except (UnknownLocaleError, ValueError):
        return tag
