"""What holds for every file under `cypher/`, and between the files and the functions that run them."""

import ast
import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path
from types import ModuleType
from typing import Any, get_args, get_type_hints

import pytest
from neo4j import Query

from service.graph import reading, writing
from service.graph.belief_question import BeliefQuestion
from service.graph.columns import ClaimColumns
from service.graph.database import Database
from service.graph.statements import FOLDER, PARTS, Statement, load_statements
from service.settings import PROJECT

STATEMENTS = load_statements()
KINDS = {
    "schema": "s",
    "write": "w",
    "read": "r",
    "browser": "r",
    "upkeep": "r",
}  # folder, and what Neo4j calls such statements
ONE_RECORD = {"claims_by_fact"}  # answers with all its rows in one
NO_STATEMENT = {"graph_state"}  # of the functions in `reading`: goes on from another
# Neo4j learns of a property when it is first written, and of the curated articles none withdraws another.
NOT_WRITTEN_YET = re.compile(r"The property `withdrawn_(on|by)` does not exist")
# Parameters that stand for their fields.
WHOLE: dict[str, Any] = {"question": BeliefQuestion, "columns": ClaimColumns}
every_file = pytest.mark.parametrize(
    "path", sorted(path for path in FOLDER.glob("*/*.cypher") if path.parent.name != PARTS), ids=lambda path: path.stem
)


def of_kind(*kinds: str) -> Any:
    wanted = [statement for statement in STATEMENTS.values() if statement.kind in kinds]
    return pytest.mark.parametrize("statement", wanted, ids=lambda statement: statement.name)


def functions(module: ModuleType) -> dict[str, Callable[..., Any]]:
    """The public coroutine functions that `module` defines."""
    found = inspect.getmembers(module, inspect.iscoroutinefunction)
    return {name: function for name, function in found if not name.startswith("_") and name not in NO_STATEMENT}


def function_of(statement: Statement) -> Callable[..., Any]:
    return functions(reading if statement.kind == "read" else writing)[statement.name]


def parameters_of(function: Callable[..., Any]) -> Iterator[str]:
    """The keyword parameters; of a question and of columns their fields."""
    for name, parameter in inspect.signature(function).parameters.items():
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY:
            yield from fields_of(name) if name in WHOLE else [name]


def fields_of(name: str) -> Iterator[str]:
    for field in fields(WHOLE[name]):
        yield from fields_of(field.name) if field.name in WHOLE else [field.name]


PLANS: dict[str, tuple[list[str], Any]] = {}  # several tests look at one plan


async def explained(database: Database, text: str, parameters: dict[str, object]) -> tuple[list[str], Any]:
    """Columns and summary, from the plan alone."""
    if text not in PLANS:
        async with database.driver.session(
            database=database.name, notifications_min_severity="INFORMATION", warn_notification_severity="OFF"
        ) as session:
            result = await session.run(Query(f"EXPLAIN {text}"), parameters)  # type: ignore[arg-type]
            PLANS[text] = list(result.keys()), await result.consume()
    return PLANS[text]


# The files


def test_every_file_lies_in_a_folder_of_its_kind() -> None:
    assert {path.relative_to(FOLDER).parts[0] for path in FOLDER.rglob("*") if path.is_file()} == {*KINDS, PARTS}
    parts = list((FOLDER / PARTS).iterdir())
    assert len(STATEMENTS) + len(parts) == len(list(FOLDER.rglob("*.cypher")))  # no two have one name


def test_every_part_is_of_several_statements_or_parts() -> None:
    texts = [path.read_text("utf-8") for path in FOLDER.rglob("*.cypher")]
    for path in (FOLDER / PARTS).iterdir():
        assert sum(f"// part: {path.stem}\n" in text for text in texts) > 1
        assert not any("// part:" in statement.text for statement in STATEMENTS.values())


@every_file
def test_a_file_begins_with_what_it_answers_or_does(path: Path) -> None:
    first, second = path.read_text("utf-8").split("\n")[:2]
    assert re.fullmatch(r"// [A-Z].*[?.]", first)
    assert not second.startswith("//")


@every_file
def test_a_file_that_reads_asks_a_question(path: Path) -> None:
    first = path.read_text("utf-8").partition("\n")[0]
    assert "?" in first or path.parent.name in ("write", "schema", "upkeep")


@every_file
def test_a_file_holds_one_statement(path: Path) -> None:
    text = path.read_text("utf-8")
    assert ";" not in text.partition("\n")[2]
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


@every_file
def test_parameters_are_words_with_underscores_and_none_is_optional(path: Path) -> None:
    text = path.read_text("utf-8")
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", name) for name in re.findall(r"\$(\w+)", text))
    assert not re.search(r"\$\w+ IS (NOT )?NULL", text)


@of_kind("read")
def test_a_read_ends_with_an_order_and_a_limit(statement: Statement) -> None:
    assert re.search(r"\nORDER BY .+\nLIMIT .+\n$", statement.text)


# The files and the functions


@pytest.mark.parametrize(("kind", "module"), [("read", reading), ("write", writing)])
def test_every_file_has_a_function_and_every_function_a_file(kind: str, module: ModuleType) -> None:
    names = {statement.name for statement in STATEMENTS.values() if statement.kind == kind}
    assert functions(module).keys() == names


