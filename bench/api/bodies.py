"""What each server is posted for one question: the same question, in the words that this server understands."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import orjson

from bench.api.cells import Ask
from bench.api.own_statements import BELIEVED_RANKS
from bench.api.targets import PAST_DAY, Asking, Targets, today

FOLDER = Path(__file__).resolve().parent / "questions"
OPERATIONS = {
    "suppliers": "Suppliers",
    "company": "CompanyPage",
    "search": "Search",
    "articles": "Articles",
    "deal": "DealWithItsLegs",
}


@cache
def document(name: str) -> str:
    return (FOLDER / f"{name}.graphql").read_text("utf-8")


def own_bodies(ask: Ask, aimed: Targets) -> list[bytes]:
    """For the service, the floor and what replays answers."""
    name = "suppliers" if ask.question == "past" else ask.question
    as_of = {"asOf": {"known": PAST_DAY}} if ask.question == "past" else {}
    return [_body(name, name, {"first": ask.page, **about, **as_of}) for about in _about(ask, aimed)]


def _about(ask: Ask, aimed: Targets) -> Iterator[dict[str, Any]]:
    if ask.question == "search":
        yield from ({"text": word} for word in aimed.words)
    elif ask.question == "deal":
        yield from ({"of": deal} for deal in aimed.deals)
    elif ask.question == "articles":
        yield {}
    else:
        yield from ({"of": company} for company in aimed.companies[ask.whose].ids)


def peer_bodies(ask: Ask, aimed: Targets, asking: Asking, *, form: str) -> list[bytes]:
    """For the peer; `form` is `generated` or `by_hand`.

    No connection leads from an edge to its claims, which hang on the fact of its key. So the generated form is told
    the keys of the page beforehand, which spares it a second request that a user would need.
    """
    name = "suppliers" if ask.question == "past" else ask.question
    day = PAST_DAY if ask.question == "past" else today()
    asked = {"known": day, "valid": day, "ranks": BELIEVED_RANKS, "first": ask.page}
    bodies = []
    for company in aimed.companies[ask.whose].ids:
        variables = {"of": company, **asked}
        if (name, form) == ("suppliers", "generated"):
            variables |= {"facts": _facts(asking, variables)}
        bodies.append(_body(name, f"{name}_{form}", variables))
    return bodies


def _facts(asking: Asking, variables: dict[str, Any]) -> list[str]:
    (page,) = asking.rows("suppliers", **variables)
    return [supplier["fact"] for supplier in page["nodes"]]


def _body(name: str, file: str, variables: dict[str, Any]) -> bytes:
    return orjson.dumps({"operationName": OPERATIONS[name], "query": document(file), "variables": variables})
