"""A connection is closed when no head of a request arrives, or no answer taken; what else takes time is let be."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from functools import partial
from time import monotonic

import pytest
import uvicorn

from service.api.app import make_app
from service.api.http.connections import Connection
from service.settings import DatabaseAddress, read_settings
from service.web.pages import VENDOR
from tests.http.conftest import SECONDS, Serve, Served

MOST = 2.0  # seconds that a head may take here
HEAD = b"GET /healthz HTTP/1.1\r\nhost: test\r\n"
WHOLE = HEAD + b"\r\n"
Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@pytest.fixture(scope="module", params=["1", "2"], ids=["one worker", "two workers"])
def served(serve: Serve, request: pytest.FixtureRequest) -> Iterator[Served]:
    with serve("--workers", request.param, KG_HEAD_TIMEOUT=str(MOST)) as one:
        yield one


@asynccontextmanager
async def connected(served: Served) -> AsyncIterator[Streams]:
    async with connected_to(int(served.url.rsplit(":", 1)[1])) as streams:
        yield streams


@asynccontextmanager
async def connected_to(port: int) -> AsyncIterator[Streams]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1024)
    try:
        yield reader, writer
    finally:
        writer.close()


async def send(writer: asyncio.StreamWriter, text: bytes, *, every: float) -> None:
    """One byte after the other, again and again, `every` so many seconds."""
    while True:
        for byte in text:
            writer.write(bytes([byte]))
            await asyncio.sleep(every)


async def closed_after(reader: asyncio.StreamReader) -> float:
    """The seconds until the server closes the connection without a word."""
    began = monotonic()
    assert await asyncio.wait_for(reader.read(), SECONDS) == b""
    return monotonic() - began


async def answer(reader: asyncio.StreamReader) -> str:
    head = (await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), SECONDS)).decode().lower()
    await reader.readexactly(int(head.split("content-length: ")[1].split()[0]))
    return head.split("\r\n")[0]


@pytest.mark.parametrize("begun", [b"", HEAD], ids=["nothing", "half a head"])
async def test_a_head_that_never_comes_is_not_waited_for(served: Served, begun: bytes) -> None:
    async with connected(served) as (reader, writer):
        writer.write(begun)
        assert MOST * 0.9 < await closed_after(reader) < MOST + 5


@pytest.mark.parametrize("before", [b"", WHOLE], ids=["the first", "the second"])
async def test_nor_is_one_that_comes_byte_by_byte(served: Served, before: bytes) -> None:
    async with connected(served) as (reader, writer):
        if before:
            writer.write(before)
            assert await answer(reader) == "http/1.1 200 ok"
        sending = asyncio.create_task(send(writer, HEAD, every=0.2))
        assert MOST * 0.9 < await closed_after(reader) < MOST + 5
        sending.cancel()


async def test_a_body_and_a_rest_between_two_requests_have_their_own_time(served: Served) -> None:
    post = b"POST /graphql HTTP/1.1\r\nhost: test\r\ncontent-type: application/json\r\ncontent-length: 24\r\n\r\n"
    async with connected(served) as (reader, writer):
        writer.write(post)
        await asyncio.sleep(MOST * 1.5)
        writer.write(b'{"query":"{__typename}"}')
        assert await answer(reader) == "http/1.1 200 ok"
        await asyncio.sleep(MOST * 1.5)
        writer.write(WHOLE)
        assert await answer(reader) == "http/1.1 200 ok"


# Answers that are not taken

LONG = max(VENDOR.glob("*.js"), key=lambda file: file.stat().st_size)


@asynccontextmanager
async def narrow(address: DatabaseAddress, *, unread_seconds: float) -> AsyncIterator[int]:
    """The port of an application that keeps little on its way to a client."""
    protocol = partial(Connection, head_seconds=60, unread_seconds=unread_seconds)
    config = uvicorn.Config(make_app(address, read_settings()), http=protocol, log_level="critical", ws="none")  # type: ignore[arg-type]
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 16_384)
        server = uvicorn.Server(config)
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        while not server.started:
            await asyncio.sleep(0.01)
        yield listening.getsockname()[1]
        server.should_exit = True
        await serving


async def taken(reader: asyncio.StreamReader, *, every: float) -> int:
    """How many bytes come when some are taken `every` so many seconds."""
    count = 0
    try:
        while piece := await asyncio.wait_for(reader.read(65_536), SECONDS):
            count += len(piece)
            await asyncio.sleep(every)
    except ConnectionResetError:
        pass
    return count


@pytest.mark.parametrize(("wait", "whole"), [(0.0, True), (3.0, False)], ids=["slowly", "not at all"])
async def test_an_answer_is_sent_while_it_is_taken(address: DatabaseAddress, wait: float, whole: bool) -> None:
    size = LONG.stat().st_size
    async with narrow(address, unread_seconds=1.5) as port, connected_to(port) as (reader, writer):
        writer.write(f"GET /static/{LONG.name} HTTP/1.1\r\nhost: test\r\nconnection: close\r\n\r\n".encode())
        await asyncio.sleep(wait)
        count = await taken(reader, every=0.15 if whole else 0)
    assert count > size if whole else count < size
