"""The README keeps its promises."""

import json
import re

from service.settings import PROJECT, Settings
from tests.conftest import Ask

README = (PROJECT / "README.md").read_text("utf-8")


def block(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", README, re.DOTALL)
    assert found
    return found[1]


async def test_the_example_question_has_the_answer_shown(ask: Ask) -> None:
    assert await ask(block("graphql")) == json.loads(block("json"))


def test_every_setting_is_documented() -> None:
    variables = {
        str(field.validation_alias.choices[0]) if field.validation_alias else f"KG_{name.upper()}"  # type: ignore[union-attr]
        for name, field in Settings.model_fields.items()
    }
    assert {name for name in variables if f"`{name}`" not in README} == set()


def test_every_linked_file_is_there() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", README)
    assert links
    assert [link for link in links if not link.startswith("http") and not (PROJECT / link).exists()] == []
