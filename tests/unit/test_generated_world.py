"""The made-up world that is measured with: what it says must be what curated files may say, and shaped like theirs."""

import subprocess
import sys
from collections import Counter
from itertools import islice, pairwise
from pathlib import Path
from statistics import median

import pytest

from bench.generate import World
from seed.reading import read_folder
from service.model.claims import Article

CLAIMS = 2_000
PROJECT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    return list(World(CLAIMS, seed=1).articles)


@pytest.fixture(scope="module")
def larger() -> list[Article]:
    return list(World(5_000).articles)


def facts_of(articles: list[Article]) -> set[str]:
    return {claim.fact for article in articles for claim in article.claims}


def test_command_writes_curated_files_that_say_what_the_stream_says(tmp_path: Path, articles: list[Article]) -> None:
    words = ["--claims", str(CLAIMS), "--seed", "1", "--to", str(tmp_path / "world")]
    subprocess.run([sys.executable, "-m", "bench.generate", *words], cwd=PROJECT, check=True)
    read = read_folder(tmp_path / "world")
    assert list(read.articles) == articles
    assert read.directory == World(CLAIMS, seed=1).directory


def test_another_seed_gives_another_world(articles: list[Article]) -> None:
    other = World(CLAIMS, seed=2)
    assert {article.url for article in other.articles} != {article.url for article in articles}
    assert other.directory != World(CLAIMS, seed=1).directory


def test_an_article_can_be_made_by_itself(articles: list[Article]) -> None:
    one = World(CLAIMS, seed=1).articles.article(300)
    assert one in articles


def test_articles_come_in_the_order_in_which_they_became_known(larger: list[Article]) -> None:
    order = [(article.known_on, article.id) for article in larger]
    days = Counter(day for day, _ in order)
    assert max(days.values()) > 1
    assert order == sorted(order)
    assert len(set(order)) == len(order)


def test_same_seed_gives_the_same_world_every_time(articles: list[Article]) -> None:
    stream = World(CLAIMS, seed=1).articles
    assert list(stream) == list(stream) == articles
    assert len(stream) == len(articles)


@pytest.mark.parametrize("claims", [1, 10, 887, 888, 889])
def test_world_holds_as_many_claims_as_asked_for(claims: int) -> None:
    stream = World(claims).articles
    assert sum(len(article.claims) for article in stream) == claims
    assert len(list(stream)) == len(stream)


def test_further_articles_come_after_all_others_and_change_none(articles: list[Article]) -> None:
    more = list(World(CLAIMS, seed=1, further=10).articles)
    assert more[: len(articles)] == articles
    assert len(more) == len(articles) + 10
    assert more[-10].known_on > articles[-1].known_on


def test_a_few_companies_have_many_suppliers_and_most_have_few(larger: list[Article]) -> None:
    supplies = [fact.split("|") for fact in facts_of(larger) if "|SUPPLIES|" in fact]
    suppliers = sorted(Counter(fact[2] for fact in supplies).values(), reverse=True)
    assert suppliers[0] > 8 * median(suppliers)
    assert suppliers[0] > suppliers[5] > suppliers[25]


def test_no_article_speaks_of_a_fact_twice(articles: list[Article]) -> None:
    assert all(len({claim.fact for claim in article.claims}) == len(article.claims) for article in articles)


def test_some_articles_take_back_others_that_came_before(articles: list[Article]) -> None:
    known = {article.url: article.known_on for article in articles}
    back = [article for article in articles if article.retracts or article.corrects]
    assert {bool(article.retracts) for article in back} == {True, False}
    assert all(known[article.retracts or article.corrects or ""] <= article.known_on for article in back)
    assert 0.002 < len(back) / len(articles) < 0.02


def test_reprints_of_one_first_report_speak_of_the_same_facts(articles: list[Article]) -> None:
    of_origin: dict[str, list[Article]] = {}
    for article in articles:
        if article.origin:
            of_origin.setdefault(article.origin, []).append(article)
    pairs = [pair for reprints in of_origin.values() for pair in islice(pairwise(reprints), 1)]
    assert len(pairs) > 20
    assert all(facts_of([one]) & facts_of([other]) for one, other in pairs)


def test_stages_go_on_with_time(larger: list[Article]) -> None:
    """Where a fact is planned at first and active later, and never the other way round but for a late word."""
    order = {"exploring": 0, "planned": 1, "agreed": 2, "active": 3, "completed": 4}
    said: dict[str, list[int]] = {}
    for article in larger:
        for claim in article.claims:
            if claim.stage in order and not claim.denies:
                said.setdefault(claim.fact, []).append(order[claim.stage])
    steps = [later - earlier for stages in said.values() for earlier, later in pairwise(stages)]
    assert sum(step > 0 for step in steps) > 3 * sum(step < 0 for step in steps) > 0


@pytest.mark.parametrize(
    ("share", "low", "high"),
    [
        ("deal", 0.3, 0.6), ("said_by", 0.45, 0.7), ("unnamed", 0.04, 0.15), ("denies", 0.01, 0.04),
        ("amount", 0.15, 0.35), ("value", 0.08, 0.16), ("workloads", 0.08, 0.2), ("products", 0.15, 0.35),
        ("stage", 0.75, 0.95), ("said_on", 0.05, 0.15),
    ],
)  # fmt: skip
def test_claims_say_as_much_as_those_of_the_curated_data(
    articles: list[Article], share: str, low: float, high: float
) -> None:
    claims = [claim for article in articles for claim in article.claims]
    assert low < sum(bool(getattr(claim, share)) for claim in claims) / len(claims) < high
