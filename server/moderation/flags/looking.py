"""Looking at texts in a child process: what those who look for flags have in common.

All that takes long to load is imported here, and by nobody who serves a phone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from server.moderation.flags import alike, contacts, wordlists
from server.moderation.flags.domain import MOST_FLAGS, FlagKind, Noticed, Part
from server.moderation.flags.names import Guest, GuestNames
from server.moderation.flags.shouting import shouting
from server.moderation.flags.text import Written, words

Found = tuple[FlagKind, int, int]
ADDRESSES = frozenset({FlagKind.EMAIL, FlagKind.LINK})
Json = dict[str, Any]


@dataclass(frozen=True)
class Surroundings:
    """What texts are looked at beside: the conference, its people, and what else was written.

    others: the texts, folded, by the key of their review, for each kind of thing written.
    """

    kinds: frozenset[FlagKind]
    languages: Sequence[str]
    words: Sequence[str]
    passes: Sequence[str]
    guests: GuestNames
    others: Mapping[str, Mapping[str, str]]


def look(
    writings: Sequence[Json],
    others: Mapping[str, Mapping[str, str]],
    guests: Sequence[Sequence[str | None]],
    settings: Json,
) -> dict[str, list[Json]]:
    """Return the flags of each of `writings`, {key, kind, author, language, parts}, by key.

    others: every text of such kinds of things, by kind and key; `writings` may be among them.
    guests: [id, name, organisation] of each. settings: a Flagging's kinds, words and passes, and
    the conference's languages.
    """
    around = Surroundings(
        kinds=frozenset(map(FlagKind, settings["kinds"])),
        languages=settings["languages"],
        words=settings["words"],
        passes=settings["passes"],
        guests=GuestNames(Guest(str(one[0]), str(one[1]), one[2]) for one in guests),
        others={
            kind: {key: alike.folded(text) for key, text in texts.items()}
            for kind, texts in others.items()
        },
    )
    return {
        one["key"]: [asdict(flag) for flag in notice_in(one, around)[:MOST_FLAGS]]
        for one in writings
    }


def notice_in(writing: Json, around: Surroundings) -> list[Noticed]:
    """Return what is to be noticed in one writing, part by part, in reading order."""
    flags: list[Noticed] = []
    for name, text in writing["parts"].items():
        written = Written(text, writing["language"])
        found = _without_passes(written, _found(written, writing["author"], around), around)
        flags += [
            Noticed(kind=kind, part=Part(name), start=start, end=end)
            for kind, start, end in _each_once(written, found)
        ]
    if FlagKind.ALIKE in around.kinds and (text := writing["parts"].get(Part.TEXT)):
        others = around.others.get(writing["kind"], {})
        rest = {key: one for key, one in others.items() if key != writing["key"]}
        if like := alike.likest(text, rest):
            whole = Noticed(kind=FlagKind.ALIKE, part=Part.TEXT, start=0, end=len(text), alike=like)
            flags.insert(0, whole)
    return flags


def _found(written: Written, author: str, around: Surroundings) -> Iterator[Found]:
    on = around.kinds
    if FlagKind.PHONE in on:
        yield from contacts.phone_numbers(written, contacts.regions(_spoken_by(written, around)))
    if on & ADDRESSES:
        yield from (found for found in contacts.addresses(written) if found[0] in on)
    if FlagKind.SHOUTING in on:
        yield from shouting(written)
    if FlagKind.ABUSE in on:
        yield from wordlists.abuse(written, spoken=around.languages)
    if on & {FlagKind.PERSON, FlagKind.EMPLOYER}:
        yield from around.guests.named_in(written, author=author, kinds=on)
    yield from wordlists.own_words(written, around.words)


def _spoken_by(written: Written, around: Surroundings) -> list[str]:
    """Return what the conference speaks, after what this is written in."""
    return [*filter(None, [written.language]), *around.languages]


def _without_passes(
    written: Written, found: Iterator[Found], around: Surroundings
) -> Iterator[Found]:
    """Let pass what a conference wants never flagged."""
    passes = {words(one) for one in around.passes}
    for kind, start, end in found:
        if words(written.text[start:end]) not in passes:
            yield kind, start, end


def _each_once(written: Written, found: Iterator[Found]) -> list[Found]:
    """Return passages of whole characters in reading order, without what lies in another.

    It lies in one of the same kind, or in an address, which has names in it.
    """
    kept: list[Found] = []
    order = list(FlagKind)
    wide = {(kind, *written.whole(start, end)) for kind, start, end in found if start < end}
    for kind, start, end in sorted(wide, key=lambda one: (one[1], -one[2], order.index(one[0]))):
        around = (one[0] for one in kept if one[1] <= start and end <= one[2])
        if not ADDRESSES.union({kind}).intersection(around):
            kept.append((kind, start, end))
    return kept
