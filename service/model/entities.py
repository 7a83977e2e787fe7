"""The things of the world that claims speak about, and who prints the claims."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from service.model.dates import Period
from service.model.vocabulary import DealKind, PartyRole, PublisherKind


class Label(StrEnum):
    """What sort of thing an entity is; the file that lists it decides."""

    COMPANY = "Company"
    CHIP = "Chip"
    SYSTEM = "System"
    MODEL = "Model"
    SITE = "Site"
    PERSON = "Person"
    GOVERNMENT = "Government"
    FUND = "Fund"
    COUNTRY = "Country"
    RULE = "Rule"
    UNDISCLOSED = "Undisclosed"
    MEASURE = "Measure"


FILE_OF_LABEL = {
    Label.COMPANY: "companies", Label.CHIP: "chips", Label.SYSTEM: "systems", Label.MODEL: "models",
    Label.SITE: "sites", Label.PERSON: "people", Label.GOVERNMENT: "governments", Label.FUND: "funds",
    Label.COUNTRY: "countries", Label.RULE: "rules", Label.UNDISCLOSED: "undisclosed", Label.MEASURE: "measures",
}  # fmt: skip

KINDS: Mapping[Label, tuple[str, ...]] = {
    Label.COMPANY: (
        "ai-company", "ai-lab", "association", "carmaker", "chip-design", "chipmaker", "cloud", "data-services",
        "datacenter", "device-maker", "eda", "equipment", "exchange", "foundry", "holding", "internet", "investor",
        "joint-venture", "materials", "memory", "neocloud", "networking", "optics", "packaging", "power", "research",
        "server-maker", "space", "telecom", "telecom-equipment", "utility",
    ),
    Label.CHIP: ("accelerator", "cpu", "gpu", "memory", "mobile", "network", "superchip"),
    Label.SYSTEM: ("lithography-tool", "network", "rack", "server", "software", "vehicle-computer"),
    Label.MODEL: ("coding-assistant", "language-model"),
    Label.SITE: ("campus", "compute-cluster", "data-center"),
    Label.PERSON: ("analyst", "executive", "investor", "official", "spokesperson"),
    Label.GOVERNMENT: ("agency", "government", "ministry"),
    Label.FUND: ("asset-manager", "sovereign-fund", "venture-capital"),
    Label.COUNTRY: ("country", "world"),
    Label.RULE: ("export-control", "export-levy", "export-licence", "import-control", "investment-review"),
    Label.UNDISCLOSED: ("customer",),
    Label.MEASURE: ("capacity", "count", "money", "price", "share", "speed"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entity:
    id: str
    label: Label
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    ticker: str | None = None
    country: str | None = None
    part_of: str | None = None
    works_for: tuple[str, ...] = ()
    designer: str | None = None


@dataclass(frozen=True, slots=True)
class Publisher:
    id: str
    name: str
    kind: PublisherKind


@dataclass(frozen=True, slots=True)
class Origin:
    """A first report that other articles repeat."""

    id: str
    publisher: str
    published: Period | None = None


@dataclass(frozen=True, slots=True)
class Party:
    entity: str
    role: PartyRole


@dataclass(frozen=True, slots=True)
class Deal:
    """A name and a kind; what a deal holds comes from claims."""

    id: str
    name: str
    kind: DealKind
    parties: tuple[Party, ...] = ()


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A claim taken back by the curators of the files, from `on` on."""

    claim: str
    on: date
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Directory:
    """The reference data that claims are read against, each by id."""

    entities: Mapping[str, Entity]
    publishers: Mapping[str, Publisher]
    origins: Mapping[str, Origin]
    deals: Mapping[str, Deal]

    def lineage(self, entity: str) -> Iterator[str]:
        """`entity` and everything that it is a part of, nearest first; a loop ends the walk."""
        seen = set()
        current: str | None = entity
        while current is not None and current not in seen:
            seen.add(current)
            yield current
            known = self.entities.get(current)
            current = known.part_of if known else None
