"""From curated files to the graph: claims written once, and with them the beliefs about every fact they touch."""

from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from seed.reading import Curated
from seed.referencing import Changes, reference_changes, write_references
from service import __version__
from service.errors import LoadError
from service.graph import believing, encoding, reading, schema, writing
from service.graph.database import Database, Transaction
from service.graph.encoding import Properties
from service.model.assessment import Assessed, assess
from service.model.beliefs import RULES
from service.model.claims import Article
from service.model.withdrawing import Withdrawals, find_withdrawals

CLAIMS_AT_ONCE = 500  # claims in one transaction, about; an article is never split
FACTS_AT_ONCE = 500
MUCH = 100  # claims; after fewer, plans made before still fit, and what they might scan is small


@dataclass(frozen=True, slots=True)
class Summary:
    """What a load did; `references` counts entities, deals, publishers, origins and rulings together."""

    articles_added: int
    articles_unchanged: int
    claims_added: int
    claims_unchanged: int
    references: Changes
    facts_renewed: int
    revision: int


@dataclass(slots=True)
class _Load:
    """One run. `revision` is that of the last transaction."""

    database: Database
    curated: Curated
    withdrawals: Withdrawals
    today: date
    revision: int
    renewed: set[str] = field(default_factory=set)

    def assessed(self, article: Article) -> list[Assessed]:
        claims = (assess(claim, article=article, directory=self.curated.directory) for claim in article.claims)
        return [self.withdrawals.apply(claim, url=article.url) for claim in claims]

    async def write(self, work: Callable[[Transaction, int], Awaitable[None]], **more: object) -> None:
        """Run `work` in one transaction, as the next revision, whose number it is given."""
        properties = {
            "purpose": schema.PURPOSE,
            "schema": schema.SCHEMA,
            "software": __version__,
            "loaded_at": _now(),
            **more,
        }

        async def whole(transaction: Transaction) -> int:
            await writing.advance_revision(transaction, properties=properties)
            revision: int = (await reading.graph_state(transaction))["revision"]
            await work(transaction, revision)
            return revision

        self.revision = await self.database.write(whole)

    async def renew(self, transaction: Transaction, facts: Iterable[str]) -> None:
        touched = sorted(set(facts))
        await believing.renew(transaction, facts=touched, today=self.today)
        self.renewed.update(touched)


async def load(
    database: Database, curated: Curated, *, today: date, progress: Callable[[int], None] = lambda _: None
) -> Summary:
    """Bring the graph to hold `curated`; `progress` is told how many articles each transaction wrote.

    LoadError, before anything is written, when an article that is in the graph has changed or is gone.
    """
    await schema.prepare(database)
    stored = {row.id: row.digest for row in await reading.stored_articles(database)}
    _refuse_changed(curated.articles, stored)
    state = await reading.graph_state(database)
    changes = await reference_changes(database, curated)
    found = find_withdrawals(curated.articles, directory=curated.directory, listed=curated.withdrawals)
    run = _Load(database, curated, found, today, state.get("revision", 0))
    other_rules = state.get("rules") != RULES
    renew_all = bool(stored) and (changes.matter or other_rules or state.get("renew_all", False))
    if changes or renew_all:
        await run.write(lambda transaction, _: write_references(transaction, changes), renew_all=renew_all)
    new = [article for article in curated.articles if article.id not in stored]
    withdrawn = await _withdrawn_since(run, stored=stored.keys())
    for batch in _batches(new):
        await _write_articles(run, batch, withdrawn=withdrawn)
        progress(len(batch))
    await _reassess(run, [claim for claim in withdrawn if claim.withdrawn_by not in {article.id for article in new}])
    if renew_all:
        await _renew_all(run)
    if other_rules or renew_all:
        await run.write(_nothing, rules=RULES, renew_all=False)
    if state.get("present_on") != today.isoformat():
        await refresh(database, today=today)
    claims = sum(len(article.claims) for article in new)
    if claims >= MUCH or renew_all:
        await schema.replan(database)
    return Summary(
        articles_added=len(new),
        articles_unchanged=len(curated.articles) - len(new),
        claims_added=claims,
        claims_unchanged=sum(len(article.claims) for article in curated.articles) - claims,
        references=changes,
        facts_renewed=len(run.renewed),
        revision=run.revision,
    )


async def refresh(database: Database, *, today: date) -> None:
    """Move the present graph to `today`; the timeline graph knows every day and stays as it is."""
    await schema.prepare(database)

    async def work(transaction: Transaction) -> None:
        await writing.delete_all_present(transaction)
        for facts in await _all_facts(transaction):
            await writing.create_present(transaction, facts=facts, today=today)
        await writing.describe_graph(transaction, properties={"present_on": today.isoformat()})

    await database.write(work)


