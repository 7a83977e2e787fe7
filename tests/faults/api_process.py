"""The API as people run it, `kg serve`, in a process of its own."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from service.settings import PROJECT, DatabaseAddress
from tests.http.conftest import SECONDS, Served, environment, free_port


@contextmanager
def api_on(address: DatabaseAddress, folder: Path, **more: str) -> Iterator[Served]:
    """Ready for questions. `folder` gets what it prints; `more` is added to its environment."""
    port, printed = free_port(), folder / "api.txt"
    command = [sys.executable, "-c", "from service.cli import main; main()", "serve"]
    with printed.open("wb") as file:
        process = subprocess.Popen(
            command, env=environment(address, str(port)) | more, cwd=PROJECT, stdout=file, stderr=subprocess.STDOUT
        )
    served = Served(process, f"http://127.0.0.1:{port}", printed)
    try:
        served.wait_until("/readyz", 200)
        yield served
        assert process.poll() is None, printed.read_text("utf-8")[-2_000:]
    finally:
        served.stop()
        try:
            process.wait(SECONDS)
        finally:
            process.kill()


def port_of(served: Served) -> int:
    return int(served.url.rpartition(":")[2])


def faults_logged(served: Served) -> list[str]:
    """Lines of the log that tell of a fault of the program; that Neo4j does not answer is none."""
    lines = served.printed.read_text("utf-8", "replace").splitlines()
    return [line for line in lines if "Traceback" in line or '"exception"' in line]
