"""`flask matching plan`: whom to meet and why, for organisers who want nothing but the plan."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import click
import numpy as np

from server.matching.blocks import BLOCKS
from server.matching.desk.asking import FILE, INTENT, NAME, Ends, about_somebody, partners, read
from server.matching.desk.guest_list import Guest
from server.matching.plan import Plan, plan
from server.matching.score import Room
from server.matching.shortage import why_short
from server.texts import say

MOST_EACH = 100


# One suggestion: whom, what the pair is worth, why (with NAME for their name), which block.
Line = tuple[int, float, str, int]


@click.command("plan")
@click.argument("people", type=FILE, metavar="PEOPLE.csv")
@click.option("--each", type=click.IntRange(1, MOST_EACH), default=10, show_default=True)
@click.option("--met", type=FILE, metavar="PAIRS.csv", help="Who has met before.")
@click.option("--apart", type=FILE, metavar="PAIRS.csv", help="Who must not meet.")
@click.option("--intent", type=INTENT, help="Of those who name none.")
@click.option("--seed", type=click.IntRange(min=0), default=0, help="Another seed, another plan.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def plan_command(
    *,
    people: Path,
    each: int,
    met: Path | None,
    apart: Path | None,
    intent: str | None,
    seed: int,
    as_json: bool,
) -> None:
    """Suggest to everybody in PEOPLE.csv whom to meet, mutually, so that nobody is left out.

    Columns: id, name, backgrounds, organisation, position, years, strong, learn, languages,
    intent (same, different or surprise), maturity (1 to 5), story. All but id may be missing;
    lists are separated by semicolons. Pairs are in files with the columns a and b.
    """
    began = time.monotonic()
    guests, (before, never) = read(people, (met, apart), intent)
    room = Room([guest.profile for guest in guests])
    made = plan(room, each, apart=[*before, *never], seed=seed)
    lists = _lists(made, room)
    about = {
        "total": made.total,
        "bound": made.bound,
        "gap": made.gap,
        "length": _lengths(made),
        "unserved": list(_unserved(made, room, guests, before)),
    }
    for line in (
        _as_json(guests, lists, about, began)
        if as_json
        else _read_aloud(guests, lists, about, each)
    ):
        click.echo(line)


def _lists(made: Plan, room: Room) -> Iterator[list[Line]]:
    """Yield the suggestions of one after the other, the best first of each."""
    me = np.concatenate([made.one, made.other])
    them = np.concatenate([made.other, made.one])
    value, block = np.tile(made.value, 2), np.tile(made.block, 2)
    order = np.lexsort((-value, me))
    ordered = (them[order].tolist(), value[order].round(6).tolist(), block[order].tolist())
    rest = zip(*ordered, strict=True)
    for person, length in enumerate(made.lengths().tolist()):
        yield [
            (other, worth, about_somebody(room, person, other, why), why)
            for other, worth, why in islice(rest, length)
        ]


def _as_json(
    guests: Sequence[Guest], lists: Iterable[list[Line]], about: dict[str, Any], began: float
) -> Iterator[str]:
    """Yield the answer, a line for each person: of thousands, the whole takes much memory.

    What is said again and again is put into JSON once: ids, names, sentences and blocks.
    """
    encode = json.JSONEncoder(ensure_ascii=False).encode
    ids = [encode(guest.profile.id) for guest in guests]
    called = [encode(guest.called)[1:-1] for guest in guests]
    blocks = [encode(block.name) for block in BLOCKS]
    quoted, somebody = cache(encode), encode(NAME)[1:-1]
    before = '{"suggestions": {'
    for me, lines in zip(ids, lists, strict=True):
        suggestions = ", ".join(
            f'{{"id": {ids[them]}, "value": {value}, '
            f'"reason": {quoted(reason).replace(somebody, called[them])}, '
            f'"reason_block": {blocks[block]}}}'
            for them, value, reason, block in lines
        )
        yield f"{before}{me}: [{suggestions}]"
        before = ","
    seconds = round(time.monotonic() - began, 3)
    yield f"}}, {encode(about | {'seconds': seconds})[1:]}"


def _lengths(made: Plan) -> dict[str, float]:
    """Return how long lists are, and how unlike (their Gini coefficient)."""
    lengths = np.sort(made.lengths())
    people, suggestions = len(lengths), int(lengths.sum())
    rank = np.arange(1, people + 1)
    gini = (2 * (rank * lengths).sum() / suggestions - people - 1) / people if suggestions else 0.0
    return {
        "min": int(lengths[0]),
        "median": float(np.median(lengths)),
        "max": int(lengths[-1]),
        "gini": round(float(gini), 6),
    }


def _unserved(
    made: Plan, room: Room, guests: Sequence[Guest], before: Sequence[Ends]
) -> Iterator[dict[str, Any]]:
    """Yield who has fewer than half of the suggestions they could have, and why."""
    met = partners(before)
    half = -(-made.each // 2)
    lengths = made.lengths()
    for person in np.flatnonzero(lengths < half).tolist():
        why = say(f"unserved.{why_short(room, person, half, met.get(person, ()))}")
        yield {"id": guests[person].profile.id, "length": int(lengths[person]), "why": why}


def _read_aloud(
    guests: Sequence[Guest], lists: Iterable[list[Line]], about: dict[str, Any], each: int
) -> Iterator[str]:
    for guest, lines in zip(guests, lists, strict=True):
        yield guest.name
        for them, _, reason, _ in lines:
            yield f"  {guests[them].name}: {reason.replace(NAME, guests[them].called)}"
        yield ""
    length = about["length"]
    yield f"People: {len(guests)}, with up to {each} suggestions each."
    yield f"Lists have from {length['min']} to {length['max']}, in the middle {length['median']:g}."
    yield f"In all worth {about['total']:.1f}; no plan is worth more than {about['bound']:.1f}."
    names = {guest.profile.id: guest.name for guest in guests}
    for one in about["unserved"]:
        yield f"{names[one['id']]} has {one['length']}: {one['why']}"
