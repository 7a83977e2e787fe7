"""Starting Java through the supervisor, and telling a process from a later one that has its number."""

import contextlib
import json
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

import psutil

from service.errors import StartFailed
from service.managed.configuration import MAIN_CLASS
from service.managed.supervisor import Request
from service.settings import PROJECT

# The clock may be set between two looks, and psutil reckons the start from the time of boot.
CREATED_TOLERANCE = 3.0


@dataclass(frozen=True, slots=True)
class Identity:
    """A process number and the Unix time at which that process began."""

    pid: int
    created: float

    @staticmethod
    def of(pid: int) -> "Identity":
        return Identity(pid, psutil.Process(pid).create_time())

    def find(self) -> psutil.Process | None:
        """The process, if it lives and is still the same one. A zombie does not live."""
        try:
            process = psutil.Process(self.pid)
            same = abs(process.create_time() - self.created) < CREATED_TOLERANCE
            return process if same and process.status() != psutil.STATUS_ZOMBIE else None
        except psutil.Error:
            return None


@dataclass(frozen=True, slots=True)
class Launched:
    java: Identity
    supervisor: "subprocess.Popen[str]"

    def release(self, *, seconds: float) -> None:
        """Ends a bound server: closes the pipe, at which the supervisor stops Java, and waits for both."""
        if self.supervisor.stdin:
            self.supervisor.stdin.close()
        try:
            self.supervisor.wait(seconds)
        except subprocess.TimeoutExpired:
            self.supervisor.kill()
            self.supervisor.wait()
        stop(self.java, grace=0)


def launch(request: Request) -> Launched:
    supervisor = subprocess.Popen(
        [sys.executable, "-m", "service.managed.supervisor"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=PROJECT,
        start_new_session=True,
    )
    questions, answers = cast(IO[str], supervisor.stdin), cast(IO[str], supervisor.stdout)
    with answers:
        with contextlib.suppress(BrokenPipeError):
            questions.write(f"{request.to_json()}\n")
            questions.flush()
        answer = json.loads(answers.readline() or '{"error": "its supervisor ended without an answer"}')
    if not request.bound or "error" in answer:
        questions.close()
        supervisor.wait()
    if "error" in answer:
        raise StartFailed(f"Java could not be started: {answer['error']}")
    return Launched(_identity(answer["pid"]), supervisor)


def _identity(pid: int) -> Identity:
    try:
        return Identity.of(pid)
    except psutil.NoSuchProcess:  # ended at once; its log will tell why
        return Identity(pid, 0)


def listens(identity: Identity, *, port: int) -> bool:
    """Whether that very process, and not somebody else's, has the port open. A system that hides it is believed."""
    process = identity.find()
    if process is None:
        return False
    try:
        open_ports = {c.laddr.port for c in process.net_connections("tcp") if c.status == psutil.CONN_LISTEN}
    except psutil.NoSuchProcess:
        return False
    except psutil.AccessDenied:
        return True
    return port in open_ports


def serves(process: psutil.Process, *, home: Path) -> bool:
    """Whether this is the Java of a managed server with that home."""
    try:
        arguments: Sequence[str] = process.cmdline()
    except psutil.Error:
        return False
    return MAIN_CLASS in arguments and f"--home-dir={home}" in arguments


def find_servers(home: Path) -> list[Identity]:
    """The servers on that home, also one whose starter was killed before it could write the state file."""
    found = []
    for process in psutil.process_iter():
        if serves(process, home=home):
            with contextlib.suppress(psutil.NoSuchProcess):
                found.append(Identity.of(process.pid))
    return found


def stop(identity: Identity, *, grace: float) -> None:
    """SIGTERM, after `grace` seconds SIGKILL; returns when it is gone."""
    with contextlib.suppress(psutil.NoSuchProcess):
        if process := identity.find():
            process.terminate()
        if not wait_for_end(identity, seconds=grace) and (process := identity.find()):
            process.kill()
            wait_for_end(identity, seconds=10)


def wait_for_end(identity: Identity, *, seconds: float) -> bool:
    """True if it ended in time. Polls, because it may be another program's child and end as a zombie."""
    deadline = time.monotonic() + seconds
    while identity.find():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True
