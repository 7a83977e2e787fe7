"""What the seed commands share: where they print, which folder and database they use, and how they fail."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from rich.console import Console

from service.connecting import connected
from service.errors import KnowledgeGraphError
from service.graph.database import Database, open_database
from service.settings import DatabaseAddress, Settings, read_settings

Result = TypeVar("Result")

LOAD_TIMEOUT = 100.0  # seconds that one reading of a load may take
RETRY_TIMEOUT = 30.0  # seconds in which a load repeats a transaction after a passing fault, the driver's own default
app = typer.Typer(no_args_is_help=True, help="Read, check and load the curated files.", pretty_exceptions_enable=False)
errors = Console(stderr=True, soft_wrap=True, highlight=False)
out = Console(soft_wrap=True, highlight=False)

Folder = Annotated[
    Path | None, typer.Option("--data", help="The folder of curated files; seed/data unless KG_SEED_DATA says else.")
]


class complaints:  # noqa: N801 (used as a function)
    """What goes wrong inside ends the program with exit code 1 and one clear text, never a traceback."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if isinstance(error, KnowledgeGraphError):
            errors.print(str(error), markup=False)
            raise typer.Exit(1) from None


def today() -> date:
    return datetime.now(UTC).date()


def folder_of(data: Path | None) -> Path:
    return data or read_settings().seed_data


def on_database(work: Callable[[Database], Awaitable[Result]], *, share: bool = False) -> Result:
    """What `work` makes of the database. `share`: a first load may begin beside the data of others."""
    settings: Settings = read_settings()

    async def run() -> Result:
        async with open_for_loading(chosen.address) as database:
            await database.verify()
            return await work(replace(database, shares=share))

    with connected(settings) as chosen:
        errors.print(f"Database: {chosen.reason}", markup=False)
        return asyncio.run(run())


def open_for_loading(address: DatabaseAddress) -> Database:
    """A handle with the patience of a load, which sees what it has written."""
    return open_database(address, read_timeout=LOAD_TIMEOUT, retry_timeout=RETRY_TIMEOUT).chained()


def quiet_driver() -> None:
    """What the driver would log of lost connections is told in our own words."""
    logging.getLogger("neo4j").addHandler(logging.NullHandler())
    logging.getLogger("neo4j").propagate = False
