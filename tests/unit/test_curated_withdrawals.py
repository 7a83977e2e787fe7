"""withdrawals.yaml: claims that a file made once and makes no more."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from seed.reading import Curated, read_folder
from seed.withdrawn import append_withdrawals, entry
from service.model.claims import claim_id
from service.model.entities import Withdrawal
from service.model.vocabulary import ArticleKind
from tests.unit.curated_folder import (
    ARTICLE,
    CLAIM,
    HEAD,
    REFERENCE,
    WITHDRAWALS,
    WITHDRAWN_ID,
    claim_text,
    only,
    problems,
    write_files,
)

TEXT = f"{HEAD}claims:\n{claim_text()}"
SIGNATURE = Withdrawal("", date(2026, 3, 1), "Ada Editor", "the page was misread")


def read(folder: Path, withdrawals: str = WITHDRAWALS, **files: str) -> Curated:
    return read_folder(write_files(folder, {**REFERENCE, "withdrawals.yaml": withdrawals, **files}))


def problem(folder: Path, old: str, new: str) -> str:
    """The only problem of withdrawals.yaml with `new` for `old`, without the file's name."""
    assert old in WITHDRAWALS
    found = only(problems(folder, {ARTICLE: TEXT, "withdrawals.yaml": WITHDRAWALS.replace(old, new)}))
    return found.removeprefix("withdrawals.yaml:")


# What is read


def test_a_withdrawn_claim_is_a_claim_of_its_article_and_a_withdrawal(tmp_path: Path) -> None:
    curated = read(tmp_path, **{ARTICLE: TEXT})
    (article,) = curated.articles
    assert [claim.id for claim in article.claims] == [claim_id(article.url, CLAIM), WITHDRAWN_ID]
    assert curated.withdrawals == (Withdrawal(WITHDRAWN_ID, date(2026, 3, 1), "Ada Editor", "the page was misread"),)
    assert curated.articles.claims == 2


def test_the_article_of_a_removed_file_comes_back_with_its_withdrawn_claims_alone(tmp_path: Path) -> None:
    head = "kind: analysis\n  title: Chips\n  origin: reuters-2026-02-01-chips"
    (article,) = read(tmp_path, WITHDRAWALS.replace("kind: news", head)).articles
    assert (article.id, article.url) == (Path(ARTICLE).stem, "https://example.com/nvidia-openai")
    assert (article.publisher, article.known_on, article.kind) == ("reuters", date(2026, 2, 2), ArticleKind.ANALYSIS)
    assert (article.title, article.origin) == ("Chips", "reuters-2026-02-01-chips")
    assert [claim.id for claim in article.claims] == [WITHDRAWN_ID]


@pytest.mark.parametrize("key", ["corrects", "retracts"])
def test_a_removed_article_takes_nothing_back_any_more(tmp_path: Path, key: str) -> None:
    curated = read(tmp_path, WITHDRAWALS.replace("kind: news", f"kind: news\n  {key}: https://example.com/other"))
    (article,) = curated.articles
    assert (article.corrects, article.retracts, list(curated.articles.withdrawing)) == (None, None, [])
    assert getattr(curated.past[0], key) == "https://example.com/other"  # as it was


def test_a_removed_article_of_two_entries_is_one_article_as_it_was_last(tmp_path: Path) -> None:
    second = WITHDRAWALS.replace("stage: active", "stage: agreed").replace(
        WITHDRAWN_ID, claim_id("https://example.com/nvidia-openai", {**CLAIM, "stage": "agreed"})
    )
    curated = read(tmp_path, WITHDRAWALS + second.replace("kind: news", "kind: filing"))
    (article,) = curated.articles
    assert [claim.stage for claim in article.claims] == ["active", "agreed"]
    assert article.kind is ArticleKind.FILING
    assert [past.kind for past in curated.past] == [ArticleKind.NEWS, ArticleKind.FILING]


def test_a_renamed_file_keeps_its_withdrawn_claims_by_its_address(tmp_path: Path) -> None:
    renamed = ARTICLE.replace("nvidia-openai", "chips")
    (article,) = read(tmp_path, **{renamed: TEXT}).articles
    assert article.id == Path(renamed).stem
    assert WITHDRAWN_ID in {claim.id for claim in article.claims}


