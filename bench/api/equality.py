"""Whether all servers answer the same, seen before anything is timed."""

from collections.abc import Mapping, Sequence
from typing import Any

import httpx
import orjson

from bench.api.cells import Ask
from bench.api.servers import PEERS, Running

TRIES = 5
SAID = 5  # claims of a belief that are asked for
Answer = Mapping[str, Any]


def see_equal(ask: Ask, bodies: Mapping[str, Sequence[bytes]], servers: Mapping[str, Running]) -> list[bytes]:
    """The service's answers, where all others say the same; else SystemExit with the first difference."""
    with httpx.Client(timeout=30) as client:
        answers = {name: [_post(client, servers[name], body) for body in posted] for name, posted in bodies.items()}
    first = next(iter(answers.values()))
    for name, told in answers.items():
        for place, (mine, theirs) in enumerate(zip(first, told, strict=True)):
            _compare(name, ask, orjson.loads(mine), orjson.loads(theirs), body=bodies[name][place])
    return first


def _post(client: httpx.Client, server: Running, body: bytes) -> bytes:
    """The answer; a database that has just started may be too slow for the first ones."""
    for _ in range(TRIES):
        answer = client.post(server.url, content=body, headers={"content-type": "application/json"})
        if answer.status_code == 200 and b'"errors":' not in answer.content:
            return answer.content
    raise SystemExit(f"{server.name} fails: {answer.status_code} {answer.text[:2000]}\nfor {body.decode()[:3000]}")


def _compare(name: str, ask: Ask, mine: Answer, theirs: Answer, *, body: bytes) -> None:
    theirs = theirs["data"]
    mine = mine["data"]
    if name == "by_hand":
        ours = next(iter(mine.values()))
        mine, theirs = _filled(ours), _filled(next(iter(theirs.values())))
    elif name in PEERS:
        mine, theirs = _rows(mine), (_suppliers if "facts" in theirs else _company)(theirs)
    if mine != theirs:
        where = _difference(mine, theirs, "data")
        raise SystemExit(f"{name} answers {ask} otherwise at {where}\nfor {body.decode()[-400:]}")


def _filled(answer: Any) -> Any:
    """Without what is null, which the peer leaves out or not as it likes."""
    if isinstance(answer, dict):
        return {key: _filled(value) for key, value in answer.items() if value is not None}
    return [_filled(each) for each in answer] if isinstance(answer, list) else answer


def _rows(mine: Answer) -> Any:
    """The service's answer in the form that those of generated connections are brought to."""
    if "suppliers" in mine:
        page = mine["suppliers"]
        return {**page, "nodes": [{**each, "claims": _claims(each["claims"])} for each in page["nodes"]]}
    return mine["company"]


def _claims(page: Answer) -> Any:
    """Their number and, where all are on the page, the claims in any order: deciding ones come first only with us."""
    whole = page["totalCount"] <= SAID
    return page["totalCount"], sorted(map(orjson.dumps, page["nodes"])) if whole else len(page["nodes"])


def _suppliers(theirs: Answer) -> Any:
    (timeline,) = theirs["timelines"]
    said = {fact["key"]: fact["claimsConnection"] for fact in theirs["facts"]}
    found = timeline["suppliersConnection"]
    nodes = [
        {
            "fact": edge["properties"]["fact"],
            "company": _named(edge["node"]),
            "evidence": edge["properties"]["evidence"],
            "stage": _word(edge["properties"]["stage"]),
            "contested": edge["properties"]["contested"],
            "knownFrom": edge["properties"]["known_from"],
            "lastAffirmed": edge["properties"]["last_affirmed"],
            "claims": _claims(_said(said[edge["properties"]["fact"]])),
        }
        for edge in found["edges"]
    ]
    return {"totalCount": found["totalCount"], "nodes": nodes}


def _said(found: Answer) -> Answer:
    nodes = [
        {
            "summary": edge["node"]["summary"],
            "quote": edge["node"]["quote"],
            "standing": _word(edge["properties"]["standing"]),
            "saidOn": edge["properties"]["said_on"],
            "article": {**edge["node"]["article"][0], "publisher": edge["node"]["article"][0]["publisher"][0]},
        }
        for edge in found["edges"]
    ]
    return {"totalCount": found["totalCount"], "nodes": nodes}


def _company(theirs: Answer) -> Any:
    (timeline,), (entity,) = theirs["timelines"], theirs["entities"]
    ends = {"suppliers": "company", "customers": "company", "investors": "investor", "investments": "investee"}
    pages = {name: _relations(timeline[f"{name}Connection"], end) for name, end in ends.items()}
    deals = entity["dealsConnection"]
    listed = {"totalCount": deals["totalCount"], "nodes": [_named(edge["node"]) for edge in deals["edges"]]}
    return {"slug": entity["id"], "name": entity["name"], "kind": entity["kind"], **pages, "deals": listed}


def _relations(found: Answer, end: str) -> Answer:
    nodes = [
        {
            end: _named(edge["node"]),
            "fact": edge["properties"]["fact"],
            "evidence": edge["properties"]["evidence"],
            "stage": _word(edge["properties"]["stage"]),
            "knownFrom": edge["properties"]["known_from"],
            "sources": edge["properties"]["sources"],
        }
        for edge in found["edges"]
    ]
    return {"totalCount": found["totalCount"], "nodes": nodes}


def _named(node: Answer) -> dict[str, str]:
    return {"slug": node["id"], "name": node["name"]}


def _word(value: str | None) -> str | None:
    """As GraphQL's enums name it; generated connections know no enums here, and give what is stored."""
    return value.upper().replace("-", "_") if value else None


def _difference(mine: Any, theirs: Any, place: str) -> str:
    """The path to the first place where the two differ, with both values."""
    if isinstance(mine, dict) and isinstance(theirs, dict) and mine.keys() == theirs.keys():
        pairs = [(f"{place}.{key}", mine[key], theirs[key]) for key in mine]
    elif isinstance(mine, list) and isinstance(theirs, list) and len(mine) == len(theirs):
        pairs = [(f"{place}[{at}]", *pair) for at, pair in enumerate(zip(mine, theirs, strict=True))]
    else:
        return f"{place}: {str(mine)[:500]} against {str(theirs)[:500]}"
    return next(_difference(ours, their, at) for at, ours, their in pairs if ours != their)
