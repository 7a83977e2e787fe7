"""What the root fields have in common: one thing by its id, and facts by whatever is known of them."""

from asyncio import gather
from collections.abc import Sequence
from typing import Any, TypeVar

from service.api.asking import RELATION_NAMES, belief_question, known_deal, known_entity
from service.api.belief_pages import BeliefType, belief_page, beliefs_of
from service.api.beliefs import Customer, Investment, Relation, Supplier
from service.api.claims import Article, Claim, Publisher
from service.api.context import Info
from service.api.deals import Deal
from service.api.entities import KINDS, entity_by_id
from service.api.enums import RelationName, Workload
from service.api.ids import split_id
from service.api.pages import BeliefConnection
from service.api.scope import Scope, scope_of
from service.graph import reading

Page = TypeVar("Page", bound=BeliefConnection[Any])

_BELIEFS = {kind.__name__: kind for kind in (Supplier, Customer, Investment, Relation)}
_RELATIONS = {"Supplier": "SUPPLIES", "Customer": "SUPPLIES", "Investment": "INVESTS_IN"}
_ENTITIES = frozenset(kind.__name__ for kind in KINDS)


async def of_known_entity(info: Info, of: str, page: Page) -> Page:
    """`page`, unless it is empty because there is no entity `of`: then NotFound."""
    if not page.total_count:
        await known_entity(info.context, argument="of", id_=of)
    return page


async def facts(
    info: Info,
    kind: type[BeliefType],
    *,
    subject: str | None,
    object_: str | None,
    deal: str | None,
    relations: Sequence[RelationName] | None,
    days: Scope,
    first: int,
    after: str | None,
    names: tuple[str, str] = ("subject", "object"),
    **asked: Any,
) -> BeliefConnection[BeliefType]:
    """Facts by subject, object, deal, or relation alone. `names` are the arguments that name subject and object."""
    wanted = RELATION_NAMES if relations is None else tuple(map(str, relations))
    deals = () if deal is None else (await known_deal(info.context, argument="deal", id_=deal),)
    ends = await gather(*(_end(info, name, id_) for name, id_ in zip(names, (subject, object_), strict=True)))
    if ends[0] or ends[1]:
        read = reading.beliefs_by_subject if ends[0] else reading.beliefs_by_object
        others = (ends[1],) if ends[0] and ends[1] else ()
        also = {"relations": wanted, "others": others, "deals": deals}
        key = str(ends[0] or ends[1])
        return await beliefs_of(kind, info, read, key, days=days, first=first, after=after, also=also, **asked)
    if deals:
        read_deal, also = reading.beliefs_by_deal, {"relations": wanted}
        return await beliefs_of(
            kind, info, read_deal, deals[0], days=days, first=first, after=after, also=also, **asked
        )
    question = belief_question(days, first=first, after=after, **asked)
    page = await reading.beliefs(info.context.database, question=question, relations=wanted)
    return belief_page(kind, page[0], days=days, first=first, after=after)


async def _end(info: Info, argument: str, id_: str | None) -> str | None:
    return None if id_ is None else await known_entity(info.context, argument=argument, id_=id_)


async def node(info: Info, id_: str, *, days: Scope) -> Any:
    """Anything by its global id; None when there is no such thing. The id of a belief carries its own days."""
    kind, rest = split_id(id_)
    if kind in _BELIEFS:
        return await _belief(info, _BELIEFS[kind], rest)
    if kind in _ENTITIES:
        found = await entity_by_id(info, rest, days=days)
        return found if type(found).__name__ == kind else None
    fetch = _BY_ID.get(kind)
    return await fetch(info, rest, days=days) if fetch else None


async def nodes(info: Info, ids: Sequence[str], *, days: Scope) -> list[Any]:
    """Each by its global id, in the order of `ids`; None where there is no such thing."""
    return list(await gather(*(node(info, id_, days=days) for id_ in ids)))


async def deal_by_id(info: Info, id_: str, *, days: Scope) -> Deal | None:
    row = await info.context.load(reading.deals_by_id, id_)
    return Deal(row={"deal": row.deal, "parties": row.parties}, days=days) if row else None


async def article_by_id(info: Info, id_: str, *, days: Scope) -> Article | None:
    row = await info.context.load(reading.articles_by_id, id_)
    return Article(row={"article": row.article, "publisher": row.publisher}, days=days) if row else None


async def claim_by_id(info: Info, id_: str, *, days: Scope) -> Claim | None:
    row = await info.context.load(reading.claims_by_id, id_)
    return Claim(row=row.claim, days=days) if row else None


async def _belief(info: Info, kind: type[BeliefType], id_: str) -> BeliefType | None:
    """The belief that an id of `belief` names: fact, known, valid and, if one was asked for, the workload."""
    said, _, last = id_.rpartition("@")
    workload = Workload(last) if last in set(Workload) else None
    fact, *rest = (said if workload else id_).rsplit("@", 2)
    days = scope_of(*rest) if len(rest) == 2 else None
    if days is None:
        return None
    row = await info.context.load(reading.belief_by_fact, (fact, days.known))
    rank: int | None = row.belief.get(f"{workload}_rank" if workload else "evidence_rank") if row else None
    if row is None or rank is None or row.relation != _RELATIONS.get(kind.__name__, row.relation):
        return None
    return kind(row=row.as_page_row(rank=rank), days=days, workload=workload)


async def publisher_by_id(info: Info, id_: str, *, days: Scope) -> Publisher | None:
    row = await info.context.load(reading.publishers_by_id, id_)
    return Publisher(row=row.publisher, days=days) if row else None


_BY_ID = {"Deal": deal_by_id, "Article": article_by_id, "Claim": claim_by_id, "Publisher": publisher_by_id}
