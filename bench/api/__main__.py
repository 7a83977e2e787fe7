"""How fast the API answers, beside the least that could and beside the ready-made library: one run, in turns.

Usage: python -m bench.api [--claims 100000] [--keep FOLDER] [--servers floor service ...] [--questions suppliers ...]
                           [--clients 1 8 32] [--seconds 3] [--rounds 3] [--short] [--node PATH] [--out FILE]

It needs wrk, and Node.js 22.15 or later with npm for the peer. All servers run on one managed Neo4j with the world of
bench.generate; each question is seen to have one answer before it is timed. The section goes to stdout, or into FILE.
Progress goes to stderr. Times on a shared machine are worth comparing within one run only.
"""

import argparse
import shutil
import signal
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import orjson

from bench.api.bodies import own_bodies, peer_bodies
from bench.api.cells import CLIENTS, PEER_QUESTIONS, QUESTIONS, Ask, Cell, cells
from bench.api.equality import see_equal
from bench.api.measuring import Figures, measure, middle, see_wrk
from bench.api.servers import NAMES, PEERS, Running, install_peer, node_itself, running
from bench.api.store import world
from bench.api.table import put, section
from bench.api.targets import Asking, Targets, targets
from bench.load import tell
from service.managed.server import RunningDatabase

WARMING_SECONDS = 2
Bodies = Mapping[Ask, Mapping[str, Path]]


def main() -> None:
    asked = arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that all it started ends too
    see_wrk()
    if set(asked.servers) & set(PEERS):
        install_peer(asked.node)
        asked.node = node_itself(asked.node)
    with world(asked.claims, seed=asked.seed, heap=asked.heap, keep=asked.keep) as database:
        aimed, results = compare(database, asked)
    about = f"{asked.claims:,} claims, {asked.rounds} rounds of {asked.seconds} s, medians"
    text = section(results, aimed.companies, about=about)
    if asked.out:
        put(text, asked.out)
    else:
        print(text)


def compare(database: RunningDatabase, asked: argparse.Namespace) -> tuple[Targets, dict[Cell, dict[str, Figures]]]:
    measured = list(cells(asked.questions, asked.clients))
    with tempfile.TemporaryDirectory(prefix="kg-bench-") as folder:
        place, asking = Path(folder), Asking(database.address)
        aimed = targets(asking, seed=asked.seed)
        posted = {cell.ask: posts(cell.ask, aimed, asking, asked.servers) for cell in measured}
        answers = place / "answers"
        live = [name for name in asked.servers if name != "replayed"]
        with running(live, database.address, answers=answers, node=asked.node) as servers:
            write_answers(posted, servers, answers)
            late = [name for name in asked.servers if name == "replayed"]
            with running(late, database.address, answers=answers, node=asked.node) as replaying:
                files = {ask: write_bodies(bodies, place) for ask, bodies in posted.items()}
                java = Running("database", database.pid)
                return aimed, run(measured, files, {**servers, **replaying}, java, asked)


def posts(ask: Ask, aimed: Targets, asking: Asking, names: Sequence[str]) -> dict[str, list[bytes]]:
    """The bodies for each server that can be asked this."""
    own = own_bodies(ask, aimed)
    found = {name: own for name in names if name not in PEERS}
    if ask.question in PEER_QUESTIONS:
        found |= {name: peer_bodies(ask, aimed, asking, form=name) for name in names if name in PEERS}
    return found


def write_answers(posted: Mapping[Ask, Mapping[str, list[bytes]]], servers: Mapping[str, Running], to: Path) -> None:
    """See that all servers say the same, and keep what they say for the one that replays it."""
    with to.open("wb") as file:
        for ask, bodies in posted.items():
            live = {name: bodies[name] for name in bodies if name in servers}
            own = [name for name in ("service", "cached", "floor") if name in live]
            ordered = {name: live[name] for name in [*own, *(set(live) - set(own))]}
            told = see_equal(ask, ordered, servers)
            tell(f"{ask}: {', '.join(ordered)} say the same, {sum(map(len, told)) // len(told):,} bytes")
            for body, answer in zip(next(iter(ordered.values())), told, strict=True):
                file.write(orjson.dumps([body.decode(), answer.decode()]) + b"\n")


def write_bodies(bodies: Mapping[str, list[bytes]], folder: Path) -> dict[str, Path]:
    """For each server a file with a body a line."""
    files = {}
    for name, lines in bodies.items():
        with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
            file.write(b"\n".join(lines) + b"\n")
        files[name] = Path(file.name)
    return files


def run(
    measured: Sequence[Cell],
    files: Bodies,
    servers: Mapping[str, Running],
    database: Running,
    asked: argparse.Namespace,
) -> dict[Cell, dict[str, Figures]]:
    """Cell by cell, the servers in turn, and that as often as there are rounds."""
    for ask, of in files.items():
        for name, bodies in of.items():
            measure(servers[name], database, bodies=bodies, clients=8, seconds=min(asked.seconds, WARMING_SECONDS))
        tell(f"warm: {ask}")
    results = {}
    for cell in measured:
        rounds: dict[str, list[Figures]] = {name: [] for name in files[cell.ask]}
        for _ in range(asked.rounds):
            for name, bodies in files[cell.ask].items():
                figures = measure(servers[name], database, bodies=bodies, clients=cell.clients, seconds=asked.seconds)
                rounds[name].append(figures)
        results[cell] = {name: middle(runs) for name, runs in rounds.items()}
        tell(f"{cell}: " + ", ".join(f"{name} {found.rate:,.0f}/s" for name, found in results[cell].items()))
    return results


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Compare the API with a bare floor and with @neo4j/graphql.")
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--heap", type=int, default=512, help="MB of Java heap of the database")
    parser.add_argument("--keep", type=Path, help="folder in which the loaded database is kept between runs")
    parser.add_argument("--servers", nargs="+", choices=NAMES, default=list(NAMES))
    parser.add_argument("--questions", nargs="+", choices=QUESTIONS, default=list(QUESTIONS))
    parser.add_argument("--clients", nargs="+", type=int, choices=CLIENTS, default=list(CLIENTS))
    parser.add_argument("--seconds", type=int, default=3, help="of one run of one server, which wrk wants whole")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--short", action="store_true", help="one round of one second, to see that all works")
    parser.add_argument("--node", default=shutil.which("node") or "node", help="the Node.js of the peer")
    parser.add_argument("--out", type=Path, help="Markdown file whose section is written")
    asked = parser.parse_args()
    if asked.short:
        asked.seconds, asked.rounds = 1, 1
    return asked


if __name__ == "__main__":
    main()
