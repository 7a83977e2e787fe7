"""Relay connections, and the cursors by which they go on: the place of a row in a total order, not its number."""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Generic, TypeVar

import strawberry

from service.api.context import Info
from service.api.scope import AsOfDays, Scope
from service.errors import BadInput
from service.model.beliefs import RULES

Node = TypeVar("Node")

PAGE = 20
LARGEST_PAGE = 100
_LARGEST_NUMBER = 2**63  # Neo4j's integers are smaller


@strawberry.type(description="How to go on from a page.")
class PageInfo:
    has_next_page: bool = strawberry.field(description="Whether more comes after this page.")
    has_previous_page: bool = strawberry.field(description="Whether this page comes after a cursor.")
    edges: strawberry.Private[Sequence[Any]]

    @strawberry.field(description="The cursor of the first edge.")
    def start_cursor(self) -> str | None:
        return self.edges[0].cursor() if self.edges else None

    @strawberry.field(description="The cursor of the last edge, for `after`.")
    def end_cursor(self) -> str | None:
        return self.edges[-1].cursor() if self.edges else None


@strawberry.type(description="One place in a page.")
class Edge(Generic[Node]):
    node: Node = strawberry.field(description="What stands here.")
    place: strawberry.Private[Callable[[], str]]

    @strawberry.field(description="The place of this node in the order, for `after`.")
    def cursor(self) -> str:
        return self.place()


@strawberry.type(description="A page of a list.")
class Connection(Generic[Node]):
    edges: list[Edge[Node]] = strawberry.field(description="The places of this page.")
    page_info: PageInfo = strawberry.field(description="How to go on.")
    total_count: int = strawberry.field(description="How many there are on all pages.")

    @strawberry.field(description="What stands on this page, without cursors.")
    def nodes(self) -> list[Node]:
        return [edge.node for edge in self.edges]


@strawberry.type(name="Connection", description="A page of beliefs, best known first, then by name and fact.")
class BeliefConnection(Connection[Node]):
    as_of: AsOfDays = strawberry.field(description="The days that the answer is for.")

    @strawberry.field(description="The state of the graph that answered; every load makes a new one.")
    async def revision(self, info: Info) -> int:
        return int((await info.context.graph_state()).get("revision", 0))

    @strawberry.field(description="The version of the rules that made the beliefs.")
    async def rules(self, info: Info) -> str:
        return str((await info.context.graph_state()).get("rules", RULES))


def page_size(first: int) -> int:
    if not 0 <= first <= LARGEST_PAGE:
        raise BadInput(
            f"first is {first}",
            argument="first",
            value=first,
            rule=f"a page holds 0 to {LARGEST_PAGE}",
            example=f"first: {PAGE}",
        )
    return first


def cursor(*place: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(place, ensure_ascii=False).encode()).decode()


def place_after(after: str | None, *, default: tuple[Any, ...]) -> tuple[Any, ...]:
    """The place that `after` names; `default`, which lies before all places, without one."""
    if after is None:
        return default
    try:
        place = json.loads(base64.urlsafe_b64decode(after.encode()))
    except (binascii.Error, ValueError, RecursionError):
        place = None
    if not isinstance(place, list) or not _is_like(place, default):
        raise BadInput(
            f"{after!r} is not a cursor of this list",
            argument="after",
            value=after,
            rule="`after` is the `cursor` of an edge, or `endCursor`, of an earlier page of the same list",
            example="after: pageInfo.endCursor",
        )
    return tuple(place)


def _is_like(place: Sequence[Any], default: Sequence[Any]) -> bool:
    small = all(abs(part) < _LARGEST_NUMBER for part in place if isinstance(part, int))
    return small and [type(part) for part in place] == [type(part) for part in default]


def connection(
    items: Sequence[Any],
    *,
    total: int,
    first: int,
    after: str | None,
    node: Callable[[Any], Node],
    place: Callable[[Any], str],
) -> Connection[Node]:
    """A page from up to `first` + 1 items; the one too many says that there is a next page."""
    edges = [Edge(node=node(item), place=partial(place, item)) for item in items[:first]]
    return Connection(edges=edges, page_info=_page_info(edges, items, first, after), total_count=total)


def belief_connection(page: Connection[Node], *, days: Scope) -> BeliefConnection[Node]:
    return BeliefConnection(
        edges=page.edges,
        page_info=page.page_info,
        total_count=page.total_count,
        as_of=AsOfDays(known=days.known, valid=days.valid),
    )


def _page_info(edges: list[Edge[Node]], items: Sequence[Any], first: int, after: str | None) -> PageInfo:
    return PageInfo(
        has_next_page=len(items) > first,
        has_previous_page=after is not None,
        edges=edges,
    )
