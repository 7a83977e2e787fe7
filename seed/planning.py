"""What a load would change in the beliefs of today, and in those of the past. Nothing is written here."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from seed.batches import batches
from seed.comparing import Comparison, compare
from seed.facts import Sorted, parts
from seed.loading import taken_back, withdrawals
from seed.reading import Curated
from seed.signing import as_if_signed
from service.graph import believing, schema
from service.graph.database import Database
from service.model.beliefs import Belief
from service.model.changing import Change, changes
from service.model.explaining import explain
from service.model.resolving import FactEvidence, fact_evidence, resolve, versions
from service.model.vocabulary import Role

FACTS_AT_ONCE = 500
_DECIDE = (Role.WINS, Role.DENIES, Role.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Effect:
    """One belief of today before and after. `because` are the claims that make the difference, in words."""

    fact: str
    before: Belief | None
    after: Belief | None
    changes: tuple[Change, ...]
    because: tuple[str, ...]


@dataclass(slots=True)
class Plan:
    """`past` counts the facts that are believed today as before and were believed otherwise on some past day."""

    comparison: Comparison
    signing: bool
    effects: list[Effect] = field(default_factory=list)
    past: int = 0


async def plan(database: Database, curated: Curated, *, today: date) -> Plan:
    """Compare the beliefs that the graph holds with those that it would hold after a load.

    ForeignDatabase when the graph is not ours. What is lost and unsigned counts as withdrawn today.
    """
    await schema.see_current(database)
    comparison = await compare(database, curated)
    wanted = as_if_signed(curated, comparison, today=today)
    found = Plan(comparison, signing=wanted is not curated)
    signed = await compare(database, wanted) if found.signing else comparison
    touched = None if comparison.renew_all or comparison.first else await _touched(database, wanted, signed)
    for part in parts(wanted, withdrawals(wanted), only=touched):
        for facts in batches(part.items(), size=FACTS_AT_ONCE):
            await _plan_facts(database, wanted, dict(facts), today=today, into=found)
    found.effects.sort(key=lambda effect: effect.fact)
    return found


async def _touched(database: Database, curated: Curated, comparison: Comparison) -> set[str]:
    """The facts that a new, changed or withdrawn claim is about."""
    articles = [curated.articles.read(entry) for entry in comparison.new]
    articles += [changed.article for changed in comparison.changed]
    facts = {claim.fact for article in articles for claim in article.claims}
    facts.update(claim.claim.fact for claim in await taken_back(database, curated, comparison))
    return facts


async def _plan_facts(
    database: Database, curated: Curated, facts: Mapping[str, Sequence[Sorted]], *, today: date, into: Plan
) -> None:
    stored = await believing.evidence(database, facts=list(facts))
    for fact, said in facts.items():
        before = stored.get(fact)
        after = fact_evidence([one.assessed for one in said], rulings=curated.rulings)
        believed = resolve(before, today) if before else None
        effect = _effect(fact, believed, before, after, {one.assessed.claim.id: one.source for one in said}, today)
        if effect.changes or (effect.before is None) != (effect.after is None):
            into.effects.append(effect)
        elif before and versions(before) != versions(after):
            into.past += 1


def _effect(
    fact: str,
    believed: Belief | None,
    before: FactEvidence | None,
    after: FactEvidence,
    sources: Mapping[str, str],
    today: date,
) -> Effect:
    now = resolve(after, today)
    changed = changes(believed, now) if now else ()
    moved = _moved(before, after)
    return Effect(fact, believed, now, changed, tuple(_because(after, moved, sources, today)) if changed else ())


def _moved(before: FactEvidence | None, after: FactEvidence) -> set[str]:
    """The ids of claims that are new, or are withdrawn since."""
    known = {claim.claim.id: claim.withdrawn_on for claim in before.claims} if before else {}
    return {
        claim.claim.id
        for claim in after.claims
        if claim.claim.id not in known or known[claim.claim.id] != claim.withdrawn_on
    }


def _because(evidence: FactEvidence, moved: Collection[str], sources: Mapping[str, str], today: date) -> Iterator[str]:
    explained = [one for one in explain(evidence, today).claims if one.claim.claim.id in moved]
    deciding = [one for one in explained if one.role in _DECIDE] or explained
    for one in deciding:
        claim = one.claim.claim
        yield f"{one.role}: {sources[claim.id]}: {claim.summary}"
