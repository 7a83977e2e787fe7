"""One run of wrk against one server, and what it cost server and database."""

import json
import os
import shutil
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.api.servers import Running

SCRIPT = Path(__file__).resolve().parent / "bodies.lua"
PATIENCE = 10  # seconds that a request may take
IDLE = 0.015  # seconds of the processor in a tenth of a second


@dataclass(frozen=True, slots=True)
class Figures:
    """Requests a second, milliseconds, milliseconds of the processor a request, MB, and how many requests failed."""

    rate: float
    p50: float
    p99: float
    server_cpu: float
    database_cpu: float
    resident: float
    errors: int


def measure(server: Running, database: Running, *, bodies: Path, clients: int, seconds: int) -> Figures:
    mine, theirs = server.cpu, database.cpu
    told = _wrk(server.url, bodies=bodies, clients=clients, seconds=seconds)
    served = max(told["requests"], 1)
    figures = Figures(
        rate=told["requests"] / told["microseconds"] * 1e6,
        p50=told["p50"] / 1000,
        p99=told["p99"] / 1000,
        server_cpu=(server.cpu - mine) / served * 1000,
        database_cpu=(database.cpu - theirs) / served * 1000,
        resident=server.resident,
        errors=told["errors"],
    )
    _let_end(server)
    return figures


def _let_end(server: Running) -> None:
    """Wait until the server is done with what wrk no longer waits for, which is not the next one's to pay."""
    before, deadline = -1.0, time.monotonic() + PATIENCE
    while server.cpu - before > IDLE and time.monotonic() < deadline:
        before = server.cpu
        time.sleep(0.1)


def middle(runs: Sequence[Figures]) -> Figures:
    """The median of each figure over rounds, and all errors."""
    names = ("rate", "p50", "p99", "server_cpu", "database_cpu", "resident")
    medians = {name: median(getattr(figures, name) for figures in runs) for name in names}
    return Figures(**medians, errors=sum(figures.errors for figures in runs))


def _wrk(url: str, *, bodies: Path, clients: int, seconds: int) -> dict[str, int]:
    words = ["-t1", f"-c{clients}", f"-d{seconds}s", f"--timeout={PATIENCE}s", "-s", str(SCRIPT), url]
    ran = subprocess.run(
        ["wrk", *words], env={**os.environ, "BODIES": str(bodies)}, check=True, capture_output=True, text=True
    )
    told: dict[str, int] = json.loads(ran.stdout.strip().splitlines()[-1])
    return told


def see_wrk() -> None:
    if not shutil.which("wrk"):
        raise SystemExit("wrk is missing, which makes the load; Debian has it in the package wrk")
