"""Signing for what files make no more: withdrawals.yaml, the graph after it, and what was believed before."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from seed.loading import load
from service.errors import CuratedFilesError, LoadError
from service.graph.database import Database
from service.model.claims import claim_id
from tests.graph.dump import ask, dump
from tests.graph.signing import is_settled, signed, withdrawn
from tests.graph.timeline import beliefs_on, evidence_on, known_of
from tests.small_folder import SmallFolder, claim

BEFORE, DAY, LATER = date(2026, 5, 31), date(2026, 6, 30), date(2026, 7, 15)
AMD, GROQ = "amd|SUPPLIES|openai", "groq|SUPPLIES|openai"
STEM = "2026-03-01-reuters-chips"
URL = f"https://example.com/{STEM}"
NAME = SmallFolder.name_of(STEM)


@pytest.fixture
def told(folder: SmallFolder) -> SmallFolder:
    """A folder with one article of two claims."""
    folder.article(
        STEM, claim("amd", more="stage: planned, quote: 'as ''good'''"), claim("groq"), more="title: 'Yes: no'"
    )
    return folder


def rename(folder: SmallFolder, stem: str) -> None:
    text = (folder.path / NAME).read_text("utf-8")
    folder.remove(STEM)
    folder.write(SmallFolder.name_of(stem), text)


# What is signed for


CHANGES: list[Any] = [
    pytest.param(lambda f: f.edit(NAME, "stage: planned", "stage: active"), ["amd"], id="a changed claim"),
    pytest.param(lambda f: f.edit(NAME, "  - {subject: groq", "#"), ["groq"], id="a removed claim"),
    pytest.param(lambda f: f.edit(NAME, "example.com/", "example.org/"), ["amd", "groq"], id="a changed address"),
]


@pytest.mark.parametrize(("change", "lost"), CHANGES)
async def test_a_claim_that_is_lost_is_withdrawn_from_today_on(
    graph: Database, told: SmallFolder, change: Callable[[SmallFolder], None], lost: list[str]
) -> None:
    await load(graph, told.read(), today=BEFORE)
    past = await beliefs_on(graph, BEFORE.isoformat())
    change(told)
    with pytest.raises(LoadError, match=f"{STEM}: the file no longer makes {len(lost)} of its claims"):
        await load(graph, told.read(), today=DAY)
    assert await signed(graph, told) == 1

    (entry,) = withdrawn(told)
    assert [one["claim"]["subject"] for one in entry["claims"]] == lost
    rows = await ask(graph, "MATCH (c:Claim)-[about:ABOUT]->() RETURN c.id AS id, about.withdrawn_on AS day, about")
    assert {row["id"] for row in rows if row["day"] == DAY.isoformat()} == {one["id"] for one in entry["claims"]}
    if len(lost) < 2:  # a claim under another address is another claim, from the same day
        unchanged = {fact: belief for fact, belief in past.items() if fact.split("|")[0] not in lost}
        assert unchanged.items() <= (await beliefs_on(graph, BEFORE.isoformat())).items()
    await is_settled(graph, told)


async def test_an_entry_holds_the_article_as_it_was_and_the_whole_claim(graph: Database, told: SmallFolder) -> None:
    await load(graph, told.read(), today=BEFORE)
    told.edit(NAME, "stage: planned", "stage: active")
    told.edit(NAME, "title: 'Yes: no'", "title: Another")
    await signed(graph, told)

    keys = {"subject": "amd", "relation": "SUPPLIES", "object": "openai", "summary": "Made up", "stage": "planned"}
    keys["quote"] = "as 'good'"
    assert withdrawn(told) == [
        {
            "article": STEM,
            "url": URL,
            "publisher": "reuters",
            "published": "2026-03-01",
            "kind": "news",
            "title": "Yes: no",
            "withdrawn_on": DAY.isoformat(),
            "by": "Ada Editor",
            "reason": "the page was misread",
            "claims": [{"id": claim_id(URL, keys), "claim": keys}],
        }
    ]


async def test_a_belief_of_a_past_day_is_as_it_was_and_ends_on_the_day_of_signing(
    graph: Database, told: SmallFolder
) -> None:
    await load(graph, told.read(), today=BEFORE)
    past = await beliefs_on(graph, BEFORE.isoformat())
    told.edit(NAME, "  - {subject: groq", "#")
    await signed(graph, told)

    assert await beliefs_on(graph, BEFORE.isoformat()) == past
    assert await known_of(graph, GROQ) == [("2026-03-01", "REPORTED"), (DAY.isoformat(), "RETRACTED")]
    assert await evidence_on(graph, DAY) == {AMD: "REPORTED", GROQ: "RETRACTED"}


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda f: f.edit(NAME, "summary: Made up", "summary: Anew"), id="other wording"),
        pytest.param(lambda f: f.edit(NAME, "title: 'Yes: no'", "title: A"), id="another title"),
        pytest.param(lambda f: f.edit(NAME, "claims:\n", f"claims:\n  - {claim('nvidia')}\n"), id="a further claim"),
        pytest.param(lambda f: rename(f, f"{STEM}-anew"), id="another name of the file"),
    ],
)
async def test_where_nothing_is_lost_nothing_is_signed(
    graph: Database, told: SmallFolder, change: Callable[[SmallFolder], None]
) -> None:
    await load(graph, told.read(), today=BEFORE)
    change(told)
    assert await signed(graph, told) == 0
    assert not (told.path / "withdrawals.yaml").exists()
    await is_settled(graph, told)


@pytest.mark.parametrize(
    ("new", "stem"),
    [
        ({"kind": "analysis"}, STEM),
        ({"publisher": "mint"}, "2026-03-01-mint-chips"),
        ({"published": "2026-03-09"}, "2026-03-09-reuters-chips"),
        ({"kind": "filing", "origin": "reuters-2026-01-30-chips"}, STEM),
    ],
)
async def test_another_head_is_signed_for_with_the_head_as_it_was(
    graph: Database, told: SmallFolder, new: dict[str, str], stem: str
) -> None:
    await load(graph, told.read(), today=BEFORE)
    text = (told.path / NAME).read_text("utf-8")
    lines = [line for line in text.splitlines() if line.partition(":")[0] not in new]
    told.remove(STEM)
    told.write(
        SmallFolder.name_of(stem), "\n".join([*(f"{key}: {value}" for key, value in new.items()), *lines]) + "\n"
    )
    with pytest.raises(LoadError, match=f"{stem}: .*{next(iter(new))} was "):
        await load(graph, told.read(), today=DAY)
    assert await signed(graph, told) == 1

    (entry,) = withdrawn(told)
    assert (entry["article"], entry["claims"]) == (STEM, [])
    assert (entry["publisher"], entry["published"], entry["kind"]) == ("reuters", "2026-03-01", "news")
    await is_settled(graph, told)


# Later


async def test_a_claim_that_comes_back_is_a_clear_error(graph: Database, told: SmallFolder) -> None:
    await load(graph, told.read(), today=BEFORE)
    told.edit(NAME, "stage: planned", "stage: active")
    await signed(graph, told)
    told.edit(NAME, "stage: active", "stage: planned")
    with pytest.raises(CuratedFilesError) as refused:
        told.read()
    (problem,) = refused.value.problems
    assert problem.where == "claims[0]"
    assert problem.message.startswith("Ada Editor withdrew this claim on 2026-06-30; if it stands after all, delete it")


async def test_a_claim_whose_withdrawal_is_deleted_stands_again(graph: Database, told: SmallFolder) -> None:
    await load(graph, told.read(), today=BEFORE)
    original = await dump(graph)
    told.edit(NAME, "  - {subject: groq", "#")
    await signed(graph, told, day=BEFORE)
    told.edit(NAME, "#", "  - {subject: groq")
    (told.path / "withdrawals.yaml").unlink()
    await load(graph, told.read(), today=BEFORE)
    assert await dump(graph) == original


async def test_what_is_signed_on_two_days_stands_in_two_entries(graph: Database, told: SmallFolder) -> None:
    await load(graph, told.read(), today=BEFORE)
    told.edit(NAME, "stage: planned", "stage: active")
    await signed(graph, told, day=DAY)
    told.edit(NAME, "  - {subject: groq", "#")
    told.edit(NAME, "stage: active", "stage: agreed")
    await signed(graph, told, day=LATER)

    assert [entry["withdrawn_on"] for entry in withdrawn(told)] == [DAY.isoformat(), LATER.isoformat()]
    assert [len(entry["claims"]) for entry in withdrawn(told)] == [1, 2]
    assert await known_of(graph, GROQ) == [("2026-03-01", "REPORTED"), (LATER.isoformat(), "RETRACTED")]
    await is_settled(graph, told)


async def test_a_file_may_go_after_some_of_its_claims_went(graph: Database, told: SmallFolder) -> None:
    await load(graph, told.read(), today=BEFORE)
    told.edit(NAME, "  - {subject: groq", "#")
    await signed(graph, told, day=DAY)
    told.remove(STEM)
    await signed(graph, told, day=LATER, withdraw=(URL,))

    assert await known_of(graph, GROQ) == [("2026-03-01", "REPORTED"), (DAY.isoformat(), "RETRACTED")]
    assert await known_of(graph, AMD) == [("2026-03-01", "REPORTED"), (LATER.isoformat(), "RETRACTED")]
    await is_settled(graph, told)


async def test_a_file_that_loses_a_claim_may_get_another_name_at_once_or_later(
    graph: Database, told: SmallFolder
) -> None:
    await load(graph, told.read(), today=BEFORE)
    told.edit(NAME, "  - {subject: groq", "#")
    rename(told, f"{STEM}-anew")
    await signed(graph, told)
    assert await ask(graph, "MATCH (a:Article) RETURN a.id AS id") == [{"id": f"{STEM}-anew"}]
    told.write(NAME, (told.path / SmallFolder.name_of(f"{STEM}-anew")).read_text("utf-8"))
    told.remove(f"{STEM}-anew")
    await load(graph, told.read(), today=DAY)
    assert await ask(graph, "MATCH (a:Article) RETURN a.id AS id") == [{"id": STEM}]
    await is_settled(graph, told)


async def test_a_day_that_is_corrected_in_the_list_counts(graph: Database, told: SmallFolder) -> None:
    await load(graph, told.read(), today=BEFORE)
    told.edit(NAME, "  - {subject: groq", "#")
    await signed(graph, told)
    told.edit("withdrawals.yaml", "2026-06-30", "2026-06-01")
    await load(graph, told.read(), today=DAY)
    assert await known_of(graph, GROQ) == [("2026-03-01", "REPORTED"), ("2026-06-01", "RETRACTED")]
    await is_settled(graph, told)
