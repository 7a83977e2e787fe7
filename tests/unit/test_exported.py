"""An export read back is what was written; a line that is not as it was written is named."""

import json
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from seed.export_format import ARTICLES, CLAIMS, FILES, REFERENCE, is_export
from seed.exporting import write_content
from seed.reading import Curated, read_folder
from seed.spool import spool
from service.errors import CuratedFilesError
from service.graph.encoding import article_digest
from service.model.claims import claim_id
from service.model.entities import Withdrawal
from tests.small_folder import SmallFolder, claim, small_folder

FIRST, SECOND, THIRD = "2026-03-01-reuters-amd", "2026-03-02-mint-groq", "2026-03-05-reuters-nvidia"
RULINGS = """\
- {{id: 2026-03-amd, on: 2026-03-09, by: Ada, reason: two contracts, action: DEPRECATE, claim: {claim}}}
- id: 2026-03-one
  on: 2026-03-10
  by: Ada
  reason: one report
  action: SAME_ORIGIN
  origins: [reuters-2026-01-30-chips, 2026-03-02-mint-groq]
"""
RULE = "an export is not edited: correct the article files, and export them anew"


@pytest.fixture
def curated(tmp_path: Path) -> Curated:
    folder = small_folder(tmp_path / "data")
    amount = "amount: {min: 1, max: 2.5, unit: USD}, from: 2026, products: [blackwell]"
    url = folder.article(
        FIRST,
        claim("amd", more=f"stage: planned, deal: amd-openai-2026, {amount}"),
        claim("cerebras", more="said_by: sam-altman, where: Größe §4"),
        more="title: 'Chips: \"AMD\"'\norigin: reuters-2026-01-30-chips",
    )
    folder.article(SECOND, claim("groq"), publisher="mint")
    folder.article(THIRD, more=f"retracts: {url}")
    folder.write("articles/2026/02/2026-02-reuters-month.yaml", (folder.path / folder.name_of(SECOND)).read_text())
    folder.edit("articles/2026/02/2026-02-reuters-month.yaml", "2026-03-02", "2026-02")
    folder.edit("articles/2026/02/2026-02-reuters-month.yaml", "mint", "reuters")
    amd = next(iter(read_folder(folder.path).articles)).claims[0].id
    folder.write("rulings.yaml", RULINGS.format(claim=amd))
    return folder.read()


@pytest.fixture
def folder(curated: Curated, tmp_path: Path) -> Path:
    """An export of `curated`."""
    path = tmp_path / "export"
    path.mkdir()
    write_content(curated, path)
    return path


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def rewrite(path: Path, change: Callable[[list[dict[str, Any]]], object]) -> None:
    """Let `change` edit the lines of a file in place."""
    lines = rows(path)
    change(lines)
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")


def found(folder: Path) -> list[str]:
    """The problems of the export, each as `file:line: where: what`, without the rule that ends them all."""
    with pytest.raises(CuratedFilesError) as error:
        read_folder(folder)
    assert all(problem.message.endswith(f"; {RULE}") for problem in error.value.problems)
    texts = [str(problem).removeprefix(f"{folder}/") for problem in error.value.problems]
    return [text.removesuffix(f"; {RULE}") for text in texts]


# Right


def test_what_is_read_back_is_what_was_written(curated: Curated, folder: Path) -> None:
    assert is_export(folder)
    back = read_folder(folder)
    assert list(back.articles) == list(curated.articles)
    assert [c.keys for a in back.articles for c in a.claims] == [c.keys for a in curated.articles for c in a.claims]
    assert asdict(back.directory) == asdict(curated.directory)
    assert back.rulings == curated.rulings
    assert back.withdrawals == curated.withdrawals
    assert back.past == curated.past


def test_articles_can_be_read_as_often_as_one_asks(folder: Path) -> None:
    articles = read_folder(folder).articles
    assert len(list(articles)) == len(list(articles)) == len(articles) == 4


