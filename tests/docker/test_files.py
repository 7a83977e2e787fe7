"""What Compose makes of the files: the password it wants, and the two overrides."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from service.settings import PROJECT

OUTSIDE = ("docker-compose.yml", "docker-compose.outside.yml")


def config(*files: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """`docker compose config` as JSON, in an environment of its own, without the .env of this folder."""
    named = [word for file in files for word in ("--file", str(PROJECT / file))]
    own = {name: os.environ[name] for name in ("PATH", "HOME", "DOCKER_HOST") if name in os.environ}
    return subprocess.run(
        ["docker", "compose", "--env-file", os.devnull, *named, "config", "--format", "json"],
        env=own | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def services(*files: str, **environment: str) -> dict[str, Any]:
    made = config(*files, **environment)
    assert made.returncode == 0, made.stderr
    found: dict[str, Any] = json.loads(made.stdout)["services"]
    return found


@pytest.mark.parametrize("more", [{}, {"NEO4J_PASSWORD": ""}])
def test_without_a_password_nothing_starts_and_one_line_says_what_to_do(more: dict[str, str]) -> None:
    refused = config("docker-compose.yml", **more)
    assert refused.returncode != 0
    (line,) = refused.stderr.strip().splitlines()
    assert line.endswith("set it in the environment, or make a .env that holds one with make docker-env")
    assert "NEO4J_PASSWORD" in line


def test_outside_is_the_api_alone_on_the_server_named() -> None:
    login = {"NEO4J_URI": "neo4j+s://db.example.com", "NEO4J_USERNAME": "reader", "NEO4J_DATABASE": "chips"}
    found = services(*OUTSIDE, NEO4J_PASSWORD="open sesame", **login)
    assert list(found) == ["api"]
    assert not found["api"].get("depends_on")
    assert login.items() <= found["api"]["environment"].items()


def test_outside_wants_an_address() -> None:
    refused = config(*OUTSIDE, NEO4J_PASSWORD="open sesame")
    assert refused.returncode != 0
    assert "NEO4J_URI" in refused.stderr
    assert "such as neo4j+s://db.example.com" in refused.stderr


def test_development_takes_the_source_of_this_folder() -> None:
    api = services("docker-compose.yml", "docker-compose.dev.yml", NEO4J_PASSWORD="open sesame")["api"]
    mounted = {volume["target"]: volume for volume in api["volumes"]}
    assert set(mounted) == {"/app/service", "/app/cypher", "/app/seed"}
    assert all(Path(volume["source"]).parent == PROJECT and volume["read_only"] for volume in mounted.values())
    assert "--reload" in api["command"]
