"""How much there is to answer from, and whether an empty answer means that nothing was found or nobody looked."""

from collections.abc import Sequence
from enum import Enum
from typing import Annotated

import strawberry

from service.api.arguments import After, First
from service.api.claims import Article
from service.api.context import Info
from service.api.entities import Entity, entity_by_id
from service.api.enums import Label, RelationName
from service.api.fetching import article_by_id
from service.api.ids import entity_slug
from service.api.nodes import make_entity
from service.api.pages import PAGE, Connection, connection, cursor, place_after, rows_wanted
from service.api.scope import Date, Scope
from service.graph import reading
from service.graph.rows import CoverageRow, EntityCoverageRow, Properties
from service.model.relations import RELATIONS

# What claims also name apart from their ends and their speaker, so that each claim must be looked at.
_MENTIONED = frozenset({Label.CHIP, Label.SYSTEM, Label.MODEL, Label.RULE})


@strawberry.enum(description="Whether there is anything to answer from.")
class CoverageState(Enum):
    COVERED = strawberry.enum_value("COVERED", description="There are claims.")
    NOTHING_FOUND = strawberry.enum_value(
        "NOTHING_FOUND", description="It is in the reference data, and no claim names it by the known day."
    )
    NOT_COVERED = strawberry.enum_value("NOT_COVERED", description="It is not in the reference data: nobody looked.")


@strawberry.type(description="How much there is of one relation.")
class RelationCoverage:
    relation: RelationName = strawberry.field(description="The relation.")
    claims: int = strawberry.field(description="How many claims.")
    facts: int = strawberry.field(description="How many facts they are about.")


@strawberry.type(description="How much was known by a day: of everything, or of what names one entity in any way.")
class Coverage:
    state: CoverageState = strawberry.field(description="Whether there is anything at all.")
    known: Date = strawberry.field(description="Only what was known by the end of this day counts.")
    entity: Entity | None = strawberry.field(description="The entity asked about, where there is one.")
    articles: int = strawberry.field(description="How many articles.")
    claims: int = strawberry.field(description="How many claims, withdrawn ones too.")
    publishers: int = strawberry.field(description="How many publishers printed the articles.")
    first_day: Date | None = strawberry.field(description="The day on which the first article became known.")
    last_day: Date | None = strawberry.field(description="The day on which the last article became known.")
    days: strawberry.Private[Scope]
    of: strawberry.Private[str | None]
    last: strawberry.Private[str | None]
    by_relation: strawberry.Private[Sequence[Properties] | None]

    @strawberry.field(description="The last article.")
    async def last_article(self, info: Info) -> Article | None:
        return await article_by_id(info, self.last, days=self.days) if self.last else None

    @strawberry.field(description="The relations that there are claims about, by name.")
    async def relations(self, info: Info) -> list[RelationCoverage]:
        if self.by_relation is not None:
            return [_relation(**row) for row in self.by_relation]
        rows = await reading.coverage_by_relation(info.context.database, known=self.known, limit=len(RELATIONS))
        return [_relation(row.relation, claims=row.claims, facts=row.facts) for row in rows]

    @strawberry.field(description="Those of the entities asked about that no claim names, by name.")
    async def entities_without_claims(
        self,
        info: Info,
        kinds: Annotated[list[Label] | None, strawberry.argument(description="Only these kinds.")] = None,
        first: First = PAGE,
        after: After = None,
    ) -> Connection[Entity]:
        name, id_ = place_after(after, default=("", ""))
        of, labels = [self.of] if self.of else [], [str(kind) for kind in kinds or ()]
        (page,) = await reading.entities_without_claims(
            info.context.database, known=self.known, of=of, labels=labels, after_name=name, after_id=id_,
            limit=rows_wanted(first, after),
        )  # fmt: skip
        return connection(
            page.entities,
            total=page.total,
            first=first,
            after=after,
            node=lambda row: make_entity(row, self.days),
            place=lambda row: cursor(row["name"], row["id"]),
        )


def _relation(relation: str, *, claims: int, facts: int) -> RelationCoverage:
    return RelationCoverage(relation=RelationName(relation), claims=claims, facts=facts)


async def coverage(info: Info, *, of: str | None, days: Scope) -> Coverage:
    """The coverage of one entity, which need not be there, or of everything."""
    if of is None:
        (row,) = await reading.coverage(info.context.database, known=days.known)
        return _coverage(row, nothing=CoverageState.NOTHING_FOUND, days=days)
    slug = entity_slug(of)
    entity: Entity | None = await entity_by_id(info, slug, days=days)
    if entity is None:
        return _coverage(None, nothing=CoverageState.NOT_COVERED, days=days, of=slug)
    mentioned = type(entity).__name__ in _MENTIONED
    read = reading.coverage_by_mention if mentioned else reading.coverage_by_entity
    found: EntityCoverageRow | None = await info.context.load(read, slug, known=days.known)
    return _coverage(found, nothing=CoverageState.NOTHING_FOUND, days=days, of=slug, entity=entity)


def _coverage(
    row: CoverageRow | EntityCoverageRow | None,
    *,
    nothing: CoverageState,
    days: Scope,
    of: str | None = None,
    entity: Entity | None = None,
) -> Coverage:
    """`row` as an answer; without a claim in it the state is `nothing`."""
    return Coverage(
        state=CoverageState.COVERED if row and row.claims else nothing,
        known=days.known,
        entity=entity,
        articles=row.articles if row else 0,
        claims=row.claims if row else 0,
        publishers=row.publishers if row else 0,
        first_day=Date(row.first_day) if row and row.first_day else None,
        last_day=Date(row.last_day) if row and row.last_day else None,
        days=days,
        of=of,
        last=row.last_article if row else None,
        by_relation=None if of is None else row.relations if isinstance(row, EntityCoverageRow) else (),
    )
