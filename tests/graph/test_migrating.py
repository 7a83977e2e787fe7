"""A graph of an earlier schema is brought to ours by a load, and one of a later schema is left alone."""

import os
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from seed.loading import load
from seed.migrating import STEPS, migrate
from seed.planning import plan
from seed.renewing import rebuild, refresh
from seed.writer import writer
from service.errors import DatabaseError, NoData, OtherSchema
from service.graph import reading, schema
from service.graph.database import Database
from service.settings import PROJECT, DatabaseAddress
from tests.conftest import wipe
from tests.graph.breaking import breaking
from tests.graph.dump import ask, dump
from tests.graph.schema_1 import DAY, STORED, folder_of_schema_1, restore_schema_1
from tests.small_folder import SmallFolder, claim

NEWER = f"the graph is of schema {schema.SCHEMA + 1}, and this program knows {schema.SCHEMA}: upgrade the program"
OLDER = f"the graph is of schema 1, and this program needs {schema.SCHEMA}: bring it there with python -m seed load"


@pytest.fixture
def written(tmp_path: Path) -> SmallFolder:
    """The curated files of the stored graph."""
    return folder_of_schema_1(tmp_path)


async def fresh(database: Database, folder: SmallFolder) -> list[str]:
    """What a load into an empty database writes; the database is empty again after it."""
    await wipe(database)
    await load(database, folder.read(), today=DAY)
    found = await dump(database)
    await wipe(database)
    return found


async def make_newer(database: Database) -> None:
    await ask(database, "MATCH (g:Graph) SET g.schema = $schema", schema=schema.SCHEMA + 1)


def test_each_schema_but_the_first_has_a_step_to_it() -> None:
    assert sorted(STEPS) == list(range(2, schema.SCHEMA + 1))


# Earlier


async def test_the_stored_graph_is_whole(graph: Database) -> None:
    await restore_schema_1(graph)
    assert len(await dump(graph)) == len(STORED.read_text("utf-8").splitlines())
    assert (await reading.graph_state(graph))["schema"] == 1


async def test_a_migrated_graph_is_that_of_a_fresh_load(graph: Database, written: SmallFolder) -> None:
    right = await fresh(graph, written)
    await restore_schema_1(graph)
    assert await dump(graph) != right
    assert await migrate(await writer(graph)) == 1
    assert await dump(graph) == right
    assert await migrate(await writer(graph)) == schema.SCHEMA


async def test_a_load_migrates_first(graph: Database, written: SmallFolder) -> None:
    await restore_schema_1(graph)
    written.article(
        "2026-03-04-reuters-groq",
        claim("us-government", "groq", relation="REGULATES", more="rule: cloud-rule, effect: licenses"),
    )
    summary = await load(graph, written.read(), today=DAY)
    assert (summary.articles_added, summary.articles_unchanged, summary.facts_renewed) == (1, 3, 1)
    found = await dump(graph)
    assert found == await fresh(graph, written)


async def test_a_load_of_what_it_holds_already_migrates_and_writes_nothing_else(
    graph: Database, written: SmallFolder
) -> None:
    await restore_schema_1(graph)
    before = (await reading.graph_state(graph))["revision"]
    summary = await load(graph, written.read(), today=DAY)
    assert (summary.articles_added, summary.facts_renewed, summary.revision) == (0, 0, before + schema.SCHEMA - 1)
    assert await schema.is_ready(graph)


@pytest.mark.parametrize(
    ("statement", "when"), [("give_facts_their_rules", "f.rule IS NULL"), ("advance_revision", "true")]
)
async def test_a_migration_that_breaks_off_leaves_the_schema_before_and_can_be_repeated(
    graph: Database, written: SmallFolder, statement: str, when: str
) -> None:
    right = await fresh(graph, written)
    await restore_schema_1(graph)
    before = await dump(graph)
    with pytest.raises(DatabaseError):
        await load(breaking(graph, statement, when=when), written.read(), today=DAY)
    assert await dump(graph) == before
    await load(graph, written.read(), today=DAY)
    assert await dump(graph) == right


async def test_until_then_it_is_not_ready_and_what_would_need_it_says_how(
    graph: Database, written: SmallFolder
) -> None:
    await restore_schema_1(graph)
    before = await dump(graph)
    for work in (
        schema.see_ready(graph),
        plan(graph, written.read(), today=DAY),
        refresh(graph, today=DAY),
        rebuild(graph, today=DAY),
    ):
        with pytest.raises(OtherSchema) as refused:
            await work
        assert str(refused.value) == OLDER
    assert await dump(graph) == before


async def test_what_a_broken_off_first_load_of_another_schema_left_is_begun_anew(
    graph: Database, written: SmallFolder
) -> None:
    right = await fresh(graph, written)
    await restore_schema_1(graph)
    await ask(graph, "MATCH (g:Graph) SET g.unfinished = true REMOVE g.rules")
    await plan(graph, written.read(), today=DAY)
    with pytest.raises(NoData, match="no data of this schema is loaded; run kg seed load"):
        await schema.see_ready(graph)
    await load(graph, written.read(), today=DAY)
    assert await dump(graph) == right


# Later


async def test_a_newer_graph_is_refused_by_everything_that_writes_or_asks(
    graph: Database, written: SmallFolder
) -> None:
    await load(graph, written.read(), today=DAY)
    await make_newer(graph)
    before, state = await dump(graph), await reading.graph_state(graph)
    for work in (
        load(graph, written.read(), today=DAY),
        plan(graph, written.read(), today=DAY),
        refresh(graph, today=DAY),
        rebuild(graph, today=DAY),
        schema.see_ready(graph),
    ):
        with pytest.raises(OtherSchema) as refused:
            await work
        assert str(refused.value) == NEWER
    assert (await dump(graph), await reading.graph_state(graph)) == (before, state)


async def test_the_api_is_not_ready_on_another_schema(graph: Database, client: httpx.AsyncClient) -> None:
    await restore_schema_1(graph)
    older = await client.get("/readyz")
    await make_newer(graph)
    newer = await client.get("/readyz")
    assert (older.status_code, older.json()) == (503, {"status": OLDER})
    assert (newer.status_code, newer.json()) == (503, {"status": NEWER})


@pytest.mark.parametrize("words", ["ask suppliers openai", "seed load", "seed plan", "seed status", "seed refresh"])
async def test_a_command_says_so_and_ends_with_1(
    graph: Database, written: SmallFolder, address: DatabaseAddress, words: str
) -> None:
    await load(graph, written.read(), today=DAY)
    await make_newer(graph)
    own = {"KG_DATABASE": "uri", "NEO4J_URI": address.uri, "KG_SEED_DATA": str(written.path), "COLUMNS": "200"}
    login = {"NEO4J_USERNAME": address.username, "NEO4J_PASSWORD": address.password}
    answer = subprocess.run(
        [sys.executable, "-c", "from service.cli import main; main()", *words.split()],
        env=os.environ | own | login, cwd=PROJECT, capture_output=True, text=True, check=False, timeout=100,
    )  # fmt: skip
    assert (answer.returncode, answer.stdout) == (1, "")
    told = [line for line in answer.stderr.splitlines() if not line.startswith("Database: ")]
    assert told == [NEWER]
