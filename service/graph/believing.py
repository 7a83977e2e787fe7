"""Beliefs in the graph: read the evidence of facts, resolve it, and write every version."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from service.graph import reading, writing
from service.graph.database import Database, Transaction
from service.graph.encoding import Properties, read_assessed, read_ruling, version_row
from service.model.resolving import FactEvidence, fact_evidence, versions


async def evidence(database: Database | Transaction, *, facts: Sequence[str]) -> dict[str, FactEvidence]:
    """The evidence of each of `facts` that has any."""
    claims = defaultdict(list)
    for row in await reading.evidence_by_fact(database, facts=facts):
        assessed = read_assessed(article=row.article, url=row.url, content=row.content, assessment=row.assessment)
        claims[row.fact].append(assessed)
    rulings = tuple(read_ruling(row.ruling) for row in await reading.rulings(database))
    return {fact: fact_evidence(found, rulings=rulings) for fact, found in claims.items()}


async def renew(transaction: Transaction, *, facts: Sequence[str], today: date) -> None:
    """Work out anew what is believed about `facts`, and write it into the timeline and the present graph."""
    found = await evidence(transaction, facts=facts)
    rows: list[Properties] = []
    for fact in sorted(found):
        claims = {assessed.claim.id: assessed for assessed in found[fact].claims}
        history = versions(found[fact])
        rows.extend(version_row(version, first_known=history[0].known_from, claims=claims) for version in history)
    await writing.delete_versions(transaction, facts=facts)
    await writing.create_versions(transaction, versions=rows)
    await show_present(transaction, facts=facts, today=today)


async def show_present(transaction: Transaction, *, facts: Sequence[str], today: date) -> None:
    """Make the present graph show `facts` as the timeline graph has them today."""
    await writing.delete_present(transaction, facts=facts)
    await writing.create_present(transaction, facts=facts, today=today)
