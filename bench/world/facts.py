"""What claims are about: the ends, the deal and the true figures of a fact, by its number."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any
from zlib import crc32

from bench.world.chance import Topic, Weighted, draws
from bench.world.entities import MEASURES, Population
from bench.world.references import Leg, Trade
from service.model.entities import Entity, Label
from service.model.vocabulary import Aspect, Effect

Keys = dict[str, Any]
# As in the curated data: what a hundred claims are about.
RELATIONS = Weighted.of(
    {
        "SUPPLIES": 43.1, "INVESTS_IN": 13.7, "MEASURED": 11.9, "DESIGNS": 6.3, "REGULATES": 4.4, "USES": 4.3,
        "PARTNERS_WITH": 3.0, "EVALUATES": 2.7, "OWNS": 2.2, "MAKES": 1.9, "ACQUIRES": 1.9, "LICENSES_TO": 1.3,
        "GRANTS_WARRANT_TO": 1.1, "HOSTS": 1.1, "LISTS_ON": 0.6, "LENDS_TO": 0.5,
    }
)  # fmt: skip
# How often a fact of the relation is part of a deal.
DEALS = {
    "SUPPLIES": 0.5, "INVESTS_IN": 0.94, "ACQUIRES": 1.0, "GRANTS_WARRANT_TO": 1.0, "LENDS_TO": 1.0,
    "LICENSES_TO": 0.8, "PARTNERS_WITH": 0.7,
}  # fmt: skip
PROVIDES = {
    "chipmaker": "chips", "cloud": "cloud", "neocloud": "cloud", "ai-lab": "models", "foundry": "wafers",
    "memory": "memory", "packaging": "packaging", "equipment": "equipment", "materials": "materials",
    "networking": "networking", "power": "power", "datacenter": "datacenter", "eda": "software",
}  # fmt: skip
PATHS = Weighted(
    (
        ("agreed", "active"), ("planned", "agreed", "active"), ("exploring", "planned", "agreed"), ("active",),
        ("planned", "cancelled"), ("agreed", "active", "completed"), ("active", "ended"), ("planned", "paused"),
        ("exploring", "cancelled"),
    ),
    (26, 16, 4, 24, 3, 8, 3, 3, 2),
)  # fmt: skip
RECENT = 12.0  # deals; how far back the news reaches, about
QUARTERS = [f"{year}-Q{quarter}" for year in range(2021, 2027) for quarter in range(1, 5)]


@dataclass(frozen=True, slots=True)
class Fact:
    """`keys` tell it apart from others; it is spoken of from claim number `born` on, and `path` are its stages."""

    keys: Keys
    born: int
    path: tuple[str, ...]
    carried: Keys

    @property
    def relation(self) -> str:
        relation: str = self.keys["relation"]
        return relation


@dataclass(frozen=True, slots=True)
class Facts:
    """Every fact by the number of the first claim about it, of `claims` in all."""

    claims: int
    seed: int
    population: Population
    trade: Trade
    legs: Mapping[str, Sequence[Leg]]
    kinds: Mapping[str, str]
    chips: Mapping[str, list[str]]

    def fact(self, number: int) -> Fact:
        chance = draws(self.seed, Topic.FACT, number)
        relation = RELATIONS.pick(chance)
        if chance.random() < DEALS.get(relation, 0) and (legs := self.legs.get(relation)):
            place = min(number * len(legs) // self.claims, len(legs) - 1)
            place = min(abs(place - int(chance.expovariate(1 / RECENT))), len(legs) - 1)
            leg = legs[place]
            keys = {"subject": leg.subject, "relation": relation, "object": leg.object, "deal": leg.deal}
            return self._with_figures(keys, place * self.claims // len(legs))
        return self._with_figures(_ENDS[relation](self, chance, number) | {"relation": relation}, number)

    def _with_figures(self, keys: Keys, born: int) -> Fact:
        """The figures follow from the ends, so that they are the same however often the fact is made."""
        ends = crc32(f"{keys['subject']}|{keys['relation']}|{keys['object']}|{keys.get('deal')}".encode())
        chance = draws(self.seed, Topic.FIGURE, ends)
        return Fact(keys, born, PATHS.pick(chance), _carried(keys, chance, self))

    def _company(self, chance: Random) -> str:
        return self.trade.suppliers.pick(chance)

    def _any(self, label: Label, chance: Random) -> Entity:
        return chance.choice(self.population.of[label])


def _two_companies(facts: Facts, chance: Random, _: int) -> Keys:
    subject, object_ = facts.trade.pair(chance)
    return {"subject": subject, "object": object_}


def _supplier_and_customer(facts: Facts, chance: Random, _: int) -> Keys:
    subject, object_ = facts.trade.pair(chance)
    if (draw := chance.random()) < 0.03:
        return {"subject": subject, "object": facts._any(Label.COUNTRY, chance).id}
    if draw < 0.05:
        return {"subject": subject, "object": facts._any(Label.UNDISCLOSED, chance).id}
    return {"subject": subject, "object": object_}


def _investor_and_company(facts: Facts, chance: Random, _: int) -> Keys:
    return {"subject": facts._any(Label.FUND, chance).id, "object": facts.trade.customers.pick(chance)}


def _partners(facts: Facts, chance: Random, _: int) -> Keys:
    first, second = sorted(facts.trade.pair(chance))
    return {"subject": first, "object": second}


def _designer_and_chip(facts: Facts, chance: Random, _: int) -> Keys:
    chip = facts._any(Label.CHIP, chance)
    return {"subject": chip.designer, "object": chip.id}


def _company_and_chip(facts: Facts, chance: Random, _: int) -> Keys:
    return {"subject": facts._company(chance), "object": facts._any(Label.CHIP, chance).id}


def _user_and_chip(facts: Facts, chance: Random, number: int) -> Keys:
    if chance.random() < 0.2:
        return {"subject": facts._any(Label.MODEL, chance).id, "object": facts._any(Label.SYSTEM, chance).id}
    return _company_and_chip(facts, chance, number)


def _company_and_site(facts: Facts, chance: Random, _: int) -> Keys:
    return {"subject": facts._company(chance), "object": facts._any(Label.SITE, chance).id}


def _judgement(facts: Facts, chance: Random, number: int) -> Keys:
    ends = _two_companies if chance.random() < 0.6 else _company_and_chip
    return ends(facts, chance, number) | {"aspect": chance.choice(list(Aspect)).value}


def _regulation(facts: Facts, chance: Random, _: int) -> Keys:
    label = chance.choice((Label.COMPANY, Label.CHIP, Label.COUNTRY))
    object_ = facts.trade.customers.pick(chance) if label is Label.COMPANY else facts._any(label, chance).id
    subject = facts._any(Label.GOVERNMENT, chance).id
    return {"subject": subject, "object": object_, "rule": facts._any(Label.RULE, chance).id}


def _figure(facts: Facts, chance: Random, number: int) -> Keys:
    """A figure is for one of the two quarters before it is first spoken of."""
    quarter = 1 + number * (len(QUARTERS) - 2) // facts.claims - chance.randint(0, 1)
    at = QUARTERS[min(max(quarter, 0), len(QUARTERS) - 1)]
    return {"subject": facts._company(chance), "object": chance.choice(list(MEASURES)), "at": at}


_ENDS: Mapping[str, Callable[[Facts, Random, int], Keys]] = {
    "SUPPLIES": _supplier_and_customer,
    "INVESTS_IN": _investor_and_company,
    "LENDS_TO": _two_companies,
    "GRANTS_WARRANT_TO": _two_companies,
    "ACQUIRES": _two_companies,
    "OWNS": _two_companies,
    "LICENSES_TO": _two_companies,
    "PARTNERS_WITH": _partners,
    "DESIGNS": _designer_and_chip,
    "MAKES": _company_and_chip,
    "USES": _user_and_chip,
    "HOSTS": _company_and_site,
    "EVALUATES": _judgement,
    "REGULATES": _regulation,
    "LISTS_ON": _two_companies,
    "MEASURED": _figure,
}


def _carried(keys: Keys, chance: Random, facts: Facts) -> Keys:
    """All that claims about the fact may carry, each with its true value."""
    relation = keys["relation"]
    if relation == "MEASURED":
        return {"value": _measured(MEASURES[keys["object"]][1], chance)}
    if relation == "EVALUATES":
        return {"verdict": "satisfied" if chance.random() < 0.55 else "dissatisfied"}
    if relation == "REGULATES":
        return {"effect": chance.choice(list(Effect)).value}
    carried: Keys = {"amount": _money(chance)}
    if relation in ("SUPPLIES", "HOSTS"):
        carried["capacity"] = {"at_least": round(chance.lognormvariate(0, 1) + 0.1, 1), "unit": "GW"}
    if relation == "SUPPLIES":
        carried |= _supply(keys["subject"], chance, facts)
    if relation == "MAKES":
        carried["provides"] = ["wafers"] if chance.random() < 0.7 else ["packaging"]
    if relation in ("OWNS", "GRANTS_WARRANT_TO"):
        carried["share"] = {"exact": chance.randint(1, 60) / 100, "unit": "share"}
    return carried


def _supply(supplier: str, chance: Random, facts: Facts) -> Keys:
    provides = [PROVIDES.get(facts.kinds[supplier], "systems")]
    if chance.random() < 0.08:
        provides.append("software" if provides[0] != "software" else "design")
    chips = facts.chips.get(supplier)
    product = chance.choice(chips) if chips else facts._any(Label.CHIP, chance).id
    return {
        "provides": provides,
        "products": [product],
        "workloads": [["inference"], ["training"], ["training", "inference"]][int(chance.random() ** 1.5 * 3)],
        "units": {"about": chance.randint(1, 400) * 1000, "unit": "chips"},
        "share": {"at_least": chance.randint(5, 90) / 100, "unit": "share"},
    }


def _money(chance: Random) -> Keys:
    wording = ("exact", "exact", "exact", "about", "up_to", "at_least")[int(chance.random() * 6)]
    return {wording: round(chance.lognormvariate(1, 1.5) + 0.05, 1) * 10 // 1 * 100_000_000, "unit": "USD"}


def _measured(unit: str, chance: Random) -> Keys:
    if unit == "share":
        return {"exact": chance.randint(1, 90) / 100, "unit": unit}
    return {"exact": chance.randint(1, 9000) * (1_000_000 if unit == "USD" else 1), "unit": unit}
