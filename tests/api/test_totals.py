"""`totals`: floors and ceilings, and never a sum that nobody could stand for."""

from tests.api.conftest import Refuse
from tests.conftest import Ask

LETTER = "nvidia|INVESTS_IN|openai|nvidia-openai-2025"
ROUND = "nvidia|INVESTS_IN|openai|openai-round-2026"
SUMS = "all { floor ceiling unbounded count } firm { floor ceiling unbounded count } unit basis disputed facts"


def nvidia_invests(known: str) -> str:
    return f'{{ totals(of: "nvidia", relation: INVESTS_IN, side: SUBJECT, asOf: {{known: "{known}"}}) {{ {SUMS} }} }}'


async def test_a_disputed_figure_is_in_no_sum(ask: Ask) -> None:
    before = (await ask(nvidia_invests("2025-09-30")))["totals"]
    assert LETTER in before["facts"]
    assert before["all"]["ceiling"] >= 100e9
    assert before["firm"]["ceiling"] < 100e9
    after = (await ask(nvidia_invests("2026-02-02")))["totals"]
    assert LETTER not in after["facts"]
    assert after["disputed"] == 1
    assert after["all"]["ceiling"] < 100e9


async def test_a_first_tranche_is_not_added_to_its_whole(ask: Ask) -> None:
    data = await ask(nvidia_invests("2025-12-31"))
    assert data["totals"]["facts"].count(LETTER) == 1


async def test_what_is_agreed_and_stated_is_firm(ask: Ask) -> None:
    data = await ask(nvidia_invests("2026-03-31"))
    assert ROUND in data["totals"]["facts"]
    assert data["totals"]["firm"]["floor"] >= 30e9
    assert (data["totals"]["unit"], data["totals"]["basis"]) == ("USD", "total")


async def test_mixed_units_are_refused_with_what_was_found_until_one_is_named(ask: Ask, refuse: Refuse) -> None:
    question = 'totals(of: "openai", relation: SUPPLIES, quantity: CAPACITY, asOf: {known: "2026-06-30"}'
    error = await refuse(f"{{ {question}) {{ {SUMS} }} }}")
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert "GW (total)" in error["message"]
    assert "MW (total)" in error["message"]
    assert error["extensions"]["example"] == 'unit: "GW", basis: "total"'
    data = await ask(f'{{ {question}, unit: "MW") {{ {SUMS} }} }}')
    assert data["totals"]["unit"] == "MW"


async def test_nothing_to_add_is_zero_without_a_unit(ask: Ask) -> None:
    data = await ask(f'{{ totals(of: "groq", relation: LENDS_TO) {{ {SUMS} }} }}')
    assert data["totals"]["all"] == {"floor": 0, "ceiling": 0, "unbounded": 0, "count": 0}
    assert data["totals"]["unit"] is None


async def test_an_unknown_entity_is_refused(refuse: Refuse) -> None:
    error = await refuse(f'{{ totals(of: "opneai", relation: INVESTS_IN) {{ {SUMS} }} }}')
    assert error["extensions"]["code"] == "NOT_FOUND"
