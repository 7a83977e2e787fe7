"""The servers that are compared, each a program of its own on the same Neo4j."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from service.managed.ports import free_ports
from service.settings import DatabaseAddress

PEER = Path(__file__).resolve().parent / "peer"
PROJECT = Path(__file__).resolve().parents[2]
START_SECONDS = 60.0
CACHE_BYTES = 64_000_000
KG = (sys.executable, "-c", "from service.cli import main; main()")
NAMES = {
    "floor": "(a) bare floor",
    "service": "(b) service, no cache",
    "cached": "(c) service, cache",
    "replayed": "bare, same bytes",
    "generated": "(d) peer, generated",
    "by_hand": "(d) peer, by hand",
}
PEERS = ("generated", "by_hand")


@dataclass(frozen=True, slots=True)
class Running:
    """A program that runs, seen from outside."""

    name: str
    pid: int
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/graphql"

    @property
    def cpu(self) -> float:
        """Seconds of the processor since its start, its children's included."""
        times = [each.cpu_times() for each in self._family()]
        return sum(time_.user + time_.system for time_ in times)

    @property
    def resident(self) -> float:
        """MB in memory, its children's included."""
        return sum(each.memory_info().rss for each in self._family()) / 1e6

    def _family(self) -> list[psutil.Process]:
        first = psutil.Process(self.pid)
        return [first, *first.children(recursive=True)]


def command(name: str, answers: Path, *, node: str) -> list[str]:
    if name in PEERS:
        return [node, str(PEER / "server.mjs")]
    modules = {"floor": ["bench.api.floor"], "replayed": ["bench.api.replaying", str(answers)]}
    return [sys.executable, "-m", *modules[name]] if name in modules else [*KG, "serve", "--workers", "1"]


def environment(name: str, address: DatabaseAddress, port: int) -> dict[str, str]:
    login = {"NEO4J_URI": address.uri, "NEO4J_USERNAME": address.username, "NEO4J_PASSWORD": address.password}
    cache = {"KG_CACHE_BYTES": str(CACHE_BYTES if name == "cached" else 0)}
    ours = {"KG_DATABASE": "uri", "KG_API_PORT": str(port), "KG_LOG_FORMAT": "text", "KG_LOG_LEVEL": "warning"}
    return {**os.environ, **login, **cache, **ours, "PORT": str(port), "NODE_ENV": "production"}


@contextmanager
def running(names: list[str], address: DatabaseAddress, *, answers: Path, node: str) -> Iterator[dict[str, Running]]:
    """All of them, ready; they end with the block."""
    with ExitStack() as stack:
        yield {name: stack.enter_context(_one(name, address, answers=answers, node=node)) for name in names}


@contextmanager
def _one(name: str, address: DatabaseAddress, *, answers: Path, node: str) -> Iterator[Running]:
    port = free_ports().http
    started = subprocess.Popen(
        command(name, answers, node=node), env=environment(name, address, port), cwd=PROJECT, stdout=subprocess.DEVNULL
    )
    try:
        found = Running(name, started.pid, port)
        _wait(found, started)
        yield found
    finally:
        started.send_signal(signal.SIGTERM)
        started.wait(timeout=40)


def _wait(found: Running, started: "subprocess.Popen[bytes]") -> None:
    """Each of them listens when it can answer, and not before."""
    deadline = time.monotonic() + START_SECONDS
    while started.poll() is None and time.monotonic() < deadline:
        with suppress(OSError), socket.create_connection(("127.0.0.1", found.port), timeout=1):
            return
        time.sleep(0.05)
    raise SystemExit(f"{found.name} did not start")


def node_itself(node: str) -> str:
    """The program behind `node`, which may be a script that starts it and does not pass signals on."""
    return subprocess.run([node, "-p", "process.execPath"], check=True, capture_output=True, text=True).stdout.strip()


def install_peer(node: str) -> None:
    """The locked packages of the peer, into the folder of the bench; done before: at once."""
    npm = shutil.which("npm", path=f"{Path(node).parent}{os.pathsep}{os.environ['PATH']}")
    if not npm:
        raise SystemExit("the peer needs Node.js 22.15 or later with npm; leave it out with --servers, or install both")
    installed = PEER / "node_modules/.package-lock.json"
    if not installed.exists() or installed.stat().st_mtime < (PEER / "package-lock.json").stat().st_mtime:
        subprocess.run([npm, "ci", "--no-audit", "--no-fund"], cwd=PEER, check=True, stdout=sys.stderr)
