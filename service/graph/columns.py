"""The properties that statements read: all of them, or those that an answer shows. What is not read costs nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Properties = dict[str, Any]

ENTITY = ("id", "label", "name", "kind", "aliases", "country", "ticker")
VERSION = (
    "fact", "deal", "first_known", "known_from", "known_until", "evidence", "evidence_rank", "rule", "contested",
    "conflict", "stage", "stage_evidence", "valid_from_earliest", "valid_from_latest", "valid_until_earliest",
    "valid_until_latest", "last_affirmed", "winners", "sources", "provides", "workloads", "products", "detail",
)  # fmt: skip
CLAIM = ("id", "fact", "summary", "quote", "where", "unnamed", "denies", "stage", "recorded_at", "revision")
ASSESSMENT = ("known_on", "said_on", "standing", "tier", "origin", "withdrawn_on")
ARTICLE = ("id", "url", "title", "kind", "published", "known_on", "recorded_at")
PUBLISHER = ("id", "name", "kind")


@dataclass(frozen=True, slots=True)
class ClaimColumns:
    """What is read of a claim and of what is around it. What has no columns is not looked up."""

    claim: tuple[str, ...] = CLAIM
    assessment: tuple[str, ...] = ASSESSMENT
    article: tuple[str, ...] = ARTICLE
    publisher: tuple[str, ...] = PUBLISHER
    speaker: tuple[str, ...] = ENTITY
    first_publisher: tuple[str, ...] = PUBLISHER

    def properties(self, row: Sequence[Any]) -> Properties:
        """A row of claims_by_fact, whose values stand in the order of the columns."""
        place, claim, assessment, article, publisher, speaker, first_publisher = row
        return {
            "place": place,
            "claim": dict(zip(self.claim, claim, strict=True)),
            "assessment": dict(zip(self.assessment, assessment, strict=True)),
            "article": dict(zip(self.article, article, strict=True)),
            "publisher": dict(zip(self.publisher, publisher, strict=True)),
            "speaker": dict(zip(self.speaker, speaker, strict=True)) if speaker and speaker[0] else None,
            "first_publisher": dict(zip(self.first_publisher, first_publisher, strict=True))
            if first_publisher
            else None,
        }
