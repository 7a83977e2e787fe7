"""Claims by number: which fact, who says it, how far it has come, and what else is said."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from bench.world.chance import Topic, draws, scatter
from bench.world.facts import Fact, Facts, Keys

NEW = 0.88  # of the claims that repeat none: those about a fact of which nobody has spoken before
STAGE_SPAN = 0.012  # of all claims; after so many the next stage is reached, about
STAGELESS = frozenset({"MEASURED", "EVALUATES"})
# How often a claim carries what its fact has; what is not here is always carried.
CARRIED = {
    "amount": 0.3, "capacity": 0.17, "units": 0.06, "share": 0.1, "products": 0.5, "workloads": 0.28,
}  # fmt: skip
NO_AMOUNT = frozenset({"PARTNERS_WITH", "DESIGNS", "MAKES", "USES", "HOSTS", "LISTS_ON", "GRANTS_WARRANT_TO"})
UNNAMED = ("people familiar with the matter", "a person briefed on the plans", "supply chain sources")
READS = {
    "SUPPLIES": "supplies", "INVESTS_IN": "invests in", "LENDS_TO": "lends to", "OWNS": "has a stake in",
    "ACQUIRES": "buys", "PARTNERS_WITH": "works with", "MEASURED": "has a figure for", "REGULATES": "has a rule for",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Setting:
    """What a claim takes from its article: the day before, the month, and whether a party files it."""

    day_before: str
    month: str
    filing: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A claim's number, the number of a claim about the same fact, and that of one in the same words; mostly its own.

    Each `attempt` after the first is about a fact of its own.
    """

    number: int
    about: int
    words: int
    attempt: int = 0


@dataclass(frozen=True, slots=True)
class Claims:
    """`speakers` are the entities that can say something, `staff` the people of each."""

    facts: Facts
    speakers: Collection[str]
    staff: Mapping[str, Sequence[str]]
    names: Mapping[str, str]
    analysts: list[str]
    origins: list[str]

    def root(self, number: int) -> int:
        """The number of the fact that claim `number` is about: its own, or that of an earlier claim."""
        seed = self.facts.seed
        while number and (draw := scatter(seed, Topic.FOLLOWING, number)) >= NEW:
            number = int((draw - NEW) / (1 - NEW) * number)
        return number

    def keys(self, place: Place, setting: Setting) -> Keys:
        root = self.root(place.about) + place.attempt * self.facts.claims * 2
        fact = self.facts.fact(root)
        chance = draws(self.facts.seed, Topic.CLAIM, place.words)
        keys: Keys = {**fact.keys, **self._said(fact, place.words, chance), **self._speaker(fact, setting, chance)}
        if place.words == place.number and chance.random() < 0.04:
            keys["origin"] = self._earlier_origin(place.number, chance)
        keys["summary"] = self._summary(keys)
        if chance.random() < 0.05:
            keys["quote"] = f"as planned for {setting.month}"
        return keys

    def _said(self, fact: Fact, number: int, chance: Random) -> Keys:
        keys: Keys = {}
        relation = fact.relation
        if relation not in STAGELESS and chance.random() < 0.96:
            keys["stage"] = self._stage(fact, number, chance)
        for key, value in fact.carried.items():
            often = CARRIED.get(key, 1)
            if key == "amount":
                often = 0.7 if relation in ("INVESTS_IN", "ACQUIRES") else 0 if relation in NO_AMOUNT else often
            if chance.random() < often:
                keys[key] = _retold(value, chance) if isinstance(value, dict) else value
        if relation not in STAGELESS and chance.random() < 0.16:
            year = 2021 + min(number * 6 // self.facts.claims, 5)
            keys |= _dates(year, chance)
        if chance.random() < 0.022:
            keys["denies"] = chance.choice([key for key in ("stage", "amount") if key in keys] + ["relation"])
        if relation == "SUPPLIES" and chance.random() < 0.02:
            keys["exclusive"] = chance.random() < 0.4
        return keys

    def _stage(self, fact: Fact, number: int, chance: Random) -> str:
        """The stages of a fact follow each other as time goes on; one claim in fifteen is behind the times."""
        steps = (number - fact.born) / (self.facts.claims * STAGE_SPAN)
        place = min(max(int(steps), 0), len(fact.path) - 1)
        return fact.path[max(place - (chance.random() < 1 / 15), 0)]

    def _speaker(self, fact: Fact, setting: Setting, chance: Random) -> Keys:
        """Half of all claims have a party behind them, a tenth a source without a name."""
        draw = chance.random()
        parties = [end for end in (fact.keys["subject"], fact.keys["object"]) if end in self.speakers]
        if draw < 0.52 and parties:
            return self._party(chance.choice(parties), setting, chance)
        if draw < 0.57:
            return {"said_by": chance.choice(self.analysts)}
        if draw < 0.66:
            return {"unnamed": chance.choice(UNNAMED)}
        return {"standing": "estimate"} if draw < 0.70 else {}

    def _party(self, party: str, setting: Setting, chance: Random) -> Keys:
        people = self.staff.get(party)
        keys: Keys = {"said_by": chance.choice(people) if people and chance.random() < 0.4 else party}
        if setting.filing:
            keys["standing"] = "filing"
        elif chance.random() < 0.12:
            keys["standing"] = "party"
        if chance.random() < 0.18:
            keys["said_on"] = setting.day_before
        return keys

    def _earlier_origin(self, number: int, chance: Random) -> str:
        last = min(number * len(self.origins) // self.facts.claims, len(self.origins) - 1)
        return self.origins[max(last - int(chance.expovariate(0.5)), 0)]

    def _summary(self, keys: Keys) -> str:
        subject, object_ = self.names[keys["subject"]], self.names[keys["object"]]
        denial = "It is not so that " if "denies" in keys else ""
        stage = f", {keys['stage']} so far" if "stage" in keys else ""
        return f"{denial}{subject} {READS.get(keys['relation'], 'deals with')} {object_}{stage}."


def _dates(year: int, chance: Random) -> Keys:
    start = (f"{year}", f"{year}-Q{chance.randint(1, 4)}", f"{year}-{chance.randint(1, 12):02}", f"early {year}")
    keys = {"from": chance.choice(start)}
    if chance.random() < 0.2:
        keys[chance.choice(("through", "ends_in"))] = str(year + chance.randint(1, 6))
    return keys


def _retold(quantity: dict[str, Any], chance: Random) -> dict[str, Any]:
    """Four in five repeat the figure, the others have another one."""
    if chance.random() < 0.8:
        return quantity
    wording = next(iter(quantity))
    factor = chance.choice((0.5, 0.75, 0.8, 1.25, 1.5))
    number = quantity[wording] * factor
    return {**quantity, wording: min(round(number, 2), 1) if quantity["unit"] == "share" else round(number, 2)}
