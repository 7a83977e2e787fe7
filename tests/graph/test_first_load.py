"""The first load: in bulk, marked as unfinished until its end, and never two at once."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from seed.first_load import clear_unfinished
from seed.loading import load
from seed.reading import Curated
from seed.renewing import rebuild, refresh
from seed.spool import spool
from seed.writer import nothing, writer
from service.errors import DatabaseError, LoadError
from service.graph import reading, schema, writing
from service.graph.database import Database, Transaction
from tests.conftest import TODAY, wipe
from tests.graph.breaking import breaking, disturbed, repeating
from tests.graph.dump import ask, dump
from tests.small_folder import SmallFolder, claim, small_folder

DAY = date(2026, 6, 30)
FIRST, SECOND = "2026-03-01-reuters-amd", "2026-03-02-reuters-groq"


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("seed.first_load.STILL", 0.01)


@pytest.fixture
def told(folder: SmallFolder) -> SmallFolder:
    """Two articles, one fact of both."""
    folder.article(FIRST, claim("amd", more="stage: planned"), claim("cerebras", more="stage: active"))
    folder.article(SECOND, claim("groq", more="stage: active"), claim("amd", more="stage: agreed"))
    return folder


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything in several parts and batches."""
    monkeypatch.setattr("seed.facts.PART", 1)
    monkeypatch.setattr("seed.first_load.CLAIMS_AT_ONCE", 1)
    monkeypatch.setattr("seed.first_load.ARTICLES_AT_ONCE", 1)


GROQ = "'groq|SUPPLIES|openai'"
BREAKS = [
    ("merge_publishers", "true"),
    ("merge_entities", "true"),
    ("create_articles", f"row.properties.id = '{SECOND}'"),
    ("create_facts", f"row.properties.key = {GROQ}"),
    ("create_versions", f"row.properties.fact = {GROQ}"),
    ("create_present", f"row.properties.fact = {GROQ}"),
    ("advance_revision", f"EXISTS {{ (:Article {{id: '{FIRST}'}}) }}"),
    ("advance_revision", f"EXISTS {{ (:Fact {{key: {GROQ}}}) }}"),
]


@pytest.mark.usefixtures("small_parts")
@pytest.mark.parametrize(("statement", "when"), BREAKS)
async def test_a_first_load_that_breaks_off_is_not_ready_and_the_next_begins_anew(
    graph: Database, told: SmallFolder, statement: str, when: str
) -> None:
    await load(graph, told.read(), today=DAY)
    undisturbed = await dump(graph)
    await wipe(graph)
    with pytest.raises(DatabaseError):
        await load(breaking(graph, statement, when=when), told.read(), today=DAY)
    assert not await schema.is_ready(graph)

    summary = await load(graph, told.read(), today=DAY)
    assert await dump(graph) == undisturbed
    assert await schema.is_ready(graph)
    assert (summary.articles_added, summary.claims_added, summary.facts_renewed) == (2, 4, 3)


async def broken_off(database: Database, folder: SmallFolder) -> None:
    """A first load that wrote its articles and no fact."""
    with pytest.raises(DatabaseError):
        await load(breaking(database, "create_facts", when="true"), folder.read(), today=DAY)


async def test_what_was_left_may_be_of_other_files_than_the_next_load_has(
    graph: Database, told: SmallFolder, tmp_path: Path
) -> None:
    other = small_folder(tmp_path / "other")
    other.article("2026-01-01-reuters-nvidia", claim("nvidia"))
    await broken_off(graph, other)
    await load(graph, told.read(), today=DAY)
    found = await dump(graph)
    await wipe(graph)
    await load(graph, told.read(), today=DAY)
    assert await dump(graph) == found


