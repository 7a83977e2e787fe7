"""An export holds what the files say and what the present graph shows, and loads as the files do."""

import csv
import json
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from seed.commands import app
from seed.export_format import ARTICLES, CLAIMS, EDGES, FILES, REFERENCE
from seed.exporting import Exported, export
from seed.loading import load
from seed.reading import Curated, read_folder
from service.errors import DatabaseError, LoadError
from service.graph.database import Database
from service.settings import DatabaseAddress
from tests.conftest import wipe
from tests.graph.breaking import breaking
from tests.graph.dump import ask, dump
from tests.small_folder import SmallFolder, claim

DAY = date(2026, 6, 30)
FIRST, SECOND, THIRD = "2026-03-01-reuters-amd", "2026-03-02-reuters-groq", "2026-03-03-mint-groq"


def some_articles(folder: SmallFolder) -> Curated:
    chips = "provides: [chips, systems], workloads: [inference], until: 2027"
    folder.article(FIRST, claim("amd", more=f"stage: planned, {chips}"), claim("nvidia", more="stage: ended"))
    folder.article(SECOND, claim("groq", more="stage: active"), claim("amd", more="said_by: openai"))
    folder.article(THIRD, claim("groq", more="stage: planned"), publisher="mint")
    return folder.read()


async def exported(graph: Database, folder: SmallFolder, target: Path) -> Exported:
    curated = some_articles(folder)
    await load(graph, curated, today=DAY)
    return await export(graph, curated, target)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


async def test_loading_an_export_gives_the_graph_of_the_files(
    graph: Database, folder: SmallFolder, tmp_path: Path
) -> None:
    target = tmp_path / "export"
    await exported(graph, folder, target)
    whole = await dump(graph)

    summary = await load(graph, read_folder(target), today=DAY)
    assert (summary.articles_added, summary.facts_renewed) == (0, 0)
    await wipe(graph)
    await load(graph, read_folder(target), today=DAY)
    assert await dump(graph) == whole


async def test_the_curated_files_and_their_export_give_one_graph(
    graph: Database, curated: Curated, tmp_path: Path
) -> None:
    await load(graph, curated, today=DAY)
    whole = await dump(graph)
    counts = await export(graph, curated, tmp_path / "export")
    assert counts.claims == curated.articles.claims
    await wipe(graph)
    await load(graph, read_folder(tmp_path / "export"), today=DAY)
    assert await dump(graph) == whole


async def test_every_line_is_counted(graph: Database, folder: SmallFolder, tmp_path: Path) -> None:
    counts = await exported(graph, folder, tmp_path / "export")
    lines = {name: len((tmp_path / "export" / name).read_text("utf-8").splitlines()) for name in FILES}
    assert lines == {ARTICLES: 3, CLAIMS: 5, REFERENCE: counts.references, EDGES: counts.edges + 1}
    assert str(counts).startswith("3 articles, 5 claims, ")


async def test_edges_are_those_of_the_present_graph(graph: Database, folder: SmallFolder, tmp_path: Path) -> None:
    await exported(graph, folder, tmp_path / "export")
    with (tmp_path / "export" / EDGES).open(newline="") as file:
        amd, groq = csv.DictReader(file)
    assert {key: value for key, value in amd.items() if key not in ("rule", "winners", "valid_from_earliest")} == {
        "subject": "amd",
        "relation": "SUPPLIES",
        "object": "openai",
        "deal": "",
        "fact": "amd|SUPPLIES|openai",
        "evidence": "STATED",
        "stage": "planned",
        "stage_evidence": "REPORTED",
        "contested": "false",
        "conflict": "",
        "provides": "chips; systems",
        "workloads": "inference",
        "products": "",
        "valid_from_latest": amd["valid_from_latest"],
        "valid_until_earliest": "2027-01-01",
        "valid_until_latest": "2027-12-31",
        "first_known": "2026-03-01",
        "known_from": "2026-03-02",
        "last_affirmed": "2026-03-02",
        "sources": amd["sources"],
    }
    assert (groq["fact"], groq["stage"]) == ("groq|SUPPLIES|openai", "active")
    shown = "MATCH (:Entity)-[r]->(:Entity) WHERE r.fact IS NOT NULL RETURN r.winners AS winners ORDER BY r.fact"
    assert [row["winners"] for row in await ask(graph, shown)] == [
        amd["winners"].split("; "),
        groq["winners"].split("; "),
    ]


