"""The people of the demonstration: varied, plausible, invented, and the same every time."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from faker import Faker

from server.conferences.domain import BACKGROUNDS
from server.demo.samples import Sample, samples
from server.people.domain import Position, Shared, Skill
from server.people.openness import Openness
from server.web.rights import Role
from server.web.wording import fold

SIZE = 60
STAFF = (Role.ORGANISER, Role.HOST, Role.HOST)

# Where people come from who speak a language. English is the language of the hall, so most do.
HOMES = {
    "ar": ("ar_DZ",),
    "cy": ("en_GB",),
    "de": ("de_DE",),
    "en": ("en_GB", "en_GB", "en_IE", "en_IN", "yo_NG", "nl_NL", "sv_SE", "it_IT", "fi_FI"),
    "es": ("es_ES",),
    "fr": ("fr_FR",),
    "hi": ("hi_IN",),
    "ja": ("ja_JP",),
    "pl": ("pl_PL",),
    "pt": ("pt_PT",),
}
FAMILY_NAME_FIRST = {"ja_JP"}

# How many of them are here: colleagues are not suggested to each other.
ORGANISATIONS = {
    "Northmoor Water": 5,
    "Pellworth Bank": 5,
    "Brightling Energy": 4,
    "Tamarind Outsourcing": 4,
    "Quillfeather Insurance": 3,
    "Hollin & Daughters": 2,
    "Kestrel Parcels": 2,
    "Larkspur Housing": 2,
    "Copperwick Building Society": 2,
    "Vellumby Council": 2,
    "Ambleforth Telecom": 1,
    "Assurances Clairmarais": 1,
    "Bahnwerk Ostertal": 1,
    "Banco Sobreira": 1,
    "Birkholt Versand": 1,
    "Dovetail Pharmacies": 1,
    "Energia Jarzębinowa": 1,
    "Fernhollow Travel": 1,
    "Goldcrest Airways": 1,
    "Inkerby University Hospital": 1,
    "Juniper & Rook": 1,
    "Marlowe Street Loans": 1,
    "Nettlecombe Rail": 1,
    "Oystergate Hotels": 1,
    "Periwinkle Pay": 1,
    "Rookery Lane Software": 1,
    "Seguros Valdeoliva": 1,
    "Thistledown Charity Line": 1,
    "Umbra Streaming": 1,
    "Windlestraw Retail": 1,
    "Yarrow Advisers": 1,
}

# What each way in teaches first.
LEARNT = {
    "agent": Skill.CUSTOMER,
    "part-time": Skill.CUSTOMER,
    "referral": Skill.PEOPLE,
    "transfer": Skill.OPERATIONS,
    "acquisition": Skill.FINANCE,
    "turnaround": Skill.OPERATIONS,
    "finance": Skill.FINANCE,
    "it": Skill.TECHNOLOGY,
    "hr": Skill.PEOPLE,
    "sales": Skill.CUSTOMER,
    "frontline": Skill.CUSTOMER,
    "vendor": Skill.TECHNOLOGY,
    "other": Skill.PEOPLE,
}
# What those do who tell no story; most of them came up from the phones, as in most halls.
USUAL_POSITIONS = [Position.TEAM_LEADER, Position.MANAGER, Position.MANAGER]
SHARES: tuple[list[Shared], ...] = (
    list(Shared),
    list(Shared),
    [Shared.ORGANISATION, Shared.POSITION, Shared.LINK],
    [Shared.ORGANISATION, Shared.POSITION, Shared.LINK],
    [Shared.ORGANISATION, Shared.POSITION, Shared.LINK],
    [Shared.ORGANISATION, Shared.LINK],
    [Shared.ORGANISATION],
    [],
)
# How open people are, of twenty: most say nothing of it, which is to come and talk.
OPEN = {Openness.COME: 13, Openness.HELLO: 4, Openness.KNOWN: 2, Openness.NOT_NOW: 1}


@dataclass(frozen=True, kw_only=True)
class Member:
    """Somebody at the demonstration.

    profile: what they say of themselves once they are in, as their phone sends it.
    openness: how open they have been to be met of late.
    sample: the story they tell, if any.
    """

    id: uuid.UUID
    name: str
    role: Role
    backgrounds: list[str]
    profile: dict[str, Any]
    openness: Openness
    sample: Sample | None


def cast(chance: Random) -> list[Member]:
    """Return everybody, an organiser and two hosts first; the same ones for the same chance."""
    locales = sorted({locale for homes in HOMES.values() for locale in homes})
    fake = Faker(locales, providers=["faker.providers.person"])
    fake.seed_instance(chance.getrandbits(32))
    told: list[Sample | None] = [*samples()]
    told += [None] * (SIZE - len(STAFF) - len(told))
    chance.shuffle(told)
    organisations = _organisations(chance)
    return [
        _member(chance, fake, role, next(organisations), sample)
        for role, sample in [
            *((role, None) for role in STAFF),
            *((Role.ATTENDEE, sample) for sample in told),
        ]
    ]


def new_id(chance: Random) -> uuid.UUID:
    """Return the id of something, the same for the same chance."""
    return uuid.UUID(int=chance.getrandbits(128), version=4)


def _member(
    chance: Random, fake: Faker, role: Role, organisation: str | None, sample: Sample | None
) -> Member:
    language = (sample and sample.telling.language) or "en"
    locale = chance.choice(HOMES[language])
    name = _name(fake[locale], locale, female=chance.random() < 0.5)
    backgrounds = _backgrounds(chance, sample)
    position = sample.position if sample else chance.choice(USUAL_POSITIONS)
    strong, wanted = _skills(chance, LEARNT[backgrounds[0]])
    return Member(
        id=new_id(chance),
        name=name,
        role=role,
        backgrounds=backgrounds,
        profile={
            "organisation": organisation,
            "position": position,
            "years": sample.years if sample else _years(chance, position),
            "languages": list(dict.fromkeys([language, locale[:2], "en"])),
            "strong": strong,
            "wanted": wanted,
            **_move(Random(name), position),
            "link": _link(name) if chance.random() < 0.5 else None,
            "shares": chance.choice(SHARES if sample else SHARES[:5]),
        },
        openness=_openness(Random(f"{name} today"), role),
        sample=sample,
    )


def _move(chance: Random, position: str | None) -> dict[str, Any]:
    """Return where somebody stands on the way to customer experience; most say nothing of it."""
    senior = position in {"senior-manager", "director", "executive"}
    return {
        "move": chance.choice(["made", None] if senior else ["wanted", None, None]),
        "maturity": chance.choice([*range(1, 6), None, None, None]),
    }


def _openness(chance: Random, role: Role) -> Openness:
    """Return how open somebody is; those who look after the others are there for everybody."""
    if role is not Role.ATTENDEE:
        return Openness.COME
    (chosen,) = chance.choices(list(OPEN), list(OPEN.values()))
    return chosen


def _organisations(chance: Random) -> Iterator[str | None]:
    """Give everybody a place of work, and a few none: saying so is optional."""
    places: list[str | None] = [name for name, heads in ORGANISATIONS.items() for _ in range(heads)]
    places += [None] * (SIZE - len(places))
    chance.shuffle(places)
    return iter(places)


def _name(fake: Faker, locale: str, *, female: bool) -> str:
    if female:
        names = [fake.first_name_female(), fake.last_name_female()]
    else:
        names = [fake.first_name_male(), fake.last_name_male()]
    if locale in FAMILY_NAME_FIRST:
        names.reverse()
    return " ".join(names)


def _backgrounds(chance: Random, sample: Sample | None) -> list[str]:
    """Return one way in, or for some a second one; a story's comes first."""
    keys = [one.key for one in BACKGROUNDS]
    usual = "agent" if chance.random() < 0.75 else chance.choice(keys)
    first = sample.telling.background if sample else usual
    second = chance.choice(keys)
    return [first, second] if second != first and chance.random() < 0.25 else [first]


def _skills(chance: Random, learnt: Skill) -> tuple[list[Skill], list[Skill]]:
    """Return what somebody is strong in, and what they want to learn."""
    others = [skill for skill in Skill if skill is not learnt]
    chance.shuffle(others)
    more = chance.randint(0, 1)
    return [learnt, *others[:more]], others[more : more + chance.randint(1, 2)]


def _years(chance: Random, position: Position) -> int:
    """Return how long somebody has been in the industry: higher positions take longer."""
    least = 2 * list(Position).index(position)
    return chance.randint(least, least + 8)


def _link(name: str) -> str | None:
    """Return the address of somebody's page, under a domain that nobody can own."""
    plain = "-".join(fold(name).replace("'", "").split())
    return f"https://people.example/{plain}" if plain.isascii() else None
