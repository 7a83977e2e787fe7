"""The files under `cypher/`: one statement each, named as the function that runs it.

What several statements have in common lies in `cypher/parts/`; a line `// part: name` stands for the file of that name.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from textwrap import indent

FOLDER = Path(__file__).resolve().parent.parent.parent / "cypher"

PARTS = "parts"
_PART = re.compile(r"^( *)// part: (\w+)$", re.ASCII | re.MULTILINE)
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
    files = [path for path in sorted(folder.glob("*/*.cypher")) if path.parent.name != PARTS]
    return {path.stem: _load(path, folder / PARTS) for path in files}


def _load(path: Path, parts: Path) -> Statement:
    comment, text = _read(path)
    return Statement(path.stem, path.parent.name, comment.removeprefix("// "), _whole(text, parts))


def _whole(text: str, parts: Path) -> str:
    """`text` with its parts, indented as the lines that stand for them."""

    def part(found: re.Match[str]) -> str:
        _, text = _read(parts / f"{found[2]}.cypher")
        return indent(_whole(text, parts), found[1]).rstrip("\n")

    return _PART.sub(part, text)


def _read(path: Path) -> tuple[str, str]:
    """The comment in the first line, and the rest."""
    comment, _, text = path.read_text("utf-8").partition("\n")
    return comment, text
