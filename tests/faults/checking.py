"""Reads folders of spoiled files as `python -m seed check` does, in a process with little memory and time."""

import resource
import signal
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from types import FrameType

from seed.reviewing import read_with_review
from service.errors import CuratedFilesError, Problem
from tests.faults.mutating import Mutant, mutant
from tests.faults.mutating_files import YAML

DEADLINE = 2.0  # seconds of the processor that one file may take
WORTH_A_LOOK = 0.5  # seconds after which the files of a round are timed one by one
MEMORY = 2 << 30  # bytes of address space of a process that reads, its libraries among them
LONGEST = 3_000  # characters of a problem

Files = Mapping[str, bytes]


class TooSlowError(BaseException):
    """Past the deadline. No `except Exception` of the product swallows it."""


@dataclass(frozen=True, slots=True)
class Round:
    """Files that are spoiled and read together, beside those of `whole`, which stay as they are."""

    seed: str
    whole: Files
    spoiled: Files
    kept: Path


@dataclass(slots=True)
class Tally:
    """What became of spoiled files. `memory` is the most of a process in MB; `slowest`, in seconds, with its kinds."""

    kinds: Counter[str] = field(default_factory=Counter)
    refused: int = 0
    accepted: int = 0
    slowest: tuple[float, str] = (0.0, "")
    memory: float = 0.0
    faults: list[str] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        self.kinds.update(other.kinds)
        self.refused += other.refused
        self.accepted += other.accepted
        self.slowest = max(self.slowest, other.slowest)
        self.memory = max(self.memory, other.memory)
        self.faults.extend(other.faults)

    @property
    def count(self) -> int:
        return self.refused + self.accepted

    def __str__(self) -> str:
        kinds = ", ".join(f"{kind} {count}" for kind, count in self.kinds.most_common())
        ends = f"{self.refused} refused, {self.accepted} accepted"
        slowest = f"slowest {self.slowest[0]:.2f} s ({self.slowest[1]})"
        return f"{self.count} files: {ends}; {slowest}; {self.memory:.0f} MB at most; {kinds}"


def limit_memory() -> None:
    """For a process that reads spoiled files: past the limit it gets a MemoryError, which is a fault."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def check_round(one: Round) -> Tally:
    """Spoil the files, read them all together, then those that were found right, without the others."""
    chance, tally = Random(one.seed), Tally()
    mutants = {name: mutant(content, YAML, chance=chance) for name, content in one.spoiled.items()}
    found = _timed(one, mutants, tally)
    if len(mutants) > 1 and tally.slowest[0] > WORTH_A_LOOK:
        tally.slowest, tally.faults, found = (0.0, ""), [], set()
        for name in mutants:
            found |= _timed(one, {name: mutants[name]}, tally)
    right = {name: spoiled for name, spoiled in mutants.items() if name not in found}
    if found and right:
        _timed(one, right, tally)
    for spoiled in mutants.values():
        tally.kinds.update(spoiled.kinds)
    tally.refused, tally.accepted = len(found), len(right)
    tally.memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return tally


def _timed(one: Round, mutants: Mapping[str, Mutant], tally: Tally) -> set[str]:
    """The names of the files that have problems; what should not be goes into `tally`."""
    kinds = "; ".join(sorted({kind for spoiled in mutants.values() for kind in spoiled.kinds}))
    began = time.process_time()
    with tempfile.TemporaryDirectory() as path:
        folder = Path(path)
        write(folder, {**one.whole, **{name: spoiled.content for name, spoiled in mutants.items()}})
        try:
            with deadline(DEADLINE):
                problems = problems_in(folder)
        except TooSlowError:
            _note(tally, one, mutants, f"more than {DEADLINE} s")
            problems = []
        except BaseException:
            _note(tally, one, mutants, traceback.format_exc(limit=-6))
            problems = []
        for fault in faults_of(problems):
            _note(tally, one, mutants, fault)
        tally.slowest = max(tally.slowest, (time.process_time() - began, kinds))
        return {name for name in mutants if any(problem.file.endswith(name) for problem in problems)}


def problems_in(folder: Path) -> Sequence[Problem]:
    try:
        read_with_review(folder)
    except CuratedFilesError as error:
        return error.problems
    return ()


def faults_of(problems: Sequence[Problem]) -> Iterator[str]:
    """What is wrong with the problems themselves: each is one line that any terminal can show."""
    for problem in problems:
        text = str(problem)
        if not text.isprintable() or len(text) > LONGEST or problem.line < 1 or not problem.message:
            yield f"no line to show: {text[:300]!r}, {len(text)} characters"


def write(folder: Path, files: Files) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """TooSlowError after so many seconds of the processor, which does not count what others do meanwhile."""

    def stop(_: int, __: FrameType | None) -> None:
        raise TooSlowError

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _note(tally: Tally, one: Round, mutants: Mapping[str, Mutant], fault: str) -> None:
    """The fault, and the files that made it, kept for a look."""
    folder = one.kept / one.seed.replace(" ", "-")
    write(folder, {name: spoiled.content for name, spoiled in mutants.items()})
    kinds = {name: spoiled.kinds for name, spoiled in mutants.items()} if len(mutants) < 3 else len(mutants)
    tally.faults.append(f"{one.seed}, {kinds}, kept in {folder}: {fault}")
