"""The entities of a made-up world: names, kinds, and who works for whom."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from bench.world.chance import Topic, Weighted, draws
from service.model.entities import KINDS, Entity, Label

CLAIMS_PER_ENTITY = 24
FEWEST = 120  # entities, however small the world
SHARES: Mapping[Label, float] = {
    Label.COMPANY: 0.60, Label.CHIP: 0.13, Label.PERSON: 0.10, Label.SITE: 0.05, Label.FUND: 0.03,
    Label.SYSTEM: 0.03, Label.MODEL: 0.03, Label.RULE: 0.01, Label.UNDISCLOSED: 0.01, Label.GOVERNMENT: 0.01,
}  # fmt: skip
COUNTRIES = ("US", "CN", "TW", "KR", "JP", "NL", "DE", "FR", "GB", "AE", "SA", "IN", "SG", "CA", "IL", "NO", "SE", "MY")
COMPANY_KINDS = Weighted.of(
    {
        "chipmaker": 10, "cloud": 8, "neocloud": 8, "ai-lab": 8, "foundry": 3, "memory": 4, "packaging": 4,
        "equipment": 8, "materials": 8, "networking": 5, "server-maker": 7, "power": 5, "datacenter": 8, "eda": 2,
        "internet": 5, "telecom": 5, "device-maker": 3, "exchange": 1,
    }
)  # fmt: skip
MEASURES = {
    "market-cap": ("money", "USD"), "revenue": ("money", "USD"), "capex": ("money", "USD"),
    "compute-spending": ("money", "USD"), "share-price": ("price", "USD/share"), "market-share": ("share", "share"),
    "china-revenue-share": ("share", "share"), "compute-capacity": ("capacity", "GW"), "memory-size": ("count", "GB"),
    "accelerators-in-use": ("count", "chips"), "wafer-output": ("count", "wafers"), "link-speed": ("speed", "Gb/s"),
}  # fmt: skip
_SYLLABLES = [consonant + vowel for vowel in "aeiou" for consonant in "bdfgklmnprstvz"]
_FIRST_NAMES = ("Alice", "Bjorn", "Chen", "Dmitri", "Elena", "Farid", "Grace", "Hugh", "Ingrid", "Jamal", "Kristin")


@dataclass(frozen=True, slots=True)
class Population:
    """Every entity by label, hubs first. `staff`: who works for a company, government or fund."""

    of: Mapping[Label, Sequence[Entity]]
    staff: Mapping[str, Sequence[str]]

    def __iter__(self) -> Iterator[Entity]:
        return (entity for entities in self.of.values() for entity in entities)


def populate(*, claims: int, seed: int) -> Population:
    """About one entity for 24 claims, with the same shares of companies, chips and so on at every size."""
    chance = draws(seed, Topic.DIRECTORY, 0)
    count = max(claims // CLAIMS_PER_ENTITY, FEWEST)
    sizes = {label: max(round(count * share), 3) for label, share in SHARES.items()}
    companies = [_company(number, chance) for number in range(sizes[Label.COMPANY])]
    of = {Label.COMPANY: _with_parents(companies, chance), **_others(sizes, companies, chance)}
    staff: dict[str, list[str]] = {}
    for person in of[Label.PERSON]:
        for employer in person.works_for:
            staff.setdefault(employer, []).append(person.id)
    return Population(of, staff)


def stem(number: int) -> str:
    """A word of syllables, another one for every number."""
    word = ""
    number += len(_SYLLABLES)
    while number:
        number, place = divmod(number, len(_SYLLABLES))
        word = _SYLLABLES[place] + word
    return word


def _company(number: int, chance: Random) -> Entity:
    kind, word = COMPANY_KINDS.pick(chance), stem(number)
    name = f"{word.capitalize()} {kind.replace('-', ' ').title()}"
    aliases = (f"{word.capitalize()} Group",) if chance.random() < 0.3 else ()
    ticker = f"NASDAQ:{word.upper()}" if chance.random() < 0.4 else None
    return Entity(f"{word}-{kind}", Label.COMPANY, name, kind, aliases, ticker, chance.choice(COUNTRIES))


def _with_parents(companies: Sequence[Entity], chance: Random) -> list[Entity]:
    """One company in twelve is part of a larger one."""
    found = list(companies[:12])
    for number, company in enumerate(companies[12:], start=12):
        whole = companies[chance.randrange(number)].id if chance.random() < 1 / 12 else None
        found.append(replace(company, part_of=whole))
    return found


def _others(
    sizes: Mapping[Label, int], companies: Sequence[Entity], chance: Random
) -> Mapping[Label, Sequence[Entity]]:
    designers = [company.id for company in companies if company.kind in ("chipmaker", "cloud", "ai-lab")] or [
        companies[0].id
    ]
    many: dict[Label, Sequence[Entity]] = {
        label: [_plain(label, number, chance) for number in range(size)]
        for label, size in sizes.items()
        if label not in (Label.COMPANY, Label.PERSON, Label.CHIP)
    }
    employers = [company.id for company in companies] + [one.id for one in many[Label.GOVERNMENT]]
    return {
        **many,
        Label.CHIP: [_chip(number, designers, chance) for number in range(sizes[Label.CHIP])],
        Label.PERSON: [_person(number, employers, chance) for number in range(sizes[Label.PERSON])],
        Label.COUNTRY: [Entity(f"market-{code.lower()}", Label.COUNTRY, code, "country", country=code)
                        for code in COUNTRIES],
        Label.MEASURE: [Entity(id_, Label.MEASURE, id_.replace("-", " ").capitalize(), kind)
                        for id_, (kind, _) in MEASURES.items()],
    }  # fmt: skip


def _plain(label: Label, number: int, chance: Random) -> Entity:
    word = stem(number)
    name = f"{word.capitalize()} {label.value}"
    return Entity(f"{word}-{label.value.lower()}", label, name, chance.choice(KINDS[label]), country="US")


def _chip(number: int, designers: Sequence[str], chance: Random) -> Entity:
    """Chips go round among the designers, so that the first designers have as many as the others."""
    designer = designers[number % len(designers)]
    word = designer.partition("-")[0]
    model = f"{word[0]}{100 + number}"
    name = f"{word.capitalize()} {model.upper()}"
    kind = chance.choice(KINDS[Label.CHIP])
    return Entity(f"{word}-{model}", Label.CHIP, name, kind, (model.upper(),), designer=designer)


def _person(number: int, employers: Sequence[str], chance: Random) -> Entity:
    """Half of all people work for one of the large companies."""
    name = f"{_FIRST_NAMES[number % len(_FIRST_NAMES)]} {stem(number).capitalize()}"
    many = max(len(employers) // 20, 1)
    employer = employers[chance.randrange(many if number % 2 else len(employers))]
    kind = chance.choice(KINDS[Label.PERSON])
    return Entity(name.lower().replace(" ", "-"), Label.PERSON, name, kind, works_for=(employer,))
