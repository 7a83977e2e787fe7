"""Passwords and keys are in no output, log, answer, number or command line, however the programs fail."""

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import psutil
import pytest

from service.managed.ports import free_ports
from service.settings import PROJECT, DatabaseAddress
from tests.http.conftest import environment, free_port
from tests.small_folder import claim, small_folder

SECONDS = 90.0  # for a busy machine
PASSWORD, KEY, METRICS_KEY, WRONG_KEY = (
    "sesame-opens",
    "key-of-a-caller-0123",
    "key-of-a-scraper-0123",
    "no-key-0123456789",
)
SECRETS = (PASSWORD, KEY, METRICS_KEY, WRONG_KEY)
SECRET_SETTINGS = {
    "NEO4J_PASSWORD": PASSWORD,
    "KG_API_KEYS": f"{KEY},another-{KEY}",
    "KG_METRICS_KEYS": METRICS_KEY,
    "KG_LOG_LEVEL": "debug",
}
KG = "from service.cli import main; main()"
NOWHERE = DatabaseAddress("bolt://127.0.0.1:1", "neo4j", PASSWORD)


@dataclass
class Seen:
    """All that a program showed: what it printed, its answers, and the command lines of it and its children."""

    process: subprocess.Popen[bytes]
    url: str
    printed: Path
    answers: list[str] = field(default_factory=list)
    commands: set[str] = field(default_factory=set)

    def wait_until_it_answers(self, path: str, *, status: int) -> None:
        end = time.monotonic() + SECONDS
        while time.monotonic() < end and self.process.poll() is None:
            try:
                if self.ask(path) == status:
                    return
            except httpx.TransportError:
                pass
            time.sleep(0.1)
        raise AssertionError(self.printed.read_text())

    def ask(self, path: str, *, key: str = "", query: str = "", method: str = "GET") -> int:
        """The status; what came back is kept."""
        headers = {"authorization": f"Bearer {key}"} if key else {}
        params = {"query": query} if query else {}
        answer = httpx.request(method, self.url + path, headers=headers, params=params, timeout=SECONDS)
        self.answers.append(f"{answer.headers}\n{answer.text}")
        return answer.status_code

    def look_at_commands(self) -> None:
        one = psutil.Process(self.process.pid)
        for each in (one, *one.children(recursive=True)):
            self.commands.add(" ".join(each.cmdline()))

    def everything(self) -> str:
        return "\n".join([self.printed.read_text(errors="replace"), *self.answers, *self.commands])


@contextmanager
def program(folder: Path, *words: str, **settings: str) -> Iterator[Seen]:
    """`kg` with these words, until the end of the block or, if it is over before, its own."""
    port = str(free_port())
    printed = folder / "printed.txt"
    own = environment(NOWHERE, port) | SECRET_SETTINGS | settings
    with printed.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, "-c", KG, *words], env=own, cwd=PROJECT, stdout=file, stderr=subprocess.STDOUT
        )
    try:
        yield Seen(process, f"http://127.0.0.1:{port}", printed)
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(SECONDS)
        finally:
            process.kill()


def be_a_nuisance(seen: Seen) -> None:
    """Requests that go right and wrong, with right and wrong keys."""
    for key in ("", WRONG_KEY, KEY, METRICS_KEY):
        for query in ('{ company(id: "openai") { name } }', "{ nonsense", "mutation { a }"):
            seen.ask("/graphql", key=key, query=query)
        for path in ("/readyz", "/metrics", "/healthz", "/nothing"):
            seen.ask(path, key=key)
        seen.ask("/graphql", key=key, method="PUT")
    seen.look_at_commands()


def leaked(text: str) -> list[str]:
    return [secret for secret in SECRETS if secret in text]


def test_an_api_without_its_database_shows_no_secret(tmp_path: Path) -> None:
    with program(tmp_path, "serve", "--workers", "2") as seen:
        seen.wait_until_it_answers("/healthz", status=200)
        be_a_nuisance(seen)
    assert len(seen.commands) >= 3  # the supervisor and its workers
    assert '"level":"debug"' in seen.printed.read_text()
    assert leaked(seen.everything()) == []


