"""`flask seating …`: a plan for organisers who want nothing but the plan."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
from flask import Flask

from server.spreadsheets import Unreadable, read_pairs
from server.tables.desk.guest_list import Attendee, read_people
from server.tables.desk.kept_plan import read_plan
from server.tables.desk.paper import on_paper
from server.tables.desk.plan_words import advice_in_words, plan_in_words
from server.tables.seating.planner import plan
from server.tables.seating.repair import repair
from server.tables.seating.report import Plan
from server.tables.seating.room import Pair
from server.tables.seating.sizes import LARGEST

FILE = click.Path(dir_okay=False, path_type=Path)
SECONDS = 2.0
MOST_ROUNDS = 100  # more than a day has time for


class Refused(click.ClickException):
    """What was asked makes no sense; nothing is written."""

    exit_code = 2


class Spread(click.Command):
    """A command whose options `joined` and `left` take all the words up to the next option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Write such an option before each of its words, as click wants it."""
        spread: list[str] = []
        option = None
        for word in args:
            if word.startswith("--"):
                option = word if word in {"--joined", "--left"} else None
                spread += [] if option else [word]
            else:
                spread += [option, word] if option else [word]
        return super().parse_args(ctx, spread)


@click.group()
def seating() -> None:
    """Plan who sits where in each round, from a list of people. Needs no conference."""


def _shared(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that planning and repairing share."""
    for option in (
        click.option("--print", "paper", type=FILE, metavar="OUT.html", help="For paper."),
        click.option("--json", "as_json", is_flag=True, help="Print JSON, for repairing."),
        click.option("--together", type=FILE, metavar="PAIRS.csv", help="Who asked to meet."),
        click.option("--apart", type=FILE, metavar="PAIRS.csv", help="Who must not meet."),
        click.option("--met", type=FILE, metavar="PAIRS.csv", help="Who has met before."),
    ):
        command = option(command)
    return command


@seating.command("plan")
@click.argument("people", type=FILE, metavar="PEOPLE.csv")
@click.option("--tables", type=click.IntRange(min=1), help="How many tables there are.")
@click.option("--size", type=click.IntRange(min=1), help="Or how many people sit at one.")
@click.option("--rounds", type=click.IntRange(1, MOST_ROUNDS), required=True, help="How often.")
@click.option("--seed", type=click.IntRange(min=0), default=0, help="Another seed, another plan.")
@click.option("--seconds", type=click.FloatRange(min=0), default=SECONDS, show_default=True)
@_shared
def plan_command(
    *,
    people: Path,
    tables: int | None,
    size: int | None,
    rounds: int,
    seed: int,
    seconds: float,
    as_json: bool,
    paper: Path | None,
    **files: Path | None,
) -> None:
    """Seat the people of PEOPLE.csv for some rounds, so that as few as can be meet twice.

    Columns: id, name, backgrounds, organisation, languages, host. All but id may be missing;
    lists are separated by semicolons, and the first background counts. Whoever is a host (yes)
    stays at a table. Pairs are in files with the columns a and b.
    """
    if (tables is None) == (size is None):
        raise click.UsageError("Say either --tables or --size.")
    began = time.monotonic()
    try:
        attendees = read_people(people, _remark)
        pairs = _pairs(files, attendees)
    except Unreadable as error:
        raise Refused(str(error)) from error
    asked = {
        "people": [asdict(person) for person in attendees],
        "tables": tables,
        "size": size,
        "seed": seed,
        **pairs,
    }
    made = plan(
        [person.id for person in attendees],
        tables=tables,
        size=size,
        rounds=rounds,
        seed=seed,
        budget=seconds,
        fixed=_hosts(attendees),
        known={person.id: person.known() for person in attendees},
        met=pairs["met"],
        blocked=pairs["apart"],
        wanted=pairs["together"],
    )
    _tell(made, attendees, asked, began, as_json=as_json, paper=paper)


