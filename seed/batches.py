"""Work in batches, the next one made ready while the last one is written."""

import asyncio
import gc
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")


def batches(things: Iterable[T], *, size: int, weight: Callable[[T], int] = lambda _: 1) -> Iterator[list[T]]:
    """Lists of things that together weigh `size` or a little more."""
    batch: list[T] = []
    weighed = 0
    for thing in things:
        batch.append(thing)
        weighed += weight(thing)
        if weighed >= size:
            yield batch
            batch, weighed = [], 0
    if batch:
        yield batch


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the search for cycles: rows and claims have none, and looking for some took a third of the time."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


async def ahead(made: AsyncIterator[T]) -> AsyncIterator[T]:
    """What `made` yields, the next already in the making while the caller uses the last."""
    end = object()
    following = asyncio.ensure_future(anext(made, end))
    try:
        while (thing := await following) is not end:
            following = asyncio.ensure_future(anext(made, end))
            yield thing  # type: ignore[misc]
    finally:
        following.cancel()


async def in_thread(made: Iterator[T]) -> AsyncIterator[T]:
    """What `made` yields, worked out in a thread."""
    end = object()
    while (thing := await asyncio.to_thread(next, made, end)) is not end:
        yield thing  # type: ignore[misc]
