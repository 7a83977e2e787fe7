"""A database that breaks off in the middle of something."""

from dataclasses import replace

from service.graph.database import Database


def breaking(database: Database, name: str, *, when: str) -> Database:
    """A handle on which one statement divides by zero as soon as `when` holds."""
    statement = database.statements[name]
    trap = f"1 / CASE WHEN {when} THEN 0 ELSE 1 END AS whole"
    first, _, rest = statement.text.partition("\n")
    unwinds = first.startswith("UNWIND")
    text = f"{first}\nWITH *, {trap}\n{rest}" if unwinds else f"WITH {trap}\n{statement.text}"
    return replace(database, statements={**database.statements, name: replace(statement, text=text)})
