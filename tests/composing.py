"""The composed stack of a test run: a project of its own, on free ports, with a password of its own, gone afterwards.

Whatever these tests wipe is in the volumes of that project, never in those of somebody's `docker compose up`.
"""

import os
import re
import secrets
import shlex
import subprocess
from collections.abc import Iterator

import psutil
import pytest
from neo4j import GraphDatabase
from neo4j.exceptions import Neo4jError, ServiceUnavailable
from pytest_docker.plugin import DockerComposeExecutor, Services

from service.managed.ports import free_ports
from service.settings import PROJECT, DatabaseAddress

NAME = "kg-test-"  # and the number of the process that runs the tests
CLEANUP = "down -v --rmi local"
SECONDS = 120.0


@pytest.fixture(scope="session")
def docker_compose_password() -> str:
    return secrets.token_hex(12)


@pytest.fixture(scope="session")
def docker_compose_command(tmp_path_factory: pytest.TempPathFactory, docker_compose_password: str) -> str:
    """Compose with the tests' own settings in place of those of whoever runs the tests."""
    remove_left_over(composed_projects())
    ports = free_ports()
    settings = tmp_path_factory.mktemp("compose") / "settings.env"
    settings.touch(mode=0o600)
    settings.write_text(
        f"NEO4J_PASSWORD={docker_compose_password}\nKG_BOLT_PORT={ports.bolt}\nKG_HTTP_PORT={ports.http}\n"
        f"KG_API_PORT={free_ports().bolt}\n"
    )
    foreign = [name for name in os.environ if name.startswith(("KG_", "NEO4J_", "COMPOSE_"))]
    return shlex.join(
        ["env", *(f"--unset={name}" for name in foreign), "docker", "compose", "--env-file", str(settings)]
    )


@pytest.fixture(scope="session")
def docker_compose_file() -> list[str]:
    return [str(PROJECT / "docker-compose.yml"), str(PROJECT / "tests" / "docker" / "docker-compose.yml")]


@pytest.fixture(scope="session")
def docker_compose_project_name() -> str:
    return f"{NAME}{os.getpid()}"


@pytest.fixture(scope="session")
def docker_cleanup() -> list[str]:
    return [CLEANUP]


@pytest.fixture(scope="session")
def compose(
    docker_compose_command: str, docker_compose_file: list[str], docker_compose_project_name: str
) -> Iterator[DockerComposeExecutor]:
    """`compose.execute("ps")`. At the end all is removed, also when the stack did not come up."""
    executor = DockerComposeExecutor(docker_compose_command, docker_compose_file, docker_compose_project_name)
    yield executor
    executor.execute(CLEANUP)


@pytest.fixture(scope="session")
def docker_setup(compose: DockerComposeExecutor) -> list[str]:
    """The database alone; tests/docker brings up all."""
    assert compose
    return ["up --detach --wait neo4j"]


@pytest.fixture(scope="session")
def composed_address(docker_ip: str, docker_services: Services, docker_compose_password: str) -> DatabaseAddress:
    """The Neo4j of the tests' own stack."""
    uri = f"bolt://{docker_ip}:{docker_services.port_for('neo4j', 7687)}"
    address = DatabaseAddress(uri, "neo4j", docker_compose_password)
    docker_services.wait_until_responsive(lambda: _answers(address), timeout=SECONDS, pause=0.5)
    return address


def composed_projects() -> list[str]:
    """The projects that Compose knows. Without an engine the tests are skipped, and under CI they fail."""
    try:
        listed = subprocess.run(
            ["docker", "compose", "ls", "--all", "--quiet"], capture_output=True, text=True, check=True, timeout=60
        )
    except (OSError, subprocess.SubprocessError) as error:
        missing = f"not run: no Docker with Compose answers here ({getattr(error, 'stderr', '').strip() or error})"
        if os.environ.get("CI"):
            pytest.fail(missing, pytrace=False)
        pytest.skip(missing)
    return listed.stdout.split()


def remove_left_over(projects: list[str]) -> None:
    """What test runs left that were killed."""
    for name in projects:
        if re.fullmatch(rf"{NAME}\d+", name) and not psutil.pid_exists(int(name.removeprefix(NAME))):
            subprocess.run(["docker", "compose", "-p", name, *CLEANUP.split()], capture_output=True, check=True)


def _answers(address: DatabaseAddress) -> bool:
    try:
        with GraphDatabase.driver(address.uri, auth=(address.username, address.password)) as driver:
            driver.verify_connectivity()
    except (Neo4jError, ServiceUnavailable, OSError):
        return False
    return True
