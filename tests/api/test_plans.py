"""Plans: every answer is byte for byte that of the ordinary executor, and what goes wrong is left to that."""

import json
from collections.abc import Iterator
from typing import Any

import orjson
import pytest
from graphql import GraphQLField, get_named_type, is_leaf_type
from hypothesis import given
from hypothesis_graphql import queries as documents
from strawberry.types import ExecutionResult

from service.api.context import Context
from service.api.documents import Known
from service.api.plans import Plan
from service.api.schema import Schema, make_schema
from service.graph.database import Database, open_database, work_done
from service.settings import PROJECT, DatabaseAddress
from tests.api.test_generated_documents import SCALARS, SDL, some

FOLDER = PROJECT / "examples" / "queries"
VARIABLES: dict[str, dict[str, Any]] = json.loads((FOLDER / "variables.json").read_text("utf-8"))
EXAMPLES = [(path.read_text("utf-8"), VARIABLES[path.stem]) for path in sorted(FOLDER.glob("*.graphql"))]
ODD = (
    ("{ a: meta { revision } b: meta { revision ...M } } fragment M on Meta { rules ... on Meta { today } }", {}),
    ("query ($s: Boolean!) { meta { revision @skip(if: $s) rules @include(if: $s) } }", {"s": True}),
    ("query ($s: Boolean!) { meta { revision @skip(if: $s) rules @include(if: $s) } }", {"s": False}),
    ("{ meta { revision @skip(if: true) rules @include(if: true) today @include(if: false) __typename } }", {}),
    ('{ nodes(ids: ["Company:openai", "Chip:h100", "nothing", "Deal:nvidia-openai-2025"]) { __typename id '
     "... on Company { name } ... on Entity { slug country } ... on Deal { kind parties { role entity { name } } } } }",
     {}),
    ('{ openai: company(id: "openai") { ...C } nvidia: company(id: "nvidia") { ...C } } fragment C on Company { name '
     "partOf { name } customers(first: 2) { nodes { company { name __typename } products { name } valid { fromLatest }"
     " quantities { text low others { text } } } } }", {}),
    ('{ company(id: "no-such") { name } }', {}),
    ('{ suppliers(of: "openai", first: 0) { nodes { fact } pageInfo { hasNextPage endCursor } } }', {}),
)  # fmt: skip
SCHEMA = make_schema()


