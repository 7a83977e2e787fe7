"""What the statements about beliefs ask, and how the beliefs that they answer with are read."""

from dataclasses import dataclass, replace
from typing import Any

from service.graph import rows
from service.graph.columns import ENTITY, VERSION, ClaimColumns

ALL_OF_CLAIMS = ClaimColumns()


@dataclass(frozen=True, slots=True)
class BeliefQuestion:
    """What the statements about beliefs ask, besides whose.

    `known` is the day K; `valid_first` to `valid_last` the days V, both inside. `stages` holds an empty text for
    facts without a stage. `workload_rank` names the property that says how well a workload is known. `version`,
    `subject` and `object` are the properties that are read of each belief and of its ends, `columns` those of the first
    `claims_limit` claims about it.
    """

    known: str
    valid_first: str
    valid_last: str
    certain: bool
    workload_rank: str
    ranks: tuple[int, ...]
    stages: tuple[str, ...]
    provides: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    after_rank: int = 0
    after_name: str = ""
    after_fact: str = ""
    limit: int = 20
    version: tuple[str, ...] = VERSION
    subject: tuple[str, ...] = ENTITY
    object: tuple[str, ...] = ENTITY
    claims_limit: int = 0
    columns: ClaimColumns = ALL_OF_CLAIMS

    def page(self, key: str, total: int, beliefs: list[list[Any]]) -> rows.BeliefsRow:
        """A row of a statement, with the properties of each belief by their names."""
        return rows.BeliefsRow(key, total, [self._properties(*belief) for belief in beliefs])

    def _properties(
        self, rank: int, name: str, relation: str, version: list[Any], subject: list[Any], object_: list[Any],
        said_in_all: int, claims: list[list[Any]],
    ) -> rows.Properties:  # fmt: skip
        return {
            "rank": rank,
            "name": name,
            "relation": relation,
            "belief": dict(zip(self.version, version, strict=True)),
            "subject": dict(zip(self.subject, subject, strict=True)),
            "object": dict(zip(self.object, object_, strict=True)),
            "claims": (said_in_all, [self.columns.properties(claim) for claim in claims]),
        }

    def whole(self, limit: int) -> "BeliefQuestion":
        """The same question for everything at once, up to `limit`."""
        return replace(self, limit=limit)
