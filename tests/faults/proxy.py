"""A TCP proxy that spoils the way to the database: it cuts, swallows, delays and slows down."""

import asyncio
import contextlib
import socket
import struct
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from service.managed.configuration import HOST

CHUNK = 16 * 1024  # bytes
WAITING = 64  # chunks on their way at most; a sender of more waits, as on a line of such a length
RESET = struct.pack("ii", 1, 0)  # close at once, without sending what is left: the other end sees a reset
TOLD = OSError, asyncio.IncompleteReadError

Pair = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass(slots=True)
class Proxy:
    """The way to `target`, a port of this machine. What it does to the way may be changed at any time.

    `latency`: seconds each way. `rate`: bytes a second each way and connection; 0 is no limit. `refuses`: new
    connections are reset. `is_silent`: bytes vanish while connections stay open, as behind a firewall that forgot them.
    """

    target: int
    port: int = 0
    latency: float = 0.0
    rate: float = 0.0
    refuses: bool = False
    is_silent: bool = False
    sent: int = 0
    _open: set[asyncio.StreamWriter] = field(default_factory=set)
    _loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.new_event_loop)
    _limit: int | None = None
    _at_limit: "Callable[[Proxy], None]" = lambda _: None

    def cut(self) -> None:
        """Reset every open connection. New ones are let through, unless `refuses`."""
        asyncio.run_coroutine_threadsafe(self._cut(), self._loop).result(10)

    def when_sent(self, count: int, then: "Callable[[Proxy], None]") -> None:
        """Call `then` in the proxy's thread instead of letting the chunk pass that holds byte `count` from now."""
        self.sent, self._limit, self._at_limit = 0, count, then

    @property
    def is_due(self) -> bool:
        """Whether what `when_sent` waits for has yet to come."""
        return self._limit is not None

    def reset_all(self) -> None:
        """As `cut`, for use inside the proxy's thread."""
        for writer in list(self._open):
            connection = writer.get_extra_info("socket")
            with contextlib.suppress(OSError):
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
            writer.transport.abort()
        self._open.clear()

    async def _cut(self) -> None:
        self.reset_all()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open.add(writer)
        if self.refuses:
            self.reset_all()
            return
        try:
            server = await asyncio.open_connection(HOST, self.target)
        except OSError:  # nobody listens there
            writer.transport.abort()
            return
        self._open.add(server[1])
        upwards = self._carry((reader, server[1]), count=self._count)
        downwards = self._carry((server[0], writer), count=lambda _: True)
        await asyncio.gather(upwards, downwards)
        self._open -= {writer, server[1]}

    def _count(self, size: int) -> bool:
        """Whether these bytes of a client may pass."""
        self.sent += size
        if self._limit is not None and self.sent >= self._limit:
            self._limit = None
            self._at_limit(self)
            return False
        return True

    async def _carry(self, way: Pair, *, count: Callable[[int], bool]) -> None:
        """One direction, until either end closes; then the other end is closed too."""
        line: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue(WAITING)
        with contextlib.suppress(*TOLD):
            await asyncio.gather(self._take(way[0], line, count=count), self._give(way[1], line))
        with contextlib.suppress(*TOLD):
            way[1].close()

    async def _take(
        self, reader: asyncio.StreamReader, line: "asyncio.Queue[tuple[float, bytes]]", *, count: Callable[[int], bool]
    ) -> None:
        try:
            while chunk := await reader.read(CHUNK):
                if count(len(chunk)) and not self.is_silent:
                    await line.put((self._loop.time() + self.latency, chunk))
        finally:
            await line.put((0.0, b""))

    async def _give(self, writer: asyncio.StreamWriter, line: "asyncio.Queue[tuple[float, bytes]]") -> None:
        while chunk := (due := await line.get())[1]:
            await asyncio.sleep(max(due[0] - self._loop.time(), 0.0))
            if self.rate:
                await asyncio.sleep(len(chunk) / self.rate)
            writer.write(chunk)
            await writer.drain()

    async def _listen(self) -> asyncio.Server:
        server = await asyncio.start_server(self._serve, HOST, self.port)
        self.port = server.sockets[0].getsockname()[1]
        return server


@contextmanager
def proxy_to(target: int) -> Iterator[Proxy]:
    """A proxy on a free port, in a thread of its own."""
    proxy = Proxy(target)
    loop = proxy._loop
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    listening = _in(loop, proxy._listen())
    try:
        yield proxy
    finally:
        loop.call_soon_threadsafe(listening.close)
        proxy.cut()
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)


def _in(loop: asyncio.AbstractEventLoop, work: "Coroutine[Any, Any, asyncio.Server]") -> asyncio.Server:
    return asyncio.run_coroutine_threadsafe(work, loop).result(10)
