"""What the check warns of: right by every rule, and perhaps a slip all the same."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from seed.reviewing import read_with_review
from seed.suspicions import Kind, suspicions
from service.model.entities import Withdrawal
from service.settings import PROJECT
from tests.small_folder import SmallFolder, claim, small_folder

DEAL = "deal: amd-openai-2026"


@pytest.fixture
def folder(tmp_path: Path) -> SmallFolder:
    return small_folder(tmp_path)


def places(folder: SmallFolder, kind: Kind) -> list[str]:
    """Where the files in `folder` look like a slip of this kind."""
    return [found.place for found in suspicions(folder.read()) if found.kind is kind]


def amount(text: str, *, more: str = DEAL) -> str:
    return claim("amd", more=f"amount: {{{text}}}, {more}")


def test_nothing_in_the_curated_data_waits_for_a_look() -> None:
    _, review = read_with_review(PROJECT / "seed" / "data")
    assert [str(suspicion) for suspicion in review.open] == []


# Articles


@pytest.mark.parametrize(
    "other",
    [
        "http://example.com/2026-03-01-reuters-a",
        "https://www.example.com/2026-03-01-reuters-a",
        "https://example.com/2026-03-01-reuters-a/",
        "https://EXAMPLE.com/2026-03-01-reuters-a?utm_source=feed#top",
    ],
)
def test_two_articles_at_one_address(folder: SmallFolder, other: str) -> None:
    folder.article("2026-03-01-reuters-a", claim("amd"))
    folder.article("2026-03-02-reuters-b", claim("groq"))
    assert places(folder, Kind.SAME_URL) == []
    folder.edit(folder.name_of("2026-03-02-reuters-b"), "https://example.com/2026-03-02-reuters-b", other)
    assert places(folder, Kind.SAME_URL) == ["2026-03-01-reuters-a, 2026-03-02-reuters-b"]


def test_a_companys_page_without_a_speaker(folder: SmallFolder) -> None:
    folder.edit("publishers.yaml", "kind: blog", "kind: company")
    said = [claim("amd"), claim("groq", more="said_by: groq"), claim("cerebras", more="standing: estimate")]
    folder.article("2026-03-01-chip-notes-a", *said, publisher="chip-notes")
    folder.article("2026-03-02-chip-notes-b", *said[1:], publisher="chip-notes")
    folder.article("2026-03-03-reuters-c", claim("amd"))
    assert places(folder, Kind.NO_SPEAKER) == ["2026-03-01-chip-notes-a"]


def test_a_company_that_repeats_a_wire_or_is_repeated(folder: SmallFolder) -> None:
    folder.edit("publishers.yaml", "kind: blog", "kind: company")
    folder.edit("origins.yaml", "\n", "\n- {id: chip-notes-page, publisher: chip-notes}\n")
    wire = "origin: reuters-2026-01-30-chips"
    folder.article("2026-02-01-chip-notes-a", claim("amd"), publisher="chip-notes", more=wire)
    folder.article("2026-02-02-reuters-b", claim("amd"), more="origin: chip-notes-page")
    assert places(folder, Kind.NO_SPEAKER) == ["2026-02-02-reuters-b"]


# Claims


def test_a_figure_far_from_every_other_of_its_deal(folder: SmallFolder) -> None:
    folder.article("2026-03-01-reuters-a", amount("exact: 100000000000, unit: USD"))
    folder.article("2026-03-02-reuters-b", amount("exact: 10000000000, unit: USD"))
    assert places(folder, Kind.FAR_FIGURE) == []
    folder.article("2026-03-03-reuters-c", claim("amd"), amount("up_to: 100000000, unit: USD"))
    assert places(folder, Kind.FAR_FIGURE) == ["2026-03-03-reuters-c claims[1].amount"]
    folder.article("2026-03-04-reuters-d", amount("about: 200000000, unit: USD"))
    assert places(folder, Kind.FAR_FIGURE) == []


def test_two_claims_that_give_one_figure_agree(folder: SmallFolder) -> None:
    folder.article("2026-03-01-reuters-a", amount("exact: 5, unit: USD"))
    folder.article("2026-03-02-reuters-b", amount("exact: 500, unit: USD"))
    folder.article("2026-03-03-reuters-c", amount("up_to: 500, unit: USD"))
    assert places(folder, Kind.FAR_FIGURE) == ["2026-03-01-reuters-a claims[0].amount"]


@pytest.mark.parametrize(
    "other",
    [
        amount("exact: 1, unit: USD, basis: per-year"),
        amount("exact: 1, unit: USD, of: first tranche"),
        amount("exact: 1, unit: USD", more="deal: cerebras-openai-2026"),
        amount("exact: 1, unit: USD", more="denies: relation"),
        claim("amd", more=f"units: {{exact: 150, unit: chips}}, {DEAL}"),
        claim("amd", more=f"units: {{exact: 1, unit: wafers}}, {DEAL}"),
        claim("amd", more=f"capacity: {{exact: 1, unit: GW}}, {DEAL}"),
    ],
    ids=["basis", "of", "deal", "no deal", "part", "unit", "larger unit"],
)
def test_figures_of_other_things_are_not_compared(folder: SmallFolder, other: str) -> None:
    others = [("capacity", 900, "MW"), ("units", 1000, "chips")]
    said = [claim("amd", more=f"{key}: {{exact: {number}, unit: {unit}}}, {DEAL}") for key, number, unit in others]
    folder.article("2026-03-01-reuters-a", amount("exact: 1000, unit: USD"), *said)
    folder.article("2026-03-02-reuters-b", other)
    assert places(folder, Kind.FAR_FIGURE) == []


def test_figures_in_a_larger_unit_are_compared_too(folder: SmallFolder) -> None:
    said = [claim("amd", more=f"capacity: {{exact: {figure}}}, {DEAL}") for figure in ("9, unit: MW", "9, unit: GW")]
    folder.article("2026-03-01-reuters-a", *said)
    both = ["2026-03-01-reuters-a claims[0].capacity", "2026-03-01-reuters-a claims[1].capacity"]
    assert places(folder, Kind.FAR_FIGURE) == both


def test_the_figures_of_a_deal_are_compared_by_measure(folder: SmallFolder) -> None:
    measures = "- {id: valuation, name: Valuation, kind: money}\n- {id: raised, name: Raised, kind: money}\n"
    folder.write("entities/measures.yaml", measures)
    more = f"at: 2026-03, value: {{exact: %s, unit: USD}}, {DEAL}"
    figures = [("valuation", 1000), ("raised", 10), ("raised", 11), ("valuation", 1)]
    said = [claim("openai", measure, relation="MEASURED", more=more % figure) for measure, figure in figures]
    folder.article("2026-03-01-reuters-a", *said[:3])
    assert places(folder, Kind.FAR_FIGURE) == []
    folder.article("2026-03-02-reuters-b", said[3])
    far = ["2026-03-01-reuters-a claims[0].value", "2026-03-02-reuters-b claims[0].value"]
    assert places(folder, Kind.FAR_FIGURE) == far


def test_a_relation_between_a_whole_and_its_own_part(folder: SmallFolder) -> None:
    folder.article("2026-03-01-reuters-a", claim("azure"), claim("azure", "microsoft"), claim("microsoft", "azure"))
    folder.article("2026-03-02-reuters-b", claim("microsoft", "azure", relation="OWNS"))
    whole_and_part = ["2026-03-01-reuters-a claims[1]", "2026-03-01-reuters-a claims[2]"]
    assert places(folder, Kind.SELF_RELATION) == whole_and_part


def test_active_before_it_begins(folder: SmallFolder) -> None:
    began = [f"stage: {stage}, from: {day}" for stage, day in [("active", "2026-03-02"), ("completed", "2026-Q2")]]
    later = [f"stage: {stage}, from: {day}" for stage, day in [("active", "2026-Q1"), ("agreed", "2026-04")]]
    folder.article("2026-03-01-reuters-a", *(claim("amd", more=more) for more in [*began, *later]))
    found = ["2026-03-01-reuters-a claims[0].from", "2026-03-01-reuters-a claims[1].from"]
    assert places(folder, Kind.EARLY_ACTIVE) == found


def test_what_is_withdrawn_is_no_slip(folder: SmallFolder) -> None:
    folder.edit("publishers.yaml", "kind: blog", "kind: company")
    said = [amount("exact: 1, unit: USD"), amount("exact: 100, unit: USD"), claim("azure", "microsoft")]
    folder.article("2026-03-01-chip-notes-a", *said, publisher="chip-notes")
    curated = folder.read()
    (article,) = curated.articles
    slips = {Kind.FAR_FIGURE, Kind.SELF_RELATION, Kind.NO_SPEAKER}
    withdrawals = tuple(Withdrawal(one.id, date(2026, 4, 1), "Ada Editor", "misread") for one in article.claims)
    assert slips <= {found.kind for found in suspicions(curated)}
    assert slips.isdisjoint(found.kind for found in suspicions(replace(curated, withdrawals=withdrawals)))


# First reports


def test_a_first_report_with_only_late_articles(folder: SmallFolder) -> None:
    folder.article("2026-02-10-reuters-a", claim("amd", more="origin: reuters-2026-01-30-chips"))
    assert places(folder, Kind.LATE_ARTICLES) == ["reuters-2026-01-30-chips"]
    folder.article("2026-02-09-mint-b", claim("amd"), publisher="mint", more="origin: reuters-2026-01-30-chips")
    assert places(folder, Kind.LATE_ARTICLES) == []


def test_a_first_report_dated_after_its_first_article(folder: SmallFolder) -> None:
    folder.article("2026-01-30-mint-a", claim("amd"), publisher="mint", more="origin: reuters-2026-01-30-chips")
    assert places(folder, Kind.LATE_ORIGIN) == []
    folder.article("2026-01-29-mint-b", claim("groq"), publisher="mint", more="origin: reuters-2026-01-30-chips")
    assert places(folder, Kind.LATE_ORIGIN) == ["reuters-2026-01-30-chips"]


def test_a_first_report_of_a_month_may_come_any_day_of_it(folder: SmallFolder) -> None:
    folder.edit("origins.yaml", "published: 2026-01-30", "published: 2026-01")
    folder.article("2026-01-02-mint-a", claim("amd"), publisher="mint", more="origin: reuters-2026-01-30-chips")
    assert places(folder, Kind.LATE_ORIGIN) == places(folder, Kind.LATE_ARTICLES) == []
    folder.edit("origins.yaml", "published: 2026-01", "published: 2025-12")
    assert places(folder, Kind.LATE_ARTICLES) == []


# Reference data


def test_a_company_that_other_files_name_and_no_claim_is_about(folder: SmallFolder) -> None:
    folder.article("2026-03-01-reuters-a", claim("azure", more="said_by: groq"), claim("google", "amd"))
    assert places(folder, Kind.NO_CLAIM) == ["groq", "microsoft", "nvidia"]  # speaks, is the whole, designs blackwell


def test_reference_data_that_nothing_uses(folder: SmallFolder) -> None:
    folder.article("2026-03-01-reuters-a", claim("google", more="said_by: sam-altman, products: [blackwell]"))
    assert places(folder, Kind.UNUSED_ENTITY) == ["azure", "cerebras", "groq"]  # a deal names amd
    assert places(folder, Kind.UNUSED_PUBLISHER) == ["chip-notes", "mint"]
    assert places(folder, Kind.UNUSED_ORIGIN) == ["reuters-2026-01-30-chips"]
    assert places(folder, Kind.UNUSED_DEAL) == ["amd-openai-2026", "cerebras-openai-2026"]


def test_every_way_to_use_reference_data(folder: SmallFolder) -> None:
    folder.write("entities/rules.yaml", "- {id: h20-licence, name: Licence, kind: export-licence}\n")
    folder.write("entities/governments.yaml", "- {id: bis, name: BIS, kind: agency}\n")
    folder.edit("origins.yaml", "\n", "\n- {id: mint-report, publisher: mint}\n")
    rule = claim("bis", "nvidia", relation="REGULATES", more="rule: h20-licence, effect: forbids")
    said = [
        claim("groq", "google", more="said_by: cerebras, deal: cerebras-openai-2026"),
        amount("exact: 1, unit: USD"),
    ]
    others = [rule, claim("azure", more="origin: mint-report, said_by: sam-altman, products: [blackwell]")]
    origin = "origin: reuters-2026-01-30-chips"
    folder.article("2026-02-01-chip-notes-a", *said, *others, publisher="chip-notes", more=origin)
    unused = [Kind.UNUSED_ENTITY, Kind.UNUSED_PUBLISHER, Kind.UNUSED_ORIGIN, Kind.UNUSED_DEAL]
    assert [places(folder, kind) for kind in unused] == [[], [], [], []]


@pytest.mark.parametrize(
    "entry",
    [
        "{id: open-ai, name: Another, kind: ai-lab}",
        "{id: another, name: 'Open-AI.', kind: ai-lab}",
        "{id: another, name: oPENai, kind: ai-lab}",
        "{id: another, name: Another, aliases: [open ai], kind: ai-lab}",
    ],
    ids=["id", "punctuation", "case", "alias"],
)
def test_two_entities_of_one_name(folder: SmallFolder, entry: str) -> None:
    folder.article("2026-03-01-reuters-a", claim("amd"))
    assert places(folder, Kind.SHARED_NAME) == []
    folder.edit("entities/companies.yaml", "kind: ai-lab}\n", f"kind: ai-lab}}\n- {entry}\n")
    (place,) = places(folder, Kind.SHARED_NAME)
    assert place.startswith("openai, ")


def test_two_publishers_of_one_name(folder: SmallFolder) -> None:
    folder.edit("publishers.yaml", "\n- {id: mint", "\n- {id: r-e-uters, name: Wire, kind: wire}\n- {id: mint")
    folder.article("2026-03-01-reuters-a", claim("amd"))
    assert places(folder, Kind.SHARED_NAME) == ["reuters, r-e-uters"]
