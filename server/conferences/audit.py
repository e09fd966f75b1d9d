"""The audit chain: what ties its entries together, and where it is broken."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass

from sqlalchemy import select

from server.conferences.models import AuditRow
from server.conferences.queries import conference
from server.extensions import db

READ_AT_ONCE = 500
EMPTY = "empty"
PRINTED = re.compile(r"[1-9][0-9]{0,17}:[0-9a-f]{64}")


@dataclass(frozen=True)
class Head:
    """How long a chain is, and the digest of its last entry, which stands for all before it."""

    count: int
    digest: str | None

    def __str__(self) -> str:
        return f"{self.count}:{self.digest or EMPTY}"

    @classmethod
    def read(cls, text: str) -> Head:
        """Return a head as an earlier check printed it, COUNT:DIGEST. Raises ValueError."""
        if text == str(cls(0, None)):
            return cls(0, None)
        if not PRINTED.fullmatch(text):
            raise ValueError(f"{text!r} is no COUNT:DIGEST")
        count, _, digest = text.partition(":")
        return cls(int(count), digest)


@dataclass(frozen=True)
class Checked:
    """How far a chain holds. `flaw`: what is wrong with the entry after that; None with nothing."""

    head: Head
    flaw: str | None


def digest_of(row: AuditRow, *, after: AuditRow | None) -> str:
    """Return the digest that ties an entry to the one before it."""
    told = [
        after.digest if after else "",
        row.number,
        row.at.isoformat(),
        str(row.by_id),
        row.act,
        row.subject_kind,
        row.subject_id,
        row.why,
    ]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def check_chain(slug: str, *, noted: Head | None = None) -> Checked:
    """Return how far the audit chain of a conference holds, and what is wrong there.

    noted: what an earlier check came to: that entry must still be there.
    Raises not-found.
    """
    row = conference(slug)
    written = Head(row.audit_count, row.audit_head)
    entries = db.session.scalars(
        select(AuditRow)
        .where(AuditRow.conference == slug)
        .order_by(AuditRow.number)
        .execution_options(yield_per=READ_AT_ONCE)
    )
    with closing(entries):  # it stops at the first flaw
        return _check(entries, written, noted or Head(0, None))


def _check(entries: Iterable[AuditRow], written: Head, noted: Head) -> Checked:
    last: AuditRow | None = None
    head = Head(0, None)
    for entry in entries:
        if entry.number != head.count + 1:
            return Checked(head, f"entry {head.count + 1} is missing")
        if entry.digest != digest_of(entry, after=last):
            return Checked(head, f"entry {entry.number} was changed, or those before it were")
        if entry.number == noted.count and entry.digest != noted.digest:
            return Checked(head, f"entry {noted.count} is another than was noted")
        last, head = entry, Head(entry.number, entry.digest)
    if written.count > head.count:
        return Checked(
            head, f"the last {written.count - head.count} of {written.count} are missing"
        )
    if written != head:
        return Checked(head, f"the end is another than entry {written.count}, written last")
    if noted.count > head.count:
        return Checked(head, f"entry {noted.count} was noted, and is missing")
    return Checked(head, None)
