"""Which database is taken, and why: with a `docker` of the tests' own on the PATH."""

import json
from pathlib import Path

import pytest

from service.connecting import Chosen, connected
from service.errors import SettingsError
from service.settings import DatabaseAddress, DatabaseChoice, read_settings

CONTAINER = {
    "NetworkSettings": {"Ports": {"7474/tcp": None, "7687/tcp": [{"HostIp": "127.0.0.1", "HostPort": "7699"}]}},
    "Config": {"Env": ["PATH=/bin", "NEO4J_AUTH=neo4j/open/sesame=1"]},
}
COMPOSED = DatabaseAddress("bolt://127.0.0.1:7699", "neo4j", "open/sesame=1")


@pytest.fixture(autouse=True)
def elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No `.env`, setting or Docker of whoever runs the tests counts."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    for name in ("KG_DATABASE", "NEO4J_URI", "COMPOSE_PROJECT_NAME"):
        monkeypatch.delenv(name, raising=False)


def docker(folder: Path, script: str) -> None:
    (folder / "docker").write_text(f"#!/bin/sh\n{script}\n")
    (folder / "docker").chmod(0o755)


def compose_is_up(folder: Path, project: str = "ai-compute-supply-graph", container: object = CONTAINER) -> None:
    (folder / "container.json").write_text(json.dumps([container]) + "\n")
    docker(
        folder,
        f'case "$*" in\n'
        f"  ps*project={project}\\ *service=neo4j) echo c0ffee ;;\n"
        f"  ps*) ;;\n"
        f"  'inspect c0ffee') read -r line < {folder}/container.json; printf '%s' \"$line\" ;;\n"
        f"esac",
    )


def choice(database: DatabaseChoice, **settings: object) -> Chosen:
    with connected(read_settings(database=database, **settings)) as chosen:
        return chosen


@pytest.mark.parametrize(
    ("database", "why"),
    [(DatabaseChoice.DOCKER, "asked for"), (DatabaseChoice.AUTO, "NEO4J_URI is not set, and it is up")],
)
def test_the_composed_database_is_taken_when_it_is_up(tmp_path: Path, database: DatabaseChoice, why: str) -> None:
    compose_is_up(tmp_path)
    chosen = choice(database)
    assert chosen.address == COMPOSED
    assert chosen.reason == f"the Neo4j of Docker Compose at bolt://127.0.0.1:7699 ({why})"


def test_an_address_goes_before_it(tmp_path: Path) -> None:
    compose_is_up(tmp_path)
    assert choice(DatabaseChoice.AUTO, neo4j_uri="bolt://example.test").address.uri == "bolt://example.test"


def test_docker_asked_for_goes_before_an_address(tmp_path: Path) -> None:
    compose_is_up(tmp_path)
    assert choice(DatabaseChoice.DOCKER, neo4j_uri="bolt://example.test").address == COMPOSED


def test_another_project_is_not_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compose_is_up(tmp_path, project="others")
    with pytest.raises(
        SettingsError, match=r"project ai-compute-supply-graph\) is not up; start it .* docker compose up"
    ):
        choice(DatabaseChoice.DOCKER)
    monkeypatch.setenv("COMPOSE_PROJECT_NAME", "others")
    assert choice(DatabaseChoice.DOCKER).address == COMPOSED


def test_a_database_without_a_password_is_asked_without(tmp_path: Path) -> None:
    compose_is_up(tmp_path, container=CONTAINER | {"Config": {"Env": ["NEO4J_AUTH=none"]}})
    assert choice(DatabaseChoice.DOCKER).address == DatabaseAddress("bolt://127.0.0.1:7699", "", "")


def test_a_port_that_is_not_published_is_told(tmp_path: Path) -> None:
    compose_is_up(tmp_path, container=CONTAINER | {"NetworkSettings": {"Ports": {"7687/tcp": None}}})
    with pytest.raises(SettingsError, match="publishes no port for Bolt"):
        choice(DatabaseChoice.DOCKER)


def test_without_docker_or_an_answer_of_it_nothing_else_is_taken(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="there is no command docker here"):
        choice(DatabaseChoice.DOCKER)
    docker(tmp_path, "echo Cannot connect to the daemon >&2; exit 1")
    with pytest.raises(SettingsError, match="Docker refuses: Cannot connect to the daemon"):
        choice(DatabaseChoice.DOCKER)
