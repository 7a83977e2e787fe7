"""What it costs to load a made-up world: claims a second, processor time, memory, disk.

Usage: python -m bench.load --claims 10000 100000 [--heap 512] [--profile]

Every size has a fresh managed Neo4j, and the loader a process of its own. Prints Markdown tables; progress goes to
stderr. Times on a shared machine are worth comparing within one run only.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import psutil

from bench.generate import World
from bench.loading import Cost, Counts, Task, Timing, count, generate, incremental, load_all, read, rebuild_all
from service.managed.ports import free_ports
from service.managed.server import ManagedDatabase, RunningDatabase
from service.settings import Settings

MOST_READ = 100_000  # claims; larger worlds are not written as YAML
FURTHER = 10  # articles of the small load at the end


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what was done with how many claims, and what the loader and the database needed."""

    what: str
    claims: int
    cost: Cost
    database_seconds: float = 0.0
    database_peak: float = 0.0  # MB
    store: float = 0.0  # MB
    logs: float = 0.0  # MB; transactions that are not yet dropped

    @property
    def cells(self) -> tuple[str, ...]:
        rate = f"{self.claims / self.cost.wall:,.0f}"
        loader = (f"{self.cost.wall:,.1f}", f"{self.cost.cpu:,.1f}", f"{self.cost.peak:,.0f}")
        if not self.database_peak:
            return (self.what, f"{self.claims:,}", rate, *loader, "", "", "", "")
        disk = (f"{self.store:,.0f}", f"{self.logs:,.0f}")
        database = (f"{self.database_seconds:,.1f}", f"{self.database_peak:,.0f}", *disk)
        return (self.what, f"{self.claims:,}", rate, *loader, *database)


HEADINGS = (
    "what", "claims", "claims/s", "wall s", "loader CPU s", "loader peak MB", "database CPU s", "database peak MB",
    "store MB", "transaction logs MB",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Server:
    """A managed Neo4j, seen from outside."""

    running: RunningDatabase
    home: Path

    @property
    def cpu(self) -> float:
        """Seconds of the processor since its start."""
        times = psutil.Process(self.running.pid).cpu_times()
        return times.user + times.system

    @property
    def peak(self) -> float:
        """The most memory that it ever had, in MB."""
        lines = Path(f"/proc/{self.running.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1000

    def disk(self, folder: str) -> float:
        """MB of a folder of its data."""
        files = (self.home / "neo4j/data" / folder).rglob("*")
        return sum(path.stat().st_size for path in files if path.is_file()) / 1e6

    def measure(self, what: str, work: Callable[[Task], Cost], task: Task, *, claims: int) -> Row:
        begun = self.cpu
        cost = apart(work, task)
        row = Row(what, claims, cost, self.cpu - begun, self.peak, self.disk("databases"), self.disk("transactions"))
        tell(f"{what}: {cost.wall:.1f} s")
        return row


@contextmanager
def server(heap: int) -> Iterator[Server]:
    """A managed Neo4j in a folder of its own, as `kg run` starts it, with `heap` MB."""
    with tempfile.TemporaryDirectory(prefix="kg-bench-", ignore_cleanup_errors=True) as folder:
        ports = free_ports()
        settings = Settings(home=Path(folder), bolt_port=ports.bolt, http_port=ports.http, heap_mb=heap)
        with ManagedDatabase(settings).bound() as running:
            yield Server(running, Path(folder).resolve())


def apart(work: Callable[[Task], Any], task: Task) -> Any:
    """Run `work` in a new process, so that its memory and its processor time are its own."""
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, task).result()


def tell(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)


def measure_size(claims: int, asked: argparse.Namespace) -> Iterator[Row]:
    """All rows of one size, and then prints what the graph holds and which statements took the time."""
    task = Task(claims, seed=asked.seed, profile=asked.profile)
    yield Row("generate", claims, apart(generate, task))
    if claims <= MOST_READ and not asked.no_read:
        yield Row("read from YAML", claims, apart(read, task))
    with server(asked.heap) as own:
        task = task.at(own.running.address)
        steps: list[tuple[str, Callable[[Task], Cost], int]] = [("load", load_all, claims)]
        if not asked.no_rebuild:
            steps.append(("rebuild", rebuild_all, claims))
        steps.append((f"load {FURTHER} more articles", incremental, further_claims(task)))
        rows = []
        for what, work, number in steps:
            try:
                rows.append(own.measure(what, work, task.with_further(FURTHER), claims=number))
                yield rows[-1]
            except Exception as error:
                tell(f"{what} failed: {error!r}")
                print(f"\n{what} of {claims:,} claims failed: {type(error).__name__}: {error}\n", flush=True)
        print_counts(apart(count, task))
    for row in rows:
        print_statements(row)


def further_claims(task: Task) -> int:
    """The claims of the small load at the end."""
    articles = World(task.claims, task.seed, further=FURTHER).articles
    return sum(len(articles.article(len(articles) - place).claims) for place in range(1, FURTHER + 1))


def print_counts(counts: Counts) -> None:
    cells = ", ".join(f"{number:,} {name}" for name, number in counts.items())
    print(f"\nThe graph holds {cells}.\n", flush=True)


def print_statements(row: Row) -> None:
    """Where the loader's wall time went, statement by statement; the rest is its own work."""
    print(f"\n{row.what}, {row.claims:,} claims: wall seconds by statement\n")
    print("| statement | calls | seconds | share |\n|---|---|---|---|")
    timings: list[Timing] = sorted(row.cost.statements, key=lambda timing: -timing.seconds)
    for timing in timings:
        print(f"| {timing.name} | {timing.calls:,} | {timing.seconds:.2f} | {timing.seconds / row.cost.wall:.0%} |")
    own = row.cost.wall - sum(timing.seconds for timing in timings)
    print(f"| the loader between statements | | {own:.2f} | {own / row.cost.wall:.0%} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure loads of made-up worlds.")
    parser.add_argument("--claims", type=int, nargs="+", default=[10_000])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--heap", type=int, default=512, help="MB of Java heap of the database")
    parser.add_argument("--profile", action="store_true", help="print where the loader's own time goes")
    parser.add_argument("--no-read", action="store_true", help="leave out reading from YAML")
    parser.add_argument("--no-rebuild", action="store_true", help="leave out the rebuild")
    asked = parser.parse_args()
    rows = []
    for claims in asked.claims:
        tell(f"{claims:,} claims, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
        rows += list(measure_size(claims, asked))
    print(f"\n| {' | '.join(HEADINGS)} |\n|{'---|' * len(HEADINGS)}")
    for row in rows:
        print(f"| {' | '.join(row.cells)} |")


if __name__ == "__main__":
    main()
