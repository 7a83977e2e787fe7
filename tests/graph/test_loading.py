"""Loading articles: once, whole, in any order, and only what was not there."""

from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from seed.loading import load
from service.errors import DatabaseError, ForeignDatabase
from service.graph import reading
from service.graph.database import Database
from tests.conftest import wipe
from tests.graph.breaking import breaking
from tests.graph.dump import ask, dump
from tests.graph.timeline import known_of
from tests.small_folder import SmallFolder, claim, small_folder

DAY = date(2026, 6, 30)
FIRST, SECOND, THIRD = "2026-03-01-reuters-amd", "2026-03-02-reuters-groq", "2026-03-03-reuters-nvidia"


def three_articles(folder: SmallFolder) -> None:
    folder.article(FIRST, claim("amd", more="stage: planned"), claim("cerebras", more="stage: active"))
    folder.article(SECOND, claim("groq", more="stage: active"), claim("amd", more="stage: agreed"))
    folder.article(THIRD, claim("nvidia", more="stage: active"), claim("groq", more="denies: relation"))


# Once


async def test_the_summary_says_what_was_added_and_what_was_there(graph: Database, folder: SmallFolder) -> None:
    folder.article(FIRST, claim("amd"), claim("cerebras"))
    first = await load(graph, folder.read(), today=DAY)
    folder.article(SECOND, claim("groq"), claim("amd"))
    second = await load(graph, folder.read(), today=DAY)

    assert (first.articles_added, first.articles_unchanged, first.claims_added, first.claims_unchanged) == (1, 0, 2, 0)
    assert (second.articles_added, second.articles_unchanged) == (1, 1)
    assert (second.claims_added, second.claims_unchanged, second.facts_renewed) == (2, 2, 2)
    assert (second.references.added, second.references.changed) == (0, 0)
    assert second.references.unchanged == first.references.added


async def test_loading_twice_changes_nothing(graph: Database, folder: SmallFolder) -> None:
    three_articles(folder)
    first = await load(graph, folder.read(), today=DAY)
    before, state = await dump(graph), await reading.graph_state(graph)
    second = await load(graph, folder.read(), today=DAY)

    assert await dump(graph) == before
    assert await reading.graph_state(graph) == state
    assert second.revision == first.revision == state["revision"]
    assert (second.articles_added, second.facts_renewed, bool(second.references)) == (0, 0, False)


async def test_a_claim_is_written_once_and_keeps_its_revision(graph: Database, folder: SmallFolder) -> None:
    claims = "MATCH (c:Claim) RETURN c.id AS id, c.revision AS revision, c.recorded_at AS at"
    folder.article(FIRST, claim("amd"))
    await load(graph, folder.read(), today=DAY)
    (written,) = await ask(graph, claims)
    folder.article(SECOND, claim("amd"), claim("groq"))
    await load(graph, folder.read(), today=DAY)

    found = await ask(graph, claims)
    assert len(found) == 3
    assert written in found
    assert all(row["revision"] > written["revision"] for row in found if row != written)


async def test_every_load_that_adds_something_is_a_new_revision(graph: Database, folder: SmallFolder) -> None:
    folder.article(FIRST, claim("amd"))
    first = await load(graph, folder.read(), today=DAY)
    folder.article(SECOND, claim("groq"))
    assert (await load(graph, folder.read(), today=DAY)).revision > first.revision


# Whole


