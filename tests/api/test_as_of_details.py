"""Small things about days that would be easy to get wrong."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
import pytest_asyncio

from seed.loading import load
from seed.reading import Curated
from service.graph.database import Database, statements_ran
from tests.api.conftest import Refuse
from tests.conftest import TODAY, Ask, wipe
from tests.small_folder import claim, small_folder

GROQ = "groq|SUPPLIES|openai"


@pytest_asyncio.fixture(scope="module", autouse=True)
async def retracted(
    database: Database, curated: Curated, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[None]:
    """One report, known in January and retracted in March; a blog's of training, an outlet's of inference."""
    folder = small_folder(Path(tmp_path_factory.mktemp("retracted")))
    url = folder.article("2026-01-10-reuters-groq", claim("groq", more="stage: active"))
    folder.article("2026-03-10-reuters-sorry", more=f"retracts: {url}")
    folder.article(
        "2026-01-10-mint-amd",
        claim("amd", more="workloads: [training], said_by: openai"),
        claim("amd", more="workloads: [inference]"),
        publisher="mint",
    )
    await wipe(database)
    await load(database, folder.read(), today=TODAY)
    yield
    await wipe(database)
    await load(database, curated, today=TODAY)


async def test_a_day_left_out_below_comes_from_above(ask: Ask) -> None:
    data = await ask(
        """{ company(id: "openai", asOf: {known: "2026-02-01", valid: "2026-01-20"}) {
            valid: suppliers(asOf: {valid: "2026-01-15"}) { asOf { known valid } }
            known: suppliers(asOf: {known: "2026-01-25"}) { asOf { known valid } }
        } }"""
    )
    assert data["company"]["valid"]["asOf"] == {"known": "2026-02-01", "valid": "2026-01-15"}
    assert data["company"]["known"]["asOf"] == {"known": "2026-01-25", "valid": "2026-01-25"}


async def test_a_claim_does_not_tell_of_its_later_withdrawal(ask: Ask) -> None:
    page = f'{{ explain(fact: "{GROQ}", asOf: {{known: "DAY"}}) {{ claims {{ role claim {{ withdrawnOn }} }} }} }}'
    before = await ask(page.replace("DAY", "2026-03-09"))
    assert before["explain"]["claims"] == [{"role": "WINS", "claim": {"withdrawnOn": None}}]
    after = await ask(page.replace("DAY", "2026-03-10"))
    assert after["explain"]["claims"] == [{"role": "WITHDRAWN", "claim": {"withdrawnOn": "2026-03-10"}}]


async def test_one_fact_asked_for_two_workloads_shows_the_deciding_claim_of_each(ask: Ask) -> None:
    page = "nodes { claims(first: 1) { nodes { saidBy { name } standing } } }"
    data = await ask(
        f"""{{
            training: suppliers(of: "openai", workload: TRAINING, asOf: {{known: "2026-02-01"}}) {{ {page} }}
            inference: suppliers(of: "openai", workload: INFERENCE, asOf: {{known: "2026-02-01"}}) {{ {page} }}
        }}"""
    )
    shown = {name: found["nodes"][0]["claims"]["nodes"] for name, found in data.items()}
    assert shown["training"] == [{"saidBy": {"name": "OpenAI"}, "standing": "PARTY"}]
    assert shown["inference"] == [{"saidBy": None, "standing": "OUTLET"}]


async def test_evidence_for_a_workload_is_the_weaker_in_a_list_and_by_its_id(ask: Ask) -> None:
    data = await ask(
        '{ suppliers(of: "openai", workload: INFERENCE, asOf: {known: "2026-02-01"}) { nodes { id evidence } } }'
    )
    (amd,) = data["suppliers"]["nodes"]
    assert amd["evidence"] == "REPORTED"
    again = await ask("query ($id: ID!) { node(id: $id) { ... on Supplier { id evidence } } }", id=amd["id"])
    assert again["node"] == amd


async def test_what_never_held_has_an_end_at_its_beginning(ask: Ask) -> None:
    data = await ask(f'{{ history(fact: "{GROQ}") {{ nodes {{ evidence valid {{ fromEarliest untilLatest }} }} }} }}')
    assert [node["evidence"] for node in data["history"]["nodes"]] == ["REPORTED", "RETRACTED"]
    assert data["history"]["nodes"][0]["valid"] == {"fromEarliest": None, "untilLatest": None}


async def test_certain_goes_with_one_day_only(refuse: Refuse) -> None:
    error = await refuse('{ suppliers(of: "openai", certain: true, span: ANY_DAY) { totalCount } }')
    assert (error["extensions"]["code"], error["extensions"]["argument"]) == ("BAD_USER_INPUT", "certain")


@pytest.mark.parametrize("argument", ["subject", "object", "deal"])
async def test_an_empty_id_is_unknown_and_no_lack_of_a_filter(refuse: Refuse, argument: str) -> None:
    error = await refuse(f'{{ relations({argument}: "") {{ totalCount }} }}')
    assert (error["extensions"]["code"], error["extensions"]["argument"]) == ("NOT_FOUND", argument)


async def test_a_deal_s_id_is_no_entity_s(refuse: Refuse) -> None:
    error = await refuse('{ suppliers(of: "Deal:openai") { totalCount } }')
    assert error["extensions"]["code"] == "NOT_FOUND"


async def test_season_is_no_day(refuse: Refuse) -> None:
    error = await refuse('{ suppliers(of: "openai", asOf: {known: "early 2026"}) { totalCount } }')
    assert error["extensions"]["code"] == "BAD_USER_INPUT"


async def test_changes_on_several_days_run_one_statement_a_level(client: httpx.AsyncClient) -> None:
    document = """{ changes(since: "2026-01-01", until: "2026-03-31") {
        totalCount nodes { fact changes { part causedBy { summary } } }
    } }"""
    async with statements_ran() as ran:
        answer = (await client.post("/graphql", json={"query": document})).json()
    assert answer["data"]["changes"]["totalCount"] == 3
    assert sorted(ran) == [
        "articles_by_id",
        "belief_by_fact",
        "changed_versions",
        "claims_by_id",
        "evidence_by_fact",
        "rulings",
    ]


async def test_roles_of_many_claims_run_one_statement_a_level(client: httpx.AsyncClient) -> None:
    document = '{ suppliers(of: "openai", asOf: {known: "2026-02-01"}) { nodes { claims { nodes { role } } } } }'
    async with statements_ran() as ran:
        answer = (await client.post("/graphql", json={"query": document})).json()
    assert len(answer["data"]["suppliers"]["nodes"]) == 2
    assert ran == ["suppliers_by_customer", "evidence_by_fact", "rulings"]
