"""Totals of quantities over the facts of one entity."""

from enum import StrEnum

import strawberry

from service.api.asking import belief_question, known_entity
from service.api.beliefs import read_detail
from service.api.context import Info
from service.api.enums import QuantityKind, RelationName, describe
from service.api.pages import LARGEST_PAGE
from service.api.scope import AsOfDays, Scope
from service.errors import BadInput
from service.graph import reading
from service.graph.rows import Properties
from service.model.totals import Addend, MixedQuantities, Total, add
from service.model.vocabulary import EVIDENCE_RANK, Evidence, Stage

COUNTED = tuple(evidence for evidence in Evidence if EVIDENCE_RANK[evidence] < EVIDENCE_RANK[Evidence.DISPUTED])
MOST_FACTS = 5000


class Side(StrEnum):
    SUBJECT = "subject"
    OBJECT = "object"


describe(
    Side,
    "At which end of a relation an entity stands.",
    {"SUBJECT": "It is the one that supplies, invests and so on.", "OBJECT": "It is the other one."},
)


@strawberry.type(description="A sum as bounds; no figure is made up for what has no ceiling.")
class Sum:
    floor: float = strawberry.field(description="The sum of the lower bounds.")
    ceiling: float = strawberry.field(description="The sum of the upper bounds, of those that have one.")
    unbounded: int = strawberry.field(description="How many have no upper bound, and so are not in the ceiling.")
    count: int = strawberry.field(description="How many facts are in it.")


@strawberry.type(description="What the facts of one entity add up to.")
class Totals:
    all: Sum = strawberry.field(description="Every believed fact.")
    firm: Sum = strawberry.field(description="Only facts agreed or beyond, STATED or better.")
    unit: str | None = strawberry.field(description="The unit of both; null when there is nothing to add.")
    basis: str | None = strawberry.field(description="Such as total, per-year.")
    disputed: int = strawberry.field(description="How many facts were left out since the fact or figure is disputed.")
    facts: list[str] = strawberry.field(description="The facts added up.")
    as_of: AsOfDays = strawberry.field(description="The days that the answer is for.")


async def totals(
    info: Info,
    *,
    of: str,
    side: Side,
    relation: RelationName,
    quantity: QuantityKind,
    unit: str | None,
    basis: str | None,
    days: Scope,
) -> Totals:
    """BadInput when units or bases differ, or when there are too many facts to add."""
    slug = await known_entity(info.context, argument="of", id_=of)
    everything = (*COUNTED, Evidence.DISPUTED)
    question = belief_question(days, first=LARGEST_PAGE, after=None, evidence=everything)
    read = reading.beliefs_by_subject if side is Side.SUBJECT else reading.beliefs_by_object
    page = await info.context.load(
        read, slug, question=question.whole(MOST_FACTS), relations=(str(relation),), others=(), deals=()
    )
    if page and page.total > MOST_FACTS:
        raise BadInput(
            f"{of} has {page.total} facts of this relation",
            argument="of",
            value=of,
            rule=f"at most {MOST_FACTS} facts are added up",
            example='of: "openai"',
        )
    found = [addend for row in (page.beliefs if page else []) for addend in _addends(row, quantity)]
    wanted = [addend for addend in found if unit in (None, addend.unit) and basis in (None, addend.basis)]
    counted = [addend for addend in wanted if addend.evidence in COUNTED]
    try:
        whole, firm = add(counted), add(addend for addend in counted if addend.firm)
    except MixedQuantities as mixed:
        raise _refused(mixed, quantity) from None
    return Totals(
        all=_sum(whole),
        firm=_sum(firm),
        unit=counted[0].unit if counted else None,
        basis=counted[0].basis if counted else None,
        disputed=len(wanted) - len(counted),
        facts=[addend.fact for addend in counted],
        as_of=AsOfDays(known=days.known, valid=days.valid),
    )


def _addends(row: Properties, quantity: QuantityKind) -> list[Addend]:
    """The quantity of a belief that is of the whole; one `of` something is a part of another, and adds nothing."""
    version = row["belief"]
    parts = [part for part in read_detail(row)["parts"] if part["name"] == quantity.value and not part["of"]]
    return [
        Addend(
            fact=version["fact"],
            low=part["value"]["low"],
            high=part["value"]["high"],
            unit=part["value"]["unit"],
            basis=part["basis"],
            evidence=_weaker(Evidence(version["evidence"]), Evidence(part["evidence"])),
            stage=Stage(version["stage"]) if version.get("stage") else None,
        )
        for part in parts
        if part["value"] and part["evidence"] != Evidence.DENIED
    ]


def _weaker(one: Evidence, other: Evidence) -> Evidence:
    return max(one, other, key=EVIDENCE_RANK.__getitem__)


def _sum(total: Total) -> Sum:
    return Sum(floor=total.floor, ceiling=total.ceiling, unbounded=total.unbounded, count=total.count)


def _refused(mixed: MixedQuantities, quantity: QuantityKind) -> BadInput:
    unit, basis = mixed.kinds[0]
    return BadInput(
        f"these facts give {mixed}, which do not add up",
        argument="quantity",
        value=quantity.name,
        rule="a total has one unit and one basis; name which",
        example=f'unit: "{unit}", basis: "{basis}"',
    )
