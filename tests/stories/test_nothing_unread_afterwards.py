"""The same promise while people are muted, banned, let in again, made organisers and no more.

Beside the acts of `test_nothing_unread`, an organiser looks after those who tell; blocks are taken
back; stories are approved for tables alone, or featured. After each act somebody's feed is asked
for as a phone asks that has kept its first page, and now and then every address there is.
"""

from __future__ import annotations

import uuid

import pytest
from flask import Flask
from flask_socketio import SocketIOTestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.tables.rounds import asking
from tests.people.test_blocks_everywhere import addresses
from tests.stories.gathering import NAMES, Act, acts, marks_in
from tests.stories.telling import Json
from tests.stories.test_nothing_unread import COMMON
from tests.stories.watching import People
from tests.support.clocks import StoppedClock

WHY = {"words": "Enough for now."}
THEIRS = ["edit", "withdraw", "write", "block", "unblock", "pry", "report"]
THEIRS += ["come_or_go", "put_down"]
CARE = ["ban_or_lift", "ban_or_lift", "mute_or_not", "promote_or_not", "hide_or_show", "sweep"]
OTHERS = ["wait", "decide", "decide_late", "undo", "show_again", "stop_or_lift"]
OTHERS += ["conduct", "end_or_collect"]
ACTS = acts([*CARE, *CARE, *THEIRS, *OTHERS, *COMMON])
FIRST = [Act(what, name) for what in ("write", "come_or_go") for name in NAMES]
FIRST += [Act("conduct", ""), Act("conduct", ""), Act("decide", "", outcome="feature")]
FIRST += [Act("promote_or_not", "Alice"), Act("promote_or_not", "Alice"), Act("edit", "Bob")]
FIRST += [Act("come_or_go", "Carol"), Act("put_down", "Bob"), Act("sweep", "Carol", "Alice")]
FIRST += [Act("promote_or_not", "Carol", which=1), Act("sweep", "Carol", "Alice")]


