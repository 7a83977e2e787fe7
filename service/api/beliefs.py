"""Beliefs: what the service concludes about a fact, with its evidence, its days and its claims."""

import json
from asyncio import gather
from collections.abc import Hashable, Sequence
from typing import Annotated

import strawberry

from service.api.arguments import After, First, QuantityFilter
from service.api.claims import Claim, EntityRef, claims_page
from service.api.context import Info
from service.api.enums import Evidence, Provides, RelationName, Stage, Workload
from service.api.nodes import Node, make_deal, make_entity
from service.api.pages import (
    PAGE,
    Connection,
    cursor,
    place_after,
    rows_wanted,
)
from service.api.scope import Date, Scope, end, start
from service.api.showing import claim_columns, shown_below
from service.api.values import Part, Quantity, StageSetAside, part, quantity, stage_set_aside
from service.api.views import from_row, together
from service.graph import reading
from service.graph.columns import ClaimColumns
from service.graph.rows import Properties
from service.model.dates import NEVER
from service.model.vocabulary import Evidence as EvidenceWord

DealRef = Annotated["Deal", strawberry.lazy("service.api.deals")]  # type: ignore[name-defined]  # noqa: F821

EVIDENCE_OF_RANK = dict(enumerate(EvidenceWord, start=1))


@strawberry.type(description="When the relation holds, half-open; null where a bound is open.")
class Validity:
    row: strawberry.Private[Properties]

    @strawberry.field(description="It does not hold before this day.")
    def from_earliest(self) -> Date | None:
        return start(self.row["belief"]["valid_from_earliest"])

    @strawberry.field(description="It holds at the latest from this day on; null: nobody knows.")
    def from_latest(self) -> Date | None:
        return end(self.row["belief"]["valid_from_latest"])

    @strawberry.field(description="It holds at least until before this day.")
    def until_earliest(self) -> Date | None:
        return end(self.row["belief"]["valid_until_earliest"])

    @strawberry.field(description="It does not hold from this day on.")
    def until_latest(self) -> Date | None:
        return end(self.row["belief"]["valid_until_latest"])


async def claims_of(
    beliefs: "Sequence[Belief]", info: Info, first: int = PAGE, after: str | None = None
) -> list[Connection[Claim]]:
    """The claims of each of `beliefs`, which are for the same days."""
    asked = claims_question(first, after, claim_columns(shown_below(info)))
    pages = await info.context.load_many(reading.claims_by_fact, [one.claims_key for one in beliefs], **asked)
    return [
        claims_page(page, first=first, after=after, days=one.days, place=_claim_cursor, believed_on=one.days.known)
        for one, page in zip(beliefs, pages, strict=True)
    ]


def claims_question(first: int, after: str | None, columns: ClaimColumns) -> dict[str, Hashable]:
    place, tier, known_on, id_ = place_after(after, default=(-1, 0, NEVER.isoformat(), ""))
    after_claim = {"after_place": place, "after_tier": tier, "after_known_on": known_on, "after_id": id_}
    return {**after_claim, "limit": rows_wanted(first, after), "columns": columns}


