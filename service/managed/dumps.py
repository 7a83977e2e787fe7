"""The database as one file, in Neo4j's own format, which `neo4j-admin database load` reads on any other server too.

Neo4j writes a checksum into it, and finds by that what was changed or cut off since.
"""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from service.errors import DumpFailed
from service.managed.configuration import Profile, admin_command
from service.managed.java import Java

NAME = "neo4j"  # the database of a managed server
SAID = ("Failed to ", "Unable to ", "Not a valid ")  # how Neo4j begins to say why it did not do it


@dataclass(frozen=True, slots=True)
class AdminTool:
    """neo4j-admin, for the stopped server in `home`."""

    java: Java
    jars: Path
    home: Path
    profile: Profile

    def run(self, *words: str, stdin: IO[bytes] | int, stdout: IO[bytes] | int) -> None:
        """DumpFailed with Neo4j's reason."""
        command = admin_command(self.java, jars=self.jars, profile=self.profile, words=words)
        own = {"NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self.home / "conf")}
        ended = subprocess.run(  # noqa: S603 - our own Java and constant words
            command, env=os.environ | own, stdin=stdin, stdout=stdout, stderr=subprocess.PIPE, check=False
        )
        if ended.returncode:
            raise DumpFailed(_reason(ended.stderr.decode("utf-8", "replace")))


def see_new(target: Path) -> None:
    """DumpFailed where no new file can be."""
    if target.exists():
        raise DumpFailed(f"{target} is there already; name another file, or remove it")
    if not target.parent.is_dir():
        raise DumpFailed(f"{target.parent} is no folder; name a file in one that is there")


def write_dump(target: Path, *, tool: AdminTool) -> None:
    """The stopped database as a new file, which is there whole or not at all, for this user alone."""
    part = target.with_name(f"{target.name}.part")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            tool.run("database", "dump", NAME, "--to-stdout", stdin=subprocess.DEVNULL, stdout=file)
            os.fsync(file.fileno())
        part.replace(target)
    except DumpFailed as error:
        raise DumpFailed(f"the database could not be dumped: {error}") from None
    except OSError as error:
        raise DumpFailed(f"{target} cannot be written: {error.strerror}; name another file") from error
    finally:
        part.unlink(missing_ok=True)


def load_dump(source: Path, *, tool: AdminTool) -> None:
    """A dump as the database of a home that has none yet."""
    try:
        with source.open("rb") as file:
            tool.run("database", "load", NAME, "--from-stdin", stdin=file, stdout=subprocess.DEVNULL)
    except DumpFailed as error:
        raise DumpFailed(f"{source} cannot be restored, and the database is as it was: {error}") from None
    except OSError as error:
        raise DumpFailed(f"{source} cannot be read: {error.strerror}; name a file that kg db dump wrote") from error


def _reason(said: str) -> str:
    """Of all that Neo4j says, the line that says why."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return next((line for line in lines if line.startswith(SAID)), lines[-1] if lines else "Neo4j says nothing")
