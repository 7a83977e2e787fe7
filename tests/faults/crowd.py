"""Many clients of the API at once, as a program: `python -m tests.faults.crowd PORT SECONDS CLIENTS SEED`.

A third asks right questions as people do, a third reads its answers a few bytes at a time, a third sends what is
spoiled. It prints what they saw as JSON.
"""

import asyncio
import json
import socket
import sys
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from itertools import cycle
from random import Random
from time import monotonic

import orjson

from service.api.http.media import GRAPHQL, JSON
from tests.faults.answers import faults_of
from tests.faults.mutating_requests import Question, spoiled
from tests.faults.plain_http import HOST, ClosedError, Line, Reply, head_of, line_to
from tests.faults.questions import examples

PAUSE = 0.5  # seconds between two questions of one client, about
BITE = 512  # bytes that a slow reader takes at once
CHEWING = 0.05  # seconds between two bites
NARROW = 2_048  # bytes that the system takes in for a slow reader
TRIES = 100  # for a right answer before the crowd comes, and for one after a stated limit
PATIENCE = 60.0  # seconds for an answer; the API has a limit of its own, and this one must not be met


@dataclass(slots=True)
class Seen:
    """What all clients of one sort saw.

    `limited`: answers that a stated limit gave in place of the right one, after which the same was asked again; `most`:
    how often one question met them. `seconds`: from the first time that a question was asked to its right answer.
    """

    replies: int = 0
    right: int = 0
    most: int = 0
    limited: Counter[str] = field(default_factory=Counter)
    statuses: Counter[int] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def told(self) -> dict[str, object]:
        took = sorted(self.seconds) or [0.0]
        shares = {f"p{share}": round(took[min(len(took) * share // 100, len(took) - 1)], 3) for share in (50, 99, 100)}
        faults = [len(self.faults), *(fault[:1_000] for fault in self.faults[:5])]
        counts = {"replies": self.replies, "right": self.right, "statuses": self.statuses}
        limits = {"limited": self.limited, "most": self.most}
        return {**counts, **limits, "seconds": shares, "faults": faults}


@dataclass(frozen=True, slots=True)
class Crowd:
    """`answers` are the right ones, by question, as they were before the crowd came."""

    port: int
    until: float
    answers: Sequence[tuple[Question, bytes]]

    async def good(self, seen: Seen, chance: Random) -> None:
        async with line_to(self.port) as line:
            for question, right in self._by_turns(chance):
                try:
                    await _until_right(partial(line.ask, question.sent(), within=PATIENCE), right, seen)
                except (TimeoutError, ClosedError, OSError) as error:
                    seen.faults.append(repr(error))
                if not await self._goes_on(chance):
                    return

    async def slow(self, seen: Seen, chance: Random) -> None:
        longest = max(self.answers, key=lambda answer: len(answer[1]))
        while True:
            try:
                await _until_right(partial(sipped, self.port, longest[0].sent()), longest[1], seen)
            except (TimeoutError, ClosedError, asyncio.IncompleteReadError, OSError) as error:
                seen.faults.append(repr(error))
            if not await self._goes_on(chance):
                return

    async def bad(self, seen: Seen, chance: Random) -> None:
        questions = [question for question, _ in self.answers]
        async with line_to(self.port) as line:
            while True:
                question = spoiled(questions, chance=chance)
                try:
                    reply = await line.ask(question.sent(), within=PATIENCE)
                    seen.replies += 1
                    seen.statuses[reply.status] += 1
                    if limit := _limit(reply):
                        seen.limited[limit] += 1
                    else:
                        seen.faults.extend(faults_of(question, reply))
                except (TimeoutError, ClosedError, OSError) as error:
                    seen.faults.append(f"{error!r} {question}")
                if not await self._goes_on(chance):
                    return

    def _by_turns(self, chance: Random) -> "cycle[tuple[Question, bytes]]":
        return cycle(chance.sample(self.answers, len(self.answers)))

    async def _goes_on(self, chance: Random) -> bool:
        await asyncio.sleep(PAUSE * (0.5 + chance.random()))
        return monotonic() < self.until


async def _until_right(ask: Callable[[], Awaitable[Reply]], right: bytes, seen: Seen) -> None:
    """A right answer is the same as before, byte by byte. Another one names the limit that it met, and when to come."""
    began = monotonic()
    for met in range(TRIES):
        reply = await ask()
        seen.replies += 1
        seen.statuses[reply.status] += 1
        limit = _limit(reply)
        if not limit:
            break
        seen.limited[limit] += 1
        seen.most = max(seen.most, met + 1)
        await asyncio.sleep(float(reply.headers["retry-after"]))
    seen.seconds.append(monotonic() - began)
    if (reply.status, reply.body) == (200, right):
        seen.right += 1
    else:
        seen.faults.append(f"{reply.status} {reply.body[:300]!r}")


def _limit(reply: Reply) -> str | None:
    """The stated limit that the answer names, and that one may come again, as docs/api.md has it; else None."""
    if reply.status not in (429, 503) or "retry-after" not in reply.headers or reply.media not in (JSON, GRAPHQL):
        return None
    (error,) = orjson.loads(reply.body)["errors"] if reply.body else ({"extensions": {"limit": "of HEAD"}},)
    return f"{reply.status} {error['extensions']['limit']}"


async def sipped(port: int, request: bytes) -> Reply:
    """An answer taken a few bytes at a time, over a line that holds few."""
    narrow = socket.socket()
    narrow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, NARROW)  # before it is open, else the line is wide already
    narrow.setblocking(False)
    await asyncio.get_running_loop().sock_connect(narrow, (HOST, port))
    reader, writer = await asyncio.open_connection(sock=narrow, limit=BITE)
    began = monotonic()
    try:
        writer.write(request)
        async with asyncio.timeout(PATIENCE):
            status, headers = await head_of(reader)
            body = bytearray()
            while len(body) < int(headers["content-length"]):
                bite = await reader.read(BITE)
                if not bite:
                    raise ClosedError(bytes(body))
                body += bite
                await asyncio.sleep(CHEWING)
        return Reply(status, headers, bytes(body), monotonic() - began)
    finally:
        writer.close()


async def right_answers(port: int) -> list[tuple[Question, bytes]]:
    async with line_to(port) as line:
        return [(question, await _right(line, question)) for question in examples()]


async def _right(line: Line, question: Question) -> bytes:
    """What a database that has just begun takes too long for is asked again."""
    for _ in range(TRIES):
        reply = await line.ask(question.sent(), within=PATIENCE)
        if reply.status == 200 and b'"errors"' not in reply.body:
            return reply.body
    raise SystemExit(f"no right answer to {question}: {reply}")


async def run(port: int, *, seconds: float, clients: int, seed: int) -> dict[str, Seen]:
    crowd = Crowd(port, monotonic() + seconds, await right_answers(port))
    sorts: dict[str, Callable[[Seen, Random], Awaitable[None]]] = {
        "good": crowd.good,
        "slow": crowd.slow,
        "bad": crowd.bad,
    }
    seen = {name: Seen() for name in sorts}
    asking = []
    for number in range(clients):
        name = tuple(sorts)[number % len(sorts)]
        asking.append(sorts[name](seen[name], Random(f"{seed} {number}")))
    await asyncio.gather(*asking)
    return seen


def main(words: Sequence[str]) -> None:
    port, seconds, clients, seed = int(words[0]), float(words[1]), int(words[2]), int(words[3])
    with suppress(KeyboardInterrupt):
        seen = asyncio.run(run(port, seconds=seconds, clients=clients, seed=seed))
        print(json.dumps({name: each.told() for name, each in seen.items()}))


if __name__ == "__main__":
    main(sys.argv[1:])
