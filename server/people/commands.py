"""`flask conference …` and `flask links`: what the operator of the server needs."""

from __future__ import annotations

import io
import ipaddress

import click
import segno
from flask import Flask, current_app
from flask.cli import AppGroup, with_appcontext
from marshmallow import ValidationError

from server import clock
from server.conferences.actions import create_conference, delete_conference
from server.conferences.domain import new_token
from server.conferences.models import Conference
from server.conferences.queries import all_conferences
from server.conferences.schemas import SettingsIn
from server.database import reading, writing
from server.errors import Problem, by_field
from server.extensions import db
from server.people.domain import LinkKind
from server.people.links import make_link
from server.web.links import enter_path, join_path, lan_address
from server.web.rights import Role

NO_CONFERENCE = "There is no such conference. Try: flask conference list"

conference = AppGroup("conference", help="Create, list and delete conferences.")


@conference.command("create")
@click.argument("slug")
@click.option("--name", required=True, help="What it is called.")
@click.option("--run-by", required=True, help="Who runs it, as attendees know them.")
@click.option("--starts", help="First day, YYYY-MM-DD; today if left out.")
@click.option("--ends", help="Last day; the first day if left out.")
@click.option("--zone", default="Europe/London", show_default=True, help="IANA time zone.")
@click.option("--language", "languages", multiple=True, default=["en"], show_default=True)
@click.option("--address", default="http://localhost:8000", show_default=True)
def create(
    slug: str,
    name: str,
    run_by: str,
    starts: str | None,
    ends: str | None,
    zone: str,
    languages: tuple[str, ...],
    address: str,
) -> None:
    """Create a conference and print the first organiser's link."""
    first = starts or str(clock.now().date())
    try:
        settings = SettingsIn(partial=True).load(
            {
                "name": name,
                "run_by": run_by,
                "starts_on": first,
                "ends_on": ends or first,
                "zone": zone,
                "languages": list(languages),
            }
        )
    except ValidationError as error:
        wrong = [f"{field}: {' '.join(why)}" for field, why in by_field(error.messages).items()]
        raise click.ClickException("\n".join(wrong)) from error
    with writing(db.session):
        try:
            row = create_conference(slug, **settings)
        except Problem as problem:
            raise click.ClickException(problem.body()["detail"]) from problem
        organiser = _role_address(row, _base(address), LinkKind.ROLE, Role.ORGANISER)
        click.echo(f"{row.name}: data is deleted on {row.deletes_on}.")
        click.echo(f"Join code   {row.code}")
        click.echo(f"Organiser   {organiser}")


@conference.command("list")
def list_all() -> None:
    """List the conferences of this server."""
    with reading(db.session):
        for row in all_conferences():
            click.echo(f"{row.slug}  {row.name}  {row.starts_on} to {row.ends_on}")


@conference.command("delete")
@click.argument("slug")
@click.confirmation_option(prompt="Delete the conference and everything in it, now?")
def delete(slug: str) -> None:
    """Delete a conference and everything that anybody left in it."""
    with writing(db.session):
        if not delete_conference(slug):
            raise click.ClickException(NO_CONFERENCE)
    click.echo(f"{slug} is deleted.")


@click.command("links")
@with_appcontext
@click.option("--host", default="0.0.0.0", show_default=True, help="As the server is told.")  # noqa: S104 - only printed
@click.option("--port", default=8000, show_default=True)
@click.option("--slug", help="Which conference; the newest if left out.")
def links(host: str, port: int, slug: str | None) -> None:
    """Print the ways in: attendee, host, organiser and screen, and a QR code to scan."""
    here, hall = _addresses(host, port)
    with writing(db.session):
        row = db.session.get(Conference, slug) if slug else _newest()
        if row is None:
            raise click.ClickException(NO_CONFERENCE)
        click.echo(f"\n{row.name}, join code {row.code}\n")
        click.echo(f"  attendee   {here}{join_path(row.token)}")
        for label, kind, role in (
            ("host", LinkKind.ROLE, Role.HOST),
            ("organiser", LinkKind.ROLE, Role.ORGANISER),
            ("screen", LinkKind.SCREEN, Role.ATTENDEE),
        ):
            click.echo(f"  {label:<10} {_role_address(row, here, kind, role)}")
        if hall is None:
            click.echo("\nOnly this computer is let in. For phones too: HOST=0.0.0.0\n")
            return
        drawing = io.StringIO()
        segno.make(hall + join_path(row.token), error="m", micro=False).terminal(
            out=drawing, compact=True
        )
        click.echo(f"\nPhones on the same network scan this ({hall}):\n\n{drawing.getvalue()}")


def init_app(app: Flask) -> None:
    """Add the commands to `flask`."""
    app.cli.add_command(conference)
    app.cli.add_command(links)


def _addresses(host: str, port: int) -> tuple[str, str | None]:
    """Return where this computer opens what is served at `host`, and where phones do, if they can.

    host: as gunicorn takes it: a name or an address, of IPv6 in brackets.
    """
    public: str | None = current_app.config["PUBLIC_URL"]
    if public:
        return public, public
    here = f"http://{host}:{port}"
    try:
        address = ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return here, None if host == "localhost" else here
    if address.is_unspecified:
        return f"http://localhost:{port}", f"http://{lan_address()}:{port}"
    return here, None if address.is_loopback else here


def _newest() -> Conference | None:
    rows = all_conferences()
    return rows[-1] if rows else None


def _base(address: str) -> str:
    return str(current_app.config["PUBLIC_URL"] or address).rstrip("/")


def _role_address(row: Conference, base: str, kind: LinkKind, role: Role) -> str:
    token = new_token()
    make_link(row.slug, kind, token, role=role)
    return base + enter_path(row.slug, token)
