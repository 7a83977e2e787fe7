"""What an operator sees: a line in the log and numbers for each request, and nothing that is nobody's business."""

import asyncio
import json
import logging
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from typing import Any

import httpx
import pytest
import pytest_asyncio
from starlette.types import Receive, Scope, Send

from service.api.http.logs import TextLines
from service.api.http.metrics import Metrics
from service.api.http.watching import Watching
from tests.conftest import until_warm
from tests.http.conftest import QUESTION, SECONDS, Here, Serve, Served

KEY = "top-secret-key-0123456789"
VARIABLE = "openai-of-the-variables"
NAMED = "query WhoIsIt($id: ID!) { company(id: $id) { name } }"


@pytest.fixture(scope="module")
def served(serve: Serve) -> Iterator[Served]:
    with serve(KG_API_KEYS=KEY, KG_LOG_FORMAT="json") as one:
        yield one


def post(served: Served, *, id_: str, **body: object) -> httpx.Response:
    return httpx.post(f"{served.url}/graphql", json=body, headers={"x-api-key": KEY, "x-request-id": id_}, timeout=60)


def lines(served: Served) -> list[dict[str, Any]]:
    return [json.loads(line) for line in served.printed.read_text().splitlines(keepends=True) if line.endswith("\n")]


def line(served: Served, id_: str) -> dict[str, Any]:
    """The line about a request, which is written right after its answer."""
    end = time.monotonic() + SECONDS
    while not (found := [each for each in lines(served) if each["request_id"] == id_]) and time.monotonic() < end:
        time.sleep(0.05)
    (only,) = found
    return only


def test_each_request_is_one_line_of_json(served: Served) -> None:
    post(served, id_="named", query=NAMED, variables={"id": "openai"})
    told = line(served, "named")
    assert told.pop("time").endswith("+00:00")
    assert 0 < told.pop("database_ms") <= told.pop("duration_ms")
    assert told == {
        "level": "info",
        "logger": "service.requests",
        "event": "request",
        "request_id": "named",
        "method": "POST",
        "path": "/graphql",
        "status": 200,
        "operation": "WhoIsIt",
        "statements": 1,
        "rows": 1,
        "errors": [],
        "client": "127.0.0.1",
        "key": 1,
    }


def test_errors_are_told_by_their_codes(served: Served) -> None:
    post(served, id_="errors", query='{ a: suppliers(of: "x") { totalCount } }')
    assert line(served, "errors")["errors"] == ["NOT_FOUND"]
    httpx.post(f"{served.url}/graphql", json={"query": QUESTION}, headers={"x-request-id": "no-key"})
    told = line(served, "no-key")
    assert (told["status"], told["errors"], told["key"]) == (401, ["UNAUTHENTICATED"], None)


def test_what_is_no_name_of_an_operation_is_not_told(served: Served) -> None:
    post(served, id_="injected", query=QUESTION, operationName='x"}\n{"event": "forged"')
    assert line(served, "injected")["operation"] is None


def test_neither_keys_nor_variables_nor_addresses_are_logged(served: Served) -> None:
    post(served, id_="secret", query=NAMED, variables={"id": VARIABLE})
    httpx.get(f"{served.url}/graphql?query={NAMED}&variables=%7B%22id%22:%22{VARIABLE}%22%7D&key={KEY}")
    httpx.get(f"{served.url}/graphql", headers={"authorization": f"Bearer {KEY}x", "x-request-id": "last"})
    assert line(served, "last")["status"] == 401
    printed = served.printed.read_text()
    assert not [word for word in (KEY, VARIABLE, "company(") if word in printed]


def test_probes_are_not_told(served: Served) -> None:
    httpx.get(f"{served.url}/healthz")
    post(served, id_="after", query=QUESTION)
    assert line(served, "after")
    assert not [each for each in lines(served) if each.get("path") in ("/healthz", "/readyz", "/metrics")]


def test_text_keeps_an_event_on_its_line() -> None:
    record = logging.LogRecord("a", logging.INFO, "", 0, "two\nlines", None, None)
    record.fields = {"operation": "A", "errors": ["B", "C"], "key": None, "path": "/x\ny"}
    (text,) = TextLines().format(record).splitlines()
    assert text.endswith("info 'two\\nlines' logger=a operation=A errors=B,C path='/x\\ny'")


