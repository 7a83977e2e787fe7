"""Keys, rates and other sites: all off unless a setting says otherwise."""

import httpx
import pytest
from pydantic import SecretStr
from starlette.datastructures import Headers

from service.api.http.keys import Keys
from service.api.http.rates import BUCKETS, Rates, neighbourhood
from service.api.http.refusals import Refusal
from tests.conftest import until_warm
from tests.http.conftest import QUESTION, Here

FIRST, SECOND = "first-key-0123456789", "second-key-0123456789"
BODY = {"query": QUESTION}


async def ask(http: httpx.AsyncClient, **headers: str) -> httpx.Response:
    return await http.post("/graphql", json=BODY, headers={name.replace("_", "-"): headers[name] for name in headers})


async def test_without_settings_anybody_asks(client: httpx.AsyncClient) -> None:
    assert (await ask(client)).status_code == 200
    assert (await ask(client, x_api_key="whatever")).status_code == 200
    assert not [name for name in (await ask(client, origin="https://a.example")).headers if name.startswith("access")]


@pytest.mark.parametrize(
    "headers",
    [
        {"x_api_key": FIRST},
        {"x_api_key": SECOND},
        {"authorization": f"Bearer {SECOND}"},
        {"authorization": f"bearer {FIRST}"},
    ],
)
async def test_each_key_opens_the_door(here: Here, headers: dict[str, str]) -> None:
    async with here(api_keys=f"{FIRST},{SECOND}") as http:
        assert (await ask(http, **headers)).json()["data"]


@pytest.mark.parametrize(
    ("headers", "words"),
    [
        ({}, "a key is needed"),
        ({"x_api_key": ""}, "a key is needed"),
        ({"x_api_key": FIRST[:-1]}, "the key is not known"),
        ({"x_api_key": FIRST + "0"}, "the key is not known"),
        ({"x_api_key": FIRST.upper()}, "the key is not known"),
        ({"authorization": f"Basic {FIRST}"}, "a key is needed"),
        ({"authorization": FIRST}, "a key is needed"),
    ],
)
async def test_nothing_else_does(here: Here, headers: dict[str, str], words: str) -> None:
    async with here(api_keys=f"{FIRST},{SECOND}") as http:
        for answer in (await ask(http, **headers), await http.get("/graphql", params=BODY, headers=_as_sent(headers))):
            assert answer.status_code == 401
            assert answer.headers["www-authenticate"] == 'Bearer realm="graphql"'
            (error,) = answer.json()["errors"]
            assert (error["message"], error["extensions"]["code"]) == (words, "UNAUTHENTICATED")
            assert FIRST not in answer.text


def _as_sent(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


async def test_probes_and_the_page_want_no_key(here: Here) -> None:
    async with here(api_keys=FIRST, metrics_keys=SECOND) as http:
        assert (await http.get("/healthz")).status_code == 200
        assert (await until_warm(http)).status_code == 200
        assert (await http.get("/graphql", headers={"accept": "text/html"})).status_code == 200


async def test_metrics_have_keys_of_their_own(here: Here) -> None:
    async with here(api_keys=FIRST, metrics_keys=SECOND) as http:
        assert (await http.get("/metrics", headers={"x-api-key": FIRST})).status_code == 401
        assert (await http.get("/metrics", headers={"authorization": f"Bearer {SECOND}"})).status_code == 200


def test_only_digests_of_keys_are_held() -> None:
    keys = Keys.of([SecretStr(FIRST), SecretStr(SECOND)])
    assert FIRST not in repr(keys)
    assert keys.place(Headers({"x-api-key": SECOND})) == 2


# Rates


def test_a_minute_s_worth_may_come_at_once_and_then_it_comes_evenly() -> None:
    rates = Rates(60)
    for _ in range(60):
        rates.see("a", now=0.0)
    with pytest.raises(Refusal) as raised:
        rates.see("a", now=0.1)
    assert raised.value.headers == {"retry-after": "1"}
    rates.see("a", now=1.0)
    with pytest.raises(Refusal):
        rates.see("a", now=1.9)
    for _ in range(60):
        rates.see("a", now=1000.0)  # no more than a minute's worth is saved
    with pytest.raises(Refusal):
        rates.see("a", now=1000.0)


def test_a_refused_request_costs_nothing() -> None:
    rates = Rates(1)
    rates.see("a", now=0.0)
    for second in range(1, 60):
        with pytest.raises(Refusal) as raised:
            rates.see("a", now=float(second))
        assert raised.value.headers == {"retry-after": str(60 - second)}
    rates.see("a", now=60.0)


def test_everybody_has_a_bucket_and_the_oldest_is_forgotten_first() -> None:
    rates = Rates(1)
    rates.see("first", now=0.0)
    for number in range(BUCKETS - 1):
        rates.see(str(number), now=0.0)
    with pytest.raises(Refusal):
        rates.see("first", now=0.0)
    for number in range(BUCKETS, 2 * BUCKETS):
        rates.see(str(number), now=0.0)
    assert len(rates._due) == BUCKETS
    rates.see("first", now=0.0)


def test_no_rate_counts_nobody() -> None:
    rates = Rates(0)
    rates.see("a", now=0.0)
    assert not rates._due


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),  # as a socket for both shows it
        ("", ""),
    ],
)
def test_a_network_of_ipv6_counts_as_one(address: str, counted: str) -> None:
    assert neighbourhood(address) == counted