@strawberry.interface(description="What is believed about one fact as of two days.")
class Belief(Node):
    """A view of a row with the relation, the version's properties and both ends, as of `days`.

    The row's rank is the evidence shown: with a workload asked for, the weaker of the two. What decides about that
    workload comes first among the claims then. The id names the workload too, since the answer depends on it.
    """

    fact: str = from_row("belief", "fact", description="The key of the fact: subject, relation, object and slot.")
    relation: RelationName = from_row("relation", description="What joins subject and object.")
    contested: bool = from_row("belief", "contested", description="Affirmed, though somebody denies it.")
    rule: str = from_row("belief", "rule", description="The rule that decided, with the grades on both sides.")
    stage: Stage | None = from_row("belief", "stage", description="How far the commitment has come; null: nobody says.")
    stage_evidence: Evidence | None = from_row("belief", "stage_evidence", description="How well the stage is known.")
    conflict: list[str] = from_row("belief", "conflict", description="The parts on which equally good speakers differ.")
    first_known: Date = from_row(
        "belief", "first_known", description="Since when anything has been believed about the fact."
    )
    known_from: Date = from_row("belief", "known_from", description="Since when this has been believed, just so.")
    last_affirmed: Date | None = from_row(
        "belief", "last_affirmed", description="The latest day on which somebody said that it holds."
    )
    provides: list[Provides] = from_row("belief", "provides", description="What is delivered.")
    workloads: list[Workload] = from_row("belief", "workloads", description="What for; empty: nobody says.")
    sources: list[str] = from_row("belief", "sources", description="Day and article of each deciding claim.")
    row: strawberry.Private[Properties]
    days: strawberry.Private[Scope]
    workload: strawberry.Private[Workload | None] = None

    @property
    def local(self) -> str:
        asked = self.row["belief"]["fact"], self.days.known, self.days.valid, self.workload
        return "@".join(part for part in asked if part)

    @strawberry.field(
        description="How well it is known; with `workload`, the weaker of the relation's and that workload's."
    )
    def evidence(self) -> Evidence:
        return EVIDENCE_OF_RANK[self.row["rank"]]

    @strawberry.field(description="Whether it certainly holds on the valid day.")
    def certain(self) -> bool:
        version = self.row["belief"]
        return bool(version["valid_from_latest"] <= self.days.valid < version["valid_until_earliest"])

    @strawberry.field(description="Whether it may hold on the valid day.")
    def possible(self) -> bool:
        version = self.row["belief"]
        return bool(version["valid_from_earliest"] <= self.days.valid < version["valid_until_latest"])

    @strawberry.field(description="The day from which something else is; null: still so.")
    def known_until(self) -> Date | None:
        return end(self.row["belief"]["known_until"])

    @strawberry.field(description="When the relation holds.")
    def valid(self) -> Validity:
        return Validity(row=self.row)

    @strawberry.field(description="Who does it.")
    def subject(self) -> EntityRef:
        return make_entity(self.row["subject"], self.days)

    @strawberry.field(description="To whom or what.")
    def object(self) -> EntityRef:
        return make_entity(self.row["object"], self.days)

    @strawberry.field(description="The deal whose fact it is, if any.")
    async def deal(self, info: Info) -> DealRef | None:
        slug = self.row["belief"].get("deal")
        row = await info.context.load(reading.deals_by_id, slug) if slug else None
        return make_deal({"deal": row.deal, "parties": row.parties}, self.days) if row else None

    @strawberry.field(description="The chips, systems and models concerned.")
    async def products(self, info: Info) -> list[EntityRef]:
        wanted = (info.context.load(reading.entities_by_id, id_) for id_ in self.row["belief"]["products"])
        return [make_entity(row.entity, self.days) for row in await gather(*wanted) if row]

    @strawberry.field(description="The quantities, of one kind or of all; each `of` something is one of its own.")
    def quantities(self, kind: QuantityFilter = None) -> list[Quantity]:
        return [
            quantity(said)
            for said in self._detail["parts"]
            if said["basis"] and (kind is None or said["name"] == kind.value)
        ]

    @strawberry.field(description="The other parts: dates, verdict, effect, and each element of a set.")
    def parts(self) -> list[Part]:
        return [part(said) for said in self._detail["parts"] if not said["basis"]]

    @strawberry.field(description="The stages that somebody states and that do not count.")
    def stages_set_aside(self) -> list[StageSetAside]:
        return [stage_set_aside(aside) for aside in self._detail["stages_set_aside"]]

    @strawberry.field(description="What was said by the known day, the deciding claims first.")
    @together(claims_of)
    async def claims(self, info: Info, first: First = PAGE, after: After = None) -> Connection[Claim]:
        return (await claims_of([self], info, first=first, after=after))[0]

    @property
    def _detail(self) -> Properties:
        return read_detail(self.row)

    @property
    def claims_key(self) -> tuple[str, ...]:
        """Fact, day and deciding claims, those about the workload asked for first."""
        parts = self._detail["parts"] if self.workload else ()
        deciding = [part["claim"] for part in parts if (part["name"], part["element"]) == ("workloads", self.workload)]
        return self.row["belief"]["fact"], self.days.known, *deciding, *self.row["belief"]["winners"]


@strawberry.type(description="Somebody who supplies the company asked about.")
class Supplier(Belief):
    @strawberry.field(description="The supplier.")
    def company(self) -> EntityRef:
        return make_entity(self.row["subject"], self.days)


@strawberry.type(description="Somebody whom the company asked about supplies.")
class Customer(Belief):
    @strawberry.field(description="The customer.")
    def company(self) -> EntityRef:
        return make_entity(self.row["object"], self.days)


@strawberry.type(description="Equity, or the intention.")
class Investment(Belief):
    @strawberry.field(description="Who invests.")
    def investor(self) -> EntityRef:
        return make_entity(self.row["subject"], self.days)

    @strawberry.field(description="In whom or what.")
    def investee(self) -> EntityRef:
        return make_entity(self.row["object"], self.days)


@strawberry.type(description="Any fact.")
class Relation(Belief):
    pass


def _claim_cursor(row: Properties) -> str:
    assessment = row["assessment"]
    return cursor(row["place"], assessment["tier"], assessment["known_on"], row["claim"]["id"])


def read_detail(row: Properties) -> Properties:
    """The parts of a belief and the stages set aside, as service.graph.encoding wrote them."""
    detail: Properties = json.loads(row["belief"]["detail"])
    return detail
