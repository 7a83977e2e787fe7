"""A managed Neo4j that holds a made-up world, in a folder that is kept or in one that goes."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.load import apart, tell
from bench.loading import Task, load_all
from service.managed.ports import free_ports
from service.managed.server import ManagedDatabase, RunningDatabase
from service.settings import Settings


@contextmanager
def world(claims: int, *, seed: int, heap: int, keep: Path | None) -> Iterator[RunningDatabase]:
    """A Neo4j with a world of `claims` claims; with `keep`, one that was loaded before is used again."""
    with tempfile.TemporaryDirectory(prefix="kg-bench-", ignore_cleanup_errors=True) as folder:
        home = (keep or Path(folder)).resolve() / f"{claims}-claims-seed-{seed}"
        home.mkdir(parents=True, exist_ok=True)
        ports = free_ports()
        settings = Settings(home=home, bolt_port=ports.bolt, http_port=ports.http, heap_mb=heap)
        with ManagedDatabase(settings).bound() as running:
            _load(running, Task(claims, seed, profile=False), loaded=home / "loaded")
            yield running


def _load(running: RunningDatabase, task: Task, *, loaded: Path) -> None:
    """Once; a load that was broken off is done again."""
    if loaded.exists():
        return
    tell(f"loading {task.claims:,} claims")
    apart(load_all, task.at(running.address))
    loaded.touch()
