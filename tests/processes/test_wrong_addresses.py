"""A wrong address, login or database is one clear sentence, soon, from every command and from the API."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import httpx
import pytest

from service.api.app import make_app
from service.managed.configuration import HOST
from service.settings import PROJECT, DatabaseAddress, read_settings
from tests.http.conftest import free_port
from tests.processes.listeners import hangs_up, in_http, like_ssh, listening, neo4j_with_tls_alone, silent
from tests.small_folder import small_folder

SECONDS = 5.0
PASSWORD = "open-sesame"
PORT = "set NEO4J_URI to the port for Bolt, 7687 unless Neo4j is told another (7474 is that of Neo4j Browser)"
COMMANDS = (("kg", "ask", "suppliers", "openai"), ("seed", "load"), ("seed", "status"))
RUNNING = (("kg", "run"),)
RUN = """
import io, json, sys, time
from contextlib import redirect_stderr
from seed.commands import main as seed
from service.cli import main as kg
for program, *words in json.loads(sys.argv[1]):
    sys.argv[1:], began = words, time.monotonic()
    with redirect_stderr(io.StringIO()) as told:
        try:
            {"kg": kg, "seed": seed}[program]()
        except SystemExit as end:
            print(json.dumps([end.code, time.monotonic() - began, told.getvalue()]))
