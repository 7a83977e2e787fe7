"""Removed files: their claims are withdrawn by address, and signed for."""

from datetime import date

import pytest

from seed.loading import load
from service.errors import LoadError
from service.graph.database import Database
from tests.graph.signing import DAY, is_settled, signed, withdrawn
from tests.graph.timeline import beliefs_on, evidence_on
from tests.small_folder import SmallFolder, claim

BEFORE = date(2026, 5, 31)
AMD, GROQ = "amd|SUPPLIES|openai", "groq|SUPPLIES|openai"
STEM = "2026-03-01-reuters-chips"
URL = f"https://example.com/{STEM}"


@pytest.fixture
def told(folder: SmallFolder) -> SmallFolder:
    """A folder with one article of two claims."""
    folder.article(STEM, claim("amd", more="stage: planned"), claim("groq"))
    return folder


async def test_the_claims_of_a_removed_file_are_withdrawn_by_its_address(graph: Database, told: SmallFolder) -> None:
    told.article("2026-03-05-mint-amd", claim("amd"), publisher="mint")
    await load(graph, told.read(), today=BEFORE)
    past = await beliefs_on(graph, BEFORE.isoformat())
    told.remove(STEM)
    assert await signed(graph, told, withdraw=(URL,)) == 1

    assert await beliefs_on(graph, BEFORE.isoformat()) == past
    assert await evidence_on(graph, DAY) == {AMD: "REPORTED", GROQ: "RETRACTED"}
    assert len(withdrawn(told)[0]["claims"]) == 2
    await is_settled(graph, told)


async def test_a_reason_alone_does_not_withdraw_a_removed_file_and_nothing_else_is_signed(
    graph: Database, told: SmallFolder
) -> None:
    notes = told.article("2026-03-05-mint-amd", claim("amd"), publisher="mint")
    told.article("2026-03-06-mint-groq", claim("groq"), claim("nvidia"), publisher="mint")
    await load(graph, told.read(), today=BEFORE)
    told.remove(STEM)
    told.remove("2026-03-05-mint-amd")
    told.article("2026-03-06-mint-groq", claim("groq"), publisher="mint")
    with pytest.raises(LoadError, match=f"^{STEM}: this article is in the graph, but its file is gone.* {URL}$"):
        await signed(graph, told, withdraw=(notes,))
    assert withdrawn(told) == []


async def test_two_files_of_one_address_may_go_together(graph: Database, told: SmallFolder) -> None:
    more = "2026-03-01-reuters-more"
    told.article(more, claim("nvidia"))
    told.edit(SmallFolder.name_of(more), more, STEM)
    await load(graph, told.read(), today=BEFORE)
    told.remove(STEM)
    told.remove(more)
    assert await signed(graph, told, withdraw=(URL,)) == 2
    await is_settled(graph, told)


async def test_withdrawing_wants_the_address_of_a_file_that_is_gone(graph: Database, told: SmallFolder) -> None:
    told.article("2026-03-05-mint-amd", claim("amd"), publisher="mint")
    await load(graph, told.read(), today=BEFORE)
    told.remove(STEM)
    for url in (f"{URL}s", "https://example.com/2026-03-05-mint-amd"):
        with pytest.raises(
            LoadError, match="name the address of an article that is in the graph and whose file is gone"
        ):
            await signed(graph, told, withdraw=(url,))
    with pytest.raises(LoadError, match=f"did you mean {URL}"):
        await signed(graph, told, withdraw=(f"{URL}s",))
    assert withdrawn(told) == []


async def test_what_a_removed_retraction_took_back_stands_again(graph: Database, told: SmallFolder) -> None:
    sorry = "2026-03-05-reuters-sorry"
    told.article(sorry, claim("nvidia"), more=f"retracts: {URL}")
    await load(graph, told.read(), today=BEFORE)
    assert (await evidence_on(graph, BEFORE))[AMD] == "RETRACTED"
    told.remove(sorry)
    await signed(graph, told, withdraw=(f"https://example.com/{sorry}",))

    nvidia = "nvidia|SUPPLIES|openai"
    assert await evidence_on(graph, DAY) == {AMD: "REPORTED", GROQ: "REPORTED", nvidia: "RETRACTED"}
    assert withdrawn(told)[0]["retracts"] == URL
    await is_settled(graph, told)


async def test_a_retraction_of_no_claims_may_go_too(graph: Database, told: SmallFolder) -> None:
    sorry = "2026-03-05-reuters-sorry"
    told.article(sorry, more=f"retracts: {URL}")
    await load(graph, told.read(), today=BEFORE)
    told.remove(sorry)
    await signed(graph, told, withdraw=(f"https://example.com/{sorry}",))
    assert await evidence_on(graph, DAY) == {AMD: "REPORTED", GROQ: "REPORTED"}
    await is_settled(graph, told)
