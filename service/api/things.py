"""The root fields that answer with one thing by its id, or with several by theirs."""

from typing import Annotated

import strawberry

from service.api.arguments import AsOfFilter
from service.api.claims import Article, Claim, Publisher
from service.api.context import Info
from service.api.deals import Deal
from service.api.entities import Chip, Company, Entity, entity_by_id
from service.api.fetching import article_by_id, claim_by_id, deal_by_id, node, nodes, publisher_by_id
from service.api.ids import entity_slug, local_id
from service.api.nodes import Node
from service.api.scope import scope

Id = Annotated[strawberry.ID, strawberry.argument(description="The id, such as `openai` or `Company:openai`.")]
GlobalId = Annotated[strawberry.ID, strawberry.argument(description="A global id, such as `Company:openai`.")]
GlobalIds = Annotated[list[strawberry.ID], strawberry.argument(description="Up to a hundred global ids.")]


@strawberry.type
class Things:
    @strawberry.field(description="One company.")
    async def company(self, info: Info, id: Id, as_of: AsOfFilter = None) -> Company | None:
        found = await entity_by_id(info, local_id(id, "Company"), days=scope(as_of))
        return found if isinstance(found, Company) else None

    @strawberry.field(description="One chip, family of chips or kind of memory.")
    async def chip(self, info: Info, id: Id, as_of: AsOfFilter = None) -> Chip | None:
        found = await entity_by_id(info, local_id(id, "Chip"), days=scope(as_of))
        return found if isinstance(found, Chip) else None

    @strawberry.field(description="One thing of the world of any sort: a company, chip, person, government and so on.")
    async def entity(self, info: Info, id: Id, as_of: AsOfFilter = None) -> Entity | None:
        slug = entity_slug(id)
        found: Entity | None = await entity_by_id(info, slug, days=scope(as_of))
        return found if found and id in (slug, found.id()) else None

    @strawberry.field(description="One deal.")
    async def deal(self, info: Info, id: Id, as_of: AsOfFilter = None) -> Deal | None:
        return await deal_by_id(info, local_id(id, "Deal"), days=scope(as_of))

    @strawberry.field(description="One article, by the stem of its file.")
    async def article(self, info: Info, id: Id, as_of: AsOfFilter = None) -> Article | None:
        return await article_by_id(info, local_id(id, "Article"), days=scope(as_of))

    @strawberry.field(description="One publisher.")
    async def publisher(self, info: Info, id: Id, as_of: AsOfFilter = None) -> Publisher | None:
        return await publisher_by_id(info, local_id(id, "Publisher"), days=scope(as_of))

    @strawberry.field(description="One claim.")
    async def claim(self, info: Info, id: Id, as_of: AsOfFilter = None) -> Claim | None:
        return await claim_by_id(info, local_id(id, "Claim"), days=scope(as_of))

    @strawberry.field(description="Anything by its global id.")
    async def node(self, info: Info, id: GlobalId, as_of: AsOfFilter = None) -> Node | None:
        found: Node | None = await node(info, id, days=scope(as_of))
        return found

    @strawberry.field(description="Anything by global ids, in their order; null where there is no such thing.")
    async def nodes(self, info: Info, ids: GlobalIds, as_of: AsOfFilter = None) -> list[Node | None]:
        return await nodes(info, ids, days=scope(as_of))
