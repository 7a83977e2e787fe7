"""Many clients at once, two thirds of them no good ones: the others get right answers, and the API does not grow.

KG_TEST_CROWD_SECONDS says how long, KG_TEST_CROWD how many.
"""

import asyncio
import json
import os
import sys
from collections.abc import Iterator
from typing import Any

import psutil
import pytest

from service.graph.database import Database
from service.settings import PROJECT, DatabaseAddress
from tests.faults.api_process import api_on, faults_logged, port_of
from tests.http.conftest import Served

SECONDS = float(os.environ.get("KG_TEST_CROWD_SECONDS", "20"))
CLIENTS = int(os.environ.get("KG_TEST_CROWD", "200"))
WARM = 0.4  # share of the time after which the memory is no longer to grow
MOST_GROWTH = 0.15 if SECONDS >= 60 else 0.4  # of the memory, from then to the end


@pytest.fixture(scope="module")
def api(address: DatabaseAddress, database: Database, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    assert database
    with api_on(address, tmp_path_factory.mktemp("api"), KG_STATEMENT_TIMEOUT="2") as served:
        yield served


async def crowd(api: Served, *, seed: int) -> tuple[dict[str, Any], list[float]]:
    """What the clients saw, and the memory of the API in MB, each second."""
    command = [sys.executable, "-m", "tests.faults.crowd", str(port_of(api)), str(SECONDS), str(CLIENTS), str(seed)]
    program = await asyncio.create_subprocess_exec(*command, cwd=PROJECT, stdout=asyncio.subprocess.PIPE)
    ending = asyncio.create_task(program.communicate())
    memory = []
    while not ending.done():
        memory.append(psutil.Process(api.process.pid).memory_info().rss / 1e6)
        await asyncio.wait([ending], timeout=1)
    printed, _ = await ending
    assert program.returncode == 0
    return json.loads(printed), memory


async def test_good_clients_are_served_beside_slow_and_bad_ones(api: Served, request: pytest.FixtureRequest) -> None:
    seen, memory = await crowd(api, seed=request.config.getoption("--seed"))
    warm, last = memory[int(len(memory) * WARM)], memory[-1]
    print(*(f"{name}: {each}" for name, each in seen.items()), sep="\n")
    print(f"memory: {memory[0]:.0f} MB, warm {warm:.0f} MB, most {max(memory):.0f} MB, at the end {last:.0f} MB")
    for name, each in seen.items():
        assert each["faults"] == [0], name
    for name in ("good", "slow"):
        assert seen[name]["right"] >= CLIENTS / 3
    assert not faults_logged(api), faults_logged(api)[:5]
    assert last < warm * (1 + MOST_GROWTH)
