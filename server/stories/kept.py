"""The top of each conference's feed, kept as bytes for as long as nothing in it changes.

Whatever changes what the feed shows raises the number of its stream in the same transaction. So
what was read at a number is what everybody may be shown at that number, in any process, and a
version is all that needs to be asked before it is answered with.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from uuid import UUID

import orjson

from server import clock
from server.moderation.views import PhotoCard
from server.people.domain import PersonCard
from server.stories.domain import LONGEST_FEED_PAGE, FeedPage, StoryCard
from server.web.values import to_wire

# Cards read for one snapshot: two pages, so that few readers have so many of them left out that
# their page must be read for them alone.
DEPTH = 2 * LONGEST_FEED_PAGE
MOST_CONFERENCES = 50  # kept in one process
# What a page is made of: another release may write the same stories otherwise.
SHAPE = repr(
    [
        (one.name, one.type)
        for kind in (FeedPage, StoryCard, PersonCard, PhotoCard)
        for one in fields(kind)
    ]
)


@dataclass(frozen=True)
class Version:
    """Which feed, and how old: two that are equal show the same stories.

    salt: drawn when the conference was made, which tells it from an earlier one of its name.
    number: of the stream `feed`.
    """

    salt: str
    number: int


@dataclass(frozen=True)
class KeptPage:
    """A page as it is answered. tag: its ETag, without quotes."""

    body: bytes
    tag: str


@dataclass(frozen=True)
class _KeptCard:
    author: UUID
    place: int
    written: bytes


class Snapshot:
    """The newest stories of a feed at one version, whoever may read them."""

    def __init__(self, version: Version, cards: Collection[StoryCard], *, whole: bool) -> None:
        """Keep these cards, the newest first. whole: there are no others."""
        self.version = version
        self.at = clock.steady()
        self._whole = whole
        self._for_all: dict[int, KeptPage | None] = {}
        self._cards = [
            _KeptCard(card.author.id, card.place, orjson.dumps(to_wire(card))) for card in cards
        ]

    def page(self, limit: int, unseen: Collection[UUID] = ()) -> KeptPage | None:
        """Return the first page for somebody who may not read what `unseen` wrote.

        None when so much is left out that what is kept does not fill it.
        """
        if unseen:
            return self._page(limit, unseen)
        if limit not in self._for_all:
            self._for_all[limit] = self._page(limit, ())
        return self._for_all[limit]

    def _page(self, limit: int, unseen: Collection[UUID]) -> KeptPage | None:
        shown, left_out = [], []
        for card in self._cards:
            if card.author in unseen:
                left_out.append(card.place)
            else:
                shown.append(card)
                if len(shown) > limit:
                    break
        more = len(shown) > limit
        if not (more or self._whole):
            return None
        after = shown[limit - 1].place if more else None
        stories = b",".join([card.written for card in shown[:limit]])
        body = b'{"number":%d,"stories":[%b],"next":%b}' % (
            self.version.number,
            stories,
            b"%d" % after if after else b"null",
        )
        return KeptPage(body, tag_of(self.version, limit, left_out))


class Snapshots:
    """The newest snapshot of each conference that this process has read."""

    def __init__(self) -> None:
        self._newest: dict[str, Snapshot] = {}

    def at(self, slug: str, version: Version) -> Snapshot | None:
        """Return what was kept of a feed at just this version."""
        kept = self._newest.get(slug)
        return kept if kept and kept.version == version else None

    def keep(self, slug: str, snapshot: Snapshot) -> None:
        """Keep a snapshot in place of an older one."""
        self._newest.pop(slug, None)
        self._newest[slug] = snapshot
        if len(self._newest) > MOST_CONFERENCES:
            del self._newest[next(iter(self._newest))]

    def forget(self, conference: str, key: str | None) -> None:
        """Forget the feed of a conference. Of what has a key nothing is kept here."""
        if key is None:
            self._newest.pop(conference, None)

    def forget_old(self, seconds: float) -> None:
        """Forget what was read longer ago than so many seconds."""
        since = clock.steady() - seconds
        self._newest = {slug: one for slug, one in self._newest.items() if one.at >= since}


def tag_of(version: Version, limit: int, left_out: Iterable[int] = ()) -> str:
    """Return the ETag of a first page: the same in every process, and for all who read the same.

    left_out: the places of what was kept from this reader. It tells no more than the page does.
    """
    told = f"{version.salt} {version.number} {limit} {[*left_out]} {SHAPE}"
    return hashlib.blake2b(told.encode(), digest_size=12).hexdigest()