def test_an_article_with_another_address_keeps_its_withdrawn_claims_by_its_name(tmp_path: Path) -> None:
    (article,) = read(tmp_path, **{ARTICLE: TEXT.replace("/nvidia-openai", "/elsewhere")}).articles
    assert WITHDRAWN_ID in {claim.id for claim in article.claims}


def test_another_article_at_the_address_does_not_take_the_withdrawn_claims(tmp_path: Path) -> None:
    other = ARTICLE.replace("nvidia-openai", "chips")
    files = {ARTICLE: TEXT, other: TEXT.replace("summary", "stage: planned\n    summary")}
    kept = {article.id: [claim.id for claim in article.claims] for article in read(tmp_path, **files).articles}
    assert WITHDRAWN_ID in kept[Path(ARTICLE).stem]
    assert WITHDRAWN_ID not in kept[Path(other).stem]


def test_an_entry_may_be_about_the_head_alone(tmp_path: Path) -> None:
    text = WITHDRAWALS[: WITHDRAWALS.index("  claims:")] + "  claims: []\n"
    curated = read(tmp_path, text.replace("kind: news", "kind: filing"), **{ARTICLE: TEXT})
    assert (len(curated.articles[0].claims), curated.withdrawals) == (1, ())
    assert curated.past[0].kind is ArticleKind.FILING


# What is wrong


def test_a_claim_in_the_file_and_among_the_withdrawn_is_a_problem(tmp_path: Path) -> None:
    restored = f"{TEXT}{claim_text(stage='active', summary='Other words.')}"
    found = only(problems(tmp_path, {ARTICLE: restored, "withdrawals.yaml": WITHDRAWALS}))
    assert found == (
        f"{Path(ARTICLE).name}:10: claims[1]: Ada Editor withdrew this claim on 2026-03-01; "
        "if it stands after all, delete it in withdrawals.yaml"
    )


def test_a_withdrawn_claim_in_another_file_of_the_address_is_a_problem(tmp_path: Path) -> None:
    other = ARTICLE.replace("nvidia-openai", "chips")
    files = {ARTICLE: TEXT, other: f"{HEAD}claims:\n{claim_text(stage='active')}", "withdrawals.yaml": WITHDRAWALS}
    found = only(problems(tmp_path, files))
    assert found.startswith(f"{Path(other).name}:6: claims[0]: Ada Editor withdrew this claim on 2026-03-01")


def test_a_wrong_id_is_named_with_the_right_one(tmp_path: Path) -> None:
    found = problem(tmp_path, WITHDRAWN_ID, "a" * 64)
    assert found.startswith("10: [0].claims[0].id: 'aaa")
    assert "is not the id of this claim" in found
    assert found.endswith(f"write id: {WITHDRAWN_ID}")


def test_an_id_goes_by_the_address_of_the_entry(tmp_path: Path) -> None:
    assert "is not the id of this claim" in problem(
        tmp_path, "url: https://example.com/n", "url: https://example.com/m"
    )


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("2026-03-01", "2026", "6: [0].withdrawn_on: 2026 is not a day; write 2026-03-14"),
        ("by: Ada Editor", "by:", "7: [0].by: the value is missing; write it, such as by: Ada Editor"),
        ("  reason: the page was misread\n", "", "1: [0]: reason is missing"),
        ("article: 2026", "artikel: 2026", None),
        ("publisher: reuters", "publisher: router", "3: [0].publisher: 'router' is no publisher"),
        ("kind: news", "kind: news\n  origin: nobody", "6: [0].origin: 'nobody' is no origin"),
        ("published: 2026-02-02", "published: today", "4: [0].published: 'today' is neither a day nor a month"),
        (f"id: {WITHDRAWN_ID}", "id: first", "10: [0].claims[0].id: 'first' is not a claim's id"),
        (f"  - id: {WITHDRAWN_ID}\n    claim", "  - claim", "10: [0].claims[0]: id is missing"),
        ("subject: nvidia", "subject: nvida", "12: [0].claims[0].claim.subject: 'nvida' is no entity"),
        ("stage: active", "stage: signed", "15: [0].claims[0].claim.stage: 'signed' is no stage"),
        ("stage: active", "amount: {exact: 5}", "15: [0].claims[0].claim.amount: unit is missing"),
        ("stage: active", "verdict: mixed", "15: [0].claims[0].claim.verdict"),
        ("    claim:\n", "    claim: nvidia\n    more:\n", None),
    ],
)
def test_a_fault_is_placed_where_it_is(tmp_path: Path, old: str, new: str, expected: str | None) -> None:
    assert old in WITHDRAWALS
    files = {ARTICLE: TEXT, "withdrawals.yaml": WITHDRAWALS.replace(old, new)}
    found = [one.removeprefix("withdrawals.yaml:") for one in problems(tmp_path, files)]
    if expected is None:
        assert len(found) > 1
    else:
        assert only(found).startswith(expected)