async def rebuild(database: Database, *, today: date) -> int:
    """Drop the timeline and present graphs and make both anew from the evidence; the number of facts."""
    await schema.prepare(database)

    async def work(transaction: Transaction) -> int:
        terms = {"rules": RULES, "renew_all": False, "present_on": today.isoformat()}
        await writing.advance_revision(transaction, properties=terms)
        batches = await _all_facts(transaction)
        await writing.delete_all_present(transaction)
        await writing.delete_all_versions(transaction)
        for facts in batches:
            await believing.renew(transaction, facts=facts, today=today)
        return sum(map(len, batches))

    facts = await database.write(work)
    await schema.replan(database)
    return facts


async def _write_articles(run: _Load, batch: list[Article], *, withdrawn: Sequence[Assessed]) -> None:
    """Write `batch` with its beliefs, and what it takes back of articles that were written before."""
    assessed = {article.id: run.assessed(article) for article in batch}
    taken = [claim for claim in withdrawn if claim.withdrawn_by in assessed]
    rows = [
        encoding.claim_row(claim, place=place) for claims in assessed.values() for place, claim in enumerate(claims)
    ]
    touched = [row["fact"] for row in rows] + [claim.claim.fact for claim in taken]

    async def work(transaction: Transaction, revision: int) -> None:
        articles = [{"publisher": a.publisher, "properties": encoding.article_properties(a)} for a in batch]
        recorded_at = _now()
        await writing.create_articles(transaction, articles=articles, recorded_at=recorded_at, revision=revision)
        await writing.create_claims(transaction, claims=rows, recorded_at=recorded_at, revision=revision)
        await writing.assess_claims(transaction, claims=_assessments(taken))
        await run.renew(transaction, touched)

    await run.write(work)


async def _reassess(run: _Load, claims: Sequence[Assessed]) -> None:
    """Write the assessments of claims that are in the graph already, with the beliefs that they change."""

    async def work(transaction: Transaction, _: int) -> None:
        await writing.assess_claims(transaction, claims=_assessments(claims))
        await run.renew(transaction, (claim.claim.fact for claim in claims))

    if claims:
        await run.write(work)


async def _renew_all(run: _Load) -> None:
    """Assess every claim against the reference data as it is now, and renew every belief, article by article."""
    for batch in _batches(run.curated.articles):
        claims = [claim for article in batch for claim in run.assessed(article)]

        async def work(transaction: Transaction, claims: list[Assessed] = claims) -> None:
            await writing.assess_claims(transaction, claims=_assessments(claims))

        await run.database.write(work)
    for facts in await _all_facts(run.database):

        async def renew(transaction: Transaction, _: int, facts: list[str] = facts) -> None:
            await run.renew(transaction, facts)

        await run.write(renew)


async def _withdrawn_since(run: _Load, *, stored: Set[str]) -> list[Assessed]:
    """The claims in the graph that are withdrawn by now and were not when they were written, or the other way round."""
    known = {row.id: (row.withdrawn_on, row.withdrawn_by) for row in await reading.stored_withdrawals(run.database)}
    assessed = (claim for article in run.curated.articles if article.id in stored for claim in run.assessed(article))
    return [claim for claim in assessed if _withdrawal(claim) != known.get(claim.claim.id, (None, None))]


def _withdrawal(claim: Assessed) -> tuple[str | None, str | None]:
    return claim.withdrawn_on.isoformat() if claim.withdrawn_on else None, claim.withdrawn_by


def _assessments(claims: Iterable[Assessed]) -> list[Properties]:
    return [{"id": claim.claim.id, "assessment": encoding.assessment_properties(claim)} for claim in claims]


async def _all_facts(database: Database | Transaction) -> list[list[str]]:
    """The keys of all facts, in batches."""
    batches: list[list[str]] = []
    after = ""
    while found := await reading.fact_keys(database, after=after, limit=FACTS_AT_ONCE):
        batches.append([row.fact for row in found])
        after = batches[-1][-1]
    return batches


def _batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    batch: list[Article] = []
    claims = 0
    for article in articles:
        batch.append(article)
        claims += len(article.claims)
        if claims >= CLAIMS_AT_ONCE:
            yield batch
            batch, claims = [], 0
    if batch:
        yield batch


def _refuse_changed(articles: Iterable[Article], stored: Mapping[str, str]) -> None:
    digests = {article.id: encoding.article_digest(article) for article in articles}
    changed = sorted(id_ for id_ in stored.keys() & digests.keys() if stored[id_] != digests[id_])
    gone = sorted(stored.keys() - digests.keys())
    if changed or gone:
        lines = [f"{id_}: this article is in the graph with other content; restore the file" for id_ in changed]
        lines += [f"{id_}: this article is in the graph but its file is gone; restore the file" for id_ in gone]
        rule = (
            "nothing was loaded. What was published stays: add an article that corrects or retracts it. Other files "
            "belong into another database: empty this one with kg db reset, or name another KG_HOME or NEO4J_DATABASE"
        )
        raise LoadError("\n".join([*lines, rule]))


async def _nothing(_: Transaction, __: int) -> None:
    return None


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
