"""The command `kg`."""

import asyncio
import json
import os
import socket
import sys
from contextlib import suppress
from datetime import UTC, datetime, time, timedelta
from functools import partial
from typing import Annotated, Any
from urllib.parse import quote

import typer
import uvicorn

from seed.commands import load_with_progress
from seed.console import app as seed_commands
from seed.console import complaints, errors, open_for_loading, out, quiet_driver, today
from seed.describing import describe_summary
from seed.reading import Curated, read_folder
from seed.renewing import refresh
from service import ask, dumping
from service.api.app import make_app
from service.api.http.connections import Connection
from service.api.http.logs import configure_logs
from service.api.schema import make_schema
from service.connecting import Chosen, connected, own_server
from service.errors import KnowledgeGraphError, SettingsError
from service.graph.statements import FOLDER, load_statements
from service.managed.server import ManagedDatabase
from service.settings import DatabaseChoice, Settings, read_settings

cli = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="A knowledge graph of the AI compute supply chain, with dated provenance on every edge.",
)
database_commands = typer.Typer(no_args_is_help=True, help="The managed Neo4j, with nothing to install.")
database_commands.command()(dumping.dump)
database_commands.command()(dumping.restore)
cli.add_typer(database_commands, name="db")
cli.add_typer(seed_commands, name="seed")
cli.add_typer(ask.app, name="ask")

EXAMPLE = '{ suppliers(of: "openai", workload: INFERENCE) { nodes { company { name } evidence stage sources } } }'


@cli.callback()
def choose(
    database: Annotated[
        DatabaseChoice | None, typer.Option(help="Which Neo4j to use; KG_DATABASE, else auto, unless said.")
    ] = None,
) -> None:
    if database:
        os.environ["KG_DATABASE"] = database


@cli.command()
def run() -> None:
    """Start everything: Neo4j, the curated data, the API. Ctrl-C stops what it started.

    Example: kg run
    """
    with complaints(), suppress(KeyboardInterrupt):
        settings = read_settings()
        _see_port_free(settings)
        curated = read_folder(settings.seed_data)
        with connected(settings) as chosen:
            errors.print(f"Database: {chosen.reason}", markup=False)

            asyncio.run(_load_seed(chosen, curated))
            errors.print(_welcome(chosen, settings), markup=False)
            configure_logs(settings)
            asyncio.run(_serve(chosen, settings))


async def _load_seed(chosen: Chosen, curated: Curated) -> None:
    async with open_for_loading(chosen.address) as database:
        await database.verify()
        errors.print(describe_summary(await load_with_progress(database, curated)))


async def _serve(chosen: Chosen, settings: Settings) -> None:
    """The API until it is told to stop, and the present graph moved to each new day."""
    app = make_app(chosen.address, settings)
    server = uvicorn.Server(uvicorn.Config(app, **_server_options(settings)))
    daily = asyncio.create_task(_refresh_daily(chosen))
    try:
        await server.serve()
    finally:
        daily.cancel()


async def _refresh_daily(chosen: Chosen) -> None:
    while True:
        now = datetime.now(UTC)
        midnight = datetime.combine(now.date() + timedelta(days=1), time(), UTC)
        await asyncio.sleep((midnight - now).total_seconds() + 1)
        async with open_for_loading(chosen.address) as database:
            try:
                await refresh(database, today=today())
            except KnowledgeGraphError as error:
                errors.print(f"The present graph is still for yesterday: {error}", markup=False)


@cli.command()
def serve(
    workers: Annotated[int, typer.Option(help="How many processes answer.", min=1, max=64)] = 1,
) -> None:
    """Serve the API alone, on the Neo4j at NEO4J_URI; it neither starts a database nor loads anything.

    Example: kg serve --workers 2
    """
    with complaints(), suppress(KeyboardInterrupt):
        settings = read_settings()
        own_server(settings)
        _see_port_free(settings)
        configure_logs(settings)
        uvicorn.run("service.api.app:create_app", factory=True, workers=workers, **_server_options(settings))


@cli.command()
def schema() -> None:
    """Print the GraphQL schema as SDL.

    Example: kg schema > schema.graphql
    """
    out.print(make_schema().as_str(), markup=False)


