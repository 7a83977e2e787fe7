"""The root fields."""

from typing import Annotated

import strawberry

from service import __version__
from service.api import learning
from service.api.arguments import (
    After,
    AsOfFilter,
    CertainFilter,
    EntityKinds,
    EvidenceFilter,
    First,
    ProductFilter,
    ProvidesFilter,
    SpanFilter,
    StageFilter,
    WorkloadFilter,
)
from service.api.belief_pages import beliefs_of
from service.api.beliefs import Customer, Investment, Relation, Supplier
from service.api.context import Info
from service.api.coverage import Coverage, coverage
from service.api.enums import QuantityKind, RelationName
from service.api.fetching import facts, of_known_entity
from service.api.ids import entity_slug
from service.api.listing import Lists
from service.api.pages import PAGE, BeliefConnection, Connection
from service.api.scope import Date, Span, known_by, scope
from service.api.searching import SearchHit, search_page
from service.api.things import Things
from service.api.totals import Side, Totals, totals
from service.graph import reading
from service.graph.schema import SCHEMA
from service.model.beliefs import RULES

Of = Annotated[str, strawberry.argument(description="Whose: the id of an entity, such as `openai`.")]
Fact = Annotated[str, strawberry.argument(description="The key of a fact, as every belief has it.")]


@strawberry.type(description="What this service is and holds.")
class Meta:
    revision: int = strawberry.field(description="The state of the graph; every load makes a new one.")
    rules: str = strawberry.field(description="The version of the rules that made the beliefs.")
    schema_version: int = strawberry.field(description="The version of the graph model.")
    software: str = strawberry.field(description="The version of this service.")
    loaded_at: str | None = strawberry.field(description="When data was last loaded; null: never.")
    today: Date = strawberry.field(description="The day (UTC) that questions without `asOf` are for.")


