"""How many requests are answered at once: what comes beyond waits a little, then is refused, and may come again."""

from asyncio import Semaphore, timeout
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from service.api.http.refusals import OVERLOADED, Fault, Refusal

LINE = 2  # how many times as many as are answered at once may wait
WAIT_SECONDS = 1.0  # that a request waits at most
AGAIN_SECONDS = 1  # after which a refused one may come again


class Room:
    """For `at_once` requests, and a line of some more that wait; 0 is no limit. Each process counts by itself."""

    def __init__(self, at_once: int) -> None:
        self.at_once = at_once
        self.waiting = 0
        self._free = Semaphore(at_once)

    @asynccontextmanager
    async def taken(self) -> AsyncIterator[None]:
        """Room for one request, given back however the block ends; Refusal when there is none in time."""
        if not self.at_once:
            yield
            return
        await self._enter()
        try:
            yield
        finally:
            self._free.release()

    async def _enter(self) -> None:
        if self.waiting >= LINE * self.at_once:
            raise self._full()
        self.waiting += 1
        try:
            async with timeout(WAIT_SECONDS):
                await self._free.acquire()
        except TimeoutError:
            raise self._full() from None
        finally:
            self.waiting -= 1

    def _full(self) -> Refusal:
        fault = Fault(
            "too many requests at once", f"{self.at_once} at once", f"ask again in {AGAIN_SECONDS} s", "at_once"
        )
        return Refusal(503, fault, code=OVERLOADED, headers={"retry-after": str(AGAIN_SECONDS)})
