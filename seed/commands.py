"""The seed command: `python -m seed` and `kg seed`."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from seed.loading import Summary, load, rebuild, refresh
from seed.reading import Curated, read_folder
from service.connecting import connected
from service.errors import KnowledgeGraphError
from service.graph.database import Database, open_database
from service.settings import Settings, read_settings

Result = TypeVar("Result")

LOAD_TIMEOUT = 600.0  # seconds that one reading of a load may take
app = typer.Typer(no_args_is_help=True, help="Read, check and load the curated files.", pretty_exceptions_enable=False)
errors = Console(stderr=True, soft_wrap=True, highlight=False)
out = Console(soft_wrap=True, highlight=False)

Folder = Annotated[
    Path | None, typer.Option("--data", help="The folder of curated files; seed/data unless KG_SEED_DATA says else.")
]


@app.command()
def check(data: Folder = None) -> None:
    """Read every curated file and name every problem; write nothing.

    Example: python -m seed check --data seed/data
    """
    with complaints():
        curated = read_folder(_folder(data))
        out.print(f"No problem in {counted(curated)}.")


@app.command("load")
def load_command(data: Folder = None) -> None:
    """Check the files, then bring the graph to hold them. Loading twice changes nothing.

    Example: python -m seed load
    """
    with complaints():
        curated = read_folder(_folder(data))
        out.print(describe(_on_database(lambda database: load_with_progress(database, curated))))


@app.command("refresh")
def refresh_command() -> None:
    """Move the present graph, which people see in Neo4j Browser, to today.

    Example, once a day: python -m seed refresh
    """
    with complaints():
        _on_database(lambda database: refresh(database, today=today()))
        out.print(f"The present graph is for {today()}.")


@app.command("rebuild")
def rebuild_command() -> None:
    """Drop every belief and work it out anew from the claims in the graph.

    Example: python -m seed rebuild
    """
    with complaints():
        facts = _on_database(lambda database: rebuild(database, today=today()))
        out.print(f"Beliefs about {facts} facts are rebuilt.")


async def load_with_progress(database: Database, curated: Curated) -> Summary:
    columns = (TextColumn("Loading"), BarColumn(), MofNCompleteColumn(), TextColumn("articles"))
    with Progress(*columns, console=errors, transient=True) as progress:
        task = progress.add_task("load", total=len(curated.articles))
        return await load(
            database, curated, today=today(), progress=lambda articles: progress.update(task, advance=articles)
        )


def describe(summary: Summary) -> str:
    """What a load did, in a few lines."""
    references = summary.references
    return "\n".join(
        [
            f"articles   {summary.articles_added:6} added, {summary.articles_unchanged:6} unchanged",
            f"claims     {summary.claims_added:6} added, {summary.claims_unchanged:6} unchanged",
            f"reference  {references.added:6} added, {references.unchanged:6} unchanged, "
            f"{references.changed} changed, {len(references.gone)} removed",
            f"beliefs    {summary.facts_renewed:6} facts worked out anew; the graph is at revision {summary.revision}",
        ]
    )


def counted(curated: Curated) -> str:
    claims = sum(len(article.claims) for article in curated.articles)
    directory = curated.directory
    return (
        f"{len(curated.articles)} articles, {claims} claims, {len(directory.entities)} entities, "
        f"{len(directory.deals)} deals, {len(directory.publishers)} publishers, {len(directory.origins)} origins"
    )


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


def _folder(data: Path | None) -> Path:
    return data or read_settings().seed_data


def _on_database(work: Callable[[Database], Awaitable[Result]]) -> Result:
    settings: Settings = read_settings()

    async def run() -> Result:
        async with open_database(chosen.address, read_timeout=LOAD_TIMEOUT) as database:
            await database.verify()
            return await work(database)

    with connected(settings) as chosen:
        errors.print(f"Database: {chosen.reason}", markup=False)
        return asyncio.run(run())


def quiet_driver() -> None:
    """What the driver would log of lost connections is told in our own words."""
    logging.getLogger("neo4j").addHandler(logging.NullHandler())
    logging.getLogger("neo4j").propagate = False


def main() -> None:
    quiet_driver()
    app()