@database_commands.command()
def up() -> None:
    """Start the managed Neo4j and leave it running.

    Example: kg db up
    """
    with complaints():
        running = ManagedDatabase(read_settings()).up()
        _print_access(Chosen(running.address, "", running.browser))


@database_commands.command()
def down() -> None:
    """Stop the managed Neo4j.

    Example: kg db down
    """
    with complaints():
        stopped = ManagedDatabase(read_settings()).down()
        out.print("stopped" if stopped else "it was not running")


@database_commands.command()
def status() -> None:
    """Say whether the managed Neo4j runs, and where.

    Example: kg db status
    """
    with complaints():
        found = ManagedDatabase(read_settings()).status()
        out.print(found.state)
        if found.database:
            _print_access(Chosen(found.database.address, "", found.database.browser))


@database_commands.command()
def logs(lines: Annotated[int, typer.Option(help="How many.", min=1)] = 100) -> None:
    """Print the last lines that the managed Neo4j logged.

    Example: kg db logs --lines 20
    """
    with complaints():
        out.print("\n".join(ManagedDatabase(read_settings()).logs(lines)), markup=False)


@database_commands.command()
def reset(yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False) -> None:
    """Stop the managed Neo4j and delete its data and password; the download stays.

    Example: kg db reset --yes
    """
    with complaints():
        if yes or typer.confirm("Delete the managed database's data?"):
            ManagedDatabase(read_settings()).reset()
            out.print("deleted")


@database_commands.command()
def fetch() -> None:
    """Download Neo4j now, for a machine that will be offline later.

    Example: kg db fetch
    """
    with complaints():
        out.print(str(ManagedDatabase(read_settings()).fetch()), markup=False)


def _see_port_free(settings: Settings) -> None:
    try:
        with socket.create_server((settings.api_host, settings.api_port)):
            return
    except OSError as error:
        raise SettingsError(
            f"the API cannot listen on {settings.api_host}:{settings.api_port}: {error.strerror}; "
            "stop what does, or set KG_API_PORT to another port, such as 8001"
        ) from None


def _server_options(settings: Settings) -> dict[str, Any]:
    """What uvicorn is told: our logs, our own trust in proxies, and not to wait for ever."""
    return {
        "host": settings.api_host,
        "port": settings.api_port,
        "log_config": None,
        "log_level": "warning",
        "access_log": False,
        "proxy_headers": False,
        "server_header": False,
        "timeout_graceful_shutdown": settings.shutdown_seconds,
        "http": partial(Connection, head_seconds=settings.head_timeout),
        "ws": "none",
        "loop": "asyncio",  # on others the Neo4j driver does not notice every lost connection
    }


def _welcome(chosen: Chosen, settings: Settings) -> str:
    api = f"http://{settings.api_host}:{settings.api_port}/graphql"
    lines = [f"GraphQL:       {api} (open it in a browser to try questions)"]
    lines += _access(chosen)
    lines += [
        f"Example:       {sys.argv[0]} ask suppliers openai --workload inference --known 2026-02-02",
        f"or:            curl -s {api} -H 'content-type: application/json' -d '{json.dumps({'query': EXAMPLE})}'",
        "Ctrl-C stops.",
    ]
    return "\n".join(lines)


def _access(chosen: Chosen) -> list[str]:
    """Where the database answers; with its password only where we made that ourselves."""
    bolt = f"Bolt:          {chosen.address.uri}"
    if not chosen.browser:
        return [bolt]
    password = f"user/password: {chosen.address.username} / {chosen.address.password}"
    return [f"Neo4j Browser: {_first_query(chosen)}", bolt, password]


def _print_access(chosen: Chosen) -> None:
    out.print("\n".join(_access(chosen)), markup=False)


def _first_query(chosen: Chosen) -> str:
    """The address of Neo4j Browser with a first query in its editor."""
    statement = load_statements(FOLDER)["suppliers_of_openai"]
    text = f"// {statement.question}\n{statement.text}".strip()
    bolt = chosen.address.uri.replace("127.0.0.1", f"{chosen.address.username}@localhost")
    return f"{chosen.browser}?dbms={quote(bolt, safe='')}&cmd=edit&arg={quote(text, safe='')}"


def main() -> None:
    quiet_driver()
    cli()
