"""Everything that phones and the screen hear and can fetch, compared with the book."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from flask import Flask
from flask_socketio import SocketIOTestClient

from tests.stories.at_tables import AtTables
from tests.stories.gathering import NAMES, marks_in
from tests.stories.pictures import look
from tests.stories.telling import Json
from tests.support.clocks import StoppedClock
from tests.support.phones import facts


class People(AtTables):
    """People at a conference, whose phones and screen are watched.

    exact: what may be shown must be shown, too.
    """

    exact = True

    def __init__(self, app: Flask, clock: StoppedClock) -> None:
        super().__init__(app, clock)
        self.read, self.decided, self.talks, self.here, self.came = [], [], [], set(), set()
        self.checks = 0
        self.sockets = {
            name: phone.listen("feed", f"person:{phone.person_id}")
            for name, phone in self.phones.items()
        }
        self.screen = self.olga.listen("screen")
        self.has: dict[str, dict[str, Json]] = {name: {} for name in NAMES}  # stories
        self.has_lines: dict[str, dict[str, Json]] = {name: {} for name in NAMES}
        self.has_table: dict[str, Json] = {}
        self.open_talk()

    def open_talk(self) -> None:
        super().open_talk()
        for name in NAMES:
            if name not in self.book.banned:
                self.listen_to_talk(name)

    def listen_to_talk(self, name: str) -> None:
        """Subscribe to the last two talks and fetch what their tables have taken away."""
        self.has_lines[name] = {}
        for talk in self.talks[-2:]:
            stream = f"talk:{talk.rpartition('/')[2]}"
            assert "number" in self.phones[name].subscribe(self.sockets[name], stream)
            for one in self.board(name, talk)["takeaways"]:
                self.has_lines[name][one["id"]] = one

    def listen_anew(self, name: str, socket: SocketIOTestClient) -> None:
        """Subscribe again and fetch the feed, as a phone does whose rights have changed."""
        phone = self.phones[name]
        for stream in ("feed", f"person:{phone.person_id}"):
            assert "number" in phone.subscribe(socket, stream)
        self.has[name] = self.page(name)
        self.listen_to_talk(name)

    def agrees(self, found: set[str], allowed: set[str]) -> bool:
        """Say whether what was found is what the book allows."""
        return found == allowed if self.exact else found <= allowed

    def hear_all(self) -> None:
        """Compare what has been heard with the book."""
        for hearer, socket in self.sockets.items():
            told = socket.get_received()
            for one in told:
                if one["name"] == "fact":
                    self.hear(hearer, one["args"][0])
            if any(one["name"] == "rights" for one in told):
                self.listen_anew(hearer, socket)
        for fact in facts(self.screen):
            assert marks_in(fact) <= self.book.shown("screen") | self.book.lines_shown()

    def hear(self, name: str, fact: Json) -> None:
        """Apply a fact as a phone does; nothing in it may be unread."""
        place = "tables" if fact["stream"].startswith("table:") else "feed"
        assert self.may_reach(name, fact, place)
        has, lines, data = self.has[name], self.has_lines[name], fact.get("data", {})
        match fact.get("type"):
            case "stories.published":
                has[data["story"]["id"]] = data["story"]
            case "stories.withdrawn":
                has.pop(data["story_id"], None)
            case "people.person_gone":
                gone = data["person_id"]
                kept = {key: one for key, one in has.items() if one["author"]["id"] != gone}
                self.has[name] = kept
            case "people.person_back":
                self.has[name] = self.page(name)
            case "tables.table_set":
                self.has_table[name] = data["table"]
            case "tables.takeaway_shown":
                lines[data["takeaway"]["id"]] = data["takeaway"]
            case "tables.takeaway_gone":
                lines.pop(data["takeaway_id"], None)

    def check(self, name: str) -> None:
        """Compare what has been heard, and what one viewer can fetch, with the book."""
        self.hear_all()
        self.checks += 1
        if name == "the screen":
            self.check_screen()
            return
        page = self.page(name)
        assert self.agrees(marks_in(page), self.book.shown("feed", name))
        assert self.has[name] == page
        self.check_search(name, page)
        self.check_table(name)
        self.check_lines(name)
        self.check_photos(name)

    def check_screen(self) -> None:
        """The screen shows what may be shown on it."""
        shown = self.olga.get("/screen")
        assert self.agrees(marks_in(shown["stories"]), self.book.shown("screen"))
        assert marks_in(shown) <= self.book.shown("screen") | self.book.lines_shown()

    def check_search(self, name: str, page: dict[str, Json]) -> None:
        """By something else, just what is in the feed is found; by words that are not, nothing."""
        unseen = [mark for mark in self.book.author if mark not in marks_in(page)]
        mark = [*unseen[-6:], "mark"][self.checks // 2 % (len(unseen[-6:]) + 1)]
        wanted: list[tuple[dict[str, str], Callable[[Json], bool]]] = [
            ({"background": "it"}, lambda one: one["background"] == "it"),
            ({"language": "en"}, lambda one: one["language"] == "en"),
            ({"by_accident": "true"}, lambda one: one["by_accident"] != "no"),
            ({"language": "de"}, lambda one: one["language"] == "de"),
            ({"by_accident": "false"}, lambda one: one["by_accident"] == "no"),
            ({"of": ",".join(self.book.owner)}, lambda _: True),
        ]
        query, suits = wanted[self.checks // 2 % len(wanted)]
        if self.checks % 2:
            query, suits = {"find": mark}, lambda one: mark in one["text"]
        found = self.page(name, f"?{urlencode({'find': 'contact centre'} | query)}")
        assert found == {key: one for key, one in page.items() if suits(one)}

    def check_table(self, name: str) -> None:
        """Whoever sits beside a viewer has an opening line if and only if one may be shown.

        A phone that only hears of its table has the same before it, and the same people.
        """
        table = self.phones[name].get(self.talk)["table"]
        assert self.may_reach(name, table, "tables")
        heard = self.has_table.get(name)
        if table and heard and heard["id"] == table["id"] and name not in self.book.hidden:
            assert marks_in(heard) == marks_in(table)
            assert [one["person"]["id"] for one in heard["people"]] == [
                one["person"]["id"] for one in table["people"]
            ]
        for one in table["people"] if table else []:
            line = marks_in(one["opening"])
            theirs = self.book.by(one["person"]["name"]) & self.book.shown("tables")
            assert line <= theirs
            assert not self.exact or len(line) == min(1, len(theirs))

    def check_lines(self, name: str) -> None:
        """Of what tables take away, a viewer reads what is approved, and that of their own."""
        talk = self.talks[-2:][self.checks % 2 - 1]
        board, shown = self.board(name, talk), self.book.lines_shown(talk)
        assert marks_in(board["takeaways"]) == shown
        assert marks_in(board["own"]) == self.lines_at(name, talk)
        heard = self.has_lines[name].values()
        assert marks_in([one for one in heard if talk.endswith(one["talk_id"])]) == shown

    def check_photos(self, name: str, *, every: bool = False) -> None:
        """A photo is seen by whoever may read the words with it, and by nobody else.

        One that lay on a table stays before those who sat there when the talk is over.
        """
        photos = {mark: photo_id for mark, photo_id in self.photos.items() if photo_id}
        marks = list(photos)
        asked = marks if every else marks[self.checks * 5 % len(marks or "-") :][:1]
        seen = {mark for mark in asked if look(self.phones[name], photos[mark]).status_code == 200}
        feed, own = self.book.shown("feed", name), self.book.by(name)
        assert not self.exact or set(asked) & feed <= seen
        at_table = self.book.shown("tables") if name in self.came else set()
        assert seen <= feed | own | at_table
