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

Act = Callable[["Proxy"], None]


@dataclass(slots=True, eq=False)
class Way:
    """One direction of one connection. `is_lost`: a byte of it vanished, so none after that may come through."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    is_lost: bool = False


@dataclass(slots=True)
class Proxy:
    """The way to `target`, a port of this machine. What it does to the way may be changed at any time.

    `latency`: seconds each way. `rate`: bytes a second each way and connection; 0 is no limit. `refuses`: new
    connections are reset. `is_silent`: bytes vanish while connections stay open, as behind a firewall that forgot them;
    a connection that lost some never speaks again. `sent` and `received`: bytes of clients and of the server.
    """

    target: int
    port: int = 0
    latency: float = 0.0
    rate: float = 0.0
    refuses: bool = False
    is_silent: bool = False
    sent: int = 0
    received: int = 0
    _open: set[asyncio.StreamWriter] = field(default_factory=set)
    _ways: list[Way] = field(default_factory=list)
    _loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.new_event_loop)
    _sent_limit: int | None = None
    _received_limit: int | None = None
    _at_limit: Act = lambda _: None

    def cut(self) -> None:
        """Reset every open connection. New ones are let through, unless `refuses`."""
        self._inside(self.reset_all)

    def forget(self) -> int:
        """Let the open connections say nothing any more, and new ones be; how many those are."""
        count: int = self._inside(self._forget)
        return count

    def when_sent(self, count: int, then: Act) -> None:
        """Call `then` in the proxy's thread instead of letting the chunk pass that holds byte `count` from now."""
        self.sent, self._sent_limit, self._at_limit = 0, count, then

    def when_received(self, count: int, then: Act) -> None:
        """Call `then` in the proxy's thread when clients have got `count` bytes from now, and not one more."""
        self.received, self._received_limit, self._at_limit = 0, count, then

    @property
    def is_due(self) -> bool:
        """Whether what `when_sent` or `when_received` waits for has yet to come."""
        return self._sent_limit is not None or self._received_limit is not None

    def reset_all(self) -> None:
        """As `cut`, for use inside the proxy's thread."""
        for writer in list(self._open):
            connection = writer.get_extra_info("socket")
            with contextlib.suppress(OSError):
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
            writer.transport.abort()
        self._open.clear()

    def close_all(self) -> None:
        """End every open connection in order, after the bytes that went through; inside the proxy's thread."""
        for writer in list(self._open):
            writer.close()
        self._open.clear()

    def _forget(self) -> int:
        for way in self._ways:
            way.is_lost = True
        return len(self._ways) // 2

    def _inside(self, act: Callable[[], Any]) -> Any:
        async def run() -> Any:
            return act()

        return asyncio.run_coroutine_threadsafe(run(), self._loop).result(10)

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
        await self._carry_both(Way(reader, server[1]), Way(server[0], writer))
        self._open -= {writer, server[1]}

    async def _carry_both(self, up: Way, down: Way) -> None:
        self._ways += [up, down]
        upwards = self._carry(up, admit=self._count_sent, measure=len)
        await asyncio.gather(upwards, self._carry(down, admit=lambda _: True, measure=self._count_received))
        self._ways.remove(up)
        self._ways.remove(down)

    def _count_sent(self, size: int) -> bool:
        """Whether these bytes of a client may pass."""
        self.sent += size
        if self._sent_limit is not None and self.sent >= self._sent_limit:
            self._sent_limit = None
            self._at_limit(self)
            return False
        return True

    def _count_received(self, chunk: bytes) -> int:
        """How many of these bytes for a client may pass."""
        if self._received_limit is not None and self.received + len(chunk) > self._received_limit:
            return self._received_limit - self.received
        self.received += len(chunk)
        return len(chunk)

    async def _carry(self, way: Way, *, admit: Callable[[int], bool], measure: Callable[[bytes], int]) -> None:
        """One direction, until either end closes; then the other end is closed too."""
        line: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue(WAITING)
        with contextlib.suppress(*TOLD):
            await asyncio.gather(self._take(way, line, admit=admit), self._give(way, line, measure=measure))
        with contextlib.suppress(*TOLD):
            way.writer.close()

    async def _take(
        self, way: Way, line: "asyncio.Queue[tuple[float, bytes]]", *, admit: Callable[[int], bool]
    ) -> None:
        try:
            while chunk := await way.reader.read(CHUNK):
                if admit(len(chunk)):
                    await line.put((self._loop.time() + self.latency, chunk))
        finally:
            await line.put((0.0, b""))

    async def _give(
        self, way: Way, line: "asyncio.Queue[tuple[float, bytes]]", *, measure: Callable[[bytes], int]
    ) -> None:
        while chunk := (due := await line.get())[1]:
            await asyncio.sleep(max(due[0] - self._loop.time(), 0.0))
            if self.rate:
                await asyncio.sleep(len(chunk) / self.rate)
            way.is_lost = way.is_lost or self.is_silent
            if way.is_lost:
                continue
            passing = measure(chunk)
            way.writer.write(chunk[:passing])
            await way.writer.drain()
            if passing < len(chunk):
                self._received_limit = None
                self._at_limit(self)

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
        asyncio.run_coroutine_threadsafe(_end_the_rest(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)


def _in(loop: asyncio.AbstractEventLoop, work: "Coroutine[Any, Any, asyncio.Server]") -> asyncio.Server:
    return asyncio.run_coroutine_threadsafe(work, loop).result(10)


async def _end_the_rest() -> None:
    rest = asyncio.all_tasks() - {asyncio.current_task()}
    for task in rest:
        task.cancel()
    if rest:
        await asyncio.wait(rest, timeout=1)
