"""The least that answers over HTTP: one ASGI function, served as `kg serve` serves, without a framework."""

import gc
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import uvicorn

from service.cli import _server_options
from service.settings import Settings

Answer = Callable[[bytes], Awaitable[bytes]]
Opening = Callable[[], AbstractAsyncContextManager[Answer]]


class Bare:
    """Answers every request with what `open` gives for its body; `open` is entered once, before the first."""

    def __init__(self, open_: Opening) -> None:
        self._open = open_
        self._answer: Answer | None = None

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        assert self._answer
        body = await self._answer(await _body(receive))
        headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(body))]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    async def _live(self, receive: Any, send: Any) -> None:
        await receive()
        async with self._open() as self._answer:
            gc.collect()
            gc.freeze()
            await send({"type": "lifespan.startup.complete"})
            await receive()
        await send({"type": "lifespan.shutdown.complete"})


async def _body(receive: Any) -> bytes:
    message = await receive()
    body: bytes = message["body"]
    while message.get("more_body"):
        message = await receive()
        body += message["body"]
    return body


def serve(open_: Opening, settings: Settings) -> None:
    uvicorn.run(Bare(open_), **_server_options(settings))
