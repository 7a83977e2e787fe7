"""The graph of the curated data: what must hold of it, and that it can be made again."""

from seed.loading import load
from seed.reading import Curated
from seed.renewing import rebuild
from service.graph import reading
from service.graph.database import Database
from tests.conftest import TODAY, wipe
from tests.graph.dump import ask, dump


async def test_loading_the_curated_data_twice_changes_nothing(database: Database, curated: Curated) -> None:
    await load(database, curated, today=TODAY)  # another test may have loaded for another day
    before, state = await dump(database), await reading.graph_state(database)
    summary = await load(database, curated, today=TODAY)
    assert await dump(database) == before
    assert await reading.graph_state(database) == state
    assert (summary.articles_added, summary.claims_added, summary.facts_renewed) == (0, 0, 0)


async def test_the_curated_files_alone_make_the_identical_graph_again(database: Database, curated: Curated) -> None:
    await load(database, curated, today=TODAY)
    before = await dump(database)
    await wipe(database)
    await load(database, curated, today=TODAY)
    assert await dump(database) == before


async def test_rebuilding_gives_the_identical_graph(database: Database) -> None:
    before = await dump(database)
    assert await rebuild(database, today=TODAY) == len(await ask(database, "MATCH (f:Fact) RETURN f.key"))
    assert await dump(database) == before


async def test_every_claim_stands_in_one_article_and_is_about_one_fact(database: Database, curated: Curated) -> None:
    rows = await ask(
        database,
        "MATCH (c:Claim) RETURN c.id AS id, COUNT { (c)-[:ABOUT]->(:Fact) } AS facts,"
        " COUNT { (c)-[:STATED_IN]->(:Article)-[:PUBLISHED_BY]->(:Publisher) } AS articles",
    )
    assert {row["id"] for row in rows} == {claim.id for article in curated.articles for claim in article.claims}
    assert all(row["articles"] == row["facts"] == 1 for row in rows)


async def test_every_version_rests_on_claims_about_its_fact(database: Database) -> None:
    rows = await ask(
        database,
        "MATCH (:Timeline)-[v]->(:Timeline) RETURN v.fact AS fact, v.winners AS winners,"
        " COLLECT { MATCH (:Fact {key: v.fact})<-[:ABOUT]-(c) RETURN c.id } AS claims",
    )
    assert rows
    assert all(row["claims"] and set(row["winners"]) <= set(row["claims"]) for row in rows)


async def test_versions_of_one_fact_never_overlap_and_leave_no_gap(database: Database) -> None:
    rows = await ask(
        database,
        "MATCH (:Timeline)-[v]->(:Timeline) WITH v ORDER BY v.known_from"
        " RETURN v.fact AS fact, collect([v.known_from, v.known_until]) AS periods",
    )
    assert any(len(row["periods"]) > 2 for row in rows)
    for row in rows:
        starts, ends = zip(*row["periods"], strict=True)
        assert (*starts[1:], "9999-12-31") == ends, row["fact"]
        assert all(start < end for start, end in row["periods"]), row["fact"]


async def test_the_present_graph_holds_each_fact_at_most_once_and_nothing_dead(database: Database) -> None:
    rows = await ask(
        database,
        "MATCH (s:Entity)-[r]->(o:Entity) WHERE r.fact IS NOT NULL RETURN r.fact AS fact, r.evidence AS evidence,"
        " r.stage AS stage, r.valid_until_latest AS until, r.known_until AS known_until",
    )
    assert len({row["fact"] for row in rows}) == len(rows) > 100
    assert not {row["evidence"] for row in rows} & {"DENIED", "RETRACTED"}
    assert not {row["stage"] for row in rows} & {"ended", "cancelled"}
    assert all(row["until"] > TODAY.isoformat() and row["known_until"] == "9999-12-31" for row in rows)


async def test_every_entity_has_its_place_in_the_timeline_graph_under_its_name(database: Database) -> None:
    pairs = await ask(
        database, "MATCH (e:Entity) OPTIONAL MATCH (t:Timeline {id: e.id}) RETURN e.name AS name, t.name AS timeline"
    )
    assert pairs
    assert all(pair["name"] == pair["timeline"] for pair in pairs)


async def test_days_are_text_that_sorts(database: Database) -> None:
    rows = await ask(database, "MATCH ()-[r]->() UNWIND keys(r) AS key RETURN DISTINCT key, valueType(r[key]) AS type")
    kinds = {row["key"]: row["type"].partition(" ")[0] for row in rows}
    days = ["known_from", "known_until", "first_known", "last_affirmed", "known_on", "said_on"]
    days += [f"valid_{end}_{bound}" for end in ("from", "until") for bound in ("earliest", "latest")]
    assert {day: kinds[day] for day in days} == dict.fromkeys(days, "STRING")
