"""`docker compose up`: the database, its data and the API."""

import os
import subprocess
import sys

import httpx

from seed.reading import Curated
from service.settings import PROJECT
from tests.docker.conftest import Stack


def test_the_api_answers_from_all_curated_articles(stack: Stack, curated: Curated) -> None:
    assert stack.readiness() == 200
    assert stack.graph()["articles"] == {"totalCount": len(curated.articles)}


def test_suppliers_come_with_their_sources(stack: Stack) -> None:
    document = '{ suppliers(of: "openai", workload: INFERENCE) { nodes { company { name } sources } } }'
    suppliers = stack.ask(document)["suppliers"]["nodes"]
    assert {"Nvidia", "Cerebras"} <= {supplier["company"]["name"] for supplier in suppliers}
    assert all(supplier["sources"] for supplier in suppliers)


def test_the_page_is_there(stack: Stack) -> None:
    page = httpx.get(f"{stack.url}/graphql", headers={"accept": "text/html"})
    assert (page.status_code, "GraphiQL" in page.text) == (200, True)


def test_a_second_up_changes_nothing(stack: Stack) -> None:
    started = [stack.container(service)["State"]["StartedAt"] for service in ("neo4j", "api")]
    before = stack.graph()
    stack("up --detach --wait")
    assert stack.graph() == before
    assert [stack.container(service)["State"]["StartedAt"] for service in ("neo4j", "api")] == started
    assert " 0 added" in stack("logs --no-log-prefix seed").rpartition("Database:")[2]


def test_the_data_outlives_the_containers(stack: Stack) -> None:
    before = stack.graph()
    stack("down")
    stack("up --detach --wait")
    assert stack.graph() == before


def test_kg_finds_the_composed_database(stack: Stack) -> None:
    project = stack.container("neo4j")["Config"]["Labels"]["com.docker.compose.project"]
    own = {name: value for name, value in os.environ.items() if not name.startswith(("KG_", "NEO4J_"))}
    for words, reason in ((("--database", "docker"), "asked for"), ((), "NEO4J_URI is not set, and it is up")):
        answer = subprocess.run(
            [sys.executable, "-c", "from service.cli import main; main()", *words, "seed", "status"],
            env=own | {"COMPOSE_PROJECT_NAME": project},
            cwd=PROJECT,
            capture_output=True,
            text=True,
            check=True,
        )
        assert (
            f"the Neo4j of Docker Compose at bolt://127.0.0.1:{stack.services.port_for('neo4j', 7687)}" in answer.stderr
        )
        assert f"({reason})" in answer.stderr