def test_an_export_of_an_export_is_the_same(folder: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    again.mkdir()
    write_content(read_folder(folder), again)
    for name in (CLAIMS, ARTICLES, REFERENCE):
        assert (again / name).read_bytes() == (folder / name).read_bytes()


def test_claims_are_in_the_order_in_which_they_became_known(folder: Path) -> None:
    claims = [(row["article"], row["place"]) for row in rows(folder / CLAIMS)]
    assert claims == [("2026-02-reuters-month", 0), (FIRST, 0), (FIRST, 1), (SECOND, 0)]


def test_a_claim_is_as_written(folder: Path) -> None:
    row = rows(folder / CLAIMS)[1]
    assert list(row)[:3] == ["article", "place", "id"]
    assert row["amount"] == {"min": 1, "max": 2.5, "unit": "USD"}
    assert row["from"] == "2026"


def test_an_article_says_its_head_its_digest_and_how_many_claims(curated: Curated, folder: Path) -> None:
    row = rows(folder / ARTICLES)[1]
    article = next(article for article in curated.articles if article.id == FIRST)
    assert row == {
        "id": FIRST,
        "url": f"https://example.com/{FIRST}",
        "publisher": "reuters",
        "published": "2026-03-01",
        "kind": "news",
        "title": 'Chips: "AMD"',
        "origin": "reuters-2026-01-30-chips",
        "corrects": None,
        "retracts": None,
        "digest": article_digest(article),
        "claims": 2,
    }


def test_reference_lines_are_sorted_by_type_and_id(folder: Path) -> None:
    lines = rows(folder / REFERENCE)
    assert list(dict.fromkeys(row["type"] for row in lines)) == ["publisher", "origin", "entity", "deal", "ruling"]
    assert [row["id"] for row in lines if row["type"] == "publisher"] == ["chip-notes", "mint", "reuters"]
    assert {"type": "entity", "id": "openai", "label": "Company", "name": "OpenAI", "kind": "ai-lab"} in lines


# Wrong


@pytest.mark.parametrize(
    ("file", "place", "change", "problem"),
    [
        (CLAIMS, 1, {"summary": "Other"}, "articles.jsonl:2: digest: '"),
        (CLAIMS, 1, {"subject": "groq"}, "claims.jsonl:2: id: '"),
        (CLAIMS, 1, {"id": "0" * 64}, "claims.jsonl:2: id: '0000"),
        (CLAIMS, 1, {"place": 7}, "claims.jsonl:2: place: 7 stands where 0 belongs"),
        (CLAIMS, 1, {"stage": "signed"}, "claims.jsonl:2: the line cannot be read ('signed' is not a valid Stage)"),
        (CLAIMS, 1, {"relation": "SELLS"}, "claims.jsonl:2: the line cannot be read ('SELLS' is missing or unknown)"),
        (CLAIMS, 3, {"article": "nobody"}, "claims.jsonl:4: article: 'nobody' is no article of articles.jsonl"),
        (CLAIMS, 3, {"article": FIRST}, "claims.jsonl:4: place: 0 stands where 2 belongs"),
        (ARTICLES, 1, {"title": "Other"}, "articles.jsonl:2: digest: '"),
        (ARTICLES, 1, {"publisher": "nobody"}, "articles.jsonl:2: publisher: 'nobody' is no publisher"),
        (ARTICLES, 1, {"origin": "nothing"}, "articles.jsonl:2: origin: 'nothing' is no origin"),
        (ARTICLES, 1, {"kind": "novel"}, "articles.jsonl:2: the line cannot be read ('novel' is not a valid"),
        (ARTICLES, 1, {"claims": 3}, "articles.jsonl:2: claims: 3 claims are said and 2 are there"),
        (ARTICLES, 1, {"published": "2026-13"}, "articles.jsonl:2: the line cannot be read ('2026-13' is not a date"),
        (ARTICLES, 1, {"published": "2027"}, "articles.jsonl:3: id: '2026-03-02-mint-groq' does not come after"),
        (ARTICLES, 3, {"retracts": "https://example.com/no"}, "articles.jsonl:4: retracts: 'https://example.com/no'"),
        (REFERENCE, 0, {"kind": "paper"}, "reference.jsonl:1: the line cannot be read ('paper' is not a valid"),
        (
            REFERENCE,
            0,
            {"type": "outlet"},
            "reference.jsonl:1: the line cannot be read ('outlet' is missing or unknown)",
        ),
        (REFERENCE, 0, {"colour": "red"}, "reference.jsonl:1: the line cannot be read ("),
        (REFERENCE, 1, {"id": "zeit"}, "reference.jsonl:3: id: 'reuters' does not come after the line before"),
        (REFERENCE, 3, {"publisher": "nobody"}, "reference.jsonl:4: publisher: 'nobody' is no publisher"),
        (REFERENCE, -2, {"claim": "0" * 64}, "claim: '0000"),
        (REFERENCE, -1, {"origins": ["a", "b"]}, "origins: 'a' is no first report of reference.jsonl"),
    ],
)
def test_a_line_that_was_changed_is_named(
    folder: Path, file: str, place: int, change: dict[str, Any], problem: str
) -> None:
    rewrite(folder / file, lambda lines: lines[place].update(change))
    assert any(problem in text for text in found(folder)), found(folder)


@pytest.mark.parametrize(
    ("type_", "id_", "change", "problem"),
    [
        ("entity", "azure", {"part_of": "nobody"}, "part_of: 'nobody' is no entity"),
        ("entity", "blackwell", {"designer": "nobody"}, "designer: 'nobody' is no entity"),
        ("entity", "sam-altman", {"works_for": ["nobody"]}, "works_for: 'nobody' is no entity"),
        ("deal", "amd-openai-2026", {"parties": [{"entity": "x", "role": "investor"}]}, "parties: 'x' is no entity"),
    ],
)
def test_an_id_that_nothing_has_is_named(
    folder: Path, type_: str, id_: str, change: dict[str, Any], problem: str
) -> None:
    def rename(lines: list[dict[str, Any]]) -> None:
        next(line for line in lines if (line["type"], line["id"]) == (type_, id_)).update(change)

    rewrite(folder / REFERENCE, rename)
    (only,) = found(folder)
    assert problem in only


@pytest.mark.parametrize(
    ("id_", "problem"),
    [
        ("amd", "subject: 'amd' is no entity"),
        ("openai", "object: 'openai' is no entity"),
        ("sam-altman", "said_by: 'sam-altman' is no entity"),
        ("blackwell", "products: 'blackwell' is no entity"),
        ("amd-openai-2026", "deal: 'amd-openai-2026' is no deal"),
    ],
)
def test_what_a_claim_names_must_be_there(folder: Path, id_: str, problem: str) -> None:
    rewrite(folder / REFERENCE, lambda lines: lines.remove(next(line for line in lines if line.get("id") == id_)))
    assert any(problem in text for text in found(folder) if text.startswith(CLAIMS))


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".jsonl")])
def test_a_line_that_is_no_object_is_named(folder: Path, name: str) -> None:
    lines = (folder / name).read_bytes().splitlines(keepends=True)
    (folder / name).write_bytes(b"".join([b"[]\n", b"\xff\n", b'{"a\n', *lines]))
    texts = [text for text in found(folder) if text.startswith(name)]
    assert texts[0] == f"{name}:1: a list stands where an object belongs"
    assert [text.partition(" (")[0] for text in texts[1:]] == [f"{name}:{n}: the line is not JSON" for n in (2, 3)]