async def test_edges_come_page_by_page(
    graph: Database, folder: SmallFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await exported(graph, folder, tmp_path / "whole")
    monkeypatch.setattr("seed.exporting.EDGES_AT_ONCE", 1)
    await export(graph, folder.read(), tmp_path / "paged")
    assert contents(tmp_path / "paged") == contents(tmp_path / "whole")


async def test_an_export_that_breaks_off_leaves_nothing_behind(
    graph: Database, folder: SmallFolder, tmp_path: Path
) -> None:
    target = tmp_path / "out" / "export"
    await exported(graph, folder, target)
    before = contents(target)
    broken = breaking(graph, "present_edges", when="true")
    for place in (target, target.with_name("other")):
        with pytest.raises(DatabaseError):
            await export(broken, folder.read(), place)
    assert [path.name for path in target.parent.iterdir()] == ["export"]
    assert contents(target) == before


async def test_an_earlier_export_and_an_empty_folder_are_replaced(
    graph: Database, folder: SmallFolder, tmp_path: Path
) -> None:
    target = tmp_path / "out" / "export"
    target.mkdir(parents=True)
    await exported(graph, folder, target)
    folder.article("2026-03-04-reuters-cerebras", claim("cerebras"))
    await export(graph, folder.read(), target)
    assert [path.name for path in target.parent.iterdir()] == ["export"]
    assert sorted(contents(target)) == sorted(FILES)
    last = json.loads((target / ARTICLES).read_text("utf-8").splitlines()[-1])
    assert last["id"] == "2026-03-04-reuters-cerebras"


@pytest.mark.parametrize("beside", [(), FILES])
async def test_a_folder_with_anything_else_is_refused(
    graph: Database, folder: SmallFolder, tmp_path: Path, beside: tuple[str, ...]
) -> None:
    target = tmp_path / "out"
    target.mkdir()
    for name in ("notes.txt", *beside):
        (target / name).write_text("mine")
    with pytest.raises(LoadError, match=r"holds notes\.txt, which is not of an export"):
        await export(graph, folder.read(), target)
    assert (target / "notes.txt").read_text() == "mine"


async def test_a_file_is_no_folder(graph: Database, folder: SmallFolder, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(LoadError, match="is no folder; name a folder"):
        await export(graph, folder.read(), tmp_path / "file")


async def test_a_place_that_cannot_be_written_is_one_clear_line(
    graph: Database, folder: SmallFolder, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(LoadError, match="cannot be written: Not a directory; name another folder"):
        await export(graph, folder.read(), tmp_path / "file" / "export")


def test_the_command_exports_and_the_others_read_it(
    address: DatabaseAddress, graph: Database, folder: SmallFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert graph
    some_articles(folder)
    login = (("NEO4J_USERNAME", address.username), ("NEO4J_PASSWORD", address.password))
    for name, value in (("KG_DATABASE", "uri"), ("NEO4J_URI", address.uri), *login):
        monkeypatch.setenv(name, value)
    target = str(tmp_path / "export")

    def run(*words: str) -> str:
        done = CliRunner().invoke(app, words)
        assert done.exit_code == 0, done.output
        return done.output

    run("load", "--data", str(folder.path))
    assert f"{target} holds 3 articles, 5 claims," in run("export", target, "--data", str(folder.path))
    assert "No problem in 3 articles, 5 claims" in run("check", "--data", target)
    assert "0 added" in run("load", "--data", target).replace("     ", "")
