"""Beliefs in the graph: read the evidence of facts, resolve it, and write every version."""

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from service.graph import reading, writing
from service.graph.database import Database, Transaction
from service.graph.encoding import Properties, read_assessed, read_ruling, version_row
from service.graph.rows import EvidenceRow, RulingRow
from service.model.explaining import explain
from service.model.resolving import FactEvidence, fact_evidence, versions
from service.model.vocabulary import Role


async def evidence(database: Database | Transaction, *, facts: Sequence[str]) -> dict[str, FactEvidence]:
    """The evidence of each of `facts` that has any."""
    return _evidence(await reading.evidence_by_fact(database, facts=facts), await reading.rulings(database))


def _evidence(found: Sequence[EvidenceRow], rulings: Sequence[RulingRow]) -> dict[str, FactEvidence]:
    claims = defaultdict(list)
    for row in found:
        assessed = read_assessed(article=row.article, claim=row.claim, content=row.content, assessment=row.assessment)
        claims[row.fact].append(assessed)
    ruled = tuple(read_ruling(row.ruling) for row in rulings)
    return {fact: fact_evidence(of_fact, rulings=ruled) for fact, of_fact in claims.items()}


@dataclass(frozen=True, slots=True)
class KeyedEvidence:
    key: str
    evidence: FactEvidence


async def evidence_by_key(database: Database, *, keys: Sequence[str]) -> list[KeyedEvidence]:
    """The evidence of each of the facts `keys` that has any."""
    return [KeyedEvidence(fact, found) for fact, found in (await evidence(database, facts=keys)).items()]


@dataclass(frozen=True, slots=True)
class RolesRow:
    """What each claim of a fact does in the belief of a day, by the claim's id."""

    key: tuple[str, str]
    roles: dict[str, Role]


async def roles_by_fact(database: Database, *, keys: Sequence[tuple[str, str]]) -> list[RolesRow]:
    """`keys` are facts, each with the day on which it was known."""
    found = await evidence(database, facts=list(dict.fromkeys(fact for fact, _ in keys)))
    return [
        RolesRow(
            (fact, known),
            {one.claim.claim.id: one.role for one in explain(found[fact], date.fromisoformat(known)).claims},
        )
        for fact, known in keys
        if fact in found
    ]


def believed(facts: Mapping[str, FactEvidence], *, sources: Mapping[str, str]) -> list[Properties]:
    """Rows for create_versions: every version of what is believed about `facts`. `sources` are the day and publisher
    of each claim by its id."""
    rows: list[Properties] = []
    for _, found in sorted(facts.items()):
        history = versions(found)
        first = found.claims[0].claim
        rows.extend(
            version_row(version, of=first, first_known=history[0].known_from, sources=sources) for version in history
        )
    return rows


async def beliefs_about(database: Database | Transaction, *, facts: Sequence[str]) -> list[Properties]:
    """Rows for create_versions, worked out from the evidence in the graph; in a thread, since it takes a while."""
    stated, rulings = await reading.evidence_by_fact(database, facts=facts), await reading.rulings(database)
    sources = {row.claim: row.source for row in stated}
    return await asyncio.to_thread(lambda: believed(_evidence(stated, rulings), sources=sources))


async def renew(transaction: Transaction, *, facts: Sequence[str], today: date) -> None:
    """Work out anew what is believed about `facts`, and write it into the timeline and the present graph."""
    await replace_versions(transaction, await beliefs_about(transaction, facts=facts), facts=facts, today=today)


async def replace_versions(
    transaction: Transaction, versions: Sequence[Properties], *, facts: Sequence[str], today: date
) -> None:
    """Make the timeline hold `versions` of `facts` and no others, and the present graph what they say of `today`."""
    await writing.delete_versions(transaction, facts=facts)
    await writing.delete_present(transaction, facts=facts)
    await create_versions(transaction, versions, today=today)


async def create_versions(transaction: Transaction, versions: Sequence[Properties], *, today: date) -> None:
    """Write `versions` of facts that have none, into the timeline and, where they are alive, the present graph."""
    await writing.create_versions(transaction, versions=versions)
    await writing.create_present(transaction, versions=versions, today=today)