@pytest.mark.parametrize("name", [ARTICLES, REFERENCE])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    assert f"{name}:1: the file is missing" in found(folder)


def test_missing_and_exchanged_lines_are_named(folder: Path) -> None:
    rewrite(folder / CLAIMS, lambda lines: lines.pop(2))
    assert found(folder) == ["articles.jsonl:2: claims: 2 claims are said and 1 are there"]


def test_claims_out_of_order_are_named(folder: Path) -> None:
    rewrite(folder / CLAIMS, lambda lines: lines.append(lines.pop(0)))
    texts = found(folder)
    assert any("claims.jsonl:4: article: '2026-02-reuters-month' is no article" in text for text in texts)


def test_a_claim_stands_once(folder: Path) -> None:
    def repeat(lines: list[dict[str, Any]]) -> None:
        lines.insert(3, {**lines[2], "place": 2})

    rewrite(folder / CLAIMS, repeat)
    rewrite(folder / ARTICLES, lambda lines: lines[1].update(claims=3))
    assert any("claims.jsonl:4: id: " in text and "is the id of another claim too" in text for text in found(folder))


def test_a_forged_digest_does_not_hide_a_forged_claim(folder: Path) -> None:
    rewrite(folder / CLAIMS, lambda lines: lines[3].update(subject="nobody"))
    keys = {key: value for key, value in rows(folder / CLAIMS)[3].items() if key not in ("article", "place", "id")}
    forged = claim_id(f"https://example.com/{SECOND}", keys)
    rewrite(folder / CLAIMS, lambda lines: lines[3].update(id=forged))
    assert found(folder) == ["claims.jsonl:4: subject: 'nobody' is no entity of reference.jsonl"]


