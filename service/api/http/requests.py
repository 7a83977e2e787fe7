"""What a GraphQL request over HTTP asks: by POST a JSON object, by GET the parameters of the address.

https://graphql.github.io/graphql-over-http/draft/
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from starlette.requests import Request

from service.api.http.refusals import Fault, Refusal

READING = frozenset({"GET", "HEAD"})
_ALLOWED = {"allow": "GET, HEAD, POST, OPTIONS"}
_BODY = '{"query": "{ meta { revision } }"}'
_PARAMETERS: Mapping[str, tuple[type, str, str]] = {
    "query": (str, "a GraphQL document, as a string that is not empty", "{ meta { revision } }"),
    "operationName": (str, "a string, or null", "WhoSuppliesOpenAI"),
    "variables": (dict, "a JSON object, or null", '{"of": "openai"}'),
    "extensions": (dict, "a JSON object, or null", "{}"),
}
"""By name: its type in JSON, the rule and a right example."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A document, the name of its operation and the variables."""

    query: str
    operation: str | None
    variables: dict[str, Any] | None


async def read_request(request: Request) -> Asked:
    """What `request` asks; Refusal with every fault of its form."""
    if request.method in READING:
        return _checked(_from_address(request))
    if request.method == "POST":
        return _checked(await _from_body(request))
    fault = Fault(f"{request.method} is not allowed here", "GET or POST", "POST /graphql")
    raise Refusal(405, fault, headers=_ALLOWED)


def not_a_query() -> Refusal:
    """For GET, which must not run anything else."""
    return Refusal(405, Fault("GET runs queries alone", "a query", "query { meta { revision } }"), headers=_ALLOWED)


def options() -> Mapping[str, str]:
    """The headers that say what can be asked for here."""
    return _ALLOWED


def _from_address(request: Request) -> dict[str, Any]:
    sent: dict[str, Any] = dict(request.query_params)
    for name in ("variables", "extensions"):
        if sent.get(name):
            sent[name] = _json(sent[name], place=name, example=_PARAMETERS[name][2])
    return sent


async def _from_body(request: Request) -> dict[str, Any]:
    _see_json(request.headers.get("content-type", ""))
    sent = _json(await request.body(), place="the body", example=_BODY)
    if isinstance(sent, list):
        raise Refusal(400, Fault("the body holds several requests", "one request, a JSON object", _BODY))
    if not isinstance(sent, dict):
        raise Refusal(400, Fault("the body is no JSON object", "a JSON object with a query", _BODY))
    return sent


def _see_json(content_type: str) -> None:
    kind, *parameters = (part.strip().lower() for part in content_type.split(";"))
    charsets = [
        value.strip('"') for name, _, value in (part.partition("=") for part in parameters) if name == "charset"
    ]
    if kind != "application/json" or not set(charsets) <= {"utf-8", "utf8"}:
        fault = Fault(f"the content type {content_type[:100]!r} is not read here", "JSON in UTF-8", "application/json")
        raise Refusal(415, fault, headers={"accept-post": "application/json"})


def _json(text: str | bytes, *, place: str, example: str) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise Refusal(400, Fault(f"{place}: no JSON, at {where}", "JSON in UTF-8", example)) from None


def _checked(sent: Mapping[str, Any]) -> Asked:
    faults = [fault for name in _PARAMETERS if (fault := _fault(name, sent.get(name)))]
    if faults:
        raise Refusal(400, *faults)
    return Asked(sent["query"], sent.get("operationName") or None, sent.get("variables") or None)


def _fault(name: str, value: object) -> Fault | None:
    type_, rule, example = _PARAMETERS[name]
    if name == "query":
        wrong = not isinstance(value, str) or not value.strip()
    else:
        wrong = value is not None and value != "" and not isinstance(value, type_)
    shown = "is missing" if value is None else f"is {repr(value)[:50]}"
    return Fault(f"{name} {shown}", rule, example) if wrong else None
