"""The vocabularies of service.model as GraphQL enums, each word of them described."""

from collections.abc import Mapping
from enum import Enum, StrEnum

import strawberry
from strawberry.types.enum import StrawberryEnumDefinition

from service.model.entities import Label
from service.model.relations import RELATIONS, RelationName
from service.model.vocabulary import (
    ArticleKind,
    DealKind,
    Evidence,
    PartyRole,
    Provides,
    PublisherKind,
    Role,
    Stage,
    Standing,
    Workload,
)

__all__ = [
    "ArticleKind",
    "DealKind",
    "Evidence",
    "Label",
    "PartyRole",
    "Provides",
    "PublisherKind",
    "QuantityKind",
    "RelationName",
    "Role",
    "Stage",
    "Standing",
    "Workload",
    "describe",
]


class QuantityKind(StrEnum):
    AMOUNT = "amount"
    CAPACITY = "capacity"
    UNITS = "units"
    SHARE = "share"
    VALUE = "value"


def describe(
    vocabulary: type[Enum], description: str, words: Mapping[str, str] | None = None, *, name: str | None = None
) -> None:
    """Make `vocabulary` an enum of the schema; `words` describe its values by name, and none may be missing."""
    strawberry.enum(vocabulary, name=name, description=description)
    definition: StrawberryEnumDefinition = vocabulary.__strawberry_definition__  # type: ignore[attr-defined]
    for value in definition.values:
        value.description = (words or {})[value.name]


