"""The managed database, for real. Each start takes five seconds or more, so the tests of one server share it.

They run in the order in which they stand here: what one leaves is what the next begins with.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import neo4j
import psutil
import pytest
from neo4j.exceptions import AuthError

from service.errors import ManagedDatabaseError, PortTaken, StartFailed
from service.managed.ports import free_ports
from service.managed.processes import Identity, wait_for_end
from service.managed.server import ManagedDatabase, RunningDatabase
from service.managed.temporary import temporary_database
from service.settings import DatabaseAddress, Settings

CALL = "from service.managed.server import ManagedDatabase\nfrom service.settings import read_settings\n"
UP = f"{CALL}print(ManagedDatabase(read_settings()).up().started)"
BOUND = f"""{CALL}
import time
with ManagedDatabase(read_settings()).bound() as running:
    print(running.pid, flush=True)
    time.sleep(600)
"""
TEMPORARY = """
import time
from service.managed.temporary import temporary_database
with temporary_database() as running:
    print(running.pid, flush=True)
    time.sleep(600)
"""


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A home and ports of the tests' own; the downloaded parts are those of every other use."""
    ports = free_ports()
    return Settings(home=tmp_path_factory.mktemp("managed") / "home", bolt_port=ports.bolt, http_port=ports.http)


@pytest.fixture(scope="module")
def database(settings: Settings) -> Iterator[ManagedDatabase]:
    database = ManagedDatabase(settings)
    yield database
    database.reset()


def python(program: str, *, settings: Settings) -> "subprocess.Popen[str]":
    """Another program that uses the same home."""
    own = {"KG_HOME": settings.home, "KG_BOLT_PORT": settings.bolt_port, "KG_HTTP_PORT": settings.http_port}
    environment = os.environ | {name: str(value) for name, value in own.items()}
    return subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, env=environment)


def leave_a_first_start_half_done(home: Path) -> None:
    """What kill -9 in the third second can leave: a system database without transaction logs."""
    store = home / "neo4j" / "data" / "databases" / "system"
    store.mkdir(parents=True)
    (store / "neostore").write_bytes(b"")


def first_number(program: "subprocess.Popen[str]") -> int:
    assert program.stdout is not None
    return int(program.stdout.readline())


def running(database: ManagedDatabase) -> RunningDatabase:
    found = database.status().database
    assert found is not None
    return found


def ask(address: DatabaseAddress, *, query: str) -> list[object]:
    auth = (address.username, address.password) if address.username else None
    with neo4j.GraphDatabase.driver(address.uri, auth=auth) as driver:
        return [record[0] for record in driver.execute_query(query, database_=address.database).records]  # type: ignore[arg-type]


def test_of_two_starts_at_once_one_waits_and_both_have_the_same_server(
    database: ManagedDatabase, settings: Settings
) -> None:
    leave_a_first_start_half_done(settings.home)
    programs = [python(UP, settings=settings) for _ in range(2)]
    assert sorted(program.communicate(timeout=100)[0].strip() for program in programs) == ["False", "True"]
    assert database.status().state == "running"


def test_it_outlives_the_program_that_started_it_and_a_later_start_uses_it(database: ManagedDatabase) -> None:
    pid = running(database).pid
    again = database.up()
    assert (again.pid, again.started, again.owner) == (pid, False, None)


def test_its_password_opens_it_and_neo4js_first_password_does_not(database: ManagedDatabase) -> None:
    address = running(database).address
    assert ask(address, query="CREATE (:Kept) RETURN 1") == [1]
    with pytest.raises(AuthError):
        ask(DatabaseAddress(address.uri, "neo4j", "neo4j"), query="RETURN 1")


def test_the_password_is_in_its_file_and_nowhere_else(database: ManagedDatabase, settings: Settings) -> None:
    found = running(database)
    password = found.address.password
    holding = [p.name for p in settings.home.rglob("*") if p.is_file() and password.encode() in p.read_bytes()]
    assert holding == ["password"]
    assert password not in " ".join(psutil.Process(found.pid).cmdline())
    assert password not in repr(found)


def test_it_listens_on_this_machine_only(database: ManagedDatabase, settings: Settings) -> None:
    listening = [c for c in psutil.Process(running(database).pid).net_connections("tcp") if c.status == "LISTEN"]
    assert {c.laddr.port for c in listening} == {settings.bolt_port, settings.http_port}
    assert {c.laddr.ip.removeprefix("::ffff:") for c in listening} == {"127.0.0.1"}


def test_its_log_can_be_read(database: ManagedDatabase) -> None:
    assert any("Neo4j 2026" in line for line in database.logs())
    assert len(database.logs(2)) == 2


