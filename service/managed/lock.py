"""The parts of Neo4j Community: coordinate, size and checksum of every file, as Maven resolved them."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from service.managed.version import NEO4J_VERSION

LOCK_FILE = Path(__file__).with_name(f"neo4j-community-{NEO4J_VERSION}.lock.json")


@dataclass(frozen=True, slots=True)
class Artifact:
    """One jar. `coordinate` is group:name:version or group:name:version:classifier; `size` in bytes."""

    coordinate: str
    size: int
    sha256: str

    @property
    def file_name(self) -> str:
        _, *parts = self.coordinate.split(":")
        return f"{'-'.join(parts)}.jar"

    @property
    def path(self) -> str:
        """Where a Maven repository keeps it, relative to the repository's address."""
        group, name, version, *_ = self.coordinate.split(":")
        return f"{group.replace('.', '/')}/{name}/{version}/{self.file_name}"


@dataclass(frozen=True, slots=True)
class Lock:
    version: str
    artifacts: tuple[Artifact, ...]

    @property
    def size(self) -> int:
        """Bytes of all artifacts together."""
        return sum(artifact.size for artifact in self.artifacts)

    @property
    def digest(self) -> str:
        """Names this very set of files; the marker of a complete cache holds it."""
        rows = [(artifact.coordinate, artifact.size, artifact.sha256) for artifact in self.artifacts]
        return hashlib.sha256(json.dumps(rows).encode()).hexdigest()


def read_lock(path: Path = LOCK_FILE, *, version: str = NEO4J_VERSION) -> Lock:
    rows = json.loads(path.read_text(encoding="utf-8"))
    return Lock(version, tuple(Artifact(row["artifact"], row["size"], row["sha256"]) for row in rows))
