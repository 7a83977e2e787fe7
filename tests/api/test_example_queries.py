"""examples/queries: each is right by the committed schema, and has an answer."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from graphql import DocumentNode, OperationDefinitionNode, build_schema, parse, validate

from service.settings import PROJECT
from tests.conftest import Ask

FOLDER = PROJECT / "examples" / "queries"
QUESTIONS = sorted(FOLDER.glob("*.graphql"))
VARIABLES: dict[str, dict[str, Any]] = json.loads((FOLDER / "variables.json").read_text("utf-8"))
SCHEMA = build_schema((PROJECT / "service" / "api" / "schema.graphql").read_text("utf-8"))
MAY_BE_EMPTY = {"company.investors.nodes", "explain.belief.conflict"}  # nobody is said to invest in Nvidia

every_question = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.stem)


def text_of(name: str) -> str:
    return (FOLDER / f"{name}.graphql").read_text("utf-8")


def operations(document: DocumentNode) -> list[OperationDefinitionNode]:
    return [part for part in document.definitions if isinstance(part, OperationDefinitionNode)]


def empty_lists(value: object, path: str = "") -> Iterator[str]:
    """The paths of lists without elements; lists inside of lists may be empty."""
    if value == []:
        yield path
    if isinstance(value, dict):
        for name, below in value.items():
            yield from empty_lists(below, f"{path}.{name}".lstrip("."))


def test_every_question_has_variables() -> None:
    assert list(VARIABLES) == [question.stem for question in QUESTIONS]


@every_question
def test_it_is_right_by_the_schema(question: Path) -> None:
    assert validate(SCHEMA, parse(question.read_text("utf-8"))) == []


@every_question
def test_it_says_what_it_asks_and_has_its_files_name(question: Path) -> None:
    text = question.read_text("utf-8")
    (operation,) = operations(parse(text))
    assert text.startswith("# ")
    assert "?" in text.splitlines()[0]
    assert operation.name
    assert operation.name.value == question.stem.title().replace("-", "")


@every_question
def test_its_variables_are_its_own(question: Path) -> None:
    (operation,) = operations(parse(question.read_text("utf-8")))
    assert set(VARIABLES[question.stem]) <= {each.variable.name.value for each in operation.variable_definitions}


@every_question
async def test_it_has_an_answer(ask: Ask, question: Path) -> None:
    data = await ask(question.read_text("utf-8"), **VARIABLES[question.stem])
    assert [name for name, value in data.items() if value is None] == []
    assert set(empty_lists(data)) <= MAY_BE_EMPTY


async def test_suppliers_come_with_their_provenance(ask: Ask) -> None:
    suppliers = (await ask(text_of("suppliers"), **VARIABLES["suppliers"]))["suppliers"]["nodes"]
    assert {one["company"]["name"] for one in suppliers} == {"AMD", "Cerebras", "Groq", "Microsoft", "Nvidia"}
    claims = [claim for one in suppliers for claim in one["claims"]["nodes"]]
    assert all(claim["article"]["publisher"]["name"] and claim["article"]["published"] for claim in claims)
    assert {"saidBy", "unnamed"} == {key for claim in claims for key in ("saidBy", "unnamed") if claim[key]}


async def test_two_days_differ_by_what_was_learnt_between_them(ask: Ask) -> None:
    data = await ask(text_of("two-days"), **VARIABLES["two-days"])
    before, after = ({one["fact"] for one in data[name]["nodes"]} for name in ("before", "after"))
    assert before < after
    assert data["before"]["asOf"]["valid"] == data["after"]["asOf"]["valid"]


async def test_pages_of_articles_go_on_to_the_last(ask: Ask) -> None:
    page = (await ask(text_of("articles"), **VARIABLES["articles"]))["articles"]
    slugs = [article["slug"] for article in page["nodes"]]
    while page["pageInfo"]["hasNextPage"]:
        after = page["pageInfo"]["endCursor"]
        page = (await ask(text_of("articles"), **VARIABLES["articles"], after=after))["articles"]
        slugs += [article["slug"] for article in page["nodes"]]
    assert len(slugs) == len(set(slugs)) == page["totalCount"] > VARIABLES["articles"]["first"]


async def test_an_id_that_is_not_there_is_null_among_the_nodes(ask: Ask) -> None:
    nodes = (await ask(text_of("nodes"), **VARIABLES["nodes"]))["nodes"]
    assert [node and node["__typename"] for node in nodes] == ["Company", "Deal", "Article", "Publisher", None]
