"""What bench.load measures, each in a process of its own: generating, reading, loading, rebuilding."""

import asyncio
import cProfile
import pstats
import resource
import sys
import tempfile
import threading
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from bench.generate import World
from bench.world.writing import write_folder
from seed.loading import load
from seed.reading import Curated, read_folder
from seed.renewing import rebuild
from service.graph import database as graph
from service.graph.database import Database, Transaction, open_database
from service.settings import DatabaseAddress

TODAY = date(2026, 10, 1)
Counts = Mapping[str, int]
COUNTED = {
    "facts": "MATCH (n:Fact) RETURN count(n)",
    "claims": "MATCH (n:Claim) RETURN count(n)",
    "versions": "MATCH (:Timeline)-[r]->(:Timeline) RETURN count(r)",
    "present edges": "MATCH (:Entity)-[r]->(:Entity) WHERE r.fact IS NOT NULL RETURN count(r)",
}


@dataclass(frozen=True, slots=True)
class Task:
    claims: int
    seed: int
    profile: bool
    address: DatabaseAddress | None = None
    further: int = 0

    def at(self, address: DatabaseAddress) -> "Task":
        return replace(self, address=address)

    def with_further(self, further: int) -> "Task":
        return replace(self, further=further)


@dataclass(frozen=True, slots=True)
class Timing:
    """Wall seconds that the loader waited for one statement, over all of its runs."""

    name: str
    calls: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds, and the most memory that the process ever had, in MB."""

    wall: float
    cpu: float
    peak: float
    statements: tuple[Timing, ...] = ()


@dataclass(slots=True)
class Progress:
    """Tells on stderr how much is done, every few seconds."""

    what: str
    of: int | None = None
    done: int = 0
    told: float = field(default_factory=time.monotonic)

    def add(self, more: int) -> None:
        self.done += more
        if time.monotonic() - self.told > 5:
            self.told = time.monotonic()
            whole = f" of {self.of:,}" if self.of else ""
            print(f"  {self.done:,}{whole} {self.what}", file=sys.stderr, flush=True)


class Stopwatch:
    """Times every statement by name, and with them the commits."""

    def __init__(self) -> None:
        self._seconds: dict[str, float] = {}
        self._calls: dict[str, int] = {}

    def add(self, name: str, seconds: float) -> None:
        self._seconds[name] = self._seconds.get(name, 0.0) + seconds
        self._calls[name] = self._calls.get(name, 0) + 1

    @property
    def timings(self) -> tuple[Timing, ...]:
        return tuple(Timing(name, self._calls[name], seconds) for name, seconds in self._seconds.items())

    def watch(self) -> None:
        """From now on, in this process."""
        run, write, define = Transaction.run, Database.write, Database.define

        async def timed_run(self_: Transaction, statement: str, row: Any, **parameters: object) -> Any:
            begun = time.perf_counter()
            try:
                return await run(self_, statement, row, **parameters)
            finally:
                self.add(statement, time.perf_counter() - begun)

        async def timed_write(self_: Database, work: Callable[[Transaction], Awaitable[Any]]) -> Any:
            inside = 0.0

            async def timed(transaction: Transaction) -> Any:
                nonlocal inside
                begun = time.perf_counter()
                try:
                    return await work(transaction)
                finally:
                    inside += time.perf_counter() - begun

            begun = time.perf_counter()
            try:
                return await write(self_, timed)
            finally:
                self.add("(begin and commit)", time.perf_counter() - begun - inside)

        async def timed_define(self_: Database, statement: str) -> None:
            begun = time.perf_counter()
            await define(self_, statement)
            self.add(statement, time.perf_counter() - begun)

        graph.Transaction.run = timed_run  # type: ignore[method-assign, assignment]
        graph.Database.write = timed_write  # type: ignore[method-assign, assignment]
        graph.Database.define = timed_define  # type: ignore[method-assign, assignment]


def generate(task: Task) -> Cost:
    return measured(task, lambda: sum(len(article.claims) for article in World(task.claims, task.seed).articles))


def read(task: Task) -> Cost:
    with tempfile.TemporaryDirectory(prefix="kg-bench-") as folder:
        world = World(task.claims, task.seed)
        write_folder(Path(folder) / "world", world.directory, world.articles)
        del world
        return measured(task, lambda: read_folder(Path(folder) / "world"))


def load_all(task: Task) -> Cost:
    return load_world(replace(task, further=0))


def incremental(task: Task) -> Cost:
    return load_world(task)


def load_world(task: Task) -> Cost:
    curated = World(task.claims, task.seed, task.further).curated
    return in_database(task, lambda database: _load(database, curated))


def rebuild_all(task: Task) -> Cost:
    return in_database(task, _rebuild)


async def _load(database: Database, curated: Curated) -> None:
    """The only place that calls the loader."""
    await load(database, curated, today=TODAY, progress=Progress("claims", of=curated.articles.claims).add)


async def _rebuild(database: Database) -> None:
    """The only place that calls rebuild."""
    await rebuild(database, today=TODAY, progress=Progress("facts").add)


def count(task: Task) -> Counts:
    """What the graph holds, by Cypher that no other part of the project needs."""
    assert task.address
    database = open_database(task.address)

    async def run() -> Counts:
        async with database:
            return {name: await _number(database, cypher) for name, cypher in COUNTED.items()}

    return asyncio.run(run())


async def _number(database: Database, cypher: str) -> int:
    records, _, _ = await database.driver.execute_query(cypher, database_=database.name)
    number: int = records[0][0]
    return number


def in_database(task: Task, work: Callable[[Database], Awaitable[None]]) -> Cost:
    assert task.address
    address = task.address
    stopwatch = Stopwatch()
    stopwatch.watch()

    async def run() -> None:
        async with open_database(address, read_timeout=600) as database:
            await work(database)

    return replace(measured(task, lambda: asyncio.run(run())), statements=stopwatch.timings)


def measured(task: Task, work: Callable[[], object]) -> Cost:
    """What `work` costs in this process; with `profile`, prints its 25 costliest functions."""
    wall, cpu = time.perf_counter(), time.process_time()
    if task.profile:
        profiled(work)
    else:
        work()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    return Cost(wall, cpu, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000)


def profiled(work: Callable[[], object]) -> None:
    """Run `work` and print the processor seconds of its functions, those in other threads included."""
    profiles = [cProfile.Profile(time.thread_time)]

    def begin(*_: object) -> None:
        profiles.append(cProfile.Profile(time.thread_time))
        profiles[-1].enable()

    threading.setprofile(begin)
    profiles[0].runcall(work)
    stats = pstats.Stats(*profiles)
    stats.sort_stats("tottime").print_stats(25)
