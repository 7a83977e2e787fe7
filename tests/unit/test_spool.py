"""Articles written down and read again, in the order in which they became known."""

import pytest

from seed.spool import Spool, spool
from service.model.claims import Article, read_claim
from service.model.dates import parse_period
from service.model.vocabulary import ArticleKind


def article(id_: str, *, published: str = "2026-03-01", claims: int = 1, **head: str) -> Article:
    url = head.pop("url", f"https://example.com/{id_}")
    keys = [
        {"subject": "amd", "relation": "SUPPLIES", "object": "openai", "summary": "x" * 50, "unnamed": f"source {n}"}
        for n in range(claims)
    ]
    made = tuple(read_claim(url, claim) for claim in keys)
    return Article(id_, url, "reuters", parse_period(published), ArticleKind.NEWS, made, **head)


def ids(spooled: Spool) -> list[str]:
    return [one.id for one in spooled]


def test_articles_come_by_the_day_on_which_they_became_known_then_by_id() -> None:
    spooled = spool(
        [
            article("d", published="2026-03"),  # a month is known at its end
            article("b", published="2026-03-30"),
            article("a", published="2026-03-30"),
            article("c", published="2026-03-02"),
        ]
    )
    assert ids(spooled) == ["c", "a", "b", "d"]
    assert [entry.id for entry in spooled.entries] == ids(spooled)


def test_an_article_comes_back_as_it_was_whatever_was_read_before() -> None:
    articles = [article("a", claims=3), article("b", claims=1), article("c", claims=2, title="C")]
    spooled = spool(reversed(articles))
    assert list(zip(spooled, spooled, strict=True)) == [(one, one) for one in articles]  # two readers at once
    assert [spooled.read(entry) for entry in reversed(spooled.entries)] == articles[::-1]
    assert spooled[1].claims[0].keys == articles[1].claims[0].keys  # which comparing articles leaves out


def test_a_spool_is_a_sequence() -> None:
    articles = [article(id_) for id_ in "abcd"]
    spooled = spool(articles)
    assert (len(spooled), spooled[0], spooled[-1]) == (4, articles[0], articles[-1])
    assert spooled[1:3] == articles[1:3]
    assert articles[2] in spooled
    with pytest.raises(IndexError):
        spooled[4]


def test_claims_are_counted() -> None:
    spooled = spool([article("a", claims=3), article("b", claims=2)])
    assert spooled.claims == 5
    assert [entry.claims for entry in spooled.entries] == [3, 2]


def test_every_article_of_an_address_is_found_and_no_other() -> None:
    page = "https://example.com/page"
    spooled = spool([article("a", url=page), article("b"), article("c", url=page)])
    assert [one.id for one in spooled.of_url(page)] == ["a", "c"]
    assert spooled.of_url("https://example.com/nothing") == []


def test_an_address_with_the_hash_of_another_is_not_taken_for_it() -> None:
    spooled = spool([article("a")])
    crowded = Spool(spooled.file, spooled.entries, {hash("https://example.com/other"): (0,)}, (), 1)
    assert crowded.of_url("https://example.com/other") == []


def test_what_corrects_or_retracts_is_at_hand() -> None:
    told = [
        article("a"),
        article("b", corrects="https://example.com/a"),
        article("c", retracts="https://example.com/a"),
    ]
    assert [one.id for one in spool(told).withdrawing] == ["b", "c"]


def test_a_digest_tells_articles_apart_by_whatever_a_reader_sees() -> None:
    told = [article("a"), article("a", title="A"), article("a", claims=2), article("a", published="2026-03-02")]
    assert len({entry.digest for one in told for entry in spool([one]).entries}) == len(told)


def test_more_than_stays_in_memory_goes_to_the_disk_and_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("seed.spool.IN_MEMORY", 1000)
    articles = [article(f"a{place:03}", claims=5) for place in range(50)]
    spooled = spool(articles)
    assert spooled.file._rolled is True  # type: ignore[attr-defined] # the file tells nobody else
    assert list(spooled) == articles
    assert spooled.of_url(articles[30].url) == [articles[30]]


def test_no_article_is_an_empty_spool() -> None:
    spooled = spool([])
    assert (len(spooled), list(spooled), spooled.claims, spooled[:5], spooled.of_url("https://example.com")) == (
        0, [], 0, [], [],
    )  # fmt: skip
