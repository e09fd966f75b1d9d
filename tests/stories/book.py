"""What may be shown of stories, written down by the words of the promise alone."""

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


@dataclass
class Book:
    """Everything that people and organisers have said so far. It knows nothing of the server."""

    author: dict[str, str] = field(default_factory=dict)  # by mark
    owner: dict[str, str] = field(default_factory=dict)  # by story
    approvals: dict[str, list[Approval]] = field(default_factory=lambda: defaultdict(list))
    set_aside: dict[str, tuple[str, list[Approval]]] = field(default_factory=dict)
    blocks: set[frozenset[str]] = field(default_factory=set)
    hidden: set[str] = field(default_factory=set)

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

    def undone(self, story: str, decision_id: str) -> None:
        """Note that a decision counts no more."""
        if self.set_aside.get(story, ("", []))[0] == decision_id:
            self.approvals[story] = self.set_aside.pop(story)[1]
        kept = [one for one in self.approvals[story] if one.decision_id != decision_id]
        self.approvals[story] = kept

    def shown(self, place: str, viewer: str | None = None) -> set[str]:
        """Return the marks that `viewer` may see at a place."""
        return {
            standing[-1].mark
            for story, standing in self.approvals.items()
            if standing
            and WIDTHS.index(standing[-1].reach) >= WIDTHS.index(place)
            and self.owner[story] not in self.hidden
            and frozenset({viewer, self.owner[story]}) not in self.blocks
        }

    def by(self, name: str) -> set[str]:
        """Return the marks of what somebody wrote themselves."""
        return {mark for mark, author in self.author.items() if author == name}
