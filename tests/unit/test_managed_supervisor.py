"""The supervisor's promises, with a sleeping Python in Java's place: it is as good a child, and starts faster."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from service.errors import StartFailed
from service.managed.processes import Identity, Launched, launch, stop, wait_for_end
from service.managed.supervisor import Request

SLEEP = "import time; print('asleep', flush=True); time.sleep(60)"
STUBBORN = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {SLEEP}"
POLITE = f"import signal, sys; signal.signal(signal.SIGTERM, lambda *_: (print('bye'), sys.exit(0))); {SLEEP}"


def started(folder: Path, *, program: str, bound: bool = True, grace: float = 5, remove: str | None = None) -> Launched:
    log = folder / "log"
    launched = launch(Request([sys.executable, "-c", program], str(log), bound, grace, remove))
    while "asleep" not in log.read_text():
        time.sleep(0.01)
    return launched


def test_a_detached_child_outlives_its_supervisor(tmp_path: Path) -> None:
    launched = started(tmp_path, program=SLEEP, bound=False)
    assert launched.supervisor.poll() == 0
    child = launched.java.find()
    assert child is not None
    assert os.getsid(child.pid) != os.getsid(0)
    stop(launched.java, grace=5)


def test_a_bound_child_is_asked_to_end_when_the_pipe_closes(tmp_path: Path) -> None:
    launched = started(tmp_path, program=POLITE)
    launched.release(seconds=5)
    assert launched.java.find() is None
    assert "bye" in (tmp_path / "log").read_text()


def test_a_child_that_does_not_listen_is_killed_after_the_grace(tmp_path: Path) -> None:
    launched = started(tmp_path, program=STUBBORN, grace=0.3)
    launched.release(seconds=5)
    assert launched.java.find() is None
    assert launched.supervisor.returncode == 0


def test_without_grace_the_child_is_killed_at_once(tmp_path: Path) -> None:
    launched = started(tmp_path, program=POLITE, grace=0)
    launched.release(seconds=5)
    assert "bye" not in (tmp_path / "log").read_text()


def test_a_supervisor_told_to_end_takes_the_child_along(tmp_path: Path) -> None:
    launched = started(tmp_path, program=POLITE)
    launched.supervisor.terminate()
    assert wait_for_end(launched.java, seconds=5)
    launched.release(seconds=5)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a child with its parent")
def test_a_killed_supervisor_takes_the_child_along(tmp_path: Path) -> None:
    launched = started(tmp_path, program=STUBBORN)
    launched.supervisor.kill()
    assert wait_for_end(launched.java, seconds=5)
    launched.release(seconds=5)


def test_a_killed_caller_leaves_neither_child_nor_folder(tmp_path: Path) -> None:
    folder = tmp_path / "removed"
    folder.mkdir()
    caller = f"""
import sys, time
from service.managed.processes import launch
from service.managed.supervisor import Request
launched = launch(Request([sys.executable, "-c", {SLEEP!r}], {str(folder / "log")!r}, True, 5, {str(folder)!r}))
print(launched.java.pid, launched.supervisor.pid, flush=True)
time.sleep(60)
"""
    with subprocess.Popen([sys.executable, "-c", caller], stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        child, supervisor = (Identity.of(int(pid)) for pid in program.stdout.readline().split())
        program.send_signal(signal.SIGKILL)
    assert wait_for_end(child, seconds=5)
    assert wait_for_end(supervisor, seconds=5)
    assert not folder.exists()


def test_a_supervisor_ends_with_its_child(tmp_path: Path) -> None:
    launched = started(tmp_path, program=SLEEP)
    os.kill(launched.java.pid, signal.SIGKILL)
    assert launched.supervisor.wait(5) == 0
    launched.release(seconds=5)


def test_a_program_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(StartFailed, match="no-such-java: No such file or directory"):
        launch(Request([str(tmp_path / "no-such-java")], str(tmp_path / "log"), bound=True, grace=0))
    assert not any("no-such-java" in " ".join(p.cmdline()) for p in psutil.Process().children(recursive=True))
