"""The HTTP application: `/graphql`, the page for people, and what an operator asks."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from uvicorn.config import STARTUP_FAILURE
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from service import __version__
from service.api.http.admission import Admission
from service.api.http.bodies import Bodies
from service.api.http.graphql import GraphQL
from service.api.http.keys import Keys
from service.api.http.logs import configure_logs
from service.api.http.media import JSON
from service.api.http.metrics import Metrics
from service.api.http.pages import OwnFiles, graphiql, wants_page
from service.api.http.refusals import Fault, Refusal
from service.api.http.responses import refused
from service.api.http.room import Room
from service.api.http.stopping import told_of_stopping
from service.api.http.watching import Watching
from service.api.limits import limits_of
from service.api.readiness import Readiness
from service.api.schema import make_schema
from service.connecting import own_server
from service.errors import SettingsError
from service.graph.database import Database, open_database
from service.settings import DatabaseAddress, Settings, read_settings
from service.web.pages import VENDOR, graphiql_page

COMPRESSED = 1024  # bytes from which an answer is
ANY = ()  # methods: those that are not allowed are told so in our own words


def create_app() -> FastAPI:
    """For a server that starts its own workers: the application by the environment, on the Neo4j at NEO4J_URI.

    What is wrong with the settings is told in one clear text, and the server does not try again.
    """
    try:
        settings = read_settings()
        address = own_server(settings).address
    except SettingsError as error:
        print(error, file=sys.stderr)
        raise SystemExit(STARTUP_FAILURE) from None
    configure_logs(settings)
    return make_app(address, settings)


def make_app(address: DatabaseAddress, settings: Settings) -> FastAPI:
    """The application on the database at `address`; it opens and closes its own driver."""
    schema, metrics = make_schema(limits_of(settings)), Metrics()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.stopping = asyncio.Event()
        async with open_database(address, read_timeout=settings.statement_timeout) as database:
            app.state.database = database
            app.state.readiness = Readiness(database)
            looking = asyncio.create_task(app.state.readiness.keep())
            with told_of_stopping(app.state.stopping, drain=settings.drain_seconds):
                yield
            looking.cancel()
            await asyncio.wait([looking])  # before the driver closes

    places = Places(
        GraphQL.of(schema, Admission.of(settings), Room(settings.requests_at_once)),
        metrics,
        Keys.of(settings.metrics_keys),
        graphiql_page(),
    )
    return FastAPI(
        title="AI compute supply chain",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        routes=places.routes(),
        middleware=_around(settings, metrics),
        lifespan=lifespan,
    )


def _around(settings: Settings, metrics: Metrics) -> list[Middleware]:
    """What each request passes through, from the outside in."""
    around = [
        Middleware(Watching, metrics=metrics),
        Middleware(Bodies, most=settings.body_limit, seconds=settings.body_timeout),
        Middleware(GZipMiddleware, minimum_size=COMPRESSED, compresslevel=6),
    ]
    if settings.cors_origins:
        around.insert(1, _for_other_sites(settings))
    if settings.trusted_proxies:
        around.insert(0, Middleware(ProxyHeadersMiddleware, trusted_hosts=list(settings.trusted_proxies)))
    return around


def _for_other_sites(settings: Settings) -> Middleware:
    return Middleware(
        CORSMiddleware,
        allow_origins=settings.cors_origins,
        allow_methods=["GET", "POST"],
        allow_headers=["Content-Type", "Authorization", "X-API-Key", "X-Request-ID"],
        expose_headers=["ETag", "Retry-After", "X-Request-ID"],
    )


@dataclass(frozen=True, slots=True)
class Places:
    """What answers at which path."""

    graphql: GraphQL
    metrics: Metrics
    metrics_keys: Keys
    page: str

    def routes(self) -> list[BaseRoute]:
        return [
            Route("/", self.home),
            Route("/graphql", self.ask, methods=ANY),
            Route("/healthz", self.process_answers),
            Route("/readyz", self.data_is_there),
            Route("/metrics", self.numbers),
            Mount("/static", OwnFiles(directory=VENDOR)),
        ]

    async def home(self, _: Request) -> Response:
        return RedirectResponse("/graphql")

    async def ask(self, request: Request) -> Response:
        if wants_page(request):
            return graphiql(self.page)
        if request.method != "OPTIONS" and await request.app.state.readiness.refuses():
            return refused(_other_schema(), media=JSON)
        return await self.graphql.answer(request, request.app.state.database.chained())

    async def process_answers(self, _: Request) -> Response:
        return JSONResponse({"status": "ok"})

    async def data_is_there(self, request: Request) -> Response:
        reason = await _not_ready(request)
        return JSONResponse({"status": reason or "ok"}, 503 if reason else 200)

    async def numbers(self, request: Request) -> Response:
        try:
            self.metrics_keys.see(request.headers)
        except Refusal as refusal:
            return refused(refusal, media=JSON)
        database: Database = request.app.state.database
        return self.metrics.response(database.connections, ready=not await _not_ready(request))


async def _not_ready(request: Request) -> str | None:
    """Why the application should get no requests, if so."""
    if request.app.state.stopping.is_set():
        return "stopping"
    readiness: Readiness = request.app.state.readiness
    return await readiness.reason_against()


def _other_schema() -> Refusal:
    """The log, and /readyz, have the rest."""
    message = "the data is of another version than this program, until its operator has upgraded one of them"
    return Refusal(503, Fault(message), code="OTHER_SCHEMA")