@seating.command("repair", cls=Spread)
@click.argument("planned", type=FILE, metavar="PLAN.json")
@click.option("--played", type=click.IntRange(min=0), required=True, help="Rounds that are over.")
@click.option("--joined", multiple=True, metavar="ID…", help="Ids, or a file like PEOPLE.csv.")
@click.option("--left", multiple=True, metavar="ID…")
@_shared
def repair_command(
    *,
    planned: Path,
    played: int,
    joined: tuple[str, ...],
    left: tuple[str, ...],
    as_json: bool,
    paper: Path | None,
    **files: Path | None,
) -> None:
    """Change the plan in PLAN.json, which `plan --json` printed, as little as can be.

    Rounds played stay as they were. Ids stand one after another or with commas between. Files of
    pairs are read in place of those that the plan was made with.
    """
    began = time.monotonic()
    try:
        earlier, asked, listed = read_plan(planned)
        new = _who_joined(joined)
        attendees = list({person.id: person for person in [*new, *listed]}.values())
        asked |= _pairs({kind: path for kind, path in files.items() if path}, attendees)
        gone = _words(left)
        _check(earlier, played, [person.id for person in new], gone)
        tables: int | None = asked["tables"]
        here = len({*_everybody(earlier), *(person.id for person in new)} - set(gone))
        repaired = repair(
            earlier,
            played,
            [person.id for person in new],
            gone,
            size=asked["size"] or -(-here // (tables or 1)),
            maximum=LARGEST if tables is None else max(LARGEST, -(-here // tables)),
            most=tables,
            seed=asked["seed"],
            fixed=_still_hosts(earlier, played, listed),
            known={person.id: person.known() for person in attendees},
            met=asked["met"],
            blocked=asked["apart"],
            wanted=asked["together"],
        )
    except (Unreadable, ValueError) as error:
        raise Refused(str(error)) from error
    asked["people"] = [asdict(person) for person in attendees]
    _tell(repaired.plan, attendees, asked, began, as_json=as_json, paper=paper)


def init_app(app: Flask) -> None:
    """Add the commands to `flask`."""
    app.cli.add_command(seating)


def _pairs(files: dict[str, Path | None], attendees: Sequence[Attendee]) -> dict[str, list[Pair]]:
    """Return the pairs of the files that were named, by the name of their option."""
    ids = {person.id for person in attendees}
    return {kind: read_pairs(path, ids, _remark) if path else [] for kind, path in files.items()}


def _remark(words: str) -> None:
    """Say something beside the plan, so that its JSON stays what it is."""
    click.echo(f"Note: {words}", err=True)


def _hosts(attendees: Sequence[Attendee]) -> dict[str, int]:
    """Return the table at which each host stays: the first at the first, and so on."""
    hosts = [person.id for person in attendees if person.host]
    return {host: table for table, host in enumerate(hosts)}


def _still_hosts(made: Plan, played: int, attendees: Sequence[Attendee]) -> dict[str, int]:
    """Return the tables of those hosts who stay at one in all the rounds to come."""
    at: dict[str, set[int]] = {}
    for seating in made.seatings[played:]:
        for table, there in enumerate(seating):
            for person in there:
                at.setdefault(person, set()).add(table)
    hosts = {person.id for person in attendees if person.host}
    return {host: min(at[host]) for host in hosts & at.keys() if len(at[host]) == 1}


def _who_joined(words: Sequence[str]) -> list[Attendee]:
    """Return those who joined: named by their ids, or in a file of people."""
    people: list[Attendee] = []
    for word in words:
        if word.lower().endswith((".csv", ".tsv", ".txt")):
            people += read_people(Path(word), _remark)
        else:
            people += [Attendee(id=one, name=one) for one in _words([word])]
    return people


def _words(values: Sequence[str]) -> list[str]:
    return [word.strip() for value in values for word in value.split(",") if word.strip()]


def _everybody(made: Plan, played: int = 0) -> set[str]:
    return {person for tables in made.seatings[played:] for there in tables for person in there}


def _check(made: Plan, played: int, joined: Sequence[str], left: Sequence[str]) -> None:
    """Raise ValueError for more rounds than there are, or who cannot have joined or left."""
    if played > len(made.seatings):
        raise ValueError(f"The plan has {len(made.seatings)} rounds, not {played}.")
    here = _everybody(made, played)
    for person in left:
        if person not in here:
            raise ValueError(f"There is nobody with the id {person} in the rounds to come.")
    for person in joined:
        if person in here:
            raise ValueError(f"{person} is in the rounds to come already.")


def _tell(
    made: Plan,
    attendees: Sequence[Attendee],
    asked: dict[str, Any],
    began: float,
    *,
    as_json: bool,
    paper: Path | None,
) -> None:
    """Print the plan, and write it for paper if that was asked."""
    report, names = made.report, {person.id: person.name for person in attendees}
    if paper is not None:
        title = f"{len(made.seatings)} rounds at tables"
        try:
            paper.write_text(on_paper(made.seatings, names, title), encoding="utf-8")
        except OSError as error:
            raise Refused(f"{paper}: {error.strerror}.") from error
    if as_json:
        answer = asdict(report) | {"seatings": made.seatings, "advice": advice_in_words(report)}
        answer |= {"seconds": round(time.monotonic() - began, 3), "asked": asked}
        for key in ("blocked_together", "same_organisation_bound"):
            del answer[key]
        click.echo(json.dumps(answer, ensure_ascii=False))
        return
    for line in plan_in_words(made, names, [person.known() for person in attendees]):
        click.echo(line)