"""


@dataclass(frozen=True)
class Places:
    """Ports by what listens there."""

    http: int
    ssh: int
    silent: int
    hanging_up: int
    plain: int  # a Neo4j without TLS
    tls: int  # a Neo4j with TLS alone
    browser: int  # its port for HTTP


@pytest.fixture(scope="module")
def places(address: DatabaseAddress, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Places]:
    plain = int(address.uri.rpartition(":")[2])
    with (
        listening(in_http, like_ssh, silent, hangs_up) as ports,
        neo4j_with_tls_alone(tmp_path_factory.mktemp("tls")) as tls,
    ):
        yield Places(*ports, plain, tls.bolt, tls.http)


NOTHING = "nothing listens at {uri}; start Neo4j, or set NEO4J_URI to where it listens"
HTTP = "at {uri} something answers in HTTP, not in Bolt; " + PORT
SILENT = "{uri} gives no answer in time; see that Neo4j runs there, and that no firewall is between, or " + PORT
HANGS_UP = "at {uri} something listens, but hangs up at once; if it is a Neo4j "
OR_ELSE = ", or else to the port for Bolt, such as 7687"
WANTS_TLS = HANGS_UP + "that wants TLS, set NEO4J_URI to bolt+s://{here}" + OR_ELSE

# Name of the case: the scheme, the place, and the sentence with {uri} for the address and {here} for host and port.
WRONG = {
    "nothing listens": ("bolt", 1, NOTHING),
    "nothing listens, routed": ("neo4j", 1, NOTHING),
    "a server of HTTP": ("bolt", "http", HTTP),
    "a server of HTTP, routed": ("neo4j", "http", HTTP),
    "the port of Neo4j Browser": ("bolt", "browser", HTTP),
    "a server of SSH": (
        "bolt", "ssh", "at {uri} something answers, but not in a Bolt that this program knows; " + PORT
    ),
    "one that says nothing": ("bolt", "silent", SILENT),
    "one that says nothing, by TLS": ("bolt+s", "silent", SILENT),
    "one that hangs up": ("bolt", "hanging_up", WANTS_TLS),
    "a Neo4j with TLS alone": ("bolt", "tls", WANTS_TLS),
    "a Neo4j without TLS": (
        "bolt+s", "plain", HANGS_UP + "without TLS, set NEO4J_URI to bolt://{here}" + OR_ELSE
    ),
    "a Neo4j without TLS, routed": (
        "neo4j+ssc", "plain", HANGS_UP + "without TLS, set NEO4J_URI to neo4j://{here}" + OR_ELSE
    ),
    "one that answers without TLS": (
        "bolt+s", "http", "at {uri} something answers, but not in TLS; if it is Neo4j, set NEO4J_URI to bolt://{here}"
    ),
    "a certificate that nobody signed": (
        "bolt+s", "tls",
        "the certificate of {uri} is not trusted (self-signed certificate); if the server is yours, set NEO4J_URI to "
        "bolt+ssc://{here}, which takes any, or have it signed by an authority that this machine trusts",
    ),
    "another password": (
        "bolt+ssc", "tls",
        "Neo4j at {uri} refuses the user name or password; set NEO4J_USERNAME and NEO4J_PASSWORD to the server's own",
    ),
}  # fmt: skip
ELSEWHERE = {
    "a name that nobody has": (
        "bolt://no-such-host.invalid:7687",
        "the host of {uri} cannot be found by its name; set NEO4J_URI to one that this machine knows",
    ),
    "a port that is none": ("bolt://localhost:bolt", "{uri} has no port that can be used; " + PORT),
}


@pytest.fixture(params=[*WRONG, *ELSEWHERE])
def wrong(request: pytest.FixtureRequest, places: Places) -> tuple[DatabaseAddress, str]:
    """A wrong address, and the sentence about it."""
    if request.param in ELSEWHERE:
        uri, sentence = ELSEWHERE[request.param]
        return DatabaseAddress(uri, "neo4j", PASSWORD), sentence.format(uri=uri)
    scheme, place, sentence = WRONG[request.param]
    here = f"{HOST}:{getattr(places, place) if isinstance(place, str) else place}"
    uri = f"{scheme}://{here}"
    return DatabaseAddress(uri, "neo4j", PASSWORD), sentence.format(uri=uri, here=here)


def complaints(address: DatabaseAddress, *, folder: Path, commands: tuple[tuple[str, ...], ...] = COMMANDS) -> set[str]:
    """What the commands say besides the line that names the database, each soon and with exit code 1."""
    login = {"NEO4J_USERNAME": address.username, "NEO4J_PASSWORD": address.password, "NEO4J_DATABASE": address.database}
    answer = subprocess.run(
        [sys.executable, "-c", RUN, json.dumps(commands)],
        env=os.environ | login | {"KG_DATABASE": "uri", "NEO4J_URI": address.uri, "KG_SEED_DATA": str(folder)}
        | {"KG_API_PORT": str(free_port())},
        cwd=PROJECT, capture_output=True, text=True, check=False, timeout=90,
    )  # fmt: skip
    assert (answer.returncode, answer.stderr) == (0, ""), answer.stderr
    ends = [json.loads(line) for line in answer.stdout.splitlines()]
    assert [code for code, _, _ in ends] == [1] * len(commands)
    assert max(seconds for _, seconds, _ in ends) < SECONDS
    return {line for _, _, told in ends for line in told.splitlines() if line and not line.startswith("Database: ")}


def test_a_command_says_what_is_wrong(wrong: tuple[DatabaseAddress, str], tmp_path: Path) -> None:
    address, sentence = wrong
    assert complaints(address, folder=small_folder(tmp_path).path) == {sentence}


def test_starting_everything_says_so_too(wrong: tuple[DatabaseAddress, str], tmp_path: Path) -> None:
    address, sentence = wrong
    another = replace(address, username="another")  # Neo4j shuts each user out by itself
    assert complaints(another, folder=small_folder(tmp_path).path, commands=RUNNING) == {sentence}


async def test_the_api_is_not_ready_and_says_why_but_callers_learn_no_address(
    wrong: tuple[DatabaseAddress, str], caplog: pytest.LogCaptureFixture
) -> None:
    address, sentence = wrong
    app = make_app(replace(address, username="somebody"), read_settings())  # Neo4j shuts each user out by itself
    transport = httpx.ASGITransport(app=app)
    async with app.router.lifespan_context(app), httpx.AsyncClient(transport=transport, base_url="http://test") as http:
        began = time.monotonic()
        ready = await http.get("/readyz")
        assert time.monotonic() - began < SECONDS
        began = time.monotonic()
        asked = await http.post("/graphql", json={"query": '{ company(id: "openai") { name } }'})
        assert time.monotonic() - began < SECONDS
    assert (ready.status_code, ready.json()) == (503, {"status": sentence})
    (error,) = asked.json()["errors"]
    assert error["message"] == "the database does not answer; try again"
    assert error["extensions"] == {"code": "DATABASE_UNAVAILABLE"}
    assert not [word for word in (HOST, "localhost", "no-such-host", "bolt", "NEO4J") if word in asked.text]
    assert f"database: {sentence}" in caplog.text or "takes no login for some seconds" in caplog.text
    assert PASSWORD not in caplog.text + ready.text


def test_a_database_that_the_server_does_not_have(address: DatabaseAddress, tmp_path: Path) -> None:
    wrong = replace(address, database="no-such-database")
    assert complaints(wrong, folder=small_folder(tmp_path).path) == {
        f"Neo4j at {address.uri} has no database 'no-such-database'; set NEO4J_DATABASE to one that it has, such as "
        "neo4j"
    }


def test_neo4js_first_password(places: Places, tmp_path: Path) -> None:
    uri = f"bolt+ssc://{HOST}:{places.tls}"
    assert complaints(DatabaseAddress(uri, "neo4j", "neo4j"), folder=small_folder(tmp_path).path) == {
        f"the password for {uri} has to be changed first; do so in Neo4j Browser, then set NEO4J_PASSWORD to it"
    }
