"""Deals: names, kinds and parties from the reference data; what a deal holds comes from claims."""

from collections.abc import Sequence

import strawberry

from service.api.arguments import After, AsOfFilter, CertainFilter, EvidenceFilter, First, SpanFilter, StageFilter
from service.api.asking import RELATION_NAMES
from service.api.beliefs import Relation, beliefs_of
from service.api.claims import EntityRef
from service.api.context import Info
from service.api.enums import DealKind, PartyRole
from service.api.ids import global_id
from service.api.nodes import MAKERS, Node, make_entity
from service.api.pages import PAGE, BeliefConnection, Connection, connection, cursor
from service.api.scope import Scope, Span, scope
from service.graph import reading, rows
from service.graph.rows import Properties


@strawberry.type(description="Who takes part in a deal, and as what.")
class Party:
    role: PartyRole = strawberry.field(description="What the entity is in the deal.")
    entity: EntityRef = strawberry.field(description="Who takes part.")


@strawberry.type(description="A named deal: the slot in which claims about it compete.")
class Deal(Node):
    slug: str = strawberry.field(description="The id that a person types.")
    name: str = strawberry.field(description="What it is called.")
    kind: DealKind = strawberry.field(description="What sort of deal it is.")
    parties: list[Party] = strawberry.field(description="Who takes part, by role.")
    days: strawberry.Private[Scope]

    @strawberry.field(description="What is believed of it: one belief for each of its facts.")
    async def legs(
        self,
        info: Info,
        evidence: EvidenceFilter = None,
        stage: StageFilter = None,
        certain: CertainFilter = False,
        span: SpanFilter = Span.VALID_DAY,
        first: First = PAGE,
        after: After = None,
        as_of: AsOfFilter = None,
    ) -> BeliefConnection[Relation]:
        return await beliefs_of(
            Relation, info, reading.beliefs_by_deal, self.slug, days=scope(as_of, inherited=self.days),
            first=first, after=after, evidence=evidence, stage=stage, certain=certain, span=span,
            also={"relations": RELATION_NAMES},
        )  # fmt: skip


def deal(row: Properties, days: Scope) -> Deal:
    """A deal from a row with the properties of the deal and of its parties."""
    properties = row["deal"]
    return Deal(
        id=strawberry.ID(global_id("Deal", properties["id"])),
        slug=properties["id"],
        name=properties["name"],
        kind=DealKind(properties["kind"]),
        parties=[
            Party(role=PartyRole(party["role"]), entity=make_entity(party["entity"], days)) for party in row["parties"]
        ],
        days=days,
    )


def deal_kinds(kind: Sequence[DealKind] | None) -> tuple[str, ...]:
    """The kinds asked for; all without an answer to that."""
    return tuple(map(str, DealKind if kind is None else kind))


def deals_page(page: rows.DealsRow | None, *, days: Scope, first: int, after: str | None) -> Connection[Deal]:
    return connection(
        page.deals if page else [],
        total=page.total if page else 0,
        first=first,
        after=after,
        node=lambda row: deal(row, days),
        place=lambda row: cursor(row["deal"]["id"]),
    )


MAKERS["Deal"] = deal
