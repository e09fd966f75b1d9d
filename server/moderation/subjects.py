"""What features tell moderation of what they have reviewed. They register; moderation calls."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from flask import Flask, current_app

from server.moderation.domain import Standing
from server.moderation.models import Review
from server.moderation.views import Shown


@dataclass(frozen=True, kw_only=True)
class SubjectKind:
    """One kind of thing that people write and organisers decide on.

    show(conference, subjects): what a review shows of each of these subjects.
    standing(conference, subject): where a subject stands; its review is locked by then.
    settle(conference, subject, standing): have it stand there from now on, as an organiser
        decided or undid, and tell those concerned. A state that its author is not to hear of
        yet (`told` is false) is settled again as told after the time for undoing it.
    """

    show: Callable[[str, Collection[uuid.UUID]], Mapping[uuid.UUID, Shown]]
    standing: Callable[[str, uuid.UUID], Standing]
    settle: Callable[[str, uuid.UUID, Standing], None]


def review_subjects(app: Flask, name: str, kind: SubjectKind) -> None:
    """Let subjects of this kind be reviewed. name: as facts and the audit chain tell it."""
    app.extensions.setdefault("happenstance-subjects", {})[name] = kind


def subject_kind(name: str) -> SubjectKind:
    """Return what is registered for a kind of subject."""
    kinds: dict[str, SubjectKind] = current_app.extensions["happenstance-subjects"]
    return kinds[name]


def shown_of(rows: Iterable[Review]) -> dict[uuid.UUID, Shown]:
    """Return what reviews show of their subjects, by subject; each kind is asked once."""
    subjects: dict[tuple[str, str], list[uuid.UUID]] = defaultdict(list)
    for row in rows:
        subjects[row.conference, row.subject_kind].append(row.subject_id)
    shown: dict[uuid.UUID, Shown] = {}
    for (conference, name), ids in subjects.items():
        shown.update(subject_kind(name).show(conference, ids))
    return shown
