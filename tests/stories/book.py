"""What may be shown of stories and of what tables take away, by the words of the promise alone."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

WIDTHS = ["tables", "feed", "screen"]


@dataclass
class Approval:
    """A standing approval: which decision, of which words, to be shown how widely by now."""

    decision_id: str
    mark: str
    reach: str
    revision: int


@dataclass
class Line:
    """What a table takes away: in which talk, in which words by now, approved by which decision."""

    id: str
    talk: str
    mark: str
    decision_id: str | None = None


@dataclass
class Book:
    """Everything that people and organisers have said so far. It knows nothing of the server."""

    author: dict[str, str] = field(default_factory=dict)  # by mark
    owner: dict[str, str] = field(default_factory=dict)  # by story
    approvals: dict[str, list[Approval]] = field(default_factory=lambda: defaultdict(list))
    set_aside: dict[str, tuple[str, list[Approval]]] = field(default_factory=dict)
    lines: dict[str, Line] = field(default_factory=dict)  # by table
    blocks: set[frozenset[str]] = field(default_factory=set)
    hidden: set[str] = field(default_factory=set)
    banned: set[str] = field(default_factory=set)
    organisers: set[str] = field(default_factory=set)  # of those who tell; they see past blocks
    taken_off: dict[str, int] = field(default_factory=dict)  # the revision, by story or line

    def told(self, story: str, reach: str) -> None:
        """Note that a story was told anew: it is shown no wider than that from now on."""
        for one in self.approvals[story]:
            one.reach = min(one.reach, reach, key=WIDTHS.index)
        self.set_aside.pop(story, None)

    def withdrawn(self, story: str) -> None:
        """Note that nothing of a story may be shown any more."""
        self.approvals[story].clear()
        self.set_aside.pop(story, None)

    def closed(self, story: str, decision_id: str) -> None:
        """Note that nothing may be shown unless this decision is undone."""
        self.set_aside[story] = (decision_id, self.approvals.pop(story, []))

    def undone(self, subject: str, decision_id: str) -> None:
        """Note that a decision counts no more."""
        for line in self.lines.values():
            if line.decision_id == decision_id:
                line.decision_id = None
        if self.set_aside.get(subject, ("", []))[0] == decision_id:
            self.approvals[subject] = self.set_aside.pop(subject)[1]
        kept = [one for one in self.approvals[subject] if one.decision_id != decision_id]
        self.approvals[subject] = kept

    def put_down(self, table: str, line: Line) -> None:
        """Note what a table takes away from now on. Another wording of the same line is one."""
        was = self.lines.get(table)
        if was is not None and was.id == line.id:
            line.decision_id = was.decision_id
        self.lines[table] = line

    def approved_line(self, line_id: str, decision_id: str) -> None:
        """Note that everybody may read a line."""
        for line in self.lines.values():
            if line.id == line_id:
                line.decision_id = decision_id

    def shown(self, place: str, viewer: str | None = None) -> set[str]:
        """Return the marks of the stories that `viewer` may see at a place."""
        return {
            standing[-1].mark
            for story, standing in self.approvals.items()
            if standing
            and standing[-1].revision != self.taken_off.get(story)
            and WIDTHS.index(standing[-1].reach) >= WIDTHS.index(place)
            and self.owner[story] not in self.hidden | self.banned
            and (
                viewer in self.organisers
                or frozenset({viewer, self.owner[story]}) not in self.blocks
            )
        }

    def lines_shown(self, talk: str | None = None) -> set[str]:
        """Return the marks of the lines that everybody may read: of one talk, or of all."""
        return {
            line.mark
            for line in self.lines.values()
            if line.decision_id and line.id not in self.taken_off and talk in {None, line.talk}
        }

    def by(self, name: str) -> set[str]:
        """Return the marks of what somebody wrote themselves."""
        return {mark for mark, author in self.author.items() if author == name}