@pytest.fixture
def plans(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Of each plan that was asked, whether it had an answer."""
    told: list[bool] = []
    answer = Plan.answer

    async def telling(self: Plan, *asked: Any) -> Any:
        data = await answer(self, *asked)
        told.append(data is not None)
        return data

    monkeypatch.setattr(Plan, "answer", telling)
    return told


async def ask(schema: Schema, database: Database, document: str, variables: dict[str, Any]) -> ExecutionResult:
    return await schema.execute(document, variable_values=variables, context_value=Context(database))


async def ordinarily(database: Database, document: str, variables: dict[str, Any]) -> ExecutionResult:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Known, "plan", lambda *_, **__: None)
        return await ask(SCHEMA, database, document, variables)


@pytest.mark.parametrize(("document", "variables"), [*EXAMPLES, *ODD], ids=lambda part: str(part)[:40])
async def test_a_plan_answers_as_the_ordinary_executor(
    database: Database, plans: list[bool], document: str, variables: dict[str, Any]
) -> None:
    schema = make_schema()
    first, again = [await ask(schema, database, document, variables) for _ in range(2)]
    assert plans == [True, True]
    expected = await ordinarily(database, document, variables)
    assert expected.errors is None
    assert orjson.dumps(first.data) == orjson.dumps(again.data) == orjson.dumps(expected.data)


@pytest.mark.parametrize("document", [
    '{ suppliers(of: "nobody") { totalCount } meta { revision } }',
    '{ explain(fact: "a|SUPPLIES|b|") { rules } }',
    '{ company(id: "openai", asOf: {known: "2999-01-01"}) { name } }',
    '{ company(id: "openai") { suppliers(after: "x") { totalCount } name } }',
])  # fmt: skip
async def test_what_goes_wrong_is_told_by_the_ordinary_executor(
    database: Database, plans: list[bool], document: str
) -> None:
    schema = make_schema()
    found = [await ask(schema, database, document, {}) for _ in range(2)]
    expected = await ordinarily(database, document, {})
    assert plans == [False, False]
    for result in found:
        assert result.data == expected.data
        assert [error.formatted for error in result.errors or ()] == [
            error.formatted for error in expected.errors or ()
        ]


@pytest.mark.parametrize("document", ["{ __schema { queryType { name } } }", '{ __type(name: "Claim") { name } }'])
async def test_questions_about_the_schema_have_no_plan(database: Database, plans: list[bool], document: str) -> None:
    assert (await ask(make_schema(), database, document, {})).data
    assert plans == []


@pytest.mark.parametrize(("name", "value"), [("first", 101), ("first", "x"), ("first", None)])
async def test_variables_are_checked_each_time(database: Database, name: str, value: object) -> None:
    schema, document = make_schema(), "query ($first: Int!) { companies(first: $first) { totalCount } }"
    assert not (await ask(schema, database, document, {"first": 100})).errors
    assert (await ask(schema, database, document, {name: value})).errors
    assert not (await ask(schema, database, document, {"first": 100})).errors


@some
@given(document=documents(SDL, custom_scalars=SCALARS))
async def test_any_plan_answers_as_the_ordinary_executor(database: Database, document: str) -> None:
    found, expected = await ask(SCHEMA, database, document, {}), await ordinarily(database, document, {})
    assert orjson.dumps(found.data) == orjson.dumps(expected.data)
    assert [error.formatted for error in found.errors or ()] == [error.formatted for error in expected.errors or ()]


def alone(kind: str, depth: int = 3) -> Iterator[str]:
    """Selections of one leaf each, of everything at and below a type that needs no arguments and is no page."""
    fields: dict[str, GraphQLField] = SCHEMA._schema.type_map[kind].fields  # type: ignore[attr-defined]
    for name, field in fields.items():
        below = get_named_type(field.type)
        if is_leaf_type(below):
            yield name
        elif depth and "pageInfo" not in below.fields:
            yield from (f"{name} {{ {each} }}" for each in alone(below.name, depth - 1))


ALONE = [
    *(f'suppliers(of: "openai", first: 30) {{ nodes {{ {each} }} }}' for each in alone("Supplier", 2)),
    *(f'customers(of: "nvidia", first: 30) {{ edges {{ node {{ {each} }} }} }}' for each in alone("Customer", 1)),
    *(f'investments(investor: "nvidia", first: 30) {{ nodes {{ {each} }} }}' for each in alone("Investment", 1)),
    *(f'suppliers(of: "openai", first: 30) {{ nodes {{ claims(first: 3) {{ nodes {{ {each} }} }} }} }}'
      for each in alone("Claim")),
    *(f'suppliers(of: "openai", workload: INFERENCE) {{ nodes {{ claims(first: 3) {{ nodes {{ {each} }} }} }} }}'
      for each in alone("Claim", 1)),
    'suppliers(of: "openai") { edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }',
    'suppliers(of: "openai") { nodes { claims(first: 2) { edges { cursor } pageInfo { hasNextPage endCursor } } } }',
    'suppliers(of: "openai") { nodes { a: claims(first: 1) { nodes { slug } } b: claims(first: 2) { totalCount } } }',
    'suppliers(of: "openai") { nodes { claims { totalCount } } edges { node { claims(first: 2) { nodes { id } } } } }',
]  # fmt: skip


@pytest.mark.parametrize("document", ALONE)
async def test_whatever_is_asked_for_alone_is_read(database: Database, plans: list[bool], document: str) -> None:
    """A plan reads no more properties than are shown; that none is missing is seen where nothing else is shown."""
    found = await ask(SCHEMA, database, f"{{ {document} }}", {})
    expected = await ordinarily(database, f"{{ {document} }}", {})
    assert expected.errors is None
    assert plans == [True]
    assert orjson.dumps(found.data) == orjson.dumps(expected.data)


async def test_nobody_waits_twice_for_a_database_that_fails() -> None:
    async with open_database(DatabaseAddress("bolt://127.0.0.1:1", "", "", "neo4j"), retry_timeout=0) as nowhere:
        with work_done() as work:
            result = await ask(SCHEMA, nowhere, "{ articles { totalCount } }", {})
    assert [error.extensions for error in result.errors or ()] == [{"code": "DATABASE_UNAVAILABLE"}]
    assert work.statements == ["articles"]
