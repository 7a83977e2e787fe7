"""docs/beliefs.md names every scenario, with the words that the scenario itself has."""

import re

import pytest

from service.settings import PROJECT
from tests.scenarios.scenario import Scenario, scenarios

PAGE = (PROJECT / "docs" / "beliefs.md").read_text("utf-8")


@pytest.mark.parametrize("scenario", scenarios(), ids=lambda scenario: scenario.name)
def test_every_scenario_is_a_case_or_a_decision_of_the_page(scenario: Scenario) -> None:
    link = f"[{scenario.name}](../tests/scenarios/{scenario.name}.yaml)"
    words = f"{scenario.case} | {scenario.expected}" if scenario.expected else scenario.rule
    assert f"| {words} | {link} |" in PAGE


def test_the_page_names_no_scenario_that_is_not_there() -> None:
    named = set(re.findall(r"\(\.\./tests/scenarios/([a-z0-9-]+)\.yaml\)", PAGE))
    assert named == {scenario.name for scenario in scenarios()}
