"""examples/frontend in a fresh clone: installed, built from the committed schema, asking a real server."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from service.settings import PROJECT
from tests.http.conftest import Serve

SCHEMA = Path("service") / "api" / "schema.graphql"
FRONTEND = Path("examples") / "frontend"
SUPPLIERS = Path("examples") / "queries" / "suppliers.graphql"
PACKAGES = ("ci", "--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts")
OLDEST = (20, 19)  # as package.json says
MADE = shutil.ignore_patterns("node_modules", "build", "generated")


def npm(folder: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["npm", *words], cwd=folder, env=os.environ | more, capture_output=True, text=True, check=False, timeout=300
    )


def node_version() -> tuple[int, int]:
    """Major and minor; (0, 0) where Node.js or npm is missing."""
    if shutil.which("npm") is None or shutil.which("node") is None:
        return 0, 0
    told = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True, timeout=60).stdout
    major, minor, _ = told.strip().removeprefix("v").split(".", 2)
    return int(major), int(minor)


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packages that the lock names."""
    if node_version() < OLDEST:
        missing = "Node.js 20.19 or later with npm is not here"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    folder = tmp_path_factory.mktemp("packages")
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(PROJECT / FRONTEND / name, folder)
    installed = npm(folder, *PACKAGES)
    assert installed.returncode == 0, installed.stderr
    return folder / "node_modules"


@pytest.fixture
def clone(packages: Path, tmp_path: Path) -> Path:
    """A folder with the schema and the examples as they are committed."""
    (tmp_path / SCHEMA).parent.mkdir(parents=True)
    shutil.copy(PROJECT / SCHEMA, tmp_path / SCHEMA)
    shutil.copytree(PROJECT / "examples", tmp_path / "examples", ignore=MADE)
    (tmp_path / FRONTEND / "node_modules").symlink_to(packages)
    return tmp_path


def test_it_shows_what_the_service_answers(serve: Serve, clone: Path) -> None:
    built = npm(clone / FRONTEND, "run", "build")
    assert built.returncode == 0, built.stdout + built.stderr
    with serve(KG_REQUEST_TIMEOUT="60") as served:
        ran = npm(clone / FRONTEND, "start", KG_URL=f"{served.url}/graphql")
    assert ran.returncode == 0, ran.stderr
    lines = ran.stdout.splitlines()
    assert "- AMD: REPORTED, in talks, first known 2026-02-02" in lines
    assert any(line.startswith("    2026-02-02 NextFin, said by sources of Reuters: ") for line in lines)
    assert "- changed: Nvidia (STATED, active), before REPORTED" in lines
    assert [line for line in lines if line.startswith("page ")] == [
        "page 1: 3 of 8 articles",
        "page 2: 3 of 8 articles",
        "page 3: 2 of 8 articles",
    ]
    assert "- did you mean OpenAI (openai)?" in lines
    assert any(line.startswith("LIMIT_EXCEEDED: ") for line in lines)
    unanswered = npm(clone / FRONTEND, "start", KG_URL=f"{served.url}/graphql")  # the server has ended
    assert unanswered.returncode == 1
    assert f"\n{served.url}/graphql: " in f"\n{unanswered.stderr}"  # npm may have warnings of its own before it


@pytest.mark.parametrize(
    ("file", "is_", "becomes", "told"),
    [
        (SCHEMA, "  firstKnown: Date!", "  firstHeard: Date!", 'Cannot query field "firstKnown" on type "Supplier"'),
        (SUPPLIERS, "      firstKnown\n", "", "Property 'firstKnown' does not exist on type"),
    ],
    ids=["not in the schema", "not asked for"],
)
def test_what_is_not_there_does_not_compile(clone: Path, file: Path, is_: str, becomes: str, told: str) -> None:
    text = (clone / file).read_text("utf-8")
    assert is_ in text
    (clone / file).write_text(text.replace(is_, becomes), "utf-8")
    built = npm(clone / FRONTEND, "run", "build")
    assert built.returncode != 0
    assert told in built.stdout + built.stderr


def test_the_lock_names_no_registry() -> None:
    lock = json.loads((PROJECT / FRONTEND / "package-lock.json").read_text("utf-8"))
    assert [name for name, package in lock["packages"].items() if "resolved" in package] == []
