"""The bare floor: what the official driver, the service's own statements and orjson can do, without GraphQL.

Usage: python -m bench.api.floor, with the settings of `kg serve` in the environment.
"""

from asyncio import gather
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from typing import Any

import orjson
from neo4j import READ_ACCESS, AsyncDriver, Query

from bench.api.answering import Answer, serve
from bench.api.words import hit, place
from service.api.asking import RELATION_NAMES, belief_question
from service.api.entities import INVESTS_IN
from service.api.enums import ArticleKind, DealKind
from service.api.likeness import words_of
from service.api.scope import Date, Scope
from service.api.searching import MOST_HITS, MOST_MATCHES, index_query
from service.connecting import own_server
from service.graph.belief_question import BeliefQuestion
from service.graph.columns import ClaimColumns
from service.graph.database import open_database
from service.graph.statements import load_statements
from service.model.dates import FIRST_DAY, NEVER
from service.model.entities import Label
from service.settings import DatabaseAddress, Settings, read_settings

Variables = Mapping[str, Any]
Row = list[Any]
Rows = list[Row]


@dataclass(frozen=True, slots=True)
class Floor:
    driver: AsyncDriver
    database: str
    queries: Mapping[str, Query]

    async def rows(self, name: str, **parameters: object) -> Rows:
        async with self.driver.session(database=self.database, default_access_mode=READ_ACCESS) as session:
            result = await session.run(self.queries[name], parameters)
            return [record.values() async for record in result]

    async def page(self, name: str, key: str, asked: BeliefQuestion, **also: object) -> tuple[int, list[list[Any]]]:
        """The number of beliefs in all, and those of the page: rank, name, relation, properties, ends and claims."""
        ((_, total, beliefs),) = await self.rows(name, keys=[key], **also, **parameters_of(asked))
        return total, beliefs

    async def answer(self, body: bytes) -> bytes:
        asked = orjson.loads(body)
        return orjson.dumps({"data": await QUESTIONS[asked["operationName"]](self, asked["variables"])})


def parameters_of(question: BeliefQuestion | ClaimColumns) -> dict[str, Any]:
    asked = {field.name: getattr(question, field.name) for field in fields(question)}
    if "columns" in asked:
        asked |= parameters_of(asked.pop("columns"))
    return asked


def scope(variables: Variables) -> Scope:
    as_of = variables.get("asOf") or {}
    known = as_of.get("known") or datetime.now(UTC).date().isoformat()
    return Scope(known=Date(known), valid=Date(as_of.get("valid") or known))


def question(variables: Variables, **reads: Any) -> BeliefQuestion:
    return replace(belief_question(scope(variables), first=variables["first"], after=None), **reads)


async def suppliers(floor: Floor, variables: Variables) -> Any:
    asked = question(variables, version=SHOWN, subject=NAMED, object=(), claims_limit=CLAIMS, columns=SAID)
    total, page = await floor.page("suppliers_by_customer", variables["of"], asked)
    nodes = [
        {
            "fact": version[0],
            "company": {"slug": subject[0], "name": subject[2]},
            "evidence": version[1],
            "stage": _word(version[2]),
            "contested": version[3],
            "knownFrom": version[4],
            "lastAffirmed": version[5],
            "claims": {"totalCount": said_in_all, "nodes": [_claim(*claim) for claim in claims]},
        }
        for _, _, _, version, subject, _, said_in_all, claims in page[: variables["first"]]
    ]
    return {"suppliers": {"totalCount": total, "nodes": nodes}}


def _claim(_: int, claim: Row, assessment: Row, article: Row, publisher: Row, __: Row, ___: Row) -> dict[str, Any]:
    return {
        "summary": claim[2],
        "quote": claim[3],
        "standing": _word(assessment[2]),
        "saidOn": assessment[1],
        "article": {
            "url": article[1],
            "title": article[2],
            "published": article[3],
            "publisher": {"name": publisher[1]},
        },
    }


async def company(floor: Floor, variables: Variables) -> Any:
    of, first = variables["of"], variables["first"]
    asked = question(variables, version=LISTED, subject=NAMED, object=())
    to_object = replace(asked, subject=(), object=NAMED)
    deals = {"keys": [of], "kinds": DEAL_KINDS, "after": "", "limit": first}
    entity, supply, serve_, own, hold, dealt = await gather(
        floor.rows("entities_by_id", keys=[of]),
        floor.page("suppliers_by_customer", of, asked),
        floor.page("customers_by_supplier", of, to_object),
        floor.page("beliefs_by_object", of, asked, **INVESTS_IN),
        floor.page("beliefs_by_subject", of, to_object, **INVESTS_IN),
        floor.rows("deals_by_party", **deals),
    )
    found = entity[0][1]
    pages = {
        "suppliers": _listed("company", 4, supply, first),
        "customers": _listed("company", 5, serve_, first),
        "investors": _listed("investor", 4, own, first),
        "investments": _listed("investee", 5, hold, first),
        "deals": _deals(dealt[0] if dealt else ["", 0, []], first),
    }
    return {"company": {"slug": found["id"], "name": found["name"], "kind": found["kind"], **pages}}


