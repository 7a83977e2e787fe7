"""Every read statement as a function, named as its file."""

from collections.abc import Callable, Sequence
from dataclasses import fields
from typing import Any, TypeVar

from service.graph import rows
from service.graph.belief_question import BeliefQuestion
from service.graph.columns import ClaimColumns
from service.graph.database import Database, Transaction

Row = TypeVar("Row")
Keys = Sequence[str]
Reader = Database | Transaction
EVERYTHING = 2**31 - 1  # the limit of reads that need every row, such as the evidence of a fact


async def _run(database: Reader, statement: str, row: Callable[..., Row], **parameters: object) -> list[Row]:
    run = database.read if isinstance(database, Database) else database.run
    return await run(statement, row, **parameters)


def _asked(question: BeliefQuestion | ClaimColumns) -> dict[str, Any]:
    asked = {field.name: getattr(question, field.name) for field in fields(question)}
    if isinstance(question, BeliefQuestion):
        asked |= _asked(asked.pop("columns"))
    return asked


async def graph(database: Reader) -> list[rows.GraphRow]:
    return await _run(database, "graph", rows.GraphRow)


async def graph_state(database: Reader) -> rows.Properties:
    """The properties of the one Graph node; empty for an empty database."""
    found = await graph(database)
    return found[0].graph if found else {}


async def holds_anything(database: Database) -> list[rows.AnythingRow]:
    return await _run(database, "holds_anything", rows.AnythingRow)


async def server(database: Database) -> list[rows.ServerRow]:
    return await _run(database, "server", rows.ServerRow)


async def labels_in_use(database: Database, *, labels: Keys) -> list[rows.LabelRow]:
    return await _run(database, "labels_in_use", rows.LabelRow, labels=labels)


async def indexes_of_others(database: Database, *, names: Keys, labels: Keys) -> list[rows.IndexRow]:
    return await _run(database, "indexes_of_others", rows.IndexRow, names=names, labels=labels)


async def orphaned_indexes(database: Database) -> list[rows.IndexRow]:
    return await _run(database, "orphaned_indexes", rows.IndexRow)


async def stored_articles(database: Reader, *, limit: int = EVERYTHING) -> list[rows.StoredArticleRow]:
    return await _run(database, "stored_articles", rows.StoredArticleRow, limit=limit)


async def stored_claims(database: Reader, *, keys: Keys, limit: int = EVERYTHING) -> list[rows.StoredClaimsRow]:
    return await _run(database, "stored_claims", rows.StoredClaimsRow, keys=keys, limit=limit)


async def stored_withdrawals(database: Reader, *, limit: int = EVERYTHING) -> list[rows.StoredWithdrawalRow]:
    return await _run(database, "stored_withdrawals", rows.StoredWithdrawalRow, limit=limit)


async def stored_references(database: Reader, *, limit: int = EVERYTHING) -> list[rows.StoredReferenceRow]:
    return await _run(database, "stored_references", rows.StoredReferenceRow, limit=limit)


async def fact_keys(database: Reader, *, after: str, limit: int) -> list[rows.FactKeyRow]:
    return await _run(database, "fact_keys", rows.FactKeyRow, after=after, limit=limit)


async def evidence_by_fact(database: Reader, *, facts: Keys, limit: int = EVERYTHING) -> list[rows.EvidenceRow]:
    return await _run(database, "evidence_by_fact", rows.EvidenceRow, facts=facts, limit=limit)


async def rulings(database: Reader, *, limit: int = EVERYTHING) -> list[rows.RulingRow]:
    return await _run(database, "rulings", rows.RulingRow, limit=limit)


async def suppliers_by_customer(database: Database, *, keys: Keys, question: BeliefQuestion) -> list[rows.BeliefsRow]:
    return await _run(database, "suppliers_by_customer", question.page, keys=keys, **_asked(question))


async def customers_by_supplier(database: Database, *, keys: Keys, question: BeliefQuestion) -> list[rows.BeliefsRow]:
    return await _run(database, "customers_by_supplier", question.page, keys=keys, **_asked(question))


async def beliefs_by_subject(
    database: Database, *, keys: Keys, question: BeliefQuestion, relations: Keys, others: Keys, deals: Keys
) -> list[rows.BeliefsRow]:
    more = {"relations": relations, "others": others, "deals": deals}
    return await _run(database, "beliefs_by_subject", question.page, keys=keys, **more, **_asked(question))


