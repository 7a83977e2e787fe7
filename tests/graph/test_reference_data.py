"""Changed reference data: what it changes in the graph, and in what is believed."""

from datetime import date

import pytest

from seed.loading import load
from service.api.asking import belief_question
from service.api.scope import Date, Scope
from service.errors import DatabaseError
from service.graph import reading
from service.graph.database import Database
from tests.conftest import wipe
from tests.graph.breaking import breaking
from tests.graph.dump import ask, dump
from tests.small_folder import SmallFolder, claim

DAY = date(2026, 6, 30)
BLOG = "2026-03-01-chip-notes-talks"


async def loaded(database: Database, folder: SmallFolder) -> list[str]:
    """The graph after loading what the folder holds now."""
    await load(database, folder.read(), today=DAY)
    return await dump(database)


async def loaded_anew(database: Database, folder: SmallFolder) -> list[str]:
    """The graph as one load into an empty database makes it."""
    await wipe(database)
    return await loaded(database, folder)


async def suppliers(database: Database) -> list[tuple[str, str]]:
    """Who supplies OpenAI, in the order of pages, and how well known that is."""
    days = Scope(known=Date(DAY.isoformat()), valid=Date(DAY.isoformat()))
    question = belief_question(days, first=100, after=None)
    (page,) = await reading.suppliers_by_customer(database, keys=["openai"], question=question)
    return [(row["subject"]["name"], row["belief"]["evidence"]) for row in page.beliefs]


async def test_a_renamed_entity_has_its_new_name_and_place_everywhere(graph: Database, folder: SmallFolder) -> None:
    folder.article("2026-03-01-reuters-three", claim("amd"), claim("groq"), claim("nvidia"))
    await loaded(graph, folder)
    assert [name for name, _ in await suppliers(graph)] == ["AMD", "Groq", "Nvidia"]

    folder.edit("entities/companies.yaml", "name: Groq", "name: The Groq Company")
    changed = await loaded(graph, folder)
    names = await ask(graph, "MATCH (n {id: 'groq'}) RETURN n.name AS name")

    assert names == [{"name": "The Groq Company"}] * 2  # the entity and its place in the timeline graph
    assert [name for name, _ in await suppliers(graph)] == ["AMD", "Nvidia", "The Groq Company"]
    assert changed == await loaded_anew(graph, folder)


async def test_an_entity_of_another_label_keeps_only_the_new_one(graph: Database, folder: SmallFolder) -> None:
    folder.write("entities/funds.yaml", "- {id: sprout, name: Sprout, kind: venture-capital}\n")
    folder.article("2026-03-01-reuters-sprout", claim("sprout", relation="INVESTS_IN"))
    await loaded(graph, folder)
    (folder.path / "entities/funds.yaml").unlink()
    folder.edit("entities/companies.yaml", "- {id: amd", "- {id: sprout, name: Sprout, kind: investor}\n- {id: amd")

    changed = await loaded(graph, folder)
    assert await ask(graph, "MATCH (e:Entity {id: 'sprout'}) RETURN labels(e) AS labels") == [
        {"labels": ["Entity", "Company"]}
    ]
    assert changed == await loaded_anew(graph, folder)


@pytest.mark.parametrize(
    ("publisher", "said", "file", "old", "new", "before", "after"),
    [
        pytest.param(
            "reuters", claim("microsoft", more="said_by: azure"),
            "entities/companies.yaml", ", part_of: microsoft", "", "STATED", "REPORTED",
            id="a member speaks for the whole",
        ),
        pytest.param(
            "reuters", claim("nvidia", more="said_by: sam-altman"),
            "entities/people.yaml", "works_for: [openai]", "works_for: [google]", "STATED", "REPORTED",
            id="a person speaks for the employer",
        ),
        pytest.param(
            "chip-notes", claim("groq"),
            "publishers.yaml", "kind: blog", "kind: newspaper", "RUMOURED", "REPORTED",
            id="a newspaper is established",
        ),
        pytest.param(
            "reuters", claim("groq"),
            "publishers.yaml", "kind: wire", "kind: aggregator", "REPORTED", "RUMOURED",
            id="an aggregator is not",
        ),
        pytest.param(
            "chip-notes", claim("groq", more="origin: reuters-2026-01-30-chips"),
            "origins.yaml", "publisher: reuters", "publisher: chip-notes", "REPORTED", "RUMOURED",
            id="the origin decides",
        ),
    ],
)  # fmt: skip
async def test_beliefs_follow_what_the_reference_data_says_of_speakers_and_publishers(
    graph: Database,
    folder: SmallFolder,
    publisher: str,
    said: str,
    file: str,
    old: str,
    new: str,
    before: str,
    after: str,
) -> None:
    folder.article(f"2026-03-01-{publisher}-one", said, publisher=publisher)
    await loaded(graph, folder)
    assert list((await evidence_by_fact(graph)).values()) == [before]

    folder.edit(file, old, new)
    changed = await loaded(graph, folder)
    assert list((await evidence_by_fact(graph)).values()) == [after]
    assert changed == await loaded_anew(graph, folder)


