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
    cursors: strawberry.Private[Sequence[Callable[[], str]]]

    @strawberry.field(description="The cursor of the first edge.")
    def start_cursor(self) -> str | None:
        return self.cursors[0]() if self.cursors else None

    @strawberry.field(description="The cursor of the last edge, for `after`.")
    def end_cursor(self) -> str | None:
        return self.cursors[-1]() if self.cursors else None


@strawberry.type(description="One place in a page.")
class Edge(Generic[Node]):
    node: Node = strawberry.field(description="What stands here.")
    place: strawberry.Private[Callable[[], str]]

    @strawberry.field(description="The place of this node in the order, for `after`.")
    def cursor(self) -> str:
        return self.place()


@strawberry.type(description="A page of a list.")
class Connection(Generic[Node]):
    """Cursors, and edges to hold them, are made for those who ask for them."""

    total_count: int = strawberry.field(description="How many there are on all pages.")
    items: strawberry.Private[Sequence[Any]]
    place: strawberry.Private[Callable[[Any], str]]
    on_page: strawberry.Private[list[Node]]
    has_next: strawberry.Private[bool]
    has_previous: strawberry.Private[bool]

    @strawberry.field(description="What stands on this page, without cursors.")
    def nodes(self) -> list[Node]:
        return self.on_page

    @strawberry.field(description="The places of this page.")
    def edges(self) -> list[Edge[Node]]:
        pairs = zip(self.on_page, self.items, strict=True)
        return [Edge(node=node, place=partial(self.place, item)) for node, item in pairs]

    @strawberry.field(description="How to go on.")
    def page_info(self) -> PageInfo:
        cursors = [partial(self.place, item) for item in self.items]
        return PageInfo(has_next_page=self.has_next, has_previous_page=self.has_previous, cursors=cursors)


@strawberry.type(name="Connection", description="A page of beliefs, best known first, then by name and fact.")
class BeliefConnection(Connection[Node]):
    days: strawberry.Private[Scope]

    @strawberry.field(description="The days that the answer is for.")
    def as_of(self) -> AsOfDays:
        return AsOfDays(known=self.days.known, valid=self.days.valid)

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


def rows_wanted(first: int, after: str | None) -> int:
    """How many rows a page of `first` takes to know whether another follows: on the first page the total says so."""
    return page_size(first) + (after is not None)


def connection(
    items: Sequence[Any],
    *,
    total: int,
    first: int,
    after: str | None,
    node: Callable[[Any], Node],
    place: Callable[[Any], str],
) -> Connection[Node]:
    """A page from the items for it; after a cursor, one too many says that there is a next page."""
    return Connection(**_page(items, total=total, first=first, after=after, node=node, place=place))


def belief_connection(
    items: Sequence[Any],
    *,
    total: int,
    first: int,
    after: str | None,
    node: Callable[[Any], Node],
    place: Callable[[Any], str],
    days: Scope,
) -> BeliefConnection[Node]:
    return BeliefConnection(**_page(items, total=total, first=first, after=after, node=node, place=place), days=days)


def _page(
    items: Sequence[Any], *, total: int, first: int, after: str | None, node: Callable[[Any], Any],
    place: Callable[[Any], str],
) -> dict[str, Any]:  # fmt: skip
    shown = items[:first]
    on_page = [node(item) for item in shown]
    more = total > len(on_page) if after is None else len(items) > first
    return {
        "total_count": total, "items": shown, "place": place, "on_page": on_page, "has_next": more,
        "has_previous": after is not None,
    }  # fmt: skip
