"""One thing at a root field or at `node`, by the id that a person types and by its global id."""

import pytest

from service.graph import schema
from tests.api.conftest import Refuse
from tests.conftest import Ask

SEED = "2026-02-02-nextfin-openai-nvidia"


@pytest.mark.parametrize(
    ("field", "slug", "kind", "name"),
    [
        ("company", "openai", "Company", "OpenAI"),
        ("chip", "blackwell", "Chip", "Nvidia Blackwell"),
        ("deal", "nvidia-openai-2025", "Deal", "Nvidia-OpenAI investment letter of intent"),
    ],
)
async def test_slug_and_global_id_name_the_same_thing(ask: Ask, field: str, slug: str, kind: str, name: str) -> None:
    data = await ask(
        f"""{{
            slug: {field}(id: "{slug}") {{ id slug name }}
            global: {field}(id: "{kind}:{slug}") {{ id slug name }}
            node(id: "{kind}:{slug}") {{ id ... on {kind} {{ slug name }} }}
        }}"""
    )
    assert data["slug"] == data["global"] == data["node"] == {"id": f"{kind}:{slug}", "slug": slug, "name": name}


async def test_an_article_says_where_it_stands_and_who_printed_it(ask: Ask) -> None:
    selected = "id slug url kind published knownOn publisher { slug name kind } claims { totalCount }"
    data = await ask(
        f"""{{
            slug: article(id: "{SEED}") {{ {selected} }}
            global: article(id: "Article:{SEED}") {{ {selected} }}
            node(id: "Article:{SEED}") {{ ... on Article {{ {selected} }} }}
        }}"""
    )
    assert data["slug"] == data["global"] == data["node"]
    assert data["slug"] == {
        "id": f"Article:{SEED}",
        "slug": SEED,
        "url": "https://nextfin.ai",
        "kind": "NEWS",
        "published": "2026-02-02",
        "knownOn": "2026-02-02",
        "publisher": {"slug": "nextfin", "name": "NextFin", "kind": "BLOG"},
        "claims": {"totalCount": 27},
    }


async def test_a_claim_says_what_who_and_where(ask: Ask) -> None:
    selected = "id slug fact summary quote where saidBy { slug } standing tier saidOn article { slug } origin { slug }"
    first = await ask(f'{{ article(id: "{SEED}") {{ claims(first: 1) {{ nodes {{ {selected} }} }} }} }}')
    (claim,) = first["article"]["claims"]["nodes"]
    data = await ask(
        f"""query ($slug: ID!, $id: ID!) {{
            slug: claim(id: $slug) {{ {selected} }}
            global: claim(id: $id) {{ {selected} }}
            node(id: $id) {{ ... on Claim {{ {selected} }} }}
        }}""",
        slug=claim["slug"],
        id=claim["id"],
    )
    assert data["slug"] == data["global"] == data["node"] == claim
    assert claim == {
        "id": f"Claim:{claim['slug']}",
        "slug": claim["slug"],
        "fact": "nvidia|SUPPLIES|openai",
        "summary": "Altman said OpenAI means to stay a very big buyer from Nvidia.",
        "quote": "gigantic customer",
        "where": "paragraph 1",
        "saidBy": {"slug": "sam-altman"},
        "standing": "PARTY",
        "tier": 2,
        "saidOn": "2026-02-02",
        "article": {"slug": SEED},
        "origin": {"slug": SEED},
    }


@pytest.mark.parametrize(
    "asked",
    [
        'company(id: "nobody")',
        'company(id: "Company:nobody")',
        'company(id: "blackwell")',
        'company(id: "Chip:blackwell")',
        'chip(id: "openai")',
        'deal(id: "nothing")',
        'article(id: "nothing")',
        'claim(id: "nothing")',
        'entity(id: "nobody")',
        'entity(id: "Chip:openai")',
        'publisher(id: "nobody")',
        'publisher(id: "Company:openai")',
        'node(id: "Company:nobody")',
        'node(id: "Chip:openai")',
        'node(id: "Nonsense:openai")',
    ],
)
async def test_an_unknown_id_is_null_without_an_error(ask: Ask, asked: str) -> None:
    (found,) = (await ask(f"{{ {asked} {{ id }} }}")).values()
    assert found is None