class LookedAfter(People):
    """People at a conference whose organiser silences some, and lets some host or organise."""

    def __init__(self, app: Flask, clock: StoppedClock) -> None:
        self.muted: set[str] = set()
        self.hosts: set[str] = set()
        self.kept: dict[str, tuple[str, set[str]]] = dict.fromkeys(NAMES, ("", set()))
        super().__init__(app, clock)

    def act(self, act: Act) -> None:
        """Have somebody act. Whoever is banned finds every door shut."""
        if act.who in self.book.banned and act.what in THEIRS:
            self.knock(act.who)
        else:
            getattr(self, act.what)(act)

    def photo(self, mark: str) -> Json | None:
        """Tell without photos: they have been looked at elsewhere."""

    def check_photos(self, name: str, *, every: bool = False) -> None:
        """There are none."""

    def may_reach(self, name: str, told: object, place: str) -> bool:
        """Say whether somebody may be told this. Organisers may be told all."""
        return name in self.book.organisers or super().may_reach(name, told, place)

    def write(self, act: Act) -> None:
        before = set(self.book.owner)
        super().write(act)
        assert act.who not in self.muted or set(self.book.owner) == before

    def note(self, table: str, line: Json | None) -> None:
        before = dict(self.book.lines)
        super().note(table, line)
        (mark,) = marks_in(line) or {""}
        assert self.book.author.get(mark) not in self.muted or self.book.lines == before

    def guest(self, name: str) -> Json:
        """Return somebody as organisers see them."""
        people: list[Json] = self.olga.get("/guests")["people"]
        return next(one for one in people if one["id"] == self.phones[name].person_id)

    def done(self, method: str, name: str, what: str, body: object = None) -> bool:
        """Have the organiser do something to somebody; say whether the server agreed."""
        path = self.olga.inside(f"/guests/{self.phones[name].person_id}{what}")
        return self.olga.send(method, path, body).status_code == 200

    def ban_or_lift(self, act: Act) -> None:
        if act.who not in self.book.banned:
            if self.done("PUT", act.who, "/ban", WHY):
                self.book.banned.add(act.who)
                self.here.discard(act.who)
        elif self.done("DELETE", act.who, "/ban"):
            self.book.banned.discard(act.who)
            self.listen_anew(act.who, self.sockets[act.who])  # as a phone that is opened again

    def mute_or_not(self, act: Act) -> None:
        if act.who in self.muted:
            if self.done("DELETE", act.who, "/mute"):
                self.muted.discard(act.who)
        elif self.done("PUT", act.who, "/mute", WHY):
            self.muted.add(act.who)

    def promote_or_not(self, act: Act) -> None:
        """Make somebody a host or an organiser, or take it back. Hosts read no more than others."""
        role = "host" if act.which % 2 else "organiser"
        if act.who in self.book.organisers | self.hosts:
            role = "attendee"
        body = {"version": self.guest(act.who)["version"], "role": role}
        if self.done("PATCH", act.who, "", body):
            self.book.organisers -= {act.who}
            self.hosts -= {act.who}
            if role != "attendee":
                (self.hosts if role == "host" else self.book.organisers).add(act.who)

    def hide_or_show(self, act: Act) -> None:
        hidden = act.who not in self.book.hidden
        body = {"version": self.guest(act.who)["version"], "hidden": hidden}
        if self.done("PATCH", act.who, "", body):
            self.book.hidden ^= {act.who}

    def unblock(self, act: Act) -> None:
        """Take a block back; both look at their feed anew."""
        if act.who == act.whom:
            return
        self.phones[act.who].delete(f"/blocks/{self.phones[act.whom].person_id}")
        blocked = self.phones[act.whom].send("GET", self.phones[act.whom].inside("/blocks"))
        if self.phones[act.who].person_id not in blocked.text and blocked.status_code == 200:
            self.book.blocks.discard(frozenset({act.who, act.whom}))
        for name in {act.who, act.whom} - self.book.banned:
            self.has[name] = self.page(name)

    def sweep(self, act: Act) -> None:
        """Read every address that there is."""
        story = sorted(self.book.owner, key=self.book.owner.__getitem__)[act.which :][:1]
        tables = sorted(self.book.lines, key=lambda table: self.book.lines[table].mark)
        ids = {
            "slug": self.phones[act.who].conference,
            "person_id": self.phones[act.whom].person_id,
            "story_id": story[0] if story else str(uuid.uuid4()),
            "talk_id": self.talks[-2:][act.which % 2 - 1].rpartition("/")[2],
            "table_id": [*tables[act.which :], str(uuid.uuid4())][0],
        }
        for path in addresses(self.app, ids):
            told = self.phones[act.who].send("GET", path).text
            if act.who in self.book.banned:
                assert not marks_in(told), path
            else:
                at_table = act.who in self.here and self.may_reach(act.who, told, "tables")
                assert at_table or self.may_reach(act.who, told, "feed"), path

    def knock(self, name: str) -> None:
        """Try the doors that somebody who is banned knows, with the page that their phone kept."""
        phone = self.phones[name]
        tag, _ = self.kept[name]
        for path in ("/feed", "/feed?find=contact", "/stories/mine", f"{self.talk}/takeaways"):
            answer = phone.send("GET", phone.inside(path), headers={"If-None-Match": tag})
            assert (answer.status_code, answer.get_json()["code"]) == (403, "banned"), path

    def listen_anew(self, name: str, socket: SocketIOTestClient) -> None:
        """Subscribe again; hosts and organisers to what they read, the banned to nothing."""
        phone, talk = self.phones[name], self.talk.rpartition("/")[2]
        if name in self.book.banned:
            for stream in ("feed", f"talk:{talk}"):
                assert phone.subscribe(socket, stream)["problem"]["code"] == "banned"
            return
        super().listen_anew(name, socket)
        organises = name in self.book.organisers
        assert ("number" in phone.subscribe(socket, "reviewers")) is organises
        hosts = organises or name in self.hosts
        assert ("number" in phone.subscribe(socket, f"talk-hosts:{talk}")) is hosts

    def check(self, name: str) -> None:
        self.hear_all()
        if name in self.book.banned:
            self.knock(name)
            return
        if name in self.book.organisers:
            self.has[name] = self.page(name)  # they saw past blocks all along
        super().check(name)
        if name in NAMES:
            self.check_kept(name)

    def check_kept(self, name: str) -> None:
        """What a phone has kept is good for as long as it is what may be shown."""
        phone, (tag, marks) = self.phones[name], self.kept[name]
        answer = phone.send("GET", phone.inside("/feed"), headers={"If-None-Match": tag})
        if answer.status_code == 200:
            marks = marks_in(answer.text)
            self.kept[name] = (answer.headers.get("ETag", ""), marks)
        assert marks == self.book.shown("feed", name)


@given(random=st.lists(ACTS, min_size=22, max_size=22))
@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
def test_nobody_reads_what_they_may_not_whoever_they_have_become(
    app: Flask, stopped_clock: StoppedClock, monkeypatch: pytest.MonkeyPatch, random: list[Act]
) -> None:
    monkeypatch.setattr(asking, "IMPROVE_FOR", 0)
    people = LookedAfter(app, stopped_clock)
    viewers = [*NAMES, "the screen"]
    for number, act in enumerate([*FIRST, *random]):
        people.act(act)
        people.check(viewers[number % 4])
    for name in viewers:
        people.check(name)
    people.close()
