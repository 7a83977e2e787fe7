"""How a belief came about: its versions, the explanation of one day, and what was learnt between two days."""

from asyncio import gather
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import strawberry

from service.api.asking import known_entity
from service.api.beliefs import Relation
from service.api.claims import Claim
from service.api.context import Info
from service.api.enums import Role
from service.api.pages import Connection, connection, cursor, place_after, rows_wanted
from service.api.scope import AsOfDays, Date, Scope
from service.errors import BadInput, NotFound
from service.graph import believing, reading
from service.graph.rows import BeliefRow, ChangedRow, Properties
from service.model.assessment import Assessed
from service.model.beliefs import RULES
from service.model.changing import Change, causes, changes
from service.model.explaining import Explained, explain
from service.model.resolving import FactEvidence, resolve


@strawberry.type(description="What happened to a claim in the contest about one part of the fact.")
class PartFate:
    part: str = strawberry.field(description="The part, such as `relation`, `stage planned`, `amount`.")
    role: Role = strawberry.field(description="What the claim does for this part.")
    rule: str | None = strawberry.field(description="The rule that set it aside, if one did.")
    set_aside_by: str | None = strawberry.field(description="The claim, article or ruling that set it aside.")


@strawberry.type(description="A claim of a fact, and what became of it.")
class ClaimExplanation:
    claim: Claim = strawberry.field(description="The claim.")
    role: Role = strawberry.field(description="What it does in the belief as a whole.")
    parts: list[PartFate] = strawberry.field(description="What became of it, part by part.")


@strawberry.type(description="Why a fact is believed as it is on a day, worked out anew from every claim about it.")
class Explanation:
    fact: str = strawberry.field(description="The key of the fact.")
    belief: Relation | None = strawberry.field(description="What is believed; null when nothing is yet.")
    claims: list[ClaimExplanation] = strawberry.field(description="Every claim known by that day, deciding ones first.")
    as_of: AsOfDays = strawberry.field(description="The days that the answer is for.")
    rules: str = strawberry.field(description="The version of the rules.")


@strawberry.type(description="One part of a belief, before and after a day.")
class PartChange:
    part: str = strawberry.field(description="The part, such as `evidence`, `stage`, `amount`.")
    before: str | None = strawberry.field(description="What was believed; null for nothing.")
    after: str | None = strawberry.field(description="What is believed since; null for nothing.")
    rule: str = strawberry.field(description="The rule that made the difference.")
    caused_by: list[Claim] = strawberry.field(description="The claims that became known, or were withdrawn, that day.")


@strawberry.type(description="What was learnt about one fact on one day.")
class BeliefChange:
    fact: str = strawberry.field(description="The key of the fact.")
    known_from: Date = strawberry.field(description="The day on which it was learnt.")
    belief: Relation = strawberry.field(description="What is believed since.")
    changes: list[PartChange] = strawberry.field(description="What is different from the day before.")
    loaded_later: bool = strawberry.field(
        description="Whether this database learnt it only after the period: it was published then, but not here yet."
    )


async def history(info: Info, fact: str, *, first: int, after: str | None) -> Connection[Relation]:
    """Every version of one fact, the oldest first, each as of the first day on which it stood."""
    (day,) = place_after(after, default=("",))
    page = await info.context.load(reading.versions_by_fact, fact, after=day, limit=rows_wanted(first, after))
    if page is None or not page.total:
        raise _unknown_fact(fact)

    def version(row: Properties) -> Relation:
        day = row["belief"]["known_from"]
        return Relation(row=row, days=Scope(known=day, valid=day))

    return connection(
        page.beliefs,
        total=page.total,
        first=first,
        after=after,
        node=version,
        place=lambda row: cursor(row["belief"]["known_from"]),
    )


async def explanation(info: Info, fact: str, *, days: Scope) -> Explanation:
    """NotFound when no claim is about the fact."""
    found = await info.context.load(believing.evidence_by_key, fact)
    if found is None:
        raise _unknown_fact(fact)
    explained = explain(found.evidence, date.fromisoformat(days.known))
    row = await info.context.load(reading.belief_by_fact, (fact, days.known))
    claims = await _claims(info, [one.claim.claim.id for one in explained.claims], days=days)
    return Explanation(
        fact=fact,
        belief=_relation(row, days) if row else None,
        claims=[_explained(one, claims) for one in explained.claims],
        as_of=AsOfDays(known=days.known, valid=days.valid),
        rules=RULES,
    )


