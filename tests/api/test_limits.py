"""What is within a limit is answered; one more is refused before anything runs."""

from dataclasses import fields, replace
from typing import Any

import httpx
import pytest
from graphql import GraphQLError, OperationDefinitionNode, get_introspection_query, get_variable_values, parse

from service.api.cost import Costs
from service.api.counting import counts
from service.api.limits import USUAL, Limits, limits_of
from service.api.schema import make_schema
from service.errors import SettingsError
from service.settings import Settings, read_settings
from tests.api.conftest import Refuse
from tests.conftest import Ask

PAGES = '{{ suppliers(of: "openai", first: 100) {{ nodes {{ claims(first: 49) {{ totalCount }} }} }} {} }}'
EVIDENCE = 'query ($all: [Evidence!]) { suppliers(of: "openai", evidence: $all) { totalCount } }'


def comments(count: int) -> str:
    return "#\n" * count + "{ __typename }"


def repeated(*counts: int) -> str:
    """Fields of `meta`, each so many times."""
    names = ("rules", "software", "schemaVersion")
    return "{ meta { " + " ".join(f"{name} " * count for name, count in zip(names, counts, strict=False)) + "} }"


def levels(count: int) -> str:
    return '{ company(id: "openai") ' + "{ partOf " * (count - 2) + "{ name }" + "}" * (count - 1)


def aliases(count: int) -> str:
    return "{ meta { rules " + " ".join(f"a{number}: rules" for number in range(count)) + " } }"


def page(first: int) -> str:
    return f'{{ search(text: "openai", first: {first}) {{ totalCount }} }}'


def ids(count: int) -> str:
    return "{ nodes(ids: [" + '"Company:openai" ' * count + "]) { id } }"


LIMITS: list[tuple[str, str, str, int | None, int]] = [
    ("tokens", comments(497), comments(498), None, 500),
    ("depth", levels(10), levels(11), 11, 10),
    ("aliases", aliases(15), aliases(16), 16, 15),
    ("root_fields", "{ __typename" + " meta { rules }" * 5 + "}", "{" + " meta { rules }" * 6 + "}", 6, 5),
    ("repeats", repeated(32, 3, 2), repeated(32, 3, 3), 1_004, 1_000),
    ("page", page(100), page(101), 101, 100),
    ("cost", PAGES.format(""), PAGES.format("meta { rules }"), 5_001, 5_000),
]
"""By name: a document at the limit, one past it, the number that is found, and the limit."""


@pytest.mark.parametrize("within", [pytest.param(within, id=name) for name, within, *_ in LIMITS])
async def test_what_is_within_a_limit_is_answered(ask: Ask, within: str) -> None:
    assert await ask(within)


@pytest.mark.parametrize(("name", "past", "found", "most"), [(name, *rest) for name, _, *rest in LIMITS])
async def test_one_more_is_refused_with_what_was_found_the_rule_and_what_to_do(
    refuse: Refuse, name: str, past: str, found: int | None, most: int
) -> None:
    error = await refuse(past)
    told = error["extensions"]
    assert (told["code"], told["limit"], told["value"]) == ("LIMIT_EXCEEDED", name, found)
    assert told["rule"].startswith(f"at most {most:,} ")
    assert told["example"]
    assert error["message"].startswith(f"more than {most} " if found is None else f"{found:,} ")
    assert name == "tokens" or error["locations"]


async def test_the_variables_hold_five_hundred_values_at_most(ask: Ask, refuse: Refuse) -> None:
    assert await ask(EVIDENCE, all=["STATED"] * 499)
    told = (await refuse(EVIDENCE, all=["STATED"] * 500))["extensions"]
    assert (told["code"], told["limit"], told["argument"]) == ("LIMIT_EXCEEDED", "values", "variables")


async def test_a_list_of_ids_is_as_long_as_a_page_at_most(ask: Ask, refuse: Refuse) -> None:
    document = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }"
    assert len((await ask(document, ids=["Company:openai"] * 100))["nodes"]) == 100
    told = (await refuse(document, ids=["Company:openai"] * 101))["extensions"]
    assert (told["limit"], told["argument"], told["value"]) == ("page", "ids", 101)
    assert (await refuse(ids(101)))["extensions"]["value"] == 101


