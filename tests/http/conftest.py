"""The application with other settings than the usual: in this process, and in processes of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, AbstractContextManager, asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from service.api.app import make_app
from service.graph.database import Database
from service.settings import PROJECT, DatabaseAddress, read_settings

Here = Callable[..., AbstractAsyncContextManager[httpx.AsyncClient]]
QUESTION = '{ company(id: "openai") { name } }'
SECONDS = 60.0  # for a busy machine


@dataclass(frozen=True)
class Served:
    """A process that serves at `url`, and the file that holds what it printed."""

    process: subprocess.Popen[bytes]
    url: str
    printed: Path

    def wait_until(self, path: str, status: int) -> None:
        end = time.monotonic() + SECONDS
        while time.monotonic() < end and self.process.poll() is None:
            try:
                if httpx.get(self.url + path, timeout=SECONDS).status_code == status:
                    return
            except httpx.TransportError:
                pass
            time.sleep(0.1)
        raise AssertionError(self.printed.read_text())

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)


Serve = Callable[..., AbstractContextManager[Served]]


@pytest.fixture(scope="session")
def here(address: DatabaseAddress, database: Database) -> Here:
    """`async with here(api_keys=…) as http:` in this process, asked from 192.0.2.1."""
    assert database

    @asynccontextmanager
    async def serve(*, raising: bool = True, **settings: object) -> AsyncIterator[httpx.AsyncClient]:
        app = make_app(address, read_settings(statement_timeout=30, **settings))
        transport = httpx.ASGITransport(app=app, client=("192.0.2.1", 40000), raise_app_exceptions=raising)
        async with (
            app.router.lifespan_context(app),
            httpx.AsyncClient(transport=transport, base_url="http://test") as http,
        ):
            yield http

    return serve


@pytest.fixture(scope="session")
def serve(address: DatabaseAddress, database: Database, tmp_path_factory: pytest.TempPathFactory) -> Serve:
    """`with serve("--workers", "2", KG_API_KEYS=…) as served:` what `kg serve` answers."""
    assert database

    @contextmanager
    def served(*words: str, ready: bool = True, **more: str) -> Iterator[Served]:
        port = str(free_port())
        printed = tmp_path_factory.mktemp("served") / "printed.txt"
        command = [sys.executable, "-c", "from service.cli import main; main()", "serve", *words]
        with printed.open("wb") as file:
            process = subprocess.Popen(
                command, env=environment(address, port) | more, cwd=PROJECT, stdout=file, stderr=subprocess.STDOUT
            )
        one = Served(process, f"http://127.0.0.1:{port}", printed)
        try:
            one.wait_until("/readyz" if ready else "/healthz", 200)
            yield one
        finally:
            one.stop()
            try:
                process.wait(SECONDS)
            finally:
                process.kill()

    return served


def environment(address: DatabaseAddress, port: str) -> dict[str, str]:
    """The tests' own database, and no settings of whoever runs the tests."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("KG_", "NEO4J_"))}
    login = {"NEO4J_USERNAME": address.username, "NEO4J_PASSWORD": address.password, "NEO4J_DATABASE": address.database}
    return {**own, **login, "NEO4J_URI": address.uri, "KG_API_PORT": port, "KG_STATEMENT_TIMEOUT": "30"}


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
        return port
