"""The things of the world, one type for each label, and the questions that each of them answers."""

from asyncio import gather
from typing import Any

import strawberry

from service.api.arguments import (
    After,
    AsOfFilter,
    CertainFilter,
    DealKinds,
    EvidenceFilter,
    First,
    ProductFilter,
    ProvidesFilter,
    SpanFilter,
    StageFilter,
    WorkloadFilter,
)
from service.api.belief_pages import beliefs_of
from service.api.beliefs import Customer, Investment, Supplier
from service.api.context import Info
from service.api.deals import Deal, deal_kinds, deals_page
from service.api.nodes import MAKERS, Node, make_entity
from service.api.pages import PAGE, BeliefConnection, Connection, place_after, rows_wanted
from service.api.scope import Scope, Span, scope
from service.api.views import from_row
from service.graph import reading
from service.graph.rows import Properties

INVESTS_IN = {"relations": ("INVESTS_IN",), "others": (), "deals": ()}


@strawberry.interface(description="A thing of the world that claims speak about.")
class Entity(Node):
    slug: str = from_row("id", description="The id that a person types, such as `openai`.")
    name: str = from_row("name", description="The usual name.")
    kind: str = from_row("kind", description="What sort of company, chip and so on it is.")
    aliases: list[str] = from_row("aliases", description="Other names.")
    country: str | None = from_row("country", description="ISO 3166-1 alpha-2 code.")
    ticker: str | None = from_row("ticker", description="Where its shares trade, as EXCHANGE:SYMBOL.")
    row: strawberry.Private[Properties]
    days: strawberry.Private[Scope]

    @property
    def local(self) -> str:
        return str(self.row["id"])

    @strawberry.field(description="What it is a part of; a roll-up, never a merge.")
    async def part_of(self, info: Info) -> "Entity | None":
        row = await info.context.load(reading.entities_by_id, self.row["id"])
        whole: Entity | None = await entity_by_id(info, row.part_of if row else None, days=self.days)
        return whole

    @strawberry.field(description="Who supplies it.")
    async def suppliers(
        self,
        info: Info,
        workload: WorkloadFilter = None,
        provides: ProvidesFilter = None,
        product: ProductFilter = None,
        evidence: EvidenceFilter = None,
        stage: StageFilter = None,
        certain: CertainFilter = False,
        span: SpanFilter = Span.VALID_DAY,
        first: First = PAGE,
        after: After = None,
        as_of: AsOfFilter = None,
    ) -> BeliefConnection[Supplier]:
        return await beliefs_of(
            Supplier, info, reading.suppliers_by_customer, self.row["id"], days=scope(as_of, inherited=self.days),
            first=first, after=after, workload=workload, provides=provides, product=product, evidence=evidence,
            stage=stage, certain=certain, span=span,
        )  # fmt: skip

    @strawberry.field(description="Whom it supplies.")
    async def customers(
        self,
        info: Info,
        workload: WorkloadFilter = None,
        provides: ProvidesFilter = None,
        product: ProductFilter = None,
        evidence: EvidenceFilter = None,
        stage: StageFilter = None,
        certain: CertainFilter = False,
        span: SpanFilter = Span.VALID_DAY,
        first: First = PAGE,
        after: After = None,
        as_of: AsOfFilter = None,
    ) -> BeliefConnection[Customer]:
        return await beliefs_of(
            Customer, info, reading.customers_by_supplier, self.row["id"], days=scope(as_of, inherited=self.days),
            first=first, after=after, workload=workload, provides=provides, product=product, evidence=evidence,
            stage=stage, certain=certain, span=span,
        )  # fmt: skip

    @strawberry.field(description="Who invests in it, or means to.")
    async def investors(
        self,
        info: Info,
        evidence: EvidenceFilter = None,
        stage: StageFilter = None,
        certain: CertainFilter = False,
        span: SpanFilter = Span.VALID_DAY,
        first: First = PAGE,
        after: After = None,
        as_of: AsOfFilter = None,
    ) -> BeliefConnection[Investment]:
        return await beliefs_of(
            Investment, info, reading.beliefs_by_object, self.row["id"], days=scope(as_of, inherited=self.days),
            first=first, after=after, evidence=evidence, stage=stage, certain=certain, span=span, also=INVESTS_IN,
        )  # fmt: skip

    @strawberry.field(description="What it invests in, or means to.")
    async def investments(
        self,
        info: Info,
        evidence: EvidenceFilter = None,
        stage: StageFilter = None,
        certain: CertainFilter = False,
        span: SpanFilter = Span.VALID_DAY,
        first: First = PAGE,
        after: After = None,
        as_of: AsOfFilter = None,
    ) -> BeliefConnection[Investment]:
        return await beliefs_of(
            Investment, info, reading.beliefs_by_subject, self.row["id"], days=scope(as_of, inherited=self.days),
            first=first, after=after, evidence=evidence, stage=stage, certain=certain, span=span, also=INVESTS_IN,
        )  # fmt: skip

    @strawberry.field(description="The deals that it is a party to, in the order of their slugs.")
    async def deals(
        self, info: Info, kind: DealKinds = None, first: First = PAGE, after: After = None
    ) -> Connection[Deal]:
        (place,) = place_after(after, default=("",))
        page = await info.context.load(
            reading.deals_by_party, self.row["id"], kinds=deal_kinds(kind), after=place, limit=rows_wanted(first, after)
        )
        return deals_page(page, days=self.days, first=first, after=after)


