"""Faults, for real: programs and servers that are killed, connections that break, disks that are full.

These run by `make test-faults`, not with the other tests. `--kills` says how often each fault is tried, `--seed` when:
a failure can be repeated, as far as two machines run at one speed.
"""

import os
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.faults.folders import Folders, write_folders
from tests.faults.graphs import Undisturbed
from tests.faults.loading import Loaders
from tests.faults.server import Server, server_in


def pytest_addoption(parser: pytest.Parser) -> None:
    kills = int(os.environ.get("KG_TEST_KILLS", "3"))
    parser.addoption("--kills", type=int, default=kills, help="how often each fault is tried")
    seed = random.randrange(10**6)
    parser.addoption("--seed", type=int, default=seed, help="decides the moments of the faults; random if not given")


def pytest_report_header(config: pytest.Config) -> str:
    return f"faults: --kills {config.getoption('--kills')} --seed {config.getoption('--seed')}"


@dataclass(frozen=True, slots=True)
class Moments:
    """Random moments, as shares from 0 to 1, spread so that each part of the whole is met."""

    count: int
    chance: random.Random

    def __iter__(self) -> Iterator[float]:
        return ((part + self.chance.random()) / self.count for part in range(self.count))


@pytest.fixture
def moments(request: pytest.FixtureRequest) -> Moments:
    """As many as `--kills` asks for; other ones for each test, the same ones for each seed."""
    chance = random.Random(f"{request.config.getoption('--seed')} {request.node.name}")
    return Moments(request.config.getoption("--kills"), chance)


@pytest.fixture(scope="session")
def new_folder(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    return lambda: tmp_path_factory.mktemp("faults")


@pytest.fixture(scope="session")
def loaders(new_folder: Callable[[], Path]) -> Loaders:
    return Loaders(new_folder)


@pytest.fixture(scope="session")
def _one_server(new_folder: Callable[[], Path]) -> Iterator[Server]:
    server = server_in(new_folder())
    server.start()
    yield server
    server.stop()


@pytest.fixture
def server(_one_server: Server) -> Server:
    """A running server. Whoever kills it starts it again."""
    if not _one_server.runs:
        _one_server.start()
    return _one_server


@pytest.fixture(scope="session")
def folders(new_folder: Callable[[], Path]) -> Folders:
    return write_folders(new_folder())


@pytest.fixture(scope="session")
def undisturbed(loaders: Loaders, folders: Folders) -> Undisturbed:
    return Undisturbed(loaders, ("load", "--data", str(folders.full)))