async def test_one_too_many_is_told_when_to_come_again(here: Here) -> None:
    async with here(rate_per_minute=2) as http:
        statuses = [(await ask(http)).status_code for _ in range(2)]
        refused = await ask(http)
        page = await http.get("/graphql", headers={"accept": "text/html"})
    assert (statuses, refused.status_code, page.status_code) == ([200, 200], 429, 200)
    assert 1 <= int(refused.headers["retry-after"]) <= 30
    extensions = refused.json()["errors"][0]["extensions"]
    assert (extensions["code"], extensions["limit"], extensions["rule"]) == ("LIMIT_EXCEEDED", "rate", "2 a minute")


async def test_each_key_has_a_rate_of_its_own_and_wrong_keys_share_the_address_s(here: Here) -> None:
    async with here(rate_per_minute=1, api_keys=f"{FIRST},{SECOND}") as http:
        keys = [FIRST, SECOND, FIRST, "wrong", "wrong too"]
        statuses = [(await ask(http, x_api_key=key)).status_code for key in keys]
    assert statuses == [200, 200, 429, 401, 429]


async def test_what_a_caller_says_of_its_address_is_not_believed(here: Here) -> None:
    async with here(rate_per_minute=1) as http:
        statuses = [(await ask(http, x_forwarded_for=f"198.51.100.{number}")).status_code for number in range(2)]
    assert statuses == [200, 429]


async def test_what_a_trusted_proxy_says_is(here: Here) -> None:
    async with here(rate_per_minute=1, trusted_proxies="192.0.2.0/24") as http:
        forwarded = ["198.51.100.1", "198.51.100.2", "203.0.113.9, 198.51.100.2"]  # the first is the caller's own word
        statuses = [(await ask(http, x_forwarded_for=one)).status_code for one in forwarded]
    assert statuses == [200, 200, 429]


# Other sites


async def test_pages_of_named_sites_may_ask(here: Here) -> None:
    async with here(cors_origins="https://a.example, https://b.example:8443", api_keys=FIRST) as http:
        preflight = {
            "access-control-request-method": "POST",
            "access-control-request-headers": "content-type,x-api-key",
        }
        before = await http.options("/graphql", headers={"origin": "https://b.example:8443", **preflight})
        assert before.status_code == 200
        assert before.headers["access-control-allow-origin"] == "https://b.example:8443"
        answer = await ask(http, origin="https://a.example", x_api_key=FIRST)
        assert answer.headers["access-control-allow-origin"] == "https://a.example"
        assert "X-Request-ID" in answer.headers["access-control-expose-headers"]
        assert "access-control-allow-credentials" not in answer.headers
        refused = await ask(http, origin="https://a.example")
        assert (refused.status_code, refused.headers["access-control-allow-origin"]) == (401, "https://a.example")


async def test_pages_of_other_sites_may_not(here: Here) -> None:
    async with here(cors_origins="https://a.example") as http:
        before = await http.options(
            "/graphql", headers={"origin": "https://evil.example", "access-control-request-method": "POST"}
        )
        assert before.status_code == 400
        answer = await ask(http, origin="https://evil.example")
        assert "access-control-allow-origin" not in answer.headers