async def beliefs_by_object(
    database: Database, *, keys: Keys, question: BeliefQuestion, relations: Keys, others: Keys, deals: Keys
) -> list[rows.BeliefsRow]:
    more = {"relations": relations, "others": others, "deals": deals}
    return await _run(database, "beliefs_by_object", question.page, keys=keys, **more, **_asked(question))


async def beliefs_by_deal(
    database: Database, *, keys: Keys, question: BeliefQuestion, relations: Keys
) -> list[rows.BeliefsRow]:
    return await _run(database, "beliefs_by_deal", question.page, keys=keys, relations=relations, **_asked(question))


async def beliefs(database: Database, *, question: BeliefQuestion, relations: Keys) -> list[rows.BeliefsRow]:
    """One page over all subjects, under an empty key."""
    return await _run(database, "beliefs", question.page, relations=relations, **_asked(question))


async def belief_by_fact(database: Database, *, keys: Sequence[tuple[str, str]]) -> list[rows.BeliefRow]:
    """`keys` are facts, each with the day on which it was known."""
    return await _run(database, "belief_by_fact", rows.BeliefRow, keys=keys)


async def versions_by_fact(database: Database, *, keys: Keys, after: str, limit: int) -> list[rows.BeliefsRow]:
    """Versions from `after` (a day, not inside) on; a page as for other beliefs, but in the order of time."""
    return await _run(database, "versions_by_fact", rows.BeliefsRow, keys=keys, after=after, limit=limit)


async def changed_versions(
    database: Database, *, since: str, until: str, about: Keys, after_day: str, after_fact: str, limit: int
) -> list[rows.ChangedRow]:
    """Versions known from a day after `since` up to `until`, about the entities `about`, or any when empty."""
    days = {"since": since, "until": until, "after_day": after_day, "after_fact": after_fact}
    return await _run(database, "changed_versions", rows.ChangedRow, about=about, limit=limit, **days)


async def supply_chains(
    database: Database, *, customer: str, known: str, valid: str, ranks: Sequence[int], hops: int, limit: int
) -> list[rows.ChainRow]:
    """Chains of up to `hops` (at most 4) suppliers, the nearest last; every hop obeys both days."""
    asked = {"customer": customer, "known": known, "valid": valid, "ranks": ranks, "hops": hops, "limit": limit}
    return await _run(database, "supply_chains", rows.ChainRow, **asked)


async def claims_by_fact(
    database: Database,
    *,
    keys: Sequence[tuple[str, ...]],
    after_place: int,
    after_tier: int,
    after_known_on: str,
    after_id: str,
    limit: int,
    columns: ClaimColumns,
) -> list[rows.ClaimsRow]:
    """`keys` are facts, each with the day by which its claims were known and the claims that come first.

    All pages come as one record, since the driver takes longer for each record than for what is in it.
    """

    def pages(found: list[tuple[list[str], int, list[list[Any]]]]) -> list[rows.ClaimsRow]:
        return [
            rows.ClaimsRow(key, total, [columns.properties(claim) for claim in claims]) for key, total, claims in found
        ]

    after = {"after_place": after_place, "after_tier": after_tier}
    after_claim = {"after_known_on": after_known_on, "after_id": after_id}
    (found,) = await _run(
        database, "claims_by_fact", pages, keys=keys, limit=limit, **after, **after_claim, **_asked(columns)
    )
    return found


async def claims_by_article(database: Database, *, keys: Keys, after_place: int, limit: int) -> list[rows.ClaimsRow]:
    return await _run(database, "claims_by_article", rows.ClaimsRow, keys=keys, after_place=after_place, limit=limit)


async def claims_by_id(database: Database, *, keys: Keys) -> list[rows.ClaimRow]:
    return await _run(database, "claims_by_id", rows.ClaimRow, keys=keys)


async def entities_by_id(database: Database, *, keys: Keys) -> list[rows.EntityRow]:
    return await _run(database, "entities_by_id", rows.EntityRow, keys=keys)


async def entities(
    database: Database, *, labels: Keys, kinds: Keys, countries: Keys, after_name: str, after_id: str, limit: int
) -> list[rows.EntitiesRow]:
    """Each label is there once; no `countries` let through any."""
    asked = {"labels": labels, "kinds": kinds, "countries": countries, "limit": limit}
    return await _run(database, "entities", rows.EntitiesRow, after_name=after_name, after_id=after_id, **asked)


