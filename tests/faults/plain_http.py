"""HTTP/1.1 as bytes, so that a request may be wrong in any way, and an answer may be read as slowly as one likes."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from time import monotonic

HOST = "127.0.0.1"
Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class ClosedError(Exception):
    """The server closed the connection before the end of an answer; `seen` is what had come."""

    def __init__(self, seen: bytes) -> None:
        super().__init__(f"closed after {len(seen)} bytes: {seen[:200]!r}")
        self.seen = seen


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer; the names of `headers` are in small letters. `seconds`: from the request's first byte to its end."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    seconds: float

    @property
    def media(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]


@dataclass(slots=True)
class Line:
    """A connection, opened anew when the server closes it."""

    port: int
    streams: Streams | None = None

    async def ask(self, request: bytes, *, within: float) -> Reply:
        """TimeoutError when there is no whole answer within so many seconds, ClosedError when there never will be."""
        if self.streams is None:
            self.streams = await asyncio.open_connection(HOST, self.port)
        try:
            async with asyncio.timeout(within):
                return await self._ask(request, *self.streams)
        except BaseException:
            self.close()
            raise

    async def _ask(self, request: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> Reply:
        began = monotonic()
        writer.write(request)
        await writer.drain()
        reply = await _reply(reader, began, has_body=not request.startswith(b"HEAD "))
        if reply.headers.get("connection", "") == "close":
            self.close()
        return reply

    def close(self) -> None:
        if self.streams:
            self.streams[1].close()
            self.streams = None


@asynccontextmanager
async def line_to(port: int) -> AsyncIterator[Line]:
    line = Line(port)
    try:
        yield line
    finally:
        line.close()


async def _reply(reader: asyncio.StreamReader, began: float, *, has_body: bool) -> Reply:
    try:
        status, headers = await head_of(reader)
        length = int(headers.get("content-length", "0")) if has_body and status not in (204, 304) else 0
        body = await reader.readexactly(length)
    except asyncio.IncompleteReadError as error:
        raise ClosedError(error.partial) from None
    except ConnectionError:
        raise ClosedError(b"") from None
    return Reply(status, headers, body, monotonic() - began)


async def head_of(reader: asyncio.StreamReader) -> tuple[int, Mapping[str, str]]:
    """Status and headers; what the server says before the answer is passed over."""
    status = 100
    while status < 200:
        first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").strip().split("\r\n")
        status = int(first.split()[1])
    pairs = (line.partition(":") for line in lines)
    return status, {name.strip().lower(): value.strip() for name, _, value in pairs}
