"""The vocabularies of service.model as GraphQL enums."""

from enum import StrEnum

import strawberry

from service.model.entities import Label
from service.model.relations import RelationName
from service.model.vocabulary import (
    ArticleKind,
    DealKind,
    Evidence,
    PartyRole,
    Provides,
    PublisherKind,
    Role,
    Stage,
    Standing,
    Workload,
)

__all__ = [
    "ArticleKind",
    "DealKind",
    "Evidence",
    "Label",
    "PartyRole",
    "Provides",
    "PublisherKind",
    "QuantityKind",
    "RelationName",
    "Role",
    "Stage",
    "Standing",
    "Workload",
]


@strawberry.enum(description="What a quantity measures.")
class QuantityKind(StrEnum):
    AMOUNT = "amount"
    CAPACITY = "capacity"
    UNITS = "units"
    SHARE = "share"
    VALUE = "value"


strawberry.enum(Evidence, description="How well a belief is known, best first.")
strawberry.enum(Stage, description="How far a commitment has come.")
strawberry.enum(Workload, description="What computing is used for.")
strawberry.enum(Provides, description="What a supplier delivers.")
strawberry.enum(Standing, description="In what capacity a claim is made.")
strawberry.enum(PublisherKind, description="What sort of outlet a publisher is.")
strawberry.enum(ArticleKind, description="What sort of text an article is.")
strawberry.enum(DealKind, description="What sort of deal it is.")
strawberry.enum(PartyRole, description="What an entity is in a deal.")
strawberry.enum(Role, description="What a claim does in a belief.")
strawberry.enum(RelationName, description="What joins subject and object.")
strawberry.enum(Label, name="EntityKind", description="What sort of thing an entity is.")
