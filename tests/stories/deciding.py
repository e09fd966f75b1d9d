"""What an organiser does with what is told, and attendees who report what they read."""

from __future__ import annotations

import uuid

from server.work.due import run_due
from tests.stories.book import Approval
from tests.stories.gathering import Act, Gathering, marks_in
from tests.stories.telling import Json, decision


class Deciding(Gathering):
    """A conference whose organiser decides at random, and changes her mind."""

    read: list[Json]  # reviews as she saw them, however long ago
    decided: list[Json]
    stopped = False

    def decide(self, act: Act) -> None:
        """Decide on something that waits."""
        # In an order of its own, since chance picks the ids and the clock may stand still.
        waiting = sorted(self.olga.get("/reviews")["reviews"], key=lambda one: str(one["writing"]))
        self.read += waiting
        if waiting:
            self.decide_on(waiting[act.which % len(waiting)], act.outcome)

    def decide_late(self, act: Act) -> None:
        """Decide on something as it was at some time."""
        if self.read:
            self.decide_on(self.read[-1 - act.which % len(self.read)], act.outcome)

    def decide_on(self, review: Json, outcome: str) -> None:
        """Decide; note in the book what may be shown if the server agreed."""
        path = f"/reviews/{review['id']}/decisions/{uuid.uuid4()}"
        answer = self.olga.send("PUT", self.olga.inside(path), decision(outcome, review))
        if answer.status_code != 200:
            return
        (mark,) = marks_in(review["writing"]["text"])
        about = {"subject": review["subject_id"], "kind": review["kind"]}
        decided = answer.get_json() | about | {"author": self.book.author[mark]}
        self.decided.append(decided)
        approved = outcome in {"approve", "for-tables", "feature"}
        if review["kind"] == "takeaway":
            if approved:
                self.book.approved_line(decided["subject"], decided["id"])
        elif approved:
            approval = Approval(
                decided["id"],
                mark,
                "tables" if outcome == "for-tables" else review["writing"]["details"]["shown_on"],
                decided["revision"],
            )
            self.book.approvals[decided["subject"]].append(approval)
        elif outcome == "close":
            self.book.closed(decided["subject"], decided["id"])

    def undo(self, act: Act) -> None:
        """Undo a decision."""
        if self.decided:
            decided = self.decided[-1 - act.which % len(self.decided)]
            path = f"/reviews/{decided['review_id']}/decisions/{decided['id']}/undo"
            if self.olga.send("POST", self.olga.inside(path)).status_code == 200:
                self.undone(decided)

    def undone(self, decided: Json) -> None:
        """Note that a decision counts no more."""
        self.book.undone(decided["subject"], decided["id"])

    def wait(self, act: Act) -> None:
        """Let some seconds pass."""
        self.pass_time(seconds=4 * act.which)

    def pass_time(self, **step: float) -> None:
        """Let time pass, and what falls due happen."""
        self.clock.forward(**step)
        with self.app.app_context():
            run_due()

    def hide_or_show(self, act: Act) -> None:
        """Hide somebody from all others, or show them again."""
        version = self.phones[act.who].get("/me")["profile"]["version"]
        body = {"version": version, "hidden": act.who not in self.book.hidden}
        path = self.olga.inside(f"/guests/{self.phones[act.who].person_id}")
        if self.olga.send("PATCH", path, body).status_code == 200:
            self.book.hidden ^= {act.who}

    def stop_or_lift(self, _act: Act) -> None:
        """Stop publication, or lift the stop. What is live stays, and nothing else becomes so."""
        self.olga.send("DELETE" if self.stopped else "PUT", self.olga.inside("/stop"))
        self.stopped = not self.stopped

    def report(self, act: Act) -> None:
        """Report something that one reads, and have the organiser take it off."""
        read = sorted(self.readable(act.who), key=lambda one: str(one["text"]))
        if not read:
            return
        one = read[act.which % len(read)]
        body = {"kind": one["kind"], "subject_id": one["id"], "reason": "unkind"}
        if self.send(act.who, "PUT", f"/reports/{uuid.uuid4()}", body)["status"] == 200:
            (case,) = [case for case in self.cases() if case["subject_id"] == one["id"]]
            if self.stand(case, hidden=True):
                self.book.taken_off[one["id"]] = one["revision"]

    def readable(self, name: str) -> list[Json]:
        """Return what somebody reads of others, each with its kind."""
        me = self.phones[name].person_id
        stories = [one for one in self.page(name).values() if one["author"]["id"] != me]
        return [one | {"kind": "story"} for one in stories]

    def show_again(self, act: Act) -> None:
        """Show again what was taken off."""
        off = sorted(
            (one for one in self.cases() if one["hidden"]), key=lambda one: str(one["seen"])
        )
        if off:
            case = off[act.which % len(off)]
            if self.stand(case, hidden=False):
                self.book.taken_off.pop(case["subject_id"], None)

    def cases(self) -> list[Json]:
        """Return what was reported, as the organiser sees it."""
        found: list[Json] = self.olga.get("/cases")["cases"]
        return found

    def stand(self, case: Json, *, hidden: bool) -> bool:
        """Decide on what was reported; say whether the server agreed."""
        body = {"version": case["version"], "hidden": hidden, "waiting": False}
        path = self.olga.inside(f"/cases/{case['id']}")
        return self.olga.send("PUT", path, body).status_code == 200
