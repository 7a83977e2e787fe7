"""Nvidia's investment in OpenAI through all its reports: worked out by hand from the curated claims."""

from typing import Any

import pytest

from tests.conftest import Ask

UP_TO_100BN = "up to 100,000,000,000 USD"
FIRST_TRANCHE = ("first tranche", "10,000,000,000 USD", "REPORTED")


async def believed(ask: Ask, deal: str, known: str) -> list[Any]:
    """Evidence, stage with its evidence, and the amounts with theirs; empty when nothing is believed."""
    data = await ask(
        f"""{{ investments(investor: "nvidia", deal: "{deal}", asOf: {{known: "{known}"}}, span: ANY_DAY) {{ nodes {{
            evidence stage stageEvidence quantities(kind: AMOUNT) {{ of text evidence }}
        }} }} }}"""
    )
    return [
        (
            node["evidence"],
            (node["stage"], node["stageEvidence"]),
            [(amount["of"], amount["text"], amount["evidence"]) for amount in node["quantities"]],
        )
        for node in data["investments"]["nodes"]
    ]


@pytest.mark.parametrize(
    ("known", "stage", "amounts"),
    [
        ("2025-09-30", ("PLANNED", "CONFIRMED"), [(None, UP_TO_100BN, "CONFIRMED")]),
        ("2025-12-31", ("PLANNED", "CONFIRMED"), [(None, UP_TO_100BN, "CONFIRMED"), FIRST_TRANCHE]),
        ("2026-01-31", ("PLANNED", "CONFIRMED"), [(None, UP_TO_100BN, "CONFIRMED"), FIRST_TRANCHE]),
        ("2026-02-02", ("PAUSED", "REPORTED"), [(None, UP_TO_100BN, "DISPUTED"), FIRST_TRANCHE]),
        ("2026-06-30", ("PAUSED", "REPORTED"), [(None, UP_TO_100BN, "DISPUTED"), FIRST_TRANCHE]),
    ],
)
async def test_the_letter_of_intent(ask: Ask, known: str, stage: tuple[str, str], amounts: list[Any]) -> None:
    assert await believed(ask, "nvidia-openai-2025", known) == [("CONFIRMED", stage, amounts)]


@pytest.mark.parametrize(
    ("known", "answer"),
    [
        ("2026-01-31", []),
        ("2026-02-02", [("STATED", ("PLANNED", "STATED"), [])]),
        ("2026-03-31", [("CONFIRMED", ("AGREED", "STATED"), [(None, "30,000,000,000 USD", "STATED")])]),
    ],
)
async def test_the_round_of_2026(ask: Ask, known: str, answer: list[Any]) -> None:
    assert await believed(ask, "openai-round-2026", known) == answer
