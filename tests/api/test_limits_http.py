"""Bodies that are too long or too slow, sent to a real server."""

import asyncio
import json
from collections.abc import AsyncIterator
from time import monotonic
from typing import Any

import httpx
import pytest
import pytest_asyncio
import uvicorn

from service.api.app import make_app
from service.managed.ports import free_ports
from service.settings import DatabaseAddress, read_settings

MOST = 65_536
SECONDS = 2.0  # that a body may take
HEAD = "POST /graphql HTTP/1.1\r\nhost: test\r\ncontent-type: application/json\r\n"
QUESTION = b'{"query": "{ __typename }"}'


@pytest_asyncio.fixture(scope="module")
async def port() -> AsyncIterator[int]:
    """Where an application without a database listens."""
    address = DatabaseAddress(f"bolt://127.0.0.1:{free_ports().bolt}", "", "")
    app = make_app(address, read_settings(body_timeout=SECONDS))
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="critical", ws="none"))
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    await serving


@pytest_asyncio.fixture
async def http(port: int) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=30) as client:
        yield client


async def in_pieces(body: bytes) -> AsyncIterator[bytes]:
    for start in range(0, len(body), 10_000):
        yield body[start : start + 10_000]


async def post(http: httpx.AsyncClient, content: Any, *, accept: str = "*/*") -> httpx.Response:
    headers = {"content-type": "application/json", "accept": accept}
    return await http.post("/graphql", content=content, headers=headers)


@pytest.mark.parametrize("in_one", [True, False])
async def test_a_body_of_64_kib_is_read_and_one_byte_more_is_refused(http: httpx.AsyncClient, in_one: bool) -> None:
    longest, longer = QUESTION.ljust(MOST), QUESTION.ljust(MOST + 1)
    read = await post(http, longest if in_one else in_pieces(longest))
    assert (read.status_code, read.json()) == (200, {"data": {"__typename": "Query"}})

    refused = await post(http, longer if in_one else in_pieces(longer))
    (error,) = refused.json()["errors"]
    assert refused.status_code == 413
    assert error["message"] == "a body of more than 65,536 bytes"
    assert (error["extensions"]["code"], error["extensions"]["limit"]) == ("LIMIT_EXCEEDED", "body")
    assert error["extensions"]["rule"] == "at most 65,536 bytes"
    assert error["extensions"]["example"]
    assert refused.headers["x-request-id"]


async def test_the_refusal_has_the_media_type_asked_for(http: httpx.AsyncClient) -> None:
    for accept in ("application/json", "application/graphql-response+json"):
        refused = await post(http, QUESTION.ljust(MOST + 1), accept=accept)
        assert refused.headers["content-type"].startswith(accept)


async def said(port: int, *pieces: bytes, pause: float = 0) -> tuple[int, dict[str, Any], float]:
    """The status and body of the answer to what is sent piece by piece, and the seconds until it was there."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    began = monotonic()
    sending = asyncio.create_task(_send(writer, *pieces, pause=pause))
    head = (await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 20)).decode().lower()
    body = await reader.readexactly(int(head.split("content-length: ")[1].split()[0]))
    seconds = monotonic() - began
    sending.cancel()
    writer.close()
    assert "connection: close" in head
    return int(head.split()[1]), json.loads(body), seconds


async def _send(writer: asyncio.StreamWriter, *pieces: bytes, pause: float) -> None:
    for piece in pieces:
        writer.write(piece)
        await writer.drain()
        await asyncio.sleep(pause)


async def test_a_length_that_is_too_much_is_refused_before_the_body_comes(port: int) -> None:
    status, answer, seconds = await said(port, f"{HEAD}content-length: {MOST + 1}\r\n\r\n".encode())
    assert (status, answer["errors"][0]["extensions"]["limit"]) == (413, "body")
    assert seconds < SECONDS


SLOW = {
    "never": ([f"{HEAD}content-length: {len(QUESTION)}\r\n\r\n".encode()], 0.0),
    "in chunks, never": ([f"{HEAD}transfer-encoding: chunked\r\n\r\n".encode()], 0.0),
    "byte by byte": (
        [f"{HEAD}content-length: 500\r\n\r\n".encode(), *(bytes([letter]) for letter in QUESTION)] * 5,
        0.2,
    ),
}


@pytest.mark.parametrize(("pieces", "pause"), SLOW.values(), ids=SLOW)
async def test_a_body_that_does_not_arrive_is_not_waited_for(port: int, pieces: list[bytes], pause: float) -> None:
    status, answer, seconds = await said(port, *pieces, pause=pause)
    (error,) = answer["errors"]
    assert status == 408
    assert error["extensions"] == {"code": "TIMEOUT", "rule": "all of it within 2 seconds"}
    assert seconds >= SECONDS * 0.9


async def test_slow_clients_keep_nobody_waiting(port: int, http: httpx.AsyncClient) -> None:
    slow = [asyncio.create_task(said(port, *SLOW["never"][0])) for _ in range(100)]
    await asyncio.sleep(0.1)
    answers = [(await post(http, QUESTION)).status_code for _ in range(3)]
    assert answers == [200] * 3
    assert not any(task.done() for task in slow)  # all of them were still being waited for
    assert {status for status, _, _ in await asyncio.gather(*slow)} == {408}


async def test_a_client_that_leaves_in_the_middle_is_forgotten(port: int, http: httpx.AsyncClient) -> None:
    for _ in range(20):
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(f"{HEAD}content-length: 100\r\n\r\n{{".encode())
        await writer.drain()
        writer.close()
    assert (await post(http, QUESTION)).status_code == 200
