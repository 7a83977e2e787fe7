"""What is different between two beliefs about one fact, and which claims made it so."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from service.model.assessment import Assessed
from service.model.beliefs import Belief, evidence_of
from service.model.contests import Saying
from service.model.dates import Period
from service.model.quantities import Quantity
from service.model.resolving import FactEvidence
from service.model.votes import Value, said


@dataclass(frozen=True, slots=True)
class Change:
    """One part before and after, in words; None for nothing. `rule` is what decides it now."""

    part: str
    before: str | None
    after: str | None
    rule: str


def changes(before: Belief | None, after: Belief) -> tuple[Change, ...]:
    """The parts in which two beliefs about one fact differ, the relation first."""
    earlier = dict(_in_words(before)) if before else {}
    later = dict(_in_words(after))
    parts = [*later, *(part for part in earlier if part not in later)]
    return tuple(
        Change(part, earlier.get(part), later.get(part), after.rule if part == "evidence" else _rule(part))
        for part in parts
        if earlier.get(part) != later.get(part)
    )


def causes(evidence: FactEvidence, day: date, *, part: str | None = None) -> tuple[Assessed, ...]:
    """The claims that became known or were withdrawn on `day`: those that speak about `part`, if there are any."""
    moved = [claim for claim in evidence.claims if day in (claim.known_on, claim.withdrawn_on)]
    about = [claim for claim in moved if part and any(_named(key.name, part) for key, _ in said(claim.claim))]
    return tuple(about or moved)


def _named(name: str, part: str) -> bool:
    return part.split(" ")[0] == ("evidence" if name == "relation" else name)


def _in_words(belief: Belief) -> Iterator[tuple[str, str]]:
    yield "evidence", str(belief.evidence)
    if belief.stage and belief.stage.stage and belief.stage.saying:
        yield "stage", f"{belief.stage.stage} ({evidence_of(belief.stage.saying)})"
    for part in belief.parts:
        yield part.part.label, _saying(part.outcome.best)
    if belief.conflict:
        yield "conflict", ", ".join(belief.conflict)
    if belief.last_affirmed:
        yield "last affirmed", belief.last_affirmed.isoformat()


def _saying(saying: Saying) -> str:
    evidence = str(evidence_of(saying))
    return evidence if saying.value is True else f"{value_in_words(saying.value)} ({evidence})"


def value_in_words(value: Value | None) -> str:
    """Such as `up to 100,000,000,000 USD`, `through 2026`, `whatever is stated` for a denial without a value."""
    if value is None:
        return "whatever is stated"
    if isinstance(value, Quantity | Period):
        return value.text
    if isinstance(value, tuple):
        return f"{value[0].replace('_', ' ')} {value[1].text}"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _rule(part: str) -> str:
    return "R8" if part == "stage" else "R5, R7"