def test_every_fault_of_every_entry_is_told_at_once(tmp_path: Path) -> None:
    broken = WITHDRAWALS.replace("kind: news", "kind: new").replace("object: openai", "object: openia")
    found = problems(tmp_path, {ARTICLE: TEXT, "withdrawals.yaml": broken + broken})
    assert [one.split(": ")[1] for one in found] == [
        "[0].kind", "[0].claims[0].claim.object", "[1].kind", "[1].claims[0].claim.object",
    ]  # fmt: skip


def test_a_file_that_is_no_list_is_one_problem(tmp_path: Path) -> None:
    found = only(problems(tmp_path, {ARTICLE: TEXT, "withdrawals.yaml": "claims: []\n"}))
    assert found.startswith("withdrawals.yaml:1: a mapping stands where a list belongs")


# What is written


@pytest.mark.parametrize(
    "keys",
    [
        {},
        {"from": "2026", "said_on": "2026-02-01", "through": "early 2027"},
        {"amount": {"exact": 1500000000.5, "unit": "USD", "of": "first tranche"}, "exclusive": False},
        {"share": {"about": 0.00001, "unit": "share"}},
        {"amount": {"up_to": 12345678901234567890.5, "unit": "USD"}},
        {"quote": "no", "where": "2026-02-02", "unnamed": "a: b # c 'd' \"e\""},
        {"summary": "Größe – 芯片 " + "word " * 25, "products": ["blackwell"], "provides": ["chips"]},
    ],
)
def test_what_is_written_reads_back_as_the_same_claim(tmp_path: Path, keys: dict[str, object]) -> None:
    written = {**CLAIM, **keys}
    head = {"article": Path(ARTICLE).stem, "url": "https://example.com/nvidia-openai", "publisher": "reuters"}
    head |= {"published": "2026-02-02", "kind": "news", "title": "Yes: 'no'"}
    write_files(tmp_path, REFERENCE)
    append_withdrawals(tmp_path / "withdrawals.yaml", [entry(head, [written], withdrawal=SIGNATURE)])
    (article,) = read_folder(tmp_path).articles
    stripped = {key: value.strip() if isinstance(value, str) else value for key, value in written.items()}
    assert dict(article.claims[0].keys) == stripped
    assert article.claims[0].id == claim_id(article.url, stripped)
    assert article.title == "Yes: 'no'"


def test_what_is_appended_leaves_the_lines_before_it_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "withdrawals.yaml"
    before = f"# a remark\n{WITHDRAWALS}  # and another, without a line break"
    path.write_text(before, "utf-8")
    second = entry({"url": "https://example.com/b"}, [CLAIM], withdrawal=SIGNATURE)
    append_withdrawals(path, [second])
    append_withdrawals(path, [second])
    text = path.read_text("utf-8")
    assert text.startswith(f"{before}\n- url: https://example.com/b\n")
    assert text.count("https://example.com/b") == 2
    assert [one.name for one in tmp_path.iterdir()] == ["withdrawals.yaml"]


def test_the_first_entry_stands_under_a_line_that_says_what_the_file_is(tmp_path: Path) -> None:
    path = tmp_path / "withdrawals.yaml"
    append_withdrawals(path, [entry({"url": "https://example.com/b"}, [], withdrawal=SIGNATURE)])
    first, second = path.read_text("utf-8").split("\n")[:2]
    assert first.startswith("# Written by `python -m seed load`")
    assert second == "- url: https://example.com/b"


@pytest.mark.parametrize("before", ["[]\n", "", "# nothing yet\n"])
def test_the_first_entry_goes_into_an_empty_file_too(tmp_path: Path, before: str) -> None:
    path = tmp_path / "withdrawals.yaml"
    path.write_text(before, "utf-8")
    append_withdrawals(path, [{"article": "one"}])
    assert yaml.safe_load(path.read_text("utf-8")) == [{"article": "one"}]