async def evidence_by_fact(database: Database) -> dict[str, str]:
    """How well each fact is known at last."""
    rows = await ask(
        database,
        "MATCH (:Timeline)-[v {known_until: '9999-12-31'}]->(:Timeline) RETURN v.fact AS fact, v.evidence AS evidence",
    )
    return {row["fact"]: row["evidence"] for row in rows}


async def test_a_changed_deal_changes_no_belief(graph: Database, folder: SmallFolder) -> None:
    folder.article("2026-03-01-reuters-amd", claim("amd", more="deal: amd-openai-2026"))
    await loaded(graph, folder)
    folder.edit("deals.yaml", "parties: [{entity: amd, role: supplier}]", "parties: [{entity: openai, role: customer}]")
    summary = await load(graph, folder.read(), today=DAY)

    assert (summary.references.changed, summary.facts_renewed) == (1, 0)
    parties = await ask(
        graph, "MATCH (e)-[party:PARTY_TO]->(d) RETURN e.id AS entity, party.role AS role, d.id AS deal"
    )
    assert parties == [{"entity": "openai", "role": "customer", "deal": "amd-openai-2026"}]
    assert await dump(graph) == await loaded_anew(graph, folder)


async def test_what_no_file_lists_any_more_is_gone(graph: Database, folder: SmallFolder) -> None:
    folder.article("2026-03-01-reuters-amd", claim("amd"))
    await loaded(graph, folder)
    folder.edit("entities/companies.yaml", "- {id: groq, name: Groq, kind: chipmaker}\n", "")
    folder.edit("deals.yaml", "- {id: cerebras-openai-2026, name: Cerebras for OpenAI, kind: supply}\n", "")
    folder.edit("publishers.yaml", "- {id: chip-notes, name: Chip Notes, kind: blog}\n", "")

    changed = await loaded(graph, folder)
    assert await ask(graph, "MATCH (n) WHERE n.id IN ['groq', 'cerebras-openai-2026', 'chip-notes'] RETURN n") == []
    assert changed == await loaded_anew(graph, folder)


async def test_a_ruling_counts_from_when_it_is_listed_until_it_is_no_more(graph: Database, folder: SmallFolder) -> None:
    folder.article(BLOG, claim("groq"), publisher="chip-notes")
    without = await loaded(graph, folder)
    (row,) = await ask(graph, "MATCH (c:Claim) RETURN c.id AS id")
    folder.write(
        "rulings.yaml",
        f"- {{id: one, on: 2026-04-01, by: Ada, reason: misread, action: DEPRECATE, claim: {row['id']}}}\n",
    )
    ruled = await loaded(graph, folder)

    assert await evidence_by_fact(graph) == {"groq|SUPPLIES|openai": "RETRACTED"}
    assert ruled == await loaded_anew(graph, folder)
    (folder.path / "rulings.yaml").unlink()
    assert await loaded(graph, folder) == without


async def test_a_listed_withdrawal_takes_back_a_claim_that_is_already_written(
    graph: Database, folder: SmallFolder
) -> None:
    url = folder.article(BLOG, claim("groq"), publisher="chip-notes")
    await loaded(graph, folder)
    (row,) = await ask(graph, "MATCH (c:Claim) RETURN c.id AS id")
    folder.remove(BLOG)
    folder.write(
        "withdrawals.yaml",
        f"- {{article: {BLOG}, url: '{url}', publisher: chip-notes, published: 2026-03-01, kind: news,"
        " withdrawn_on: 2026-04-01, by: Ada, reason: misread,"
        f" claims: [{{id: {row['id']}, claim: {claim('groq')}}}]}}\n",
    )
    withdrawn = await loaded(graph, folder)

    assert await evidence_by_fact(graph) == {"groq|SUPPLIES|openai": "RETRACTED"}
    assert withdrawn == await loaded_anew(graph, folder)


async def test_a_renewal_that_breaks_off_is_made_good_by_the_next_load(graph: Database, folder: SmallFolder) -> None:
    folder.article(BLOG, claim("groq"), publisher="chip-notes")
    await loaded(graph, folder)
    folder.edit("publishers.yaml", "kind: blog", "kind: newspaper")
    with pytest.raises(DatabaseError):
        await load(breaking(graph, "assess_claims", when="true"), folder.read(), today=DAY)

    made_good = await loaded(graph, folder)
    assert await evidence_by_fact(graph) == {"groq|SUPPLIES|openai": "REPORTED"}
    assert made_good == await loaded_anew(graph, folder)
