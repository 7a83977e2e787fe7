"""docs/api.md keeps its promises."""

import re

import pytest
from graphql import build_schema

from service.api.faults import CODES
from service.settings import PROJECT
from tests.api.conftest import Refuse
from tests.conftest import Ask

PAGE = (PROJECT / "docs" / "api.md").read_text("utf-8")
SCHEMA = build_schema((PROJECT / "service" / "api" / "schema.graphql").read_text("utf-8"))


@pytest.mark.parametrize("example", re.findall(r"```graphql\n(.*?)```", PAGE, re.DOTALL))
async def test_every_example_has_an_answer(ask: Ask, example: str) -> None:
    assert all((await ask(example)).values())


async def test_the_error_shown_is_the_one_given(refuse: Refuse) -> None:
    extensions = (await refuse('{ companies(kind: "clouds") { totalCount } }'))["extensions"]
    for word in ("argument", "value", "example"):
        assert f'"{word}": "{extensions[word]}"'.replace('kind: "ai-company"', r"kind: \"ai-company\"") in PAGE
    assert extensions["rule"].startswith("one or more of ai-company, ai-lab, ")


def test_every_root_field_is_named() -> None:
    assert SCHEMA.query_type
    assert [name for name in SCHEMA.query_type.fields if f"`{name}`" not in PAGE] == []


def test_every_error_code_is_named() -> None:
    assert [code for code in CODES if f"| `{code}` |" not in PAGE] == []


def test_every_linked_file_is_there() -> None:
    links = re.findall(r"\]\((?!https:)([^)#]+)\)", PAGE)
    assert links
    assert [link for link in links if not (PROJECT / "docs" / link).exists()] == []