def test_an_api_on_its_database_shows_no_secret(tmp_path: Path, address: DatabaseAddress) -> None:
    with program(tmp_path, "serve", NEO4J_URI=address.uri) as seen:
        seen.wait_until_it_answers("/healthz", status=200)
        be_a_nuisance(seen)
    assert any("kg_requests_total" in answer for answer in seen.answers)
    assert leaked(seen.everything()) == []


WORDS = ("ask suppliers openai", "seed load", "seed status", "seed plan", "serve", "db status")
ALL_OF_THEM = """
import sys
from service.cli import main
for words in sys.argv[1:]:
    sys.argv[1:] = words.split()
    try:
        main()
    except SystemExit as end:
        print("exit code", end.code, flush=True)
"""
WRONG_SETTINGS: dict[str, dict[str, str]] = {
    "nothing listens": {},
    "an address with a login": {"NEO4J_URI": f"bolt://neo4j:{PASSWORD}@127.0.0.1:1"},
    "a key that is too short": {"KG_API_KEYS": f"{KEY},{PASSWORD}"},
    "a key with a space": {"KG_METRICS_KEYS": f"{METRICS_KEY} {PASSWORD}"},
}


@pytest.mark.parametrize("wrong", WRONG_SETTINGS)
def test_a_command_that_fails_shows_no_secret(tmp_path: Path, wrong: str) -> None:
    own = environment(NOWHERE, str(free_port())) | SECRET_SETTINGS | {"KG_SEED_DATA": str(small_folder(tmp_path).path)}
    words = [each for each in WORDS if wrong != "nothing listens" or each != "serve"]  # it would wait for the database
    answer = subprocess.run(
        [sys.executable, "-c", ALL_OF_THEM, *words],
        env=own | {"KG_HOME": str(tmp_path / "home")} | WRONG_SETTINGS[wrong],
        cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=True, timeout=SECONDS,
    )  # fmt: skip
    assert answer.stdout.count("exit code 1") >= len(words) - 1  # the state of the managed database may be told
    assert "Traceback" not in answer.stdout
    assert leaked(answer.stdout) == []


@pytest.fixture
def readable_by_all() -> Iterator[None]:
    """The usual umask, whatever that of whoever runs the tests."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.mark.usefixtures("readable_by_all")
def test_kg_run_keeps_the_password_that_it_made_to_its_file_and_to_whoever_started_it(tmp_path: Path) -> None:
    folder, ports, home = small_folder(tmp_path), free_ports(), tmp_path / "home"
    folder.article("2026-03-01-reuters-amd", claim("amd"))
    own = {
        "KG_DATABASE": "managed",
        "KG_HOME": str(home),
        "KG_SEED_DATA": str(folder.path),
        "KG_BOLT_PORT": str(ports.bolt),
        "KG_HTTP_PORT": str(ports.http),
    }
    with program(tmp_path, "run", **own) as seen:
        seen.wait_until_it_answers("/readyz", status=200)
        be_a_nuisance(seen)
        java = [one for one in psutil.Process(seen.process.pid).children(recursive=True) if "java" in one.name()]
    assert java
    assert leaked(seen.everything()) == []
    made = (home / "password").read_text()
    for_the_user = [line for line in seen.printed.read_text().splitlines() if made in line]
    assert for_the_user == [f"user/password: neo4j / {made}"]
    assert made not in "\n".join([*seen.answers, *seen.commands])
    assert [path.name for path in home.rglob("*") if path.is_file() and made.encode() in path.read_bytes()] == [
        "password"
    ]
    modes = {path.name: oct(stat.S_IMODE(path.stat().st_mode)) for path in (home, *home.glob("*"))}
    assert (modes["home"], modes["password"], modes["finished"]) == ("0o700", "0o600", "0o600")
