"""The arguments that questions about beliefs share, each described once."""

from typing import Annotated

import strawberry

from service.api.enums import (
    ArticleKind,
    DealKind,
    Evidence,
    Label,
    Provides,
    PublisherKind,
    QuantityKind,
    Stage,
    Workload,
)
from service.api.scope import AsOf, Date, Span

WorkloadFilter = Annotated[
    Workload | None, strawberry.argument(description="Only what is said to serve this workload; never guessed.")
]
ProvidesFilter = Annotated[Provides | None, strawberry.argument(description="Only what delivers this.")]
ProductFilter = Annotated[
    str | None, strawberry.argument(description="Only what names this chip, system or model, by its id.")
]
EvidenceFilter = Annotated[
    list[Evidence] | None,
    strawberry.argument(description="Only this evidence; by default all but DENIED and RETRACTED."),
]
StageFilter = Annotated[list[Stage] | None, strawberry.argument(description="Only these stages; by default any.")]
CertainFilter = Annotated[
    bool, strawberry.argument(description="Only what certainly holds on the valid day, not what only may.")
]
QuantityFilter = Annotated[QuantityKind | None, strawberry.argument(description="Only what measures this.")]
EntityKinds = Annotated[
    list[Label] | None, strawberry.argument(description="Only these sorts of things; by default all.")
]
Kinds = Annotated[
    list[str] | None,
    strawberry.argument(description="Only these kinds, in the words of the field `kind`, such as `cloud`."),
]
Countries = Annotated[
    list[str] | None, strawberry.argument(description="Only of these countries, as ISO 3166-1 alpha-2 codes.")
]
Designer = Annotated[str | None, strawberry.argument(description="Only what this company designs, by its id.")]
Whole = Annotated[str | None, strawberry.argument(description="Only what is directly a part of this, by its id.")]
DealKinds = Annotated[list[DealKind] | None, strawberry.argument(description="Only these kinds of deals.")]
ArticleKinds = Annotated[list[ArticleKind] | None, strawberry.argument(description="Only these kinds of texts.")]
PublisherKinds = Annotated[list[PublisherKind] | None, strawberry.argument(description="Only these kinds of outlets.")]
Since = Annotated[Date | None, strawberry.argument(description="Known on this day or later.")]
Until = Annotated[
    Date | None, strawberry.argument(description="Known on this day or before, and never later than `asOf.known`.")
]
SpanFilter = Annotated[Span, strawberry.argument(description="Whether to look at the valid day only.")]
First = Annotated[int, strawberry.argument(description="How many at most, up to 100.")]
After = Annotated[str | None, strawberry.argument(description="Go on after this cursor.")]
AsOfFilter = Annotated[
    AsOf | None, strawberry.argument(description="As of which days; those of the field above unless said, else today.")
]
