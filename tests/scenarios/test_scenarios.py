"""Every scenario, in plain Python and through Neo4j and GraphQL."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from seed.loading import load
from seed.reading import Curated, read_folder
from service.graph.database import Database
from service.model.assessment import assess
from service.model.explaining import explain
from service.model.resolving import FactEvidence, fact_evidence, resolve, versions
from service.model.vocabulary import Evidence
from service.model.withdrawing import find_withdrawals
from tests.conftest import TODAY, Ask, wipe
from tests.scenarios.describing import ASKED, answer_in_words, belief_in_words, fates_in_words
from tests.scenarios.scenario import Keys, Scenario, article_id, scenarios, write_folder

ALL = scenarios()
EVERY_SCENARIO = pytest.mark.parametrize("scenario", ALL, ids=[scenario.name for scenario in ALL])
NOT_FOUND = (Evidence.DENIED, Evidence.RETRACTED)

RELATIONS = f"""
query ($subject: String!, $known: Date!, $valid: Date!, $evidence: [Evidence!], $span: Span!) {{
  relations(subject: $subject, evidence: $evidence, span: $span, asOf: {{known: $known, valid: $valid}}) {{
    nodes {{ {ASKED} }}
  }}
}}
"""
HISTORY = "query ($fact: String!) { history(fact: $fact, first: 100) { nodes { knownFrom } } }"
EXPLAIN = """
query ($fact: String!, $known: Date!) {
  explain(fact: $fact, asOf: {known: $known}) { claims { claim { slug } parts { part role rule setAsideBy } } }
}
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Curated:
    """All scenarios as one folder of curated files, checked and read like the real ones."""
    folder: Path = tmp_path_factory.mktemp("scenarios")
    write_folder(folder, ALL)
    return read_folder(folder)


@pytest.fixture(scope="module")
def evidence(told: Curated) -> dict[str, FactEvidence]:
    """The evidence of each fact of all scenarios."""
    found = find_withdrawals(told.articles, directory=told.directory, listed=told.withdrawals)
    claims: dict[str, list[Any]] = {}
    for article in told.articles:
        for claim in article.claims:
            assessed = found.apply(assess(claim, article=article, directory=told.directory), url=article.url)
            claims.setdefault(claim.fact, []).append(assessed)
    return {fact: fact_evidence(of_fact, rulings=told.rulings) for fact, of_fact in claims.items()}


@pytest_asyncio.fixture(scope="module")
async def loaded(database: Database, curated: Curated, told: Curated) -> AsyncIterator[None]:
    """The database with all scenarios in it, and nothing else; the curated data comes back after the module."""
    await wipe(database)
    await load(database, told, today=TODAY)
    yield
    await wipe(database)
    await load(database, curated, today=TODAY)


@EVERY_SCENARIO
def test_versions_are_as_expected(scenario: Scenario, evidence: dict[str, FactEvidence]) -> None:
    facts = of_scenario(scenario, evidence)
    assert sorted(facts) == sorted(scenario.beliefs)
    for fact, of_fact in facts.items():
        wanted = scenario.beliefs[fact]
        found = {version.known_from: belief_in_words(version.belief) for version in versions(of_fact)}
        assert {day: as_wanted(words, wanted.get(day, {})) for day, words in found.items()} == wanted


@EVERY_SCENARIO
def test_resolving_any_day_gives_the_version_of_that_day(scenario: Scenario, evidence: dict[str, FactEvidence]) -> None:
    for of_fact in of_scenario(scenario, evidence).values():
        found = versions(of_fact)
        assert resolve(of_fact, found[0].known_from - timedelta(days=1)) is None
        for version in found:
            assert resolve(of_fact, version.known_from) == version.belief
            assert resolve(of_fact, min(version.known_until, TODAY) - timedelta(days=1)) == version.belief


@EVERY_SCENARIO
def test_questions_for_two_days_are_answered_as_expected(scenario: Scenario, evidence: dict[str, FactEvidence]) -> None:
    facts = of_scenario(scenario, evidence)
    for asked in scenario.asked:
        belief = resolve(facts[fact_asked(scenario, asked)], asked["known"])
        answer = "not found"
        if belief and belief.evidence not in NOT_FOUND and belief.validity.possible_on(asked["valid"]):
            answer = "certain" if belief.validity.certain_on(asked["valid"]) else "possible"
        assert {**asked, "answer": answer} == asked


