"""Scenes of organisers: the conference, its people, its screens."""

from __future__ import annotations

from uuid import uuid4

from tests.scenes.stage import Stage
from tests.scenes.stories import approve
from tests.screen.showing import make_screen, open_with
from tests.stories.telling import telling
from tests.support.phones import Phone

WORDS = {"words": "You shouted at the host."}
SORRY = {"words": "I am sorry."}


def token_of(link: str) -> str:
    """Return what a link carries."""
    return link.partition("#")[2]


def version_of(organiser: Phone, phone: Phone) -> int:
    """Return the version of somebody as organisers see them."""
    people = organiser.get("/guests?find=")["people"]
    (version,) = (one["version"] for one in people if one["id"] == phone.person_id)
    return int(version)


def coming_in(stage: Stage) -> None:
    """Coming in, by code, by link, on another phone; and being somebody."""
    alice, olga = stage.of("alice"), stage.of("olga")
    stage.rest()
    code = {"code": stage.conference.code}
    carol = stage.phone()
    with stage.scene("Carol comes in"):
        carol.join(stage.conference, "Carol", "it")
    newcomer = stage.phone()
    newcomer.send("GET", "/me")
    with stage.scene("Somebody looks in", unheard="nobody is let in yet"):
        newcomer.send("POST", "/door", code)
    link = olga.post("/role-links", {"gives": "host"})["link"]
    with stage.scene("Olga makes a link for hosts", unheard="whoever taps it first is told of"):
        olga.post("/role-links", {"gives": "host"})
    with stage.scene("Somebody looks at the link", unheard="looking uses nothing up"):
        newcomer.send("POST", "/links/look", {"token": token_of(link)})
    hugo = {"id": str(uuid4()), "name": "Hugo", "backgrounds": ["it"]}
    with stage.scene("Hugo comes in by it, as a host"):
        newcomer.send("POST", "/links/use", {"token": token_of(link), "newcomer": hugo})
    with stage.scene("Alice becomes a host by a link"):
        other = olga.post("/role-links", {"gives": "host"})["link"]
        alice.send("POST", "/links/use", {"token": token_of(other)})
    recovery = alice.get("/me/recovery")
    tablet = stage.phone()
    tablet.send("GET", "/me")
    with stage.scene("Alice comes back on another phone", unheard="she is who she was"):
        tablet.send("POST", "/recovery", recovery)
    with stage.scene("Olga makes a link that brings Alice back", unheard="it is used later"):
        olga.post(f"/guests/{alice.person_id}/link")
    with stage.scene("Alice says more of herself"):
        changes = {"organisation": "The Guild", "position": "team-leader", "shares": ["wall"]}
        alice.patch("/me", {"version": alice.get("/me")["profile"]["version"]} | changes)
    with stage.scene("Alice says what she needs", unheard="organisers and the planner ask for it"):
        alice.put("/me/needs", {"version": 0, "needs": ["step-free"]})


def looking_after(stage: Stage) -> None:
    """People are renamed, hidden, silenced, put out and removed."""
    alice, bob, olga = stage.of("alice"), stage.of("bob"), stage.of("olga")
    stage.rest()
    approve(olga, bob.put(f"/stories/{uuid4()}", telling(shown_on="screen")), "feature")
    for one, other in ((alice, bob), (bob, alice)):
        one.put(f"/waves/{other.person_id}")
    where = {"place": "By the window", "local": "2026-11-23T14:10"}
    alice.put(f"/appointments/{uuid4()}", {"person_id": bob.person_id} | where)
    path = f"/guests/{bob.person_id}"
    with stage.scene("Olga renames Bob"):
        olga.patch(path, {"version": version_of(olga, bob), "name": "Robert"})
    with stage.scene("Olga hides Bob"):
        olga.patch(path, {"version": version_of(olga, bob), "hidden": True})
    with stage.scene("Olga shows Bob again"):
        olga.patch(path, {"version": version_of(olga, bob), "hidden": False})
    with stage.scene("Olga makes Bob a host"):
        olga.patch(path, {"version": version_of(olga, bob), "role": "host"})
    with stage.scene("Olga makes him an attendee again"):
        olga.patch(path, {"version": version_of(olga, bob), "role": "attendee"})
    with stage.scene("Olga mutes Bob"):
        olga.put(f"{path}/mute", WORDS)
    with stage.scene("Bob answers"):
        bob.put("/me/appeal", SORRY)
    with stage.scene("Olga answers him"):
        olga.put(f"{path}/appeal", {"words": "All right."})
    with stage.scene("Olga lets Bob be heard again"):
        olga.delete(f"{path}/mute")
    with stage.scene("Olga puts Bob out"):
        olga.put(f"{path}/ban", WORDS)
    with stage.scene("Bob answers that"):
        bob.put("/ban/appeal", SORRY)
    again = "the page of whoever is banned asks again"
    with stage.scene("Olga lets him in again", asks={"bob": again}):
        olga.delete(f"{path}/ban")
    with stage.scene("Olga removes Bob"):
        olga.delete(path)
    with stage.scene("Alice leaves"):
        alice.delete("/me")


def running(stage: Stage) -> None:
    """The conference: its settings, what everybody is told, its screens and its end."""
    alice, olga = stage.of("alice"), stage.of("olga")
    stage.rest()
    approve(olga, alice.put(f"/stories/{uuid4()}", telling(shown_on="screen")), "feature")
    alice.put("/free-now/me")

    def version() -> dict[str, int]:
        return {"version": olga.get("")["conference"]["version"]}

    with stage.scene("Olga changes the settings"):
        olga.patch("", version() | {"name": "The Autumn Forum", "joining": "closed"})
    with stage.scene("Olga tells everybody something"):
        olga.put(f"/announcements/{uuid4()}", {"text": "Lunch is at one."})
    with stage.scene("Olga has new codes made"):
        olga.post("/keys", version())
    with stage.scene("Olga stops publication"):
        olga.put("/stop")
    with stage.scene("Olga lifts that"):
        olga.delete("/stop")
    with stage.scene("Olga blanks the screens"):
        olga.put("/screen/blank", {"blank": True})
    with stage.scene("The screen says that it shows the conference", unheard="it is asked for"):
        stage.of("wall").put("/screen/seen")
    with stage.scene("Olga makes another screen", unheard="her list of screens asks for it"):
        made = make_screen(olga, "Foyer")
    foyer = stage.phone()
    with stage.scene("Another machine opens it", unheard="nobody looks at it yet"):
        open_with(foyer, made["key"]["link"])
    (first, _second) = olga.get("/screens")["screens"]
    with stage.scene("Olga voids the key of the first"):
        olga.delete(f"/screens/{first['id']}")
    trial = f"/network/trials/{uuid4()}/fact"
    with stage.scene("A trial tells its phones something", unheard="they are simulated"):
        olga.put(trial)
    with stage.scene("Olga ends the conference"):
        olga.post("/end", version())
    stage.forward(days=400)
    with stage.scene("The conference is deleted"):
        stage.run_due()