@of_kind("read", "write")
def test_a_function_takes_what_its_statement_needs(statement: Statement) -> None:
    assert set(parameters_of(function_of(statement))) == statement.parameters


@of_kind("schema", "browser")
def test_a_statement_without_a_function_needs_nothing(statement: Statement) -> None:
    assert statement.parameters == set()


@of_kind("read")
async def test_a_read_answers_with_the_columns_of_its_row_type(database: Database, statement: Statement) -> None:
    (row,) = get_args(get_type_hints(function_of(statement))["return"])
    columns, _ = await explained(database, statement.text, dict.fromkeys(statement.parameters))
    expected = ["pages"] if statement.name in ONE_RECORD else [field.name for field in fields(row)]
    assert columns == expected


@of_kind("write")
async def test_a_write_answers_with_nothing_unless_its_function_does(database: Database, statement: Statement) -> None:
    row = get_type_hints(function_of(statement))["return"]
    columns, _ = await explained(database, statement.text, dict.fromkeys(statement.parameters))
    assert columns == ([] if row is type(None) else [field.name for field in fields(row)])


# The files and Neo4j


@of_kind(*KINDS)
async def test_neo4j_plans_it_without_a_remark(database: Database, statement: Statement) -> None:
    _, summary = await explained(database, statement.text, dict.fromkeys(statement.parameters))
    remarks = [status.status_description for status in summary.gql_status_objects if status.is_notification]
    assert [remark for remark in remarks if not NOT_WRITTEN_YET.search(remark)] == []


@of_kind(*KINDS)
async def test_it_does_what_its_folder_says(database: Database, statement: Statement) -> None:
    columns, summary = await explained(database, statement.text, dict.fromkeys(statement.parameters))
    answers = "r" if columns and statement.kind == "write" else ""  # Neo4j names a write that answers in rows rw
    defines = statement.kind == "upkeep" and statement.text.startswith("DROP")
    of_server = statement.text.startswith("CALL dbms.")  # as Neo4j calls what is about no database
    assert summary.query_type == ("s" if defines or of_server else answers + KINDS[statement.kind])


@of_kind("read", "write")
async def test_no_plan_walks_over_all_nodes(database: Database, statement: Statement) -> None:
    if statement.name == "holds_anything":
        return  # which stops at the first
    _, summary = await explained(database, statement.text, dict.fromkeys(statement.parameters))
    assert "AllNodesScan" not in str(summary.plan)


async def test_a_remark_would_be_seen(database: Database) -> None:
    _, summary = await explained(database, "MATCH (a:Company), (b:Company) RETURN a.no_such_key", {})
    remarks = [status.status_description for status in summary.gql_status_objects if status.is_notification]
    assert any("cartesian product" in remark for remark in remarks)
    assert any("no_such_key" in remark for remark in remarks)


# No Cypher in Python

CYPHER = re.compile(r"\b(MATCH|MERGE|UNWIND|DETACH|ALTER|FOREACH|YIELD)\b|\bCREATE\s+\(|\bRETURN\s+\w")


def strings(path: Path) -> Iterator[str]:
    """The strings of a Python file but its docstrings."""
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree):
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Constant) and isinstance(child.value, str) and not isinstance(node, ast.Expr):
                yield child.value


def test_no_cypher_stands_in_python() -> None:
    found = {
        (str(path.relative_to(PROJECT)), text)
        for package in ("service", "seed")
        for path in (PROJECT / package).rglob("*.py")
        for text in strings(path)
        if CYPHER.search(text)
    }
    # The managed database sets its password on the system database, before there is anything to ask.
    assert found == {("service/managed/readiness.py", "ALTER CURRENT USER SET PASSWORD FROM $old TO $new")}


# Nothing but the files, and values in parameters


def sent_to_neo4j(path: Path) -> Iterator[str]:
    """The first argument of every call, in a Python file, that runs a statement."""
    for call in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute):
            of = ast.unparse(call.func.value).rpartition(".")[2]
            runs = call.func.attr == "run" and of in ("transaction", "session", "driver", "tx")
            if runs or call.func.attr == "execute_query":
                yield ast.unparse(call.args[0])


def test_nothing_is_sent_to_neo4j_but_what_the_files_hold() -> None:
    """So no user of the API or the commands, whatever they write, reaches Neo4j as Cypher."""
    files = [path for package in ("service", "seed") for path in (PROJECT / package).rglob("*.py")]
    found = {(path.stem, text) for path in files for text in sent_to_neo4j(path)}
    by_name = {(module, repr(name)) for module, name in (("writing", name) for name in STATEMENTS)}
    assert found - by_name == {
        ("database", "self.statements[statement].text"),
        ("database", "Query(self.statements[statement].text, timeout=self.read_timeout)"),
        ("readiness", "SET_PASSWORD"),
    }


def test_a_statement_cannot_be_changed_while_the_program_runs() -> None:
    with pytest.raises(AttributeError):
        STATEMENTS["graph"].text = ""  # type: ignore[misc]


@of_kind("read", "browser", "upkeep", "schema")
def test_labels_and_types_come_from_values_only_where_the_loader_writes(statement: Statement) -> None:
    assert "$(" not in statement.text
