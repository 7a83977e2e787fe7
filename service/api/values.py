"""The parts of a belief: quantities, dates, verdicts, set elements and stages, each with a grade of its own."""

from typing import Any

import strawberry

from service.api.enums import Evidence, QuantityKind, Stage
from service.graph.rows import Properties


@strawberry.type(description="One value of a part, with a grade of its own.")
class SaidValue:
    text: str = strawberry.field(description="The value in words.")
    evidence: Evidence = strawberry.field(description="How well this value is known.")
    contested: bool = strawberry.field(description="Affirmed, though somebody denies it.")
    claim: str = strawberry.field(description="The claim that gives it, or, of a denied value, denies it.")
    denied_by: str | None = strawberry.field(description="The best claim that denies it.")


@strawberry.type(description="A quantity as an interval that keeps its wording: `up to` is never the figure itself.")
class Quantity(SaidValue):
    kind: QuantityKind = strawberry.field(description="What it measures.")
    low: float | None = strawberry.field(description="Lower bound, inside.")
    high: float | None = strawberry.field(description="Upper bound, inside; null without one.")
    unit: str = strawberry.field(description="Such as USD, GW, chips.")
    basis: str = strawberry.field(description="Such as total, per-year.")
    of: str | None = strawberry.field(description="Of what, such as a first tranche.")
    others: list[SaidValue] = strawberry.field(description="Other values that were said, best first.")


@strawberry.type(description="A part of a fact other than its quantities.")
class Part(SaidValue):
    name: str = strawberry.field(description="Such as `from`, `verdict`, `workloads inference`.")
    others: list[SaidValue] = strawberry.field(description="Other values that were said, best first.")


@strawberry.type(description="A stage that somebody states and that does not count.")
class StageSetAside(SaidValue):
    stage: Stage = strawberry.field(description="The stage stated.")
    rule: str = strawberry.field(description="The rule that set it aside.")


def quantity(part: Properties) -> Quantity:
    value = part["value"] or {}
    return Quantity(
        **_said(part),
        kind=QuantityKind(part["name"]),
        low=value.get("low"),
        high=value.get("high"),
        unit=value.get("unit", ""),
        basis=part["basis"],
        of=part["of"] or None,
        others=[SaidValue(**_said(other)) for other in part["others"]],
    )


def part(properties: Properties) -> Part:
    others = [SaidValue(**_said(other)) for other in properties["others"]]
    return Part(**_said(properties), name=properties["part"], others=others)


def stage_set_aside(aside: Properties) -> StageSetAside:
    return StageSetAside(**{**_said(aside), "text": aside["stage"]}, stage=Stage(aside["stage"]), rule=aside["rule"])


def _said(properties: Properties) -> dict[str, Any]:
    return {
        "text": _text(properties["value"]),
        "evidence": Evidence(properties["evidence"]),
        "contested": properties["contested"],
        "claim": properties["claim"],
        "denied_by": properties["denied_by"],
    }


def _text(value: object) -> str:
    """A stored value in words, such as `through 2026` or `up to 100,000,000,000 USD`."""
    if isinstance(value, dict):
        return f"{value.get('key', '').replace('_', ' ')} {value['text']}".strip()
    if value is None:
        return "whatever is stated"
    return str(value).lower() if isinstance(value, bool) else str(value)
