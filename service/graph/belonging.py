"""Whose a database is, and what it takes to live beside others in one."""

from service.errors import ForeignDatabase
from service.graph import reading
from service.graph.database import Database
from service.model.entities import Label

PURPOSE = "ai-compute-supply-graph"  # marks a database as this project's
LABELS = ("Graph", "Publisher", "Origin", "Entity", "Timeline", "Deal", "Ruling", "Article", "Claim", "Fact", *Label)


async def see_apart(database: Database) -> None:
    """ForeignDatabase, unless we were told to load beside the data of others, and they use none of our labels.

    Everything that we read, write or delete is found by these labels, so theirs is never touched.
    """
    if not database.shares:
        raise ForeignDatabase(
            "the database holds data that is not this project's, and nothing was written; set NEO4J_DATABASE or "
            "NEO4J_URI to an empty one, or load beside it with python -m seed load --share"
        )
    labels = sorted(map(str, LABELS))
    clashes = [f"the label {row.label}" for row in await reading.labels_in_use(database, labels=labels)]
    others = await reading.indexes_of_others(database, names=_index_names(database), labels=labels)
    clashes += [f"the index {row.name}" for row in others]
    if clashes:
        raise ForeignDatabase(
            "this database cannot be shared, and nothing was written: what others hold in it has "
            f"{', '.join(clashes)}, which this project uses too; set NEO4J_DATABASE or NEO4J_URI to an empty one"
        )


def _index_names(database: Database) -> list[str]:
    """A constraint's index is called as the constraint, which is called as its file."""
    kinds = {name: statement.kind for name, statement in database.statements.items()}
    return [name.removeprefix("index_") for name, kind in kinds.items() if kind == "schema"]
