"""Changed files: other wording and further claims are written; what would lose history is refused."""

from datetime import date

import pytest

from seed.loading import load
from service.errors import LoadError
from service.graph import reading
from service.graph.database import Database
from tests.conftest import wipe
from tests.graph.dump import ask, dump
from tests.graph.timeline import known_of
from tests.small_folder import SmallFolder, claim

DAY = date(2026, 6, 30)
FIRST, SECOND, THIRD = "2026-03-01-reuters-amd", "2026-03-02-reuters-groq", "2026-03-03-reuters-nvidia"


@pytest.mark.parametrize(
    ("old", "new", "statement", "found"),
    [
        ("summary: Made up", "summary: Made up anew", "MATCH (c:Claim) RETURN c.summary AS found", "Made up anew"),
        ("stage: planned", "stage: planned, quote: as", "MATCH (c:Claim) RETURN c.quote AS found", "as"),
        ("stage: planned", "stage: planned, where: p. 4", "MATCH (c:Claim) RETURN c.where AS found", "p. 4"),
        ("kind: news", "kind: news\ntitle: Chips", "MATCH (a:Article) RETURN a.title AS found", "Chips"),
    ],
)
async def test_other_wording_is_written_and_changes_no_belief(
    graph: Database, folder: SmallFolder, old: str, new: str, statement: str, found: str
) -> None:
    folder.article(FIRST, claim("amd", more="stage: planned"))
    await load(graph, folder.read(), today=DAY)
    before = await versions(graph)
    folder.edit(folder.name_of(FIRST), old, new)
    summary = await load(graph, folder.read(), today=DAY)

    assert (summary.articles_changed, summary.articles_added, summary.claims_added) == (1, 0, 0)
    assert await ask(graph, statement) == [{"found": found}]
    assert await versions(graph) == before
    await same_as_loaded_anew(graph, folder)


async def test_wording_that_is_gone_is_gone_from_the_graph(graph: Database, folder: SmallFolder) -> None:
    folder.article(FIRST, claim("amd", more="quote: as good"), more="title: Chips")
    await load(graph, folder.read(), today=DAY)
    folder.article(FIRST, claim("amd"))
    await load(graph, folder.read(), today=DAY)
    await same_as_loaded_anew(graph, folder)


async def test_claims_in_another_order_are_other_wording(graph: Database, folder: SmallFolder) -> None:
    folder.article(FIRST, claim("amd"), claim("groq"))
    await load(graph, folder.read(), today=DAY)
    folder.article(FIRST, claim("groq"), claim("amd"))
    assert (await load(graph, folder.read(), today=DAY)).articles_changed == 1
    await same_as_loaded_anew(graph, folder)


async def test_a_claim_that_an_article_makes_besides_is_added(graph: Database, folder: SmallFolder) -> None:
    folder.article(FIRST, claim("amd"))
    await load(graph, folder.read(), today=DAY)
    (written,) = await ask(graph, "MATCH (c:Claim) RETURN c.recorded_at AS at, c.revision AS revision, c.id AS id")
    folder.article(FIRST, claim("groq"), claim("amd"))
    summary = await load(graph, folder.read(), today=DAY)

    assert (summary.articles_changed, summary.claims_added, summary.claims_unchanged) == (1, 1, 1)
    assert await known_of(graph, "groq|SUPPLIES|openai") == [("2026-03-01", "REPORTED")]
    claims = "MATCH (c:Claim) RETURN c.recorded_at AS at, c.revision AS revision, c.id AS id"
    assert written in await ask(graph, claims)
    await same_as_loaded_anew(graph, folder)


async def versions(database: Database) -> list[str]:
    """The beliefs of every day, as lines."""
    return [line for line in await dump(database) if '"from_labels": ["Timeline"]' in line]


async def same_as_loaded_anew(database: Database, folder: SmallFolder) -> None:
    found = await dump(database)
    await wipe(database)
    await load(database, folder.read(), today=DAY)
    assert found == await dump(database)


MORE = "origin: reuters-2026-01-30-chips"


@pytest.mark.parametrize(
    ("old", "new", "loss"),
    [
        ("stage: planned", "stage: active", "the file no longer makes 1 of its claims"),
        ("  - {subject: groq", "#", "the file no longer makes 1 of its claims"),
        ("https://example.com/2026", "https://example.org/2026", "no longer makes 2 of its claims; url was https://e"),
        ("kind: news", "kind: analysis", "kind was news"),
        (MORE, "", "origin was reuters-2026-01-30-chips"),
        (MORE, f"{MORE}\ncorrects: https://example.com/{SECOND}", "corrects was not given"),
        (MORE, f"{MORE}\nretracts: https://example.com/{SECOND}", "retracts was not given"),
        ("kind: news\norigin: reuters-2026-01-30-chips", "kind: filing", "kind was news; origin was reuters-2026-01"),
    ],
)
async def test_what_loses_history_is_refused_with_the_loss_in_words_and_nothing_is_written(
    graph: Database, folder: SmallFolder, old: str, new: str, loss: str
) -> None:
    folder.article(FIRST, claim("amd", more="stage: planned"), claim("groq"), more=MORE)
    folder.article(SECOND, claim("nvidia"))
    await load(graph, folder.read(), today=DAY)
    before, state = await dump(graph), await reading.graph_state(graph)

    folder.edit(folder.name_of(FIRST), old, new)
    folder.article(THIRD, claim("groq"))
    folder.edit("entities/companies.yaml", "name: Groq", "name: Groq Inc")
    with pytest.raises(LoadError) as refused:
        await load(graph, folder.read(), today=DAY)
    first, _ = str(refused.value).splitlines()
    assert first.startswith(f"{FIRST}: ")
    assert loss in first
    assert (await dump(graph), await reading.graph_state(graph)) == (before, state)


