"""Which statements a question runs: one for each level of the answer, however many rows the level has."""

import pytest

from service.graph.database import statements_ran
from tests.conftest import Ask

PROVENANCE = "nodes { summary saidBy { slug } article { title url published publisher { name } } origin { slug } }"
SHAPES = {
    "one thing": (
        '{ company(id: "openai") { name } }',
        ["entities_by_id"],
    ),
    "the question it exists for": (
        f"""{{ suppliers(of: "openai", workload: INFERENCE, asOf: {{known: "2026-02-02"}}) {{
            totalCount asOf {{ known }} revision rules
            edges {{ node {{
                company {{ id name }} evidence stage certain knownFrom lastAffirmed conflict
                products {{ name }} quantities(kind: AMOUNT) {{ text low high }} parts {{ name text }}
                claims(first: 3) {{ {PROVENANCE} }}
            }} }}
        }} }}""",
        ["suppliers_by_customer", "graph", "entities_by_id", "claims_by_fact"],
    ),
    "suppliers of suppliers of suppliers": (
        """{ suppliers(of: "openai", first: 100) { nodes { company {
            suppliers { nodes { company { suppliers { nodes { company { name } } } } } }
        } } } }""",
        ["suppliers_by_customer", "suppliers_by_customer", "suppliers_by_customer"],
    ),
    "both ends of every fact, and what else they do": (
        """{ relations(span: ANY_DAY, first: 100) { nodes {
            subject { name partOf { name } customers { totalCount } } object { name investors { totalCount } }
            deal { name parties { entity { name } } } products { name }
        } } }""",
        [
            "beliefs",
            "deals_by_id",
            "entities_by_id",  # what the ends are part of, by id, and the products
            "entities_by_id",  # what the ends are part of, by name
            "customers_by_supplier",
            "beliefs_by_object",
        ],
    ),
    "what deals hold": (
        f"""{{ company(id: "openai") {{ deals(first: 100) {{ nodes {{
            name legs {{ nodes {{ evidence claims(first: 1) {{ {PROVENANCE} }} }} }}
        }} }} }} }}""",
        ["entities_by_id", "deals_by_party", "beliefs_by_deal", "claims_by_fact"],
    ),
    "all questions of an entity": (
        """{ company(id: "openai") {
            suppliers { totalCount } customers { totalCount } investors { totalCount } investments { totalCount }
            deals { totalCount }
        } }""",
        [
            "entities_by_id",
            "suppliers_by_customer",
            "customers_by_supplier",
            "beliefs_by_object",
            "beliefs_by_subject",
            "deals_by_party",
        ],
    ),
    "two days in one document": (
        """{
            then: suppliers(of: "openai", asOf: {known: "2025-10-31"}) { nodes { company { name } } }
            now: suppliers(of: "openai", asOf: {known: "2026-02-02"}) { nodes { company { name } } }
        }""",
        ["suppliers_by_customer", "suppliers_by_customer"],
    ),
    "the same question twice": (
        """{
            one: suppliers(of: "openai", asOf: {known: "2026-02-02"}) { totalCount }
            two: suppliers(of: "nvidia", asOf: {known: "2026-02-02"}) { totalCount }
        }""",
        ["suppliers_by_customer", "entities_by_id"],  # nvidia has none: is there such an entity?
    ),
    "facts between two": (
        '{ relations(subject: "nvidia", object: "openai") { totalCount } }',
        ["entities_by_id", "beliefs_by_subject"],
    ),
    "facts of a deal": (
        '{ relations(deal: "nvidia-openai-2025") { nodes { deal { name } } } }',
        ["deals_by_id", "beliefs_by_deal"],
    ),
    "many things by their ids": (
        """{
            a: company(id: "openai") { name } b: company(id: "nvidia") { name } c: chip(id: "tpu") { name }
            d: deal(id: "nvidia-openai-2025") { name } e: deal(id: "openai-round-2026") { name }
        }""",
        ["entities_by_id", "deals_by_id"],
    ),
    "an article": (
        f'{{ article(id: "2026-02-02-nextfin-openai-nvidia") {{ publisher {{ name }} claims {{ {PROVENANCE} }} }} }}',
        ["articles_by_id", "claims_by_article"],
    ),
    "search": (
        '{ search(text: "nvidia") { totalCount nodes { entity { name suppliers { totalCount } } text } } }',
        ["search_entities", "suppliers_by_customer"],
    ),
    "meta": (
        "{ meta { revision rules loadedAt } }",
        ["graph"],
    ),
}


@pytest.mark.parametrize(("document", "statements"), SHAPES.values(), ids=SHAPES.keys())
async def test_each_level_is_one_statement(ask: Ask, document: str, statements: list[str]) -> None:
    async with statements_ran() as ran:
        await ask(document)
    assert sorted(ran) == sorted(statements)  # those of one level run at the same time


@pytest.mark.parametrize("first", [5, 20, 100])
async def test_more_rows_run_no_more_statements(ask: Ask, first: int) -> None:
    async with statements_ran() as ran:
        data = await ask(
            f"""{{ suppliers(of: "openai", first: {first}, span: ANY_DAY) {{ nodes {{
                company {{ customers(first: {first}) {{ nodes {{ products {{ name }} claims {{ {PROVENANCE} }} }} }} }}
                products {{ name }} deal {{ name }} claims {{ {PROVENANCE} }}
            }} }} }}"""
        )
    assert len(data["suppliers"]["nodes"]) >= min(first, 30)
    assert sorted(ran) == [
        "claims_by_fact", "claims_by_fact", "customers_by_supplier", "deals_by_id", "entities_by_id",
        "entities_by_id", "suppliers_by_customer",
    ]  # fmt: skip