def test_a_bound_user_leaves_a_detached_server_running(database: ManagedDatabase) -> None:
    with database.bound() as found:
        assert not found.started
    assert running(database).pid == found.pid


def test_after_kill_9_the_next_start_has_all_that_was_committed(database: ManagedDatabase) -> None:
    java = Identity.of(running(database).pid)
    os.kill(java.pid, signal.SIGKILL)
    assert wait_for_end(java, seconds=5)
    assert database.status().state == "stopped"
    again = database.up()
    assert again.started
    assert ask(again.address, query="MATCH (k:Kept) RETURN count(k)") == [1]


def test_a_server_whose_state_file_is_lost_does_not_block_the_next_start(
    database: ManagedDatabase, settings: Settings
) -> None:
    lost = running(database).pid
    (settings.home / "state.json").unlink()
    assert database.status().state == "stopped"
    with python(BOUND, settings=settings) as program:
        bound = first_number(program)
        assert bound != lost
        assert not psutil.pid_exists(lost)
        assert running(database).owner == program.pid
        java = Identity.of(bound)
        program.kill()
    assert wait_for_end(java, seconds=20)


def test_a_start_while_a_dead_owners_server_is_stopping_waits_for_its_end(
    database: ManagedDatabase, settings: Settings
) -> None:
    with python(BOUND, settings=settings) as program:
        java = Identity.of(first_number(program))
        os.kill(java.pid, signal.SIGSTOP)  # so that it is still there when the next start looks
        program.kill()
    assert database.status().state == "stopping"
    os.kill(java.pid, signal.SIGCONT)
    with database.bound() as found:
        assert found.started
        java = Identity.of(found.pid)
        os.kill(psutil.Process(java.pid).ppid(), signal.SIGKILL)
        assert wait_for_end(java, seconds=5)


def test_the_start_of_a_killed_starter_is_carried_on(database: ManagedDatabase, settings: Settings) -> None:
    with python(UP, settings=settings) as program:
        while database.status().state != "starting":
            time.sleep(0.02)
        program.kill()
    started = json.loads((settings.home / "state.json").read_text())["java"]["pid"]
    carried_on = database.up()
    assert (carried_on.pid, carried_on.started) == (started, False)


def test_down_stops_it_and_says_whether_there_was_something_to_stop(database: ManagedDatabase) -> None:
    assert database.down()
    assert not database.down()
    assert database.status().state == "stopped"


def test_a_start_broken_off_by_ctrl_c_leaves_nothing_running(database: ManagedDatabase, settings: Settings) -> None:
    with python(UP, settings=settings) as program:
        while database.status().state != "starting":
            time.sleep(0.02)
        java = Identity.of(json.loads((settings.home / "state.json").read_text())["java"]["pid"])
        program.send_signal(signal.SIGINT)
    assert java.find() is None
    assert database.status().state == "stopped"


def test_a_taken_port_is_named_with_its_setting_before_anything_starts(settings: Settings) -> None:
    with temporary_database() as other:
        assert ask(other.address, query="MATCH (n) RETURN count(n)") == [0]
        clash = ManagedDatabase(settings.model_copy(update={"bolt_port": other.ports.bolt}))
        with pytest.raises(PortTaken, match=rf"java \(process {other.pid}\).*KG_BOLT_PORT"):
            clash.up()
        java = Identity.of(other.pid)
    assert java.find() is None


def test_a_temporary_server_ends_with_a_killed_test_run_and_leaves_nothing(settings: Settings) -> None:
    with python(TEMPORARY, settings=settings) as program:
        java = psutil.Process(first_number(program))
        folder = Path(java.cwd())
        assert folder.name.startswith("kg-test-")
        supervisor, identity = Identity.of(java.ppid()), Identity.of(java.pid)
        program.kill()
    assert wait_for_end(identity, seconds=5)
    assert wait_for_end(supervisor, seconds=5)
    assert not folder.exists()


def test_a_home_that_cannot_be_made_is_an_error_that_names_the_setting(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ManagedDatabaseError, match="KG_HOME"):
        ManagedDatabase(settings.model_copy(update={"home": tmp_path / "file" / "home"})).up()


def test_a_failed_start_shows_the_end_of_the_log_and_reset_mends_it(
    database: ManagedDatabase, settings: Settings
) -> None:
    (settings.home / "neo4j" / "data" / "databases" / "store_lock").unlink()
    (settings.home / "neo4j" / "data" / "databases" / "store_lock").mkdir()
    with pytest.raises(StartFailed, match=r"ended while it was starting.*console\.log:\n(.*\n)*.*store_lock"):
        database.up()
    assert database.status().state == "stopped"
    database.reset()
    assert not (settings.home / "neo4j").exists()
    assert not (settings.home / "password").exists()
    assert database.fetch().exists()
