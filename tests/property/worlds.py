"""Random small worlds: articles about one supply, with reprints, denials, retractions and rulings."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from service.model.assessment import Assessed, assess
from service.model.beliefs import Version
from service.model.claims import Article, read_claim
from service.model.dates import parse_period
from service.model.entities import Directory, Entity, Label, Origin, Publisher, Withdrawal
from service.model.resolving import FactEvidence, fact_evidence, versions
from service.model.rulings import Ruling
from service.model.vocabulary import ArticleKind, PublisherKind, RulingAction
from service.model.withdrawing import find_withdrawals

FIRST = date(2026, 3, 2)
DAYS = [FIRST + timedelta(days=n) for n in range(7)]  # few, so that much happens on one day
PUBLISHERS = {
    "wire": PublisherKind.WIRE,
    "ledger": PublisherKind.NEWSPAPER,
    "newsroom": PublisherKind.COMPANY,
    "blog-a": PublisherKind.BLOG,
    "blog-b": PublisherKind.BLOG,
    "blog-c": PublisherKind.BLOG,
}
ORIGINS = {f"{publisher}-report": publisher for publisher in PUBLISHERS}
DIRECTORY = Directory(
    entities={
        entity.id: entity
        for entity in (
            Entity("quarry", Label.COMPANY, "Quarry", "chipmaker"),
            Entity("lumen", Label.COMPANY, "Lumen", "ai-lab", part_of="lantern"),
            Entity("lantern", Label.COMPANY, "Lantern", "holding"),
            Entity("harbour", Label.COMPANY, "Harbour", "datacenter"),
            Entity("quarry-chief", Label.PERSON, "Quentin", "executive", works_for=("quarry",)),
            Entity("watcher", Label.PERSON, "Wanda", "analyst"),
        )
    },
    publishers={id_: Publisher(id_, id_, kind) for id_, kind in PUBLISHERS.items()},
    origins={id_: Origin(id_, publisher) for id_, publisher in ORIGINS.items()},
    deals={},
)
Keys = dict[str, Any]


@dataclass(frozen=True, slots=True, repr=False)
class World:
    articles: tuple[Article, ...]
    rulings: tuple[Ruling, ...] = ()
    withdrawals: tuple[Withdrawal, ...] = ()

    def __repr__(self) -> str:
        """What Hypothesis shows of a world in which something does not hold."""
        said = [[a.id, a.origin, a.retracts, *(dict(claim.keys) for claim in a.claims)] for a in self.articles]
        return f"World({said}, {self.rulings}, {self.withdrawals})"

    def evidence(self) -> FactEvidence | None:
        """The evidence of the one fact that all claims are about."""
        found = find_withdrawals(self.articles, directory=DIRECTORY, listed=self.withdrawals)
        claims: list[Assessed] = [
            found.apply(assess(claim, article=article, directory=DIRECTORY), url=article.url)
            for article in self.articles
            for claim in article.claims
        ]
        return fact_evidence(claims, rulings=self.rulings) if claims else None

    def versions(self) -> tuple[Version, ...]:
        evidence = self.evidence()
        return versions(evidence) if evidence else ()

    def known_by(self, day: date) -> "World":
        """What there was of this world at the end of `day`."""
        return World(
            tuple(article for article in self.articles if article.known_on <= day),
            tuple(ruling for ruling in self.rulings if ruling.on <= day),
            tuple(withdrawal for withdrawal in self.withdrawals if withdrawal.on <= day),
        )


def article(number: int, day: date, publisher: str, claims: list[Keys], **more: Any) -> Article:
    url = f"https://example.com/{number}"
    about = {"subject": "quarry", "relation": "SUPPLIES", "object": "lumen", "summary": "-"}
    return Article(
        id=f"{day}-{publisher}-{number}",
        url=url,
        publisher=publisher,
        published=parse_period(day.isoformat()),
        kind=ArticleKind.NEWS,
        claims=tuple(read_claim(url, {**about, **keys}) for keys in claims),
        **more,
    )


def with_origin(original: Article) -> Article:
    """`original` as a report that others can repeat."""
    return replace(original, origin=original.origin or f"{original.publisher}-report")


def reprint(original: Article, number: int, day: date, publisher: str) -> Article:
    """`original` once more, word for word, as a report of the same origin."""
    return article(number, day, publisher, [dict(claim.keys) for claim in original.claims], origin=original.origin)


_days = st.sampled_from(DAYS)
_amounts = st.fixed_dictionaries(
    {"unit": st.sampled_from(["USD", "USD", "chips"])},
    optional={"of": st.just("tranche"), "basis": st.just("per-year")},
).flatmap(
    lambda more: st.one_of(
        st.builds(
            lambda word, n: {word: n, **more}, st.sampled_from(["exact", "about", "up_to"]), st.integers(90, 120)
        ),
        st.just({"exact": 1000, **more}),
        st.just({"min": 50, "max": 100, **more}),
    )
)
_SAID = st.fixed_dictionaries(
    {},
    optional={
        "stage": st.sampled_from(["exploring", "planned", "agreed", "active", "paused", "ended", "cancelled"]),
        "amount": _amounts,
        "workloads": st.sampled_from([["training"], ["inference"], ["training", "inference"]]),
        "from": st.sampled_from(["2026-03", "2026-Q2", "2026-03-04"]),
        "exclusive": st.booleans(),
    },
)
_ENDS = st.sampled_from([{}, {}, {}, {"until": "2026-03-05"}, {"through": "2026-03"}, {"ends_in": "2026-Q2"}])
_VOICES = st.sampled_from(
    [
        {},
        {},
        {"unnamed": "somebody"},
        {"said_by": "quarry-chief"},
        {"said_by": "lumen"},
        {"said_by": "lantern"},
        {"said_by": "watcher"},
        {"said_by": "harbour", "standing": "party"},
        {"said_by": "quarry", "standing": "filing"},
        {"standing": "estimate"},
    ]
)
_DENIALS = st.sampled_from(
    [{}, {}, {}, *({"denies": p} for p in ("relation", "amount", "stage", "workloads", "dates"))]
)
_OLD_WORDS = st.one_of(st.just({}), st.just({}), st.builds(lambda day: {"said_on": day.isoformat()}, _days))


@st.composite
def claims(draw: st.DrawFn, *, day: date) -> Keys:
    keys: Keys = {}
    for part in (_SAID, _ENDS, _VOICES, _DENIALS, _OLD_WORDS):
        keys |= draw(part)
    if date.fromisoformat(keys.get("said_on", "2026-01-01")) > day:
        del keys["said_on"]
    return keys


@st.composite
def articles(draw: st.DrawFn, *, number: int, takes_back: bool) -> Article:
    day = draw(_days)
    said = draw(st.lists(claims(day=day), min_size=1, max_size=2, unique_by=repr))
    more: Keys = {"origin": draw(st.sampled_from([None, None, None, "wire-report", "blog-a-report"]))}
    if takes_back and number and draw(st.integers(0, 3)) == 0:
        more["retracts"] = f"https://example.com/{draw(st.integers(0, number - 1))}"
        said = said[: draw(st.integers(0, 1))]
    return article(number, day, draw(st.sampled_from([*PUBLISHERS])), said, **more)


@st.composite
def worlds(draw: st.DrawFn, *, takes_back: bool = True, most: int = 8) -> World:
    """With `takes_back` also retractions, withdrawals by the curators, and rulings."""
    count = draw(st.integers(1, most))
    written = tuple(draw(articles(number=number, takes_back=takes_back)) for number in range(count))
    if not takes_back:
        return World(written)
    ids = [claim.id for one in written for claim in one.claims] or ["none"]
    origins = [one.origin or one.id for one in written] + ["other-origin"]
    rulings = []
    for number in range(draw(st.integers(0, 3))):
        action, day = draw(st.sampled_from(RulingAction)), draw(_days)
        about: Keys = {"claim": draw(st.sampled_from(ids))}
        if action is RulingAction.SAME_ORIGIN:
            about = {"origins": (draw(st.sampled_from(origins)), draw(st.sampled_from(origins)))}
        rulings.append(Ruling(f"ruling-{number}", day, "Edna", "-", action, **about))
    listed = draw(
        st.lists(st.builds(Withdrawal, st.sampled_from(ids), _days, st.just("Edna"), st.just("-")), max_size=1)
    )
    return World(written, tuple(rulings), tuple(listed))
