"""Lists of things: what each filter lets through, in which order, and what it refuses."""

from typing import Any

import pytest

from seed.reading import Curated
from tests.api.conftest import Refuse
from tests.conftest import Ask

TODAY = 'asOf: {known: "2026-07-31"}'


async def whole(ask: Ask, field: str, arguments: str = "", selected: str = "slug") -> list[Any]:
    """Every row of a list, page by page; with one field selected its values alone."""
    rows: list[dict[str, Any]] = []
    after, more = "", True
    while more:
        listed = f"{field}(first: 100{arguments and ', '}{arguments}{after})"
        page = f"totalCount nodes {{ {selected} }} pageInfo {{ hasNextPage endCursor }}"
        found = (await ask(f"{{ {listed} {{ {page} }} }}"))[field]
        rows += found["nodes"]
        more = found["pageInfo"]["hasNextPage"] and len(rows) < found["totalCount"]
        after = f', after: "{found["pageInfo"]["endCursor"]}"'
    assert len(rows) == found["totalCount"]
    return [row[selected] for row in rows] if " " not in selected else rows


def named(curated: Curated, *labels: str, **wanted: object) -> list[str]:
    """The slugs that the files themselves give, by name and slug."""
    found = [
        one
        for one in curated.directory.entities.values()
        if (not labels or one.label in labels) and all(getattr(one, key) == value for key, value in wanted.items())
    ]
    return [one.id for one in sorted(found, key=lambda one: (one.name, one.id))]


# Entities


async def test_all_entities_come_by_name_and_then_by_slug(ask: Ask, curated: Curated) -> None:
    assert await whole(ask, "entities") == named(curated)


@pytest.mark.parametrize(
    ("field", "arguments", "labels", "wanted"),
    [
        ("companies", "", ["Company"], {}),
        ("companies", 'kind: "cloud"', ["Company"], {"kind": "cloud"}),
        ("companies", 'country: "TW"', ["Company"], {"country": "TW"}),
        ("companies", 'country: "tw", kind: ["foundry"]', ["Company"], {"country": "TW", "kind": "foundry"}),
        ("companies", 'partOf: "alphabet"', ["Company"], {"part_of": "alphabet"}),
        ("companies", 'partOf: "Company:alphabet"', ["Company"], {"part_of": "alphabet"}),
        ("companies", 'kind: "research"', ["Company"], {"kind": "research"}),
        ("chips", "", ["Chip"], {}),
        ("chips", 'designer: "nvidia"', ["Chip"], {"designer": "nvidia"}),
        ("chips", 'designer: "nvidia", kind: "gpu"', ["Chip"], {"designer": "nvidia", "kind": "gpu"}),
        ("chips", 'partOf: "hopper", designer: "nvidia"', ["Chip"], {"designer": "nvidia", "part_of": "hopper"}),
        ("chips", 'partOf: "hbm"', ["Chip"], {"part_of": "hbm"}),
        ("entities", "kinds: [SYSTEM, MODEL]", ["System", "Model"], {}),
        ("entities", "kinds: [PERSON, PERSON]", ["Person"], {}),
        ("entities", "kinds: MEASURE", ["Measure"], {}),
        ("entities", 'designer: "nvidia"', [], {"designer": "nvidia"}),
        ("entities", 'designer: "nvidia", kind: "rack"', ["System"], {"designer": "nvidia", "kind": "rack"}),
        ("entities", 'country: "US", kinds: [GOVERNMENT]', ["Government"], {"country": "US"}),
        ("entities", 'kind: "network"', [], {"kind": "network"}),
    ],
)  # fmt: skip
async def test_filters_let_through_what_the_files_say(
    ask: Ask, curated: Curated, field: str, arguments: str, labels: list[str], wanted: dict[str, object]
) -> None:
    expected = named(curated, *labels, **wanted)
    assert await whole(ask, field, arguments) == expected
    assert expected


async def test_several_kinds_and_countries_let_through_each(ask: Ask, curated: Curated) -> None:
    both = {*named(curated, "Company", country="TW"), *named(curated, "Company", country="KR")}
    assert set(await whole(ask, "companies", 'country: ["TW", "KR"]')) == both
    both = {*named(curated, "Company", kind="foundry"), *named(curated, "Company", kind="memory")}
    assert set(await whole(ask, "companies", 'kind: ["foundry", "memory"]')) == both


