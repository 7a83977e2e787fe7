"""A whole folder: all problems at once, none that only follow from others, and the seed's own data."""

from pathlib import Path

import pytest

from seed.reading import read_folder
from service.errors import CuratedFilesError
from tests.unit.curated_folder import ARTICLE, HEAD, REFERENCE, claim_text, only, problems, write_files

DATA = Path(__file__).parents[2] / "seed" / "data"
TEXT = f"{HEAD}claims:\n{claim_text()}"
# One fault each, and what its message must name.
FAULTS = {
    "subject: nvidia": [
        ("subject: nvida", "did you mean nvidia?"),
        ("subject: Nvidia", "is not an id"),
        ("", "is missing"),
    ],
    "relation: SUPPLIES": [("relation: SUPPLY", "did you mean SUPPLIES?"), ("relation: MAKES", "MAKES joins Company")],
    "object: openai": [("object: openia", "did you mean openai?"), ("object: blackwell", "SUPPLIES joins Company")],
    "kind: news": [("kind: report", "is no kind of article"), ("kind: No", "is no kind of article")],
    "summary: Nvidia sells chips to OpenAI.": [
        ("summary: ", "the value is missing"),
        ("stage: planned", "summary is missing"),
        ("summary: A\n    stage: signed", "is no stage"),
        ("summary: A\n    provides: chips", "is not a list"),
        ("summary: A\n    from: 2026-13", "is not a date"),
        ("summary: A\n    amount: 5", "stands where keys belong"),
        ("summary: A\n    summary: B", "write each key once"),
        ("summary: A: B", "this is not YAML"),
    ],
}


def broken_articles() -> dict[str, tuple[str, str]]:
    """Fifty-one article files by name, each with one fault, and words of the message that it must give."""
    found: dict[str, tuple[str, str]] = {}
    for turn in ("a", "b", "c"):
        for right, faults in FAULTS.items():
            for wrong, words in faults:
                text = TEXT.replace("nvidia-openai", f"{turn}{len(found)}").replace(right, wrong)
                if not wrong:
                    text = text.replace("  - \n    ", "  - ")
                found[f"articles/2026/02/2026-02-02-reuters-{turn}{len(found)}.yaml"] = (text, words)
    return found


def test_fifty_broken_files_give_fifty_messages(tmp_path: Path) -> None:
    broken = broken_articles()
    assert len(broken) > 50
    found = problems(tmp_path, {name: text for name, (text, _) in broken.items()})
    for name, (_, words) in broken.items():
        message = only([one for one in found if one.startswith(f"{Path(name).name}:")])
        assert words in message


def test_unreadable_entities_raise_no_further_problems(tmp_path: Path) -> None:
    companies = REFERENCE["entities/companies.yaml"] + "- {id: amd, name: AMD: chips, kind\n"
    found = only(problems(tmp_path, {ARTICLE: TEXT, "entities/companies.yaml": companies}))
    assert found.startswith("companies.yaml:4: this is not YAML")


def test_wrongly_encoded_entities_raise_no_further_problems(tmp_path: Path) -> None:
    companies = REFERENCE["entities/companies.yaml"].encode("utf-16")
    found = only(problems(tmp_path, {ARTICLE: TEXT, "entities/companies.yaml": companies}))
    assert "looks like UTF-16" in found


def test_entity_at_fault_is_still_listed(tmp_path: Path) -> None:
    companies = REFERENCE["entities/companies.yaml"].replace("kind: chipmaker", "kind: chips")
    found = only(problems(tmp_path, {ARTICLE: TEXT, "entities/companies.yaml": companies}))
    assert "'chips' is no kind of Company" in found


def test_entity_file_of_another_shape_raises_no_further_problems(tmp_path: Path) -> None:
    companies = "nvidia: {kind: chipmaker}\nopenai: {kind: ai-lab}\n"
    found = only(problems(tmp_path, {ARTICLE: TEXT, "entities/companies.yaml": companies}))
    assert found.startswith("companies.yaml:1: a mapping stands where a list belongs")


def test_unreadable_publishers_raise_no_further_problems(tmp_path: Path) -> None:
    publishers = REFERENCE["publishers.yaml"] + "- [\n"
    assert "this is not YAML" in only(problems(tmp_path, {ARTICLE: TEXT, "publishers.yaml": publishers}))


def test_an_unreadable_article_may_still_be_corrected(tmp_path: Path) -> None:
    correction = TEXT.replace("/nvidia-openai", "/c") + "corrects: https://example.com/nvidia-openai\n"
    found = problems(tmp_path, {ARTICLE: TEXT + "\t", ARTICLE.replace("nvidia", "c"): correction})
    assert "the line holds a tab" in only(found)


