"""Every write statement as a function. Rows are made by service.graph.encoding."""

from collections.abc import Sequence
from datetime import date

from service.graph.database import Transaction
from service.graph.encoding import Properties
from service.graph.rows import AdvancedRow, DeletedRow

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


async def create_present(transaction: Transaction, *, versions: Rows, today: date) -> None:
    await transaction.do("create_present", versions=versions, today=today.isoformat())


async def show_present(transaction: Transaction, *, facts: Sequence[str], today: date) -> None:
    await transaction.do("show_present", facts=facts, today=today.isoformat())


async def create_facts(transaction: Transaction, *, facts: Rows, recorded_at: str, revision: int) -> None:
    await transaction.do("create_facts", facts=facts, recorded_at=recorded_at, revision=revision)


async def change_articles(transaction: Transaction, *, articles: Rows) -> None:
    await transaction.do("change_articles", articles=articles)


async def change_claims(transaction: Transaction, *, claims: Rows) -> None:
    await transaction.do("change_claims", claims=claims)


async def give_facts_their_rules(transaction: Transaction) -> None:
    await transaction.do("give_facts_their_rules")


async def delete_some_versions(transaction: Transaction, *, limit: int) -> DeletedRow:
    return (await transaction.run("delete_some_versions", DeletedRow, limit=limit))[0]


async def delete_some_present(transaction: Transaction, *, limit: int) -> DeletedRow:
    return (await transaction.run("delete_some_present", DeletedRow, limit=limit))[0]


async def delete_some_nodes(transaction: Transaction, *, limit: int) -> DeletedRow:
    return (await transaction.run("delete_some_nodes", DeletedRow, limit=limit))[0]


async def advance_revision(transaction: Transaction, *, properties: Properties) -> AdvancedRow:
    return (await transaction.run("advance_revision", AdvancedRow, properties=properties))[0]


async def describe_graph(transaction: Transaction, *, properties: Properties) -> None:
    await transaction.do("describe_graph", properties=properties)
