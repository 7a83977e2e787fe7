"""What one request carries: the database, and loaders that fetch each level of an answer with one statement."""

from asyncio import Future, ensure_future, shield
from collections.abc import Awaitable, Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias, TypeVar

import strawberry
from strawberry.dataloader import DataLoader

from service.graph import reading, rows
from service.graph.database import Database

Row = TypeVar("Row")


@dataclass(slots=True)
class Context:
    """Made anew for each request."""

    database: Database
    _loaders: dict[Hashable, DataLoader[Any, Any]] = field(default_factory=dict, init=False, repr=False)
    _loading: set[Future[Any]] = field(default_factory=set, init=False, repr=False)

    async def load(
        self, read: Callable[..., Awaitable[Sequence[Row]]], key: Hashable, **parameters: Hashable
    ) -> Row | None:
        """The row for `key` from a function of service.graph.reading that takes `keys`.

        What one level of an answer asks with the same parameters goes into one call.
        """
        row: Row | None = await self._shared(self._loader(read, parameters).load(key))
        return row

    async def load_many(
        self, read: Callable[..., Awaitable[Sequence[Row]]], keys: Iterable[Hashable], **parameters: Hashable
    ) -> list[Row | None]:
        """As `load`, for several."""
        rows_found: list[Row | None] = await self._shared(self._loader(read, parameters).load_many(keys))
        return rows_found

    def keep(
        self, read: Callable[..., Awaitable[Sequence[Row]]], found: Mapping[Hashable, Row], **parameters: Hashable
    ) -> None:
        """What `load` would read, where something else has read it already."""
        self._loader(read, parameters).prime_many(found)

    def _loader(
        self, read: Callable[..., Awaitable[Sequence[Row]]], parameters: dict[str, Hashable]
    ) -> DataLoader[Any, Any]:
        asked = read, *parameters.items()
        loader = self._loaders.get(asked)
        if loader is None:
            loader = self._loaders[asked] = DataLoader(load_fn=_batch(read, self.database, parameters))
        return loader

    def _shared(self, loaded: Awaitable[Any]) -> Awaitable[Any]:
        """What several fields wait for: the executor stops a field when one beside it fails, and the others go on."""
        future = ensure_future(loaded)
        if future.done():
            return future
        self._loading.add(future)
        future.add_done_callback(self._loading.discard)
        return shield(future)

    def stop(self) -> None:
        """End what is still being loaded, since nobody waits for the answer any more."""
        for future in list(self._loading):
            future.cancel()

    async def graph_state(self) -> rows.Properties:
        """The state of the graph, read once a request."""
        row = await self.load(_graph_by_key, "graph")
        return row.graph if row else {}


Info: TypeAlias = strawberry.Info[Context, None]


def _batch(
    read: Callable[..., Awaitable[Sequence[Any]]], database: Database, parameters: dict[str, Hashable]
) -> Callable[[list[Hashable]], Awaitable[list[Any]]]:
    async def load(keys: list[Hashable]) -> list[Any]:
        found = {_hashable(row.key): row for row in await read(database, keys=keys, **parameters)}
        return [found.get(key) for key in keys]

    return load


def _hashable(key: Any) -> Hashable:
    """A key of several parts comes back from Neo4j as a list."""
    return tuple(key) if isinstance(key, list) else key


async def _graph_by_key(database: Database, *, keys: list[str]) -> list[rows.GraphRow]:
    return await reading.graph(database) if keys else []