@strawberry.type(description="Who supplies, finances and regulates AI computing, by whose word, and since when.")
class Query(Things, Lists):
    @strawberry.field(
        description="Entities called like this, best first: the same name, its beginning, whole words, misspellings."
    )
    async def search(
        self,
        info: Info,
        text: Annotated[str, strawberry.argument(description="Up to ten words, a hundred characters.")],
        kinds: EntityKinds = None,
        first: First = PAGE,
        after: After = None,
        as_of: AsOfFilter = None,
    ) -> Connection[SearchHit]:
        return await search_page(info, text, kinds=kinds, days=scope(as_of), first=first, after=after)

    @strawberry.field(description="Who supplies an entity, as of any day, with the claims behind each answer.")
    async def suppliers(
        self,
        info: Info,
        of: Of,
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
        return await of_known_entity(
            info, of,
            await beliefs_of(
                Supplier, info, reading.suppliers_by_customer, entity_slug(of), days=scope(as_of), first=first,
                after=after, workload=workload, provides=provides, product=product, evidence=evidence, stage=stage,
                certain=certain, span=span,
            ),
        )  # fmt: skip

    @strawberry.field(description="Whom an entity supplies, as of any day, with the claims behind each answer.")
    async def customers(
        self,
        info: Info,
        of: Of,
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
        return await of_known_entity(
            info, of,
            await beliefs_of(
                Customer, info, reading.customers_by_supplier, entity_slug(of), days=scope(as_of), first=first,
                after=after, workload=workload, provides=provides, product=product, evidence=evidence, stage=stage,
                certain=certain, span=span,
            ),
        )  # fmt: skip

    @strawberry.field(description="Any facts, by their ends, their relation and their deal.")
    async def relations(
        self,
        info: Info,
        subject: Annotated[str | None, strawberry.argument(description="Only of this subject.")] = None,
        relation: Annotated[list[RelationName] | None, strawberry.argument(description="Only these.")] = None,
        object: Annotated[str | None, strawberry.argument(description="Only to this object.")] = None,
        deal: Annotated[str | None, strawberry.argument(description="Only facts of this deal.")] = None,
        evidence: EvidenceFilter = None,
        stage: StageFilter = None,
        certain: CertainFilter = False,
        span: SpanFilter = Span.VALID_DAY,
        first: First = PAGE,
        after: After = None,
        as_of: AsOfFilter = None,
    ) -> BeliefConnection[Relation]:
        return await facts(
            info, Relation, subject=subject, object_=object, deal=deal, relations=relation, days=scope(as_of),
            first=first, after=after, evidence=evidence, stage=stage, certain=certain, span=span,
        )  # fmt: skip

    @strawberry.field(description="Who invests in whom, or means to.")
    async def investments(
        self,
        info: Info,
        investor: Annotated[str | None, strawberry.argument(description="Only by this investor.")] = None,
        investee: Annotated[str | None, strawberry.argument(description="Only in this company or site.")] = None,
        deal: Annotated[str | None, strawberry.argument(description="Only of this deal.")] = None,
        evidence: EvidenceFilter = None,
        stage: StageFilter = None,
        certain: CertainFilter = False,
        span: SpanFilter = Span.VALID_DAY,
        first: First = PAGE,
        after: After = None,
        as_of: AsOfFilter = None,
    ) -> BeliefConnection[Investment]:
        return await facts(
            info, Investment, subject=investor, object_=investee, deal=deal, relations=[RelationName.INVESTS_IN],
            days=scope(as_of), first=first, after=after, evidence=evidence, stage=stage, certain=certain, span=span,
            names=("investor", "investee"),
        )  # fmt: skip

    @strawberry.field(description="Every version of one fact that was ever believed, the oldest first.")
    async def history(self, info: Info, fact: Fact, first: First = PAGE, after: After = None) -> Connection[Relation]:
        return await learning.history(info, fact, first=first, after=after)

    @strawberry.field(description="Why one fact is believed as it is: every claim, and what became of it.")
    async def explain(self, info: Info, fact: Fact, as_of: AsOfFilter = None) -> learning.Explanation:
        return await learning.explanation(info, fact, days=scope(as_of))

    @strawberry.field(description="What was learnt after one day and by another, in the order of the days.")
    async def changes(
        self,
        info: Info,
        since: Annotated[Date, strawberry.argument(description="After this day.")],
        until: Annotated[Date | None, strawberry.argument(description="By the end of this day; today.")] = None,
        about: Annotated[str | None, strawberry.argument(description="Only about this entity, at either end.")] = None,
        first: First = PAGE,
        after: After = None,
    ) -> Connection[learning.BeliefChange]:
        end = known_by(until or scope(None).known, argument="until")
        return await learning.learnt(info, since=since, until=end, about=about, first=first, after=after)

    @strawberry.field(description="What the quantities of an entity's facts add up to, as floor and ceiling.")
    async def totals(
        self,
        info: Info,
        of: Of,
        relation: Annotated[RelationName, strawberry.argument(description="Of facts of this relation.")],
        quantity: Annotated[QuantityKind, strawberry.argument(description="What is added up.")] = QuantityKind.AMOUNT,
        side: Annotated[Side, strawberry.argument(description="At which end of the relation it stands.")] = Side.OBJECT,
        unit: Annotated[str | None, strawberry.argument(description="Only in this unit.")] = None,
        basis: Annotated[str | None, strawberry.argument(description="Only on this basis.")] = None,
        as_of: AsOfFilter = None,
    ) -> Totals:
        return await totals(
            info, of=of, side=side, relation=relation, quantity=quantity, unit=unit, basis=basis, days=scope(as_of)
        )

    @strawberry.field(
        description="How much there is to answer from; an unknown entity is no error here, but NOT_COVERED."
    )
    async def coverage(
        self,
        info: Info,
        of: Annotated[
            str | None, strawberry.argument(description="Of this entity, by its id; else of everything.")
        ] = None,
        as_of: AsOfFilter = None,
    ) -> Coverage:
        return await coverage(info, of=of, days=scope(as_of))

    @strawberry.field(description="What this service is and holds.")
    async def meta(self, info: Info) -> Meta:
        state = await info.context.graph_state()
        return Meta(
            revision=state.get("revision", 0),
            rules=state.get("rules", RULES),
            schema_version=state.get("schema", SCHEMA),
            software=__version__,
            loaded_at=state.get("loaded_at"),
            today=scope(None).known,
        )
