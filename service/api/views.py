"""Fields of objects that are views of a row: what nobody asks for is not made."""

from collections.abc import Callable
from typing import Any

import strawberry

TOGETHER = "together"
"""The attribute of a resolver that has another for many objects."""


def from_row(*path: str, description: str) -> Any:
    """A field that stands in the object's row at `path`, of one name or two; null where the last is missing."""
    return strawberry.field(resolver=_reader(*path), description=description)


def together(resolve: Callable[..., Any]) -> Callable[[Any], Any]:
    """For a resolver whose plans ask `resolve` for a list of objects at once instead, with the same arguments."""

    def marked(resolver: Any) -> Any:
        setattr(resolver, TOGETHER, resolve)
        return resolver

    return marked


def _reader(first: str, second: str | None = None) -> Callable[[Any], Any]:
    if second is None:

        def read(self: Any) -> Any:
            return self.row.get(first)
    else:

        def read(self: Any) -> Any:
            return self.row[first].get(second)

    return read
