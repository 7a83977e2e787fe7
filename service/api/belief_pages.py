"""Pages of beliefs: from the arguments of a field to what stands on the page."""

from collections.abc import Awaitable, Callable, Hashable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, TypeVar

from service.api.asking import belief_question, known_entity
from service.api.beliefs import Belief, claims_question
from service.api.context import Info
from service.api.enums import Workload
from service.api.pages import BeliefConnection, belief_connection, cursor
from service.api.scope import Scope
from service.api.showing import claim_columns, claims_below, end_columns, shown_below, version_columns
from service.graph import reading, rows
from service.graph.belief_question import BeliefQuestion

NO_MORE: Mapping[str, Hashable] = MappingProxyType({})
BeliefType = TypeVar("BeliefType", bound=Belief)


def belief_page(
    kind: type[BeliefType],
    page: rows.BeliefsRow | None,
    *,
    days: Scope,
    first: int,
    after: str | None,
    workload: Workload | None = None,
) -> BeliefConnection[BeliefType]:
    """A page of beliefs of one `kind`, from the row of a statement."""
    return belief_connection(
        page.beliefs if page else [],
        total=page.total if page else 0,
        first=first,
        after=after,
        node=lambda row: kind(row=row, days=days, workload=workload),
        place=lambda row: cursor(row["rank"], row["name"], row["belief"]["fact"]),
        days=days,
    )


_SUBJECTS = {"Supplier": ("subject", "company"), "Customer": ("subject",), "Investment": ("subject", "investor")}
_OBJECTS = {"Supplier": ("object",), "Customer": ("object", "company"), "Investment": ("object", "investee")}
"""By type: the fields that show the end."""


def _reading(question: BeliefQuestion, kind: type[Belief], info: Info, workload: Workload | None) -> BeliefQuestion:
    """`question`, which reads of each belief what is shown, and of the claims about it those on the first page.

    With a workload, which claims come first is not known before the beliefs are.
    """
    shown, claims = shown_below(info), claims_below(info)
    return replace(
        question,
        version=version_columns(shown, with_detail=workload is not None),
        subject=end_columns(shown, _SUBJECTS.get(kind.__name__, ("subject",))),
        object=end_columns(shown, _OBJECTS.get(kind.__name__, ("object",))),
        claims_limit=claims.first if claims and workload is None else 0,
        columns=claim_columns(claims.shown if claims else frozenset()),
    )


async def beliefs_of(
    kind: type[BeliefType],
    info: Info,
    read: Callable[..., Awaitable[list[rows.BeliefsRow]]],
    key: str,
    *,
    days: Scope,
    first: int,
    after: str | None,
    also: Mapping[str, Hashable] = NO_MORE,
    workload: Workload | None = None,
    **asked: Any,
) -> BeliefConnection[BeliefType]:
    """The page that a statement of service.graph.reading has for `key`.

    `asked` are the filters of asking.belief_question, `also` the parameters of that statement alone.
    """
    question = belief_question(days, first=first, after=after, workload=workload, **asked)
    question = _reading(question, kind, info, workload)
    row = await info.context.load(read, key, question=question, **also)
    page = belief_page(kind, row, days=days, first=first, after=after, workload=workload)
    if question.claims_limit:
        _keep_claims(info, page, question)
    if asked.get("product") and not page.total_count:
        await known_entity(info.context, argument="product", id_=asked["product"], example="blackwell")
    return page


def _keep_claims(info: Info, page: BeliefConnection[BeliefType], question: BeliefQuestion) -> None:
    """The claims that came with the beliefs, for whoever asks for them."""
    found: dict[Hashable, rows.ClaimsRow] = {}
    for belief in page.on_page:
        key = belief.claims_key
        found[key] = rows.ClaimsRow(list(key), *belief.row["claims"])
    asked = claims_question(question.claims_limit, None, question.columns)
    info.context.keep(reading.claims_by_fact, found, **asked)
