"""What surrounds every request: its id, its line in the log, its numbers, and an answer whatever happens."""

import logging
from asyncio import CancelledError, current_task
from collections.abc import Mapping
from dataclasses import dataclass
from time import perf_counter

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.api.http.metrics import Metrics
from service.api.http.responses import failed, stopped
from service.api.http.visits import Visit, request_id, visiting
from service.graph.database import Work, work_done

log = logging.getLogger("service.requests")
GONE = 499  # the caller went away, or the process had to stop
PROBES = frozenset({"/healthz", "/readyz", "/metrics"})
SAFE = {"x-content-type-options": "nosniff", "referrer-policy": "no-referrer"}


@dataclass(frozen=True, slots=True)
class Watching:
    """ASGI around `app`."""

    app: ASGIApp
    metrics: Metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        visit = Visit(id=request_id(Headers(scope=scope).get("x-request-id")))
        token = visiting.set(visit)
        began = perf_counter()
        try:
            with work_done() as work, self.metrics.running.track_inprogress():
                await self._answer(scope, receive, _noting(send, visit))
        finally:
            self._tell(scope, visit, work, seconds=perf_counter() - began)
            visiting.reset(token)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """What `app` answers; what it lets slip is logged, and answered where nothing has been sent yet."""
        visit = visiting.get()
        try:
            await self.app(scope, receive, send)
        except ClientDisconnect:
            return
        except (Exception, CancelledError) as error:
            ended = isinstance(error, CancelledError) and _is_told_to_end()
            if not ended:
                log.exception("a request failed")
            if not (visit and visit.status):
                await (stopped() if ended else failed())(scope, receive, send)
            elif not ended:
                raise

    def _tell(self, scope: Scope, visit: Visit, work: Work, *, seconds: float) -> None:
        visit.status = visit.status or GONE
        self.metrics.count(scope, visit, work, seconds=seconds)
        level = logging.ERROR if visit.status >= 500 else logging.INFO
        if scope["path"] in PROBES:
            level = logging.DEBUG
        log.log(level, "request", extra={"fields": _fields(scope, visit, work, seconds=seconds)})


def _is_told_to_end() -> bool:
    """Whether the server ended this request, as it does with what still runs when its time to stop is over."""
    task = current_task()
    return task is not None and task.cancelling() > 0


def _fields(scope: Scope, visit: Visit, work: Work, *, seconds: float) -> Mapping[str, object]:
    """Never the address's parameters, which hold the document and its variables, nor any header."""
    client = scope.get("client")
    return {
        "method": scope["method"],
        "path": scope["path"],
        "status": visit.status,
        "operation": visit.operation,
        "duration_ms": round(seconds * 1000, 1),
        "statements": len(work.statements),
        "rows": work.rows,
        "database_ms": round(work.seconds * 1000, 1),
        "errors": sorted(set(visit.codes)),
        "client": client[0] if client else None,
        "key": visit.key,
    }


def _noting(send: Send, visit: Visit) -> Send:
    """`send` with the headers that every answer has; it notes the status."""

    async def noting(message: Message) -> None:
        if message["type"] == "http.response.start":
            visit.status = message["status"]
            headers = MutableHeaders(scope=message)
            headers.update({"x-request-id": visit.id, **SAFE})
        await send(message)

    return noting
