"""The command `kg`, as a person types it, on the tests' own server."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from service.cli import _access
from service.connecting import Chosen
from service.graph.database import Database
from service.settings import PROJECT, DatabaseAddress

Kg = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def kg(address: DatabaseAddress, database: Database) -> Kg:
    """`kg("ask", …)`: what a call printed, on the loaded database."""
    assert database
    environment = {**os.environ, "KG_DATABASE": "uri", "NEO4J_URI": address.uri, "NEO4J_USERNAME": "", "COLUMNS": "160"}

    def run(*words: str, **more: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", "from service.cli import main; main()", *words]
        return subprocess.run(
            command, env=environment | more, cwd=PROJECT, capture_output=True, text=True, check=False, timeout=60
        )

    return run


def test_suppliers_are_a_table_with_sources_and_their_days(kg: Kg) -> None:
    answer = kg("ask", "suppliers", "openai", "--workload", "inference", "--known", "2026-02-02")
    assert answer.returncode == 0, answer.stderr
    amd = next(line for line in answer.stdout.splitlines() if "AMD" in line)
    for word in ("REPORTED", "EXPLORING", "2026-02-02", "NextFin", "first by Reuters"):
        assert word in amd


def test_json_is_the_answer_of_the_schema(kg: Kg) -> None:
    answer = kg("ask", "suppliers", "openai", "--workload", "inference", "--known", "2026-02-02", "--json")
    page = json.loads(answer.stdout)["suppliers"]
    assert page["asOf"] == {"known": "2026-02-02", "valid": "2026-02-02"}
    assert page["totalCount"] == len(page["nodes"]) == 7


def test_an_unknown_entity_is_one_clear_line_and_exit_code_1(kg: Kg) -> None:
    answer = kg("ask", "suppliers", "opneai")
    assert answer.returncode == 1
    assert "there is no entity 'opneai'" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_broken_files_are_named_and_nothing_is_loaded(kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "publishers.yaml").write_text("- id: Reuters\n  name: Reuters\n  kind: wires\n")
    for command in ("check", "load"):
        answer = kg("seed", command, "--data", str(tmp_path))
        assert answer.returncode == 1
        assert f"{tmp_path}/publishers.yaml:1: [0].id:" in answer.stderr
        assert f"{tmp_path}/publishers.yaml:3: [0].kind:" in answer.stderr


def test_loading_again_says_that_nothing_changed(kg: Kg) -> None:
    answer = kg("seed", "load")
    assert answer.returncode == 0, answer.stderr
    for counted in ("articles", "claims"):
        assert re.search(rf"{counted} +0 added,.* [1-9][0-9]* unchanged", answer.stdout)


def test_a_wrong_address_is_one_clear_line(kg: Kg) -> None:
    answer = kg("ask", "suppliers", "openai", NEO4J_URI="bolt://127.0.0.1:1")
    assert answer.returncode == 1
    assert answer.stderr == "nothing listens at bolt://127.0.0.1:1; start Neo4j, or set NEO4J_URI to where it listens\n"
    assert "Traceback" not in answer.stderr


def test_the_password_of_your_own_server_is_not_printed(kg: Kg) -> None:
    password = "open sesame"
    answer = kg("ask", "suppliers", "openai", NEO4J_PASSWORD=password)
    assert password not in answer.stdout + answer.stderr
    assert _access(Chosen(DatabaseAddress("bolt://db.example.com", "neo4j", password), "your own")) == [
        "Bolt:          bolt://db.example.com"
    ]


def test_the_database_can_be_named_on_the_command_line(kg: Kg) -> None:
    assert kg("--database", "uri", "ask", "suppliers", "openai").returncode == 0
    assert "KG_DATABASE: 'oracle'" in kg("ask", "suppliers", "openai", KG_DATABASE="oracle").stderr


def test_changes_history_and_explanation_are_tables(kg: Kg) -> None:
    letter = "nvidia|INVESTS_IN|openai|nvidia-openai-2025"
    history = kg("ask", "history", letter)
    assert "until 2025-10-01" in history.stdout
    explanation = kg("ask", "explain", letter, "--known", "2026-02-02")
    assert "SET_ASIDE by R3, claim" in explanation.stdout
    changes = kg("ask", "changes", "--since", "2026-02-01", "--until", "2026-02-02", "--about", "nvidia")
    assert "paused (REPORTED)" in changes.stdout


def test_help_shows_examples(kg: Kg) -> None:
    for words in (("run",), ("db", "up"), ("seed", "load"), ("ask", "suppliers"), ("schema",)):
        assert "Example: " in kg(*words, "--help").stdout


def test_the_schema_is_printed(kg: Kg) -> None:
    assert "type Query {" in kg("schema").stdout
