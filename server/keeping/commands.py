"""`flask backup` and `flask restore`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import click
import flask_migrate
from flask import Flask, current_app
from flask.cli import with_appcontext
from sqlalchemy import make_url
from sqlalchemy.exc import SQLAlchemyError

from server import clock
from server.extensions import db
from server.keeping.files import KeepingFailed, written_beside
from server.keeping.gone import Since, TakenOut, known_now, take_out
from server.keeping.sqlite import SQLiteKeeper
from server.migrated import is_known, revision

FILE = click.Path(path_type=Path, dir_okay=False)
MakeApp = Callable[[str], Flask]  # of a database's address
LOST = """\
The database that is replaced cannot be read, so nobody knows what came after the backup. Whoever
has left since is back, and so is every story that was withdrawn or taken off. Tell people so, and
have those who had the app open meanwhile open it anew."""


class Keeper(Protocol):
    """One database, as backups see it. What goes wrong is a KeepingFailed."""

    def back_up(self, file: Path) -> None:
        """Write all that is committed by now into `file`, while others read and write."""

    def lay_out(self, file: Path) -> str:
        """Make a database of a backup, beside the one in use; return its address."""

    def discard(self) -> None:
        """Delete what `lay_out` made, if it is still there."""

    def is_there(self) -> bool:
        """Say whether there is a database to be replaced."""

    def check_unused(self) -> None:
        """Raise KeepingFailed when anybody has the database open."""

    def put_in_place(self, stamp: str) -> str | None:
        """Let what `lay_out` made take the database's place; return what the old one is now."""


@click.command("backup")
@click.argument("file", type=FILE)
@click.option("--force", is_flag=True, help="Replace FILE if it is there.")
@with_appcontext
def backup(file: Path, *, force: bool) -> None:
    """Write the whole database into FILE, while the server runs.

    All that was acknowledged before is in it. FILE is there whole or not at all. It holds what
    people wrote: nobody but its owner may read it, and nothing deletes it on the deletion date.
    """
    with _in_words():
        keeper = _keeper()
        if not keeper.is_there():
            raise KeepingFailed(f"There is no database at {_url()}, as DATABASE_URL has it.")
        with written_beside(file.absolute(), replace=force) as part:
            keeper.back_up(part)
        click.echo(f"{file}: {file.stat().st_size / 1e6:.1f} MB, checked.")
        click.echo("It holds personal data. Delete it with the conference: nothing else does.")


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--yes", is_flag=True, help="Do not ask.")
@with_appcontext
def restore(file: Path, *, yes: bool) -> None:
    """Put the backup FILE in the database's place. Stop the server first.

    The database that is replaced is kept beside it. What came after the backup is lost, but what
    was deleted stays deleted, as far as the replaced database tells: people who left, stories that
    nobody may see any more; and conferences whose deletion date has passed.
    """
    make_app: MakeApp = current_app.extensions["happenstance-of-another-database"]
    with _in_words():
        keeper = _keeper()
        since = _since(keeper)
        if since is None and keeper.is_there():
            click.echo(LOST)
        if not yes:
            click.confirm("Put the backup in place of the database?", abort=True)
        try:
            taken_out = _brought_up_to_date(make_app(keeper.lay_out(file)), since)
            kept = keeper.put_in_place(f"{clock.wall():%Y%m%d%H%M%S%f}"[:-3])
        finally:
            keeper.discard()
        _tell(taken_out, kept)


def init_app(app: Flask, make_app: MakeApp) -> None:
    """Add the commands to `flask`. make_app: puts a server together for another database."""
    app.extensions["happenstance-of-another-database"] = make_app
    app.cli.add_command(backup)
    app.cli.add_command(restore)


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except KeepingFailed as failed:
        raise click.ClickException(str(failed)) from failed


def _keeper() -> Keeper:
    url: str = current_app.config["SQLALCHEMY_DATABASE_URI"]
    if url.startswith("sqlite"):
        return SQLiteKeeper(url)
    from server.keeping.postgresql import PostgreSQLKeeper  # noqa: PLC0415 - no server needs it

    return PostgreSQLKeeper(url)


def _url() -> str:
    """Return the database's address as it may be shown: without its password."""
    return make_url(current_app.config["SQLALCHEMY_DATABASE_URI"]).render_as_string()


def _since(keeper: Keeper) -> Since | None:
    """Return what is known of the time after the backup. Raises KeepingFailed if it is in use."""
    if not keeper.is_there():
        return None
    keeper.check_unused()
    try:
        return known_now()
    except SQLAlchemyError:
        return None
    finally:
        db.session.remove()
        db.engine.dispose()


def _brought_up_to_date(app: Flask, since: Since | None) -> TakenOut:
    """Bring a database that was laid out to the present: its migrations, and what is gone."""
    with app.app_context():
        try:
            stands_at = revision(db.engine)
            if stands_at is None:
                raise KeepingFailed("The backup holds no database of Happenstance.")
            if not is_known(stands_at):
                raise KeepingFailed(
                    f"The backup is newer than this server: it does not know {stands_at}."
                )
            flask_migrate.upgrade()
            return take_out(since)
        finally:
            db.session.remove()
            db.engine.dispose()


def _tell(taken_out: TakenOut, kept: str | None) -> None:
    click.echo("The backup is in place, and what was written after it is lost.")
    for slug in taken_out.over:
        click.echo(f"{slug} is deleted: its deletion date has passed.")
    if taken_out.left or taken_out.unseen:
        click.echo(
            f"Gone since and not restored: {taken_out.left} people who left, "
            f"{taken_out.unseen} stories that nobody may see any more."
        )
    for slug in taken_out.forgotten:
        click.echo(
            f"{slug} was not in the replaced database. If it was deleted on purpose: "
            f"flask conference delete {slug}"
        )
    if taken_out.unbanned:
        click.echo(f"{taken_out.unbanned} people who were banned since are not: see to them.")
    if kept is not None:
        click.echo(f"The replaced database is {kept}. It holds personal data.")
        click.echo("Nothing deletes it: do so once you are sure.")