async def entity_by_id(info: Info, id_: str | None, *, days: Scope) -> Any:
    """The entity of this slug, as of `days`; None for none."""
    row = await info.context.load(reading.entities_by_id, id_) if id_ else None
    return make_entity(row.entity, days) if row else None


@strawberry.type(description="A company, an exchange, an association.")
class Company(Entity):
    pass


@strawberry.interface(description="A thing that somebody designs.")
class Designed(Entity):
    @strawberry.field(description="Who designs it, by the reference data; claims may say more.")
    async def designer(self, info: Info) -> Entity | None:
        row = await info.context.load(reading.entities_by_id, self.row["id"])
        designer: Entity | None = await entity_by_id(info, row.designer if row else None, days=self.days)
        return designer


@strawberry.type(description="A chip, a family of chips, or a kind of memory.")
class Chip(Designed):
    pass


@strawberry.type(description="A rack, server, tool, network or software.")
class System(Designed):
    pass


@strawberry.type(description="An AI model or a product made of one.")
class Model(Entity):
    pass


@strawberry.type(description="A data centre or campus.")
class Site(Entity):
    pass


@strawberry.type(description="A person who speaks.")
class Person(Entity):
    @strawberry.field(description="Whom the person works for, by the reference data.")
    async def works_for(self, info: Info) -> list[Entity]:
        row = await info.context.load(reading.entities_by_id, self.row["id"])
        employers = row.works_for if row else []
        return list(await gather(*(entity_by_id(info, id_, days=self.days) for id_ in employers)))


@strawberry.type(description="A government or an agency of one.")
class Government(Entity):
    pass


@strawberry.type(description="An investment fund.")
class Fund(Entity):
    pass


@strawberry.type(description="A country as a market.")
class Country(Entity):
    pass


@strawberry.type(description="An export rule, licence or review.")
class Rule(Entity):
    pass


@strawberry.type(description="A party that a source does not name.")
class Undisclosed(Entity):
    pass


@strawberry.type(description="What a figure measures.")
class Measure(Entity):
    pass


KINDS: tuple[type[Entity], ...] = (
    Company, Chip, System, Model, Site, Person, Government, Fund, Country, Rule, Undisclosed, Measure,
)  # fmt: skip


MAKERS.update({kind.__name__: kind for kind in KINDS})