# What fails


@pytest_asyncio.fixture
async def broken(here: Here) -> AsyncIterator[httpx.AsyncClient]:
    """An application one of whose statements is no Cypher."""
    async with here() as http:
        state = http._transport.app.state  # type: ignore[attr-defined]
        statements = {**state.database.statements}
        statements["entities_by_id"] = replace(statements["entities_by_id"], text="THIS IS NO CYPHER")
        state.database = replace(state.database, statements=statements)
        yield http


async def test_an_internal_error_has_the_id_under_which_it_was_logged(
    broken: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    answer = await broken.post("/graphql", json={"query": QUESTION}, headers={"x-request-id": "abc"})
    (error,) = answer.json()["errors"]
    assert error["extensions"] == {"code": "INTERNAL", "requestId": "abc"}
    assert "a resolver failed" in caplog.text


async def test_what_should_never_happen_is_answered_and_logged(here: Here, caplog: pytest.LogCaptureFixture) -> None:
    async with here() as http:
        del http._transport.app.state.database  # type: ignore[attr-defined]
        answer = await http.post("/graphql", json={"query": QUESTION}, headers={"x-request-id": "abc"})
    assert answer.status_code == 500
    assert answer.headers["x-request-id"] == "abc"
    assert answer.json() == {
        "errors": [
            {"message": "an internal error; it was logged", "extensions": {"code": "INTERNAL", "requestId": "abc"}}
        ]
    }
    assert "Traceback" in caplog.text


async def test_a_cancellation_that_nobody_asked_for_is_a_fault_and_no_end(caplog: pytest.LogCaptureFixture) -> None:
    """The server ends requests when it stops; another's cancellation is told as what it is."""

    async def cancelled(_: Scope, __: Receive, ___: Send) -> None:
        raise asyncio.CancelledError

    transport = httpx.ASGITransport(app=Watching(cancelled, Metrics()))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as http:
        answer = await http.get("/graphql")
    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["extensions"]["code"]) == (500, "INTERNAL")
    assert "a request failed" in caplog.text


# Numbers


async def numbers(http: httpx.AsyncClient) -> dict[str, float]:
    text = (await http.get("/metrics")).text
    pairs = (each.rsplit(" ", 1) for each in text.splitlines() if not each.startswith("#"))
    return {name: float(value) for name, value in pairs}


async def test_requests_are_counted_by_path_method_and_status(here: Here) -> None:
    async with here() as http:
        await http.post("/graphql", json={"query": QUESTION})
        await http.post("/graphql", json={"query": '{ suppliers(of: "x") { totalCount } }'})
        await http.post("/graphql", json={})
        await http.request("BREW", "/coffee")
        found = await numbers(http)
    assert found['kg_requests_total{method="POST",path="/graphql",status="200"}'] == 2
    assert found['kg_requests_total{method="POST",path="/graphql",status="400"}'] == 1
    assert found['kg_requests_total{method="other",path="other",status="404"}'] == 1
    assert found['kg_errors_total{code="NOT_FOUND"}'] == 1
    assert found['kg_errors_total{code="BAD_USER_INPUT"}'] == 1
    assert found['kg_request_seconds_count{path="/graphql"}'] == 3
    assert found['kg_request_seconds_bucket{le="+Inf",path="/graphql"}'] == 3
    assert found["kg_requests_running"] == 1  # the one for /metrics


async def test_the_database_is_counted(here: Here) -> None:
    async with here() as http:
        await http.post("/graphql", json={"query": "{ chips(first: 7) { nodes { name } } }"})
        found = await numbers(http)
        await until_warm(http)
        later = await numbers(http)
    assert found["kg_statements_total"] == 1
    assert found["kg_rows_total"] == 1
    assert found["kg_database_seconds_count"] == 1
    assert found["kg_database_seconds_sum"] > 0
    assert found["kg_database_connections_limit"] == 100
    assert later["kg_ready"] == 1


async def test_each_application_has_numbers_of_its_own(here: Here) -> None:
    async with here() as one, here() as other:
        await one.post("/graphql", json={"query": QUESTION})
        assert 'kg_requests_total{method="POST",path="/graphql",status="200"}' in await numbers(one)
        assert not [name for name in await numbers(other) if "/graphql" in name]
