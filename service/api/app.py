"""The HTTP application: `/graphql`, the page for people, and what an operator asks."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse
from fastapi.staticfiles import StaticFiles
from strawberry.fastapi import GraphQLRouter

from service import __version__
from service.api.context import Context
from service.api.schema import make_schema
from service.errors import DatabaseError
from service.graph.database import Database, open_database
from service.graph.schema import is_ready
from service.settings import DatabaseAddress, Settings
from service.web.pages import CONTENT_SECURITY_POLICY, VENDOR, example_questions, graphiql_page

WARMING_SECONDS = 30.0  # that a statement may take while nobody waits for it


def make_app(address: DatabaseAddress, settings: Settings) -> FastAPI:
    """The application on the database at `address`; it opens and closes its own driver."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with open_database(address, read_timeout=settings.statement_timeout) as database:
            app.state.database = database
            warming = asyncio.create_task(_warm_up(database))
            yield
            warming.cancel()
            await asyncio.wait([warming])  # before the driver closes

    app = FastAPI(
        title="AI compute supply chain",
        version=__version__,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
    )
    _serve_pages(app)
    app.include_router(_graphql(), prefix="/graphql")
    _serve_health(app)
    return app


async def _warm_up(database: Database) -> None:
    """Ask the example questions once: what Neo4j plans for the first time may take longer than a request has."""
    patient = replace(database, read_timeout=WARMING_SECONDS)
    schema = make_schema()
    for question in example_questions():
        await schema.execute(question["query"], context_value=Context(patient))


def _graphql() -> GraphQLRouter[Context, None]:
    async def context(request: Request) -> Context:
        return Context(request.app.state.database)

    return GraphQLRouter(make_schema(), context_getter=context, graphql_ide=None)


def _serve_pages(app: FastAPI) -> None:
    page = HTMLResponse(graphiql_page(), headers={"content-security-policy": CONTENT_SECURITY_POLICY, "vary": "Accept"})
    app.mount("/static", StaticFiles(directory=VENDOR), name="static")

    @app.middleware("http")
    async def graphiql_for_browsers(request: Request, answer: Callable[[Request], Any]) -> Any:
        wants_page = request.method == "GET" and "text/html" in request.headers.get("accept", "")
        if wants_page and request.url.path == "/graphql" and "query" not in request.query_params:
            return page
        return await answer(request)

    @app.get("/", include_in_schema=False)
    async def home() -> RedirectResponse:
        return RedirectResponse("/graphql")


def _serve_health(app: FastAPI) -> None:
    @app.get("/healthz")
    async def process_answers() -> dict[str, str]:
        return {"status": "ok"}

    @app.get("/readyz")
    async def data_is_there(request: Request) -> JSONResponse:
        database: Database = request.app.state.database
        try:
            ready, reason = await is_ready(database), "no data of this schema is loaded; run kg seed load"
        except DatabaseError as error:
            ready, reason = False, str(error)
        return JSONResponse({"status": "ok"} if ready else {"status": reason}, 200 if ready else 503)
