"""JSON Schema of the curated files: right files pass, each wrong one is refused where it is wrong."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator, ValidationError

from seed.positions import parse
from seed.schema_files import FOLDER, path_of, places, schemas, texts, write_schemas
from seed.texts import read_text
from service.settings import PROJECT
from tests.unit.curated_folder import CLAIM, HEAD, claim_text

DATA = PROJECT / "seed" / "data"
SETTINGS = PROJECT / ".vscode" / "settings.json"
HASH = "0" * 64
RULING = f"id: r, on: 2026-03-01, by: Ada, reason: twice, claim: {HASH}"


@cache
def validator(name: str) -> Draft7Validator:
    return Draft7Validator(schemas()[name])


def faults(name: str, text: str) -> list[str]:
    """Where the schema `name` refuses `text`; for a key that must not be there, the mapping that holds it."""
    return sorted(error.json_path for error in validator(name).iter_errors(parse(text).root))


def article(more: str = "", **keys: str | None) -> str:
    return f"{HEAD}{more}claims:\n{claim_text(**keys)}"


def mappings(schema: Any) -> Iterator[dict[str, Any]]:
    """Every property of every mapping in `schema`."""
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield from schema["properties"].values()
        for value in schema.values():
            yield from mappings(value)


# The files


def test_the_committed_schemas_are_those_of_the_formats() -> None:
    written = {path.name: path.read_text("utf-8") for path in FOLDER.iterdir()}
    assert written == {path_of(name).name: text for name, text in texts().items()}, "run: python -m seed schemas"


def test_writing_makes_one_file_for_each_schema(tmp_path: Path) -> None:
    assert sorted(write_schemas(tmp_path / "new")) == sorted((tmp_path / "new").iterdir())
    assert len(list((tmp_path / "new").iterdir())) == len(places())


@pytest.mark.parametrize("name", sorted(places()))
def test_a_schema_is_one(name: str) -> None:
    Draft7Validator.check_schema(schemas()[name])


@pytest.mark.parametrize("name", sorted(places()))
def test_every_key_has_a_description_and_its_examples_are_right(name: str) -> None:
    for key in mappings(schemas()[name]):
        assert key["description"]
        for example in key.get("examples", ()):
            assert Draft7Validator(key | {"additionalProperties": True, "required": []}).is_valid(example)


def test_editors_are_told_the_schema_of_every_file() -> None:
    told = json.loads(SETTINGS.read_text("utf-8"))["yaml.schemas"]
    assert told == {f"./seed/schemas/{name}.schema.json": f"seed/data/{glob}" for name, glob in places().items()}
    assert all((PROJECT / path).is_file() for path in told)
    found = [path for glob in told.values() for path in PROJECT.glob(glob)]
    assert sorted(found) == sorted(DATA.rglob("*.yaml"))


@pytest.mark.parametrize("name", sorted(places()))
def test_every_curated_file_passes(name: str) -> None:
    for path in DATA.glob(places()[name]):
        assert faults(name, read_text(path)) == [], path


# Articles


def test_an_article_passes() -> None:
    assert faults("article", article()) == []


def test_an_article_that_only_takes_back_passes_without_claims() -> None:
    assert faults("article", f"{HEAD}retracts: https://example.com/other\n") == []


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("[]", "$"),
        (article().replace("url: https", "uri: https"), "$"),
        (article().replace("https:", "ftp:"), "$.url"),
        (article().replace("publisher: reuters", "publisher: Reuters"), "$.publisher"),
        (article().replace("2026-02-02", "2026-Q1"), "$.published"),
        (article().replace("2026-02-02", "2026-02-32"), "$.published"),
        (article().replace("kind: news", "kind: blog"), "$.kind"),
        (article("title: 7\n"), "$.title"),
        (article("origin:\n"), "$.origin"),
        (article("corrects: https://a.b/c\nretracts: https://a.b/c\n"), "$"),
        (HEAD, "$"),
        (f"{HEAD}claims: []\n", "$"),
        (f"{HEAD}claims: none\n", "$.claims"),
    ],
)
def test_a_wrong_article_is_refused(text: str, where: str) -> None:
    assert set(faults("article", text)) == {where}


# Claims


@pytest.mark.parametrize(
    "keys",
    [
        {"from_": "2026", "through": "late 2027"},
        {"from_": "2026-H1", "ends_in": "2026-Q4", "said_on": "2026-01"},
        {"amount": "{min: 1, max: 2.5, unit: USD, basis: per-year, of: first half}"},
        {"share": "{about: 1, unit: share}", "exclusive": "false", "workloads": "[training, inference]"},
        {"relation": "MEASURED", "at": "2026-02", "value": "{exact: 3, unit: GB/s}"},
        {"relation": "MEASURED", "at": "2026-02", "denies": "value"},
        {"summary": ">-\n      Folded words\n      of one line"},
        {"said_by": "sam-altman", "standing": "party"},
        {"denies": "dates", "until": "2026"},
        {"summary": " ".join(["word"] * 30)},
    ],
)
def test_a_right_claim_passes(keys: dict[str, str]) -> None:
    assert faults("article", article(**keys)) == []


@pytest.mark.parametrize(
    ("keys", "where"),
    [
        ({"relation": None}, ""),
        ({"summary": None}, ""),
        ({"colour": "red"}, ""),
        ({"relation": "SELLS"}, ".relation"),
        ({"subject": "Open AI"}, ".subject"),
        ({"deal": "[a]"}, ".deal"),
        ({"stage": "signed"}, ".stage"),
        ({"denies": "summary"}, ".denies"),
        ({"provides": "chips"}, ".provides"),
        ({"provides": "[]"}, ".provides"),
        ({"provides": "[chips, chips]"}, ".provides"),
        ({"provides": "[chip]"}, ".provides[0]"),
        ({"workloads": "[both]"}, ".workloads[0]"),
        ({"products": "[H100]"}, ".products[0]"),
        ({"from_": "2026-13"}, ".from"),
        ({"from_": "spring 2026"}, ".from"),
        ({"from_": "26"}, ".from"),
        ({"until": "2027", "through": "2026"}, ""),
        ({"said_by": "openai", "unnamed": "people"}, ""),
        ({"standing": "party"}, ""),
        ({"standing": "unnamed", "said_by": "openai"}, ""),
        ({"standing": "outlet", "unnamed": "people"}, ""),
        ({"standing": "rumour"}, ".standing"),
        ({"exclusive": "yes"}, ".exclusive"),
        ({"summary": " ".join(["word"] * 31)}, ".summary"),
        ({"quote": " ".join(["word"] * 16)}, ".quote"),
        ({"where": '" "'}, ".where"),
        ({"at": "2026"}, ".relation"),
        ({"denies": "verdict"}, ".relation"),
        ({"denies": "dates"}, ""),
        ({"relation": "MEASURED", "value": "{exact: 1, unit: USD}"}, ""),
        ({"relation": "MEASURED", "at": "2026"}, ""),
        ({"relation": "EVALUATES", "aspect": "speed"}, ""),
        ({"relation": "EVALUATES", "aspect": "taste", "verdict": "mixed"}, ".aspect"),
        ({"relation": "EVALUATES", "aspect": "speed", "verdict": "good"}, ".verdict"),
        ({"relation": "REGULATES", "rule": "h20-licence"}, ""),
        ({"relation": "REGULATES", "rule": "h20-licence", "effect": "bans"}, ".effect"),
    ],
)
def test_a_wrong_claim_is_refused(keys: dict[str, str | None], where: str) -> None:
    assert set(faults("article", article(**keys))) == {f"$.claims[0]{where}"}


@pytest.mark.parametrize(
    ("quantity", "where"),
    [
        ("5", ""),
        ("{unit: USD}", ""),
        ("{exact: 5}", ""),
        ("{exact: 5, about: 6, unit: USD}", ""),
        ("{exact: 5, min: 1, max: 6, unit: USD}", ""),
        ("{min: 5, unit: USD}", ""),
        ("{exact: -5, unit: USD}", ".exact"),
        ("{exact: 5bn, unit: USD}", ".exact"),
        ("{exact: 5, unit: GW}", ".unit"),
        ("{exact: 5, unit: USD, basis: yearly}", ".basis"),
        ("{exact: 5, unit: USD, of: a|b}", ".of"),
        ("{exact: 5, unit: USD, per: year}", ""),
    ],
)
def test_a_wrong_quantity_is_refused(quantity: str, where: str) -> None:
    assert set(faults("article", article(amount=quantity))) == {f"$.claims[0].amount{where}"}


def test_a_share_is_at_most_1() -> None:
    assert faults("article", article(share="{exact: 50, unit: share}")) == ["$.claims[0].share.exact"]


def test_an_enumeration_is_suggested_whole() -> None:
    keys = schemas()["article"]["properties"]["claims"]["items"]["properties"]
    assert keys["stage"]["enum"][:2] == ["exploring", "planned"]
    assert keys["capacity"]["properties"]["unit"]["enum"] == ["MW", "GW"]
    assert set(CLAIM) <= set(keys)


# The other files


@pytest.mark.parametrize(
    ("name", "entry", "where"),
    [
        ("companies", "id: a, name: A, kind: gpu", ".kind"),
        ("companies", "id: a, name: A", ""),
        ("companies", "id: a, name: A, kind: cloud, works_for: [b]", ""),
        ("companies", "id: a, name: A, kind: cloud, ticker: nvda", ".ticker"),
        ("companies", "id: a, name: A, kind: cloud, country: UK", ".country"),
        ("companies", "id: a, name: A, kind: cloud, aliases: B", ".aliases"),
        ("chips", "id: a, name: A, kind: gpu, ticker: NASDAQ:NVDA", ""),
        ("people", "id: a, name: A, kind: executive, designer: b", ""),
        ("publishers", "id: a, name: A, kind: paper", ".kind"),
        ("publishers", "id: a_b, name: A, kind: wire", ".id"),
        ("origins", "id: a, published: 2026-01-01", ""),
        ("origins", "id: a, publisher: b, published: 2026", ".published"),
        ("deals", "id: a, name: A, kind: gift", ".kind"),
        ("deals", "id: a, name: A, kind: loan, parties: b", ".parties"),
        ("deals", "id: a, name: A, kind: loan, parties: [{entity: b}]", ".parties[0]"),
        ("deals", "id: a, name: A, kind: loan, parties: [{entity: b, role: boss}]", ".parties[0].role"),
        ("rulings", f"{RULING}, action: IGNORE", ".action"),
        ("rulings", f"{RULING}, action: SAME_ORIGIN, origins: [a, b]", ""),
        ("rulings", f"{RULING}, action: PREFER, origins: [a, b]", ""),
        ("rulings", "id: r, on: 2026-03-01, by: Ada, reason: twice, action: PREFER, claim: 12ab", ".claim"),
        ("rulings", "id: r, on: 2026-03, by: Ada, reason: twice, action: PREFER, claim: " + HASH, ".on"),
        ("rulings", "id: r, on: 2026-03-01, by: A, reason: b, action: SAME_ORIGIN, origins: [a]", ".origins"),
        ("rulings", "id: r, on: 2026-03-01, by: A, reason: b, action: DEPRECATE", ""),
    ],
)
def test_a_wrong_entry_is_refused(name: str, entry: str, where: str) -> None:
    assert f"$[0]{where}" in faults(name, f"- {{{entry}}}\n")


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("people", "id: a, name: A, kind: executive, works_for: [b]"),
        ("companies", 'id: a, name: A, kind: cloud, country: "NO", ticker: NASDAQ:A'),
        ("chips", "id: a, name: A, kind: gpu, designer: b"),
        ("rulings", f"{RULING}, action: PREFER"),
        ("rulings", "id: r, on: 2026-03-01, by: A, reason: b, action: SAME_ORIGIN, origins: [a, b]"),
    ],
)
def test_a_right_entry_passes(name: str, entry: str) -> None:
    assert faults(name, f"- {{{entry}}}\n") == []


def test_a_file_of_entries_is_a_list() -> None:
    with pytest.raises(ValidationError):
        validator("deals").validate({})
