"""The arguments that questions about beliefs share, each described once."""

from typing import Annotated

import strawberry

from service.api.scope import AsOf, Span
from service.model.vocabulary import Evidence, Provides, Stage, Workload

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
SpanFilter = Annotated[Span, strawberry.argument(description="Whether to look at the valid day only.")]
First = Annotated[int, strawberry.argument(description="How many at most, up to 100.")]
After = Annotated[str | None, strawberry.argument(description="Go on after this cursor.")]
AsOfFilter = Annotated[
    AsOf | None, strawberry.argument(description="As of which days; those of the field above unless said, else today.")
]
