import os
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from service.managed.configuration import MAIN_CLASS, Ports
from service.managed.processes import Identity, find_servers, listens, stop, wait_for_end
from service.managed.state import Home, State, delete_unfinished, finish, password_of, read_state, write_state

PORTS = Ports(bolt=7001, http=7002)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


@pytest.fixture
def state(home: Home) -> Iterator[State]:
    """The state of a program that has a server's command line, though it only sleeps."""
    command = [sys.executable, "-c", "import time; time.sleep(60)", MAIN_CLASS, f"--home-dir={home.neo4j}"]
    with subprocess.Popen(command) as program:
        while MAIN_CLASS not in psutil.Process(program.pid).cmdline():  # empty for a moment after the start
            time.sleep(0.01)
        yield State(Identity.of(program.pid), PORTS, owner=None)
        program.kill()


def test_a_state_that_is_true_is_believed(home: Home, state: State) -> None:
    write_state(home, state=state)
    assert read_state(home) == state


def test_a_home_without_state_file_has_no_server(home: Home) -> None:
    assert read_state(home) is None


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"java": 1, "ports": 2, "owner": null, "version": ""}'])
def test_a_damaged_state_file_is_not_believed(home: Home, text: str) -> None:
    home.state.write_text(text)
    assert read_state(home) is None


def test_a_state_whose_process_was_killed_is_not_believed(home: Home, state: State) -> None:
    write_state(home, state=state)
    os.kill(state.java.pid, 9)
    assert wait_for_end(state.java, seconds=5)
    assert psutil.Process(state.java.pid).status() == psutil.STATUS_ZOMBIE  # until its parent, this test, looks
    assert read_state(home) is None


def test_a_later_process_with_the_same_number_is_not_believed(home: Home, state: State) -> None:
    write_state(home, state=replace(state, java=replace(state.java, created=state.java.created - 100)))
    assert read_state(home) is None


def test_another_program_is_not_believed_to_be_the_server(home: Home) -> None:
    write_state(home, state=State(Identity.of(os.getpid()), PORTS, owner=None))
    assert read_state(home) is None


def test_the_server_of_another_home_is_not_believed(tmp_path: Path, state: State) -> None:
    other = Home(tmp_path / "other")
    other.folder.mkdir()
    write_state(other, state=state)
    assert read_state(other) is None


def test_a_process_that_does_not_hold_the_port_is_not_listening(state: State) -> None:
    assert not listens(state.java, port=state.ports.bolt)


def test_a_server_without_state_file_is_found_by_its_home(home: Home, state: State) -> None:
    assert find_servers(home.neo4j) == [state.java]
    assert find_servers(home.folder / "other") == []


def test_a_stopped_server_is_gone(state: State) -> None:
    stop(state.java, grace=5)
    assert state.java.find() is None


def test_a_server_is_ending_once_its_owner_is_gone(state: State) -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as owner:
        bound = replace(state, owner=Identity.of(owner.pid))
        assert not bound.ending
        owner.kill()
    assert bound.ending


def test_what_a_broken_off_first_start_left_is_deleted_and_a_finished_home_is_kept(tmp_path: Path) -> None:
    unfinished, finished = Home(tmp_path / "unfinished"), Home(tmp_path / "finished")
    for home in (unfinished, finished):
        home.neo4j.mkdir(parents=True)
    finish(finished)
    delete_unfinished(unfinished)
    delete_unfinished(finished)
    assert (unfinished.neo4j.exists(), finished.neo4j.exists()) == (False, True)


def test_state_and_password_are_readable_by_their_user_alone(home: Home, state: State) -> None:
    write_state(home, state=state)
    password_of(home)
    assert [stat.S_IMODE(path.stat().st_mode) for path in (home.state, home.password)] == [0o600, 0o600]


def test_a_home_keeps_its_password_and_another_home_has_another(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    first = password_of(Home(tmp_path / "a"))
    assert password_of(Home(tmp_path / "a")) == first != password_of(Home(tmp_path / "b"))
    assert len(first) >= 32
