"""Every write statement as a function. Rows are made by service.graph.encoding."""

from collections.abc import Sequence
from datetime import date

from service.graph.database import Transaction
from service.graph.encoding import Properties

Rows = Sequence[Properties]


async def merge_publishers(transaction: Transaction, *, publishers: Rows) -> None:
    await transaction.do("merge_publishers", publishers=publishers)


async def merge_origins(transaction: Transaction, *, origins: Rows) -> None:
    await transaction.do("merge_origins", origins=origins)


async def merge_entities(transaction: Transaction, *, entities: Rows) -> None:
    await transaction.do("merge_entities", entities=entities)


async def link_entities(transaction: Transaction, *, links: Rows) -> None:
    await transaction.do("link_entities", links=links)


async def merge_deals(transaction: Transaction, *, deals: Rows) -> None:
    await transaction.do("merge_deals", deals=deals)


async def merge_rulings(transaction: Transaction, *, rulings: Rows) -> None:
    await transaction.do("merge_rulings", rulings=rulings)


async def delete_references(transaction: Transaction, *, references: Rows) -> None:
    await transaction.do("delete_references", references=references)


async def create_articles(transaction: Transaction, *, articles: Rows, recorded_at: str, revision: int) -> None:
    await transaction.do("create_articles", articles=articles, recorded_at=recorded_at, revision=revision)


async def create_claims(transaction: Transaction, *, claims: Rows, recorded_at: str, revision: int) -> None:
    await transaction.do("create_claims", claims=claims, recorded_at=recorded_at, revision=revision)


async def assess_claims(transaction: Transaction, *, claims: Rows) -> None:
    await transaction.do("assess_claims", claims=claims)


async def delete_versions(transaction: Transaction, *, facts: Sequence[str]) -> None:
    await transaction.do("delete_versions", facts=facts)


async def create_versions(transaction: Transaction, *, versions: Rows) -> None:
    await transaction.do("create_versions", versions=versions)


async def delete_present(transaction: Transaction, *, facts: Sequence[str]) -> None:
    await transaction.do("delete_present", facts=facts)


async def create_present(transaction: Transaction, *, facts: Sequence[str], today: date) -> None:
    await transaction.do("create_present", facts=facts, today=today.isoformat())


async def delete_all_versions(transaction: Transaction) -> None:
    await transaction.do("delete_all_versions")


async def delete_all_present(transaction: Transaction) -> None:
    await transaction.do("delete_all_present")


async def advance_revision(transaction: Transaction, *, properties: Properties) -> None:
    await transaction.do("advance_revision", properties=properties)


async def describe_graph(transaction: Transaction, *, properties: Properties) -> None:
    await transaction.do("describe_graph", properties=properties)
