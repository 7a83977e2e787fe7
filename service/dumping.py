"""`kg db dump` and `kg db restore`."""

from pathlib import Path
from typing import Annotated

import typer

from seed.console import complaints, out
from service.managed.server import ManagedDatabase
from service.settings import read_settings

File = Annotated[Path, typer.Argument(help="The file of the dump, such as graph.dump.")]


def dump(file: File) -> None:
    """Write the managed database to a file, in Neo4j's own format. It is stopped for that, and started again.

    Example: kg db dump graph.dump
    """
    with complaints():
        running = ManagedDatabase(read_settings()).dump(file.expanduser().absolute())
        stopped = ". The managed Neo4j was stopped for that, and runs again" if running else ""
        out.print(f"dumped to {file} ({file.expanduser().stat().st_size / 1e6:.1f} MB){stopped}", markup=False)


def restore(
    file: File, force: Annotated[bool, typer.Option("--force", help="Replace the database that is there.")] = False
) -> None:
    """Make the managed database what a dump holds. What is there before is given up only when the dump has opened.

    Example: kg db restore graph.dump
    """
    with complaints():
        running = ManagedDatabase(read_settings()).restore(file.expanduser().absolute(), force=force)
        stopped = ". The managed Neo4j was stopped for that, and runs again" if running else ""
        out.print(f"restored from {file}{stopped}", markup=False)
