"""How much there is to answer from: searched and nothing found is another answer than not covered."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from seed.loading import load
from seed.reading import Curated
from service.graph.database import Database, statements_ran
from service.model.claims import Article, Claim
from tests.api.conftest import Refuse
from tests.conftest import Ask
from tests.small_folder import claim, small_folder

COUNTS = "state known entity { slug } articles claims publishers firstDay lastDay lastArticle { slug }"
NOTHING = {
    "articles": 0,
    "claims": 0,
    "publishers": 0,
    "firstDay": None,
    "lastDay": None,
    "lastArticle": None,
}
DAYS = ["2026-07-31", "2025-11-30"]


def names(article: Article, one: Claim, entity: str) -> bool:
    """Whether a claim names `entity` in any way."""
    assert article.claims
    return entity in {one.subject, one.object, one.said_by, one.rule, *one.products}


def expected(curated: Curated, *, known: str, of: str | None = None) -> dict[str, object]:
    """What the files themselves say."""
    articles = [one for one in curated.articles if one.known_on <= date.fromisoformat(known)]
    said = [(article, one) for article in articles for one in article.claims if of is None or names(article, one, of)]
    articles = list({article.id: article for article, _ in said}.values())
    relations = Counter(one.relation for _, one in said)
    return {
        "state": "COVERED",
        "known": known,
        "entity": of and {"slug": of},
        "articles": len(articles),
        "claims": len(said),
        "publishers": len({article.publisher for article in articles}),
        "firstDay": articles[0].known_on.isoformat(),
        "lastDay": articles[-1].known_on.isoformat(),
        "lastArticle": {"slug": articles[-1].id},
        "relations": [
            {
                "relation": relation,
                "claims": relations[relation],
                "facts": len({one.fact for _, one in said if one.relation == relation}),
            }
            for relation in sorted(relations)
        ],
    }


@pytest.mark.parametrize("known", DAYS)
async def test_everything_is_counted_as_known_on_the_day(ask: Ask, curated: Curated, known: str) -> None:
    data = await ask(f'{{ coverage(asOf: {{known: "{known}"}}) {{ {COUNTS} relations {{ relation claims facts }} }} }}')
    assert data["coverage"] == expected(curated, known=known)


@pytest.mark.parametrize("known", DAYS)
@pytest.mark.parametrize(
    "of",
    ["openai", "nvidia", "tsmc", "sam-altman", "h100", "blackwell", "us-government"],
)
async def test_what_names_an_entity_is_counted(ask: Ask, curated: Curated, of: str, known: str) -> None:
    asked = f'coverage(of: "{of}", asOf: {{known: "{known}"}})'
    data = await ask(f"{{ {asked} {{ {COUNTS} relations {{ relation claims facts }} }} }}")
    assert data["coverage"] == expected(curated, of=of, known=known)


async def test_a_rule_is_named_by_what_it_regulates(ask: Ask, curated: Curated) -> None:
    rule = next(one.rule for article in curated.articles for one in article.claims if one.rule)
    data = await ask(f'{{ coverage(of: "{rule}") {{ state claims relations {{ relation }} }} }}')
    assert data["coverage"]["state"] == "COVERED"
    assert data["coverage"]["relations"] == [{"relation": "REGULATES"}]


async def test_a_global_id_will_do(ask: Ask) -> None:
    data = await ask('{ coverage(of: "Company:openai") { state entity { slug } } }')
    assert data["coverage"] == {"state": "COVERED", "entity": {"slug": "openai"}}


async def test_searched_and_nothing_found(ask: Ask) -> None:
    data = await ask(
        f'{{ coverage(of: "creative-strategies", asOf: {{known: "2026-07-31"}}) {{ {COUNTS} relations {{ claims }}'
        " entitiesWithoutClaims { totalCount nodes { slug } } } }"
    )
    assert data["coverage"] == {
        "state": "NOTHING_FOUND",
        "known": "2026-07-31",
        "entity": {"slug": "creative-strategies"},
        **NOTHING,
        "relations": [],
        "entitiesWithoutClaims": {"totalCount": 1, "nodes": [{"slug": "creative-strategies"}]},
    }


async def test_not_covered_is_no_error(ask: Ask) -> None:
    data = await ask(
        f'{{ coverage(of: "nobody", asOf: {{known: "2026-07-31"}}) {{ {COUNTS} relations {{ claims }}'
        " entitiesWithoutClaims { totalCount nodes { slug } } } }"
    )
    assert data["coverage"] == {
        "state": "NOT_COVERED",
        "known": "2026-07-31",
        "entity": None,
        **NOTHING,
        "relations": [],
        "entitiesWithoutClaims": {"totalCount": 0, "nodes": []},
    }


async def test_before_the_first_article_nothing_was_found(ask: Ask) -> None:
    data = await ask(
        f"""{{
            all: coverage(asOf: {{known: "2017-12-31"}}) {{ {COUNTS} relations {{ claims }} }}
            one: coverage(of: "openai", asOf: {{known: "2017-12-31"}}) {{ {COUNTS} relations {{ claims }} }}
        }}"""
    )
    nothing = {"state": "NOTHING_FOUND", "known": "2017-12-31", **NOTHING, "relations": []}
    assert data == {"all": {**nothing, "entity": None}, "one": {**nothing, "entity": {"slug": "openai"}}}


async def test_a_day_in_the_future_is_refused(refuse: Refuse) -> None:
    error = await refuse('{ coverage(asOf: {known: "2999-01-01"}) { claims } }')
    assert error["extensions"]["code"] == "BAD_USER_INPUT"


# Entities without claims


async def without_claims(ask: Ask, known: str, more: str = "") -> list[str]:
    data = await ask(
        f'{{ coverage(asOf: {{known: "{known}"}}) {{ entitiesWithoutClaims(first: 100{more})'
        " { totalCount nodes { slug } } } }"
    )
    page = data["coverage"]["entitiesWithoutClaims"]
    found = [entity["slug"] for entity in page["nodes"]]
    assert page["totalCount"] == len(found)
    return found


async def test_entities_that_no_claim_names_are_listed_by_name(ask: Ask, curated: Curated) -> None:
    said = [(article, one) for article in curated.articles for one in article.claims]
    entities = curated.directory.entities.values()
    unnamed = [one for one in entities if not any(names(article, claim_, one.id) for article, claim_ in said)]
    assert await without_claims(ask, "2026-07-31") == [one.id for one in sorted(unnamed, key=lambda one: one.name)]


async def test_entities_of_other_kinds_are_left_out(ask: Ask) -> None:
    assert await without_claims(ask, "2026-07-31", ", kinds: [GOVERNMENT]") == ["south-korea-government"]


async def test_every_way_to_be_named_counts_from_its_day_on(ask: Ask, scratch: Database, tmp_path: Path) -> None:
    folder = small_folder(tmp_path)
    folder.write("entities/rules.yaml", "- {id: h20-licence, name: Licence, kind: export-licence}\n")
    folder.write("entities/governments.yaml", "- {id: bis, name: BIS, kind: agency}\n")
    rule = claim("bis", "google", relation="REGULATES", more="rule: h20-licence, effect: forbids")
    supply = claim("amd", more="said_by: sam-altman, products: [blackwell]")
    folder.article("2026-01-01-reuters-a", claim("cerebras", "groq"))
    folder.article("2026-02-01-reuters-b", rule, supply)
    await load(scratch, folder.read(), today=date(2026, 2, 2))
    before = [
        "amd",
        "azure",
        "bis",
        "blackwell",
        "google",
        "h20-licence",
        "microsoft",
        "nvidia",
        "openai",
        "sam-altman",
    ]
    assert sorted(await without_claims(ask, "2026-01-31")) == before
    assert sorted(await without_claims(ask, "2026-02-01")) == ["azure", "microsoft", "nvidia"]


async def test_the_list_goes_on_after_a_cursor(ask: Ask) -> None:
    page = (
        "entitiesWithoutClaims(kinds: [PERSON], first: 2{}) {{ nodes {{ slug }} pageInfo {{ endCursor hasNextPage }} }}"
    )
    asked = 'asOf: {known: "2018-01-31"}'
    one = (await ask(f"{{ coverage({asked}) {{ {page.format('')} }} }}"))["coverage"]["entitiesWithoutClaims"]
    after = f', after: "{one["pageInfo"]["endCursor"]}"'
    two = (await ask(f"{{ coverage({asked}) {{ {page.format(after)} }} }}"))["coverage"]["entitiesWithoutClaims"]
    every = await without_claims(ask, "2018-01-31", ", kinds: [PERSON]")
    assert one["pageInfo"]["hasNextPage"]
    assert [entity["slug"] for entity in (*one["nodes"], *two["nodes"])] == every[:4]


# What runs

SHAPES = {
    "counts": ("{ coverage { state claims articles lastDay } }", ["coverage"]),
    "all of it": (
        "{ coverage { claims lastArticle { title } relations { facts } entitiesWithoutClaims { totalCount } } }",
        ["articles_by_id", "coverage", "coverage_by_relation", "entities_without_claims"],
    ),
    "of an entity": (
        '{ coverage(of: "openai") { state relations { facts } } }',
        ["coverage_by_entity", "entities_by_id"],
    ),
    "of several": (
        '{ a: coverage(of: "openai") { claims } b: coverage(of: "nvidia") { claims lastArticle { title } } }',
        ["articles_by_id", "coverage_by_entity", "entities_by_id"],
    ),
    "of a product": ('{ coverage(of: "h100") { claims } }', ["coverage_by_mention", "entities_by_id"]),
    "of what is not there": ('{ coverage(of: "nobody") { state relations { facts } } }', ["entities_by_id"]),
}


@pytest.mark.parametrize(("document", "statements"), SHAPES.values(), ids=SHAPES.keys())
async def test_each_part_is_one_statement(ask: Ask, document: str, statements: list[str]) -> None:
    async with statements_ran() as ran:
        await ask(document)
    assert sorted(ran) == statements
