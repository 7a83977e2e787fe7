"""The commands plan, status and load, as a curator types them, on a small folder."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
import yaml

from service.graph.database import Database
from service.settings import PROJECT, DatabaseAddress
from tests.graph.dump import dump
from tests.small_folder import SmallFolder, claim

Seed = Callable[..., subprocess.CompletedProcess[str]]
STEM = "2026-03-01-reuters-chips"
URL = f"https://example.com/{STEM}"
NAME = SmallFolder.name_of(STEM)


@pytest.fixture
def seed(address: DatabaseAddress, graph: Database, folder: SmallFolder) -> Seed:
    """`seed("plan", …)`: what a call printed, on an empty database and the small folder."""
    assert graph
    environment = {**os.environ, "KG_DATABASE": "uri", "NEO4J_URI": address.uri, "COLUMNS": "160"}
    environment |= {"NEO4J_USERNAME": address.username, "NEO4J_PASSWORD": address.password, "LOGNAME": "grace"}

    def run(command: str, *words: str) -> subprocess.CompletedProcess[str]:
        whole = [sys.executable, "-m", "seed", command, "--data", str(folder.path), *words]
        return subprocess.run(
            whole, env=environment, cwd=PROJECT, capture_output=True, text=True, check=False, timeout=60
        )

    return run


def text_of(answer: subprocess.CompletedProcess[str], *, code: int = 0) -> str:
    """What was printed, and nothing of Python's own."""
    assert answer.returncode == code, answer.stderr
    assert "Traceback" not in answer.stderr
    return answer.stdout if code == 0 else answer.stderr


async def test_from_an_empty_database_to_a_loaded_one(seed: Seed, graph: Database, folder: SmallFolder) -> None:
    folder.article(STEM, claim("amd", more="stage: planned"), claim("groq"))
    assert "graph      empty" in text_of(seed("status"))
    plan = text_of(seed("plan"))
    assert "+ amd|SUPPLIES|openai: REPORTED, planned (REPORTED)\n    WINS: 2026-03-01 Reuters: Made up\n" in plan
    assert "beliefs    2 appear (2 REPORTED), 0 change" in plan
    assert await dump(graph) == []

    loaded = text_of(seed("load"))
    assert "+ groq|SUPPLIES|openai: REPORTED" in loaded
    assert re.search(r"articles +1 added, 0 changed, 0 unchanged\nclaims +2 added, 0 unchanged", loaded)
    assert re.search(r"beliefs +2 facts worked out anew; the graph is at revision \d+", loaded)
    assert text_of(seed("status")).endswith("The graph holds what the files say.\n")


async def test_a_lost_claim_is_refused_then_signed_for(seed: Seed, graph: Database, folder: SmallFolder) -> None:
    folder.article(STEM, claim("amd"), claim("groq"))
    text_of(seed("load"))
    before = await dump(graph)
    folder.article(STEM, claim("amd"))
    assert "wants a signature: python -m seed load --reason" in text_of(seed("plan"))
    refused = text_of(seed("load"), code=1)
    assert f"{STEM}: the file no longer makes 1 of its claims" in refused
    assert "python -m seed load --reason 'the page was misread'" in refused
    assert await dump(graph) == before

    signed = text_of(seed("load", "--reason", "the page was misread"))
    assert "~ groq|SUPPLIES|openai: evidence REPORTED -> RETRACTED" in signed
    (entry,) = yaml.safe_load((folder.path / "withdrawals.yaml").read_text("utf-8"))
    today = datetime.now(UTC).date().isoformat()
    assert (entry["withdrawn_on"], entry["by"], entry["reason"]) == (today, "grace", "the page was misread")
    assert "0 added, 0 changed, 1 unchanged" in text_of(seed("load", "--reason", "again"))


async def test_a_removed_file_wants_its_address(seed: Seed, folder: SmallFolder) -> None:
    folder.article(STEM, claim("amd"))
    text_of(seed("load"))
    folder.remove(STEM)
    assert f"gone       {STEM}, 1 claims, {URL}" in text_of(seed("status"))
    assert "--withdraw needs a reason" in text_of(seed("load", "--withdraw", URL), code=1)
    unknown = text_of(seed("load", "--reason", "misread", "--withdraw", f"{URL}s"), code=1)
    assert f"--withdraw '{URL}s': name the address of an article that is in the graph and whose file is gone" in unknown
    assert f"did you mean {URL}?" in unknown

    text_of(seed("load", "--reason", "misread", "--by", "Ada Editor", "--withdraw", URL))
    (entry,) = yaml.safe_load((folder.path / "withdrawals.yaml").read_text("utf-8"))
    assert (entry["url"], entry["by"], len(entry["claims"])) == (URL, "Ada Editor", 1)


async def test_every_effect_is_named_when_asked_for(seed: Seed, folder: SmallFolder) -> None:
    companies = "".join(f"- {{id: lab-{place}, name: Lab {place}, kind: ai-lab}}\n" for place in range(45))
    folder.edit("entities/companies.yaml", "- {id: amd", f"{companies}- {{id: amd")
    folder.article(STEM, *(claim("amd", f"lab-{place}") for place in range(45)))
    assert "and 5 more (--all names them)" in text_of(seed("plan"))
    assert text_of(seed("plan", "--all")).count("+ amd|SUPPLIES|lab-") == 45