async def test_all_that_is_too_much_is_told_at_once(client: httpx.AsyncClient) -> None:
    document = "{" + " ".join(f"a{number}: meta {{ rules }}" for number in range(20)) + levels(12)[1:]
    errors = (await client.post("/graphql", json={"query": document})).json()["errors"]
    assert [error["extensions"]["limit"] for error in errors] == ["depth", "aliases", "root_fields"]


@pytest.mark.parametrize("options", [{}, {"input_value_deprecation": True, "specified_by_url": True,
                                          "directive_is_repeatable": True, "schema_description": True}])  # fmt: skip
async def test_the_standard_introspection_query_passes(ask: Ask, options: dict[str, bool]) -> None:
    assert len((await ask(get_introspection_query(**options)))["__schema"]["types"]) > 50


async def test_introspection_has_a_limit_of_its_own(refuse: Refuse) -> None:
    twice = get_introspection_query().replace("__schema {", "a: __schema { types { ...FullType } } __schema {", 1)
    told = (await refuse(twice))["extensions"]
    assert (told["code"], told["limit"]) == ("LIMIT_EXCEEDED", "introspection")


async def answer(document: str, limits: Limits, *, name: str | None = None, **variables: Any) -> list[GraphQLError]:
    """The errors of a question that needs no database."""
    schema = make_schema(limits)
    return (await schema.execute(document, variable_values=variables, operation_name=name)).errors or []


async def test_without_introspection_nothing_tells_of_the_schema() -> None:
    closed = replace(USUAL, introspection=False)
    for document in (
        '{ __type(name: "Query") { name } }',
        "{ __schema { types { name } } }",
        get_introspection_query(),
    ):
        errors = await answer(document, closed)
        assert "introspection has been disabled" in errors[0].message
    assert await answer("{ __typename }", closed) == []


@pytest.mark.parametrize(
    "document",
    [
        "{ companie { name } }",
        "{ meta { revison } }",
        '{ company(idd: "x") { name } }',
        '{ suppliers(of: "x", workload: INFERENC) { totalCount } }',
        "query ($w: Workload = INFERENC) { suppliers(of: \"x\", workload: $w) { totalCount } }",
        "query ($w: Worklod) { suppliers(of: \"x\", workload: $w) { totalCount } }",
        "query ($given: Workload) { suppliers(of: \"x\", workload: $given) { totalCount } }",
        "{ meta { ... on Compny { name } } }",
    ],
)  # fmt: skip
async def test_names_are_suggested_only_where_introspection_is_on(document: str) -> None:
    suggested = [await answer(document, replace(USUAL, introspection=on), given="INFERENC") for on in (True, False)]
    assert ["Did you mean" in str(errors) for errors in suggested] == [True, False]
    assert all(error.extensions["code"] == "BAD_USER_INPUT" for errors in suggested for error in errors)


def cost(document: str, **variables: object) -> int:
    schema, parsed = make_schema()._schema, parse(document)
    operation = next(each for each in parsed.definitions if isinstance(each, OperationDefinitionNode))
    values = get_variable_values(schema, operation.variable_definitions or (), variables)
    assert not isinstance(values, list), values
    return Costs(schema, parsed, values.coerced).of(operation, introspection=False)


@pytest.mark.parametrize(
    ("document", "costs"),
    [
        ("{ __typename }", 0),
        ("{ meta { rules software } }", 1),
        ('{ suppliers(of: "a") { totalCount } }', 20),
        ('{ suppliers(of: "a", first: 3) { totalCount pageInfo { endCursor } } }', 3 + 1),
        ('{ suppliers(of: "a", first: 3) { nodes { evidence } } }', 3),
        ('{ suppliers(of: "a", first: 3) { edges { cursor node { evidence } } } }', 3),
        ('{ suppliers(of: "a", first: 3) { nodes { company { name } } } }', 3 + 3),
        ('{ suppliers(of: "a", first: 3) { nodes { parts { text others { text } } } } }', 3 + 3 * 2 + 3 * 2 * 2),
        ('{ suppliers(of: "a", first: 3) { nodes { claims(first: 4) { nodes { article { url } } } } } }', 3 + 12 + 12),
        ('{ suppliers(of: "a", first: 0) { nodes { claims { totalCount } } } }', 0),
        ('{ a: suppliers(of: "a", first: 3) { totalCount } b: suppliers(of: "b", first: 4) { totalCount } }', 7),
        ('{ suppliers(of: "a", first: 3) @skip(if: true) { totalCount } }', 3),
        ('{ suppliers(of: "a", first: 3) { ...P } } fragment P on SupplierConnection { nodes { ...B ...B } }'
         " fragment B on Belief { claims(first: 5) { totalCount } }", 3 + 2 * 15),
        ('{ node(id: "a") { ... on Company { partOf { name } } ... on Deal { parties { role } } } }', 1 + 1 + 2),
    ],
)  # fmt: skip
def test_an_operation_costs_what_its_answer_may_hold(document: str, costs: int) -> None:
    assert cost(document) == costs


