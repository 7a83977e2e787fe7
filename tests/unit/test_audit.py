"""`make audit`: what is vulnerable fails, what could not be asked is said."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from service.settings import PROJECT

SOUND = {"name": "sound", "version": "1.0", "vulns": []}
SKIPPED = {"name": "unknown", "skip_reason": "Dependency not found"}
HARMED = {"name": "harmed", "version": "2.0", "vulns": [{"id": "PYSEC-2026-1", "fix_versions": ["2.1"]}]}


def audit(folder: Path, *, printed: str) -> "subprocess.CompletedProcess[str]":
    """What it makes of a pip-audit that prints this."""
    module = folder / "pip_audit"
    module.mkdir()
    (module / "__main__.py").write_text(f"print({printed!r})", encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": str(folder)}
    program = [sys.executable, str(PROJECT / ".ci" / "audit.py")]
    return subprocess.run(program, env=environment, cwd=PROJECT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("packages", "code", "told"),
    [
        ([SOUND], 0, "requirements.lock: 1 packages audited"),
        ([SOUND, SKIPPED], 0, "requirements.lock: NOT AUDITED: no advisories could be reached for 1 packages"),
        ([SOUND, HARMED], 1, "requirements.lock: harmed 2.0 has PYSEC-2026-1, mended in 2.1"),
    ],
)
def test_a_known_vulnerability_fails(tmp_path: Path, packages: list[object], code: int, told: str) -> None:
    answer = audit(tmp_path, printed=json.dumps({"dependencies": packages}))
    assert (answer.returncode, told in answer.stdout) == (code, True), answer.stdout


def test_an_index_that_does_not_answer_is_no_failure(tmp_path: Path) -> None:
    answer = audit(tmp_path, printed="")
    assert answer.returncode == 0
    assert "requirements.lock: NOT AUDITED: no advisories could be reached for any packages" in answer.stdout
