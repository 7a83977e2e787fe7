"""`kg ask`: questions from the command line."""

import asyncio
import json
import logging
from collections.abc import Callable
from typing import Annotated, Any

import typer
from rich.table import Table

from seed.console import complaints, out
from service.answers import answer, changes_table, explanation_table, history_table, supply_table
from service.connecting import connected
from service.graph.database import open_database
from service.graph.schema import see_ready
from service.model.vocabulary import Provides, Workload
from service.settings import read_settings

PATIENCE = 60.0  # seconds that a statement may take; a database that has just started plans slowly
app = typer.Typer(no_args_is_help=True, help="Ask from the command line.")

Of = Annotated[str, typer.Argument(help="The id of an entity, such as openai.")]
WorkloadOption = Annotated[Workload | None, typer.Option(help="Only what is said to serve it.")]
ProvidesOption = Annotated[Provides | None, typer.Option(help="Only what delivers it.")]
KnownOption = Annotated[str | None, typer.Option(help="As known by the end of this day; today unless said.")]
ValidOption = Annotated[str | None, typer.Option(help="Holding on this day; the known day unless said.")]
FirstOption = Annotated[int, typer.Option(help="How many at most, up to 100.")]
FactArgument = Annotated[str, typer.Argument(help="The key of a fact, in quotes.")]
JsonOption = Annotated[bool, typer.Option("--json", help="The answer as JSON, for machines.")]


@app.command()
def suppliers(
    of: Of,
    workload: WorkloadOption = None,
    provides: ProvidesOption = None,
    known: KnownOption = None,
    valid: ValidOption = None,
    first: FirstOption = 50,
    as_json: JsonOption = False,
) -> None:
    """Who supplies it.

    Example: kg ask suppliers openai --workload inference --known 2026-02-02
    """
    _ask_supply("suppliers", f"Suppliers of {of}", of, workload, provides, known, valid, first, as_json)


@app.command()
def customers(
    of: Of,
    workload: WorkloadOption = None,
    provides: ProvidesOption = None,
    known: KnownOption = None,
    valid: ValidOption = None,
    first: FirstOption = 50,
    as_json: JsonOption = False,
) -> None:
    """Whom it supplies.

    Example: kg ask customers nvidia --known 2026-02-02 --json
    """
    _ask_supply("customers", f"Customers of {of}", of, workload, provides, known, valid, first, as_json)


@app.command()
def history(fact: FactArgument, as_json: JsonOption = False) -> None:
    """Every version of one fact that was ever believed.

    Example: kg ask history "nvidia|INVESTS_IN|openai|nvidia-openai-2025"
    """
    _answer("history", lambda page: history_table(page, title=fact), as_json=as_json, fact=fact)


@app.command()
def explain(fact: FactArgument, known: KnownOption = None, as_json: JsonOption = False) -> None:
    """Why one fact is believed as it is: every claim, its role, and what set it aside.

    Example: kg ask explain "nvidia|INVESTS_IN|openai|nvidia-openai-2025" --known 2026-02-02
    """
    days = {"known": known} if known else {}
    _answer("explain", lambda answer: explanation_table(answer, title=fact), as_json=as_json, fact=fact, asOf=days)


@app.command()
def changes(
    since: Annotated[str, typer.Option(help="After this day.")],
    until: Annotated[str | None, typer.Option(help="By the end of this day; today unless said.")] = None,
    about: Annotated[str | None, typer.Option(help="Only about this entity.")] = None,
    first: FirstOption = 50,
    as_json: JsonOption = False,
) -> None:
    """What was learnt between two days: before, after, the rule, and the claim that did it.

    Example: kg ask changes --since 2026-01-31 --until 2026-02-02 --about openai
    """
    title = f"Learnt after {since}" + (f" and by {until}" if until else "") + (f" about {about}" if about else "")
    _answer(
        "changes", lambda page: changes_table(page, title=title), as_json=as_json,
        since=since, until=until, about=about, first=first,
    )  # fmt: skip


def _ask_supply(
    question: str,
    title: str,
    of: str,
    workload: Workload | None,
    provides: Provides | None,
    known: str | None,
    valid: str | None,
    first: int,
    as_json: bool,
) -> None:
    _answer(
        question,
        lambda page: supply_table(page, title=title),
        as_json=as_json,
        of=of,
        workload=workload.name if workload else None,
        provides=provides.name if provides else None,
        asOf={key: day for key, day in (("known", known), ("valid", valid)) if day},
        first=first,
    )


def _answer(question: str, table: Callable[[Any], Table], *, as_json: bool, **variables: object) -> None:
    """Ask, and print the answer's one field as a table, or all of it as JSON."""
    logging.getLogger("service").setLevel(logging.CRITICAL)  # the answer itself says what is wrong
    with complaints():
        settings = read_settings()
        with connected(settings) as chosen:

            async def asked() -> dict[str, Any]:
                async with open_database(chosen.address, read_timeout=PATIENCE).chained() as database:
                    await database.verify()
                    await see_ready(database)
                    return await answer(database, question, **variables)

            data = asyncio.run(asked())
    if as_json:
        typer.echo(json.dumps(data, indent=2, ensure_ascii=False))
    else:
        out.print(table(data[question]))
