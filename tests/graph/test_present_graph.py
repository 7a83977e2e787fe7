"""The present graph: what holds today and nothing else, moved by the calendar; and what rebuilding makes of it."""

from datetime import date

import pytest

from seed.loading import load
from seed.renewing import rebuild, refresh
from service.graph import reading
from service.graph.database import Database
from tests.conftest import wipe
from tests.graph.dump import ask, dump
from tests.small_folder import SmallFolder, claim

PRESENT = "MATCH (:Entity)-[r]->(:Entity) WHERE r.fact IS NOT NULL RETURN r.fact AS fact ORDER BY fact"


async def present(database: Database) -> list[str]:
    """The facts that the present graph shows, with its repetitions."""
    return [row["fact"] for row in await ask(database, PRESENT)]


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("", True),
        ("stage: exploring", True),
        ("stage: planned", True),
        ("stage: agreed", True),
        ("stage: active", True),
        ("stage: completed", True),
        ("stage: paused", True),
        ("stage: ended", False),
        ("stage: ended, until: 2026-04", False),
        ("stage: cancelled", False),
        ("denies: relation", False),
        ("stage: active, until: 2026-03-10", False),
        ("stage: active, until: 2026-04", True),
        ("stage: planned, from: 2027", True),
    ],
)
async def test_the_present_graph_shows_what_is_believed_and_not_over(
    graph: Database, folder: SmallFolder, said: str, shown: bool
) -> None:
    folder.article("2026-03-01-reuters-groq", claim("groq", more=said))
    await load(graph, folder.read(), today=date(2026, 3, 31))
    assert await present(graph) == (["groq|SUPPLIES|openai"] if shown else [])


async def test_the_present_graph_shows_what_is_disputed(graph: Database, folder: SmallFolder) -> None:
    folder.article("2026-03-01-reuters-groq", claim("groq"))
    folder.article("2026-03-02-reuters-groq", claim("groq", more="denies: relation, said_by: openai"))
    await load(graph, folder.read(), today=date(2026, 3, 31))
    assert await ask(graph, "MATCH (:Entity)-[r {evidence: 'DISPUTED'}]->(:Entity) RETURN r.fact AS fact") == [
        {"fact": "groq|SUPPLIES|openai"}
    ]


async def test_the_present_graph_shows_nothing_retracted(graph: Database, folder: SmallFolder) -> None:
    url = folder.article("2026-03-01-reuters-groq", claim("groq"), claim("amd"))
    folder.article("2026-03-02-mint-amd", claim("amd"), publisher="mint")
    folder.article("2026-03-03-reuters-sorry", more=f"retracts: {url}")
    await load(graph, folder.read(), today=date(2026, 3, 31))
    assert await present(graph) == ["amd|SUPPLIES|openai"]


async def test_a_fact_with_many_versions_is_one_edge_with_its_sources(graph: Database, folder: SmallFolder) -> None:
    folder.article("2026-03-01-chip-notes-groq", claim("groq"), publisher="chip-notes")
    folder.article("2026-03-02-reuters-groq", claim("groq", more="stage: planned"))
    folder.article("2026-03-03-mint-groq", claim("groq", more="stage: active, said_by: openai"), publisher="mint")
    await load(graph, folder.read(), today=date(2026, 3, 31))

    (edge,) = await ask(
        graph, "MATCH (:Entity)-[r:SUPPLIES]->(:Entity) RETURN r.stage AS stage, r.evidence AS evidence, r.sources AS s"
    )
    assert (edge["stage"], edge["evidence"], edge["s"]) == ("active", "STATED", ["2026-03-03 Mint"])


async def test_reference_data_is_marked_and_no_part_of_it(graph: Database, folder: SmallFolder) -> None:
    await load(graph, folder.read(), today=date(2026, 3, 31))
    edges = await ask(graph, "MATCH (:Entity)-[r]->() RETURN DISTINCT type(r) AS type, r.reference AS reference")
    assert {row["type"] for row in edges} == {"PART_OF", "DESIGNED_BY", "WORKS_FOR", "PARTY_TO"}
    assert all(row["reference"] is True for row in edges)
    assert await present(graph) == []


# The calendar


MOVES = [
    pytest.param("stage: active, until: 2026-03-14", "2026-03-13", "2026-03-14", id="over on the day of its end"),
    pytest.param("stage: active, through: 2026-03-14", "2026-03-14", "2026-03-15", id="over after its last day"),
]


@pytest.mark.parametrize(("said", "last_day", "next_day"), MOVES)
async def test_what_ends_leaves_the_present_graph_when_its_day_comes(
    graph: Database, folder: SmallFolder, said: str, last_day: str, next_day: str
) -> None:
    folder.article("2026-03-01-reuters-groq", claim("groq", more=said), claim("amd"))
    await load(graph, folder.read(), today=date.fromisoformat(last_day))
    assert await present(graph) == ["amd|SUPPLIES|openai", "groq|SUPPLIES|openai"]

    await refresh(graph, today=date.fromisoformat(next_day))
    assert await present(graph) == ["amd|SUPPLIES|openai"]


async def test_refreshing_gives_the_graph_that_a_load_on_that_day_gives(graph: Database, folder: SmallFolder) -> None:
    folder.article("2026-03-01-reuters-groq", claim("groq", more="stage: active, until: 2026-03-14"))
    folder.article("2026-03-20-reuters-amd", claim("amd"))  # not published yet on the first day
    await load(graph, folder.read(), today=date(2026, 3, 10))
    assert await present(graph) == ["groq|SUPPLIES|openai"]
    await refresh(graph, today=date(2026, 3, 20))
    refreshed = await dump(graph)
    assert await present(graph) == ["amd|SUPPLIES|openai"]

    await wipe(graph)
    await load(graph, folder.read(), today=date(2026, 3, 20))
    assert await dump(graph) == refreshed


async def test_loading_on_another_day_moves_the_present_graph_though_nothing_is_new(
    graph: Database, folder: SmallFolder
) -> None:
    folder.article("2026-03-01-reuters-groq", claim("groq", more="stage: active, until: 2026-03-14"))
    first = await load(graph, folder.read(), today=date(2026, 3, 10))
    second = await load(graph, folder.read(), today=date(2026, 3, 20))
    assert await present(graph) == []
    assert second.revision == first.revision


async def test_refreshing_is_no_new_revision(graph: Database, folder: SmallFolder) -> None:
    folder.article("2026-03-01-reuters-groq", claim("groq"))
    revision = (await load(graph, folder.read(), today=date(2026, 3, 10))).revision
    await refresh(graph, today=date(2026, 3, 11))
    state = await reading.graph_state(graph)
    assert (state["revision"], state["present_on"]) == (revision, "2026-03-11")


# Rebuilding


async def test_rebuilding_repairs_whatever_was_done_to_the_beliefs(graph: Database, folder: SmallFolder) -> None:
    folder.article("2026-03-01-reuters-groq", claim("groq"), claim("amd", more="stage: active"))
    await load(graph, folder.read(), today=date(2026, 3, 10))
    right = await dump(graph)

    await ask(graph, "MATCH (:Timeline)-[v {fact: 'groq|SUPPLIES|openai'}]->() DELETE v")
    await ask(graph, "MATCH (:Entity)-[v {fact: 'amd|SUPPLIES|openai'}]->() SET v.evidence = 'CONFIRMED'")
    assert await dump(graph) != right
    assert await rebuild(graph, today=date(2026, 3, 10)) == 2
    assert await dump(graph) == right
