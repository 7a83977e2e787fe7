"""The order of loading, and rebuilding, leave no trace in Neo4j."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seed.loading import load
from seed.reading import Curated
from seed.renewing import rebuild
from seed.spool import spool
from service.graph.database import Database
from service.model.claims import Article
from tests.conftest import TODAY, wipe
from tests.graph.dump import dump
from tests.property.worlds import DIRECTORY, World, worlds


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(world=worlds(most=8), random=st.randoms(use_true_random=False))
async def test_any_order_of_loading_and_a_rebuild_give_the_same_graph(
    scratch: Database, world: World, random: Any
) -> None:
    by_day = sorted(world.articles, key=lambda article: (article.known_on, article.id))
    shuffled = random.sample(by_day, len(by_day))
    expected = await loaded(scratch, world, by_day)
    await rebuild(scratch, today=TODAY)
    assert await dump(scratch) == expected
    assert await loaded(scratch, world, by_day[::-1]) == expected
    assert await loaded(scratch, world, shuffled) == expected


async def loaded(database: Database, world: World, articles: list[Article]) -> list[str]:
    """What the graph holds after loading `articles` in two loads, the later half last."""
    await wipe(database)
    for known in (articles[: len(articles) // 2], articles):
        await load(database, Curated(DIRECTORY, spool(known), world.rulings, world.withdrawals), today=TODAY)
    return await dump(database)
