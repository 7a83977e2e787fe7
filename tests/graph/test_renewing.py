"""Rebuilding and refreshing: broken off, in small batches, and right after a load."""

from datetime import date

import pytest

from seed.loading import load
from seed.reading import Curated
from seed.renewing import rebuild, refresh
from service.errors import DatabaseError, LoadError
from service.graph import schema
from service.graph.database import Database
from tests.conftest import TODAY, wipe
from tests.graph.breaking import breaking
from tests.graph.dump import dump
from tests.small_folder import SmallFolder, claim

DAY = date(2026, 6, 30)
GROQ = "'groq|SUPPLIES|openai'"


@pytest.fixture
def told(folder: SmallFolder) -> SmallFolder:
    """Facts that start, end, are denied, disputed, called off and taken back."""
    folder.article(
        "2026-03-01-reuters-many",
        claim("amd", more="stage: active, until: 2026-06-30"),
        claim("cerebras", more="stage: active, through: 2026-07"),
        claim("google", more="stage: planned, from: 2026-08"),
        claim("groq", more="stage: active"),
        claim("nvidia", more="stage: agreed"),
        claim("azure", more="stage: active"),
        claim("amd", "google", more="denies: relation"),
        claim("amd", "azure", more="stage: exploring"),
    )
    folder.article("2026-06-10-mint-groq", claim("groq", more="denies: relation, said_by: openai"), publisher="mint")
    folder.article(
        "2026-06-20-mint-nvidia", claim("nvidia", more="stage: cancelled, said_by: nvidia"), publisher="mint"
    )
    folder.article("2026-06-25-mint-amd", claim("amd", "azure", more="stage: ended, said_by: amd"), publisher="mint")
    url = folder.article("2026-05-01-chip-notes-blog", claim("groq", "google"), publisher="chip-notes")
    folder.article("2026-06-28-chip-notes-sorry", publisher="chip-notes", more=f"retracts: {url}")
    folder.article("2026-07-20-mint-later", claim("nvidia", "google"), publisher="mint")
    return folder


DAYS = ["2026-03-01", "2026-06-09", "2026-06-10", "2026-06-20", "2026-06-25", "2026-06-28", "2026-06-29",
          "2026-06-30", "2026-07-20", "2026-07-31", "2026-08-01"]  # fmt: skip


# Refreshing


async def test_refreshing_makes_what_a_load_on_that_day_makes(graph: Database, told: SmallFolder) -> None:
    curated = told.read()
    by_load: list[list[str]] = []
    for day in map(date.fromisoformat, DAYS):
        await wipe(graph)
        await load(graph, curated, today=day)
        by_load.append(await dump(graph))
    by_refresh: list[list[str]] = []
    for day in map(date.fromisoformat, DAYS):
        await refresh(graph, today=day)
        by_refresh.append(await dump(graph))
    assert len({tuple(lines) for lines in by_load}) == len(DAYS)  # each day is another graph
    for written, loaded, refreshed in zip(DAYS, by_load, by_refresh, strict=True):
        assert refreshed == loaded, written


async def test_refreshing_right_after_a_load_changes_nothing_in_the_real_data(
    graph: Database, curated: Curated, monkeypatch: pytest.MonkeyPatch
) -> None:
    await load(graph, curated, today=TODAY)
    at_first = await dump(graph)
    await refresh(graph, today=TODAY)
    assert await dump(graph) == at_first
    for day in (date(2026, 2, 2), date(2025, 10, 1)):
        await refresh(graph, today=day)
        refreshed = await dump(graph)
        assert refreshed != at_first
        await rebuild(graph, today=day)  # which writes by the other statement of the rule
        assert await dump(graph) == refreshed
    monkeypatch.setattr("seed.renewing.FACTS_AT_ONCE", 100)
    await refresh(graph, today=TODAY)
    assert await dump(graph) == at_first


async def test_refreshing_in_small_batches_gives_the_same(
    graph: Database, told: SmallFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    await load(graph, told.read(), today=DAY)
    at_once = await dump(graph)
    await refresh(graph, today=date(2026, 3, 1))
    monkeypatch.setattr("seed.renewing.FACTS_AT_ONCE", 1)
    await refresh(graph, today=DAY)
    assert await dump(graph) == at_once


async def test_there_is_nothing_to_refresh_before_a_load(graph: Database) -> None:
    with pytest.raises(LoadError, match="nothing is loaded yet; begin with python -m seed load"):
        await refresh(graph, today=DAY)
    assert await dump(graph) == []


async def test_a_refresh_that_breaks_off_is_no_other_day_and_is_done_again_by_the_next_load(
    graph: Database, told: SmallFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("seed.renewing.FACTS_AT_ONCE", 1)
    await load(graph, told.read(), today=DAY)
    at_once = await dump(graph)
    await refresh(graph, today=date(2026, 3, 1))
    with pytest.raises(DatabaseError):
        await refresh(breaking(graph, "show_present", when=f"fact = {GROQ}"), today=DAY)
    assert await dump(graph) != at_once
    await load(graph, told.read(), today=DAY)
    assert await dump(graph) == at_once


# Rebuilding


BREAKS = [
    ("delete_some_present", "true"),
    ("delete_some_versions", "true"),
    ("create_versions", f"row.properties.fact = {GROQ}"),
    ("create_present", "row.properties.fact = 'cerebras|SUPPLIES|openai'"),
]


@pytest.mark.parametrize("made_whole", [load, rebuild])
@pytest.mark.parametrize(("statement", "when"), BREAKS)
async def test_a_rebuild_that_breaks_off_is_not_ready_until_a_load_or_a_rebuild_makes_it_whole(
    graph: Database,
    told: SmallFolder,
    monkeypatch: pytest.MonkeyPatch,
    statement: str,
    when: str,
    made_whole: object,
) -> None:
    monkeypatch.setattr("seed.renewing.FACTS_AT_ONCE", 1)
    await load(graph, told.read(), today=DAY)
    right = await dump(graph)
    with pytest.raises(DatabaseError):
        await rebuild(breaking(graph, statement, when=when), today=DAY)
    assert not await schema.is_ready(graph)

    if made_whole is load:
        await load(graph, told.read(), today=DAY)
    else:
        await rebuild(graph, today=DAY)
    assert await schema.is_ready(graph)
    assert await dump(graph) == right


async def test_rebuilding_in_small_batches_gives_the_same_and_tells_how_far_it_is(
    graph: Database, told: SmallFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    await load(graph, told.read(), today=DAY)
    right = await dump(graph)
    monkeypatch.setattr("seed.renewing.FACTS_AT_ONCE", 2)
    monkeypatch.setattr("seed.renewing.EDGES_AT_ONCE", 2)
    told_of: list[int] = []
    assert await rebuild(graph, today=DAY, progress=told_of.append) == sum(told_of) == 10
    assert max(told_of) == 2
    assert await dump(graph) == right
