"""Articles by number, and all of them as a stream in the order in which they became known."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate, groupby
from random import Random

from bench.world.chance import Topic, Weighted, draws
from bench.world.claims import Claims, Place, Setting
from service.model.claims import Article, Claim, read_claim
from service.model.dates import next_day, parse_period
from service.model.entities import Origin, Publisher
from service.model.vocabulary import ArticleKind, PublisherKind

FIRST_DAY = date(2021, 1, 1)
DAYS = 2_000
# Claims an article in a block of 300: three on average. The empty article takes another one back.
SIZES = (0, *[1] * 63, *[2] * 83, *[3] * 60, *[4] * 42, *[5] * 25, *[6] * 16, *[7] * 3, *[8] * 3, *[9] * 3, 18)
BLOCK = len(SIZES)
BLOCK_CLAIMS = sum(SIZES)
REPRINTS = 0.26  # of all articles
NEAR = 200  # articles; what is taken back came out so long ago at most
KINDS = {
    PublisherKind.COMPANY: ArticleKind.PRESS_RELEASE,
    PublisherKind.REGULATOR: ArticleKind.FILING,
    PublisherKind.ANALYST: ArticleKind.ANALYSIS,
}


@lru_cache(maxsize=64)
def block(seed: int, number: int) -> tuple[tuple[int, ...], tuple[int, ...], int]:
    """The sizes of the articles in a block, the claims before each, and the place of the one that corrects another."""
    chance = draws(seed, Topic.BLOCK, number)
    sizes = list(SIZES)
    chance.shuffle(sizes)
    if sizes[0] == 0:
        sizes[0], sizes[1] = sizes[1], sizes[0]
    corrects = chance.choice([place for place in range(1, BLOCK) if sizes[place]])
    return tuple(sizes), (0, *accumulate(sizes)), corrects


@dataclass(frozen=True, slots=True)
class Heading:
    """An article without its claims. It tells what claim `base` and the next ones do, a `reprint` in their words."""

    id: str
    url: str
    publisher: Publisher
    published: str
    day: date
    base: int | None = None
    origin: str | None = None
    withdraws: str | None = None

    @property
    def reprint(self) -> bool:
        return self.origin is not None


class Articles:
    """`claims` claims in articles, and then `further` articles of the day after. Never more in memory than a day's."""

    def __init__(
        self,
        told: Claims,
        *,
        publishers: Sequence[Publisher],
        origins: Sequence[Origin],
        further: int = 0,
    ) -> None:
        self._told = told
        self._claims, self._seed = told.facts.claims, told.facts.seed
        self._publishers = {publisher.id: publisher for publisher in publishers}
        self._likely = Weighted.long_tailed(publishers, exponent=0.6)
        self._origins = origins
        self._printer = {origin.id: origin.publisher for origin in origins}
        self._count = count_articles(self._claims, seed=self._seed)
        self._further = further

    def __len__(self) -> int:
        return self._count + self._further

    def __iter__(self) -> Iterator[Article]:
        for _, numbers in groupby(range(len(self)), key=self._day):
            yield from sorted(map(self.article, numbers), key=lambda article: (article.known_on, article.id))

    def article(self, number: int) -> Article:
        heading = self._heading(number)
        size, before, corrects = self._extent(number)
        claims = tuple(self._claims_of(heading, range(before, before + size)))
        return Article(
            heading.id, heading.url, heading.publisher.id, parse_period(heading.published),
            _kind(heading.publisher, number), claims,
            title=f"News {number}" if number % 2 else None,
            origin=heading.origin,
            corrects=heading.withdraws if corrects else None,
            retracts=None if corrects else heading.withdraws,
        )  # fmt: skip

    def _day(self, number: int) -> date:
        return day_of(number, count=self._count)

    def _extent(self, number: int) -> tuple[int, int, bool]:
        """Its claims, the claims before it, and whether it corrects another article."""
        which, place = divmod(number, BLOCK)
        sizes, before, corrects = block(self._seed, which)
        first = which * BLOCK_CLAIMS + before[place]
        size = self._claims - first if number == self._count - 1 else sizes[place]
        return size, first, place == corrects

    def _heading(self, number: int) -> Heading:
        """An article that takes another back is by its publisher, or else by that of its origin."""
        size, _, corrects = self._extent(number)
        chance = draws(self._seed, Topic.ARTICLE, number)
        day = self._day(number)
        if corrects or not size:
            return self._withdrawal(number, day, chance)
        publisher, origin, base = self._likely.pick(chance), None, None
        if chance.random() < REPRINTS:
            origin, base = self._reprinted(number, chance)
        return _heading(number, publisher, day, chance, base=base, origin=origin)

    def _withdrawal(self, number: int, day: date, chance: Random) -> Heading:
        wrong = self._heading(max(number - 1 - chance.randrange(NEAR), 0))
        publisher = wrong.publisher
        if wrong.origin and chance.random() < 0.5:
            publisher = self._publishers[self._printer[wrong.origin]]
        base = self._extent(_number(wrong.url))[1]
        return _heading(number, publisher, day, chance, base=base, withdraws=wrong.url)

    def _reprinted(self, number: int, chance: Random) -> tuple[str, int]:
        """One of the last first reports, and the claim that it made."""
        last = min(number * len(self._origins) // self._count, len(self._origins) - 1)
        place = max(last - int(chance.expovariate(0.6)), 0)
        return self._origins[place].id, place * self._claims // len(self._origins)

    def _claims_of(self, heading: Heading, numbers: range) -> Iterator[Claim]:
        setting = Setting(
            day_before=str(heading.day - timedelta(days=1)),
            month=heading.published[:7],
            filing=heading.publisher.kind is PublisherKind.REGULATOR,
        )
        facts: set[str] = set()
        for place, number in enumerate(numbers):
            about = number if heading.base is None else heading.base + place
            claim = self._claim(heading, Place(number, about, about if heading.reprint else number), setting, facts)
            facts.add(claim.fact)
            yield claim

    def _claim(self, heading: Heading, place: Place, setting: Setting, facts: set[str]) -> Claim:
        """One about none of `facts`, so that no article says the same twice."""
        while (claim := read_claim(heading.url, self._told.keys(place, setting))).fact in facts:
            place = replace(place, attempt=place.attempt + 1)
        return claim


def count_articles(claims: int, *, seed: int) -> int:
    """How many articles `claims` claims fill; the last may hold fewer than it would."""
    whole, rest = divmod(claims, BLOCK_CLAIMS)
    return whole * BLOCK + (bisect_left(block(seed, whole)[1], rest) if rest else 0)


def day_of(number: int, *, count: int) -> date:
    """News comes faster as time goes on."""
    return FIRST_DAY + timedelta(days=int(DAYS * (number / count) ** 0.7) if number < count else DAYS + 31)


def _heading(
    number: int,
    publisher: Publisher,
    day: date,
    chance: Random,
    *,
    base: int | None,
    origin: str | None = None,
    withdraws: str | None = None,
) -> Heading:
    """On the last day of a month, half of the articles name the month alone, which counts as known on that day."""
    month = next_day(day).day == 1 and chance.random() < 0.5
    published = str(day)[:7] if month else str(day)
    url = f"https://{publisher.id}.example/news/{number}"
    id_ = f"{published}-{publisher.id}-news-{number}"
    return Heading(id_, url, publisher, published, day, base, origin, withdraws)


def _number(url: str) -> int:
    return int(url.rpartition("/")[2])


def _kind(publisher: Publisher, number: int) -> ArticleKind:
    if number % 40 == 7:
        return ArticleKind.INTERVIEW
    if number % 40 == 9:
        return ArticleKind.TRANSCRIPT
    return KINDS.get(publisher.kind, ArticleKind.NEWS)
