"""A bug of ours shows as INTERNAL and as nothing else, wherever it is; what a caller did wrong shows in full."""

from enum import Enum
from typing import Any

import pytest
import strawberry
from graphql import GraphQLError

from service.api import guarding
from service.api.context import Context
from service.api.documents import known_documents
from service.api.faults import coded
from service.api.guarding import Guard
from service.api.limits import USUAL
from service.api.schema import Schema, make_schema
from service.errors import BadInput, DatabaseError, DatabaseUnavailable
from service.graph.database import Database

SECRET = "bolt://neo4j:open-sesame@db.internal:7687 refused MATCH (n) RETURN n in service/graph/reading.py"
INTERNAL = {"message": "an internal error; it was logged", "extensions": {"code": "INTERNAL"}}


@strawberry.enum
class Colour(Enum):
    RED = "red"


@strawberry.type
class Broken:
    @strawberry.field
    def bug(self) -> str:
        raise RuntimeError(SECRET)

    @strawberry.field
    async def later(self) -> str:
        raise KeyError(SECRET)

    @strawberry.field
    def graphql_error(self) -> str:
        raise GraphQLError(SECRET)

    @strawberry.field
    def endless(self) -> str:
        return self.endless()  # type: ignore[no-any-return, operator]

    @strawberry.field
    def too_large(self) -> int:
        return 2**40

    @strawberry.field
    def unknown_word(self) -> Colour:
        return SECRET  # type: ignore[return-value]

    @strawberry.field
    def nothing(self) -> str:
        return None  # type: ignore[return-value]

    @strawberry.field
    def statement(self) -> str:
        raise DatabaseError(SECRET)

    @strawberry.field
    def database(self) -> str:
        raise DatabaseUnavailable(SECRET)

    @strawberry.field
    def refusal(self, text: str) -> str:
        raise BadInput(f"{text!r} is wrong", argument="text", value=text, rule="a rule", example="text: 1")


NOWHERE = Database(None, "", {}, 1.0, "bolt://nowhere")  # type: ignore[arg-type] (asked for nothing)


@pytest.fixture(scope="module")
def broken() -> Schema:
    schema = Schema(query=Broken, extensions=[lambda: Guard(USUAL, known_documents())])
    schema.limits = USUAL
    return schema


async def only_error(schema: Schema, document: str, **variables: Any) -> dict[str, Any]:
    result = await schema.execute(document, variable_values=variables, context_value=Context(NOWHERE))
    (error,) = result.errors or ()
    return dict(error.formatted)


@pytest.mark.parametrize(
    "field", ["bug", "later", "graphqlError", "endless", "tooLarge", "unknownWord", "nothing", "statement"]
)
async def test_a_bug_in_a_resolver_tells_nothing_of_itself(broken: Schema, field: str) -> None:
    error = await only_error(broken, f"{{ {field} }}")
    assert error == {**INTERNAL, "path": [field], "locations": error["locations"]}


async def test_a_missing_database_tells_nothing_of_itself(broken: Schema) -> None:
    error = await only_error(broken, "{ database }")
    assert error["message"] == "the database does not answer; try again"
    assert error["extensions"] == {"code": "DATABASE_UNAVAILABLE"}


@pytest.mark.parametrize("step", ["parse", "validate", "too_costly", "get_variable_values"])
async def test_a_bug_before_the_execution_tells_nothing_of_itself(monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError(SECRET)

    monkeypatch.setattr(guarding, step, fail)
    assert await only_error(make_schema(), "{ __typename }") == INTERNAL


async def test_a_bug_is_logged(broken: Schema, caplog: pytest.LogCaptureFixture) -> None:
    await only_error(broken, "{ bug }")
    assert SECRET in caplog.text


async def test_what_a_caller_can_mend_is_told_with_value_rule_and_example(broken: Schema) -> None:
    error = await only_error(broken, '{ refusal(text: "b") }')
    assert error["message"] == "'b' is wrong"
    assert error["extensions"] == {
        "code": "BAD_USER_INPUT", "argument": "text", "value": "b", "rule": "a rule", "example": "text: 1",
    }  # fmt: skip


async def test_long_values_come_back_short_and_as_text(broken: Schema) -> None:
    error = await only_error(broken, f'{{ refusal(text: "{"a" * 5_000}") }}')
    assert error["extensions"]["value"] == "a" * 300 + "…"
    assert len(error["message"]) == 301
    assert coded(GraphQLError("\ud800")).message == "?"


@pytest.mark.parametrize(
    "document",
    [
        "{ refusal }",
        "{ refusal(text: 1) }",
        "query ($t: String) { refusal(text: $t) }",
        "{ missing }",
        "{",
        "{ bug { a } }",
    ],
)
async def test_errors_of_graphql_itself_are_bad_input_and_say_where(broken: Schema, document: str) -> None:
    error = await only_error(broken, document)
    assert error["extensions"] == {"code": "BAD_USER_INPUT"}
    assert error["locations"]


async def test_a_variable_without_a_value_is_bad_input_though_it_is_seen_in_the_execution(broken: Schema) -> None:
    error = await only_error(broken, 'query ($t: String = "x") { refusal(text: $t) }', t=None)
    assert error["extensions"] == {"code": "BAD_USER_INPUT"}
    assert error["path"] == ["refusal"]


@pytest.mark.parametrize("query", [None, ""])
async def test_no_query_is_bad_input(query: str | None) -> None:
    (error,) = (await make_schema().execute(query)).errors or ()
    assert (error.extensions["code"], error.extensions["argument"]) == ("BAD_USER_INPUT", "query")