@EVERY_SCENARIO
def test_explanations_are_as_expected(scenario: Scenario, evidence: dict[str, FactEvidence]) -> None:
    facts = of_scenario(scenario, evidence)
    names = Names(scenario)
    for day, wanted in scenario.explained.items():
        found = {}
        for one in explain(next(iter(facts.values())), day).claims:
            found[names.of(one.claim.claim.id)] = [names.fate(*fate) for fate in fates_in_words(one)]
        assert found == wanted, day


@EVERY_SCENARIO
@pytest.mark.usefixtures("loaded")
async def test_graphql_gives_the_expected_versions(
    scenario: Scenario, evidence: dict[str, FactEvidence], ask: Ask
) -> None:
    for fact, of_fact in of_scenario(scenario, evidence).items():
        wanted = scenario.beliefs[fact]
        history = (await ask(HISTORY, fact=of_fact.fact))["history"]["nodes"]
        assert [version["knownFrom"] for version in history] == [day.isoformat() for day in wanted]
        for day, words in wanted.items():
            (node,) = await find(ask, of_fact, known=day, valid=day, evidence=list(Evidence), span="ANY_DAY")
            assert as_wanted(answer_in_words(node), words) == words, day
        assert not await find(ask, of_fact, known=min(wanted) - timedelta(days=1), evidence=list(Evidence))


@EVERY_SCENARIO
@pytest.mark.usefixtures("loaded")
async def test_graphql_answers_questions_for_two_days_as_expected(
    scenario: Scenario, evidence: dict[str, FactEvidence], ask: Ask
) -> None:
    facts = of_scenario(scenario, evidence)
    for asked in scenario.asked:
        of_fact = facts[fact_asked(scenario, asked)]
        nodes = await find(ask, of_fact, known=asked["known"], valid=asked["valid"])
        answer = ("certain" if nodes[0]["certain"] else "possible") if nodes else "not found"
        assert {**asked, "answer": answer} == asked


@EVERY_SCENARIO
@pytest.mark.usefixtures("loaded")
async def test_graphql_explains_as_expected(scenario: Scenario, evidence: dict[str, FactEvidence], ask: Ask) -> None:
    fact = next(iter(of_scenario(scenario, evidence).values())).fact
    names = Names(scenario)
    for day, wanted in scenario.explained.items():
        found = {}
        for one in (await ask(EXPLAIN, fact=fact, known=day.isoformat()))["explain"]["claims"]:
            fates = [(part["part"], part["role"], part["rule"], part["setAsideBy"]) for part in one["parts"]]
            found[names.of(one["claim"]["slug"])] = [names.fate(*fate) for fate in fates]
        assert found == wanted, day


@dataclass(frozen=True, slots=True)
class Names:
    """What a scenario calls its claims, articles and rulings."""

    scenario: Scenario

    def of(self, id_: str) -> str:
        names = {id_: name for name, id_ in self.scenario.claim_ids().items()}
        names |= {article_id(self.scenario, article): article["name"] for article in self.scenario.articles}
        return names.get(id_) or self.scenario.in_words(id_)

    def fate(self, part: str, role: str, rule: str | None, by: str | None) -> str:
        return " ".join([self.scenario.in_words(part), role, *([rule] if rule else []), *([self.of(by)] if by else [])])


def of_scenario(scenario: Scenario, evidence: dict[str, FactEvidence]) -> dict[str, FactEvidence]:
    """The evidence of the scenario's facts, by the fact in words."""
    start = scenario.own("")
    return {scenario.in_words(fact): found for fact, found in evidence.items() if fact.startswith(start)}


def fact_asked(scenario: Scenario, asked: Keys) -> str:
    fact: str = asked.get("fact") or next(iter(scenario.beliefs))
    return fact


def as_wanted(words: Keys, wanted: Keys) -> Keys:
    """`words` without the validity, where nothing is expected of it."""
    return {key: value for key, value in words.items() if key != "valid" or "valid" in wanted}


async def find(
    ask: Ask,
    fact: FactEvidence,
    *,
    known: date,
    valid: date | None = None,
    evidence: list[Evidence] | None = None,
    span: str = "VALID_DAY",
) -> list[Keys]:
    """What GraphQL finds of the fact."""
    days = {"known": known.isoformat(), "valid": (valid or known).isoformat()}
    subject = fact.fact.split("|")[0]
    answer = await ask(RELATIONS, subject=subject, evidence=evidence, span=span, **days)
    return [node for node in answer["relations"]["nodes"] if node["fact"] == fact.fact]
