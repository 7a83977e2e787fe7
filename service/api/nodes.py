"""What everything with an id of its own has in common.

Beliefs name entities and deals, entities and deals list beliefs: what is made from a row is found here by its type's
name, so that the modules need not import each other.
"""

from collections.abc import Callable
from typing import Any

import strawberry

from service.api.scope import Scope
from service.graph.rows import Properties

MAKERS: dict[str, Callable[[Properties, Scope], Any]] = {}


@strawberry.interface(description="Anything with a global id.")
class Node:
    id: strawberry.ID = strawberry.field(description="Global id, for `node(id:)`.")


def make_entity(properties: Properties, days: Scope) -> Any:
    """An entity of the type that its label names, as of `days`."""
    return MAKERS[properties["label"]](properties, days)


def make_deal(row: Properties, days: Scope) -> Any:
    """A deal from a row with `deal` and `parties`, as of `days`."""
    return MAKERS["Deal"](row, days)