describe(
    QuantityKind,
    "What a quantity measures.",
    {
        "AMOUNT": "Money.",
        "CAPACITY": "Power or computing capacity, such as GW.",
        "UNITS": "How many, such as chips.",
        "SHARE": "A part of a whole: 0.14 is 14 percent.",
        "VALUE": "The figure of a measurement.",
    },
)
describe(
    Evidence,
    "How well a belief is known, best first.",
    {
        "CONFIRMED": "By a filing, or by a party at each end.",
        "STATED": "By one party.",
        "REPORTED": "By a named outsider or an established outlet, or by two lesser ones.",
        "RUMOURED": "By one lesser outlet.",
        "ESTIMATED": "By estimates alone.",
        "DISPUTED": "Affirmed, and denied about as well.",
        "DENIED": "Denied, and affirmed much worse or not at all.",
        "RETRACTED": "All that was said of it has been taken back.",
    },
)
describe(
    Stage,
    "How far a commitment has come.",
    {
        "EXPLORING": "Talks, or looking at alternatives.",
        "PLANNED": "An intention, such as a letter of intent.",
        "AGREED": "A signed contract.",
        "ACTIVE": "It runs.",
        "COMPLETED": "It was carried out in full.",
        "PAUSED": "It stands still.",
        "ENDED": "It ran, and is over.",
        "CANCELLED": "It was called off.",
    },
)
describe(
    Workload,
    "What computing is used for.",
    {"TRAINING": "Making models.", "INFERENCE": "Running models."},
)
describe(
    Provides,
    "What a supplier delivers.",
    {
        "CHIPS": "Finished chips.",
        "SYSTEMS": "Servers, racks and the like.",
        "CLOUD": "Computing for rent.",
        "MEMORY": "Memory chips.",
        "WAFERS": "Chips made to a customer's design.",
        "PACKAGING": "Joining chips into one package.",
        "LITHOGRAPHY": "Lithography tools.",
        "EQUIPMENT": "Other tools for making chips.",
        "MATERIALS": "What chips are made of.",
        "NETWORKING": "Switches, cables, optics.",
        "ASSEMBLY": "Building systems for somebody else.",
        "DESIGN": "Chip design as a service.",
        "POWER": "Electricity.",
        "DATACENTER": "Space in data centres, or their building.",
        "SOFTWARE": "Software.",
        "MODELS": "AI models.",
    },
)
describe(
    Standing,
    "In what capacity a claim is made.",
    {
        "FILING": "In a document that the law asks for.",
        "PARTY": "By one end of the relation, or somebody who works for it.",
        "NAMED": "By somebody else who is named.",
        "UNNAMED": "By people whom the source does not name.",
        "OUTLET": "By the outlet itself.",
        "ESTIMATE": "As an estimate.",
    },
)
describe(
    PublisherKind,
    "What sort of outlet a publisher is.",
    {
        "WIRE": "A news agency.",
        "NEWSPAPER": "A newspaper.",
        "BROADCASTER": "Television or radio.",
        "MAGAZINE": "A magazine.",
        "TRADE": "A trade publication.",
        "COMPANY": "A company's own pages.",
        "REGULATOR": "An authority.",
        "ANALYST": "A firm of analysts.",
        "AGGREGATOR": "Reprints what others report.",
        "BLOG": "A blog.",
    },
)
describe(
    ArticleKind,
    "What sort of text an article is.",
    {
        "NEWS": "A news report.",
        "FILING": "A document that the law asks for.",
        "PRESS_RELEASE": "A company's announcement.",
        "INTERVIEW": "Somebody's answers.",
        "ANALYSIS": "An analysis or a commentary.",
        "TRANSCRIPT": "Spoken words written down, such as of an earnings call.",
        "SOCIAL": "A post on a social network.",
    },
)
describe(
    DealKind,
    "What sort of deal it is.",
    {
        "INVESTMENT": "Equity.",
        "SUPPLY": "Goods, such as chips or memory.",
        "CLOUD_CAPACITY": "Computing for rent.",
        "LOAN": "Debt.",
        "ACQUISITION": "One buys another.",
        "LICENCE": "The use of technology or models.",
        "WARRANT": "Shares against conditions.",
        "LEASE": "Space or equipment for rent.",
        "PARTNERSHIP": "Working together.",
    },
)
describe(
    PartyRole,
    "What an entity is in a deal.",
    {
        "SUPPLIER": "Delivers.",
        "CUSTOMER": "Is supplied.",
        "INVESTOR": "Puts equity in.",
        "INVESTEE": "Gets equity.",
        "ACQUIRER": "Buys a company.",
        "TARGET": "Is bought.",
        "SELLER": "Sells a company.",
        "LENDER": "Lends.",
        "BORROWER": "Borrows.",
        "GRANTOR": "Grants a warrant.",
        "HOLDER": "Holds a warrant.",
        "LICENSOR": "Gives a licence.",
        "LICENSEE": "Takes a licence.",
        "OPERATOR": "Runs a site.",
        "DEVELOPER": "Builds a site.",
        "PARTNER": "Works with the others.",
        "TECHNOLOGY_PARTNER": "Gives technology.",
        "CHIP_SUPPLIER": "Delivers the chips.",
        "VENTURE": "Is the company or project that the others set up.",
    },
)
describe(
    Role,
    "What a claim does in a belief.",
    {
        "WINS": "It decides a part of the belief.",
        "SUPPORTS": "It agrees.",
        "DENIES": "It denies, and counts.",
        "SET_ASIDE": "A rule set it aside.",
        "WITHDRAWN": "It was taken back.",
    },
)
describe(
    RelationName,
    "What joins subject and object.",
    {name: f"The subject {relation.reads} the object." for name, relation in RELATIONS.items()},
)
describe(
    Label,
    "What sort of thing an entity is.",
    {
        "COMPANY": "A company, an exchange, an association.",
        "CHIP": "A chip, a family of chips, or a kind of memory.",
        "SYSTEM": "A rack, server, tool, network or software.",
        "MODEL": "An AI model or a product made of one.",
        "SITE": "A data centre or campus.",
        "PERSON": "A person who speaks.",
        "GOVERNMENT": "A government or an agency of one.",
        "FUND": "An investment fund.",
        "COUNTRY": "A country as a market.",
        "RULE": "An export rule, licence or review.",
        "UNDISCLOSED": "A party that a source does not name.",
        "MEASURE": "What a figure measures.",
    },
    name="EntityKind",
)
