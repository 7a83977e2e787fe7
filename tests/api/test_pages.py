"""Pages: how long they are, in which order, and how one goes on to the next."""

import base64
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from seed.loading import load
from service.graph.database import Database
from service.model.vocabulary import EVIDENCE_RANK
from tests.api.conftest import Refuse
from tests.conftest import Ask
from tests.small_folder import claim, small_folder

KNOWN = 'asOf: {known: "2026-07-31"}'
PAGE = "totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor }"

# Every list there is: the fields that lead to it, its arguments, and what tells its rows apart.
LISTS = [
    ("suppliers", f'of: "openai", {KNOWN}', "fact"),
    ("suppliers", f'of: "openai", workload: INFERENCE, {KNOWN}', "fact"),
    ("customers", f'of: "nvidia", span: ANY_DAY, {KNOWN}', "fact"),
    ("investments", f"span: ANY_DAY, {KNOWN}", "fact"),
    ("relations", f'subject: "openai", span: ANY_DAY, {KNOWN}', "fact"),
    ("relations", f'object: "openai", {KNOWN}', "fact"),
    ("relations", f'deal: "openai-round-2026", {KNOWN}', "fact"),
    ("relations", f"relation: [USES, DESIGNS], {KNOWN}", "fact"),
    ("search", 'text: "openai"', "entity { id }"),
    ("entities", "kinds: [MEASURE, SITE, FUND]", "slug"),
    ("companies", 'country: "JP"', "slug"),
    ("chips", 'designer: "amd"', "slug"),
    ("deals", "kind: ACQUISITION", "slug"),
    ("deals", 'party: "coreweave"', "slug"),
    ("articles", f"kind: FILING, {KNOWN}", "slug"),
    ("articles", f'publisher: "tweaktown", {KNOWN}', "slug"),
    ("publishers", "kind: WIRE", "slug"),
    ('publisher(id: "trendforce") / articles', "", "slug"),
    ('company(id: "openai") / deals', "", "slug"),
    ('article(id: "2026-02-02-nextfin-openai-nvidia") / claims', "", "slug"),
    ('node(id: "Relation:nvidia|INVESTS_IN|openai|nvidia-openai-2025@2026-07-31@2026-07-31") / claims', "", "slug"),
]
every_list = pytest.mark.parametrize(("path", "arguments", "selected"), LISTS)


async def page_of(ask: Ask, path: str, arguments: str, selected: str, **paging: object) -> dict[str, Any]:
    """A page of the list at `path`."""
    asked = ", ".join([*([arguments] if arguments else []), *(f"{k}: {json.dumps(v)}" for k, v in paging.items())])
    above, _, field = path.rpartition(" / ")
    listed = f"{field}({asked}) {{ {PAGE} nodes {{ {selected} }} }}"
    if not above:
        return dict((await ask(f"{{ {listed} }}"))[field])
    listed = f"... on Belief {{ {listed} }}" if above.startswith("node") else listed
    (found,) = (await ask(f"{{ {above} {{ {listed} }} }}")).values()
    return dict(found[field])


@every_list
async def test_pages_hold_every_row_once_in_one_order(ask: Ask, path: str, arguments: str, selected: str) -> None:
    whole = await page_of(ask, path, arguments, selected, first=100)
    page = await page_of(ask, path, arguments, selected, first=2)
    rows = page["nodes"]
    while page["pageInfo"]["hasNextPage"] and len(rows) < whole["totalCount"]:
        page = await page_of(ask, path, arguments, selected, first=2, after=page["pageInfo"]["endCursor"])
        assert page["totalCount"] == whole["totalCount"]
        rows += page["nodes"]

    assert not page["pageInfo"]["hasNextPage"]
    assert rows == whole["nodes"]
    assert len({json.dumps(row) for row in rows}) == whole["totalCount"] > 2


@every_list
async def test_page_info_tells_where_the_page_lies(ask: Ask, path: str, arguments: str, selected: str) -> None:
    first = await page_of(ask, path, arguments, selected, first=2)
    cursors = [edge["cursor"] for edge in first["edges"]]
    rest = await page_of(ask, path, arguments, selected, first=100, after=cursors[-1])

    assert first["pageInfo"] == {
        "hasNextPage": True,
        "hasPreviousPage": False,
        "startCursor": cursors[0],
        "endCursor": cursors[1],
    }
    assert (rest["pageInfo"]["hasNextPage"], rest["pageInfo"]["hasPreviousPage"]) == (False, True)


@every_list
async def test_a_page_of_none_tells_how_many_there_are(ask: Ask, path: str, arguments: str, selected: str) -> None:
    page = await page_of(ask, path, arguments, selected, first=0)
    assert (page["nodes"], page["edges"]) == ([], [])
    assert page["totalCount"] > 2
    assert page["pageInfo"] == {
        "hasNextPage": True,
        "hasPreviousPage": False,
        "startCursor": None,
        "endCursor": None,
    }