async def test_an_article_is_never_split_between_transactions(
    graph: Database, folder: SmallFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("seed.loading.CLAIMS_AT_ONCE", 1)
    folder.article("2026-02-01-reuters-nvidia", claim("nvidia"))
    await load(graph, folder.read(), today=DAY)
    three_articles(folder)
    await load(graph, folder.read(), today=DAY)

    rows = await ask(
        graph,
        "MATCH (c:Claim)-[:STATED_IN]->(a:Article) WHERE a.published >= '2026-03'"
        " RETURN a.id AS article, a.revision AS revision, collect(DISTINCT c.revision) AS claims ORDER BY article",
    )
    assert [row["article"] for row in rows] == [FIRST, SECOND, THIRD]
    assert all(row["claims"] == [row["revision"]] for row in rows)
    assert len({row["revision"] for row in rows}) == 3  # so each was a transaction of its own


NVIDIA = "'nvidia|SUPPLIES|openai'"


@pytest.mark.parametrize(
    ("statement", "when"),
    [
        ("create_articles", f"row.properties.id = '{THIRD}'"),
        ("create_claims", f"row.article = '{THIRD}' AND row.subject = 'groq'"),
        ("create_versions", f"row.properties.fact = {NVIDIA}"),
        ("create_present", f"row.properties.fact = {NVIDIA}"),
        ("advance_revision", f"EXISTS {{ (:Article {{id: '{SECOND}'}}) }}"),
    ],
)
async def test_a_load_that_breaks_off_leaves_whole_articles_and_goes_on_later(
    graph: Database, folder: SmallFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, statement: str, when: str
) -> None:
    monkeypatch.setattr("seed.loading.CLAIMS_AT_ONCE", 1)
    three_articles(folder)
    growing = small_folder(tmp_path / "growing")
    for stem in (FIRST, SECOND):
        growing.write(SmallFolder.name_of(stem), (folder.path / SmallFolder.name_of(stem)).read_text("utf-8"))
    await load(graph, growing.read(), today=DAY)
    two = without_state(await dump(graph))
    growing.remove(SECOND)
    await wipe(graph)
    await load(graph, growing.read(), today=DAY)

    with pytest.raises(DatabaseError):
        await load(breaking(graph, statement, when=when), folder.read(), today=DAY)
    assert without_state(await dump(graph)) == two

    await load(graph, folder.read(), today=DAY)
    gone_on = await dump(graph)
    await wipe(graph)
    await load(graph, folder.read(), today=DAY)
    assert gone_on == await dump(graph)


def without_state(lines: list[str]) -> list[str]:
    return [line for line in lines if '"labels": ["Graph"]' not in line]


# In any order


async def test_articles_loaded_one_by_one_in_any_order_give_the_graph_of_one_load(
    graph: Database, folder: SmallFolder, tmp_path: Path
) -> None:
    three_articles(folder)
    await load(graph, folder.read(), today=DAY)
    at_once = await dump(graph)

    for place, order in enumerate(permutations([FIRST, SECOND, THIRD])):
        await wipe(graph)
        growing = small_folder(tmp_path / str(place))
        for stem in order:
            name = SmallFolder.name_of(stem)
            growing.write(name, (folder.path / name).read_text("utf-8"))
            await load(graph, growing.read(), today=DAY)
        assert await dump(graph) == at_once, order


async def test_an_article_of_march_loaded_in_june_is_known_from_march(graph: Database, folder: SmallFolder) -> None:
    folder.article("2026-04-01-reuters-amd", claim("amd", more="said_by: openai"))
    await load(graph, folder.read(), today=date(2026, 4, 1))
    assert await known_of(graph, "amd|SUPPLIES|openai") == [("2026-04-01", "STATED")]

    folder.article("2026-03-10-reuters-amd", claim("amd"))
    await load(graph, folder.read(), today=date(2026, 6, 15))
    assert await known_of(graph, "amd|SUPPLIES|openai") == [("2026-03-10", "REPORTED"), ("2026-04-01", "STATED")]


# Only into what is ours


async def test_a_database_of_somebody_else_is_refused_and_left_as_it_is(graph: Database, folder: SmallFolder) -> None:
    folder.article(FIRST, claim("amd"))
    await ask(graph, "CREATE (:Customer {name: 'somebody else'})")
    try:
        before = await dump(graph)
        with pytest.raises(ForeignDatabase, match="nothing was written"):
            await load(graph, folder.read(), today=DAY)
        assert await dump(graph) == before
    finally:
        await ask(graph, "MATCH (c:Customer) DELETE c")


# What takes back


ORIGINAL, REPRINT, RETRACTION = "2026-02-01-reuters-groq", "2026-02-05-mint-groq", "2026-02-10-reuters-sorry"


@pytest.mark.parametrize(
    "loads",
    [
        [{ORIGINAL, REPRINT, RETRACTION}],
        [{ORIGINAL}, {REPRINT}, {RETRACTION}],
        [{ORIGINAL}, {RETRACTION}, {REPRINT}],
        [{REPRINT}, {ORIGINAL}, {RETRACTION}],
        [{REPRINT}, {ORIGINAL, RETRACTION}],
        [{ORIGINAL, RETRACTION}, {REPRINT}],
    ],
)
async def test_a_retraction_takes_back_the_reports_reprints_whenever_it_is_loaded(
    graph: Database, folder: SmallFolder, loads: list[set[str]]
) -> None:
    origin = "origin: reuters-2026-01-30-chips"
    write = {
        ORIGINAL: lambda: folder.article(ORIGINAL, claim("groq"), more=origin),
        REPRINT: lambda: folder.article(REPRINT, claim("groq"), publisher="mint", more=origin),
        RETRACTION: lambda: folder.article(RETRACTION, more=f"retracts: https://example.com/{ORIGINAL}"),
    }
    for stems in loads:
        for stem in stems:
            write[stem]()
        await load(graph, folder.read(), today=DAY)

    assert await known_of(graph, "groq|SUPPLIES|openai") == [("2026-02-01", "REPORTED"), ("2026-02-10", "RETRACTED")]
    withdrawn = await ask(
        graph,
        "MATCH (c:Claim)-[about:ABOUT]->() RETURN about.withdrawn_on AS day, about.withdrawn_by AS by",
    )
    assert withdrawn == [{"day": "2026-02-10", "by": RETRACTION}] * 2


async def test_an_index_left_of_a_constraint_never_made_gives_way(graph: Database, folder: SmallFolder) -> None:
    owned = "SHOW INDEXES YIELD name, owningConstraint WHERE name = 'unique_claim' RETURN owningConstraint AS by"
    await ask(graph, "DROP CONSTRAINT unique_claim IF EXISTS")
    await ask(graph, "CREATE INDEX unique_claim FOR (c:Claim) ON (c.id)")
    folder.article(FIRST, claim("amd"))
    await load(graph, folder.read(), today=DAY)
    assert await ask(graph, owned) == [{"by": "unique_claim"}]
