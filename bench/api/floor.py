"""The bare floor: what the official driver, one statement a question and orjson can do, without GraphQL.

Usage: python -m bench.api.floor, with the settings of `kg serve` in the environment.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import orjson
from neo4j import READ_ACCESS, AsyncDriver, Query

from bench.api.answering import Answer, serve
from bench.api.own_statements import BELIEVED_RANKS, statement
from bench.api.words import hit, place
from service.api.enums import ArticleKind
from service.api.likeness import words_of
from service.api.searching import MOST_HITS, MOST_MATCHES, index_query
from service.connecting import own_server
from service.graph.database import open_database
from service.graph.statements import load_statements
from service.model.dates import FIRST_DAY, NEVER
from service.model.entities import Label
from service.settings import DatabaseAddress, Settings, read_settings

Variables = Mapping[str, Any]
Rows = list[list[Any]]


@dataclass(frozen=True, slots=True)
class Floor:
    driver: AsyncDriver
    database: str
    queries: Mapping[str, Query]

    async def rows(self, name: str, **parameters: object) -> Rows:
        async with self.driver.session(database=self.database, default_access_mode=READ_ACCESS) as session:
            result = await session.run(self.queries[name], parameters)
            return [record.values() async for record in result]

    async def one(self, name: str, **parameters: object) -> dict[str, Any] | None:
        async with self.driver.session(database=self.database, default_access_mode=READ_ACCESS) as session:
            result = await session.run(self.queries[name], parameters)
            return dict(record) if (record := await result.single()) else None

    async def answer(self, body: bytes) -> bytes:
        asked = orjson.loads(body)
        return orjson.dumps({"data": await QUESTIONS[asked["operationName"]](self, asked["variables"])})


def days_and_more(variables: Variables) -> dict[str, Any]:
    as_of = variables.get("asOf") or {}
    known = as_of.get("known") or datetime.now(UTC).date().isoformat()
    days = {"known": known, "valid": as_of.get("valid") or known}
    return {"of": variables["of"], "first": variables["first"], "ranks": BELIEVED_RANKS, **days}


async def suppliers(floor: Floor, variables: Variables) -> Any:
    return {"suppliers": await floor.one("suppliers", **days_and_more(variables))}


async def company(floor: Floor, variables: Variables) -> Any:
    return {"company": await floor.one("company", **days_and_more(variables))}


async def deal(floor: Floor, variables: Variables) -> Any:
    return {"deal": await floor.one("deal", **days_and_more(variables))}


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
QUESTIONS: Mapping[str, Callable[[Floor, Variables], Awaitable[Any]]] = {
    "Suppliers": suppliers,
    "CompanyPage": company,
    "Search": search,
    "Articles": articles,
    "DealWithItsLegs": deal,
}


def queries(settings: Settings) -> dict[str, Query]:
    """The bench's own statements, and those of the service that need no other form, with the service's time limit."""
    texts = {name: statement(name) for name in ("suppliers", "company", "deal")}
    texts |= {name: load_statements()[name].text for name in ("search_entities", "articles")}
    return {name: Query(text, timeout=settings.statement_timeout) for name, text in texts.items()}


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
