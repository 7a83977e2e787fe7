"""Deals: names, kinds and parties from the reference data; what a deal holds comes from claims."""

from collections.abc import Sequence

import strawberry

from service.api.arguments import After, AsOfFilter, CertainFilter, EvidenceFilter, First, SpanFilter, StageFilter
from service.api.asking import RELATION_NAMES
from service.api.belief_pages import beliefs_of
from service.api.beliefs import Relation
from service.api.claims import EntityRef
from service.api.context import Info
from service.api.enums import DealKind, PartyRole
from service.api.nodes import MAKERS, Node, make_entity
from service.api.pages import PAGE, BeliefConnection, Connection, connection, cursor
from service.api.scope import Scope, Span, scope
from service.api.views import from_row
from service.graph import reading, rows
from service.graph.rows import Properties


@strawberry.type(description="Who takes part in a deal, and as what.")
class Party:
    role: PartyRole = from_row("role", description="What the entity is in the deal.")
    row: strawberry.Private[Properties]
    days: strawberry.Private[Scope]

    @strawberry.field(description="Who takes part.")
    def entity(self) -> EntityRef:
        return make_entity(self.row["entity"], self.days)


@strawberry.type(description="A named deal: the slot in which claims about it compete.")
class Deal(Node):
    """A view of a row with the deal and its parties."""

    slug: str = from_row("deal", "id", description="The id that a person types.")
    name: str = from_row("deal", "name", description="What it is called.")
    kind: DealKind = from_row("deal", "kind", description="What sort of deal it is.")
    row: strawberry.Private[Properties]
    days: strawberry.Private[Scope]

    @property
    def local(self) -> str:
        return str(self.row["deal"]["id"])

    @strawberry.field(description="Who takes part, by role.")
    def parties(self) -> list[Party]:
        return [Party(row=party, days=self.days) for party in self.row["parties"]]

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
            Relation, info, reading.beliefs_by_deal, self.row["deal"]["id"], days=scope(as_of, inherited=self.days),
            first=first, after=after, evidence=evidence, stage=stage, certain=certain, span=span,
            also={"relations": RELATION_NAMES},
        )  # fmt: skip


def deal_kinds(kind: Sequence[DealKind] | None) -> tuple[str, ...]:
    """The kinds asked for; all without an answer to that."""
    return tuple(map(str, DealKind if kind is None else kind))


def deals_page(page: rows.DealsRow | None, *, days: Scope, first: int, after: str | None) -> Connection[Deal]:
    return connection(
        page.deals if page else [],
        total=page.total if page else 0,
        first=first,
        after=after,
        node=lambda row: Deal(row=row, days=days),
        place=lambda row: cursor(row["deal"]["id"]),
    )


MAKERS["Deal"] = Deal
