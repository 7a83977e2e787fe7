"""Clients of the API that ask real questions all the time, and judge every answer."""

import asyncio
import json
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from enum import StrEnum

import httpx

from service.web.pages import example_questions

LARGE = """{ articles(first: 100, asOf: {known: "2026-07-31"}) { totalCount nodes {
  slug title kind published url publisher { name } claims(first: 5) { nodes { summary quote standing } } } } }"""
SMALL = '{ company(id: "openai") { name kind country } }'
QUESTIONS = {"small": SMALL, **{each["name"]: each["query"] for each in example_questions()}, "large": LARGE}
PATIENCE = 60.0  # seconds after which a client has waited in vain
PAUSE = 0.02  # seconds between two questions of one client, and between two looks at whether the API is ready


class Verdict(StrEnum):
    GOOD = "good"
    AWAY = "away"  # DATABASE_UNAVAILABLE, and nothing else
    LATE = "late"  # TIMEOUT
    CLOSED = "closed"  # no whole answer: the connection ended, or there was none
    STOPPING = "stopping"  # 503
    WRONG = "wrong"  # anything else


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back on a question. `began`, `ended`: of the monotonic clock, in s; `status` 0: nothing whole."""

    question: str
    began: float
    ended: float
    status: int
    body: bytes

    @property
    def seconds(self) -> float:
        return self.ended - self.began


@dataclass(frozen=True, slots=True)
class Replies:
    """All that a crowd got, and the right answers to compare with."""

    right: Mapping[str, bytes]
    all: list[Reply] = field(default_factory=list)
    ready: list[Reply] = field(default_factory=list)

    def judged(self, replies: Iterable[Reply]) -> Counter[str]:
        return Counter(self.verdict(reply) for reply in replies)

    def verdict(self, reply: Reply) -> Verdict:
        """Byte for byte: what is no error must be the right answer."""
        if not reply.status:
            return Verdict.CLOSED
        if reply.status == 200 and reply.body == self.right[reply.question]:
            return Verdict.GOOD
        return self._of_error(reply)

    def wrong(self) -> Sequence[Reply]:
        return [reply for reply in self.all if self.verdict(reply) is Verdict.WRONG]

    def good(self) -> Sequence[Reply]:
        return [reply for reply in self.all if self.verdict(reply) is Verdict.GOOD]

    def _of_error(self, reply: Reply) -> Verdict:
        answer = json.loads(reply.body)
        codes = {error["extensions"]["code"] for error in answer.get("errors", ())}
        if not codes or codes - {"DATABASE_UNAVAILABLE", "TIMEOUT"} or any((answer.get("data") or {}).values()):
            return Verdict.WRONG
        if reply.status == 503:
            return Verdict.STOPPING
        return Verdict.LATE if "TIMEOUT" in codes else Verdict.AWAY


async def right_answers(url: str) -> dict[str, bytes]:
    """The bytes of the answer to each question, of an API that nothing disturbs; each must come twice the same."""
    async with httpx.AsyncClient(base_url=url, timeout=PATIENCE) as http:
        await _settled(http)
        first, second = [{name: (await _post(http, name)).body for name in QUESTIONS} for _ in range(2)]
    assert first == second
    assert not any("errors" in json.loads(body) for body in first.values()), first
    return first


@asynccontextmanager
async def crowd(url: str, right: Mapping[str, bytes], *, count: int = 4) -> AsyncIterator[Replies]:
    """Until the block ends: `count` clients that ask all questions in turn, one that asks only the small one, and one
    that asks for /readyz."""
    replies, over = Replies(right), asyncio.Event()
    async with httpx.AsyncClient(base_url=url, timeout=PATIENCE) as http, asyncio.TaskGroup() as group:
        for number in range(count):
            group.create_task(_keep_asking(http, replies.all, over=over, number=number))
        group.create_task(_keep_asking(http, replies.all, over=over, names=["small"]))
        group.create_task(_keep_looking(http, replies.ready, over=over))
        try:
            yield replies
        finally:
            over.set()


async def ask(url: str, question: str) -> Reply:
    async with httpx.AsyncClient(base_url=url, timeout=PATIENCE) as http:
        return await _post(http, question)


async def _keep_asking(
    http: httpx.AsyncClient,
    replies: list[Reply],
    *,
    over: asyncio.Event,
    number: int = 0,
    names: Sequence[str] = tuple(QUESTIONS),
) -> None:
    """Every other client asks by GET, which looks at the state of the graph before it answers."""
    send = _get if number % 2 else _post
    while not over.is_set():
        number += 1
        replies.append(await send(http, names[number % len(names)]))
        await asyncio.sleep(PAUSE)


async def _keep_looking(http: httpx.AsyncClient, replies: list[Reply], *, over: asyncio.Event) -> None:
    while not over.is_set():
        replies.append(await _reply(http, "readiness", http.build_request("GET", "/readyz")))
        await asyncio.sleep(PAUSE)


async def _post(http: httpx.AsyncClient, name: str) -> Reply:
    return await _reply(http, name, http.build_request("POST", "/graphql", json={"query": QUESTIONS[name]}))


async def _get(http: httpx.AsyncClient, name: str) -> Reply:
    asked = {"query": QUESTIONS[name]}
    headers = {"accept": "application/json"}
    return await _reply(http, name, http.build_request("GET", "/graphql", params=asked, headers=headers))


async def _reply(http: httpx.AsyncClient, name: str, request: httpx.Request) -> Reply:
    """The whole answer, as its own length says, or that there was none."""
    began = time.monotonic()
    try:
        response = await http.send(request)
    except httpx.TimeoutException:
        raise AssertionError(f"no answer to {name} within {PATIENCE:.0f} s") from None
    except httpx.TransportError:
        return Reply(name, began, time.monotonic(), 0, b"")
    return Reply(name, began, time.monotonic(), response.status_code, response.content)


async def _settled(http: httpx.AsyncClient) -> None:
    """Wait until each question was answered once in time: what is planned for the first time takes longer."""
    async with asyncio.timeout(PATIENCE):
        for name in QUESTIONS:
            while b'"errors"' in (await _post(http, name)).body:
                await asyncio.sleep(0.1)
