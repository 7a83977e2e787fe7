"""Bodies of requests: none longer, or slower, than a setting says. What waits for one is a socket, never a worker."""

from asyncio import timeout
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.api.http.media import GRAPHQL, JSON
from service.api.http.refusals import LIMIT_EXCEEDED, TIMEOUT, Fault, Refusal
from service.api.http.responses import refused

_CLOSE = {"connection": "close"}  # what is left of the body is not read


@dataclass(frozen=True, slots=True)
class Bodies:
    """Reads a body to its end before `app` hears of the request: at most `most` bytes, within `seconds`."""

    app: ASGIApp
    most: int
    seconds: float

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        try:
            body = await self._body(headers, receive)
        except Refusal as refusal:
            media = GRAPHQL if GRAPHQL in headers.get("accept", "") else JSON
            await refused(refusal, media=media)(scope, receive, send)
            return
        if body is not None:
            await self.app(scope, _replaying(body, receive), send)

    async def _body(self, headers: Headers, receive: Receive) -> bytes | None:
        """All of it; None when the caller left before its end."""
        self._see_length(_declared(headers))
        try:
            async with timeout(self.seconds):
                return await self._read(receive)
        except TimeoutError:
            raise self._too_slow() from None

    async def _read(self, receive: Receive) -> bytes | None:
        body, more = bytearray(), True
        while more:
            message = await receive()
            if message["type"] != "http.request":
                return None
            body += message.get("body", b"")
            self._see_length(len(body))
            more = message.get("more_body", False)
        return bytes(body)

    def _see_length(self, length: int) -> None:
        if length > self.most:
            fault = Fault(
                f"a body of more than {self.most:,} bytes",
                rule=f"at most {self.most:,} bytes",
                example="send long lists of values in several requests",
                limit="body",
            )
            raise Refusal(413, fault, code=LIMIT_EXCEEDED, headers=_CLOSE)

    def _too_slow(self) -> Refusal:
        fault = Fault("the body did not arrive in time", f"all of it within {self.seconds:g} seconds")
        return Refusal(408, fault, code=TIMEOUT, headers=_CLOSE)


def _declared(headers: Headers) -> int:
    """What the caller says; the server itself refuses what is no number, and reads no more than this."""
    length = headers.get("content-length", "")
    return int(length) if length.isascii() and length.isdigit() and len(length) < 20 else 0


def _replaying(body: bytes, receive: Receive) -> Receive:
    """`receive`, which first gives `body` as one message."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replaying() -> Message:
        return waiting.pop() if waiting else await receive()

    return replaying