def _listed(end: str, place: int, page: tuple[int, list[list[Any]]], first: int) -> dict[str, Any]:
    total, beliefs = page
    nodes = [
        {
            end: {"slug": row[place][0], "name": row[place][2]},
            "fact": row[3][0],
            "knownFrom": row[3][1],
            "evidence": row[3][2],
            "stage": _word(row[3][3]),
            "sources": row[3][5],
        }
        for row in beliefs[:first]
    ]
    return {"totalCount": total, "nodes": nodes}


def _deals(row: list[Any], first: int) -> dict[str, Any]:
    deals = [each["deal"] for each in row[2][:first]]
    return {"totalCount": row[1], "nodes": [{"slug": deal["id"], "name": deal["name"]} for deal in deals]}


async def deal(floor: Floor, variables: Variables) -> Any:
    of, first = variables["of"], variables["first"]
    reads = {"version": SHOWN, "subject": NAMED, "object": NAMED, "claims_limit": CLAIMS, "columns": SAID}
    found, (total, page) = await gather(
        floor.rows("deals_by_id", keys=[of]),
        floor.page("beliefs_by_deal", of, question(variables, **reads), relations=RELATION_NAMES),
    )
    ((_, named, parties),) = found
    legs = [
        {
            "fact": version[0],
            "relation": relation,
            "evidence": version[1],
            "stage": _word(version[2]),
            "subject": {"slug": subject[0], "name": subject[2]},
            "object": {"slug": object_[0], "name": object_[2]},
            "claims": {"totalCount": said_in_all, "nodes": [_claim(*claim) for claim in claims]},
        }
        for _, _, relation, version, subject, object_, said_in_all, claims in page[:first]
    ]
    who = [
        {"role": _word(each["role"]), "entity": {"slug": each["entity"]["id"], "name": each["entity"]["name"]}}
        for each in parties
    ]
    return {"deal": {"slug": named["id"], "name": named["name"], "kind": _word(named["kind"]), "parties": who,
                     "legs": {"totalCount": total, "nodes": legs}}}  # fmt: skip


async def search(floor: Floor, variables: Variables) -> Any:
    words = words_of(variables["text"])
    asked = {"query": index_query(words), "labels": LABELS, "most": MOST_MATCHES, "limit": MOST_HITS}
    rows = await floor.rows("search_entities", **asked)
    found = sorted((place(entity, words), entity["name"], entity["id"], index) for index, (entity,) in enumerate(rows))
    nodes = [hit(rows[index][0], at) for at, _, _, index in found[: variables["first"]]]
    return {"search": {"totalCount": len(found), "nodes": nodes}}


async def articles(floor: Floor, variables: Variables) -> Any:
    until = (variables.get("asOf") or {}).get("known") or datetime.now(UTC).date().isoformat()
    after = {"after_day": NEVER.isoformat(), "after_id": "", "limit": variables["first"]}
    ((_, total, page),) = await floor.rows(
        "articles", kinds=ARTICLE_KINDS, since=FIRST_DAY.isoformat(), until=until, **after
    )
    return {"articles": {"totalCount": total, "nodes": [_article(**row) for row in page]}}


def _article(article: dict[str, Any], publisher: dict[str, Any]) -> dict[str, Any]:
    return {
        "slug": article["id"],
        "url": article["url"],
        "title": article.get("title"),
        "kind": _word(article["kind"]),
        "published": article["published"],
        "knownOn": article["known_on"],
        "publisher": {"slug": publisher["id"], "name": publisher["name"], "kind": _word(publisher["kind"])},
    }


def _word(value: str) -> str:
    """A word of a vocabulary, as GraphQL's enums name it."""
    return value.upper().replace("-", "_")


LABELS = list(map(str, Label))
ARTICLE_KINDS = list(map(str, ArticleKind))
DEAL_KINDS = list(map(str, DealKind))
CLAIMS = 5
NAMED = ("id", "label", "name")
SHOWN = ("fact", "evidence", "stage", "contested", "known_from", "last_affirmed", "winners")
LISTED = ("fact", "known_from", "evidence", "stage", "winners", "sources")
SAID = ClaimColumns(
    claim=("id", "fact", "summary", "quote"),
    assessment=("known_on", "said_on", "standing", "tier"),
    article=("id", "url", "title", "published", "known_on"),
    publisher=("id", "name"),
    speaker=(),
    first_publisher=(),
)
QUESTIONS: Mapping[str, Callable[[Floor, Variables], Awaitable[Any]]] = {
    "Suppliers": suppliers,
    "CompanyPage": company,
    "Search": search,
    "Articles": articles,
    "DealWithItsLegs": deal,
}


def queries(settings: Settings) -> dict[str, Query]:
    """The service's own statements, with its time limit."""
    return {name: Query(each.text, timeout=settings.statement_timeout) for name, each in load_statements().items()}


def open_floor(address: DatabaseAddress, settings: Settings) -> Callable[[], Any]:
    @asynccontextmanager
    async def opened() -> AsyncIterator[Answer]:
        async with open_database(address) as database:
            await database.verify()
            yield Floor(database.driver, database.name, queries(settings)).answer

    return opened


def main() -> None:
    settings = read_settings()
    serve(open_floor(own_server(settings).address, settings), settings)


if __name__ == "__main__":
    main()
