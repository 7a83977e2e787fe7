"""docs/coverage.md, and what it counts."""

from pathlib import Path

import pytest

from seed.coverage import Coverage, coverage
from seed.coverage_page import coverage_page
from seed.reading import Curated
from service.model.vocabulary import Evidence
from service.settings import PROJECT
from tests.small_folder import SmallFolder, claim, small_folder

WIRE = "origin: reuters-2026-01-30-chips"


@pytest.fixture
def folder(tmp_path: Path) -> SmallFolder:
    """Two articles of one first report, and one of its own a month and more later."""
    folder = small_folder(tmp_path)
    folder.article("2026-02-01-mint-a", claim("amd", more="products: [blackwell]"), publisher="mint", more=WIRE)
    folder.article("2026-02-02-chip-notes-b", claim("amd"), claim("groq"), publisher="chip-notes", more=WIRE)
    folder.article("2026-04-01-chip-notes-c", claim("groq", more="said_by: sam-altman"), publisher="chip-notes")
    return folder


@pytest.fixture
def found(folder: SmallFolder) -> Coverage:
    return coverage(folder.read())


def lines(folder: SmallFolder, start: str) -> list[str]:
    return [line for line in coverage_page(coverage(folder.read())).splitlines() if line.startswith(start)]


def test_the_page_says_what_the_curated_data_covers(curated: Curated) -> None:
    page = (PROJECT / "docs" / "coverage.md").read_text("utf-8")
    assert page == coverage_page(coverage(curated)), "python -m seed coverage > docs/coverage.md"


def test_articles_and_claims_are_counted_by_month_and_by_publisher(found: Coverage) -> None:
    assert {month: (one.articles, one.claims) for month, one in found.months.items()} == {
        "2026-02": (2, 3),
        "2026-04": (1, 1),
    }
    assert {id_: (one.articles, one.claims) for id_, one in found.publishers.items()} == {
        "mint": (1, 1),
        "chip-notes": (2, 3),
    }


def test_facts_are_counted_as_known_on_the_last_day(found: Coverage) -> None:
    supplies = found.facts["SUPPLIES"]
    assert (found.relations["SUPPLIES"].claims, supplies.facts) == (4, 2)
    assert supplies.evidence == {Evidence.REPORTED: 1, Evidence.STATED: 1}


def test_a_fact_of_one_first_report_has_one_however_many_repeat_it(found: Coverage) -> None:
    assert found.facts["SUPPLIES"].one_origin == 1  # amd's; groq has a word of its own too


def test_an_article_counts_once_for_a_company_however_much_it_says(found: Coverage) -> None:
    assert (found.about["openai"].articles, found.about["openai"].claims) == (3, 4)


def test_entities_are_at_an_end_only_named_or_in_no_claim(folder: SmallFolder, found: Coverage) -> None:
    unnamed = {entity.id for entity in found.without_claims()}
    assert unnamed == {"azure", "cerebras", "google", "microsoft", "nvidia"}
    assert lines(folder, "| Company ") == ["| Company | 8 | 3 | 0 | 5 |"]
    assert lines(folder, "| Chip ") == ["| Chip | 1 | 0 | 1 | 0 |"]
    assert lines(folder, "| Person ") == ["| Person | 1 | 0 | 1 | 0 |"]


def test_months_without_articles_are_named(folder: SmallFolder) -> None:
    assert lines(folder, "- Months") == ["- Months without an article: 2026-03."]
    folder.article("2027-01-01-reuters-d", claim("groq"))
    assert lines(folder, "- Months") == ["- Months without an article: 2026-03, 2026-05 to 2026-12."]


def test_a_company_long_unheard_of_is_named(folder: SmallFolder) -> None:
    assert lines(folder, "- Companies whose last") == ["- Companies whose last claim is older than a year: none."]
    folder.article("2027-02-02-reuters-d", claim("groq"))
    assert lines(folder, "- Companies whose last") == ["- Companies whose last claim is older than a year: none."]
    folder.article("2027-02-03-reuters-e", claim("groq"))
    assert lines(folder, "- Companies whose last") == [
        "- Companies whose last claim is older than a year: amd (2026-02)."
    ]


def test_companies_and_relations_from_one_article_are_named(folder: SmallFolder) -> None:
    folder.article("2026-04-02-reuters-d", claim("google", "cerebras", relation="INVESTS_IN"))
    assert lines(folder, "- Companies known from") == ["- Companies known from one article: cerebras, google."]
    assert lines(folder, "- Relations from") == ["- Relations from one article: INVESTS_IN."]


def test_a_fact_of_which_nobody_says_whether_it_holds_is_open(folder: SmallFolder) -> None:
    folder.article("2026-04-02-reuters-d", claim("google", more="denies: amount, amount: {exact: 1, unit: USD}"))
    (line,) = lines(folder, "| SUPPLIES ")
    assert line.endswith(" 1 |")


def test_facts_are_counted_as_editors_ruled(folder: SmallFolder) -> None:
    folder.article("2026-04-02-reuters-d", claim("google"))
    google = list(folder.read().articles)[-1].claims[0]
    ruling = f"{{id: one, on: 2026-04-02, by: Ada Editor, reason: misread, action: DEPRECATE, claim: {google.id}}}"
    folder.write("rulings.yaml", f"- {ruling}\n")
    assert coverage(folder.read()).facts["SUPPLIES"].evidence[Evidence.RETRACTED] == 1
