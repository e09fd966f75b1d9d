"""Restoring: the state of the backup, without what is gone since, and nothing lost by mistake."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import flask_migrate
import pytest
from flask import Flask
from sqlalchemy import make_url, text

from server import migrated
from server.conferences.models import Conference
from server.extensions import db
from server.keeping.gone import LEAP
from server.keeping.sqlite import SQLiteKeeper
from server.web.rights import Role
from server.work.due import run_due
from tests.keeping.conftest import Type
from tests.stories.telling import decide, published, review_of, tell, withdraw
from tests.support.clocks import StoppedClock
from tests.support.databases import SQLiteDatabases
from tests.support.phones import Phone
from tests.support.scanning import everything
from tests.support.servers import Begin, serving

NewPhone = Callable[[], Phone]
StartAnew = Callable[[], None]
Promote = Callable[[Phone, Role], Phone]
PLANTED = "Zimtstern GmbH"


def backed_up(type_in: Type, file: Path) -> None:
    """Take a backup."""
    done = type_in("backup", file)
    assert done.exit_code == 0, done.output


@pytest.fixture
def start_anew(app: Flask, database_url: str) -> Iterator[StartAnew]:
    """Start the server again: restoring was another program, which had the sockets for itself."""
    begun: list[Flask] = []
    yield lambda: begun.append(_app_of(app, database_url))
    for one in begun:
        with one.app_context():
            db.engine.dispose()


def restored(type_in: Type, file: Path) -> str:
    """Restore a backup; return what is said."""
    done = type_in("restore", file, "--yes")
    assert done.exit_code == 0, done.output
    return done.output


def names(organiser: Phone) -> list[str]:
    """Return who is at the conference, as an organiser sees it."""
    return sorted(one["name"] for one in organiser.get("/guests")["people"])


def test_all_is_as_it_was_when_the_backup_was_taken(
    type_in: Type, file: Path, app: Flask, organiser: Phone, alice: Phone, new_phone: NewPhone
) -> None:
    story = published(organiser, alice, "I came for the summer, and it is still summer here.")
    backed_up(type_in, file)
    before = everything(app)
    alice.patch("/me", {"version": 1, "name": "Alicia"})
    new_phone().join(_conference(app), "Late", "agent")
    said = restored(type_in, file)
    assert "The backup is in place, and what was written after it is lost." in said
    assert "not restored" not in said
    assert names(organiser) == ["Alice", "Olga"]
    assert organiser.get(f"/stories/{story['id']}")["id"] == story["id"]
    assert _without_numbers(everything(app)) == _without_numbers(before)


def test_the_replaced_database_is_kept_beside_it(
    type_in: Type, file: Path, app: Flask, organiser: Phone, alice: Phone, database_url: str
) -> None:
    backed_up(type_in, file)
    alice.patch("/me", {"version": 1, "name": "Alicia"})
    said = restored(type_in, file)
    (kept,) = re.findall(r"The replaced database is (\S+)\. It holds personal data\.", said)
    url = make_url(database_url).set(database=kept)
    if url.drivername == "sqlite":
        assert [one.name for one in Path(kept).parent.glob("*.restoring*")] == []
    app = _app_of(app, url.render_as_string(hide_password=False))
    assert "Alicia" in everything(app)
    with app.app_context():
        db.engine.dispose()


def test_phones_that_heard_what_is_forgotten_find_a_gap(
    type_in: Type, file: Path, alice: Phone, bob: Phone, start_anew: StartAnew
) -> None:
    backed_up(type_in, file)
    number = alice.subscribe(alice.listen(), "feed")["number"]
    bob.patch("/me", {"version": 1, "name": "Bobby"})
    alice.close()
    restored(type_in, file)
    start_anew()
    assert alice.subscribe(alice.listen(), "feed")["number"] == number + LEAP


def test_so_do_those_who_heard_a_stream_that_the_backup_does_not_know(
    type_in: Type, file: Path, alice: Phone, start_anew: StartAnew
) -> None:
    backed_up(type_in, file)
    mine = f"person:{alice.person_id}"
    was = alice.subscribe(alice.listen(), mine)["number"]
    alice.patch("/me", {"version": 1, "name": "Alicia"})
    assert was == 0
    alice.close()
    restored(type_in, file)
    start_anew()
    assert alice.subscribe(alice.listen(), mine)["number"] == LEAP


class TestWhatWasDeletedSince:
    def test_whoever_left_does_not_come_back(
        self, type_in: Type, file: Path, app: Flask, organiser: Phone, alice: Phone, bob: Phone
    ) -> None:
        alice.patch("/me", {"version": 1, "organisation": PLANTED})
        published(organiser, alice, "I came for the summer, and it is still summer here.")
        backed_up(type_in, file)
        alice.delete("/me")
        assert "1 people who left, 0 stories" in restored(type_in, file)
        assert names(organiser) == ["Bob", "Olga"]
        assert PLANTED not in everything(app)
        assert "still summer" not in everything(app)
        assert alice.refused("GET", "/me")["code"] == "not-found"

    def test_nor_the_only_organiser_of_that_time(
        self,
        type_in: Type,
        file: Path,
        organiser: Phone,
        alice: Phone,
        promote: Promote,
    ) -> None:
        backed_up(type_in, file)
        promote(alice, Role.ORGANISER)
        organiser.delete("/me")
        assert "1 people who left" in restored(type_in, file)
        assert organiser.refused("GET", "/me")["code"] == "not-found"
        assert alice.get("/me")["profile"]["name"] == "Alice"

    def test_a_story_that_nobody_may_see_any_more_is_seen_by_nobody(
        self, type_in: Type, file: Path, organiser: Phone, alice: Phone, bob: Phone
    ) -> None:
        story = published(organiser, alice, "I came for the summer, and it is still summer here.")
        kept = published(organiser, bob, "I was asked to hold a headset for just a minute.")
        backed_up(type_in, file)
        withdraw(alice, story)
        said = restored(type_in, file)
        assert "0 people who left, 1 stories that nobody may see any more." in said
        feed = bob.get("/feed")["stories"]
        assert [one["id"] for one in feed] == [kept["id"]]
        assert alice.get("/stories/mine")["stories"][0]["state"] == "withdrawn"

    def test_a_story_that_was_not_read_yet_waits_as_it_did(
        self, type_in: Type, file: Path, organiser: Phone, alice: Phone
    ) -> None:
        story = tell(alice)
        backed_up(type_in, file)
        decide(organiser, "approve", review_of(organiser, story))
        restored(type_in, file)
        assert review_of(organiser, story)["subject_id"] == story["id"]

    def test_a_conference_whose_date_has_passed_is_deleted(
        self, type_in: Type, file: Path, app: Flask, alice: Phone, stopped_clock: StoppedClock
    ) -> None:
        alice.patch("/me", {"version": 1, "organisation": PLANTED})
        backed_up(type_in, file)
        stopped_clock.forward(days=20)
        assert "autumn is deleted: its deletion date has passed." in restored(type_in, file)
        assert PLANTED not in everything(app)

    @pytest.mark.parametrize(
        ("before", "since", "there"),
        [("2026-11-28", "2026-12-20", True), ("2026-12-20", "2026-11-28", False)],
    )
    def test_the_date_that_counts_is_the_last_that_was_set(
        self,
        type_in: Type,
        file: Path,
        organiser: Phone,
        stopped_clock: StoppedClock,
        before: str,
        since: str,
        there: bool,  # noqa: FBT001
    ) -> None:
        organiser.patch("", {"version": 1, "deletes_on": before})
        backed_up(type_in, file)
        organiser.patch("", {"version": 2, "deletes_on": since})
        stopped_clock.forward(days=10)
        said = restored(type_in, file)
        assert ("autumn is deleted: its deletion date has passed." not in said) is there
        if there:
            assert organiser.get("/me")["profile"]["name"] == "Olga"
            stopped_clock.forward(days=30)
            with organiser.app.app_context():
                run_due()
        assert organiser.refused("GET", "/me")["code"] == "not-found"

    def test_one_that_was_deleted_by_hand_is_named(
        self, type_in: Type, file: Path, alice: Phone
    ) -> None:
        backed_up(type_in, file)
        assert type_in("conference", "delete", "autumn", "--yes").exit_code == 0
        assert "flask conference delete autumn" in restored(type_in, file)
        assert alice.get("/me")["profile"]["name"] == "Alice"

    def test_whoever_was_banned_is_counted(
        self, type_in: Type, file: Path, organiser: Phone, alice: Phone
    ) -> None:
        backed_up(type_in, file)
        organiser.put(f"/guests/{alice.person_id}/ban", {"words": "Enough."})
        assert "1 people who were banned since are not" in restored(type_in, file)


class TestRefusals:
    def refused(self, type_in: Type, file: Path, alice: Phone) -> str:
        """Fail to restore, with everything left as it is; return what is said."""
        done = type_in("restore", file, "--yes")
        assert done.exit_code == 1, done.output
        assert alice.get("/me")["profile"]["name"] == "Alice"
        return done.output

    def test_the_operator_is_asked(self, type_in: Type, file: Path, alice: Phone) -> None:
        backed_up(type_in, file)
        alice.patch("/me", {"version": 1, "name": "Alicia"})
        done = type_in("restore", file, answer="n\n")
        assert done.exit_code == 1
        assert alice.get("/me")["profile"]["name"] == "Alicia"

    @pytest.mark.real_time
    def test_not_while_a_server_has_it_open(
        self,
        type_in: Type,
        file: Path,
        alice: Phone,
        database_url: str,
        tmp_path: Path,
        begin: Begin,
    ) -> None:
        backed_up(type_in, file)
        with serving(database_url, tmp_path, begin=begin):
            assert "Stop the server first." in self.refused(type_in, file, alice)
        restored(type_in, file)

    @pytest.mark.parametrize("content", [b"", b"Dear diary", b"SQLite format 3\0", b"PGDMP"])
    def test_what_is_no_backup(
        self, type_in: Type, file: Path, alice: Phone, content: bytes
    ) -> None:
        file.write_bytes(content)
        said = self.refused(type_in, file, alice)
        assert said.startswith("Error: ")

    def test_half_a_backup(self, type_in: Type, file: Path, alice: Phone) -> None:
        backed_up(type_in, file)
        whole = file.read_bytes()
        file.write_bytes(whole[: len(whole) // 2])
        self.refused(type_in, file, alice)

    def test_a_backup_of_a_newer_server(
        self, type_in: Type, file: Path, app: Flask, alice: Phone
    ) -> None:
        _stand_at(app, "9999_in_time_to_come")
        backed_up(type_in, file)
        _stand_at(app, str(migrated.head()))
        said = self.refused(type_in, file, alice)
        assert "newer than this server: it does not know 9999_in_time_to_come" in said

    def test_a_machine_without_the_programs(
        self,
        type_in: Type,
        file: Path,
        app: Flask,
        database_url: str,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setenv("PATH", "")
        done = type_in("backup", file)
        if database_url.startswith("sqlite"):
            assert done.exit_code == 0
        else:
            assert "pg_dump is not installed here." in done.output
            assert not file.exists()


def test_an_older_backup_is_brought_up_to_date(
    type_in: Type, file: Path, app: Flask, alice: Phone
) -> None:
    with app.app_context():
        flask_migrate.downgrade(revision="-1")
    backed_up(type_in, file)
    with app.app_context():
        flask_migrate.upgrade()
    restored(type_in, file)
    with app.app_context():
        assert migrated.revision(db.engine) == migrated.head()
    assert alice.get("/me")["profile"]["name"] == "Alice"


class TestALostDatabase:
    """These are about a file, whatever the others run on."""

    @pytest.fixture
    def path(self, tmp_path_factory: pytest.TempPathFactory) -> Path:
        """Give the file of a migrated SQLite database."""
        databases = SQLiteDatabases(tmp_path_factory.mktemp("lost"))
        with databases.fresh() as url:
            made = Path(url.removeprefix("sqlite:///"))
            return made.rename(made.with_name("served.db"))

    @pytest.fixture
    def database_url(self, path: Path) -> str:
        """Have the phones use it."""
        return f"sqlite:///{path}"

    def test_is_replaced_where_nothing_is_left_of_it(
        self, type_in: Type, file: Path, alice: Phone, path: Path
    ) -> None:
        backed_up(type_in, file)
        path.unlink()
        assert "The replaced database is" not in restored(type_in, file)
        assert alice.get("/me")["profile"]["name"] == "Alice"

    def test_that_is_damaged_is_kept_all_the_same(
        self, type_in: Type, file: Path, alice: Phone, path: Path
    ) -> None:
        backed_up(type_in, file)
        path.write_bytes(b"Nothing that anybody can read. " * 300)
        said = restored(type_in, file)
        assert "nobody knows what came after the backup" in said
        assert alice.get("/me")["profile"]["name"] == "Alice"
        (kept,) = path.parent.glob("*.replaced-*")
        assert kept.read_bytes().startswith(b"Nothing that anybody can read.")

    def test_a_damaged_one_makes_no_backup(
        self, type_in: Type, file: Path, alice: Phone, path: Path
    ) -> None:
        type_in("backup", file)
        whole = path.read_bytes()
        keeper = SQLiteKeeper(f"sqlite:///{path}")
        keeper.check_unused()  # which leaves all in one file
        middle = len(whole) // 2
        path.write_bytes(whole[:middle] + b"\xff" * 8192 + whole[middle + 8192 :])
        done = type_in("backup", file, "--force")
        assert done.exit_code == 1
        assert "damaged" in done.output or "malformed" in done.output


def _conference(app: Flask) -> Conference:
    with app.app_context():
        return db.session.get_one(Conference, "autumn")


def _app_of(app: Flask, url: str) -> Flask:
    made: Flask = app.extensions["happenstance-of-another-database"](url)
    return made


def _stand_at(app: Flask, revision: str) -> None:
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :at"), {"at": revision})


def _without_numbers(scanned: str) -> list[str]:
    return sorted(line for line in scanned.splitlines() if not line.startswith("stream:"))


def test_a_file_stays_its_owners_when_the_superuser_restores_it(
    type_in: Type, alice: Phone, file: Path, database_url: str
) -> None:
    """Or the server, which is somebody else, could not open it."""
    database = Path(make_url(database_url).database or "")
    if not database.is_file():
        pytest.skip("PostgreSQL's files are its own")
    backed_up(type_in, file)
    database.chmod(0o640)
    if superuser := os.geteuid() == 0:
        os.chown(database, 65534, 65534)
    restored(type_in, file)
    kept = database.stat()
    assert stat.S_IMODE(kept.st_mode) == 0o640
    assert kept.st_uid == (65534 if superuser else os.geteuid())


def test_where_a_file_was_lost_its_folders_owner_gets_the_new_one_alone(
    type_in: Type, alice: Phone, file: Path, database_url: str
) -> None:
    database = Path(make_url(database_url).database or "")
    if not database.is_file():
        pytest.skip("PostgreSQL's files are its own")
    backed_up(type_in, file)
    for lost in database.parent.glob(f"{database.name}*"):
        lost.unlink()
    if superuser := os.geteuid() == 0:
        os.chown(database.parent, 65534, 65534)
    restored(type_in, file)
    kept = database.stat()
    assert stat.S_IMODE(kept.st_mode) == 0o600
    assert kept.st_uid == (65534 if superuser else os.geteuid())
