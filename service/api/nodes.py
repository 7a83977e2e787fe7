"""What everything with an id of its own has in common.

Beliefs name entities and deals, entities and deals list beliefs: what is made from a row is found here by its type's
name, so that the modules need not import each other.
"""

from collections.abc import Callable
from typing import Any

import strawberry

from service.api.ids import global_id
from service.api.scope import Scope
from service.graph.rows import Properties

MAKERS: dict[str, Callable[..., Any]] = {}


@strawberry.interface(description="Anything with a global id.")
class Node:
    @strawberry.field(description="Global id, for `node(id:)`.")
    def id(self) -> strawberry.ID:
        return strawberry.ID(global_id(type(self).__name__, self.local))

    @property
    def local(self) -> str:
        """The id within the type."""
        raise NotImplementedError


def make_entity(properties: Properties, days: Scope) -> Any:
    """An entity of the type that its label names, as of `days`."""
    return MAKERS[properties["label"]](row=properties, days=days)


def make_deal(row: Properties, days: Scope) -> Any:
    """A deal from a row with `deal` and `parties`, as of `days`."""
    return MAKERS["Deal"](row=row, days=days)
