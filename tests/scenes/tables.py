"""Scenes of talks and tables."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from tests.moderation.test_reporting import reporting
from tests.scenes.stage import Stage
from tests.stories.telling import decision
from tests.support.phones import Phone

Json = dict[str, Any]
TALK = {"title": "Coffee", "deck": "how-did-you-get-here", "rounds": 2, "minutes": 12, "size": 4}


class Talk:
    """A talk on a stage, which Olga conducts."""

    def __init__(self, stage: Stage, **wanted: Any) -> None:
        self.stage, self.id = stage, str(uuid4())
        self.path, self.host = f"/talks/{self.id}", stage.of("olga")
        self.host.put(self.path, TALK | wanted)
        stage.opens("olga", self.id, conducting=True)
        for name in ("alice", "bob"):
            stage.opens(name, self.id)

    def do(self, move: str) -> None:
        """Carry out a move, on the newest version."""
        version = self.host.get(self.path)["talk"]["version"]
        self.host.put(f"{self.path}/commands/{uuid4()}", {"move": move, "version": version})

    def start(self, *phones: Phone) -> None:
        """Check people in, and have them talk."""
        for phone in phones:
            phone.put(f"{self.path}/here")
        self.do("start")
        self.stage.run_due()
        self.do("go-on")

    def table(self, phone: Phone) -> Json:
        """Return the table at which somebody sits."""
        table: Json = phone.get(self.path)["table"]
        return table

    def at(self, phone: Phone) -> str:
        """Return the path of somebody's table."""
        return f"{self.path}/tables/{self.table(phone)['id']}"


def conducting(stage: Stage) -> None:
    """A talk from its opening to its end, with an undo on the way."""
    alice, bob, olga = stage.of("alice"), stage.of("bob"), stage.of("olga")
    stage.rest()
    bob.put("/free-now/me")
    talk_id = str(uuid4())
    with stage.scene("Olga opens a talk, and whoever is free is asked to come"):
        olga.put(f"/talks/{talk_id}", TALK | {"with_free": True})
    with stage.scene("Bob does not come"):
        bob.delete(f"/talks/{talk_id}/invitation")
    talk = Talk(stage)
    others = [stage.person(f"Guest {number}", "agent", "sales") for number in range(4)]
    with stage.scene("Alice checks in, and the others are told how many are here"):
        alice.put(f"{talk.path}/here")
    for phone in (bob, *others):
        phone.put(f"{talk.path}/here")
    announcement = f"{talk.path}/announcements/{uuid4()}"
    with stage.scene("Olga tells everybody in it something"):
        olga.put(announcement, {"text": "There is tea at the back."})
    with stage.scene("Olga takes that down"):
        olga.delete(announcement)
    with stage.scene("Olga starts it, and the tables are set"):
        talk.do("start")
    with stage.scene("Olga goes back to the lobby"):
        talk.do("back-to-lobby")
    talk.do("start")
    stage.forward(seconds=45)
    with stage.scene("Everybody has found their table"):
        stage.run_due()
    with stage.scene("Olga gives a minute more"):
        talk.do("add-minute")
    with stage.scene("Olga has time stand still"):
        talk.do("pause")
    with stage.scene("Olga lets time run"):
        talk.do("resume")
    with stage.scene("Olga asks everybody a question of her own"):
        olga.put(f"{talk.path}/words", {"words": "Who taught you to listen?"})
    with stage.scene("Olga has the second round set"):
        talk.do("go-on")
    with stage.scene("Olga undoes that"):
        talk.do("undo")
    with stage.scene("Olga ends the talk"):
        talk.do("end")


def at_a_table(stage: Stage) -> None:
    """What those at a table do: cards, turns, writing, and what they take away."""
    alice, bob, olga = stage.of("alice"), stage.of("bob"), stage.of("olga")
    stage.rest()
    talk = Talk(stage, size=4)
    talk.start(alice, bob, stage.person("Carol", "it"))
    path = talk.at(alice)
    with stage.scene("Alice passes the card"):
        alice.put(f"{path}/passed/{talk.table(alice)['prompt']['key']}")
    turn = talk.table(alice)["turn"]
    with stage.scene("A turn is over"):
        bob.put(f"{path}/turns/{turn}")
    with stage.scene("It was not"):
        bob.delete(f"{path}/turns/{turn}")
    with stage.scene("Bob would rather listen first"):
        bob.put(f"{talk.path}/listening", {"listens": True})
    with stage.scene("The table writes in place of talking"):
        alice.put(f"{path}/writing", {"writes": True})
    answer = f"{path}/answers/{talk.table(alice)['prompt']['key']}"
    with stage.scene("Alice writes"):
        alice.put(answer, {"text": "By a wrong turn in a corridor."})
    with stage.scene("The table reads what is there"):
        bob.put(f"{answer}/open")
    written = talk.table(bob)["written"]["answers"][0]["id"]
    with stage.scene("Bob reports what Alice wrote"):
        bob.put(f"/reports/{uuid4()}", reporting({"id": written}, kind="written"))
    with stage.scene("Olga lets all tables talk again"):
        olga.put(f"{talk.path}/writing", {"writes": False})
    line = f"{path}/takeaways/{uuid4()}"
    with stage.scene("Alice puts down what the table takes away"):
        alice.put(line, {"text": "Nobody plans to come.", "version": None})
    with stage.scene("Olga ends the talk"):
        talk.do("end")
    stage.forward(seconds=16)
    with stage.scene("What was written is forgotten", unheard="no phone shows it any more"):
        stage.run_due()
    for name in ("alice", "bob"):
        stage.opens(name, talk.id, over=True)
    with stage.scene("Alice waves at Bob, with whom she sat"):
        alice.put(f"/waves/{bob.person_id}")
    with stage.scene("Bob waves back"):
        bob.put(f"/waves/{alice.person_id}")
    stage.forward(minutes=2)
    with stage.scene("The lines are collected, and organisers read them"):
        stage.run_due()
    (review,) = olga.get("/reviews")["reviews"]
    with stage.scene("Olga approves the line"):
        olga.put(f"/reviews/{review['id']}/decisions/{uuid4()}", decision("approve", review))


