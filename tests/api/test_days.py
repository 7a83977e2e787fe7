"""`asOf`: which days an answer is for, where they come from, and which it refuses."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.api.conftest import Refuse
from tests.conftest import Ask

TODAY = datetime.now(UTC).date()
LETTER = "nvidia|INVESTS_IN|openai|nvidia-openai-2025"


async def test_two_aliases_compare_two_days_in_one_document(ask: Ask) -> None:
    amounts = "nodes { fact quantities(kind: AMOUNT) { text evidence } }"
    data = await ask(
        f"""{{
            before: investments(deal: "nvidia-openai-2025", asOf: {{known: "2025-10-31"}}) {{ {amounts} }}
            after: investments(deal: "nvidia-openai-2025", asOf: {{known: "2026-02-02"}}) {{ {amounts} }}
        }}"""
    )
    before, after = (page["nodes"][0]["quantities"] for page in (data["before"], data["after"]))
    assert before == [{"text": "up to 100,000,000,000 USD", "evidence": "CONFIRMED"}]
    assert {"text": "up to 100,000,000,000 USD", "evidence": "DISPUTED"} in after


async def test_what_is_published_on_a_day_is_known_by_its_end(ask: Ask) -> None:
    talks = 'suppliers(of: "openai", stage: [EXPLORING], workload: INFERENCE'
    data = await ask(
        f"""{{
            eve: {talks}, asOf: {{known: "2026-02-01", valid: "2026-02-02"}}) {{ totalCount }}
            day: {talks}, asOf: {{known: "2026-02-02"}}) {{ totalCount }}
        }}"""
    )
    assert data == {"eve": {"totalCount": 0}, "day": {"totalCount": 3}}


async def test_valid_defaults_to_known_and_known_to_today(ask: Ask) -> None:
    days = "{ asOf { known valid } }"
    data = await ask(
        f"""{{
            both: suppliers(of: "openai", asOf: {{known: "2026-02-02", valid: "2027-01-01"}}) {days}
            known: suppliers(of: "openai", asOf: {{known: "2026-02-02"}}) {days}
            valid: suppliers(of: "openai", asOf: {{valid: "2027-01-01"}}) {days}
            neither: suppliers(of: "openai") {days}
        }}"""
    )
    assert {name: tuple(page["asOf"].values()) for name, page in data.items()} == {
        "both": ("2026-02-02", "2027-01-01"),
        "known": ("2026-02-02", "2026-02-02"),
        "valid": (TODAY.isoformat(), "2027-01-01"),
        "neither": (TODAY.isoformat(), TODAY.isoformat()),
    }


@pytest.mark.parametrize("day", ["2025-10-31", "2026-02-02"])
async def test_everything_below_a_field_is_for_its_days(ask: Ask, day: str) -> None:
    days = "asOf { known valid }"
    data = await ask(
        f"""{{
            company(id: "openai", asOf: {{known: "{day}"}}) {{
                suppliers(first: 1) {{ {days} nodes {{ company {{ customers {{ {days} }} }} }} }}
                investors(first: 1) {{ nodes {{ investor {{ investments {{ {days} }} }} }} }}
                deals(first: 1) {{ nodes {{ legs {{ {days} nodes {{ object {{ suppliers {{ {days} }} }} }} }} }} }}
            }}
            deal(id: "nvidia-openai-2025", asOf: {{known: "{day}"}}) {{
                parties {{ entity {{ suppliers {{ {days} }} }} }}
            }}
            chip(id: "tpu", asOf: {{known: "{day}"}}) {{ designer {{ partOf {{ customers {{ {days} }} }} }} }}
            node(id: "Company:openai", asOf: {{known: "{day}"}}) {{ ... on Company {{ suppliers {{ {days} }} }} }}
        }}"""
    )
    found = list(days_in(data))
    assert len(found) >= 8
    assert {tuple(days.values()) for days in found} == {(day, day)}


def days_in(answer: object) -> list[dict[str, str]]:
    """Every `asOf` anywhere in an answer."""
    if isinstance(answer, list):
        return [days for one in answer for days in days_in(one)]
    if not isinstance(answer, dict):
        return []
    own = [answer["asOf"]] if "asOf" in answer else []
    return own + [days for one in answer.values() for days in days_in(one)]


async def test_a_field_may_leave_the_days_of_the_field_above(ask: Ask) -> None:
    data = await ask(
        """{ company(id: "openai", asOf: {known: "2026-02-02"}) {
            suppliers(asOf: {known: "2025-10-31"}) { asOf { known } nodes { object { suppliers { asOf { known } } } } }
        } }"""
    )
    assert {days["known"] for days in days_in(data)} == {"2025-10-31"}


async def test_claims_under_a_belief_are_those_known_on_its_day(ask: Ask) -> None:
    claims = "nodes { claims(first: 100) { totalCount nodes { knownOn } } }"
    data = await ask(
        f"""{{
            before: investments(deal: "nvidia-openai-2025", asOf: {{known: "2025-11-19"}}) {{ {claims} }}
            after: investments(deal: "nvidia-openai-2025", asOf: {{known: "2026-02-02"}}) {{ {claims} }}
        }}"""
    )
    before, after = (page["nodes"][0]["claims"] for page in (data["before"], data["after"]))
    assert max(claim["knownOn"] for claim in before["nodes"]) == "2025-11-19"
    assert max(claim["knownOn"] for claim in after["nodes"]) == "2026-02-02"
    assert before["totalCount"] == len(before["nodes"]) < after["totalCount"] == len(after["nodes"])


async def test_known_in_the_future_is_refused(ask: Ask, refuse: Refuse) -> None:
    tomorrow = (TODAY + timedelta(days=1)).isoformat()
    document = 'query ($day: Date) { suppliers(of: "openai", asOf: {known: $day}) { totalCount } }'

    assert (await refuse(document, day=tomorrow))["extensions"] == {
        "code": "BAD_USER_INPUT",
        "argument": "asOf.known",
        "value": tomorrow,
        "rule": "today (UTC) or a day before",
        "example": TODAY.isoformat(),
    }
    assert await ask(document, day=TODAY.isoformat())


async def test_valid_in_the_future_is_answered(ask: Ask) -> None:
    data = await ask('{ suppliers(of: "openai", asOf: {known: "2026-02-02", valid: "2027-01-01"}) { totalCount } }')
    assert data["suppliers"]["totalCount"] > 0


@pytest.mark.parametrize("day", ["2026-02-30", "2026-13-01", "2026-02", "2026", "mid 2026", "yesterday", ""])
async def test_what_is_no_day_is_refused_in_the_document_and_in_variables(refuse: Refuse, day: str) -> None:
    written = await refuse(f'{{ suppliers(of: "openai", asOf: {{valid: "{day}"}}) {{ totalCount }} }}')
    given = await refuse('query ($day: Date) { suppliers(of: "openai", asOf: {valid: $day}) { totalCount } }', day=day)
    for error in (written, given):
        assert f"{day!r} is not a day" in error["message"]
        assert error["extensions"] == {
            "code": "BAD_USER_INPUT",
            "argument": "date",
            "value": day,
            "rule": "a day of the calendar",
            "example": "2026-02-02",
        }
