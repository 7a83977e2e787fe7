"""From curated files to the graph: claims written once, and with them the beliefs about every fact they touch."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from seed.batches import batches
from seed.comparing import Changed, Comparison, compare
from seed.first_load import clear_unfinished, first_load
from seed.migrating import migrate
from seed.reading import Curated
from seed.referencing import Changes, write_references
from seed.renewing import FACTS_AT_ONCE, all_facts, refresh
from seed.writer import Writer, nothing, now, writer
from service.errors import LoadError
from service.graph import believing, encoding, reading, schema, writing
from service.graph.database import Database, Transaction
from service.graph.encoding import Properties
from service.model.assessment import Assessed, assess
from service.model.beliefs import RULES
from service.model.claims import Article
from service.model.withdrawing import Withdrawals, find_withdrawals

CLAIMS_AT_ONCE = 500  # claims in one transaction, about; an article is never split
MUCH = 100  # claims; after fewer, plans made before still fit, and what they might scan is small
BY_CURATORS = "withdrawals.yaml"


@dataclass(frozen=True, slots=True)
class Summary:
    """What a load did; `references` counts entities, deals, publishers, origins and rulings together."""

    articles_added: int
    articles_changed: int
    articles_unchanged: int
    claims_added: int
    claims_unchanged: int
    references: Changes
    facts_renewed: int
    revision: int


async def load(
    database: Database, curated: Curated, *, today: date, progress: Callable[[int], None] = lambda _: None
) -> Summary:
    """Bring the graph to hold `curated`; `progress` is told how many claims each transaction wrote.

    LoadError, before anything is written, when an article that is in the graph is gone from the files or has lost
    claims and nobody has signed for it (seed.signing), and later when another load writes at the same time.
    """
    await schema.prepare_to_load(database)
    writes = await writer(database)
    if (await reading.graph_state(database)).get("unfinished"):
        await clear_unfinished(writes)
    await migrate(writes)
    comparison = await compare(database, curated)
    refuse_losses(comparison, curated)
    found = withdrawals(curated)
    if comparison.first and (comparison.new or not await schema.is_ready(database)):
        facts = await first_load(
            writes,
            curated,
            found,
            references=comparison.references,
            today=today,
            progress=progress,
        )
    else:
        facts = await _Load(writes, curated, found, comparison, today, progress).run()
    added = sum(entry.claims for entry in comparison.new) + sum(len(changed.added) for changed in comparison.changed)
    if added >= MUCH or comparison.renew_all:
        await schema.replan(database)
    return Summary(
        articles_added=len(comparison.new),
        articles_changed=len(comparison.changed),
        articles_unchanged=comparison.unchanged,
        claims_added=added,
        claims_unchanged=curated.articles.claims - added,
        references=comparison.references,
        facts_renewed=facts,
        revision=writes.revision,
    )


def withdrawals(curated: Curated) -> Withdrawals:
    """What is taken back: for that only articles that take back, and those that they name, need be read."""
    concerned = {article.id: article for article in curated.articles.withdrawing}
    for article in curated.articles.withdrawing:
        for url in filter(None, (article.corrects, article.retracts)):
            concerned.update((target.id, target) for target in curated.articles.of_url(url))
    return find_withdrawals(concerned.values(), directory=curated.directory, listed=curated.withdrawals)


def assessed_claims(article: Article, curated: Curated, found: Withdrawals) -> list[Assessed]:
    claims = (assess(claim, article=article, directory=curated.directory) for claim in article.claims)
    return [found.apply(claim, url=article.url) for claim in claims]


async def taken_back(database: Database, curated: Curated, comparison: Comparison) -> list[Assessed]:
    """Claims in the graph that are withdrawn by now and were not when they were written, or the other way round.

    Only what takes back, or is taken back, can change that; the articles are read again only then.
    """
    found = withdrawals(curated)
    known = {row.id: (row.withdrawn_on, row.withdrawn_by) for row in await reading.stored_withdrawals(database)}
    by_curators = {id_: on for id_, (on, by) in known.items() if by == BY_CURATORS}
    listed = {id_: min(takings).on.isoformat() for id_, takings in found.of_claim.items()}
    fresh = [curated.articles.read(entry) for entry in comparison.new]
    fresh += [changed.article for changed in comparison.changed]
    concerned = any(_concerns_others(article, found) for article in fresh)
    if by_curators == listed and not concerned and not any(c.stored.takes_back for c in comparison.changed):
        return []
    new = {entry.id for entry in comparison.new}
    old = (claim for a in curated.articles if a.id not in new for claim in assessed_claims(a, curated, found))
    return [claim for claim in old if _withdrawal(claim) != known.get(claim.claim.id, (None, None))]


def _concerns_others(article: Article, found: Withdrawals) -> bool:
    return bool(article.corrects or article.retracts) or article.url in found.of_url


@dataclass(slots=True)
class _Load:
    """A load into a graph that holds articles already: each transaction leaves every belief worked out."""

    writer: Writer
    curated: Curated
    withdrawals: Withdrawals
    comparison: Comparison
    today: date
    progress: Callable[[int], None]
    renewed: set[str] = field(default_factory=set)

    async def run(self) -> int:
        """The number of facts whose beliefs were worked out anew."""
        comparison, database = self.comparison, self.writer.database
        if comparison.references or comparison.renew_all:
            changes = comparison.references
            await self.writer.write(
                lambda transaction, _: write_references(transaction, changes), renew_all=comparison.renew_all
            )
        taken = await taken_back(database, self.curated, comparison)
        for article in comparison.changed:
            await self._change(article)
        for entries in batches(comparison.new, size=CLAIMS_AT_ONCE, weight=lambda entry: entry.claims):
            await self._write_articles([self.curated.articles.read(entry) for entry in entries], withdrawn=taken)
            self.progress(sum(entry.claims for entry in entries))
        new = {entry.id for entry in comparison.new}
        await self._reassess([claim for claim in taken if claim.withdrawn_by not in new])
        if comparison.renew_all:
            await self._renew_all()
        if comparison.other_rules or comparison.renew_all:
            await self.writer.write(nothing, rules=RULES, renew_all=False)
        if comparison.state.get("present_on") != self.today.isoformat():
            await refresh(database, today=self.today)
        return len(self.renewed)

    def assessed(self, article: Article) -> list[Assessed]:
        return assessed_claims(article, self.curated, self.withdrawals)

    async def renew(self, transaction: Transaction, facts: Iterable[str]) -> None:
        touched = sorted(set(facts))
        await believing.renew(transaction, facts=touched, today=self.today)
        self.renewed.update(touched)

    async def _write_articles(self, batch: list[Article], *, withdrawn: Sequence[Assessed]) -> None:
        """Write `batch` with its beliefs, and what it takes back of articles that were written before."""
        assessed = {article.id: self.assessed(article) for article in batch}
        taken = [claim for claim in withdrawn if claim.withdrawn_by in assessed]
        rows = [
            encoding.claim_row(claim, place=place) for claims in assessed.values() for place, claim in enumerate(claims)
        ]
        touched = [row["fact"] for row in rows] + [claim.claim.fact for claim in taken]

        async def work(transaction: Transaction, revision: int) -> None:
            at = now()
            articles = [encoding.article_row(article) for article in batch]
            await writing.create_articles(transaction, articles=articles, recorded_at=at, revision=revision)
            await writing.create_claims(transaction, claims=rows, recorded_at=at, revision=revision)
            await writing.assess_claims(transaction, claims=_assessments(taken))
            await self.renew(transaction, touched)

        await self.writer.write(work)

    async def _change(self, changed: Changed) -> None:
        """Bring an article to what its file says now; its withdrawn claims stay."""
        claims = self.assessed(changed.article)
        added = set(changed.added)
        new = [encoding.claim_row(claim, place=p) for p, claim in enumerate(claims) if claim.claim.id in added]
        kept = [_kept_row(claim, place=place) for place, claim in enumerate(claims) if claim.claim.id not in added]
        head = encoding.article_row(changed.article) | {"stored": changed.stored.id}

        async def work(transaction: Transaction, revision: int) -> None:
            await writing.change_articles(transaction, articles=[head])
            await writing.change_claims(transaction, claims=kept)
            await writing.create_claims(transaction, claims=new, recorded_at=now(), revision=revision)
            await self.renew(transaction, (claim.claim.fact for claim in claims))

        await self.writer.write(work)
        self.progress(len(new))

    async def _reassess(self, claims: Sequence[Assessed]) -> None:
        """Write the assessments of claims that are in the graph already, with the beliefs that they change."""

        async def work(transaction: Transaction, _: int) -> None:
            await writing.assess_claims(transaction, claims=_assessments(claims))
            await self.renew(transaction, (claim.claim.fact for claim in claims))

        if claims:
            await self.writer.write(work)

    async def _renew_all(self) -> None:
        """Assess every claim against the reference data as it is now, and renew every belief."""
        for batch in batches(self.curated.articles, size=CLAIMS_AT_ONCE, weight=lambda article: len(article.claims)):
            claims = [claim for article in batch for claim in self.assessed(article)]

            async def work(transaction: Transaction, _: int, claims: list[Assessed] = claims) -> None:
                await writing.assess_claims(transaction, claims=_assessments(claims))

            await self.writer.write(work)
        async for facts in all_facts(self.writer.database, size=FACTS_AT_ONCE):

            async def renew(transaction: Transaction, _: int, facts: list[str] = facts) -> None:
                await self.renew(transaction, facts)

            await self.writer.write(renew)


def _kept_row(claim: Assessed, *, place: int) -> Properties:
    properties = encoding.claim_properties(claim.claim, place=place)
    return {"properties": properties, "assessment": encoding.assessment_properties(claim)}


def _withdrawal(claim: Assessed) -> tuple[str | None, str | None]:
    return claim.withdrawn_on.isoformat() if claim.withdrawn_on else None, claim.withdrawn_by


def _assessments(claims: Iterable[Assessed]) -> list[Properties]:
    return [{"id": claim.claim.id, "assessment": encoding.assessment_properties(claim)} for claim in claims]


def refuse_losses(comparison: Comparison, curated: Curated) -> None:
    """LoadError when loading would lose history that nobody has signed for."""
    lines = [f"{changed.article.id}: {loss_in_words(changed)}" for changed in comparison.unrecorded(curated)]
    lines += [f"{gone.id}: this article is in the graph, but its file is gone" for gone in comparison.gone]
    if lines:
        rule = (
            "nothing was loaded. What was published stays: restore the file, add an article that corrects or retracts "
            "it, or sign for the change: python -m seed load --reason 'the page was misread' (for a file that is gone "
            "also --withdraw URL). Other files belong into another database: empty this one with kg db reset, or name "
            "another KG_HOME or NEO4J_DATABASE"
        )
        raise LoadError("\n".join([*lines, rule]))


def loss_in_words(changed: Changed) -> str:
    parts = [f"the file no longer makes {len(changed.lost)} of its claims"] if changed.lost else []
    before = changed.stored.head
    parts += [f"{key} was {before.get(key, 'not given')}" for key in changed.head]
    return "; ".join(parts)
