"""Scenes of people who meet."""

from __future__ import annotations

from uuid import uuid4

from tests.scenes.stage import Stage
from tests.scenes.stories import approve
from tests.stories.telling import tell


def suggesting(stage: Stage) -> None:
    """Whom one is suggested, and waves."""
    alice, bob, olga = stage.of("alice"), stage.of("bob"), stage.of("olga")
    carol = stage.person("Carol", "it")
    stage.rest()
    with stage.scene("Alice waves at Bob"):
        alice.put(f"/waves/{bob.person_id}")
    with stage.scene("Alice takes her wave back"):
        alice.delete(f"/waves/{bob.person_id}")
    with stage.scene("Bob waves at Carol, whom he keeps in mind", unheard=""):
        bob.put(f"/waves/{carol.person_id}")
    stage.forward(days=2)
    with stage.scene("Bob's wave has lived its time", unheard="phones know until when it lives"):
        stage.run_due()
    with stage.scene("Alice would like to be suggested others, and is"):
        alice.put("/intent", {"intent": "same"})
    with stage.scene("Alice puts Bob aside"):
        alice.put(f"/suggestions/{bob.person_id}/aside", {"how_long": "today"})
    with stage.scene("Bob waves at Alice, who does not hear of it"):
        bob.put(f"/waves/{alice.person_id}")
    with stage.scene("Alice has Bob suggested again"):
        alice.delete(f"/suggestions/{bob.person_id}/aside")
    story = tell(bob)
    approve(olga, story)
    with stage.scene("Alice asks Bob to tell more, and both have waved"):
        alice.put(f"/stories/{story['id']}/tell-me-more")
    with stage.scene("Bob takes the connection back"):
        bob.delete(f"/connections/{alice.person_id}")


def blocking(stage: Stage) -> None:
    """Keeping from somebody, after a wave and a connection."""
    alice, bob, olga = stage.of("alice"), stage.of("bob"), stage.of("olga")
    stage.rest()
    approve(olga, tell(bob))
    bob.put("/free-now/me")
    alice.put(f"/waves/{bob.person_id}")
    bob.put(f"/waves/{alice.person_id}")
    with stage.scene("Alice blocks Bob"):
        alice.put(f"/blocks/{bob.person_id}")
    stage.keep_apart("bob", alice)
    stage.keep_apart("alice", bob)
    with stage.scene("Alice says who she is, and Bob does not hear of it"):
        alice.patch("/me", {"version": 1, "organisation": "The Guild"})
    with stage.scene("Bob is free no longer, and Alice does not hear of it"):
        bob.delete("/free-now/me")
    bob.put("/free-now/me")
    stage.part_no_more()
    with stage.scene("Alice takes her block back"):
        alice.delete(f"/blocks/{bob.person_id}")


def meeting_now(stage: Stage) -> None:
    """Two contacts meet now, or do not."""
    alice, bob = stage.of("alice"), stage.of("bob")
    stage.rest()
    alice.put(f"/waves/{bob.person_id}")
    bob.put(f"/waves/{alice.person_id}")
    one, other, third, fourth = (str(uuid4()) for _ in range(4))
    with stage.scene("Alice asks Bob to meet now"):
        alice.put(f"/meet-now/{one}", {"person_id": bob.person_id})
    with stage.scene("Alice takes it back"):
        alice.delete(f"/meet-now/{one}")
    alice.put(f"/meet-now/{other}", {"person_id": bob.person_id})
    with stage.scene("Bob agrees"):
        bob.put(f"/meet-now/{other}/agreed")
    with stage.scene("Bob is not there"):
        alice.put(f"/meet-now/{other}/missed")
    with stage.scene("He was: they have met"):
        bob.put(f"/meet-now/{other}/met")
    alice.put(f"/meet-now/{third}", {"person_id": bob.person_id})
    bob.put(f"/meet-now/{third}/agreed")
    stage.forward(minutes=11)
    with stage.scene("Their ten minutes are up"):
        stage.run_due()
    bob.put(f"/meet-now/{fourth}", {"person_id": alice.person_id})
    with stage.scene("Alice says not just now, and Bob does not learn of it"):
        alice.put(f"/meet-now/{fourth}/not-now")
    stage.forward(hours=2)
    with stage.scene("What was kept of it goes", unheard="nothing of it was shown any more"):
        stage.run_due()


def meeting_later(stage: Stage) -> None:
    """Two contacts find a time."""
    alice, bob = stage.of("alice"), stage.of("bob")
    stage.rest()
    alice.put(f"/waves/{bob.person_id}")
    bob.put(f"/waves/{alice.person_id}")
    path = f"/appointments/{uuid4()}"
    where = {"place": "By the window", "local": "2026-11-23T14:10"}
    with stage.scene("Alice proposes to meet later"):
        alice.put(path, {"person_id": bob.person_id} | where)
    with stage.scene("Bob proposes another place"):
        bob.patch(path, where | {"place": "At the door", "version": 1})
    with stage.scene("Alice agrees"):
        alice.put(f"{path}/agreed", {"version": 2})
    with stage.scene("Bob cancels it"):
        bob.delete(path)


def being_open(stage: Stage) -> None:
    """Being free now, and how open one is to be met."""
    alice, bob = stage.of("alice"), stage.of("bob")
    stage.rest()
    with stage.scene("Alice is free now"):
        alice.put("/free-now/me")
    with stage.scene("Alice is free no longer"):
        alice.delete("/free-now/me")
    alice.put("/free-now/me")
    stage.forward(minutes=10)
    with stage.scene("Her ten minutes are up"):
        stage.run_due()
    bob.put("/free-now/me")
    with stage.scene("Bob would rather not be met for an hour, and is free no longer"):
        bob.put("/me/openness", {"openness": "say-hello-first", "pause": "hour"})
    stage.forward(minutes=61)
    with stage.scene("Bob's pause is over"):
        stage.run_due()
    alice.put("/me/openness", {"openness": "not-now"})
    bob.put(f"/waves/{alice.person_id}")
    version = bob.get("/me")["profile"]["version"]
    stage.of("olga").patch(f"/guests/{bob.person_id}", {"version": version, "hidden": True})
    with stage.scene("Bob is shown again, and Alice does not hear of his wave"):
        stage.of("olga").patch(
            f"/guests/{bob.person_id}", {"version": version + 1, "hidden": False}
        )
    with stage.scene("Alice would like to be met again, and hears of it"):
        alice.put("/me/openness", {"openness": "come-and-talk"})
