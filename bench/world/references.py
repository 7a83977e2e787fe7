"""Who prints, what they reprint, and the deals that claims are about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from bench.world.chance import Topic, Weighted, draws
from bench.world.entities import Population, stem
from service.model.dates import parse_period
from service.model.entities import Deal, Entity, Label, Origin, Party, Publisher
from service.model.vocabulary import ESTABLISHED, DealKind, PartyRole, PublisherKind

CLAIMS_PER_DEAL = 6
KINDS = Weighted.of(
    {
        PublisherKind.BLOG: 43, PublisherKind.AGGREGATOR: 18, PublisherKind.TRADE: 12, PublisherKind.NEWSPAPER: 10,
        PublisherKind.BROADCASTER: 4, PublisherKind.WIRE: 3, PublisherKind.COMPANY: 3, PublisherKind.MAGAZINE: 3,
        PublisherKind.ANALYST: 3, PublisherKind.REGULATOR: 1,
    }
)  # fmt: skip
DEAL_KINDS = Weighted.of(
    {
        DealKind.SUPPLY: 36, DealKind.CLOUD_CAPACITY: 26, DealKind.INVESTMENT: 24, DealKind.ACQUISITION: 5,
        DealKind.WARRANT: 2, DealKind.LICENCE: 2, DealKind.LOAN: 2, DealKind.PARTNERSHIP: 3,
    }
)  # fmt: skip
# The relation of a deal's first leg, and the roles of its two ends.
LEG = {
    DealKind.SUPPLY: ("SUPPLIES", PartyRole.SUPPLIER, PartyRole.CUSTOMER),
    DealKind.CLOUD_CAPACITY: ("SUPPLIES", PartyRole.SUPPLIER, PartyRole.CUSTOMER),
    DealKind.INVESTMENT: ("INVESTS_IN", PartyRole.INVESTOR, PartyRole.INVESTEE),
    DealKind.ACQUISITION: ("ACQUIRES", PartyRole.ACQUIRER, PartyRole.TARGET),
    DealKind.WARRANT: ("GRANTS_WARRANT_TO", PartyRole.GRANTOR, PartyRole.HOLDER),
    DealKind.LICENCE: ("LICENSES_TO", PartyRole.LICENSOR, PartyRole.LICENSEE),
    DealKind.LOAN: ("LENDS_TO", PartyRole.LENDER, PartyRole.BORROWER),
    DealKind.PARTNERSHIP: ("PARTNERS_WITH", PartyRole.PARTNER, PartyRole.PARTNER),
}
CUSTOMERS = 0.25  # of all companies
CUSTOMER_TAIL, SUPPLIER_TAIL = 0.78, 0.6


@dataclass(frozen=True, slots=True)
class Leg:
    """A relation that is part of a deal."""

    deal: str
    subject: str
    object: str


class Trade:
    """Who is likely to be at an end of a relation: a few companies again and again, most of them seldom."""

    def __init__(self, population: Population) -> None:
        companies = [company.id for company in population.of[Label.COMPANY]]
        self.customers = Weighted.long_tailed(
            companies[: max(int(len(companies) * CUSTOMERS), 8)], exponent=CUSTOMER_TAIL
        )
        self.suppliers = Weighted.long_tailed([*companies[5:], *companies[:5]], exponent=SUPPLIER_TAIL)

    def pair(self, chance: Random) -> tuple[str, str]:
        """A supplier and another company, its customer."""
        customer = self.customers.pick(chance)
        while (supplier := self.suppliers.pick(chance)) == customer:
            pass
        return supplier, customer


def make_publishers(*, claims: int, seed: int) -> tuple[Publisher, ...]:
    """All kinds; one for every 500 claims, and 200 besides."""
    chance = draws(seed, Topic.DIRECTORY, 1)
    kinds = [*PublisherKind, *(KINDS.pick(chance) for _ in range(190 + claims // 500))]
    return tuple(
        Publisher(f"the-{stem(number)}", f"The {stem(number).title()}", kind) for number, kind in enumerate(kinds)
    )


def make_origins(days: Sequence[str], publishers: Sequence[Publisher], *, seed: int) -> tuple[Origin, ...]:
    """One for every one of `days`, by publishers that are mostly established."""
    chance = draws(seed, Topic.DIRECTORY, 2)
    established = [publisher for publisher in publishers if publisher.kind in ESTABLISHED]
    likely = Weighted.long_tailed(established, exponent=0.9)
    found = []
    for number, day in enumerate(days):
        publisher = likely.pick(chance) if chance.random() < 0.85 else chance.choice(publishers)
        published = parse_period(day) if chance.random() < 0.9 else None
        found.append(Origin(f"{publisher.id}-{day}-report-{number}", publisher.id, published))
    return tuple(found)


def make_deals(population: Population, trade: Trade, *, claims: int, seed: int) -> tuple[Deal, ...]:
    chance = draws(seed, Topic.DIRECTORY, 3)
    funds = population.of[Label.FUND]
    return tuple(_deal(number, trade, funds, chance) for number in range(max(claims // CLAIMS_PER_DEAL, 20)))


def _deal(number: int, trade: Trade, funds: Sequence[Entity], chance: Random) -> Deal:
    """Two parties mostly; several investors at times."""
    kind = DEAL_KINDS.pick(chance)
    _, subject_role, object_role = LEG[kind]
    subject, object_ = trade.pair(chance)
    if kind is DealKind.PARTNERSHIP:
        subject, object_ = sorted((subject, object_))
    first = [subject]
    if kind is DealKind.INVESTMENT and chance.random() < 0.15:
        first += [fund.id for fund in chance.sample(funds, min(len(funds), chance.randint(1, 5)))]
    parties = (*(Party(id_, subject_role) for id_ in first), Party(object_, object_role))
    return Deal(f"{subject}-{object_}-{number}", f"Deal {number} of {subject} and {object_}", kind, parties)


def legs_of(deals: Sequence[Deal], *, seed: int) -> Mapping[str, Sequence[Leg]]:
    """Every leg by its relation, in the order of the deals. One investment in three comes with a supply."""
    chance = draws(seed, Topic.DIRECTORY, 4)
    found: dict[str, list[Leg]] = {}
    for deal in deals:
        relation = LEG[deal.kind][0]
        *subjects, object_ = (party.entity for party in deal.parties)
        found.setdefault(relation, []).extend(Leg(deal.id, subject, object_) for subject in subjects)
        if deal.kind is DealKind.INVESTMENT and chance.random() < 0.33:
            found.setdefault("SUPPLIES", []).append(Leg(deal.id, subjects[0], object_))
    return found
