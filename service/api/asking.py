"""From the arguments of a question about beliefs to the question that the statements ask."""

from collections.abc import Sequence

from service.api.context import Context
from service.api.ids import entity_slug, local_id
from service.api.pages import place_after, rows_wanted
from service.api.scope import Scope, Span, valid_days
from service.errors import BadInput, NotFound
from service.graph import reading
from service.graph.belief_question import BeliefQuestion
from service.model.relations import RELATIONS
from service.model.vocabulary import EVIDENCE_RANK, Evidence, Provides, Stage, Workload

BELIEVED = tuple(evidence for evidence in Evidence if evidence not in (Evidence.DENIED, Evidence.RETRACTED))
ANY_STAGE = ("", *map(str, Stage))
RELATION_NAMES = tuple(RELATIONS)


def belief_question(
    days: Scope,
    *,
    first: int,
    after: str | None,
    span: Span = Span.VALID_DAY,
    evidence: Sequence[Evidence] | None = None,
    stage: Sequence[Stage] | None = None,
    certain: bool = False,
    workload: Workload | None = None,
    provides: Provides | None = None,
    product: str | None = None,
) -> BeliefQuestion:
    """The question, for as many rows as show whether there is a next page."""
    if certain and span is Span.ANY_DAY:
        raise BadInput(
            "certain goes with one day",
            argument="certain",
            value=certain,
            rule="what is certain is so on the valid day; ask with span: VALID_DAY",
            example="certain: true, span: VALID_DAY",
        )
    valid_first, valid_last = valid_days(days, span)
    rank, name, fact = place_after(after, default=(0, "", ""))
    return BeliefQuestion(
        known=days.known,
        valid_first=valid_first,
        valid_last=valid_last,
        certain=certain,
        workload_rank=f"{workload}_rank" if workload else "evidence_rank",
        ranks=tuple(EVIDENCE_RANK[wanted] for wanted in (BELIEVED if evidence is None else evidence)),
        stages=ANY_STAGE if stage is None else tuple(map(str, stage)),
        provides=(str(provides),) if provides else (),
        products=() if product is None else (local_id(product, "Chip", "System", "Model"),),
        after_rank=rank,
        after_name=name,
        after_fact=fact,
        limit=rows_wanted(first, after),
    )


async def known_entity(context: Context, *, argument: str, id_: str, example: str = "openai") -> str:
    """The slug of an entity that an argument names; NotFound when there is none."""
    slug = entity_slug(id_)
    if await context.load(reading.entities_by_id, slug) is None:
        rule = "the id of an entity in the graph; search(text:) finds ids"
        raise _not_found("entity", argument=argument, id_=id_, rule=rule, example=example)
    return slug


async def known_deal(context: Context, *, argument: str, id_: str) -> str:
    """The slug of a deal that an argument names; NotFound when there is none."""
    slug = local_id(id_, "Deal")
    if await context.load(reading.deals_by_id, slug) is None:
        rule = "the id of a deal in the graph; the field deals lists them"
        raise _not_found("deal", argument=argument, id_=id_, rule=rule, example="nvidia-openai-2025")
    return slug


async def known_publisher(context: Context, *, argument: str, id_: str) -> str:
    """The slug of a publisher that an argument names; NotFound when there is none."""
    slug = local_id(id_, "Publisher")
    if await context.load(reading.publishers_by_id, slug) is None:
        rule = "the id of a publisher in the graph; the field publishers lists them"
        raise _not_found("publisher", argument=argument, id_=id_, rule=rule, example="reuters")
    return slug


def _not_found(what: str, *, argument: str, id_: str, rule: str, example: str) -> NotFound:
    example = f'{argument}: "{example}"'
    return NotFound(f"there is no {what} {id_!r}", argument=argument, value=id_, rule=rule, example=example)
