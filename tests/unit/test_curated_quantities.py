"""Quantities in claims."""

from pathlib import Path

import pytest

from tests.unit.curated_folder import claim_problem, claim_problems


@pytest.mark.parametrize(
    "written",
    [
        "{exact: 5, unit: USD}",
        "{about: 0.5, unit: USD, basis: per-year}",
        "{up_to: 100000000000, unit: USD, of: first tranche}",
        "{at_least: 0, unit: USD}",
        "{min: 1, max: 1, unit: USD}",
    ],
)
def test_every_wording_is_a_quantity(tmp_path: Path, written: str) -> None:
    assert claim_problems(tmp_path, amount=written) == []


def test_two_wordings_are_one_too_many(tmp_path: Path) -> None:
    found = claim_problem(tmp_path, amount="{exact: 1, about: 2, unit: USD}")
    assert found.startswith("10: claims[0].amount: exact and about are given; write exactly one of them")


def test_a_wording_does_not_go_with_a_range(tmp_path: Path) -> None:
    assert "exact and min with max are given" in claim_problem(tmp_path, amount="{exact: 1, min: 1, max: 2, unit: USD}")


def test_a_quantity_has_a_number(tmp_path: Path) -> None:
    assert "the number is missing; write exact, about, up_to" in claim_problem(tmp_path, amount="{unit: USD}")


def test_min_needs_max(tmp_path: Path) -> None:
    assert "min stands without max" in claim_problem(tmp_path, amount="{min: 1, unit: USD}")


def test_min_is_not_above_max(tmp_path: Path) -> None:
    found = claim_problem(tmp_path, amount="{min: 2, max: 1, unit: USD}")
    assert found.startswith("10: claims[0].amount.min: 2 is above max, 1")


def test_a_quantity_has_a_unit(tmp_path: Path) -> None:
    found = claim_problem(tmp_path, amount="{exact: 1}")
    assert found == "10: claims[0].amount: unit is missing; write it, such as unit: USD"


def test_unknown_unit_lists_the_units(tmp_path: Path) -> None:
    found = claim_problem(tmp_path, amount="{exact: 1, unit: EUR}")
    assert found.startswith("10: claims[0].amount.unit: 'EUR' is no unit; write USD, MW, GW")


@pytest.mark.parametrize(
    ("key", "unit", "rule"),
    [
        ("amount", "GW", "'GW' does not measure money; for amount write USD"),
        ("capacity", "GB", "'GB' does not measure power; for capacity write MW or GW"),
        ("units", "USD", "'USD' does not measure a count; for units write chips, wafers, racks or shares"),
        ("share", "chips", "'chips' does not measure a share; for share write share"),
    ],
)
def test_unit_fits_the_key(tmp_path: Path, key: str, unit: str, rule: str) -> None:
    found = claim_problem(tmp_path, **{key: f"{{exact: 0.5, unit: {unit}}}"})
    assert found == f"10: claims[0].{key}.unit: {rule}"


def test_a_share_is_at_most_one(tmp_path: Path) -> None:
    found = claim_problem(tmp_path, share="{about: 40, unit: share}")
    assert found == "10: claims[0].share.about: 40 is above 1; a share goes from 0 to 1: for 40 % write 0.4"


def test_unknown_basis(tmp_path: Path) -> None:
    found = claim_problem(tmp_path, amount="{exact: 1, unit: USD, basis: yearly}")
    assert found.startswith("10: claims[0].amount.basis: 'yearly' is no basis; write total, per-year")


@pytest.mark.parametrize(
    "written", ["1_000", "0o17", "017", "1e999", ".inf", ".nan", "0x1F", "true", "yes", '"5"', "5bn"]
)
def test_numbers_are_plain_digits(tmp_path: Path, written: str) -> None:
    found = claim_problem(tmp_path, amount=f"{{exact: {written}, unit: USD}}")
    assert found.startswith("10: claims[0].amount.exact: ")
    assert found.endswith("is not a number; write digits only, such as 1500000000 or 0.5")


@pytest.mark.parametrize("written", ["-5", "-0.5", "-0.0"])
def test_numbers_are_not_negative(tmp_path: Path, written: str) -> None:
    assert "is below zero" in claim_problem(tmp_path, amount=f"{{exact: {written}, unit: USD}}")


def test_an_absurdly_long_number_is_none(tmp_path: Path) -> None:
    assert "is not a number" in claim_problem(tmp_path, amount=f"{{exact: {'9' * 5000}, unit: USD}}")


def test_what_it_is_of_holds_no_bar(tmp_path: Path) -> None:
    found = claim_problem(tmp_path, amount="{exact: 1, unit: USD, of: a|b}")
    assert found.startswith("10: claims[0].amount.of: 'a|b' holds a |, which separates the parts of a fact")


def test_unknown_key_of_a_quantity(tmp_path: Path) -> None:
    assert "did you mean exact?" in claim_problem(tmp_path, amount="{exactly: 1, exact: 1, unit: USD}")


def test_a_bare_number_is_no_quantity(tmp_path: Path) -> None:
    assert "100 stands where keys belong; write keys, such as exact:" in claim_problem(tmp_path, amount="100")


def test_value_is_for_measured_only(tmp_path: Path) -> None:
    assert "value does not go with SUPPLIES" in claim_problem(tmp_path, value="{exact: 1, unit: USD}")
