"""Search over names, aliases and tickers."""

import pytest

from tests.conftest import Ask


async def hits(ask: Ask, text: str, arguments: str = "") -> list[tuple[str, str, str]]:
    """Entity, matched field and its text of each hit."""
    data = await ask(
        f"query ($text: String!) {{ search(text: $text{arguments}) {{"
        " totalCount nodes { entity { slug } matched text } } }",
        text=text,
    )
    found = [(hit["entity"]["slug"], hit["matched"], hit["text"]) for hit in data["search"]["nodes"]]
    assert data["search"]["totalCount"] == len(found)
    return found


@pytest.mark.parametrize("text", ["Nvidia", "nvidia", "NVIDIA", "nvid", "nvdia", "nvidai"])
async def test_a_name_is_found_whole_begun_and_misspelt(ask: Ask, text: str) -> None:
    assert (await hits(ask, text))[0] == ("nvidia", "NAME", "Nvidia")


@pytest.mark.parametrize("text", ["NVDA", "nvda", "NASDAQ:NVDA"])
async def test_a_ticker_is_found_with_and_without_its_exchange(ask: Ask, text: str) -> None:
    assert (await hits(ask, text))[0] == ("nvidia", "TICKER", "NASDAQ:NVDA")


async def test_an_alias_is_found_and_named(ask: Ask) -> None:
    assert ("codex", "ALIAS", "OpenAI Codex") in await hits(ask, "openai codex")


async def test_a_name_that_is_also_a_symbol_counts_as_the_name(ask: Ask) -> None:
    assert (await hits(ask, "AMD"))[0] == ("amd", "NAME", "AMD")


async def test_every_word_must_be_found(ask: Ask) -> None:
    assert [slug for slug, _, _ in await hits(ask, "vera rubin")] == ["vera-rubin"]
    assert await hits(ask, "vera openai") == []


async def test_kinds_let_through_only_those(ask: Ask) -> None:
    assert {slug for slug, _, _ in await hits(ask, "openai", ", kinds: [COMPANY]")} == {"openai"}
    assert await hits(ask, "nvidia", ", kinds: [PERSON]") == []


@pytest.mark.parametrize("text", ["", "   ", "?!", "* OR *", '"', "name:(", "a AND (b", "~", "\\"])
async def test_the_index_syntax_is_no_syntax_of_ours(ask: Ask, text: str) -> None:
    assert [slug for slug, _, _ in await hits(ask, text) if slug == "nvidia"] == []
