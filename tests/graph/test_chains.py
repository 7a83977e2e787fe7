"""Time and denial hold at every hop of a chain, not only at its ends."""

from datetime import date

import pytest

from seed.loading import load
from service.graph import reading
from service.graph.database import Database
from tests.small_folder import SmallFolder, claim

BELIEVED = (1, 2, 3, 4, 5, 6)


async def chains(database: Database, *, known: str, valid: str) -> list[list[str]]:
    """The companies of every chain that ends at OpenAI."""
    found = await reading.supply_chains(
        database, customer="openai", known=known, valid=valid, ranks=BELIEVED, hops=3, limit=100
    )
    return [row.companies for row in found]


async def test_a_chain_whose_middle_does_not_hold_on_the_day_is_not_found(graph: Database, folder: SmallFolder) -> None:
    folder.article(
        "2026-01-10-reuters-chain",
        claim("amd", "groq", more="stage: active, from: 2025"),
        claim("groq", "microsoft", more="stage: active, from: 2025, until: 2026-03-01"),
        claim("microsoft", "openai", more="stage: active, from: 2025"),
    )
    await load(graph, folder.read(), today=date(2026, 3, 31))
    whole = ["amd", "groq", "microsoft", "openai"]
    assert whole in await chains(graph, known="2026-01-10", valid="2026-02-28")
    after = await chains(graph, known="2026-01-10", valid="2026-03-01")
    assert after == [["microsoft", "openai"]]


async def test_a_chain_is_not_found_before_its_middle_is_known(graph: Database, folder: SmallFolder) -> None:
    folder.article("2026-01-10-reuters-ends", claim("amd", "groq"), claim("microsoft", "openai"))
    folder.article("2026-02-10-reuters-middle", claim("groq", "microsoft", more="from: 2025"))
    await load(graph, folder.read(), today=date(2026, 3, 31))
    whole = ["amd", "groq", "microsoft", "openai"]
    assert whole not in await chains(graph, known="2026-02-09", valid="2026-01-10")
    assert whole in await chains(graph, known="2026-02-10", valid="2026-01-10")


@pytest.mark.parametrize("denied", ["amd", "groq", "microsoft"])
async def test_a_denied_edge_never_carries_a_chain(graph: Database, folder: SmallFolder, denied: str) -> None:
    hops = {"amd": "groq", "groq": "microsoft", "microsoft": "openai"}
    folder.article("2026-01-10-chip-notes-chain", *(claim(*hop) for hop in hops.items()), publisher="chip-notes")
    folder.article(
        "2026-01-20-reuters-denial", claim(denied, hops[denied], more=f"denies: relation, said_by: {denied}")
    )
    await load(graph, folder.read(), today=date(2026, 3, 31))
    whole = ["amd", "groq", "microsoft", "openai"]
    assert whole in await chains(graph, known="2026-01-19", valid="2026-01-19")
    hop = [denied, hops[denied]]
    for chain in await chains(graph, known="2026-01-20", valid="2026-01-20"):
        assert hop not in [chain[place : place + 2] for place in range(len(chain))]


async def test_a_chain_does_not_go_through_one_company_twice(graph: Database, folder: SmallFolder) -> None:
    folder.article(
        "2026-01-10-reuters-circle",
        claim("microsoft", "openai"),
        claim("groq", "microsoft"),
        claim("microsoft", "groq"),
    )
    await load(graph, folder.read(), today=date(2026, 3, 31))
    found = await chains(graph, known="2026-01-10", valid="2026-01-10")
    assert sorted(found) == [["groq", "microsoft", "openai"], ["microsoft", "openai"]]
