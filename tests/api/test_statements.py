"""Which statements a question runs: one for each level of the answer, however many rows the level has."""

from datetime import date
from pathlib import Path

import pytest
import pytest_asyncio

from seed.loading import load
from service.graph.database import Database, statements_ran
from tests.conftest import Ask
from tests.small_folder import claim, small_folder

PROVENANCE = "nodes { summary saidBy { slug } article { title url published publisher { name } } origin { slug } }"
# A shape of question, and the statements that it runs: one for each level, and for each sort of thing on a level.
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
        """{ suppliers(of: "openai", first: 50) { nodes { company {
            suppliers(first: 5) { nodes { company { suppliers(first: 5) { nodes { company { name } } } } } }
        } } } }""",
        ["suppliers_by_customer", "suppliers_by_customer", "suppliers_by_customer"],
    ),
    "both ends of every fact, and what else they do": (
        """{ relations(span: ANY_DAY, first: 50) { nodes {
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
        f"""{{ company(id: "openai") {{ deals(first: 50) {{ nodes {{
            name legs(first: 5) {{ nodes {{ evidence claims(first: 1) {{ {PROVENANCE} }} }} }}
        }} }} }} }}""",
        ["entities_by_id", "deals_by_party", "beliefs_by_deal"],
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
            two: suppliers(of: "trendforce", asOf: {known: "2026-02-02"}) { totalCount }
        }""",
        ["suppliers_by_customer", "entities_by_id"],  # trendforce has none: is there such an entity?
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
    "lists": (
        """{
            companies { totalCount nodes { name } } chips { nodes { name } }
            entities(kinds: [PERSON]) { nodes { name } } publishers { nodes { name } }
            deals(kind: SUPPLY) { nodes { name parties { role entity { name } } } }
        }""",
        ["deals", "entities", "entities", "entities", "publishers"],
    ),
    "what chips are part of and designed by": (
        "{ chips(first: 100) { nodes { name partOf { name } designer { name country } } } }",
        ["entities", "entities_by_id", "entities_by_id"],  # by the chips' ids, then by the ids found there
    ),
    "whom people work for": (
        "{ entities(kinds: PERSON, first: 50) { nodes { ... on Person { worksFor { name partOf { name } } } } } }",
        ["entities", "entities_by_id", "entities_by_id", "entities_by_id"],
    ),
    "filters that name things": (
        """{
            chips(designer: "nvidia") { totalCount }
            companies(partOf: "alphabet") { totalCount }
            deals(party: "openai", first: 50) { nodes { legs { totalCount } } }
            articles(publisher: "trendforce") { totalCount }
        }""",
        [
            "entities_by_id",  # are they there?
            "publishers_by_id",
            "entities_by_link",
            "entities_by_link",
            "deals_by_party",
            "beliefs_by_deal",
            "articles_by_publisher",
        ],
    ),
    "deals of every company of a list": (
        """{ companies(first: 50) { nodes { deals(first: 2) { nodes { legs(first: 3) { nodes {
            products { name } claims(first: 1) { nodes { summary } }
        } } } } } } }""",
        ["entities", "deals_by_party", "beliefs_by_deal", "entities_by_id"],
    ),
    "articles, what they say, and what else their publishers print": (
        f"""{{ articles(first: 50) {{ nodes {{
            title claims(first: 3) {{ {PROVENANCE} }} publisher {{ articles(first: 3) {{ nodes {{ title }} }} }}
        }} }} }}""",
        ["articles", "claims_by_article", "articles_by_publisher"],
    ),
    "things of many sorts by their global ids": (
        """{ nodes(ids: ["Company:openai", "Company:nvidia", "Person:sam-altman", "Deal:nvidia-openai-2025",
                "Deal:openai-round-2026", "Publisher:reuters", "Article:2026-02-02-nextfin-openai-nvidia",
                "Relation:nvidia|SUPPLIES|openai@2026-02-02@2026-02-02"]) {
            id ... on Entity { suppliers { totalCount } } ... on Deal { legs { totalCount } }
        } }""",
        [
            "articles_by_id",
            "belief_by_fact",
            "beliefs_by_deal",
            "deals_by_id",
            "entities_by_id",
            "publishers_by_id",
            "suppliers_by_customer",
        ],
    ),
    "explanation": (
        '{ explain(fact: "nvidia|SUPPLIES|openai") { belief { evidence } claims { role claim { summary } } } }',
        ["evidence_by_fact", "rulings", "belief_by_fact", "claims_by_id"],
    ),
    "history": (
        '{ history(fact: "nvidia|SUPPLIES|openai", first: 100) { nodes { evidence deal { name } } } }',
        ["versions_by_fact"],
    ),
    "totals": (
        '{ totals(of: "nvidia", relation: INVESTS_IN, side: SUBJECT) { all { floor } } }',
        ["entities_by_id", "beliefs_by_subject"],
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


@pytest.mark.parametrize("first", [2, 5, 10])
async def test_more_rows_run_no_more_statements(ask: Ask, first: int) -> None:
    async with statements_ran() as ran:
        data = await ask(
            f"""{{ suppliers(of: "openai", first: {first}, span: ANY_DAY) {{ nodes {{
                company {{ customers(first: {first}) {{ nodes {{
                    products {{ name }} claims(first: 2) {{ {PROVENANCE} }}
                }} }} }}
                products {{ name }} deal {{ name }} claims(first: 2) {{ {PROVENANCE} }}
            }} }} }}"""
        )
    assert len(data["suppliers"]["nodes"]) == first
    assert sorted(ran) == [
        "customers_by_supplier", "deals_by_id", "entities_by_id", "entities_by_id", "suppliers_by_customer",
    ]  # fmt: skip


# Three levels of a made-up world


@pytest_asyncio.fixture
async def layers(scratch: Database, tmp_path: Path) -> Database:
    """A hundred companies supply OpenAI, three of a second hundred each of these, three of a third each of those."""
    folder = small_folder(tmp_path)
    one, two, three = ([f"{layer}{number}" for number in range(100)] for layer in "abc")
    names = "".join(f"- {{id: {id_}, name: {id_.upper()}, kind: cloud}}\n" for id_ in ["openai", *one, *two, *three])
    folder.write("entities/companies.yaml", names)
    folder.write("entities/chips.yaml", "[]\n")
    folder.write("deals.yaml", "[]\n")
    below = [
        claim(suppliers[(place + more) % 100], customer)
        for suppliers, customers in ((two, one), (three, two))
        for place, customer in enumerate(customers)
        for more in range(3)
    ]
    folder.article("2026-01-01-reuters-layers", *map(claim, one), *below)
    await load(scratch, folder.read(), today=date(2026, 2, 1))
    return scratch


DEEP = "suppliers(first: 3) { nodes { company { suppliers(first: 3) { nodes { company { slug } } } } } }"


async def test_three_levels_of_many_rows_are_three_statements(ask: Ask, layers: Database) -> None:
    assert layers
    for asked, first_statement in {
        f'suppliers(of: "openai", first: 100) {{ nodes {{ company {{ {DEEP} }} }} }}': "suppliers_by_customer",
        f"companies(first: 100) {{ nodes {{ {DEEP} }} }}": "entities",
    }.items():
        async with statements_ran() as ran:
            (page,) = (await ask(f"{{ {asked} }}")).values()
        first = [row.get("company", row) for row in page["nodes"]]
        second = [row["company"] for one in first for row in one["suppliers"]["nodes"]]
        third = [row["company"]["slug"] for one in second for row in one["suppliers"]["nodes"]]
        assert (len(first), len(second), len(third)) == (100, 300, 900)
        assert ran == [first_statement, "suppliers_by_customer", "suppliers_by_customer"]
