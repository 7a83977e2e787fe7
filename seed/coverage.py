"""What the curated files cover: how many sources, of what kind and from when, how well known, and what is thin."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from seed.loading import assessed_claims, withdrawals
from seed.reading import Curated
from service.model.assessment import Assessed
from service.model.claims import Article, Claim
from service.model.dates import FIRST_DAY
from service.model.entities import Entity
from service.model.resolving import fact_evidence, resolve
from service.model.vocabulary import Evidence


@dataclass(slots=True)
class Sources:
    """How much there is of something: articles, the claims in them, and the last day on which one became known."""

    articles: int = 0
    claims: int = 0
    publishers: set[str] = field(default_factory=set)
    last: date = FIRST_DAY

    def add(self, article: Article, *, claims: int) -> None:
        self.articles += 1
        self.claims += claims
        self.publishers.add(article.publisher)
        self.last = max(self.last, article.known_on)


@dataclass(slots=True)
class Facts:
    """The facts of one relation on the last day. `one_origin` counts those that a single first report supports."""

    facts: int = 0
    one_origin: int = 0
    evidence: Counter[Evidence | None] = field(default_factory=Counter)


@dataclass(slots=True)
class Coverage:
    """Counts by month (2026-02), by the id of a publisher or entity, and by relation.

    `about` counts for an entity the claims at whose ends it stands; `named` are those that claims name otherwise.
    """

    curated: Curated
    total: Sources = field(default_factory=Sources)
    months: dict[str, Sources] = field(default_factory=lambda: defaultdict(Sources))
    publishers: dict[str, Sources] = field(default_factory=lambda: defaultdict(Sources))
    relations: dict[str, Sources] = field(default_factory=lambda: defaultdict(Sources))
    about: dict[str, Sources] = field(default_factory=lambda: defaultdict(Sources))
    named: set[str] = field(default_factory=set)
    facts: dict[str, Facts] = field(default_factory=lambda: defaultdict(Facts))

    def without_claims(self) -> Iterator[Entity]:
        """Entities that no claim names at all."""
        entities = self.curated.directory.entities.values()
        return (entity for entity in entities if entity.id not in self.about and entity.id not in self.named)


def coverage(curated: Curated) -> Coverage:
    """What `curated` covers as of the day of its last article. Reads the articles once, and keeps every claim."""
    found = Coverage(curated)
    taken_back = withdrawals(curated)
    facts: dict[str, list[Assessed]] = defaultdict(list)
    for article in curated.articles:
        _count(article, found)
        for assessed in assessed_claims(article, curated, taken_back):
            facts[assessed.claim.fact].append(assessed)
    for claims in facts.values():
        _believe(claims, found)
    return found


def _count(article: Article, found: Coverage) -> None:
    month = article.published.text[: len("2026-02")]
    for sources in (found.total, found.months[month], found.publishers[article.publisher]):
        sources.add(article, claims=len(article.claims))
    for relation, claims in Counter(claim.relation for claim in article.claims).items():
        found.relations[relation].add(article, claims=claims)
    for entity, claims in Counter(end for claim in article.claims for end in (claim.subject, claim.object)).items():
        found.about[entity].add(article, claims=claims)
    found.named.update(name for claim in article.claims for name in _others(claim))


def _others(claim: Claim) -> Iterator[str]:
    """The entities that a claim names besides its ends."""
    yield from claim.products
    yield from filter(None, (claim.said_by, claim.rule))


def _believe(claims: list[Assessed], found: Coverage) -> None:
    of_relation = found.facts[claims[0].claim.relation]
    belief = resolve(fact_evidence(claims, rulings=found.curated.rulings), found.total.last)
    of_relation.facts += 1
    of_relation.one_origin += len({assessed.origin for assessed in claims}) == 1
    of_relation.evidence[belief.evidence if belief else None] += 1
