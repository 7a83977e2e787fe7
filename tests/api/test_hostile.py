"""Documents made to hurt are refused with the right code; graphql-cop's checks, written anew, find nothing.

https://github.com/dolevf/graphql-cop
"""

import json

import httpx
import pytest

from service.api.schema import make_schema
from tests.api.hostile import HOSTILE, ODD_BUT_FINE, Hostile
from tests.conftest import Ask


def told(errors: list[dict[str, dict[str, object]]]) -> set[tuple[object, object]]:
    return {(error["extensions"]["code"], error["extensions"].get("limit")) for error in errors}


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
async def test_a_hostile_document_is_refused_before_it_runs(hostile: Hostile) -> None:
    result = await make_schema().execute(hostile.query, variable_values=dict(hostile.variables))
    errors = [dict(error.formatted) for error in result.errors or ()]
    assert (hostile.code, hostile.limit) in told(errors)
    assert {code for code, _ in told(errors)} == {hostile.code}
    assert result.data is None
    assert len(errors) <= 11
    assert all(len(error["message"]) <= 301 for error in errors)


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
async def test_so_it_is_over_http(client: httpx.AsyncClient, hostile: Hostile) -> None:
    body = json.dumps({"query": hostile.query, "variables": dict(hostile.variables)})
    response = await client.post("/graphql", content=body, headers={"content-type": "application/json"})
    assert response.status_code in (200, 400)
    assert {code for code, _ in told(response.json()["errors"])} == {hostile.code}
    assert len(response.content) < 10_000


@pytest.mark.parametrize("document", ODD_BUT_FINE.values(), ids=ODD_BUT_FINE)
async def test_what_only_looks_hostile_is_answered(ask: Ask, document: str) -> None:
    assert await ask(document)


@pytest.mark.parametrize(
    "body",
    [
        b"\xff\xfe{",
        b'\xef\xbb\xbf{"query": "{ __typename }"}',
        b'{"query": "{ __typename }", "variables": {"a": NaN}}',
        b'{"query": "{ __typename }", "variables": {"a": ' + b"9" * 6_000 + b"}}",
        b'{"query": ' + b"[" * 60_000,
        b'{"query": "{ __typename }", "variables": ' + b'{"a":' * 10_000 + b"1" + b"}" * 10_000 + b"}",
        b'{"query": "\\ud800"}',
        b'{"query": "{ __typename }", "operationName": "\\ud800"}',
        b'{"query": "{ __typename }", "operationName": 5}',
        b'{"query": "\xed\xa0\x80"}',
        b"",
        b"null",
    ],
)
async def test_a_body_that_is_no_request_is_bad_input(client: httpx.AsyncClient, body: bytes) -> None:
    response = await client.post("/graphql", content=body, headers={"content-type": "application/json"})
    codes = {code for code, _ in told(response.json().get("errors", []))}
    assert response.status_code in (200, 400)
    assert codes in ({"BAD_USER_INPUT"}, {"LIMIT_EXCEEDED"}) or response.json() == {"data": {"__typename": "Query"}}


async def asked(client: httpx.AsyncClient, document: str) -> httpx.Response:
    return await client.post("/graphql", json={"query": document})


@pytest.mark.parametrize(
    ("document", "code"),
    [
        pytest.param("{" + " ".join(f"alias{n}: __typename" for n in range(101)) + "}", "LIMIT_EXCEEDED", id="aliases"),
        pytest.param("query cop { " + "__typename " * 500 + "}", "LIMIT_EXCEEDED", id="duplicated fields"),
        pytest.param("query cop { __typename " + "@aa" * 10 + "}", "BAD_USER_INPUT", id="directives"),
        pytest.param(
            "query cop { __schema { types { fields { type { fields { type { fields { name } } } } } } } }",
            "BAD_USER_INPUT",
            id="circular introspection",
        ),
        pytest.param("qwerty cop { abc }", "BAD_USER_INPUT", id="unhandled error"),
        pytest.param("mutation cop { __typename }", "BAD_USER_INPUT", id="mutation"),
    ],
)
async def test_cop_what_floods_is_refused(client: httpx.AsyncClient, document: str, code: str) -> None:
    errors = (await asked(client, document)).json()["errors"]
    assert {found for found, _ in told(errors)} == {code}


async def test_cop_operations_come_one_at_a_time(client: httpx.AsyncClient) -> None:
    response = await client.post("/graphql", json=[{"query": "{ __typename }"}] * 10)
    assert response.status_code == 400
    assert told(response.json()["errors"]) == {("BAD_USER_INPUT", None)}


async def test_cop_a_form_of_another_site_cannot_ask(client: httpx.AsyncClient) -> None:
    for kind in ("application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain"):
        response = await client.post("/graphql", content=b"query={__typename}", headers={"content-type": kind})
        assert response.status_code == 415


async def test_cop_nothing_changes_by_get(client: httpx.AsyncClient) -> None:
    assert (await client.get("/graphql", params={"query": "mutation cop { __typename }"})).status_code == 405


async def test_cop_no_trace_of_the_execution_is_told(client: httpx.AsyncClient) -> None:
    response = await client.post("/graphql", json={"query": "{ __typename }"}, headers={"x-apollo-tracing": "1"})
    assert response.json() == {"data": {"__typename": "Query"}}
