"""What the commands of matching share: their group, their files, and how they put a reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import click

from server.matching.desk.guest_list import Guest, read_guests
from server.matching.domain import DEFAULT_INTENT
from server.matching.saying import Intent
from server.matching.score import Room
from server.matching.wording import in_words
from server.spreadsheets import Unreadable, read_pairs
from server.texts import say

Ends = tuple[int, int]  # the places of two who are a pair

NAME = "\0"  # which nobody is called
FILE = click.Path(dir_okay=False, path_type=Path)
INTENT = click.Choice([intent.value for intent in Intent], case_sensitive=False)


class Refused(click.ClickException):
    """What was asked makes no sense; nothing is written."""

    exit_code = 2


@click.group()
def matching() -> None:
    """Plan who should meet whom, and say why, from a list of people. Needs no conference."""


def read(
    people: Path, pairs: Iterable[Path | None], intent: str | None
) -> tuple[list[Guest], list[list[Ends]]]:
    """Return who is on a list, and the pairs of each of these files by their places.

    Raises Refused.
    """
    try:
        guests = read_guests(people, _remark, intent=Intent(intent or DEFAULT_INTENT))
        place = {guest.profile.id: number for number, guest in enumerate(guests)}
        return guests, [
            [(place[one], place[other]) for one, other in read_pairs(path, place, _remark)]
            if path
            else []
            for path in pairs
        ]
    except Unreadable as error:
        raise Refused(str(error)) from error


def partners(pairs: Iterable[Ends]) -> Mapping[int, list[int]]:
    """Return with whom everybody is a pair."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    for one, other in pairs:
        found[one].append(other)
        found[other].append(one)
    return found


def reason_aloud(room: Room, guests: Sequence[Guest], me: int, them: int, block: int) -> str:
    """Return why `me` should meet `them`, as it is said to `me`."""
    return about_somebody(room, me, them, block).replace(NAME, guests[them].called)


def about_somebody(room: Room, me: int, them: int, block: int) -> str:
    """Return why `me` should meet `them`, with NAME where `them` is to be named.

    So it is the same string for all whom it suits.
    """
    reason = room.reason(me, them, block)
    return _sentence(reason.key, tuple(reason.params.items()))


@lru_cache(maxsize=10_000)
def _sentence(key: str, params: tuple[tuple[str, str], ...]) -> str:
    return say(key, name=NAME, **{param: in_words(param, said) for param, said in params})


def _remark(words: str) -> None:
    """Say something beside the answer, so that its JSON stays what it is."""
    click.echo(f"Note: {words}", err=True)