@pytest.mark.parametrize(
    ("old", "new", "stem", "loss"),
    [
        ("published: 2026-03-01", "published: 2026-03-02", "2026-03-02-reuters-amd", "published was 2026-03-01"),
        ("publisher: reuters", "publisher: mint", "2026-03-01-mint-amd", "publisher was reuters"),
    ],
)
async def test_a_head_that_gives_the_file_another_name_is_refused(
    graph: Database, folder: SmallFolder, old: str, new: str, stem: str, loss: str
) -> None:
    folder.article(FIRST, claim("amd"))
    await load(graph, folder.read(), today=DAY)
    before = await dump(graph)
    text = (folder.path / folder.name_of(FIRST)).read_text("utf-8")
    folder.remove(FIRST)
    folder.write(folder.name_of(stem), text.replace(old, new))
    with pytest.raises(LoadError, match=f"{stem}: {loss}"):
        await load(graph, folder.read(), today=DAY)
    assert await dump(graph) == before


async def test_a_file_with_another_name_is_the_article_of_its_address(graph: Database, folder: SmallFolder) -> None:
    folder.article(FIRST, claim("amd"), claim("groq", more="origin: reuters-2026-01-30-chips"))
    await load(graph, folder.read(), today=DAY)
    text = (folder.path / folder.name_of(FIRST)).read_text("utf-8")
    folder.remove(FIRST)
    folder.write(folder.name_of(f"{FIRST}-and-groq"), text)
    summary = await load(graph, folder.read(), today=DAY)

    assert (summary.articles_added, summary.articles_changed, summary.claims_added) == (0, 1, 0)
    assert await ask(graph, "MATCH (a:Article) RETURN a.id AS id") == [{"id": f"{FIRST}-and-groq"}]
    await same_as_loaded_anew(graph, folder)


async def test_a_retraction_with_another_name_goes_on_taking_back(graph: Database, folder: SmallFolder) -> None:
    url = folder.article(FIRST, claim("amd"))
    folder.article(SECOND, more=f"retracts: {url}")
    await load(graph, folder.read(), today=DAY)
    text = (folder.path / folder.name_of(SECOND)).read_text("utf-8")
    folder.remove(SECOND)
    folder.write(folder.name_of("2026-03-02-reuters-sorry"), text)
    await load(graph, folder.read(), today=DAY)
    assert await known_of(graph, "amd|SUPPLIES|openai") == [("2026-03-01", "REPORTED"), ("2026-03-02", "RETRACTED")]
    await same_as_loaded_anew(graph, folder)


async def test_a_removed_article_is_refused_and_nothing_is_written(graph: Database, folder: SmallFolder) -> None:
    folder.article(FIRST, claim("amd"))
    await load(graph, folder.read(), today=DAY)
    before, state = await dump(graph), await reading.graph_state(graph)

    folder.remove(FIRST)
    folder.article(SECOND, claim("groq"))
    with pytest.raises(LoadError, match=f"{FIRST}: this article is in the graph, but its file is gone"):
        await load(graph, folder.read(), today=DAY)
    assert (await dump(graph), await reading.graph_state(graph)) == (before, state)


async def test_everything_that_is_lost_is_told_at_once_and_what_to_do(graph: Database, folder: SmallFolder) -> None:
    folder.article(FIRST, claim("amd", more="stage: planned"), claim("cerebras"))
    folder.article(SECOND, claim("groq"))
    folder.article(THIRD, claim("nvidia"))
    await load(graph, folder.read(), today=DAY)
    folder.edit(folder.name_of(FIRST), "stage: planned", "stage: agreed")
    folder.edit(folder.name_of(SECOND), "kind: news", "kind: filing")
    folder.remove(THIRD)
    with pytest.raises(LoadError) as refused:
        await load(graph, folder.read(), today=DAY)
    *lines, rule = str(refused.value).splitlines()
    assert [line.partition(":")[0] for line in lines] == [FIRST, SECOND, THIRD]
    for word in ("nothing was loaded", "corrects or retracts", "load --reason", "--withdraw URL"):
        assert word in rule
