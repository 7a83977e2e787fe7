"""What is no GraphQL request over HTTP, and in which words it is refused."""

import httpx
import pytest

from tests.http.conftest import QUESTION, Here

GRAPHQL = "application/graphql-response+json"
JSON = "application/json"


@pytest.mark.parametrize(
    ("accept", "type_"),
    [
        (None, JSON),
        ("", JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        (f"{GRAPHQL}, {JSON}", GRAPHQL),
        (f"{JSON}, {GRAPHQL}", JSON),
        (f"{JSON};q=0.5, {GRAPHQL};q=0.9", GRAPHQL),
        (f"{GRAPHQL};q=0, */*;q=0.1", JSON),
        ("text/html, */*;q=0.8", JSON),
    ],
)
async def test_an_answer_has_the_type_liked_best(client: httpx.AsyncClient, accept: str | None, type_: str) -> None:
    headers = {"accept": accept} if accept is not None else {}
    request = client.build_request("POST", "/graphql", json={"query": QUESTION}, headers=headers)
    if accept is None:
        del request.headers["accept"]
    answer = await client.send(request)
    assert answer.headers["content-type"] == f"{type_}; charset=utf-8"
    assert answer.json() == {"data": {"company": {"name": "OpenAI"}}}


async def test_a_type_that_we_have_not_is_not_acceptable(client: httpx.AsyncClient) -> None:
    answer = await client.post("/graphql", json={"query": QUESTION}, headers={"accept": "text/csv"})
    assert answer.status_code == 406
    assert answer.json()["errors"][0]["extensions"]["example"] == GRAPHQL


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        ("", 400, "the body: no JSON, at line 1, column 1"),
        ("{\n'query'}", 400, "the body: no JSON, at line 2, column 1"),
        ('{"query": NaN}', 400, "the body: no JSON"),
        ('"a"', 400, "the body is no JSON object"),
        ('[{"query": "{ meta { revision } }"}]', 400, "the body holds several requests"),
        ("{}", 400, "query is missing"),
        ('{"query": " "}', 400, "query is ' '"),
    ],
)
async def test_a_body_that_is_no_request(client: httpx.AsyncClient, body: str, status: int, words: str) -> None:
    answer = await client.post("/graphql", content=body, headers={"content-type": JSON})
    assert answer.status_code == status
    (error,) = answer.json()["errors"]
    assert error["message"].startswith(words)
    assert set(error["extensions"]) == {"code", "rule", "example"}
    assert answer.headers["cache-control"] == "no-store"


async def test_every_wrong_parameter_is_named(client: httpx.AsyncClient) -> None:
    answer = await client.post("/graphql", json={"query": 1, "operationName": [], "variables": "x", "extensions": 0})
    assert answer.status_code == 400
    words = [error["message"] for error in answer.json()["errors"]]
    assert words == ["query is 1", "operationName is []", "variables is 'x'", "extensions is 0"]


@pytest.mark.parametrize(
    "content_type",
    ["", "text/plain", "application/graphql", "application/json; charset=latin-1", "multipart/form-data"],
)
async def test_only_json_in_utf8_is_read(client: httpx.AsyncClient, content_type: str) -> None:
    body = '{"query": "{ meta { revision } }"}'
    answer = await client.post("/graphql", content=body, headers={"content-type": content_type})
    assert answer.status_code == 415
    assert answer.headers["accept-post"] == JSON


async def test_variables_of_an_address_are_json(client: httpx.AsyncClient) -> None:
    asked = {"query": "query Named($id: ID!) { company(id: $id) { name } }", "operationName": "Named"}
    right = await client.get("/graphql", params={**asked, "variables": '{"id": "nvidia"}'})
    assert right.json() == {"data": {"company": {"name": "Nvidia"}}}
    wrong = await client.get("/graphql", params={**asked, "variables": "id"})
    assert wrong.status_code == 400
    assert wrong.json()["errors"][0]["message"] == "variables: no JSON, at line 1, column 1"


async def test_get_runs_queries_alone(client: httpx.AsyncClient) -> None:
    answer = await client.get("/graphql", params={"query": "mutation { anything }"})
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD, POST, OPTIONS")