@pytest.mark.parametrize("id_", ["openai", "", "Company:", "Publisher:nobody", "Supplier:a|SUPPLIES|b"])
async def test_an_id_that_names_nothing_is_null(ask: Ask, id_: str) -> None:
    assert await ask(f'{{ node(id: "{id_}") {{ id }} }}') == {"node": None}


async def test_a_publisher_is_a_node(ask: Ask) -> None:
    data = await ask('{ node(id: "Publisher:reuters") { id ... on Publisher { name kind } } }')
    assert data["node"] == {"id": "Publisher:reuters", "name": "Reuters", "kind": "WIRE"}


# Several things at once


async def test_nodes_answers_in_the_order_of_the_ids_and_with_null_for_what_is_not_there(ask: Ask) -> None:
    ids = ["Deal:nvidia-openai-2025", "Company:nobody", "Company:openai", f"Article:{SEED}", "x", "Company:openai"]
    data = await ask("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=ids)
    assert [found and found["id"] for found in data["nodes"]] == [
        "Deal:nvidia-openai-2025", None, "Company:openai", f"Article:{SEED}", None, "Company:openai",
    ]  # fmt: skip
    assert await ask("{ nodes(ids: []) { id } }") == {"nodes": []}


async def test_nodes_hands_its_days_on(ask: Ask) -> None:
    data = await ask(
        """{ nodes(ids: ["Company:openai"], asOf: {known: "2025-10-31", valid: "2025-11-30"}) {
            ... on Entity { suppliers { asOf { known valid } } }
        } }"""
    )
    assert data["nodes"][0]["suppliers"]["asOf"] == {"known": "2025-10-31", "valid": "2025-11-30"}


async def test_more_than_a_hundred_ids_are_refused(ask: Ask, refuse: Refuse) -> None:
    document = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }"
    assert len((await ask(document, ids=["Company:openai"] * 100))["nodes"]) == 100
    error = await refuse(document, ids=["Company:openai"] * 101)
    assert (error["extensions"]["code"], error["extensions"]["argument"]) == ("LIMIT_EXCEEDED", "ids")


# Things of any sort


@pytest.mark.parametrize(
    ("id_", "kind"),
    [
        ("openai", "Company"),
        ("Company:openai", "Company"),
        ("blackwell", "Chip"),
        ("sam-altman", "Person"),
        ("us-government", "Government"),
        ("Person:sam-altman", "Person"),
    ],
)
async def test_an_entity_of_any_sort_has_its_own_type(ask: Ask, id_: str, kind: str) -> None:
    data = await ask("query ($id: ID!) { entity(id: $id) { __typename slug } }", id=id_)
    assert data["entity"] == {"__typename": kind, "slug": id_.rpartition(":")[2]}


async def test_a_publisher_is_there_by_slug_and_global_id(ask: Ask) -> None:
    data = await ask('{ slug: publisher(id: "reuters") { name } global: publisher(id: "Publisher:reuters") { name } }')
    assert data["slug"] == data["global"] == {"name": "Reuters"}


# Beliefs


@pytest.mark.parametrize(
    "asked",
    [
        'suppliers(of: "openai", first: 1, asOf: {known: "2026-02-02"})',
        'suppliers(of: "openai", workload: TRAINING, first: 1, asOf: {known: "2026-02-02", valid: "2026-01-01"})',
        'suppliers(of: "openai", workload: INFERENCE, first: 1, asOf: {known: "2026-02-02"})',
        'customers(of: "nvidia", first: 1, asOf: {known: "2026-02-02"})',
        'investments(investee: "openai", first: 1, asOf: {known: "2026-02-02"})',
        'relations(relation: [MEASURED], first: 1, asOf: {known: "2026-02-02"})',
    ],
)
async def test_the_id_of_a_belief_answers_with_the_same_belief_as_of_the_same_days(ask: Ask, asked: str) -> None:
    selected = "id fact evidence certain possible knownFrom claims { nodes { slug } }"
    (page,) = (await ask(f"{{ {asked} {{ nodes {{ {selected} }} }} }}")).values()
    (belief,) = page["nodes"]
    found = await ask(f"query ($id: ID!) {{ node(id: $id) {{ id ... on Belief {{ {selected} }} }} }}", id=belief["id"])
    assert found["node"] == belief