async def learnt(
    info: Info, *, since: Date, until: Date, about: str | None, first: int, after: str | None
) -> Connection[BeliefChange]:
    """What became known after `since` and by `until`, in the order of the days. BadInput when they are reversed."""
    if since > until:
        raise BadInput(
            f"since is {since}, after until, {until}",
            argument="since",
            value=since,
            rule="since is before until; the day itself is not in the answer",
            example='since: "2026-01-31", until: "2026-02-28"',
        )
    who = [] if about is None else [await known_entity(info.context, argument="about", id_=about)]
    day, fact = place_after(after, default=("", ""))
    found = await reading.changed_versions(
        info.context.database, since=since, until=until, about=who, after_day=day, after_fact=fact,
        limit=rows_wanted(first, after),
    )  # fmt: skip
    page = found[0] if found else ChangedRow(0, [])
    nodes = await gather(*(_change(info, version, until=until) for version in page.versions[:first]))
    by_place = {(node.known_from, node.fact): node for node in nodes}
    return connection(
        page.versions,
        total=page.total,
        first=first,
        after=after,
        node=lambda version: by_place[version["known_from"], version["fact"]],
        place=lambda version: cursor(version["known_from"], version["fact"]),
    )


async def _change(info: Info, version: Properties, *, until: Date) -> BeliefChange:
    fact, known_from = version["fact"], version["known_from"]
    days = Scope(known=known_from, valid=known_from)
    found, row = await gather(
        info.context.load(believing.evidence_by_key, fact),
        info.context.load(reading.belief_by_fact, (fact, known_from)),
    )
    assert found is not None and row is not None  # noqa: S101, PT018 (a version has evidence and a row)
    day = date.fromisoformat(known_from)
    after = resolve(found.evidence, day)
    assert after is not None  # noqa: S101
    moved = causes(found.evidence, day)
    claims = await _claims(info, sorted({one.claim.id for one in moved}), days=days)
    return BeliefChange(
        fact=fact,
        known_from=known_from,
        belief=_relation(row, days),
        changes=[
            _part_change(change, found.evidence, day, claims)
            for change in changes(resolve(found.evidence, day - timedelta(days=1)), after)
        ],
        loaded_later=await _loaded_later(info, moved, day, until=until),
    )


async def _loaded_later(info: Info, moved: Sequence[Assessed], day: date, *, until: Date) -> bool:
    """Whether every article that moved the fact on `day`, by saying or by withdrawing, was recorded after `until`."""
    articles = {one.article for one in moved if one.known_on == day}
    articles.update(one.withdrawn_by for one in moved if one.withdrawn_on == day and one.withdrawn_by)
    rows = await gather(*(info.context.load(reading.articles_by_id, id_) for id_ in sorted(articles)))
    recorded = [row.article["recorded_at"][: len(until)] for row in rows if row]
    return bool(recorded) and min(recorded) > until


def _part_change(change: Change, evidence: FactEvidence, day: date, claims: Mapping[str, Claim]) -> PartChange:
    caused_by = [claims[one.claim.id] for one in causes(evidence, day, part=change.part)]
    return PartChange(part=change.part, before=change.before, after=change.after, rule=change.rule, caused_by=caused_by)


def _explained(one: Explained, claims: Mapping[str, Claim]) -> ClaimExplanation:
    parts = [PartFate(part=fate.part, role=fate.role, rule=fate.rule, set_aside_by=fate.by) for fate in one.fates]
    return ClaimExplanation(claim=claims[one.claim.claim.id], role=one.role, parts=parts)


async def _claims(info: Info, ids: list[str], *, days: Scope) -> dict[str, Claim]:
    rows = await gather(*(info.context.load(reading.claims_by_id, id_) for id_ in ids))
    return {row.key: Claim(row=row.claim, days=days) for row in rows if row}


def _relation(row: BeliefRow, days: Scope) -> Relation:
    return Relation(row=row.as_page_row(), days=days)


def _unknown_fact(fact: str) -> NotFound:
    return NotFound(
        f"there is no fact {fact!r}",
        argument="fact",
        value=fact,
        rule="the key of a fact: subject, relation, object and slot; every belief has it as `fact`",
        example='fact: "nvidia|INVESTS_IN|openai|nvidia-openai-2025"',
    )