@pytest.mark.parametrize(("media", "status"), [(JSON, 200), (GRAPHQL, 400)])
@pytest.mark.parametrize(
    "query", ["{", "{ nothing }", "mutation { anything }", "query A { meta { rules } } query B { x }"]
)
async def test_a_refused_document_is_an_answer_in_json_only(
    client: httpx.AsyncClient, query: str, media: str, status: int
) -> None:
    answer = await client.post("/graphql", json={"query": query}, headers={"accept": media})
    assert answer.status_code == status
    assert "data" not in answer.json()
    assert answer.json()["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"


async def test_an_error_of_a_field_is_an_answer_in_both_types(client: httpx.AsyncClient) -> None:
    for media in (JSON, GRAPHQL):
        query = '{ suppliers(of: "nobody") { totalCount } }'
        answer = await client.post("/graphql", json={"query": query}, headers={"accept": media})
        assert answer.status_code == 200
        assert answer.json()["data"] is None
        assert answer.json()["errors"][0]["extensions"]["code"] == "NOT_FOUND"


async def test_an_answer_that_takes_too_long_is_a_timeout_of_the_gateway(here: Here) -> None:
    async with here(request_timeout=0.0001) as http:
        answer = await http.post("/graphql", json={"query": QUESTION}, headers={"accept": GRAPHQL})
    assert answer.status_code == 504
    assert answer.json()["errors"][0]["extensions"]["code"] == "TIMEOUT"


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "QUERY", "MADEUP"])
async def test_other_methods_are_not_allowed(client: httpx.AsyncClient, method: str) -> None:
    answer = await client.request(method, "/graphql", json={"query": QUESTION})
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD, POST, OPTIONS")
    assert answer.json()["errors"][0]["message"] == f"{method} is not allowed here"


async def test_options_tells_the_methods(client: httpx.AsyncClient) -> None:
    answer = await client.options("/graphql")
    assert (answer.status_code, answer.headers["allow"]) == (204, "GET, HEAD, POST, OPTIONS")


async def test_browsers_get_the_page_until_they_ask(client: httpx.AsyncClient) -> None:
    headers = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
    page = await client.get("/graphql", headers=headers)
    assert page.headers["content-type"].startswith("text/html")
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert page.headers["x-content-type-options"] == "nosniff"
    assert page.headers["vary"].split(", ")[0] == "Accept"
    answer = await client.get("/graphql", params={"query": QUESTION}, headers=headers)
    assert answer.json()["data"]["company"]["name"] == "OpenAI"


async def test_the_page_comes_whole_each_time(client: httpx.AsyncClient) -> None:
    headers = {"accept": "text/html", "accept-encoding": "gzip"}
    first, second = [await client.get("/graphql", headers=headers) for _ in range(2)]
    assert first.text == second.text
    assert first.headers["content-length"] == second.headers["content-length"]
    assert first.headers["x-request-id"] != second.headers["x-request-id"]


@pytest.mark.parametrize("wished", ["abc-1.2_3", "a" * 64])
async def test_a_request_keeps_the_id_it_came_with(client: httpx.AsyncClient, wished: str) -> None:
    answer = await client.get("/healthz", headers={"x-request-id": wished})
    assert answer.headers["x-request-id"] == wished


@pytest.mark.parametrize("wished", ["", "a" * 65, "a b", 'a"b', "a;b", "ä"])
async def test_an_id_that_could_do_harm_is_replaced(client: httpx.AsyncClient, wished: str) -> None:
    answer = await client.get("/healthz", headers=[(b"x-request-id", wished.encode())])
    assert len(answer.headers["x-request-id"]) == 32


async def test_long_answers_are_compressed_for_those_who_can_read_it(client: httpx.AsyncClient) -> None:
    body = {"query": "{ articles(first: 20) { nodes { title url } } }"}
    short = await client.post("/graphql", json={"query": QUESTION}, headers={"accept-encoding": "gzip"})
    long = await client.post("/graphql", json=body, headers={"accept-encoding": "gzip"})
    plain = await client.post("/graphql", json=body, headers={"accept-encoding": "identity"})
    assert [each.headers.get("content-encoding") for each in (short, long, plain)] == [None, "gzip", None]
    assert long.json() == plain.json()
    assert "Accept-Encoding" in plain.headers["vary"]