def by_hand(stage: Stage) -> None:
    """What a host does by hand, and people who come late, move on or leave."""
    alice, bob, olga = stage.of("alice"), stage.of("bob"), stage.of("olga")
    stage.rest()
    carol = stage.person("Carol", "it")
    others = [stage.person(f"Guest {number}", "agent", "sales") for number in range(5)]
    talk = Talk(stage, size=4)
    talk.start(alice, bob, *others)
    here, there = talk.table(alice)["number"], None
    room = olga.get(f"{talk.path}/room")
    there = next(one["number"] for one in room["tables"] if one["number"] != here)
    place = {"person_id": alice.person_id, "was": here, "table": there}
    with stage.scene("Olga has Alice sit at another table"):
        olga.put(f"{talk.path}/seats", {"round": 1, "places": [place], "anyway": True})
    lock = f"{talk.path}/locks/{alice.person_id}"
    with stage.scene("Olga has her stay there"):
        olga.put(lock, {"table": there})
    with stage.scene("Olga has her seated like everybody else again"):
        olga.delete(lock)
    with stage.scene("Alice moves on"):
        alice.put(f"{talk.path}/left/{talk.table(alice)['id']}")
    with stage.scene("Olga checks Carol in"):
        olga.put(f"{talk.path}/people/{carol.person_id}")
    with stage.scene("Olga frees Bob's chair"):
        olga.delete(f"{talk.path}/people/{bob.person_id}")
    with stage.scene("Bob is here"):
        bob.put(f"{talk.path}/here")
    dora = str(uuid4())
    with stage.scene("Olga adds Dora, who has no phone"):
        olga.put(f"{talk.path}/without-phone/{dora}", {"name": "Dora"})
    with stage.scene("Olga makes a link for her", unheard="it is told of when it is used"):
        olga.post(f"{talk.path}/without-phone/{dora}/link")
    with stage.scene("Alice leaves the talk"):
        alice.delete(f"{talk.path}/here")
    neighbour = next(phone for phone in others if talk.table(phone)["id"] == talk.table(bob)["id"])
    with stage.scene("Somebody at Bob's table has another name from now on"):
        neighbour.patch("/me", {"version": 1, "name": "Robin", "organisation": "The Guild"})
    number = talk.table(bob)["number"]
    with stage.scene("Olga notes that a table is quiet"):
        olga.put(f"/tables/{number}/offers/quiet")
    with stage.scene("Olga notes that it is quiet no more"):
        olga.delete(f"/tables/{number}/offers/quiet")


def open_tables(stage: Stage) -> None:
    """Tables that anyone starts."""
    alice, bob = stage.of("alice"), stage.of("bob")
    stage.rest()
    talk = str(uuid4())
    with stage.scene("Alice starts a table"):
        code = alice.put(f"/open-tables/{talk}", {"number": 7})["talk"]["code"]
    stage.opens("alice", talk)
    with stage.scene("Bob sits down there"):
        bob.put(f"/open-tables/{code}/here")
    stage.opens("bob", talk)
    with stage.scene("Bob gets up"):
        bob.delete(f"/talks/{talk}/here")
    stage.closes("bob", talk)
    with stage.scene("Alice blocks Bob, who finds no chair at her table any more"):
        alice.put(f"/blocks/{bob.person_id}")
    with stage.scene("Alice takes that back"):
        alice.delete(f"/blocks/{bob.person_id}")
    with stage.scene("Alice closes her table"):
        alice.delete(f"/open-tables/{talk}")
    other = str(uuid4())
    bob.put(f"/open-tables/{other}", {})
    stage.forward(hours=4)
    with stage.scene("Nobody has been at Bob's table for long: it closes"):
        stage.run_due()


def own_decks(stage: Stage) -> None:
    """Decks of a conference's own, which hosts find when they choose one."""
    olga = stage.of("olga")
    path = f"/decks/{uuid4()}"
    asked = "whoever chooses a deck asks for those that there are"
    prompt = {"key": "one", "lighter": "First?"}
    with stage.scene("Olga makes a deck", unheard=asked):
        olga.put(path, {"title": "Ours", "prompts": [prompt], "version": 0})
    file = olga.send("GET", olga.inside(f"{path}/file")).text
    with stage.scene("Olga makes another of a file", unheard=asked):
        olga.put(f"/decks/{uuid4()}/file", {"yaml": file})
    with stage.scene("Olga deletes the first", unheard=asked):
        olga.post(f"{path}/deletion", {"version": 1})
