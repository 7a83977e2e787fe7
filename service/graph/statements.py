"""The files under `cypher/`: one statement each, named as the function that runs it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent.parent / "cypher"

_PARAMETER = re.compile(r"\$(\w+)", re.ASCII)


@dataclass(frozen=True)
class Statement:
    """`question` is the comment in the file's first line, `kind` its folder: schema, write, read, browser or upkeep."""

    name: str
    kind: str
    question: str
    text: str

    @cached_property
    def parameters(self) -> frozenset[str]:
        return frozenset(_PARAMETER.findall(self.text))


def load_statements(folder: Path = FOLDER) -> Mapping[str, Statement]:
    """Every statement by its name. FileNotFoundError without the folder, which an installation must hold."""
    if not folder.is_dir():
        raise FileNotFoundError(f"{folder} is missing; install the project from its own folder")
    return {path.stem: _load(path) for path in sorted(folder.glob("*/*.cypher"))}


def _load(path: Path) -> Statement:
    comment, _, text = path.read_text("utf-8").partition("\n")
    return Statement(path.stem, path.parent.name, comment.removeprefix("// "), text)
