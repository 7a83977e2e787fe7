"""The headers that tell browsers what a page of ours may do, and who may have it."""

import httpx
import pytest

PAGE = {
    "content-security-policy": (
        "default-src 'none'; base-uri 'none'; connect-src 'self'; font-src 'self'; form-action 'none'; "
        "frame-ancestors 'none'; img-src 'self' data:; script-src 'self'; style-src 'self' 'unsafe-inline'; "
        "worker-src 'self'"
    ),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}


async def test_the_page_runs_our_scripts_alone_and_in_no_frame(client: httpx.AsyncClient) -> None:
    page = await client.get("/graphql", headers={"accept": "text/html"})
    assert page.headers["content-type"].startswith("text/html")
    assert {name: page.headers.get(name) for name in PAGE} == PAGE


async def test_the_files_of_the_page_are_for_our_pages_alone(client: httpx.AsyncClient) -> None:
    script = await client.get("/static/graphiql.js")
    assert script.status_code == 200
    assert script.headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize("path", ["/", "/graphql?query={meta{revision}}", "/graphql", "/healthz", "/metrics", "/no"])
async def test_no_answer_is_sniffed_or_tells_where_from(client: httpx.AsyncClient, path: str) -> None:
    headers = (await client.get(path)).headers
    assert (headers["x-content-type-options"], headers["referrer-policy"]) == ("nosniff", "no-referrer")
    assert not [name for name in ("server", "x-powered-by") if name in headers]