def test_all_problems_are_told_at_once(folder: Path) -> None:
    rewrite(folder / CLAIMS, lambda lines: [line.update(id=f"x{line['place']}") for line in lines])
    rewrite(folder / REFERENCE, lambda lines: lines[3].update(publisher="nobody"))
    texts = found(folder)
    assert sum(text.startswith("claims.jsonl") for text in texts) == 4
    assert any(text.startswith("reference.jsonl:4") for text in texts)


# Content that no files could have


def written(curated: Curated, folder: Path) -> Path:
    folder.mkdir()
    write_content(curated, folder)
    return folder


def test_two_articles_of_one_url_do_not_make_one_claim(curated: Curated, tmp_path: Path) -> None:
    article = curated.articles[0]
    again = replace(article, id=f"{article.id}-again")
    folder = written(replace(curated, rulings=(), articles=spool([article, again])), tmp_path / "twice")
    assert [text.partition(" '")[0] for text in found(folder)] == ["claims.jsonl:2: id:"]


def test_an_article_does_not_take_back_itself(curated: Curated, tmp_path: Path) -> None:
    article = replace(curated.articles[0], corrects=curated.articles[0].url)
    folder = written(replace(curated, rulings=(), articles=spool([article])), tmp_path / "itself")
    assert found(folder) == [f"articles.jsonl:1: corrects: '{article.url}' is the url of no other article"]


def test_a_claim_may_be_withdrawn_twice(curated: Curated, tmp_path: Path) -> None:
    claim = curated.articles[0].claims[0].id
    withdrawals = tuple(Withdrawal(claim, date(2026, 4, day), "Ada", "misread") for day in (1, 2))
    folder = written(replace(curated, withdrawals=withdrawals), tmp_path / "withdrawn")
    assert read_folder(folder).withdrawals == withdrawals


# Claims that their article's file makes no more


def test_withdrawn_claims_keep_their_ids_and_the_url_that_they_follow_from(small: SmallFolder, tmp_path: Path) -> None:
    small.article(FIRST, claim("amd"), claim("cerebras"))
    before = next(iter(small.read().articles))
    small.article(FIRST, claim("amd"))
    small.edit(small.name_of(FIRST), f"https://example.com/{FIRST}", "https://example.com/moved")
    keys = json.dumps(dict(before.claims[1].keys))
    small.write("withdrawals.yaml", WITHDRAWN.format(stem=FIRST, url=before.url, id=before.claims[1].id, keys=keys))
    curated, folder = small.read(), tmp_path / "export"
    folder.mkdir()
    write_content(curated, folder)

    (row,) = [row for row in rows(folder / CLAIMS) if row["id"] == before.claims[1].id]
    assert row["url"] == before.url
    back = read_folder(folder)
    assert list(back.articles) == list(curated.articles)
    assert (back.withdrawals, back.past) == (curated.withdrawals, curated.past)


WITHDRAWN = """\
- article: {stem}
  url: {url}
  publisher: reuters
  published: 2026-03-01
  kind: news
  withdrawn_on: 2026-03-20
  by: Ada
  reason: misread
  claims:
    - {{id: {id}, claim: {keys}}}
"""


@pytest.fixture
def small(tmp_path: Path) -> SmallFolder:
    return small_folder(tmp_path / "small")
