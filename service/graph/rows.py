"""The rows that read statements answer with: one type for each shape, its fields in the order of the columns."""

from dataclasses import dataclass
from typing import Any

Properties = dict[str, Any]


@dataclass(frozen=True, slots=True)
class AdvancedRow:
    """The revision that begins, and who began the one before."""

    revision: int
    loader_before: str | None


@dataclass(frozen=True, slots=True)
class DeletedRow:
    deleted: int


@dataclass(frozen=True, slots=True)
class GraphRow:
    key: str
    graph: Properties


@dataclass(frozen=True, slots=True)
class ServerRow:
    version: str
    edition: str


@dataclass(frozen=True, slots=True)
class LabelRow:
    label: str


@dataclass(frozen=True, slots=True)
class IndexRow:
    name: str


@dataclass(frozen=True, slots=True)
class AnythingRow:
    anything: bool


@dataclass(frozen=True, slots=True)
class StoredWithdrawalRow:
    id: str
    withdrawn_on: str
    withdrawn_by: str


@dataclass(frozen=True, slots=True)
class StoredArticleRow:
    id: str
    url: str
    digest: str


@dataclass(frozen=True, slots=True)
class StoredClaimsRow:
    """An article as it is in the graph: its properties, its publisher, and the id, place and content of its claims."""

    key: str
    article: Properties
    publisher: str
    claims: list[Properties]


@dataclass(frozen=True, slots=True)
class StoredReferenceRow:
    label: str
    id: str
    digest: str


@dataclass(frozen=True, slots=True)
class FactKeyRow:
    fact: str


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One claim about a fact: `content` as written in the file, `assessment` as the rules see it, and `source`,
    the day and the publisher of its article."""

    fact: str
    claim: str
    article: str
    source: str
    content: str
    assessment: Properties


@dataclass(frozen=True, slots=True)
class RulingRow:
    ruling: Properties


@dataclass(frozen=True, slots=True)
class BeliefsRow:
    """A page of beliefs for one key, with `total` of all pages. Each belief has its rank and name (its place in the
    order), its relation, and the properties of the version and of both ends."""

    key: str
    total: int
    beliefs: list[Properties]


@dataclass(frozen=True, slots=True)
class BeliefRow:
    """What is believed about the first of `key`, as known on the second."""

    key: list[str]
    relation: str
    belief: Properties
    subject: Properties
    object: Properties

    def as_page_row(self, *, rank: int = 0) -> Properties:
        """As it would stand in the beliefs of a page; with `rank`, at least as badly known as that."""
        shown = max(rank, self.belief["evidence_rank"])
        ends = {"subject": self.subject, "object": self.object}
        return {"relation": self.relation, "rank": shown, "belief": self.belief, **ends}


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A page of versions, each as its fact and the day from which it was known."""

    total: int
    versions: list[Properties]


@dataclass(frozen=True, slots=True)
class ChainRow:
    """The companies from the first supplier to the customer, and the fact of each hop between them."""

    companies: list[str]
    facts: list[str]


@dataclass(frozen=True, slots=True)
class ClaimsRow:
    """A page of claims for one key, each with its place in the order, its assessment, article, publisher, speaker
    and first publisher. The key is an article, or a fact with a day and the claims that come first."""

    key: str | list[str]
    total: int
    claims: list[Properties]


@dataclass(frozen=True, slots=True)
class ClaimRow:
    key: str
    claim: Properties


@dataclass(frozen=True, slots=True)
class EntityRow:
    key: str
    entity: Properties
    part_of: str | None
    designer: str | None
    works_for: list[str]


@dataclass(frozen=True, slots=True)
class PublisherRow:
    key: str
    publisher: Properties


@dataclass(frozen=True, slots=True)
class ArticleRow:
    key: str
    article: Properties
    publisher: Properties


@dataclass(frozen=True, slots=True)
class DealRow:
    key: str
    deal: Properties
    parties: list[Properties]


@dataclass(frozen=True, slots=True)
class DealsRow:
    """A page of deals for one party or, under an empty key, of all, each with its parties."""

    key: str
    total: int
    deals: list[Properties]


@dataclass(frozen=True, slots=True)
class ArticlesRow:
    """A page of articles for one publisher or, under an empty key, of all, each with its publisher."""

    key: str
    total: int
    articles: list[Properties]


@dataclass(frozen=True, slots=True)
class PublishersRow:
    """A page of publishers."""

    total: int
    publishers: list[Properties]


@dataclass(frozen=True, slots=True)
class HitRow:
    """An entity that the full-text index found."""

    entity: Properties


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """How much there is; the days are those of the first and the last article, all three None without articles."""

    key: str
    articles: int
    claims: int
    publishers: int
    first_day: str | None
    last_day: str | None
    last_article: str | None


@dataclass(frozen=True, slots=True)
class EntityCoverageRow(CoverageRow):
    """The same of one entity, with the claims and facts of each relation."""

    relations: list[Properties]


@dataclass(frozen=True, slots=True)
class RelationCoverageRow:
    relation: str
    claims: int
    facts: int


@dataclass(frozen=True, slots=True)
class EntitiesRow:
    """A page of entities."""

    total: int
    entities: list[Properties]


@dataclass(frozen=True, slots=True)
class PresentEdgeRow:
    """An edge that people see in Neo4j Browser: what is believed today, with its properties."""

    fact: str
    relation: str
    subject: str
    object: str
    edge: Properties
