"""The whole composed stack, brought up once for the tests of this folder (`make test-docker`)."""

import json
import shlex
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from pytest_docker.plugin import DockerComposeExecutor, Services, execute

from tests.composing import SECONDS, composed_projects


@pytest.fixture(scope="session", autouse=True)
def _chosen(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--database") != "docker":
        pytest.skip("this part wants --database docker: make test-docker")
    composed_projects()  # is there an engine?


@pytest.fixture(scope="session")
def docker_setup(_chosen: None, compose: DockerComposeExecutor) -> list[str]:
    """As a user does it, with a build before."""
    assert compose
    return ["up --build --detach --wait"]


@dataclass(frozen=True, slots=True)
class Stack:
    """The running project. `url` is where the API answers on this machine."""

    compose: DockerComposeExecutor
    services: Services
    url: str

    def __call__(self, words: str) -> str:
        """What `docker compose …` prints; an exception with that text when it fails."""
        printed: bytes = self.compose.execute(words)
        return printed.decode()

    def container(self, service: str) -> dict[str, Any]:
        """What `docker inspect` says of the service's container, running or not."""
        identity = self(f"ps --all --quiet {service}").strip()
        (found,) = json.loads(execute(f"docker inspect {identity}"))
        return dict(found)

    def sh(self, script: str, *, service: str = "api") -> str:
        """What a shell in the container prints."""
        return self(f"exec --no-TTY {service} sh -c {shlex.quote(script)}").strip()

    def ask(self, document: str) -> dict[str, Any]:
        response = httpx.post(f"{self.url}/graphql", json={"query": document}, timeout=SECONDS)
        answer: dict[str, Any] = response.json()
        assert "errors" not in answer, answer["errors"]
        return dict(answer["data"])

    def graph(self) -> dict[str, Any]:
        """How much is in the graph, and which load wrote it last."""
        return self.ask("{ articles(first: 1) { totalCount } meta { revision loadedAt } }")

    def readiness(self) -> int:
        """The status of /readyz; 0 when nobody answers."""
        try:
            return httpx.get(f"{self.url}/readyz", timeout=SECONDS).status_code
        except httpx.TransportError:
            return 0

    def wait_until_ready(self, seconds: float = SECONDS) -> None:
        self.services.wait_until_responsive(lambda: self.readiness() == 200, timeout=seconds, pause=0.1)


@pytest.fixture(scope="session")
def _stack(compose: DockerComposeExecutor, docker_services: Services, docker_ip: str) -> Stack:
    return Stack(compose, docker_services, f"http://{docker_ip}:{docker_services.port_for('api', 8000)}")


@pytest.fixture
def stack(_stack: Stack) -> Stack:
    """The stack, up, whatever a test before has left of it."""
    if _stack.readiness() != 200:
        _stack("up --detach --wait")
    return _stack
