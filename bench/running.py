"""What a user waits for and what it costs: start, memory, and the suppliers question over HTTP.

Usage: python bench/running.py          (starts everything in a folder of its own, on free ports)

Prints a Markdown table. Times on a shared machine are worth comparing within one run only.
"""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles

import httpx
import psutil

QUESTION = (Path(__file__).parent.parent / "service/web/questions/1-who-supplies-openai-inference.graphql").read_text()
REQUESTS = 400
KG = (sys.executable, "-c", "from service.cli import main; main()")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(home: str, ports: dict[str, str]) -> tuple[subprocess.Popen[bytes], float]:
    """`kg run`, and the seconds until it is ready."""
    begun = time.perf_counter()
    environment = {**os.environ, "KG_HOME": home, "KG_DATABASE": "managed", **ports}
    process = subprocess.Popen([*KG, "run"], env=environment)
    ready = f"http://127.0.0.1:{ports['KG_API_PORT']}/readyz"
    while process.poll() is None:
        try:
            if httpx.get(ready, timeout=2).status_code == 200:
                return process, time.perf_counter() - begun
        except httpx.TransportError:
            pass
        time.sleep(0.05)
    raise SystemExit("kg run ended early")


def download() -> float:
    """Seconds that `kg db fetch` takes with nothing downloaded before."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as cache:
        begun = time.perf_counter()
        environment = {**os.environ, "KG_CACHE": cache}
        subprocess.run([*KG, "db", "fetch"], env=environment, check=True, capture_output=True)
        return time.perf_counter() - begun


def stop(process: subprocess.Popen[bytes]) -> float:
    begun = time.perf_counter()
    process.send_signal(signal.SIGINT)
    process.wait(timeout=60)
    return time.perf_counter() - begun


def resident(process: subprocess.Popen[bytes]) -> dict[str, float]:
    """Megabytes of the API and of Java."""
    tree = [psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)]
    java = [each for each in tree if "java" in each.name()]
    return {"api": tree[0].memory_info().rss / 1e6, "database": sum(each.memory_info().rss for each in java) / 1e6}


async def ask(url: str, clients: int, requests: int) -> tuple[list[float], float]:
    """Seconds of each request, and of all together."""
    times: list[float] = []
    left = iter(range(requests))

    async def client() -> None:
        async with httpx.AsyncClient(timeout=30) as http:
            for _ in left:
                begun = time.perf_counter()
                answer = await http.post(url, json={"query": QUESTION})
                times.append(time.perf_counter() - begun)
                assert "errors" not in answer.json(), answer.text

    begun = time.perf_counter()
    await asyncio.gather(*(client() for _ in range(clients)))
    return times, time.perf_counter() - begun


def main() -> None:
    ports = {name: str(free_port()) for name in ("KG_BOLT_PORT", "KG_HTTP_PORT", "KG_API_PORT")}
    url = f"http://127.0.0.1:{ports['KG_API_PORT']}/graphql"
    rows = [("download of Neo4j", f"{download():.1f} s")]
    with tempfile.TemporaryDirectory() as home:
        process, first = start(home, ports)
        stop(process)
        process, second = start(home, ports)
        try:
            rows += [("first start with load", f"{first:.1f} s"), ("second start", f"{second:.1f} s")]
            asyncio.run(ask(url, 1, 100))
            for clients in (1, 8):
                times, whole = asyncio.run(ask(url, clients, REQUESTS))
                p99 = quantiles(times, n=100)[98]
                figures = f"p50 {median(times) * 1000:.0f} ms, p99 {p99 * 1000:.0f} ms, {REQUESTS / whole:.0f}/s"
                rows.append((f"suppliers over HTTP, {clients} clients", figures))
            rows += [(f"memory of {name}", f"{size:.0f} MB") for name, size in resident(process).items()]
        finally:
            rows.append(("stop", f"{stop(process):.1f} s"))
    print("| what | figure |\n|---|---|")
    print("\n".join(f"| {what} | {figure} |" for what, figure in rows))


if __name__ == "__main__":
    main()
