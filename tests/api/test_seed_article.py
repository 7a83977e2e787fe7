"""What the seed article, NextFin of 2026-02-02, must answer: through GraphQL, as known and valid on its own day."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from seed.loading import load
from service.graph.database import Database
from tests.conftest import Ask
from tests.small_folder import claim, small_folder

DAY = '{known: "2026-02-02", valid: "2026-02-02"}'
SEED = "2026-02-02-nextfin-openai-nvidia"
LETTER, ROUND = "nvidia|INVESTS_IN|openai|nvidia-openai-2025", "nvidia|INVESTS_IN|openai|openai-round-2026"
BELIEF = """
  fact evidence stage stageEvidence workloads products { slug } parts { name text evidence }
  quantities { kind text low high of evidence deniedBy others { text evidence } }
  claims(first: 30) { pageInfo { hasNextPage } nodes {
    slug quote denies standing tier unnamed saidBy { slug } saidOn
    article { slug published publisher { name } } origin { slug publisher { name } }
  } }
"""


async def relations(ask: Ask, asked: str, *, as_of: str = DAY) -> dict[str, Any]:
    """Beliefs by fact."""
    return await _beliefs(ask, f"relations({asked}, asOf: {as_of}, PAGE)")


async def inference_suppliers(ask: Ask) -> dict[str, Any]:
    """Supplies by fact, for inference at OpenAI."""
    return await _beliefs(ask, f'suppliers(of: "openai", workload: INFERENCE, asOf: {DAY}, PAGE)')


async def _beliefs(ask: Ask, field: str) -> dict[str, Any]:
    """All pages, each of as many beliefs with as many claims as one request may ask for."""
    found: dict[str, Any] = {}
    page: dict[str, Any] = {"hasNextPage": True, "endCursor": None}
    while page["hasNextPage"]:
        asked = field.replace("PAGE", f"first: 20, after: {json.dumps(page['endCursor'])}")
        connections = await ask(f"{{ {asked} {{ pageInfo {{ hasNextPage endCursor }} nodes {{ {BELIEF} }} }} }}")
        ((page, beliefs),) = [(each["pageInfo"], each["nodes"]) for each in connections.values()]
        assert not any(belief["claims"]["pageInfo"]["hasNextPage"] for belief in beliefs)
        found |= {belief["fact"]: belief for belief in beliefs}
    return found


def said_in_seed(belief: dict[str, Any]) -> list[dict[str, Any]]:
    """The claims of the seed article, all of which were printed by NextFin on its day."""
    found = [said for said in belief["claims"]["nodes"] if said["article"]["slug"] == SEED]
    printed = {"slug": SEED, "published": "2026-02-02", "publisher": {"name": "NextFin"}}
    assert found
    assert all(said["article"] == printed and said["saidOn"] == "2026-02-02" for said in found)
    return found


def quoted(belief: dict[str, Any], quote: str) -> dict[str, Any]:
    (found,) = [said for said in said_in_seed(belief) if said["quote"] == quote]
    return found


# Nvidia supplies OpenAI


async def test_openai_says_that_nvidia_serves_the_vast_majority_of_its_inference(ask: Ask) -> None:
    belief = (await inference_suppliers(ask))["nvidia|SUPPLIES|openai"]
    (share,) = [quantity for quantity in belief["quantities"] if quantity["of"] == "OpenAI inference fleet"]
    said = quoted(belief, "vast majority")

    assert (belief["evidence"], belief["stage"]) == ("STATED", "ACTIVE")
    assert (share["kind"], share["low"], share["high"], share["evidence"]) == ("SHARE", 0.5, None, "STATED")
    assert (said["saidBy"], said["standing"], said["tier"]) == ({"slug": "openai"}, "PARTY", 2)
    assert said["origin"]["slug"] == SEED


async def test_altman_says_that_openai_stays_a_very_large_customer(ask: Ask) -> None:
    said = quoted((await inference_suppliers(ask))["nvidia|SUPPLIES|openai"], "gigantic customer")
    assert (said["saidBy"], said["standing"]) == ({"slug": "sam-altman"}, "PARTY")


async def test_nothing_of_the_article_was_known_the_day_before(ask: Ask) -> None:
    known = await relations(ask, 'object: "openai", span: ANY_DAY', as_of='{known: "2026-02-01"}')
    articles = {said["article"]["slug"] for belief in known.values() for said in belief["claims"]["nodes"]}
    assert articles
    assert SEED not in articles


# What OpenAI thinks of Nvidia's chips


async def test_openai_is_dissatisfied_with_the_speed_of_nvidia_chips_for_coding(ask: Ask) -> None:
    belief = (await relations(ask, 'subject: "openai", relation: [EVALUATES]'))["openai|EVALUATES|nvidia|speed"]
    (verdict,) = [part for part in belief["parts"] if part["name"] == "verdict"]

    assert belief["evidence"] == "REPORTED"
    assert (verdict["text"], verdict["evidence"]) == ("dissatisfied", "REPORTED")
    assert belief["workloads"] == ["INFERENCE"]
    assert belief["products"] == [{"slug": "codex"}]


async def test_the_dissatisfaction_is_the_word_of_unnamed_people_first_reported_by_reuters(ask: Ask) -> None:
    belief = (await relations(ask, 'subject: "openai", relation: [EVALUATES]'))["openai|EVALUATES|nvidia|speed"]
    origin = {"slug": "reuters-2026-02-02-openai-chips", "publisher": {"name": "Reuters"}}

    assert {said["unnamed"] for said in said_in_seed(belief)} == {"sources of Reuters", "OpenAI sources"}
    assert all(said["origin"] == origin and said["saidBy"] is None for said in said_in_seed(belief))
    assert all((said["standing"], said["tier"]) == ("UNNAMED", 4) for said in said_in_seed(belief))


async def test_huang_denies_friction_so_it_is_shown_as_denied_and_only_when_asked_for(ask: Ask) -> None:
    friction, asked = "nvidia|EVALUATES|openai|overall", 'subject: "nvidia", object: "openai", span: ANY_DAY'
    denied = (await relations(ask, f"{asked}, evidence: [DENIED]"))[friction]
    said = quoted(denied, "nonsense")

    assert (said["denies"], said["saidBy"]) == ("relation", {"slug": "jensen-huang"})
    assert friction not in await relations(ask, asked)


# The alternatives


@pytest.mark.parametrize("supplier", ["amd", "cerebras", "groq"])
async def test_openai_explores_alternatives_for_inference_as_reuters_first_reported(ask: Ask, supplier: str) -> None:
    belief = (await inference_suppliers(ask))[f"{supplier}|SUPPLIES|openai|openai-inference-talks-2026"]
    (said,) = said_in_seed(belief)

    assert (belief["evidence"], belief["stage"], belief["stageEvidence"]) == ("REPORTED", "EXPLORING", "REPORTED")
    assert (said["unnamed"], said["saidBy"]) == ("sources of Reuters", None)
    assert said["origin"] == {"slug": "reuters-2026-02-02-openai-chips", "publisher": {"name": "Reuters"}}


async def test_the_agreement_with_cerebras_is_a_fact_of_its_own_that_others_report_too(ask: Ask) -> None:
    belief = (await inference_suppliers(ask))["cerebras|SUPPLIES|openai|cerebras-openai-2026"]
    (said,) = said_in_seed(belief)

    assert (belief["evidence"], belief["stage"]) == ("CONFIRMED", "AGREED")
    assert (said["standing"], said["origin"]["slug"]) == ("OUTLET", SEED)
    assert {said["article"]["publisher"]["name"] for said in belief["claims"]["nodes"]} == {
        "NextFin", "CoinAlert News", "The Global Practice",
    }  # fmt: skip


async def test_about_a_tenth_of_inference_may_move_by_the_word_of_reuters(ask: Ask) -> None:
    (belief,) = (await relations(ask, 'subject: "openai", object: "non-nvidia-inference-share"')).values()
    (value,) = belief["quantities"]
    (said,) = said_in_seed(belief)

    assert (value["text"], value["of"], value["evidence"]) == (
        "about 0.1 share",
        "OpenAI inference compute",
        "REPORTED",
    )
    assert value["low"] == pytest.approx(0.09)
    assert value["high"] == pytest.approx(0.11)
    assert belief["stage"] == "PLANNED"
    assert (said["standing"], said["tier"], said["origin"]["publisher"]) == ("OUTLET", 4, {"name": "Reuters"})


# Nvidia's money


async def test_nvidias_investment_is_two_facts(ask: Ask) -> None:
    assert (await relations(ask, 'subject: "nvidia", object: "openai", relation: [INVESTS_IN]')).keys() == {
        LETTER,
        ROUND,
    }


async def test_the_round_is_planned_by_huangs_word_without_an_amount(ask: Ask) -> None:
    belief = (await relations(ask, 'subject: "nvidia", deal: "openai-round-2026"'))[ROUND]
    said = quoted(belief, "huge")

    assert (belief["evidence"], belief["stage"], belief["quantities"]) == ("STATED", "PLANNED", [])
    assert (said["saidBy"], said["standing"], said["denies"]) == ({"slug": "jensen-huang"}, "PARTY", None)


async def test_huang_disputes_the_amount_of_the_letter_of_intent_but_not_the_letter(ask: Ask) -> None:
    belief = (await relations(ask, 'subject: "nvidia", deal: "nvidia-openai-2025"'))[LETTER]
    (total,) = [quantity for quantity in belief["quantities"] if quantity["of"] is None]
    denials = {said["slug"]: said for said in belief["claims"]["nodes"] if said["denies"]}
    (said,) = [said for said in said_in_seed(belief) if said["denies"]]

    assert belief["evidence"] == "CONFIRMED"
    assert (total["kind"], total["text"], total["evidence"]) == ("AMOUNT", "up to 100,000,000,000 USD", "DISPUTED")
    assert denials[total["deniedBy"]]["saidBy"] == {"slug": "jensen-huang"}
    assert (said["denies"], said["saidBy"]) == ("amount", {"slug": "jensen-huang"})


async def test_no_floor_of_nvidias_investments_holds_the_hundred_billion(ask: Ask) -> None:
    found = await relations(ask, 'subject: "nvidia", object: "openai", relation: [INVESTS_IN]')
    amounts = [quantity for belief in found.values() for quantity in belief["quantities"]]

    assert [amount["low"] for amount in amounts if amount["high"] == 100e9] == [0]
    assert all(amount["low"] < 90e9 for amount in amounts)


# Figures, TPU, and what analysts expect


@pytest.mark.parametrize(
    ("fact", "text", "low", "high"),
    [
        ("amd|MEASURED|share-price|2026-02-02|after-hours trading", "246.27 USD/share", 246.27, 246.27),
        ("nvidia|MEASURED|share-price|2026-02-02|close", "185.61 USD/share", 185.61, 185.61),
        ("nvidia|MEASURED|market-cap|2026-02-02|", "about 4,500,000,000,000 USD", 4.05e12, 4.95e12),
    ],
)
async def test_share_prices_and_market_value_are_figures_of_their_day(
    ask: Ask, fact: str, text: str, low: float, high: float
) -> None:
    belief = (await relations(ask, "relation: [MEASURED]"))[fact]
    (value,) = belief["quantities"]
    (said,) = said_in_seed(belief)

    assert (value["kind"], value["text"]) == ("VALUE", text)
    assert (value["low"], value["high"]) == (pytest.approx(low), pytest.approx(high))
    assert (said["standing"], said["saidBy"]) == ("OUTLET", None)
    assert fact not in await relations(ask, "relation: [MEASURED]", as_of='{known: "2026-02-03", valid: "2026-02-03"}')


async def test_gemini_answers_on_googles_tpu(ask: Ask) -> None:
    found = await relations(ask, 'object: "tpu"')
    for fact in ("gemini|USES|tpu", "google|DESIGNS|tpu"):
        assert (found[fact]["stage"], found[fact]["workloads"]) == ("ACTIVE", ["INFERENCE"])
        assert [said["standing"] for said in said_in_seed(found[fact])] == ["OUTLET"]


async def test_analysts_expect_inference_to_pass_training_by_2027_as_an_estimate(ask: Ask) -> None:
    asked = 'subject: "ai-compute-spending"'
    (belief,) = (await relations(ask, asked, as_of='{known: "2026-02-02", valid: "2027-06-30"}')).values()
    (value,) = belief["quantities"]
    (said,) = said_in_seed(belief)

    assert (belief["evidence"], value["evidence"]) == ("ESTIMATED", "ESTIMATED")
    assert (value["low"], value["high"], value["of"]) == (0.5, None, "spending on training and inference")
    assert (said["standing"], said["tier"], said["unnamed"]) == ("ESTIMATE", 6, "some analysts")


async def test_the_estimate_is_about_2027_and_not_about_its_own_day(ask: Ask) -> None:
    assert await relations(ask, 'subject: "ai-compute-spending"') == {}


# Who supplies OpenAI inference, and who does not


async def test_the_suppliers_for_inference_tell_talks_from_running_supply(ask: Ask) -> None:
    stages = {fact: belief["stage"] for fact, belief in (await inference_suppliers(ask)).items()}
    assert stages == {
        "amd|SUPPLIES|openai|openai-inference-talks-2026": "EXPLORING",
        "cerebras|SUPPLIES|openai|cerebras-openai-2026": "AGREED",
        "cerebras|SUPPLIES|openai|openai-inference-talks-2026": "EXPLORING",
        "groq|SUPPLIES|openai|openai-inference-talks-2026": "EXPLORING",
        "microsoft|SUPPLIES|openai|microsoft-openai-maia-2026": "PLANNED",
        "nvidia|SUPPLIES|openai": "ACTIVE",
        "nvidia|SUPPLIES|openai|nvidia-openai-2025": "PLANNED",
    }


async def test_a_firm_without_a_word_on_inference_is_no_supplier_for_inference(ask: Ask) -> None:
    data = await ask(f'{{ suppliers(of: "openai", first: 100, asOf: {DAY}) {{ nodes {{ fact workloads }} }} }}')
    silent = {belief["fact"] for belief in data["suppliers"]["nodes"] if not belief["workloads"]}

    assert "google|SUPPLIES|openai|google-openai-cloud-2025" in silent
    assert silent.isdisjoint(await inference_suppliers(ask))


async def test_a_firm_that_supplies_training_only_or_is_denied_is_no_supplier_for_inference(
    ask: Ask, scratch: Database, tmp_path: Path
) -> None:
    folder = small_folder(tmp_path)
    folder.article(
        "2026-01-30-chip-notes-rumours",
        claim("google", more="workloads: [training], stage: active"),
        claim("groq", more="workloads: [inference], stage: active"),
        claim("amd", more="workloads: [inference], stage: exploring"),
        publisher="chip-notes",
    )
    folder.article("2026-02-01-reuters-no-groq", claim("groq", more="denies: relation, said_by: openai"))
    await load(scratch, folder.read(), today=date(2026, 2, 2))

    assert (await inference_suppliers(ask)).keys() == {"amd|SUPPLIES|openai"}


async def test_every_claim_of_the_article_leads_to_what_is_believed_of_its_fact(ask: Ask) -> None:
    data = await ask(f'{{ article(id: "{SEED}") {{ claims(first: 100) {{ nodes {{ slug fact }} }} }} }}')
    said = data["article"]["claims"]["nodes"]
    assert len(said) == 27
    for one in said:
        found = await ask(
            "query ($id: ID!) { node(id: $id) { ... on Relation { claims(first: 100) { nodes { slug } } } } }",
            id=f"Relation:{one['fact']}@2026-02-02@2026-02-02",
        )
        assert {"slug": one["slug"]} in found["node"]["claims"]["nodes"]