@pytest.mark.parametrize(
    "asked",
    [
        "entities(kinds: [])",
        "companies(kind: [])",
        "companies(country: [])",
        "deals(kind: [])",
        "articles(kind: [])",
        "publishers(kind: [])",
    ],
)
async def test_an_empty_list_lets_nothing_through(ask: Ask, asked: str) -> None:
    (page,) = (await ask(f"{{ {asked} {{ totalCount nodes {{ id }} }} }}")).values()
    assert page == {"totalCount": 0, "nodes": []}


async def test_each_entity_of_a_list_has_its_own_type_and_answers_questions(ask: Ask) -> None:
    data = await ask(
        f"""{{ entities(kinds: [SITE, PERSON, CHIP], first: 100, {TODAY}) {{ nodes {{
            __typename ... on Designed {{ designer {{ name }} }} investors {{ asOf {{ known }} }}
        }} }} }}"""
    )
    nodes = data["entities"]["nodes"]
    assert {node["__typename"] for node in nodes} == {"Site", "Person", "Chip"}
    assert {node["investors"]["asOf"]["known"] for node in nodes} == {"2026-07-31"}


# Deals


async def test_deals_come_by_slug(ask: Ask, curated: Curated) -> None:
    assert await whole(ask, "deals") == sorted(curated.directory.deals)


async def test_deals_of_kinds_and_of_a_party(ask: Ask, curated: Curated) -> None:
    deals = curated.directory.deals.values()
    loans = sorted(deal.id for deal in deals if deal.kind == "loan")
    assert await whole(ask, "deals", "kind: LOAN") == loans
    theirs = sorted(deal.id for deal in deals if any(party.entity == "openai" for party in deal.parties))
    assert await whole(ask, "deals", 'party: "openai"') == theirs
    both = sorted(deal.id for deal in deals if deal.id in theirs and deal.kind in ("supply", "investment"))
    assert await whole(ask, "deals", 'party: "Company:openai", kind: [SUPPLY, INVESTMENT]') == both
    data = await ask('{ company(id: "openai") { deals(kind: [SUPPLY, INVESTMENT], first: 100) { nodes { slug } } } }')
    assert [deal["slug"] for deal in data["company"]["deals"]["nodes"]] == both
    assert 0 < len(both) < len(theirs)


async def test_a_deal_of_a_list_has_parties_and_legs_as_of_the_day(ask: Ask) -> None:
    selected = "nodes { slug parties { role entity { slug } } legs { totalCount asOf { known } } }"
    (deal,) = (await ask(f'{{ deals(party: "openai", first: 1, {TODAY}) {{ {selected} }} }}'))["deals"]["nodes"]
    one = await ask(
        f'{{ node(id: "Deal:{deal["slug"]}", {TODAY}) {{ ... on Deal {{ parties {{ role entity {{ slug }} }} }} }} }}'
    )
    assert deal["parties"] == one["node"]["parties"] != []
    assert deal["legs"]["asOf"] == {"known": "2026-07-31"}


# Articles


def printed(curated: Curated, *, known: str = "2026-07-31", since: str = "", **wanted: object) -> list[str]:
    """The articles of the files, the newest first."""
    found = [
        one
        for one in curated.articles
        if since <= one.known_on.isoformat() <= known
        and all(getattr(one, key) == value for key, value in wanted.items())
    ]
    return [one.id for one in sorted(found, key=lambda one: (-one.known_on.toordinal(), one.id))]


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (TODAY, {}),
        ('asOf: {known: "2025-12-31"}', {"known": "2025-12-31"}),
        (f'until: "2025-12-31", {TODAY}', {"known": "2025-12-31"}),
        ('until: "2026-06-30", asOf: {known: "2025-12-31"}', {"known": "2025-12-31"}),
        (f'since: "2026-02-02", until: "2026-02-02", {TODAY}', {"since": "2026-02-02", "known": "2026-02-02"}),
        (f'since: "2026-01-01", {TODAY}', {"since": "2026-01-01"}),
        (f'publisher: "trendforce", {TODAY}', {"publisher": "trendforce"}),
        (f'publisher: "Publisher:trendforce", kind: NEWS, {TODAY}', {"publisher": "trendforce", "kind": "news"}),
        (f'publisher: "trendforce", since: "2025-01-01", until: "2025-12-31", {TODAY}',
         {"publisher": "trendforce", "since": "2025-01-01", "known": "2025-12-31"}),
        (f"kind: PRESS_RELEASE, {TODAY}", {"kind": "press-release"}),
    ],
)  # fmt: skip
async def test_articles_come_newest_first(ask: Ask, curated: Curated, arguments: str, wanted: dict[str, Any]) -> None:
    expected = printed(curated, **wanted)
    assert await whole(ask, "articles", arguments) == expected
    assert expected


