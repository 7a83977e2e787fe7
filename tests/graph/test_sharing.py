"""Beside the data of others: only when told to, never where it would be mixed up with ours, and theirs stays."""

from dataclasses import replace

import pytest

from seed.loading import load
from seed.renewing import rebuild, refresh
from service.errors import ForeignDatabase
from service.graph import reading, schema
from service.graph.belonging import LABELS
from service.graph.database import Database
from service.model.entities import Label
from tests.conftest import TODAY, wipe
from tests.graph.breaking import breaking
from tests.graph.dump import ask, dump
from tests.small_folder import SmallFolder, claim

OTHERS = "CREATE (:Invoice {id: 'openai', fact: 'x'})-[:SUPPLIES {fact: 'x'}]->(:Invoice {id: 'graph'})"
STEM = "2026-03-01-reuters-amd"


@pytest.fixture
def told(folder: SmallFolder) -> SmallFolder:
    folder.article(STEM, claim("amd", more="stage: active"), claim("groq"))
    return folder


def shared(database: Database) -> Database:
    return replace(database, shares=True)


async def refused(database: Database, folder: SmallFolder) -> str:
    """The words in which a load is refused, which wrote nothing."""
    before = await dump(database)
    with pytest.raises(ForeignDatabase) as error:
        await load(database, folder.read(), today=TODAY)
    assert await dump(database) == before
    return str(error.value)


async def test_it_must_be_told(graph: Database, told: SmallFolder) -> None:
    await ask(graph, OTHERS)
    assert await refused(graph, told) == (
        "the database holds data that is not this project's, and nothing was written; set NEO4J_DATABASE or NEO4J_URI "
        "to an empty one, or load beside it with python -m seed load --share"
    )


async def test_theirs_stays_and_ours_is_what_it_is_alone(graph: Database, told: SmallFolder) -> None:
    await load(graph, told.read(), today=TODAY)
    alone = await dump(graph)
    await wipe(graph)
    await ask(graph, OTHERS)
    theirs = await dump(graph)
    await load(shared(graph), told.read(), today=TODAY)
    assert await dump(graph) == sorted([*alone, *theirs])

    await load(graph, told.read(), today=TODAY)  # it is ours from then on
    await rebuild(graph, today=TODAY)
    await refresh(graph, today=TODAY)
    assert await dump(graph) == sorted([*alone, *theirs])


async def test_what_a_broken_off_load_left_is_removed_and_theirs_is_not(graph: Database, told: SmallFolder) -> None:
    await ask(graph, OTHERS)
    theirs = await dump(graph)
    with pytest.raises(Exception, match="Neo4j refused a statement"):
        await load(breaking(shared(graph), "create_facts", when="true"), told.read(), today=TODAY)
    await load(graph, told.read(), today=TODAY)
    assert set(theirs) <= set(await dump(graph))
    assert await schema.is_ready(graph)


async def test_a_label_of_ours_is_named(graph: Database, told: SmallFolder) -> None:
    await ask(graph, "CREATE (:Person {name: 'Ada'}), (:Company:Customer)")
    assert await refused(shared(graph), told) == (
        "this database cannot be shared, and nothing was written: what others hold in it has the label Company, the "
        "label Person, which this project uses too; set NEO4J_DATABASE or NEO4J_URI to an empty one"
    )


async def test_an_index_of_our_name_or_label_is_named(graph: Database, told: SmallFolder) -> None:
    await ask(graph, OTHERS)
    await ask(graph, "DROP CONSTRAINT unique_deal IF EXISTS")
    await ask(graph, "CREATE CONSTRAINT unique_deal FOR (i:Invoice) REQUIRE i.id IS UNIQUE")
    await ask(graph, "CREATE INDEX their_own FOR (f:Fact) ON (f.colour)")
    try:
        words = await refused(shared(graph), told)
    finally:
        await ask(graph, "DROP CONSTRAINT unique_deal")
        await ask(graph, "DROP INDEX their_own")
    assert "has the index their_own, the index unique_deal, which this project uses too" in words


async def test_no_label_is_ours_but_those_that_are_looked_for(graph: Database, told: SmallFolder) -> None:
    await load(graph, told.read(), today=TODAY)
    found = {row["label"] for row in await ask(graph, "MATCH (n) UNWIND labels(n) AS label RETURN label")}
    assert found <= set(LABELS)
    assert set(Label) <= set(LABELS)


async def test_each_of_our_labels_is_looked_for(graph: Database) -> None:
    for label in LABELS:
        await ask(graph, f"CREATE (:{label})")
    assert [row.label for row in await reading.labels_in_use(graph, labels=[*LABELS, "Invoice"])] == sorted(LABELS)
