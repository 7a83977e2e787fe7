"""GraphQL over HTTP, as the audits of the package graphql-http see it: the MUSTs, the SHOULDs and the MAYs."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.http.conftest import Serve

AUDIT = Path(__file__).parent / "audit"
PACKAGES = ["ci", "--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts"]


@pytest.fixture(scope="module")
def audit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The script that audits, with its packages beside it."""
    if shutil.which("npm") is None:
        if os.environ.get("CI"):
            pytest.fail("the audits need Node.js with npm")
        pytest.skip("Node.js with npm is not here")
    folder = tmp_path_factory.mktemp("audit") / "audit"
    shutil.copytree(AUDIT, folder, ignore=shutil.ignore_patterns("node_modules"))
    installed = subprocess.run(["npm", *PACKAGES], cwd=folder, capture_output=True, text=True, check=False, timeout=300)
    assert installed.returncode == 0, installed.stderr
    return folder / "audit.mjs"


def test_all_61_audits_pass(serve: Serve, audit: Path) -> None:
    with serve() as served:
        ran = subprocess.run(
            ["node", audit, f"{served.url}/graphql"], capture_output=True, text=True, check=False, timeout=120
        )
    assert ran.returncode == 0, ran.stderr
    found = json.loads(ran.stdout)
    assert found["failed"] == {}
    assert len(found["passed"]) == 61


def test_the_lock_names_no_registry() -> None:
    lock = json.loads((AUDIT / "package-lock.json").read_text("utf-8"))
    assert [name for name, package in lock["packages"].items() if "resolved" in package] == []
