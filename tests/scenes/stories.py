"""Scenes of stories: told, read first, reported, taken back."""

from __future__ import annotations

from uuid import uuid4

from tests.moderation.test_reporting import reporting
from tests.scenes.stage import Stage
from tests.stories.pictures import photo, send
from tests.stories.telling import NEWER, OTHER, TEXT, Json, decision, review_of, telling
from tests.support.phones import Phone


def approve(organiser: Phone, story: Json, outcome: str = "approve") -> str:
    """Decide on a story that waits; return the path of the decision."""
    review = review_of(organiser, story)
    path = f"/reviews/{review['id']}/decisions/{uuid4()}"
    organiser.put(path, decision(outcome, review))
    return path


def telling_stories(stage: Stage) -> None:
    """A story from its first words to its end."""
    alice, bob, olga = stage.of("alice"), stage.of("bob"), stage.of("olga")
    stage.rest()
    path = f"/stories/{uuid4()}"
    with stage.scene("Alice tells a story, and an organiser is to read it"):
        story = alice.put(path, telling())
    review = review_of(olga, story)
    with stage.scene("Olga reads it", once="again, she goes on reading"):
        olga.put(f"/reviews/{review['id']}/claim")
    with stage.scene("Olga puts it down"):
        olga.delete(f"/reviews/{review['id']}/claim")
    decided = f"/reviews/{review['id']}/decisions/{uuid4()}"
    with stage.scene("Olga approves it"):
        olga.put(decided, decision("approve", review))
    with stage.scene("Olga undoes that"):
        olga.post(f"{decided}/undo")
    review = review_of(olga, story)
    approval = {"review_id": review["id"], "decision_id": str(uuid4()), "revision": 1}
    with stage.scene("Olga approves it together with others"):
        olga.post("/reviews/approvals", {"approvals": [approval]})
    with stage.scene("Bob says same here"):
        bob.put(f"{path}/same-here")
    with stage.scene("Bob takes that back"):
        bob.delete(f"{path}/same-here")
    with stage.scene("Alice lets it be a card at her tables"):
        alice.put(f"{path}/card")
    with stage.scene("Alice lets it be a card no more"):
        alice.delete(f"{path}/card")
    with stage.scene("Alice tells it anew"):
        alice.put(path, telling(NEWER, based_on=story["version"]))
    with stage.scene("Olga sends that back, and Alice does not hear of it yet"):
        approve(olga, story, "send-back")
    stage.forward(seconds=11)
    with stage.scene("Alice hears of it"):
        stage.run_due()
    (mine,) = alice.get("/stories/mine")["stories"]
    with stage.scene("Alice takes her story back"):
        alice.post(f"{path}/withdrawal", {"version": mine["version"]})


def telling_twice(stage: Stage) -> None:
    """A second story for one background is kept as a draft beside the first; photos."""
    alice, olga = stage.of("alice"), stage.of("olga")
    stage.rest()
    photo_id, lost = str(uuid4()), str(uuid4())
    with stage.scene("Alice sends a photo", unheard="no phone shows it before its story is told"):
        send(alice, photo_id, photo())
    send(alice, lost, photo())
    shown = {"id": photo_id, "alt": "A headset on a kitchen table"}
    path = f"/stories/{uuid4()}"
    with stage.scene("Alice tells a story with it, and it is noticed that it holds an address"):
        story = alice.put(path, telling(f"{TEXT} Write to alice@example.org.", photo=shown))
    with stage.scene("Olga approves it"):
        approve(olga, story)
    with stage.scene("Alice tells another for the same background, which is kept as a draft"):
        alice.send("PUT", alice.inside(f"/stories/{uuid4()}"), telling(OTHER))
    with stage.scene("Alice throws the draft away"):
        alice.delete(f"{path}/drafts/2")
    stage.forward(days=2)
    with stage.scene("A photo that no story has is deleted", unheard="no phone showed it"):
        stage.run_due()


def reporting_stories(stage: Stage) -> None:
    """A story is reported, and organisers decide on that."""
    alice, bob, olga = stage.of("alice"), stage.of("bob"), stage.of("olga")
    stage.rest()
    story = bob.put(f"/stories/{uuid4()}", telling(shown_on="screen"))
    approve(olga, story, "feature")
    with stage.scene("Alice reports what Bob told"):
        alice.put(f"/reports/{uuid4()}", reporting(story))
    (case,) = olga.get("/cases")["cases"]
    path = f"/cases/{case['id']}"
    with stage.scene("Olga has it hidden for now"):
        olga.put(path, {"version": 1, "hidden": True, "waiting": True})
    with stage.scene("Olga decides that it stays"):
        olga.put(path, {"version": 2, "hidden": False, "waiting": False})
    with stage.scene("Olga decides otherwise"):
        olga.put(path, {"version": 3, "hidden": True, "waiting": False})


def noticing(stage: Stage) -> None:
    """What is flagged, and looked at anew; stories that go live before anybody reads them."""
    alice, olga = stage.of("alice"), stage.of("olga")
    stage.rest()
    alice.put(f"/stories/{uuid4()}", telling())
    stage.rest()
    flagging = olga.get("/flagging")
    changes = {"version": flagging["version"], "kinds": flagging["kinds"]}
    with stage.scene("Olga has a word flagged, and what waits is looked at anew"):
        olga.put("/flagging", changes | {"words": ["summer"], "passes": []})
    version = olga.get("")["conference"]["version"]
    with stage.scene("Olga lets stories go live before they are read"):
        olga.patch("", {"version": version, "publishing": "at-once"})
    bob = stage.of("bob")
    with stage.scene("Bob's story is live at once"):
        bob.put(f"/stories/{uuid4()}", telling(OTHER, background="finance"))
    with stage.scene("Olga has stories read first again, and what nobody read is taken down"):
        olga.patch("", {"version": version + 1, "publishing": "read-first"})
