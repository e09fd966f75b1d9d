"""`flask matching pairs`: who meets whom one to one, round after round."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from server.matching.blocks import BLOCKS
from server.matching.desk.asking import FILE, INTENT, partners, read, reason_aloud
from server.matching.desk.guest_list import Guest
from server.matching.rounds import Pairs, Rounds, pair_rounds
from server.matching.score import Room
from server.matching.shortage import why_out
from server.texts import say

MOST_ROUNDS = 100


@click.command("pairs")
@click.argument("people", type=FILE, metavar="PEOPLE.csv")
@click.option("--rounds", type=click.IntRange(1, MOST_ROUNDS), default=1, show_default=True)
@click.option("--met", type=FILE, metavar="PAIRS.csv", help="Who has met before.")
@click.option("--apart", type=FILE, metavar="PAIRS.csv", help="Who must not meet.")
@click.option("--intent", type=INTENT, help="Of those who name none.")
@click.option("--seed", type=click.IntRange(min=0), default=0, help="Another seed, other pairs.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def pairs_command(
    *,
    people: Path,
    rounds: int,
    met: Path | None,
    apart: Path | None,
    intent: str | None,
    seed: int,
    as_json: bool,
) -> None:
    """Pair everybody in PEOPLE.csv for meetings one to one, with somebody else in each round.

    The files are those of `flask matching plan`. Whoever has nobody in a round is told why.
    """
    began = time.monotonic()
    guests, (before, never) = read(people, (met, apart), intent)
    room = Room([guest.profile for guest in guests])
    made = pair_rounds(room, rounds, apart=[*before, *never], seed=seed)
    known = partners(before)
    answer = {
        "rounds": [list(_pairs(pairs, room, guests)) for pairs in made.pairs],
        "unpaired": [list(_out(made, number, room, guests, known)) for number in range(rounds)],
        "total": made.total(room),
        "seconds": round(time.monotonic() - began, 3),
    }
    if as_json:
        click.echo(json.dumps(answer, ensure_ascii=False))
        return
    for line in _read_aloud(answer, guests):
        click.echo(line)


def _pairs(pairs: Pairs, room: Room, guests: Sequence[Guest]) -> Iterator[dict[str, Any]]:
    """Yield who meets whom, and why, as it is said to each of the two."""
    ones, others = pairs.T
    blocks, values = room.reasons(ones, others), room.worth(ones, others)
    for one, other, block, value in zip(
        *(part.tolist() for part in (ones, others, blocks, values)), strict=True
    ):
        yield {
            "a": guests[one].profile.id,
            "b": guests[other].profile.id,
            "value": round(value, 6),
            "reason": reason_aloud(room, guests, one, other, block),
            "reason_for_b": reason_aloud(room, guests, other, one, block),
            "reason_block": BLOCKS[block].name,
        }


def _out(
    made: Rounds,
    number: int,
    room: Room,
    guests: Sequence[Guest],
    met: Mapping[int, list[int]],
) -> Iterator[dict[str, Any]]:
    """Yield who has nobody in a round, and why."""
    for person in made.out(number):
        why = say(f"unserved.{why_out(room, made, number, person, met.get(person, ()))}")
        yield {"id": guests[person].profile.id, "why": why}


def _read_aloud(answer: dict[str, Any], guests: Sequence[Guest]) -> Iterator[str]:
    names = {guest.profile.id: guest.name for guest in guests}
    rounds = zip(answer["rounds"], answer["unpaired"], strict=True)
    for number, (pairs, unpaired) in enumerate(rounds, 1):
        yield f"Round {number}"
        for pair in pairs:
            yield f"  {names[pair['a']]} and {names[pair['b']]}"
            yield f"    {names[pair['a']]} hears: {pair['reason']}"
            yield f"    {names[pair['b']]} hears: {pair['reason_for_b']}"
        for one in unpaired:
            yield f"  {names[one['id']]} has nobody: {one['why']}"
        yield ""
    met = sum(map(len, answer["rounds"]))
    yield f"People: {len(guests)}. Meetings: {met}, in all worth {answer['total']:.1f}."