async def test_an_article_of_a_list_is_the_one_of_its_id(ask: Ask) -> None:
    selected = "id slug publisher { slug name } claims { totalCount }"
    (listed,) = (await ask(f"{{ articles(first: 1, {TODAY}) {{ nodes {{ {selected} }} }} }}"))["articles"]["nodes"]
    assert (await ask(f'{{ article(id: "{listed["slug"]}") {{ {selected} }} }}'))["article"] == listed


# Publishers


async def test_publishers_come_by_name_and_list_what_they_printed(ask: Ask, curated: Curated) -> None:
    ours = sorted(curated.directory.publishers.values(), key=lambda one: (one.name, one.id))
    assert await whole(ask, "publishers") == [one.id for one in ours]
    assert await whole(ask, "publishers", "kind: WIRE") == [one.id for one in ours if one.kind == "wire"]
    data = await ask(
        """{ publisher(id: "trendforce", asOf: {known: "2025-12-31"}) {
            all: articles(first: 100) { nodes { slug } }
            some: articles(first: 100, since: "2025-06-01", until: "2025-09-30", kind: [NEWS]) { nodes { slug } }
        } }"""
    )
    listed = {name: [article["slug"] for article in page["nodes"]] for name, page in data["publisher"].items()}
    assert listed["all"] == printed(curated, known="2025-12-31", publisher="trendforce")
    wanted = {"known": "2025-09-30", "since": "2025-06-01", "publisher": "trendforce", "kind": "news"}
    assert listed["some"] == printed(curated, **wanted)  # type: ignore[arg-type]


async def test_a_publisher_below_hands_the_days_on(ask: Ask) -> None:
    page = "publisher { articles(first: 1) { nodes { knownOn } } }"
    data = await ask(
        f'{{ articles(publisher: "trendforce", first: 1, until: "2025-06-30", {TODAY}) {{ nodes {{ {page} }} }} }}'
    )
    (newest,) = data["articles"]["nodes"][0]["publisher"]["articles"]["nodes"]
    assert newest["knownOn"] > "2025-06-30"


# What is refused


@pytest.mark.parametrize(
    ("asked", "code", "argument"),
    [
        ('companies(kind: "clouds")', "BAD_USER_INPUT", "kind"),
        ('companies(kind: "gpu")', "BAD_USER_INPUT", "kind"),
        ('entities(kinds: [PERSON], kind: ["cloud"])', "BAD_USER_INPUT", "kind"),
        ('companies(country: "USA")', "BAD_USER_INPUT", "country"),
        ('companies(country: ["US", ""])', "BAD_USER_INPUT", "country"),
        ('companies(partOf: "nobody")', "NOT_FOUND", "partOf"),
        ('chips(designer: "nobody")', "NOT_FOUND", "designer"),
        ('chips(designer: "")', "NOT_FOUND", "designer"),
        ('deals(party: "nobody")', "NOT_FOUND", "party"),
        ('articles(publisher: "nobody")', "NOT_FOUND", "publisher"),
        ('articles(publisher: "Company:openai")', "NOT_FOUND", "publisher"),
        ('articles(since: "2026-02-02", until: "2026-02-01")', "BAD_USER_INPUT", "since"),
        ('articles(since: "yesterday")', "BAD_USER_INPUT", "date"),
        ('articles(asOf: {known: "2999-01-01"})', "BAD_USER_INPUT", "asOf.known"),
        ('companies(after: "nonsense")', "BAD_USER_INPUT", "after"),
    ],
)  # fmt: skip
async def test_what_cannot_be_is_refused_with_the_argument(
    refuse: Refuse, asked: str, code: str, argument: str
) -> None:
    extensions = (await refuse(f"{{ {asked} {{ totalCount }} }}"))["extensions"]
    assert (extensions["code"], extensions["argument"]) == (code, argument)
    assert extensions["rule"]
    assert extensions["example"]