async def test_one_id_never_stands_for_two_grades_of_evidence(ask: Ask) -> None:
    data = await ask(
        """{
            any: suppliers(of: "openai", asOf: {known: "2026-02-02"}) { nodes { id evidence } }
            training: suppliers(of: "openai", workload: TRAINING, asOf: {known: "2026-02-02"}) { nodes { id evidence } }
            inference: suppliers(of: "openai", workload: INFERENCE, asOf: {known: "2026-02-02"}) {
                nodes { id evidence }
            }
        }"""
    )
    beliefs = [belief for page in data.values() for belief in page["nodes"]]
    assert len({belief["id"] for belief in beliefs}) == len({tuple(belief.values()) for belief in beliefs})


@pytest.mark.parametrize(
    "id_",
    [
        "Supplier:nvidia|SUPPLIES|openai",
        "Supplier:nvidia|SUPPLIES|openai@2026-02-02",
        "Supplier:nvidia|SUPPLIES|openai@2026-02-02@tomorrow",
        "Supplier:nvidia|SUPPLIES|openai@2999-01-01@2026-02-02",
        "Supplier:nvidia|SUPPLIES|nobody@2026-02-02@2026-02-02",
        "Supplier:amazon|SUPPLIES|openai|amazon-openai-2025@2026-02-02@2026-02-02@training",
        "Customer:nvidia|INVESTS_IN|openai|openai-round-2026@2026-02-02@2026-02-02",
        "Investment:nvidia|SUPPLIES|openai@2026-02-02@2026-02-02",
    ],
)
async def test_an_id_that_no_belief_carries_is_null(ask: Ask, id_: str) -> None:
    assert await ask("query ($id: ID!) { node(id: $id) { id } }", id=id_) == {"node": None}


# What things are joined to by the reference data


async def test_a_company_names_what_it_is_part_of(ask: Ask) -> None:
    data = await ask('{ company(id: "google") { partOf { slug } } }')
    assert data["company"]["partOf"] == {"slug": "alphabet"}


async def test_a_chip_names_its_designer(ask: Ask) -> None:
    data = await ask('{ chip(id: "blackwell") { kind designer { slug } } }')
    assert data["chip"] == {"kind": "gpu", "designer": {"slug": "nvidia"}}


async def test_a_person_names_employers(ask: Ask) -> None:
    data = await ask('{ node(id: "Person:sam-altman") { ... on Person { worksFor { slug } } } }')
    assert data["node"]["worksFor"] == [{"slug": "openai"}]


async def test_a_deal_names_its_parties_and_holds_its_facts(ask: Ask) -> None:
    data = await ask(
        """{ deal(id: "nvidia-openai-2025", asOf: {known: "2026-02-02"}) {
            kind parties { role entity { slug } } legs { nodes { fact } }
        } }"""
    )
    assert data["deal"] == {
        "kind": "INVESTMENT",
        "parties": [
            {"role": "INVESTEE", "entity": {"slug": "openai"}},
            {"role": "INVESTOR", "entity": {"slug": "nvidia"}},
        ],
        "legs": {
            "nodes": [
                {"fact": "nvidia|INVESTS_IN|openai|nvidia-openai-2025"},
                {"fact": "nvidia|PARTNERS_WITH|openai|nvidia-openai-2025"},
                {"fact": "nvidia|SUPPLIES|openai|nvidia-openai-2025"},
            ]
        },
    }


async def test_meta_says_what_answered(ask: Ask) -> None:
    data = await ask(
        """{ meta { revision rules schemaVersion software loadedAt }
             suppliers(of: "openai") { revision rules } }"""
    )
    meta = data["meta"]
    assert data["suppliers"] == {"revision": meta["revision"], "rules": meta["rules"]}
    assert meta["revision"] > 0
    assert (meta["rules"], meta["schemaVersion"], meta["software"]) == ("1", schema.SCHEMA, "0.1.0")