def test_one_broken_claim_hides_no_other(tmp_path: Path) -> None:
    claims = [claim_text(stage="a"), claim_text(stage="active"), "  - nothing\n", claim_text(object="b")]
    found = problems(tmp_path, {ARTICLE: HEAD + "claims:\n" + "".join(claims)})
    assert [one.split(": ")[1] for one in found] == ["claims[0].stage", "claims[2]", "claims[3].object"]


def test_problems_come_in_the_order_of_files_and_lines(tmp_path: Path) -> None:
    write_files(tmp_path, {**REFERENCE, ARTICLE: TEXT.replace("nvidia\n", "x\n"), "deals.yaml": "- {}\n"})
    with pytest.raises(CuratedFilesError) as refused:
        read_folder(tmp_path)
    places = [(problem.file, problem.line) for problem in refused.value.problems]
    assert places == sorted(places)
    assert len(places) == 4


def test_files_are_named_from_the_working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_files(tmp_path / "data", {**REFERENCE, ARTICLE: TEXT.replace("kind: news", "kind: newz")})
    with pytest.raises(CuratedFilesError, match=f"^data/{ARTICLE}:4: kind: 'newz' is no kind of article"):
        read_folder(tmp_path / "data")


def test_a_missing_folder_is_no_empty_one(tmp_path: Path) -> None:
    with pytest.raises(CuratedFilesError, match="there is no such folder; give one such as seed/data"):
        read_folder(tmp_path / "dtaa")


def test_every_file_may_be_missing(tmp_path: Path) -> None:
    curated = read_folder(tmp_path)
    assert ([*curated.articles], curated.rulings, curated.withdrawals, curated.past) == ([], (), (), ())


def test_articles_come_in_the_order_in_which_they_became_known(tmp_path: Path) -> None:
    month = TEXT.replace("nvidia-openai", "month").replace("2026-02-02", "2026-02")
    day = TEXT.replace("nvidia-openai", "day").replace("2026-02-02", "2026-02-27")
    files = {"2026-02-reuters-month": month, "2026-02-27-reuters-day": day, "2026-02-02-reuters-first": TEXT}
    write_files(tmp_path, {**REFERENCE, **{f"articles/2026/02/{name}.yaml": text for name, text in files.items()}})
    known = [article.id for article in read_folder(tmp_path).articles]
    assert known == ["2026-02-02-reuters-first", "2026-02-27-reuters-day", "2026-02-reuters-month"]


def test_a_claim_holds_all_that_is_written(tmp_path: Path) -> None:
    extra = {
        "from_": "2026-Q1",
        "amount": "{up_to: 5, unit: USD, of: a}",
        "products": "[blackwell]",
        "exclusive": "false",
    }
    write_files(tmp_path, {**REFERENCE, ARTICLE: f"{HEAD}claims:\n{claim_text(deal='nvidia-openai-2025', **extra)}"})
    claim = read_folder(tmp_path).articles[0].claims[0]
    assert (claim.fact, claim.products, claim.exclusive) == (
        "nvidia|SUPPLIES|openai|nvidia-openai-2025",
        ("blackwell",),
        False,
    )
    assert claim.from_ is not None
    assert claim.amount is not None
    assert (claim.from_.text, claim.amount.text, claim.amount.of) == ("2026-Q1", "up to 5 USD", "a")


def test_wording_does_not_change_the_id_of_a_claim(tmp_path: Path) -> None:
    ids = []
    for wording in ({"summary": "A"}, {"summary": "B", "quote": "c", "where": "d"}, {"stage": "active"}):
        write_files(tmp_path, {**REFERENCE, ARTICLE: f"{HEAD}claims:\n{claim_text(**wording)}"})
        ids.append(read_folder(tmp_path).articles[0].claims[0].id)
    assert ids[0] == ids[1] != ids[2]


def test_quotes_around_a_year_do_not_change_the_id_of_a_claim(tmp_path: Path) -> None:
    ids = set()
    for year in ("2026", '"2026"'):
        write_files(tmp_path, {**REFERENCE, ARTICLE: f"{HEAD}claims:\n{claim_text(from_=year)}"})
        ids.add(read_folder(tmp_path).articles[0].claims[0].id)
    assert len(ids) == 1


def test_the_seed_data_has_no_problem() -> None:
    curated = read_folder(DATA)
    assert "2026-02-02-nextfin-openai-nvidia" in {article.id for article in curated.articles}


def test_the_seed_data_lists_nothing_that_no_article_needs() -> None:
    curated = read_folder(DATA)
    claims = [claim for article in curated.articles for claim in article.claims]
    assert {claim.deal for claim in claims} >= set(curated.directory.deals)
    origins = {claim.origin for claim in claims} | {article.origin for article in curated.articles}
    assert origins >= set(curated.directory.origins)