@pytest.mark.parametrize(
    ("declared", "given", "costs"),
    [("Int!", {"n": 7}, 7), ("Int! = 9", {}, 9), ("Int! = 9", {"n": 4}, 4), ("Int! = 9", {"n": 3.0}, 3)],
)
def test_a_page_is_as_large_as_its_variable_says(declared: str, given: dict[str, object], costs: int) -> None:
    document = f'query ($n: {declared}) {{ suppliers(of: "a", first: $n) {{ totalCount }} }}'
    assert cost(document, **given) == costs


def pairs(document: str) -> int:
    parsed = parse(document)
    operation = next(each for each in parsed.definitions if isinstance(each, OperationDefinitionNode))
    return counts(parsed, operation).all_pairs


@pytest.mark.parametrize(
    ("document", "found"),
    [
        ("{ a b c { a b } }", 0),
        ("{ a b: a }", 0),
        ("{ a b: a c: a b }", 2),
        ("{ a a a }", 2 * 3),
        ("{ a { b c } a { b d } }", 1 * 6),
        ("{ a { b b } }", 1 * 2),
        ("{ a ...F ... { a } } fragment F on Query { a }", 2 * 3),
        ("{ x { ...F } y { ...F } } fragment F on Query { a a }", 2 + 2),
    ],
)
def test_fields_of_one_name_are_counted_with_all_that_is_below_them(document: str, found: int) -> None:
    assert pairs(document) == found


@pytest.mark.parametrize("given", [{}, {"n": None}, {"n": "7"}, {"n": True}, {"n": [7]}, {"n": 1e300}, {"n": 2**70}])
async def test_a_page_of_no_size_is_bad_input(given: dict[str, object]) -> None:
    document = 'query ($n: Int!) { suppliers(of: "a", first: $n) { totalCount } }'
    (error,) = await answer(document, USUAL, **given)
    assert error.extensions == {"code": "BAD_USER_INPUT"}


async def test_only_the_operation_that_runs_is_counted() -> None:
    document = f"query Small {{ __typename }} query Large {levels(11)}"
    assert await answer(document, USUAL, name="Small") == []
    (error,) = await answer(document, USUAL, name="Large")
    assert error.extensions["limit"] == "depth"


@pytest.mark.parametrize("name", [None, "Missing", "Missing\ud800" * 1000])
async def test_one_of_several_operations_must_be_named(name: str | None) -> None:
    (error,) = await answer("query A { __typename } query B { __typename }", USUAL, name=name)
    assert error.extensions["code"] == "BAD_USER_INPUT"
    assert error.extensions["argument"] == "operationName"
    assert len(error.message.encode()) < 1_000


def test_every_limit_is_a_setting() -> None:
    other = read_settings(
        token_limit=300, value_limit=2, depth_limit=3, alias_limit=4, root_field_limit=6, repeat_limit=9, page_limit=50,
        cost_limit=8, introspection=False, request_timeout=7,
    )  # fmt: skip
    usual, changed = limits_of(Settings.model_construct()), limits_of(other)
    same = [field.name for field in fields(Limits) if getattr(usual, field.name) == getattr(changed, field.name)]
    assert same == []


@pytest.mark.parametrize(
    "name",
    ["token", "value", "depth", "alias", "root_field", "repeat", "page", "cost", "body"],
)
def test_a_limit_that_makes_no_sense_is_refused(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(f"KG_{name.upper()}_LIMIT", "-1")
    with pytest.raises(SettingsError, match=rf"KG_{name.upper()}_LIMIT: '-1' is not right; write greater than"):
        read_settings()
