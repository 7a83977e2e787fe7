"""What a home's running server is: written when it starts, and checked before it is believed."""

import json
import os
import secrets
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

from service.managed.configuration import Ports
from service.managed.processes import Identity, serves
from service.managed.version import NEO4J_VERSION


@dataclass(frozen=True, slots=True)
class Home:
    """The folders and files of one managed database."""

    folder: Path

    @property
    def neo4j(self) -> Path:
        """Neo4j's own home: data, logs, conf."""
        return self.folder / "neo4j"

    @property
    def restoring(self) -> Path:
        """A Neo4j home into which a dump is being loaded."""
        return self.folder / "restoring"

    @property
    def before(self) -> Path:
        """Neo4j's home as it was before a restore, until the restored one has opened."""
        return self.folder / "before"

    @property
    def log(self) -> Path:
        """What the last started server wrote to its console."""
        return self.folder / "console.log"

    @property
    def state(self) -> Path:
        return self.folder / "state.json"

    @property
    def password(self) -> Path:
        return self.folder / "password"

    @property
    def finished(self) -> Path:
        """There from the moment that the first start was through."""
        return self.folder / "finished"

    @property
    def lock(self) -> Path:
        return self.folder / "start.lock"


@dataclass(frozen=True, slots=True)
class State:
    """`owner` is the process whose end stops the server; None if the server is detached."""

    java: Identity
    ports: Ports
    owner: Identity | None
    version: str = NEO4J_VERSION

    @property
    def ending(self) -> bool:
        """Its owner is gone, so the supervisor is stopping it."""
        return self.owner is not None and self.owner.find() is None


def write_state(home: Home, *, state: State) -> None:
    write_private(home.state, text=json.dumps(asdict(state)))


def read_state(home: Home) -> State | None:
    """The state, if its process lives, began when the file says, and serves this home; else None."""
    try:
        raw = json.loads(home.state.read_text(encoding="utf-8"))
        owner = Identity(**raw["owner"]) if raw["owner"] else None
        state = State(Identity(**raw["java"]), Ports(**raw["ports"]), owner, raw["version"])
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None
    process = state.java.find()
    return state if process and serves(process, home=home.neo4j) else None


def finish(home: Home) -> None:
    if not home.finished.exists():
        write_private(home.finished, text=NEO4J_VERSION)


def delete_unfinished(home: Home) -> None:
    """Deletes what a first start left that was broken off: Neo4j cannot go on from there, and nobody could use it."""
    if home.neo4j.exists() and not home.finished.exists():
        shutil.rmtree(home.neo4j)


def replace_by_restored(home: Home) -> None:
    """Put what was restored in the place of what was there, which is kept until the restored one has opened."""
    if home.neo4j.exists():
        home.neo4j.rename(home.before)
    home.restoring.rename(home.neo4j)


def undo_restore(home: Home) -> None:
    """What was there before a restore that did not come to its end, or did not open, is there again."""
    if home.before.exists():
        if home.neo4j.exists():
            shutil.rmtree(home.neo4j)
        home.before.rename(home.neo4j)
    if home.restoring.exists():
        shutil.rmtree(home.restoring)


def keep_restored(home: Home) -> None:
    """The restored one has opened: forget what was there before."""
    if home.before.exists():
        home.before.rename(home.restoring)  # at once, so that nothing half deleted is ever put back
        shutil.rmtree(home.restoring)


def password_of(home: Home) -> str:
    """The home's password; made up and kept, readable by the user alone, the first time it is asked for."""
    try:
        return home.password.read_text(encoding="ascii")
    except FileNotFoundError:
        write_private(home.password, text=secrets.token_urlsafe(24))
        return home.password.read_text(encoding="ascii")


def write_private(path: Path, *, text: str) -> None:
    """A file of mode 0600 that is there whole or not at all."""
    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
