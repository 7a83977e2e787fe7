"""Answers by GET: kept until anything changes that they depend on."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest

from seed.loading import load
from service.api.http.caching import is_known, tag
from service.api.http.requests import Asked
from service.graph.database import Database, statements_ran
from tests.conftest import TODAY
from tests.http.conftest import QUESTION, Here
from tests.small_folder import claim, small_folder

ASKED = Asked("{ meta { revision } }", "Name", {"a": 1, "b": 2})
DEPENDS: dict[str, Any] = {
    "graph": {"revision": 7, "rules": "1"},
    "sdl": "digest",
    "media": "application/json",
    "day": date(2026, 2, 2),
}


@pytest.mark.parametrize(
    "change",
    [
        {"graph": {"revision": 8, "rules": "1"}},
        {"graph": {"revision": 7, "rules": "2"}},
        {"sdl": "other"},
        {"media": "application/graphql-response+json"},
        {"day": date(2026, 2, 3)},
    ],
)
def test_a_tag_changes_with_what_the_answer_depends_on(change: dict[str, Any]) -> None:
    assert tag(ASKED, **DEPENDS) != tag(ASKED, **{**DEPENDS, **change})


@pytest.mark.parametrize(
    "change", [{"query": "{ meta { rules } }"}, {"operation": None}, {"variables": {"a": 1}}, {"variables": None}]
)
def test_a_tag_changes_with_the_question(change: dict[str, Any]) -> None:
    assert tag(ASKED, **DEPENDS) != tag(replace(ASKED, **change), **DEPENDS)


def test_the_order_of_variables_does_not_matter() -> None:
    assert tag(ASKED, **DEPENDS) == tag(replace(ASKED, variables={"b": 2, "a": 1}), **DEPENDS)


@pytest.mark.parametrize("graph", [{}, {"revision": 7, "unfinished": True}, {"revision": 7, "renew_all": True}])
def test_nothing_is_kept_while_a_load_is_at_work(graph: dict[str, Any]) -> None:
    assert tag(ASKED, **{**DEPENDS, "graph": graph}) is None


@pytest.mark.parametrize(
    ("header", "known"),
    [(None, False), ('"a"', True), ('W/"a"', True), ('"b", W/"a"', True), ('"b"', False), ("a", False), ("*", False)],
)
def test_a_tag_is_known_weakly(header: str | None, known: bool) -> None:
    assert is_known('W/"a"', header) is known


async def test_the_same_question_again_runs_nothing_of_it(client: httpx.AsyncClient) -> None:
    first = await client.get("/graphql", params={"query": QUESTION})
    assert (first.status_code, first.headers["cache-control"], first.headers["vary"]) == (200, "no-cache", "Accept")
    async with statements_ran() as ran:
        again = await client.get(
            "/graphql", params={"query": QUESTION}, headers={"if-none-match": first.headers["etag"]}
        )
    assert (again.status_code, again.content, ran) == (304, b"", ["graph"])
    assert [again.headers[name] for name in ("etag", "cache-control")] == [
        first.headers[name] for name in ("etag", "cache-control")
    ]


async def test_a_compressed_answer_has_the_same_tag(client: httpx.AsyncClient) -> None:
    params = {"query": "{ articles(first: 20) { nodes { title url } } }"}
    short = await client.get("/graphql", params=params, headers={"accept-encoding": "gzip"})
    plain = await client.get("/graphql", params=params, headers={"accept-encoding": "identity"})
    assert short.headers["content-encoding"] == "gzip"
    assert short.headers["etag"] == plain.headers["etag"]
    assert short.headers["etag"].startswith("W/")
    known = {"accept-encoding": "gzip", "if-none-match": short.headers["etag"]}
    again = await client.get("/graphql", params=params, headers=known)
    assert (again.status_code, again.headers["vary"]) == (304, short.headers["vary"])


async def test_a_load_makes_the_answer_new(client: httpx.AsyncClient, scratch: Database, tmp_path: Path) -> None:
    folder = small_folder(tmp_path)
    folder.article("2026-01-01-reuters-a", claim("groq"))
    await load(scratch, folder.read(), today=TODAY)
    before = await client.get("/graphql", params={"query": QUESTION})
    folder.article("2026-02-01-reuters-b", claim("cerebras"))
    await load(scratch, folder.read(), today=TODAY)
    after = await client.get("/graphql", params={"query": QUESTION}, headers={"if-none-match": before.headers["etag"]})
    assert after.status_code == 200
    assert after.headers["etag"] != before.headers["etag"]


@pytest.mark.parametrize("query", ["{", '{ suppliers(of: "nobody") { totalCount } }'])
async def test_errors_are_never_kept(client: httpx.AsyncClient, query: str) -> None:
    answer = await client.get("/graphql", params={"query": query})
    assert answer.headers["cache-control"] == "no-store"
    assert "etag" not in answer.headers


async def test_answers_by_post_are_not_kept(client: httpx.AsyncClient) -> None:
    answer = await client.post("/graphql", json={"query": QUESTION})
    assert answer.headers["cache-control"] == "no-store"
    assert "etag" not in answer.headers


async def test_with_keys_only_the_caller_keeps_it(here: Here) -> None:
    async with here(api_keys="k" * 16) as http:
        answer = await http.get("/graphql", params={"query": QUESTION}, headers={"x-api-key": "k" * 16})
    assert answer.headers["cache-control"] == "private, no-cache"


async def test_head_tells_the_same_headers(client: httpx.AsyncClient) -> None:
    get = await client.get("/graphql", params={"query": QUESTION})
    head = await client.head("/graphql", params={"query": QUESTION})
    assert head.status_code == 200
    assert head.headers["etag"] == get.headers["etag"]