async def test_a_page_holds_twenty_unless_said(ask: Ask) -> None:
    data = await ask(f"{{ relations(span: ANY_DAY, {KNOWN}) {{ totalCount nodes {{ fact }} }} }}")
    assert len(data["relations"]["nodes"]) == 20 < data["relations"]["totalCount"]


async def test_a_page_holds_a_hundred_at_most(ask: Ask) -> None:
    data = await ask(f"{{ relations(span: ANY_DAY, first: 100, {KNOWN}) {{ totalCount nodes {{ fact }} }} }}")
    assert len(data["relations"]["nodes"]) == 100 < data["relations"]["totalCount"]


@pytest.mark.parametrize("first", [-1, -(2**31)])
@pytest.mark.parametrize(
    "asked", ['suppliers(of: "openai", {})', "relations({})", 'search(text: "openai", {})', "investments({})"]
)
async def test_a_page_of_another_size_is_refused(refuse: Refuse, asked: str, first: int) -> None:
    error = await refuse(f"{{ {asked.format(f'first: {first}')} {{ totalCount }} }}")
    assert error["extensions"] == {
        "code": "BAD_USER_INPUT",
        "argument": "first",
        "value": first,
        "rule": "a page holds 0 to 100",
        "example": "first: 20",
    }


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "nonsense",
        "ünsinn",
        base64.urlsafe_b64encode(b"not JSON").decode(),
        base64.urlsafe_b64encode(b'["of another list"]').decode(),
        base64.urlsafe_b64encode(b'["1", "name", "fact"]').decode(),
        base64.urlsafe_b64encode(b'[true, "name", "fact"]').decode(),
        base64.urlsafe_b64encode(b'[100000000000000000000, "name", "fact"]').decode(),
    ],
)
async def test_what_is_no_cursor_of_the_list_is_refused(refuse: Refuse, cursor: str) -> None:
    document = 'query ($after: String) { suppliers(of: "openai", after: $after) { totalCount } }'
    extensions = (await refuse(document, after=cursor))["extensions"]
    assert (extensions["code"], extensions["argument"], extensions["value"]) == ("BAD_USER_INPUT", "after", cursor)
    assert extensions["rule"].startswith("`after` is the `cursor` of an edge")
    assert extensions["example"] == "after: pageInfo.endCursor"


async def test_beliefs_come_best_known_first_then_by_name_and_fact(ask: Ask) -> None:
    data = await ask(
        f'{{ suppliers(of: "openai", first: 100, {KNOWN}) {{ nodes {{ evidence company {{ name }} fact }} }} }}'
    )
    places = [
        (EVIDENCE_RANK[belief["evidence"]], belief["company"]["name"], belief["fact"])
        for belief in data["suppliers"]["nodes"]
    ]
    assert places == sorted(places)
    assert len({rank for rank, _, _ in places}) > 2


async def test_going_on_is_not_disturbed_by_rows_that_appear_before_and_after(
    ask: Ask, scratch: Database, tmp_path: Path
) -> None:
    folder = small_folder(tmp_path)
    folder.article("2026-01-10-reuters-two", claim("cerebras"), claim("groq"), claim("nvidia"))
    await load(scratch, folder.read(), today=date(2026, 2, 1))
    first = await page_of(ask, "suppliers", 'of: "openai"', "fact", first=2)

    folder.article("2026-01-11-reuters-two-more", claim("amd"), claim("google"), claim("microsoft"))
    await load(scratch, folder.read(), today=date(2026, 2, 1))
    then = await page_of(ask, "suppliers", 'of: "openai"', "fact", first=100, after=first["pageInfo"]["endCursor"])

    assert [row["fact"] for row in first["nodes"]] == ["cerebras|SUPPLIES|openai", "groq|SUPPLIES|openai"]
    assert [row["fact"] for row in then["nodes"]] == ["microsoft|SUPPLIES|openai", "nvidia|SUPPLIES|openai"]
    assert then["totalCount"] == 6


async def test_a_row_that_its_cursor_names_may_go(ask: Ask, scratch: Database, tmp_path: Path) -> None:
    folder = small_folder(tmp_path)
    url = folder.article("2026-01-10-chip-notes-wrong", claim("cerebras"), publisher="chip-notes")
    folder.article("2026-01-11-chip-notes-right", claim("amd"), claim("groq"), publisher="chip-notes")
    await load(scratch, folder.read(), today=date(2026, 2, 1))
    first = await page_of(ask, "suppliers", 'of: "openai"', "fact", first=2)

    folder.article("2026-01-12-chip-notes-sorry", publisher="chip-notes", more=f"retracts: {url}")
    await load(scratch, folder.read(), today=date(2026, 2, 1))
    then = await page_of(ask, "suppliers", 'of: "openai"', "fact", first=2, after=first["pageInfo"]["endCursor"])

    assert first["nodes"][-1] == {"fact": "cerebras|SUPPLIES|openai"}
    assert then["nodes"] == [{"fact": "groq|SUPPLIES|openai"}]
