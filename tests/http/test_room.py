"""So many requests are answered at once, some more wait a little, and all others are told when to come again."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import replace
from time import monotonic

import httpx
import pytest

from service.api.http.media import GRAPHQL
from service.api.http.refusals import Refusal
from service.api.http.room import AGAIN_SECONDS, LINE, WAIT_SECONDS, Room
from tests.http.conftest import QUESTION, Here

MOST = 3
AGAIN = {"retry-after": str(AGAIN_SECONDS)}


@pytest.fixture
def room() -> Room:
    return Room(MOST)


@asynccontextmanager
async def full(room: Room) -> AsyncIterator[AsyncExitStack]:
    async with AsyncExitStack() as stack:
        for _ in range(MOST):
            await stack.enter_async_context(room.taken())
        yield stack


async def take(room: Room) -> None:
    async with room.taken():
        pass


async def test_one_beyond_waits_and_is_let_in_when_another_is_answered(room: Room) -> None:
    async with full(room) as stack:
        waiting = asyncio.create_task(take(room))
        await asyncio.sleep(0.05)
        assert not waiting.done()
        await stack.aclose()
        await waiting


async def test_one_that_waited_its_time_is_refused(room: Room) -> None:
    async with full(room):
        began = monotonic()
        with pytest.raises(Refusal) as raised:
            await take(room)
    assert monotonic() - began >= WAIT_SECONDS * 0.9
    assert (raised.value.status, raised.value.code, raised.value.headers) == (503, "OVERLOADED", AGAIN)


async def test_one_beyond_the_line_is_refused_at_once(room: Room) -> None:
    async with full(room) as stack:
        line = [asyncio.create_task(take(room)) for _ in range(LINE * MOST)]
        await asyncio.sleep(0.05)
        assert not any(task.done() for task in line)
        began = monotonic()
        with pytest.raises(Refusal):
            await take(room)
        assert monotonic() - began < WAIT_SECONDS / 2
        await stack.aclose()
        await asyncio.gather(*line)


async def test_room_is_given_back_after_an_error_and_when_a_request_is_ended(room: Room) -> None:
    for _ in range(2 * MOST):
        with pytest.raises(ValueError, match="wrong"):
            async with room.taken():
                raise ValueError("wrong")
    async with full(room):
        line = [asyncio.create_task(take(room)) for _ in range(LINE * MOST)]
        await asyncio.sleep(0.05)
        for task in line:
            task.cancel()
        await asyncio.gather(*line, return_exceptions=True)
        assert room.waiting == 0
    async with full(room):
        assert room.waiting == 0


async def test_zero_is_no_limit() -> None:
    room = Room(0)
    async with AsyncExitStack() as stack:
        for _ in range(1_000):
            await stack.enter_async_context(room.taken())


# Over HTTP, where a statement does not end


def ask(http: httpx.AsyncClient, **headers: str) -> "asyncio.Task[httpx.Response]":
    return asyncio.create_task(http.post("/graphql", json={"query": QUESTION}, headers=headers))


@contextmanager
def endless(http: httpx.AsyncClient) -> Iterator[None]:
    """The question does not end by itself, but at the end of a request's time."""
    state = http._transport.app.state  # type: ignore[attr-defined]
    right = state.database
    text = "UNWIND range(1, 1000000000000) AS x WITH max(x) AS key RETURN key, 1"
    slow = replace(right.statements["entities_by_id"], text=text)
    state.database = replace(right, statements={**right.statements, "entities_by_id": slow}, read_timeout=3)
    yield
    state.database = right


async def test_beyond_the_room_a_request_is_refused_and_room_is_there_again_after_timeouts(here: Here) -> None:
    async with here(requests_at_once=1, request_timeout=2.5) as http:
        tag = (await http.get("/graphql", params={"query": QUESTION})).headers["etag"]
        with endless(http):
            first = ask(http)
            await asyncio.sleep(0.2)
            line = [ask(http, accept=GRAPHQL), ask(http)]
            await asyncio.sleep(0.2)
            beyond = await ask(http)
            left = ask(http)
            left.cancel()
            for path, more in {"/healthz": {}, "/metrics": {}, "/graphql": {"accept": "text/html"}}.items():
                assert (await http.get(path, headers=more)).status_code == 200
            known = await http.get("/graphql", params={"query": QUESTION}, headers={"if-none-match": tag})
            refused = [beyond, *await asyncio.gather(*line)]
            ended = await first
        after = [await ask(http) for _ in range(3)]
    assert known.status_code == 304
    assert {(each.status_code, each.headers["retry-after"]) for each in refused} == {(503, str(AGAIN_SECONDS))}
    assert refused[1].headers["content-type"].startswith(GRAPHQL)
    (error,) = beyond.json()["errors"]
    assert error["extensions"] == {
        "code": "OVERLOADED", "limit": "at_once", "rule": "1 at once", "example": "ask again in 1 s"
    }  # fmt: skip
    assert ended.json()["errors"][0]["extensions"]["code"] == "TIMEOUT"
    assert [each.json() for each in after] == [{"data": {"company": {"name": "OpenAI"}}}] * 3
