"""The closed vocabularies of claims and beliefs."""

from enum import IntEnum, StrEnum


class Stage(StrEnum):
    """How far a commitment has come. The first five are in order; the last three close it."""

    EXPLORING = "exploring"
    PLANNED = "planned"
    AGREED = "agreed"
    ACTIVE = "active"
    COMPLETED = "completed"
    PAUSED = "paused"
    ENDED = "ended"
    CANCELLED = "cancelled"


STAGE_ORDER = {stage: place for place, stage in enumerate(Stage)}
CLOSING = frozenset({Stage.PAUSED, Stage.ENDED, Stage.CANCELLED})
BEFORE_START = frozenset({Stage.EXPLORING, Stage.PLANNED, Stage.AGREED})
RUNNING = frozenset({Stage.ACTIVE, Stage.COMPLETED})
OVER = frozenset({Stage.ENDED, Stage.CANCELLED})
FIRM = frozenset({Stage.AGREED, Stage.ACTIVE, Stage.COMPLETED})


class Workload(StrEnum):
    TRAINING = "training"
    INFERENCE = "inference"


class Provides(StrEnum):
    """What a SUPPLIES claim delivers, or what a maker does."""

    CHIPS = "chips"
    SYSTEMS = "systems"
    CLOUD = "cloud"
    MEMORY = "memory"
    WAFERS = "wafers"
    PACKAGING = "packaging"
    LITHOGRAPHY = "lithography"
    EQUIPMENT = "equipment"
    MATERIALS = "materials"
    NETWORKING = "networking"
    ASSEMBLY = "assembly"
    DESIGN = "design"
    POWER = "power"
    DATACENTER = "datacenter"
    SOFTWARE = "software"
    MODELS = "models"


class Standing(StrEnum):
    """In what capacity a claim is made."""

    FILING = "filing"
    PARTY = "party"
    NAMED = "named"
    UNNAMED = "unnamed"
    OUTLET = "outlet"
    ESTIMATE = "estimate"


class Verdict(StrEnum):
    SATISFIED = "satisfied"
    DISSATISFIED = "dissatisfied"
    MIXED = "mixed"


class Aspect(StrEnum):
    """What an EVALUATES claim judges."""

    SPEED = "speed"
    COST = "cost"
    POWER = "power"
    SUPPLY = "supply"
    QUALITY = "quality"
    SOFTWARE = "software"
    FIT = "fit"
    OVERALL = "overall"


class Effect(StrEnum):
    """What a rule does to the object of a REGULATES claim."""

    FORBIDS = "forbids"
    LICENSES = "licenses"
    ALLOWS = "allows"
    REVIEWS = "reviews"
    TAXES = "taxes"


class PublisherKind(StrEnum):
    WIRE = "wire"
    NEWSPAPER = "newspaper"
    BROADCASTER = "broadcaster"
    MAGAZINE = "magazine"
    TRADE = "trade"
    COMPANY = "company"
    REGULATOR = "regulator"
    ANALYST = "analyst"
    AGGREGATOR = "aggregator"
    BLOG = "blog"


ESTABLISHED = frozenset(
    {
        PublisherKind.WIRE,
        PublisherKind.NEWSPAPER,
        PublisherKind.BROADCASTER,
        PublisherKind.MAGAZINE,
        PublisherKind.TRADE,
        PublisherKind.REGULATOR,
        PublisherKind.ANALYST,
    }
)


class ArticleKind(StrEnum):
    NEWS = "news"
    FILING = "filing"
    PRESS_RELEASE = "press-release"
    INTERVIEW = "interview"
    ANALYSIS = "analysis"
    TRANSCRIPT = "transcript"
    SOCIAL = "social"


class DealKind(StrEnum):
    INVESTMENT = "investment"
    SUPPLY = "supply"
    CLOUD_CAPACITY = "cloud-capacity"
    LOAN = "loan"
    ACQUISITION = "acquisition"
    LICENCE = "licence"
    WARRANT = "warrant"
    LEASE = "lease"
    PARTNERSHIP = "partnership"


class PartyRole(StrEnum):
    """What an entity is in a deal."""

    SUPPLIER = "supplier"
    CUSTOMER = "customer"
    INVESTOR = "investor"
    INVESTEE = "investee"
    ACQUIRER = "acquirer"
    TARGET = "target"
    SELLER = "seller"
    LENDER = "lender"
    BORROWER = "borrower"
    GRANTOR = "grantor"
    HOLDER = "holder"
    LICENSOR = "licensor"
    LICENSEE = "licensee"
    OPERATOR = "operator"
    DEVELOPER = "developer"
    PARTNER = "partner"
    TECHNOLOGY_PARTNER = "technology-partner"
    CHIP_SUPPLIER = "chip-supplier"
    VENTURE = "venture"


class Grade(IntEnum):
    """How well a set of claims supports something; a smaller number is better."""

    CONFIRMED = 1
    STATED = 2
    REPORTED = 3
    RUMOURED = 4
    ESTIMATED = 5


class Evidence(StrEnum):
    """How well a belief is known, best first: the order of pages."""

    CONFIRMED = "CONFIRMED"
    STATED = "STATED"
    REPORTED = "REPORTED"
    RUMOURED = "RUMOURED"
    ESTIMATED = "ESTIMATED"
    DISPUTED = "DISPUTED"
    DENIED = "DENIED"
    RETRACTED = "RETRACTED"


EVIDENCE_RANK = {evidence: rank for rank, evidence in enumerate(Evidence, start=1)}
EVIDENCE_OF_GRADE = {grade: Evidence(grade.name) for grade in Grade}


class End(StrEnum):
    """The end of a relation that a party speaks for."""

    SUBJECT = "subject"
    OBJECT = "object"


class Role(StrEnum):
    """What a claim does in a belief."""

    WINS = "WINS"
    SUPPORTS = "SUPPORTS"
    DENIES = "DENIES"
    SET_ASIDE = "SET_ASIDE"
    WITHDRAWN = "WITHDRAWN"


class RulingAction(StrEnum):
    DEPRECATE = "DEPRECATE"
    PREFER = "PREFER"
    SAME_ORIGIN = "SAME_ORIGIN"
