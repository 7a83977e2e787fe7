"""Beliefs in the graph: read the evidence of facts, resolve it, and write every version."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from service.graph import reading, writing
from service.graph.database import Database, Transaction
from service.graph.encoding import Properties, read_assessed, read_ruling, version_row
from service.graph.rows import EvidenceRow
from service.model.explaining import explain
from service.model.resolving import FactEvidence, fact_evidence, versions
from service.model.vocabulary import Role


async def evidence(database: Database | Transaction, *, facts: Sequence[str]) -> dict[str, FactEvidence]:
    """The evidence of each of `facts` that has any."""
    return await _evidence(database, await reading.evidence_by_fact(database, facts=facts))


async def _evidence(database: Database | Transaction, found: Sequence[EvidenceRow]) -> dict[str, FactEvidence]:
    claims = defaultdict(list)
    for row in found:
        assessed = read_assessed(article=row.article, url=row.url, content=row.content, assessment=row.assessment)
        claims[row.fact].append(assessed)
    rulings = tuple(read_ruling(row.ruling) for row in await reading.rulings(database))
    return {fact: fact_evidence(of_fact, rulings=rulings) for fact, of_fact in claims.items()}


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


async def renew(transaction: Transaction, *, facts: Sequence[str], today: date) -> None:
    """Work out anew what is believed about `facts`, and write it into the timeline and the present graph."""
    stated = await reading.evidence_by_fact(transaction, facts=facts)
    sources = {row.claim: row.source for row in stated}
    rows: list[Properties] = []
    for _, found in sorted((await _evidence(transaction, stated)).items()):
        history = versions(found)
        first = found.claims[0].claim
        rows.extend(
            version_row(version, of=first, first_known=history[0].known_from, sources=sources) for version in history
        )
    await writing.delete_versions(transaction, facts=facts)
    await writing.create_versions(transaction, versions=rows)
    await show_present(transaction, facts=facts, today=today)


async def show_present(transaction: Transaction, *, facts: Sequence[str], today: date) -> None:
    """Make the present graph show `facts` as the timeline graph has them today."""
    await writing.delete_present(transaction, facts=facts)
    await writing.create_present(transaction, facts=facts, today=today)
