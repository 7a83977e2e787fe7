"""What is killed or stopped comes back, with all data."""

import time

from neo4j import GraphDatabase

from service.settings import DatabaseAddress
from tests.docker.conftest import SECONDS, Stack

RECOVERY = 30.0  # seconds after Neo4j answers over HTTP; a busy machine takes long to warm up


def test_the_api_recovers_from_a_killed_neo4j_without_a_restart(stack: Stack) -> None:
    before = stack.graph()
    started = stack.container("api")["State"]["StartedAt"]
    stack("kill neo4j")
    assert stack.readiness() == 503
    stack("up --detach --wait neo4j")
    stack.wait_until_ready(RECOVERY)
    assert stack.graph() == before
    assert stack.container("api")["State"]["StartedAt"] == started


def test_the_api_stops_within_its_grace_and_by_itself(stack: Stack) -> None:
    grace = stack.container("api")["Config"]["StopTimeout"]
    began = time.monotonic()
    stack("stop api")
    assert time.monotonic() - began < grace
    state = stack.container("api")["State"]
    assert (state["ExitCode"] in (0, 143), state["OOMKilled"]) == (True, False)  # 137 is killed
    stack("up --detach --wait")


def test_neo4j_stops_within_its_grace_and_by_itself(stack: Stack) -> None:
    before = stack.graph()
    stack("stop neo4j")
    assert stack.container("neo4j")["State"]["ExitCode"] in (0, 143)
    stack("up --detach --wait")
    stack.wait_until_ready()
    assert stack.graph() == before


def test_a_seed_that_was_killed_goes_on_at_the_next_up(stack: Stack, composed_address: DatabaseAddress) -> None:
    """On volumes of its own, so this is the first load; the same articles are there in the end."""
    articles = stack.graph()["articles"]
    stack("down -v")
    stack("up --detach --wait neo4j")
    stack("up --detach --no-deps seed")
    stack.services.wait_until_responsive(lambda: holds_entities(composed_address), timeout=SECONDS, pause=0)
    stack("kill seed")
    assert stack.container("seed")["State"]["ExitCode"] == 137
    stack("up --detach --wait")
    stack.wait_until_ready()
    assert stack.graph()["articles"] == articles


def holds_entities(address: DatabaseAddress) -> bool:
    with GraphDatabase.driver(address.uri, auth=(address.username, address.password)) as driver:
        return bool(driver.execute_query("MATCH (entity:Entity) RETURN entity LIMIT 1").records)
