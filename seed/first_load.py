"""The first load into an empty database: every fact is written once and whole, with all its claims and beliefs.

Claims come by article and beliefs go by fact, so the claims are first sorted into parts by their facts. Nothing has to
be looked for that was just written, and nothing is written twice. Until the end the graph is marked as unfinished; a
load that finds it so, and nobody at work, begins anew.
"""

import asyncio
import gc
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from seed.batches import ahead, batches, in_thread, uncollected
from seed.facts import Sorted, parts
from seed.reading import Curated
from seed.referencing import Changes, Step, reference_steps
from seed.renewing import delete_all
from seed.writer import Writer, nothing, now
from service.errors import LoadError
from service.graph import believing, encoding, reading, schema, writing
from service.graph.database import Transaction
from service.graph.encoding import Properties
from service.model.beliefs import RULES
from service.model.claims import Article
from service.model.resolving import fact_evidence
from service.model.withdrawing import Withdrawals

CLAIMS_AT_ONCE = 2_000
ARTICLES_AT_ONCE = 2_000
STILL = 5.0  # seconds without a new revision after which nobody is at work on an unfinished load


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows for one transaction, and what it adds to the count of claims."""

    facts: list[Properties]
    versions: list[Properties]
    claims: int


async def first_load(
    writer: Writer,
    curated: Curated,
    withdrawals: Withdrawals,
    *,
    references: Changes,
    today: date,
    progress: Callable[[int], None],
) -> int:
    """Write everything; the number of facts."""
    await writer.write(nothing, unfinished=True)
    for step in reference_steps(references):
        await writer.write(partial(_write_step, step=step))
    for articles in batches(curated.articles, size=ARTICLES_AT_ONCE):
        await writer.write(partial(_write_articles, articles=articles))
    total = 0
    with uncollected():
        async for batch in ahead(in_thread(_made(curated, withdrawals))):
            await writer.write(partial(_write_facts, batch=batch, today=today))
            progress(batch.claims)
            total += len(batch.facts)
    await schema.prepare(writer.database)
    ready = {"rules": RULES, "renew_all": False, "present_on": today.isoformat()}
    await writer.write(nothing, unfinished=None, **ready)
    return total


async def clear_unfinished(writer: Writer) -> None:
    """Remove what a first load left that was broken off. LoadError when it is still at work."""
    await asyncio.sleep(STILL)
    state = await reading.graph_state(writer.database)
    if state.get("revision") != writer.revision:
        raise LoadError(f"another load is at work ({state.get('loader')}); wait until it is done")
    await delete_all(writer, writing.delete_some_nodes)


async def _write_step(transaction: Transaction, _: int, *, step: Step) -> None:
    await step(transaction)


async def _write_articles(transaction: Transaction, revision: int, *, articles: list[Article]) -> None:
    rows = [encoding.article_row(article) for article in articles]
    await writing.create_articles(transaction, articles=rows, recorded_at=now(), revision=revision)


async def _write_facts(transaction: Transaction, revision: int, *, batch: Batch, today: date) -> None:
    await writing.create_facts(transaction, facts=batch.facts, recorded_at=now(), revision=revision)
    await believing.create_versions(transaction, batch.versions, today=today)


def _made(curated: Curated, withdrawals: Withdrawals) -> Iterator[Batch]:
    for part in parts(curated, withdrawals):
        for facts in batches(part.items(), size=CLAIMS_AT_ONCE, weight=lambda fact: len(fact[1])):
            yield _batch(dict(facts), curated)
        gc.collect()  # what a transaction leaves behind in cycles, a part at a time


def _batch(facts: Mapping[str, list[Sorted]], curated: Curated) -> Batch:
    evidence = {
        key: fact_evidence([one.assessed for one in said], rulings=curated.rulings) for key, said in facts.items()
    }
    sources = {one.assessed.claim.id: one.source for said in facts.values() for one in said}
    rows = [_fact_row(said) for said in facts.values()]
    return Batch(rows, believing.believed(evidence, sources=sources), len(sources))


def _fact_row(said: list[Sorted]) -> Properties:
    claims = [encoding.claim_row(one.assessed, place=one.place) for one in said]
    return {"properties": encoding.fact_properties(said[0].assessed.claim), "claims": claims}
