"""One curated file at a time: its name in messages, its values, and the problems found in it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from seed.faults import Fault, problem_of, read_list
from seed.positions import UNREAD, Block, Items, LineFault, UnreadableError, parse
from seed.texts import read_text, rough_text
from service.errors import Problem

_ID = re.compile(r"(?:^|[\s{,])id:[ \t]*[\"']?([a-z0-9-]+)")


@dataclass(frozen=True, slots=True)
class CuratedFile:
    """`root` is UNREAD if the file cannot be read at all; `problems` are those of its encoding and its YAML."""

    path: Path
    name: str
    root: Any
    problems: tuple[Problem, ...]

    def problems_of(self, faults: Iterable[Fault]) -> list[Problem]:
        return [problem_of(fault, file=self.name, root=self.root) for fault in faults]

    def entries(self) -> tuple[list[Any], list[Fault]]:
        """The entries of a file that is a list."""
        items, faults = read_list(self.root, "")
        return list(items), [Fault((), fault.message) for fault in faults]

    def rough_ids(self) -> set[str]:
        """The ids that the file lists, as far as they can be made out although it is no list that can be read."""
        if isinstance(self.root, Items):
            return set()
        keys = set(self.root) if isinstance(self.root, Block) else set()
        return keys | set(_ID.findall(rough_text(self.path)))


def open_file(path: Path) -> CuratedFile:
    name = shown_path(path)
    try:
        tree = parse(read_text(path))
    except UnreadableError as error:
        return CuratedFile(path, name, UNREAD, (_problem(name, error.fault),))
    return CuratedFile(path, name, tree.root, tuple(_problem(name, fault) for fault in tree.faults))


def shown_path(path: Path) -> str:
    """Relative to the working directory if inside it, else as given."""
    try:
        return str(path.absolute().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def _problem(name: str, fault: LineFault) -> Problem:
    return Problem(name, fault.line, "", fault.message)
