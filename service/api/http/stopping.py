"""Before the server stops it may say for a while that it is about to, so that no balancer sends it more."""

import asyncio
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def told_of_stopping(stopping: asyncio.Event, *, drain: float) -> Iterator[None]:
    """At SIGTERM set `stopping` at once, and let the server itself know `drain` seconds later.

    For use in the server's main thread, while its own handler of the signal is in place; without one nothing is done.
    """
    servers = signal.getsignal(signal.SIGTERM)
    if not callable(servers):
        yield
        return
    loop = asyncio.get_running_loop()

    def stop(number: int, frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(stopping.set)
        loop.call_soon_threadsafe(loop.call_later, drain, servers, number, frame)

    signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, servers)
