"""The loader as people run it: `python -m seed`, a program of its own that may be killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from service.settings import PROJECT, DatabaseAddress

CONNECTING = "Database: "  # how the line starts that it prints just before it first asks the database
LIMIT = 240.0  # seconds in which every run has to end, whatever happens to its database
OTHER_LOAD = "another load"  # in what it says when it gives way to one that writes at the same time


@dataclass(frozen=True, slots=True)
class Outcome:
    """`code` is negative for a signal. `seconds`: from the first look at the database to the end."""

    code: int
    out: str
    complaints: tuple[str, ...]
    seconds: float

    @property
    def is_done(self) -> bool:
        return self.code == 0 and not self.complaints

    @property
    def is_clear_refusal(self) -> bool:
        """Exit code 1 and one sentence, in our own words."""
        return self.code == 1 and len(self.complaints) == 1 and _is_ours(self.complaints[0])

    @property
    def gave_way(self) -> bool:
        return self.is_clear_refusal and OTHER_LOAD in self.complaints[0]


@dataclass(slots=True)
class Loader:
    """One run. Its clock starts when it first asks the database, so that Python's own start does not count."""

    program: "subprocess.Popen[bytes]"
    folder: Path
    began: float = 0.0
    ended: float = 0.0

    def wait_until_connecting(self) -> None:
        errors = self.folder / "err"
        while CONNECTING not in errors.read_text("utf-8") and self.program.poll() is None:
            time.sleep(0.002)
        self.began = time.monotonic()

    def runs_for(self, seconds: float) -> bool:
        """Wait until it has run so long; False if it ended before."""
        left = self.began + seconds - time.monotonic()
        try:
            self.program.wait(max(left, 0.0))
        except subprocess.TimeoutExpired:
            return True
        self.ended = time.monotonic()
        return False

    def kill(self) -> None:
        self.program.send_signal(signal.SIGKILL)

    def outcome(self, *, within: float = LIMIT) -> Outcome:
        """Wait for its end. AssertionError, with what it wrote, when it is not there in time."""
        try:
            code = self.program.wait(within)
        except subprocess.TimeoutExpired:
            self.program.kill()
            self.program.wait()
            raise AssertionError(f"no end within {within:.0f} s; it wrote: {self._read('err')}") from None
        self.ended = self.ended or time.monotonic()
        lines = [line for line in self._read("err").splitlines() if line.strip()]
        complaints = tuple(line for line in lines if not line.startswith(CONNECTING))
        return Outcome(code, self._read("out"), complaints, self.ended - self.began)

    def _read(self, name: str) -> str:
        return (self.folder / name).read_text("utf-8")


@dataclass(frozen=True, slots=True)
class Loaders:
    """Starts runs; each keeps what it writes in a folder of its own."""

    new_folder: Callable[[], Path]

    def start(self, *words: str, address: DatabaseAddress) -> Loader:
        """`words` as after `python -m seed`; returns at the moment when it first asks the database."""
        folder = self.new_folder()
        own = {"KG_DATABASE": "uri", "NEO4J_URI": address.uri, "NEO4J_USERNAME": "", "COLUMNS": "200"}
        with (folder / "out").open("wb") as out, (folder / "err").open("wb") as err:
            command = [sys.executable, "-m", "seed", *words]
            program = subprocess.Popen(command, stdout=out, stderr=err, cwd=PROJECT, env=os.environ | own)
        loader = Loader(program, folder)
        loader.wait_until_connecting()
        return loader

    def run(self, *words: str, address: DatabaseAddress) -> Outcome:
        """An undisturbed run, to its end."""
        outcome = self.start(*words, address=address).outcome()
        assert outcome.is_done, outcome
        return outcome


def _is_ours(complaint: str) -> bool:
    """Neither a traceback nor the driver's words nor Neo4j's."""
    foreign = ("Traceback", "Error:", "Exception", "ResponseFailure", "ConstraintValidation", "Neo.")
    return not any(word in complaint for word in foreign)
