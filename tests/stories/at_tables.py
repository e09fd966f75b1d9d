"""What people do at the tables of a talk, where stories are read that are shown nowhere else.

There they put down what the table takes away, too: one line that is theirs alone until an
organiser has approved it.
"""

from __future__ import annotations

import uuid

from sqlalchemy import select

from server.database import reading
from server.extensions import db
from server.tables.models import Seat
from tests.stories.book import Line
from tests.stories.deciding import Deciding
from tests.stories.gathering import NAMES, Act, marks_in
from tests.stories.telling import Json

TALK = {"title": "Coffee", "deck": "what-you-see", "size": 3, "rounds": 5, "minutes": 1}


class AtTables(Deciding):
    """A conference with one talk after the other."""

    talk: str  # its path
    talks: list[str]
    here: set[str]
    came: set[str]  # to any of them

    def open_talk(self) -> None:
        """Open a talk, which all phones hear of from now on."""
        self.talk = f"/talks/{uuid.uuid4()}"
        self.olga.put(self.talk, TALK)
        self.talks.append(self.talk)
        self.here.clear()

    def come_or_go(self, act: Act) -> None:
        """Check in at the talk, or out."""
        method = "DELETE" if act.who in self.here else "PUT"
        self.send(act.who, method, f"{self.talk}/here", place="tables")
        self.here ^= {act.who}
        self.came.add(act.who)

    def conduct(self, act: Act) -> None:
        """Start the talk, or go on; once it has ended, all but one come to the next one."""
        talk = self.olga.get(self.talk)["talk"]
        if talk["phase"] == "ended":
            self.open_talk()
            for name in NAMES:
                if name != act.who and name not in self.book.banned:
                    self.come_or_go(Act("come_or_go", name))
            talk = self.olga.get(self.talk)["talk"]
        self.move("start" if talk["phase"] == "gathering" else "go-on", talk["version"])

    def end_or_collect(self, _act: Act) -> None:
        """End the talk; once it has ended, its lines go to the organisers two minutes later."""
        talk = self.olga.get(self.talk)["talk"]
        if talk["phase"] == "ended":
            self.pass_time(minutes=2)
        else:
            self.move("end", talk["version"])

    def move(self, move: str, version: int) -> None:
        """Have the organiser conduct, and what falls due happen."""
        path = f"{self.talk}/commands/{uuid.uuid4()}"
        self.olga.send("PUT", self.olga.inside(path), {"move": move, "version": version})
        self.pass_time()

    def let_be_card(self, act: Act) -> None:
        """Let a story come up as a card on a table, or no more."""
        story = self.own(act)
        if story is not None:
            method = "DELETE" if act.stale else "PUT"
            self.send(act.who, method, f"/stories/{story['id']}/card")

    def skip(self, act: Act) -> None:
        """Skip the card that lies on one's table; a story may be the next."""
        table = self.phones[act.who].get(self.talk)["table"]
        if table:
            path = f"{self.talk}/tables/{table['id']}/passed/{table['prompt']['key']}"
            self.send(act.who, "PUT", path, place="tables")

    def put_down(self, act: Act) -> None:
        """Put down what one's table takes away, put it another way, or take it back."""
        own = self.board(act.who)["own"]
        if own:
            one = own[-1 - act.which % len(own)]
            before, path = one["line"], f"{self.talk}/tables/{one['table_id']}/takeaways"
            taken_back = act.stale and before
            body = {
                "text": None if taken_back else self.text(act.who),
                "version": before["version"] if before else None,
            }
            put = self.send(act.who, "PUT", f"{path}/{uuid.uuid4()}", body)
            if put["status"] == 200:
                self.note(one["table_id"], put["body"]["line"])
        self.reach_over(act)

    def note(self, table: str, line: Json | None) -> None:
        """Note in the book what a table takes away now."""
        if line is None:
            self.book.lines.pop(table, None)
        else:
            (mark,) = marks_in(line["text"])
            self.book.put_down(table, Line(line["id"], self.talk, mark))

    def reach_over(self, act: Act) -> None:
        """Try to write on the tables of others."""
        for table, line in self.book.lines.items():
            if act.who not in self.seated(table):
                path = f"{line.talk}/tables/{table}/takeaways/{line.id}"
                body = {"text": self.text(act.who), "version": 1}
                assert self.send(act.who, "PUT", path, body)["status"] >= 400

    def board(self, name: str, talk: str | None = None) -> Json:
        """Return what the tables of a talk took away as somebody reads it."""
        told: Json = self.phones[name].get(f"{talk or self.talk}/takeaways")
        return told

    def readable(self, name: str) -> list[Json]:
        lines: list[Json] = self.board(name, self.talks[-2:][0])["takeaways"]
        more = [one | {"kind": "takeaway", "revision": 1} for one in lines]
        return super().readable(name) + more

    def seated(self, table: str) -> set[str]:
        """Return who sits at a table, or sat there until its round was over."""
        theirs = select(Seat.person_id).where(Seat.table_id == uuid.UUID(table))
        with self.app.app_context(), reading(db.session):
            people = db.session.scalars(theirs.where(Seat.until.is_(None))).all()
        return {self.names[str(one)] for one in people}

    def lines_at(self, name: str, talk: str | None = None) -> set[str]:
        """Return the marks of the lines of the tables where somebody sits or sat."""
        return {
            line.mark
            for table, line in self.book.lines.items()
            if talk in {None, line.talk} and name in self.seated(table)
        }

    def may_reach(self, name: str, told: object, place: str) -> bool:
        rest = marks_in(told) - self.book.lines_shown()
        if rest & {line.mark for line in self.book.lines.values()}:
            rest -= self.lines_at(name)
        return super().may_reach(name, sorted(rest), place)
