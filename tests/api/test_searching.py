"""Search over names, aliases and tickers."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from seed.loading import load
from service.api.likeness import words_of
from service.api.searching import LONGEST_TEXT, MOST_WORDS, index_query
from service.graph.database import Database, statements_ran
from tests.api.conftest import Refuse
from tests.conftest import Ask
from tests.small_folder import small_folder

PAGE = "totalCount nodes { entity { slug } match matched text } pageInfo { hasNextPage endCursor }"
ASKED = "query ($text: String!, $first: Int! = 100, $after: String, $kinds: [EntityKind!])"


async def page_of(ask: Ask, text: str, **paging: Any) -> dict[str, Any]:
    document = f"{ASKED} {{ search(text: $text, first: $first, after: $after, kinds: $kinds) {{ {PAGE} }} }}"
    return dict((await ask(document, text=text, **paging))["search"])


async def hits(ask: Ask, text: str, *, kinds: list[str] | None = None) -> list[tuple[str, str, str]]:
    """Entity, matched field and its text of each hit."""
    page = await page_of(ask, text, kinds=kinds)
    found = [(hit["entity"]["slug"], hit["matched"], hit["text"]) for hit in page["nodes"]]
    assert page["totalCount"] == len(found)
    return found


async def slugs(ask: Ask, text: str) -> list[str]:
    return [slug for slug, _, _ in await hits(ask, text)]


# What is found


@pytest.mark.parametrize("text", ["Nvidia", "nvidia", "NVIDIA", "ＮＶＩＤＩＡ", "nvid", "nvdia", "nvidai", "Nvídia!"])
async def test_a_name_is_found_whole_begun_and_misspelt(ask: Ask, text: str) -> None:
    assert (await hits(ask, text))[0] == ("nvidia", "NAME", "Nvidia")


@pytest.mark.parametrize("text", ["NVDA", "nvda", "NASDAQ:NVDA", "nasdaq nvda"])
async def test_a_ticker_is_found_with_and_without_its_exchange(ask: Ask, text: str) -> None:
    assert (await hits(ask, text))[0] == ("nvidia", "TICKER", "NASDAQ:NVDA")


async def test_an_alias_is_found_and_named(ask: Ask) -> None:
    assert ("codex", "ALIAS", "OpenAI Codex") in await hits(ask, "openai codex")


async def test_a_name_that_is_also_a_symbol_counts_as_the_name(ask: Ask) -> None:
    assert (await hits(ask, "AMD"))[0] == ("amd", "NAME", "AMD")


async def test_every_word_must_be_found(ask: Ask) -> None:
    found = await slugs(ask, "vera rubin")
    assert found[0] == "vera-rubin"
    assert "rubin" not in found
    assert await hits(ask, "vera openai") == []


async def test_the_words_may_stand_in_several_fields(ask: Ask) -> None:
    assert (await slugs(ask, "nvidia nvda"))[0] == "nvidia"


@pytest.mark.parametrize("text", ["open ai", "Open-AI", "open_ai"])
async def test_words_may_be_written_as_one(ask: Ask, text: str) -> None:
    assert (await slugs(ask, text))[0] == "openai"


@pytest.mark.parametrize("text", ["jalapeno", "Jalapeño", "JALAPEÑO", "jalapen", "jalapeño openai"])
async def test_accents_do_not_count(ask: Ask, text: str) -> None:
    assert (await slugs(ask, text))[0] == "jalapeno"


async def test_a_dot_inside_a_word_separates_nothing(ask: Ask) -> None:
    assert (await slugs(ask, "gpt-5.2"))[0] == "gpt-5-2"
    assert (await slugs(ask, "GPT 5.3"))[0] == "gpt-5-3-codex-spark"


@pytest.mark.parametrize("text", ["the nvidia", "Nvidia of the", "is nvidia", "nvidia, and"])
async def test_words_that_the_index_leaves_out_do_not_count(ask: Ask, text: str) -> None:
    assert "nvidia" in await slugs(ask, text)


async def test_kinds_let_through_only_those(ask: Ask) -> None:
    assert {slug for slug, _, _ in await hits(ask, "openai", kinds=["COMPANY"])} == {"openai"}
    assert await hits(ask, "nvidia", kinds=["PERSON"]) == []
    assert await hits(ask, "nvidia", kinds=[]) == []


async def test_what_is_found_answers_as_of_the_days_asked_for(ask: Ask) -> None:
    days = '{known: "2025-10-31", valid: "2025-11-30"}'
    found = "nodes { entity { suppliers { asOf { known valid } } } }"
    data = await ask(f'{{ search(text: "openai", first: 1, asOf: {days}) {{ {found} }} }}')
    assert data["search"]["nodes"][0]["entity"]["suppliers"]["asOf"] == {"known": "2025-10-31", "valid": "2025-11-30"}


# In which order


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("nvidia blackwell", "SAME"),
        ("Nvidia Black", "BEGINNING"),
        ("blackwell", "SAME"),  # an alias
        ("blackwell nvidia", "WORDS"),
        ("black nvid", "WORD_BEGINNINGS"),
        ("nvidia blckwell", "SIMILAR"),
    ],
)
async def test_a_hit_says_how_it_matches(ask: Ask, text: str, match: str) -> None:
    hit = (await page_of(ask, text))["nodes"][0]
    assert (hit["entity"]["slug"], hit["match"]) == ("blackwell", match)


async def test_the_same_name_comes_first_and_what_is_only_similar_last(ask: Ask) -> None:
    order = ["SAME", "BEGINNING", "WORDS", "WORD_BEGINNINGS", "SIMILAR"]
    for text in ("nvidia", "amazon", "samsung", "micron"):
        found = [hit["match"] for hit in (await page_of(ask, text))["nodes"]]
        assert found == sorted(found, key=order.index)
    assert found[0] == "SAME"
    assert found[-1] == "SIMILAR"


async def test_of_beginnings_the_shorter_name_comes_first(ask: Ask) -> None:
    assert (await slugs(ask, "sam"))[0] == "samsung"  # before Sam Altman
    assert (await slugs(ask, "nvid"))[0] == "nvidia"


# Any text


@pytest.mark.parametrize("text", ["", "   ", "\t\n", "?!", '"', "~", "\\", "🚀", "\u0000", "\u0301", "--", "(){}[]^/"])
async def test_a_text_without_a_word_finds_nothing(ask: Ask, text: str) -> None:
    async with statements_ran() as ran:
        assert await hits(ask, text) == []
    assert ran == []


SIGNS = [
    "+",
    "-",
    "&&",
    "||",
    "!",
    "(",
    ")",
    "{",
    "}",
    "[",
    "]",
    "^",
    '"',
    "~",
    "*",
    "?",
    ":",
    "\\",
    "/",
    "'",
    "<",
    "=",
]


@pytest.mark.parametrize("sign", SIGNS)
async def test_signs_of_the_index_s_syntax_are_no_syntax(ask: Ask, sign: str) -> None:
    for text in (f"nvidia{sign}", f"{sign}nvidia", f"{sign} nvidia {sign}", f"nvidia{sign}2", f"{sign}{sign}nvidia"):
        found = await slugs(ask, text)
        assert found[:1] == ["nvidia"] or "2" in text


@pytest.mark.parametrize("word", ["AND", "OR", "NOT", "TO"])
async def test_words_of_the_index_s_syntax_are_words(ask: Ask, word: str) -> None:
    assert await hits(ask, f"nvidia {word} zzzzzz") == []
    assert "nvidia" not in await slugs(ask, f"{word} zzzzzz")
    await hits(ask, word)
    await hits(ask, f"{word} {word}")


@pytest.mark.parametrize(
    "text", ["name:nvidia", "ticker:nvda", "nv?dia OR amd9", "[nvid TO zzzzzz9]", "nvid*9", "opena*i*9"]
)
async def test_the_index_syntax_asks_for_nothing(ask: Ask, text: str) -> None:
    assert await hits(ask, text) == []


@pytest.mark.parametrize(
    ("text", "many", "what"),
    [
        ("n" * (LONGEST_TEXT + 1), LONGEST_TEXT + 1, "characters"),
        ("nvidia " * 1000, 7000, "characters"),
        ("a " * (MOST_WORDS + 1), MOST_WORDS + 1, "words"),
    ],
)
async def test_a_text_that_is_too_long_is_refused(refuse: Refuse, text: str, many: int, what: str) -> None:
    error = await refuse("query ($text: String!) { search(text: $text) { totalCount } }", text=text)
    assert error["message"] == f"the text has {many} {what}"
    assert error["extensions"] == {
        "code": "BAD_USER_INPUT",
        "argument": "text",
        "value": text[:LONGEST_TEXT],
        "rule": "at most 100 characters, 10 words",
        "example": 'text: "nvidia"',
    }


async def test_the_longest_text_is_answered(ask: Ask) -> None:
    assert await hits(ask, "n" * LONGEST_TEXT) == []
    assert await hits(ask, " ".join(["nvidiaxyz"] * MOST_WORDS)) == []


# Other scripts, and pages


async def test_names_in_other_scripts_are_found(ask: Ask, scratch: Database, tmp_path: Path) -> None:
    folder = small_folder(tmp_path)
    names = {
        "tsmc": ("TSMC", "台積電, 台灣積體電路製造"),
        "samsung": ("Samsung", "삼성전자"),
        "kioxia": ("Kioxia", "キオクシア, きおくしあ"),
        "tata": ("Tata", "टाटा"),
        "yandex": ("Yandex", "Яндекс"),
        "orsted": ("Ørsted", "Straße Łódź"),
        "telefonica": ("Telefónica", "TEF"),
        "character": ("Character.AI", "C.AI"),
        "att": ("AT&T", "American Telephone"),
    }
    lines = "".join(
        f"- {{id: {slug}, name: '{name}', aliases: [{aliases}], kind: cloud}}\n"
        for slug, (name, aliases) in names.items()
    )
    folder.write("entities/companies.yaml", lines + "- {id: openai, name: OpenAI, kind: ai-lab}\n")
    folder.write("entities/chips.yaml", "[]\n")
    folder.write("deals.yaml", "[]\n")
    await load(scratch, folder.read(), today=date(2026, 2, 1))
    for text, expected in {
        "台積電": "tsmc",
        "台積": "tsmc",
        "積體電路": "tsmc",
        "台積電 tsmc": "tsmc",
        "台積電tsmc": "tsmc",
        "삼성": "samsung",
        "キオク": "kioxia",
        "きおくし": "kioxia",
        "टाटा": "tata",
        "टाट": "tata",
        "яндекс": "yandex",
        "orsted": "orsted",
        "Ørsted": "orsted",
        "strasse": "orsted",
        "lodz": "orsted",
        "telefonica": "telefonica",
        "TELEFÓNICA": "telefonica",
        "telefonca": "telefonica",
        "character ai": "character",
        "c.ai": "character",
        "at&t": "att",
        "AT & T": "att",
    }.items():
        assert (await slugs(ask, text))[:1] == [expected], text
    assert await slugs(ask, "路電") == []


async def test_a_search_goes_on_while_names_come_and_go(ask: Ask, scratch: Database, tmp_path: Path) -> None:
    """The index's own score of every name changes with every other name; the order of a page must not."""

    def names(*words: str) -> str:
        return "".join(f"- {{id: {word}, name: {word.title()}, kind: cloud}}\n" for word in words)

    folder = small_folder(tmp_path)
    folder.write("entities/chips.yaml", "[]\n")
    folder.write("deals.yaml", "[]\n")
    folder.write("entities/companies.yaml", names("openai", "corex", "corexa", "corexbb", "corexcc", "corexddd"))
    await load(scratch, folder.read(), today=date(2026, 2, 1))
    first = await page_of(ask, "corex", first=3)
    assert [hit["entity"]["slug"] for hit in first["nodes"]] == ["corex", "corexa", "corexbb"]
    assert first["pageInfo"]["hasNextPage"]

    folder.write(
        "entities/companies.yaml",
        names("openai", "corex", "corexb", "corexcc", "corexddd", "corexeeee", *(f"corexes-{i}" for i in range(9))),
    )
    await load(scratch, folder.read(), today=date(2026, 2, 1))
    then = await page_of(ask, "corex", first=3, after=first["pageInfo"]["endCursor"])
    assert [hit["entity"]["slug"] for hit in then["nodes"]] == ["corexcc", "corexddd", "corexes-0"]
    assert then["totalCount"] == 14


# The parts


def test_words_are_small_plain_and_apart() -> None:
    assert words_of("Nvidia's  GB200-NVL72, AT&T_x") == ["nvidia", "s", "gb200", "nvl72", "at", "t", "x"]
    assert words_of("Łódź ß Ørsted ñ") == ["lodz", "ss", "orsted", "n"]
    assert words_of("ＮＶＩＤＩＡ Ｈ１００") == ["nvidia", "h100"]
    assert words_of("台積電tsmc が") == ["台積電", "tsmc", "が"]


def test_a_query_of_the_index_holds_letters_only() -> None:
    assert index_query(words_of("amd")) == "(amd^4 OR amd*^2 OR /.*[:._'’]amd.*/)"
    assert index_query(words_of("台積")) == '"台積"'
    assert index_query(words_of("the at")) == "theat^4 OR theat*^2"
