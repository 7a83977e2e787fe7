"""What a load would change in the beliefs, told before anything is written."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from seed.comparing import compare
from seed.describing import describe_plan, describe_status
from seed.loading import load
from seed.planning import Effect, Plan, plan
from seed.reading import Curated
from seed.signing import sign
from service.errors import ForeignDatabase
from service.graph import reading
from service.graph.database import Database
from service.graph.schema import prepare
from service.model.entities import Withdrawal
from tests.graph.breaking import breaking
from tests.graph.dump import ask, dump
from tests.graph.timeline import evidence_on, stages_on
from tests.small_folder import SmallFolder, claim

DAY = date(2026, 6, 30)
AMD, GROQ, NVIDIA = "amd|SUPPLIES|openai", "groq|SUPPLIES|openai", "nvidia|SUPPLIES|openai"
FIRST = "2026-03-01-reuters-chips"
URL = f"https://example.com/{FIRST}"
NAME = SmallFolder.name_of(FIRST)
SCHEMA = "SHOW INDEXES YIELD name RETURN name ORDER BY name"


async def planned(database: Database, folder: SmallFolder) -> Plan:
    return await plan(database, folder.read(), today=DAY)


def changes(effect: Effect) -> dict[str, tuple[str | None, str | None]]:
    return {change.part: (change.before, change.after) for change in effect.changes}


@pytest.fixture
async def told(graph: Database, folder: SmallFolder) -> SmallFolder:
    """A folder with one article of two claims, which the graph holds."""
    folder.article(FIRST, claim("groq", more="stage: planned"), claim("amd", more="stage: planned"))
    await load(graph, folder.read(), today=DAY)
    return folder


# Nothing is written


async def test_a_plan_writes_nothing_into_an_empty_database(graph: Database, folder: SmallFolder) -> None:
    folder.article(FIRST, claim("amd"))
    await ask(graph, "DROP CONSTRAINT unique_claim")
    try:
        assert len((await planned(graph, folder)).effects) == 1
        assert (await dump(graph), await reading.graph_state(graph)) == ([], {})
        assert {"name": "unique_claim"} not in await ask(graph, SCHEMA)
    finally:
        await prepare(graph)


async def test_a_plan_writes_nothing_into_a_graph(graph: Database, told: SmallFolder) -> None:
    before = await dump(graph), await reading.graph_state(graph), await ask(graph, SCHEMA)
    told.article(FIRST, claim("amd", more="stage: active"))
    told.article("2026-03-02-mint-nvidia", claim("nvidia"), publisher="mint")
    told.edit("publishers.yaml", "kind: wire", "kind: blog")
    assert (await planned(graph, told)).effects
    assert (await dump(graph), await reading.graph_state(graph), await ask(graph, SCHEMA)) == before
    assert not (told.path / "withdrawals.yaml").exists()


async def test_a_database_of_somebody_else_is_refused(graph: Database, folder: SmallFolder) -> None:
    await ask(graph, "CREATE (:Customer {name: 'somebody else'})")
    try:
        with pytest.raises(ForeignDatabase):
            await planned(graph, folder)
    finally:
        await ask(graph, "MATCH (c:Customer) DELETE c")


# What is told


async def test_where_nothing_is_new_nothing_changes(graph: Database, told: SmallFolder) -> None:
    found = await planned(graph, told)
    assert (found.effects, found.past, found.signing) == ([], 0, False)


async def test_an_edge_appears(graph: Database, told: SmallFolder) -> None:
    told.article("2026-03-02-mint-nvidia", claim("nvidia", more="stage: active"), publisher="mint")
    found = await planned(graph, told)
    (effect,) = found.effects
    assert (effect.fact, effect.before) == (NVIDIA, None)
    assert changes(effect)["evidence"] == (None, "REPORTED")
    assert effect.because == ("WINS: 2026-03-02 Mint: Made up",)
    text = describe_plan(found)
    assert f"+ {NVIDIA}: REPORTED, active (REPORTED)" in text
    assert "beliefs    1 appear (1 REPORTED), 0 change" in text
    assert "new        2026-03-02-mint-nvidia, 1 claims" in text


async def test_a_belief_turns_disputed_with_the_claim_that_does_it(graph: Database, told: SmallFolder) -> None:
    denial = claim("groq", more="denies: relation, said_by: openai").replace("Made up", "We never bought")
    told.article("2026-03-02-mint-denial", denial, claim("cerebras"), publisher="mint")
    effects = {effect.fact: effect for effect in (await planned(graph, told)).effects}
    assert effects.keys() == {GROQ, "cerebras|SUPPLIES|openai"}
    assert changes(effects[GROQ])["evidence"] == ("REPORTED", "DISPUTED")
    assert effects[GROQ].because == ("DENIES: 2026-03-02 Mint: We never bought",)
    assert "1 change (1 DISPUTED)" in describe_plan(await planned(graph, told))


async def test_a_belief_changes_its_stage(graph: Database, told: SmallFolder) -> None:
    told.article("2026-03-02-mint-amd", claim("amd", more="stage: active"), publisher="mint")
    found = await planned(graph, told)
    (effect,) = found.effects
    assert changes(effect)["stage"] == ("planned (REPORTED)", "active (REPORTED)")
    assert "evidence" not in changes(effect)
    assert f"~ {AMD}: stage planned (REPORTED) -> active (REPORTED)" in describe_plan(found)


async def test_a_retraction_takes_back_what_it_names(graph: Database, told: SmallFolder) -> None:
    told.article("2026-03-02-reuters-sorry", more=f"retracts: {URL}")
    found = await planned(graph, told)
    assert [(effect.fact, changes(effect)["evidence"]) for effect in found.effects] == [
        (AMD, ("REPORTED", "RETRACTED")),
        (GROQ, ("REPORTED", "RETRACTED")),
    ]
    assert found.effects[0].because == ("WITHDRAWN: 2026-03-01 Reuters: Made up",)
    assert not found.signing


async def test_what_was_believed_otherwise_only_in_the_past_is_counted(graph: Database, told: SmallFolder) -> None:
    told.article("2026-01-05-chip-notes-amd", claim("amd", more="stage: exploring"), publisher="chip-notes")
    found = await planned(graph, told)
    assert (found.effects, found.past) == ([], 1)
    assert "1 more are as today and were otherwise in the past" in describe_plan(found)


async def test_changed_reference_data_shows_every_effect(graph: Database, told: SmallFolder) -> None:
    told.edit("publishers.yaml", "kind: wire", "kind: blog")
    found = await planned(graph, told)
    assert [(effect.fact, changes(effect)["evidence"]) for effect in found.effects] == [
        (AMD, ("REPORTED", "RUMOURED")),
        (GROQ, ("REPORTED", "RUMOURED")),
    ]
    assert "reference  0 new, 1 changed, 0 gone" in describe_plan(found)


async def test_what_is_lost_counts_as_withdrawn_today_and_wants_a_signature(graph: Database, told: SmallFolder) -> None:
    told.article("2026-03-02-mint-nvidia", claim("nvidia"), publisher="mint")
    await load(graph, told.read(), today=DAY)
    told.edit(NAME, "  - {subject: groq", "#")
    told.remove("2026-03-02-mint-nvidia")
    found = await planned(graph, told)
    assert found.signing
    assert [(effect.fact, changes(effect)["evidence"]) for effect in found.effects] == [
        (GROQ, ("REPORTED", "RETRACTED")),
        (NVIDIA, ("REPORTED", "RETRACTED")),
    ]
    text = describe_plan(found)
    assert f"changed    {FIRST}: the file no longer makes 1 of its claims" in text
    assert "gone       2026-03-02-mint-nvidia, 1 claims, https://example.com/2026-03-02-mint-nvidia" in text
    assert "Loading this takes claims back and wants a signature" in text


async def test_a_changed_article_is_told_with_all_that_is_different(graph: Database, told: SmallFolder) -> None:
    told.article(FIRST, claim("amd", more="stage: active"), claim("nvidia"), more="title: Chips")
    text = describe_plan(await planned(graph, told))
    assert f"changed    {FIRST}: the file no longer makes 2 of its claims; 2 claims more" in text
    told.article(FIRST, claim("amd", more="stage: planned"), claim("groq", more="stage: planned, quote: as"))
    assert f"changed    {FIRST}: other wording" in describe_plan(await planned(graph, told))


async def test_no_more_effects_are_named_than_asked_for(graph: Database, told: SmallFolder) -> None:
    told.article("2026-03-02-reuters-sorry", more=f"retracts: {URL}")
    text = describe_plan(await planned(graph, told), shown=1)
    assert f"~ {AMD}" in text
    assert f"~ {GROQ}" not in text
    assert "and 1 more (--all names them)" in text


# The plan and what happens


@dataclass(frozen=True, slots=True)
class Today:
    evidence: dict[str, str]
    stages: dict[str, str | None]

    def differences(self, other: "Today") -> dict[str, tuple[str | None, str | None]]:
        """The evidence before and after of facts whose evidence or stage is another."""
        facts = self.evidence.keys() | other.evidence.keys()
        moved = sorted(fact for fact in facts if self.of(fact) != other.of(fact))
        return {fact: (self.evidence.get(fact), other.evidence.get(fact)) for fact in moved}

    def of(self, fact: str) -> tuple[str | None, str | None]:
        return self.evidence.get(fact), self.stages.get(fact)


async def believed(database: Database) -> Today:
    return Today(await evidence_on(database, DAY), await stages_on(database, DAY))


def more_kinds(f: SmallFolder) -> None:
    f.edit("entities/people.yaml", "works_for: [openai]", "works_for: [google]")
    f.edit("publishers.yaml", "kind: blog", "kind: newspaper")


PAIRS: list[Any] = [
    pytest.param(lambda f: f.remove(FIRST), id="a file is gone"),
    pytest.param(lambda f: f.edit(NAME, "stage: planned", "stage: active"), id="claims are changed"),
    pytest.param(lambda f: f.edit(NAME, "published: 2026-03-01", "published: 2026-03-01\ntitle: A"), id="wording"),
    pytest.param(lambda f: f.edit(NAME, "kind: news", f"kind: news\nretracts: {URL[:-5]}notes"), id="a head retracts"),
    pytest.param(more_kinds, id="reference data"),
    pytest.param(lambda f: f.remove("2026-03-20-mint-sorry"), id="a retraction is gone"),
    pytest.param(
        lambda f: f.article("2026-03-25-mint-sorry", claim("azure"), publisher="mint", more=f"corrects: {URL}"),
        id="a correction by another publisher",
    ),
    pytest.param(lambda f: f.article("2026-07-25-mint-later", claim("azure"), publisher="mint"), id="not known yet"),
    pytest.param(
        lambda f: f.article(
            "2026-04-01-mint-no", claim("amd", more="denies: relation, said_by: amd"), publisher="mint"
        ),
        id="a denial",
    ),
]


@pytest.mark.parametrize("change", PAIRS)
async def test_what_was_planned_is_what_happens(
    graph: Database, told: SmallFolder, change: Callable[[SmallFolder], None]
) -> None:
    notes = told.article(
        "2026-03-02-chip-notes-talks",
        claim("nvidia", more="stage: exploring"),
        claim("amd", more="said_by: sam-altman"),
        publisher="chip-notes",
    )
    told.edit(SmallFolder.name_of("2026-03-02-chip-notes-talks"), notes, f"{URL[:-5]}notes")
    told.article("2026-03-10-mint-groq", claim("groq", more="stage: active"), publisher="mint")
    told.article("2026-03-20-mint-sorry", publisher="mint", more="retracts: https://example.com/2026-03-10-mint-groq")
    await load(graph, told.read(), today=DAY)
    before = await believed(graph)
    change(told)
    found = await planned(graph, told)
    await load_signed(graph, told)

    effects = {effect.fact: changes(effect) for effect in found.effects}
    differences = before.differences(await believed(graph))
    decisive = {fact: c for fact, c in effects.items() if "evidence" in c or "stage" in c}
    assert decisive.keys() == differences.keys()
    for fact, (earlier, later) in differences.items():
        assert effects[fact].get("evidence", (earlier, earlier)) == (earlier, later)
    again = await planned(graph, told)
    assert (again.effects, again.past, again.signing) == ([], 0, False)


async def load_signed(database: Database, folder: SmallFolder) -> None:
    """Load, and sign for all that is lost."""
    curated = folder.read()
    comparison = await compare(database, curated)
    signature = Withdrawal("", DAY, "Ada", "misread")
    sign(folder.path, comparison, curated, signature=signature, withdraw=[one.head["url"] for one in comparison.gone])
    await load(database, folder.read(), today=DAY)


# Status


async def status(database: Database, curated: Curated) -> str:
    return describe_status(await compare(database, curated), curated)


async def test_status_says_whether_the_graph_holds_the_files(graph: Database, folder: SmallFolder) -> None:
    folder.article(FIRST, claim("amd"), claim("groq"))
    empty = await status(graph, folder.read())
    assert "files      1 articles, 2 claims\ngraph      empty\n" in empty
    assert f"new        {FIRST}, 2 claims" in empty
    assert empty.endswith("See what loading would change: python -m seed plan")
    revision = (await load(graph, folder.read(), today=DAY)).revision
    loaded = await status(graph, folder.read())
    assert f"graph      revision {revision}, loaded at 2" in loaded
    assert "present graph for 2026-06-30" in loaded
    assert loaded.endswith("The graph holds what the files say.")


async def test_status_says_that_a_first_load_was_broken_off(graph: Database, folder: SmallFolder) -> None:
    folder.article(FIRST, claim("amd"))
    with pytest.raises(Exception, match="refused a statement"):
        await load(breaking(graph, "create_facts", when="true"), folder.read(), today=DAY)
    text = await status(graph, folder.read())
    assert "a first load was broken off or is at work" in text
    assert not text.endswith("The graph holds what the files say.")


async def test_status_says_that_beliefs_are_not_worked_out(graph: Database, told: SmallFolder) -> None:
    await ask(graph, "MATCH (g:Graph) SET g.renew_all = true")
    text = await status(graph, told.read())
    assert "not every belief is worked out; python -m seed load does it" in text
    assert not text.endswith("The graph holds what the files say.")
