"""Dates in claims and articles."""

from pathlib import Path

import pytest

from tests.unit.curated_folder import HEAD, article_problem, claim_problem, claim_problems, claim_text

RULE = "write 2026, 2026-H1, 2026-Q1, 2026-03, 2026-03-14, or early, mid or late 2026"


@pytest.mark.parametrize(
    "written", ["2026", "2026-H2", "2026-Q4", "2026-03", "2026-03-14", "early 2026", "mid 2026", "late 2026", '"2026"']
)
def test_every_precision_is_a_date(tmp_path: Path, written: str) -> None:
    assert claim_problems(tmp_path, from_=written) == []


@pytest.mark.parametrize(
    "written", ["2026-13", "2026-02-30", "2026-Q5", "2026-H3", "Early 2026", "2026-2-2", "02/03/2026", "0000"]
)
def test_anything_else_is_none(tmp_path: Path, written: str) -> None:
    assert claim_problem(tmp_path, from_=written) == f"10: claims[0].from: '{written}' is not a date; {RULE}"


def test_a_fraction_is_no_date(tmp_path: Path) -> None:
    assert claim_problem(tmp_path, from_="2026.5") == f"10: claims[0].from: 2026.5 is not a date; {RULE}"


def test_true_is_no_date(tmp_path: Path) -> None:
    assert claim_problem(tmp_path, from_="true") == f"10: claims[0].from: true is not a date; {RULE}"


def test_a_claim_has_one_end(tmp_path: Path) -> None:
    found = claim_problem(tmp_path, until="2028", ends_in="2028")
    assert found.startswith("11: claims[0].ends_in: until and ends_in are given; write one end")


def test_start_lies_before_the_last_period(tmp_path: Path) -> None:
    found = claim_problem(tmp_path, from_="2027", through="2026-12")
    assert found.startswith("10: claims[0].from: 2027 is not before through: 2026-12")


def test_start_and_until_on_one_day_leave_nothing(tmp_path: Path) -> None:
    assert "is not before until: 2026-03-14" in claim_problem(tmp_path, from_="2026-03-14", until="2026-03-14")


def test_start_may_lie_in_the_period_in_which_it_ends(tmp_path: Path) -> None:
    assert claim_problems(tmp_path, from_="2026-03", ends_in="2026") == []


def test_words_are_said_by_the_day_of_publication(tmp_path: Path) -> None:
    found = claim_problem(tmp_path, said_on="2026-02-03")
    assert found.startswith("10: claims[0].said_on: 2026-02-03 is after 2026-02-02, when the article was published")


def test_words_of_the_month_of_publication_are_accepted(tmp_path: Path) -> None:
    assert claim_problems(tmp_path, said_on="2026-02") == []


@pytest.mark.parametrize("written", ["2026", "2026-Q1", "early 2026", "2026-2-2", "true"])
def test_an_article_comes_out_on_a_day_or_in_a_month(tmp_path: Path, written: str) -> None:
    text = HEAD.replace("2026-02-02", written) + "claims:\n" + claim_text()
    found = article_problem(tmp_path, text)
    assert found.startswith("3: published: ")
    assert "is neither a day nor a month; write 2026-03-14, or 2026-03 without a known day" in found
