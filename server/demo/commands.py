"""`flask demo …`: the demonstration conference, made and removed; `flask prepare`."""

from __future__ import annotations

import click
import flask_migrate
from flask import Flask
from flask.cli import AppGroup, with_appcontext

from server.database import carry_out
from server.demo.actions import ensure_demo, wipe_demo
from server.errors import Problem
from server.extensions import db
from server.people.commands import links

demo = AppGroup("demo", help="Make and remove the demonstration conference.")


@demo.command("ensure")
def ensure() -> None:
    """Make the demonstration conference if there is none."""
    try:
        made = carry_out(db.session, ensure_demo)
    except Problem as problem:
        raise click.ClickException(problem.body()["detail"]) from problem
    state = "ready" if made else "there already"
    click.echo(f"The demonstration conference is {state}. To remove it: .venv/bin/flask demo wipe")


@demo.command("wipe")
@click.confirmation_option(prompt="Remove the demonstration conference and everything in it, now?")
def wipe() -> None:
    """Remove the demonstration conference and everything that anybody left in it."""
    wiped = carry_out(db.session, wipe_demo)
    click.echo(
        "The demonstration conference is gone."
        if wiped
        else "There is no demonstration conference."
    )


@click.command("prepare")
@with_appcontext
@click.option("--host", default="0.0.0.0", show_default=True, help="As the server is told.")  # noqa: S104 - only printed
@click.option("--port", default=8000, show_default=True)
@click.pass_context
def prepare(context: click.Context, host: str, port: int) -> None:
    """Do all that comes before serving: migrate, have a demonstration, print the ways in."""
    flask_migrate.upgrade()
    context.invoke(ensure)
    context.invoke(links, host=host, port=port, slug=None)


def init_app(app: Flask) -> None:
    """Add the commands to `flask`."""
    app.cli.add_command(demo)
    app.cli.add_command(prepare)