async def entities_by_link(
    database: Database,
    *,
    links: Sequence[tuple[str, str]],
    labels: Keys,
    kinds: Keys,
    countries: Keys,
    after_name: str,
    after_id: str,
    limit: int,
) -> list[rows.EntitiesRow]:
    """Of those that have each of `links`: DESIGNED_BY or PART_OF, and the entity at its other end."""
    asked = {"links": links, "labels": labels, "kinds": kinds, "countries": countries, "limit": limit}
    return await _run(database, "entities_by_link", rows.EntitiesRow, after_name=after_name, after_id=after_id, **asked)


async def articles(
    database: Database, *, kinds: Keys, since: str, until: str, after_day: str, after_id: str, limit: int
) -> list[rows.ArticlesRow]:
    """Articles known from the day `since` to the day `until`, both inside."""
    asked = {"kinds": kinds, "since": since, "until": until, "after_day": after_day, "after_id": after_id}
    return await _run(database, "articles", rows.ArticlesRow, limit=limit, **asked)


async def articles_by_publisher(
    database: Database, *, keys: Keys, kinds: Keys, since: str, until: str, after_day: str, after_id: str, limit: int
) -> list[rows.ArticlesRow]:
    asked = {"kinds": kinds, "since": since, "until": until, "after_day": after_day, "after_id": after_id}
    return await _run(database, "articles_by_publisher", rows.ArticlesRow, keys=keys, limit=limit, **asked)


async def articles_by_id(database: Database, *, keys: Keys) -> list[rows.ArticleRow]:
    return await _run(database, "articles_by_id", rows.ArticleRow, keys=keys)


async def deals(database: Database, *, kinds: Keys, after: str, limit: int) -> list[rows.DealsRow]:
    return await _run(database, "deals", rows.DealsRow, kinds=kinds, after=after, limit=limit)


async def deals_by_id(database: Database, *, keys: Keys) -> list[rows.DealRow]:
    return await _run(database, "deals_by_id", rows.DealRow, keys=keys)


async def deals_by_party(database: Database, *, keys: Keys, kinds: Keys, after: str, limit: int) -> list[rows.DealsRow]:
    return await _run(database, "deals_by_party", rows.DealsRow, keys=keys, kinds=kinds, after=after, limit=limit)


async def publishers(
    database: Database, *, kinds: Keys, after_name: str, after_id: str, limit: int
) -> list[rows.PublishersRow]:
    after = {"after_name": after_name, "after_id": after_id}
    return await _run(database, "publishers", rows.PublishersRow, kinds=kinds, limit=limit, **after)


async def publishers_by_id(database: Database, *, keys: Keys) -> list[rows.PublisherRow]:
    return await _run(database, "publishers_by_id", rows.PublisherRow, keys=keys)


async def search_entities(database: Database, *, query: str, labels: Keys, most: int, limit: int) -> list[rows.HitRow]:
    """`query` in the full-text index's own syntax; `most` matches of any label are looked at."""
    return await _run(database, "search_entities", rows.HitRow, query=query, labels=labels, most=most, limit=limit)


async def coverage(database: Database, *, known: str) -> list[rows.CoverageRow]:
    return await _run(database, "coverage", rows.CoverageRow, known=known)


async def coverage_by_relation(database: Database, *, known: str, limit: int) -> list[rows.RelationCoverageRow]:
    return await _run(database, "coverage_by_relation", rows.RelationCoverageRow, known=known, limit=limit)


async def coverage_by_entity(database: Database, *, keys: Keys, known: str) -> list[rows.EntityCoverageRow]:
    return await _run(database, "coverage_by_entity", rows.EntityCoverageRow, keys=keys, known=known)


async def coverage_by_mention(database: Database, *, keys: Keys, known: str) -> list[rows.EntityCoverageRow]:
    return await _run(database, "coverage_by_mention", rows.EntityCoverageRow, keys=keys, known=known)


async def entities_without_claims(
    database: Database, *, known: str, of: Keys, labels: Keys, after_name: str, after_id: str, limit: int
) -> list[rows.EntitiesRow]:
    """Of the entities `of`, or of all when empty."""
    asked = {"known": known, "of": of, "labels": labels, "limit": limit}
    after = {"after_name": after_name, "after_id": after_id}
    return await _run(database, "entities_without_claims", rows.EntitiesRow, **asked, **after)


async def present_edges(database: Database, *, after: str, limit: int) -> list[rows.PresentEdgeRow]:
    """The edges of the present graph whose facts come after `after`."""
    return await _run(database, "present_edges", rows.PresentEdgeRow, after=after, limit=limit)