@pytest.mark.usefixtures("small_parts")
async def test_what_was_left_is_removed_in_several_steps(
    graph: Database, told: SmallFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("seed.renewing.EDGES_AT_ONCE", 2)
    with pytest.raises(DatabaseError):
        await load(breaking(graph, "create_present", when=f"row.properties.fact = {GROQ}"), told.read(), today=DAY)
    await load(graph, told.read(), today=DAY)
    assert len(await ask(graph, "MATCH (a:Article) RETURN a.id")) == 2


async def test_articles_in_a_graph_of_reference_data_alone_are_a_first_load_too(
    graph: Database, folder: SmallFolder
) -> None:
    await load(graph, folder.read(), today=DAY)
    assert await schema.is_ready(graph)
    folder.article(FIRST, claim("amd"))
    await broken_off(graph, folder)
    assert not await schema.is_ready(graph)
    await load(graph, folder.read(), today=DAY)
    found = await dump(graph)
    await wipe(graph)
    await load(graph, folder.read(), today=DAY)
    assert await dump(graph) == found


async def test_loading_no_article_twice_changes_nothing(graph: Database, folder: SmallFolder) -> None:
    first = await load(graph, folder.read(), today=DAY)
    state = await reading.graph_state(graph)
    assert (await load(graph, folder.read(), today=DAY)).revision == first.revision
    assert await reading.graph_state(graph) == state
    folder.edit("publishers.yaml", "name: Mint", "name: The Mint")
    assert (await load(graph, folder.read(), today=DAY)).references.changed == 1
    assert await schema.is_ready(graph)


async def test_to_rebuild_or_refresh_a_first_load_that_was_broken_off_is_refused(
    graph: Database, told: SmallFolder
) -> None:
    await broken_off(graph, told)
    before = await dump(graph)
    for renewal in (rebuild(graph, today=DAY), refresh(graph, today=DAY)):
        with pytest.raises(LoadError, match="the first load was broken off; bring it to its end with python -m seed"):
            await renewal
    assert await dump(graph) == before


# Two at once


async def test_a_first_load_that_is_at_work_is_left_alone(graph: Database, told: SmallFolder) -> None:
    await broken_off(graph, told)
    second = await writer(graph)
    at_work = await writer(graph)
    await at_work.write(nothing)
    before = await dump(graph)
    with pytest.raises(LoadError) as refused:
        await clear_unfinished(second)
    assert str(refused.value) == f"another load is at work ({at_work.loader}); wait until it is done"
    assert await dump(graph) == before


async def test_a_loader_that_read_before_another_wrote_writes_nothing(graph: Database, told: SmallFolder) -> None:
    stale = await writer(graph)
    await load(graph, told.read(), today=DAY)
    before, state = await dump(graph), await reading.graph_state(graph)

    async def work(transaction: Transaction, _: int) -> None:
        await writing.merge_publishers(transaction, publishers=[{"id": "nobody"}])

    with pytest.raises(LoadError) as refused:
        await stale.write(work, renew_all=True)
    assert state["loader"] in str(refused.value)
    assert "run this again" in str(refused.value)
    assert (await dump(graph), await reading.graph_state(graph)) == (before, state)


@pytest.mark.usefixtures("small_parts")
async def test_a_load_whose_place_another_takes_says_so_and_the_graph_can_be_made_whole(
    graph: Database, told: SmallFolder
) -> None:
    with pytest.raises(LoadError, match="another load writes into this database"):
        await load(disturbed(graph, transaction=5), told.read(), today=DAY)
    assert not await schema.is_ready(graph)
    await load(graph, told.read(), today=DAY)
    assert await schema.is_ready(graph)


# A lost acknowledgement


async def test_a_transaction_that_the_driver_repeats_is_written_once(graph: Database, told: SmallFolder) -> None:
    summary = await load(graph, told.read(), today=DAY)
    right = await dump(graph)
    await wipe(graph)
    repeated = await load(repeating(graph), told.read(), today=DAY)
    assert await dump(graph) == right
    assert repeated == summary
    assert (await reading.graph_state(graph))["revision"] == summary.revision


async def test_a_load_into_a_filled_graph_may_be_repeated_too(graph: Database, told: SmallFolder) -> None:
    await load(graph, told.read(), today=DAY)
    told.article("2026-03-03-mint-nvidia", claim("nvidia"), claim("amd"), publisher="mint")
    told.edit(SmallFolder.name_of(FIRST), "Made up", "Anew")
    told.edit("publishers.yaml", "kind: blog", "kind: trade")
    summary = await load(repeating(graph), told.read(), today=DAY)
    found = await dump(graph)
    assert (await reading.graph_state(graph))["revision"] == summary.revision
    await wipe(graph)
    await load(graph, told.read(), today=DAY)
    assert await dump(graph) == found


async def test_one_transaction_of_another_loader_is_not_taken_for_a_repetition(graph: Database) -> None:
    stale = await writer(graph)
    await (await writer(graph)).write(nothing)
    with pytest.raises(LoadError):
        await stale.write(nothing)
    assert (await reading.graph_state(graph))["revision"] == 1


# In parts


async def test_several_parts_give_what_one_gives(
    graph: Database, told: SmallFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[int] = []
    await load(graph, told.read(), today=DAY, progress=written.append)
    at_once = await dump(graph)
    await wipe(graph)
    monkeypatch.setattr("seed.facts.PART", 1)
    monkeypatch.setattr("seed.first_load.CLAIMS_AT_ONCE", 1)
    monkeypatch.setattr("seed.first_load.ARTICLES_AT_ONCE", 1)
    in_parts: list[int] = []
    await load(graph, told.read(), today=DAY, progress=in_parts.append)
    assert await dump(graph) == at_once
    assert (written, sorted(in_parts)) == ([4], [1, 1, 2])  # a fact is never split


async def test_the_real_data_by_parts_by_halves_and_at_once_are_one_graph(
    graph: Database, curated: Curated, monkeypatch: pytest.MonkeyPatch
) -> None:
    await load(graph, curated, today=TODAY)
    at_once = await dump(graph)
    await wipe(graph)
    monkeypatch.setattr("seed.facts.PART", 200)
    monkeypatch.setattr("seed.first_load.CLAIMS_AT_ONCE", 150)
    await load(graph, curated, today=TODAY)
    assert await dump(graph) == at_once

    await wipe(graph)
    monkeypatch.setattr("seed.loading.CLAIMS_AT_ONCE", 150)
    few = spool(curated.articles[len(curated.articles) // 2 :][:5])
    await load(graph, replace(curated, articles=few, rulings=(), withdrawals=()), today=TODAY)
    await load(graph, curated, today=TODAY)
    assert await dump(graph) == at_once
