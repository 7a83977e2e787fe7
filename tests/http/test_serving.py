"""`kg serve` and other servers: it starts with clear words or not at all, and stops without dropping a request."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import httpx
import psutil
import pytest
from neo4j.exceptions import DriverError

from service.api.http.media import GRAPHQL
from service.graph.database import Database
from service.settings import PROJECT, DatabaseAddress
from tests.faults.proxy import Proxy, proxy_to
from tests.http.conftest import QUESTION, SECONDS, Here, Serve, environment, free_port

SLOW = 1.0  # seconds that each message to the database, and back, is on its way
Start = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def start(address: DatabaseAddress) -> Start:
    """What a command printed that should end by itself."""

    def run(*command: str, **more: str) -> subprocess.CompletedProcess[str]:
        settings = environment(address, str(free_port())) | more
        return subprocess.run(
            [sys.executable, "-c", *command],
            env={name: value for name, value in settings.items() if value != "unset"},
            cwd=PROJECT,
            capture_output=True,
            text=True,
            check=False,
            timeout=SECONDS,
        )

    return run


SERVE = ("from service.cli import main; main()", "serve")
FACTORY = (
    "import uvicorn; uvicorn.main()",
    "--factory",
    "service.api.app:create_app",
    "--port",
    "0",
    "--log-level",
    "error",
)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"KG_RATE_PER_MINUTE": "many"}, "KG_RATE_PER_MINUTE: 'many' is not right; write a valid integer"),
        ({"KG_API_KEYS": "short"}, "KG_API_KEYS: the value is not right; write keys of 16"),
        ({"NEO4J_URI": "unset"}, "the database is to be your own server, but NEO4J_URI is not set"),
    ],
)
def test_a_wrong_setting_is_one_clear_line(start: Start, settings: dict[str, str], words: str) -> None:
    ended = start(*SERVE, **settings)
    (line,) = ended.stderr.splitlines()
    assert line.startswith(words)
    assert ended.returncode == 1


@pytest.mark.parametrize("workers", ["1", "2"])
def test_any_server_that_starts_the_factory_says_it_once_and_ends(start: Start, workers: str) -> None:
    ended = start(*FACTORY, "--workers", workers, KG_RATE_PER_MINUTE="many")
    assert "KG_RATE_PER_MINUTE: 'many' is not right" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert ended.returncode != 0 or workers == "2"  # uvicorn itself ends well when its workers cannot start


def test_two_workers_answer(serve: Serve) -> None:
    with serve("--workers", "2") as served:
        children = psutil.Process(served.process.pid).children()
        workers = [child for child in children if any("spawn_main" in word for word in child.cmdline())]
        assert len(workers) == 2
        for other in workers:  # while it is stopped nobody but the one that is left can answer
            other.suspend()
            try:
                assert httpx.post(f"{served.url}/graphql", json={"query": QUESTION}, timeout=SECONDS).json()["data"]
            finally:
                other.resume()
    assert served.process.returncode is not None


def test_an_empty_database_is_not_ready_until_it_is_loaded(serve: Serve, scratch: Database) -> None:
    assert scratch
    with serve(ready=False) as served:
        ready = httpx.get(f"{served.url}/readyz", timeout=SECONDS)
        assert ready.status_code == 503
        assert ready.json() == {"status": "no data of this schema is loaded; run kg seed load"}
        numbers = httpx.get(f"{served.url}/metrics", timeout=SECONDS).text
        assert "\nkg_ready 0.0\n" in numbers


async def test_the_driver_is_closed_at_the_end(here: Here) -> None:
    async with here() as http:
        database: Database = http._transport.app.state.database  # type: ignore[attr-defined]
        await database.driver.verify_connectivity()
    with pytest.raises(DriverError, match="closed"):
        await database.driver.verify_connectivity()


def port_of(address: DatabaseAddress) -> int:
    return int(address.uri.rsplit(":", 1)[1])


def ask_slowly(url: str, proxy: Proxy) -> httpx.Response:
    proxy.latency = SLOW
    return httpx.post(f"{url}/graphql", json={"query": QUESTION}, timeout=SECONDS)


def test_a_running_request_is_finished_and_no_new_one_is_taken(serve: Serve, address: DatabaseAddress) -> None:
    with (
        proxy_to(port_of(address)) as proxy,
        serve(NEO4J_URI=f"bolt://127.0.0.1:{proxy.port}", KG_REQUEST_TIMEOUT="30") as served,
        ThreadPoolExecutor() as pool,
    ):
        answer = pool.submit(ask_slowly, served.url, proxy)
        time.sleep(SLOW / 2)
        served.stop()
        time.sleep(SLOW / 2)
        with pytest.raises(httpx.ConnectError):
            httpx.get(f"{served.url}/readyz")
        assert not answer.done()
        assert answer.result().json() == {"data": {"company": {"name": "OpenAI"}}}
        assert served.process.wait(SECONDS) == -signal.SIGTERM


def test_a_request_that_does_not_end_is_cut_off(serve: Serve, address: DatabaseAddress) -> None:
    more = {"KG_REQUEST_TIMEOUT": "60", "KG_SHUTDOWN_SECONDS": "1"}
    with (
        proxy_to(port_of(address)) as proxy,
        serve(NEO4J_URI=f"bolt://127.0.0.1:{proxy.port}", **more) as served,
        ThreadPoolExecutor() as pool,
    ):
        proxy.is_silent = True
        answer = pool.submit(httpx.post, f"{served.url}/graphql", json={"query": QUESTION}, timeout=SECONDS)
        time.sleep(0.5)
        served.stop()
        served.process.wait(SECONDS / 2)
        assert answer.result().status_code == 503
        assert answer.result().json()["errors"][0]["message"] == "the server is stopping; ask again"
        assert "Traceback" not in served.printed.read_text()


def test_a_database_that_says_nothing_keeps_nobody_waiting(serve: Serve, address: DatabaseAddress) -> None:
    with (
        proxy_to(port_of(address)) as proxy,
        serve(NEO4J_URI=f"bolt://127.0.0.1:{proxy.port}", KG_REQUEST_TIMEOUT="2") as served,
        httpx.Client(base_url=served.url, timeout=SECONDS, headers={"accept": GRAPHQL}) as http,
    ):
        proxy.is_silent = True
        began = time.monotonic()
        answer = http.get("/graphql", params={"query": QUESTION})
        assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (504, "TIMEOUT")
        assert time.monotonic() - began < 4  # once the time of a request, though its tag asks the database too
        silent = f"bolt://127.0.0.1:{proxy.port} gives no answer in time; see that Neo4j runs there"
        assert http.get("/readyz").json()["status"].startswith(silent)
        assert "\nkg_ready 0.0\n" in http.get("/metrics").text


def test_a_stopping_process_says_so_while_it_still_answers(serve: Serve) -> None:
    with serve(KG_DRAIN_SECONDS="3") as served:
        served.stop()
        served.wait_until("/readyz", 503)
        assert httpx.get(f"{served.url}/readyz").json() == {"status": "stopping"}
        assert httpx.get(f"{served.url}/healthz").status_code == 200
        assert httpx.post(f"{served.url}/graphql", json={"query": QUESTION}, timeout=SECONDS).json()["data"]
        served.process.wait(SECONDS)
