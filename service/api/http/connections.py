"""Connections that nobody waits for without end: uvicorn itself has no limit for either of these."""

from asyncio import TimerHandle, Transport
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

TURN_SECONDS = 0.01  # in which what has already arrived is read
UNREAD_SECONDS = 60.0  # that a slow line has to take what is on its way


class Connection(H11Protocol):
    """One connection with a client.

    It is closed when the head of a request does not arrive whole within `head_seconds` of the connection's opening or,
    later, of the head's first byte; and when for `unread_seconds` the client takes too little of an answer for more to
    be sent. How long it may rest between two requests is uvicorn's own limit.

    After the whole process stood still, both times are over before what came meanwhile is read, so that is read first.
    """

    def __init__(self, *given: Any, head_seconds: float, unread_seconds: float = UNREAD_SECONDS, **named: Any) -> None:
        super().__init__(*given, **named)
        self._head_seconds, self._unread_seconds = head_seconds, unread_seconds
        self._no_head: TimerHandle | None = None
        self._unread: TimerHandle | None = None

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait_for_head()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.cycle and not self.cycle.response_complete:  # of a request whose head is there
            _cancel(self._no_head)
            self._no_head = None
        elif not self._no_head:
            self._wait_for_head()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._unread = self.loop.call_later(self._unread_seconds, self.transport.abort)

    def resume_writing(self) -> None:
        _cancel(self._unread)
        super().resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        _cancel(self._no_head)
        _cancel(self._unread)
        super().connection_lost(exc)

    def timeout_keep_alive_handler(self) -> None:
        self.timeout_keep_alive_task = self.loop.call_later(TURN_SECONDS, super().timeout_keep_alive_handler)

    def _wait_for_head(self) -> None:
        self._no_head = self.loop.call_later(self._head_seconds, self._close_unless_it_is_there)

    def _close_unless_it_is_there(self) -> None:
        self._no_head = self.loop.call_later(TURN_SECONDS, self.transport.close)


def _cancel(timer: TimerHandle | None) -> None:
    if timer:
        timer.cancel()
