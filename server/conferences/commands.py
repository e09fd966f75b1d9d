"""`flask audit …`: whether what was done still stands as it was written down."""

from __future__ import annotations

import sys

import click
from flask import Flask
from flask.cli import AppGroup

from server.conferences.audit import Head, check_chain
from server.conferences.queries import all_conferences
from server.database import reading
from server.errors import Problem
from server.extensions import db

audit = AppGroup("audit", help="Check what organisers did, entry by entry.")


@audit.command("verify")
@click.argument("slug", required=False)
@click.option("--noted", help="What an earlier check printed, COUNT:DIGEST; needs a conference.")
def verify(slug: str | None, noted: str | None) -> None:
    """Check the audit chain of one conference, or of all.

    Says how many entries hold and where a chain is broken; the exit code is 1 when one is. Keep
    the COUNT:DIGEST it prints somewhere else: with --noted it tells later whether anybody who
    can write to the database has made the chain anew.
    """
    if noted is not None and slug is None:
        raise click.UsageError("--noted needs the conference it was printed for.")
    try:
        expected = Head.read(noted) if noted is not None else None
    except ValueError as wrong:
        raise click.UsageError("--noted is what an earlier check printed, COUNT:DIGEST.") from wrong
    sound = True
    with reading(db.session):
        for name in [slug] if slug else [row.slug for row in all_conferences()]:
            try:
                checked = check_chain(name, noted=expected)
            except Problem as problem:
                raise click.ClickException(f"There is no conference {name}.") from problem
            if checked.flaw is None:
                click.echo(f"{name}  sound   {checked.head}")
            else:
                sound = False
                held = (
                    f"{checked.head.count} before it hold" if checked.head.count else "none holds"
                )
                click.echo(f"{name}  BROKEN  {checked.flaw}; {held}")
    if not sound:
        sys.exit(1)


def init_app(app: Flask) -> None:
    """Add the commands to `flask`."""
    app.cli.add_command(audit)
