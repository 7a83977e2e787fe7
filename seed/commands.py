"""The seed command: `python -m seed` and `kg seed`."""

import getpass
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from seed import authoring  # noqa: F401 (adds its commands)
from seed.comparing import compare
from seed.console import Folder, app, complaints, errors, folder_of, on_database, out, quiet_driver, today
from seed.coverage import coverage
from seed.coverage_page import coverage_page
from seed.describing import describe_plan, describe_status, describe_summary
from seed.export_format import is_export
from seed.loading import Summary, load
from seed.migrating import migrate
from seed.planning import plan
from seed.reading import Curated, read_folder
from seed.renewing import rebuild, refresh
from seed.reviewing import read_with_review
from seed.signing import sign
from seed.writer import writer
from service.errors import LoadError
from service.graph import schema
from service.graph.database import Database
from service.model.entities import Withdrawal

PLANNED_UP_TO = 20_000  # claims; what more would change in the beliefs is told by `plan` alone


@app.command()
def check(data: Folder = None) -> None:
    """Read every curated file and name every problem, and what looks like a slip; write nothing.

    Example: python -m seed check --data seed/data
    """
    with complaints():
        curated, review = read_with_review(folder_of(data))
        for suspicion in review.open:
            errors.print(f"Warning: {suspicion}", markup=False)
        out.print(f"No problem in {counted(curated)}. {review}.")


@app.command("coverage")
def coverage_command(data: Folder = None) -> None:
    """Say in Markdown what the files cover, and what is thin.

    Example: python -m seed coverage > docs/coverage.md
    """
    with complaints():
        typer.echo(coverage_page(coverage(read_folder(folder_of(data)))), nl=False)


@app.command("plan")
def plan_command(
    data: Folder = None, every: Annotated[bool, typer.Option("--all", help="Name every belief that changes.")] = False
) -> None:
    """Say what loading would change in the beliefs, and which claims do it; write nothing.

    Example: python -m seed plan
    """
    with complaints():
        curated = read_folder(folder_of(data))
        planned = on_database(lambda database: plan(database, curated, today=today()))
        out.print(describe_plan(planned, **({"shown": len(planned.effects)} if every else {})), markup=False)


@app.command("status")
def status_command(data: Folder = None) -> None:
    """Compare the files with the graph; write nothing.

    Example: python -m seed status
    """
    with complaints():
        curated = read_folder(folder_of(data))

        async def compared(database: Database) -> str:
            await schema.see_current(database)
            return describe_status(await compare(database, curated), curated)

        out.print(on_database(compared), markup=False)


@app.command("load")
def load_command(
    data: Folder = None,
    reason: Annotated[str, typer.Option(help="Why claims that the files no longer make are taken back.")] = "",
    by: Annotated[str, typer.Option(help="Who takes them back; without it, the name of this user.")] = "",
    withdraw: Annotated[list[str] | None, typer.Option(help="The address of an article whose file is gone.")] = None,
    share: Annotated[bool, typer.Option("--share", help="Begin in a database that holds others' data too.")] = False,
) -> None:
    """Check the files, then bring the graph to hold them, and say what it changed. Loading twice changes nothing.

    Claims are never edited: what a changed or removed file no longer says goes into withdrawals.yaml beside it, signed.

    Example: python -m seed load --reason "the page was misread"
    """
    with complaints():
        folder = folder_of(data)
        curated = read_folder(folder)
        if withdraw and not reason:
            raise LoadError("--withdraw needs a reason, such as --reason 'the page was misread'")
        if reason and is_export(folder):
            raise LoadError("an export is signed for nowhere; change the article files, and export them again")

        async def loaded(database: Database) -> str:
            wanted = curated
            await _prepare(database)
            if reason:
                signature = Withdrawal("", today(), by or getpass.getuser(), reason)
                comparison = await compare(database, wanted)
                if sign(folder, comparison, wanted, signature=signature, withdraw=withdraw or ()):
                    wanted = read_folder(folder)
            return await _load_and_tell(database, wanted)

        out.print(on_database(loaded, share=share), markup=False)


async def _prepare(database: Database) -> None:
    """See that we may load into it, and bring what an earlier version of this program made to our schema."""
    await schema.see_ours(database)
    found = await migrate(await writer(database))
    if found < schema.SCHEMA:
        errors.print(f"The graph was of schema {found}, and is of {schema.SCHEMA} now.")


async def _load_and_tell(database: Database, curated: Curated) -> str:
    """What the load changed in the beliefs, as `plan` tells it, and what it wrote."""
    planned = await plan(database, curated, today=today()) if curated.articles.claims <= PLANNED_UP_TO else None
    summary = describe_summary(await load_with_progress(database, curated))
    return f"{describe_plan(planned)}\n\n{summary}" if planned and planned.effects else summary


@app.command("refresh")
def refresh_command() -> None:
    """Move the present graph, which people see in Neo4j Browser, to today.

    Example, once a day: python -m seed refresh
    """
    with complaints():
        on_database(lambda database: refresh(database, today=today()))
        out.print(f"The present graph is for {today()}.")


@app.command("rebuild")
def rebuild_command() -> None:
    """Drop every belief and work it out anew from the claims in the graph.

    Example: python -m seed rebuild
    """
    with complaints():
        facts = on_database(lambda database: rebuild(database, today=today()))
        out.print(f"Beliefs about {facts} facts are rebuilt.")


async def load_with_progress(database: Database, curated: Curated) -> Summary:
    columns = (TextColumn("Loading"), BarColumn(), MofNCompleteColumn(), TextColumn("claims"))
    with Progress(*columns, console=errors, transient=True) as progress:
        task = progress.add_task("load", total=curated.articles.claims)
        return await load(
            database, curated, today=today(), progress=lambda claims: progress.update(task, advance=claims)
        )


def counted(curated: Curated) -> str:
    directory = curated.directory
    return (
        f"{len(curated.articles)} articles, {curated.articles.claims} claims, {len(directory.entities)} entities, "
        f"{len(directory.deals)} deals, {len(directory.publishers)} publishers, {len(directory.origins)} origins"
    )


def main() -> None:
    quiet_driver()
    app()
