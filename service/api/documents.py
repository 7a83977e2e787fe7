"""Documents that were asked before and found good: what need not be found out again."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cachetools import LRUCache
from graphql import GraphQLSchema
from graphql.execution.values import VariableValues
from graphql.language import DocumentNode, OperationDefinitionNode

from service.api.counting import fragments, is_introspection
from service.api.planning import make_plan
from service.api.plans import Plan
from service.api.selections import arguments_named, field_names, flag_names, variables_in

ROOM = 200_000  # characters of all documents that are kept
EACH = 1_000  # characters that a document counts for besides its own
MOST_PLANS = 8  # of one document, for what @skip and @include may leave out

Key = tuple[str, str | None]
"""A document, and the name of its operation."""


@dataclass(slots=True)
class Known:
    """A valid document within its limits, and what its answers have in common.

    `sizes` are those values of variables that its cost depends on, as they were when it was last found bearable.
    """

    document: DocumentNode
    operation: OperationDefinitionNode
    flags: tuple[str, ...] = ()
    sizing: tuple[str, ...] = ()
    is_planned: bool = False
    sizes: Mapping[str, Any] | None = None
    plans: dict[tuple[bool, ...], Plan] = field(default_factory=dict)

    @classmethod
    def of(cls, document: DocumentNode, operation: OperationDefinitionNode) -> "Known":
        is_planned = not any(is_introspection(name) for name in field_names(document))
        sizing = {name for argument in arguments_named(document, "first", "ids") for name in variables_in(argument)}
        return cls(document, operation, flag_names(document), tuple(sizing), is_planned)

    def is_bearable(self, variables: Mapping[str, Any]) -> bool:
        """Whether it was seen before that its cost is, with these values."""
        return self.sizes is not None and self.sizes == _chosen(variables, self.sizing)

    def keep_bearable(self, variables: Mapping[str, Any]) -> None:
        self.sizes = _chosen(variables, self.sizing)

    def plan(self, schema: GraphQLSchema, variables: VariableValues, *, converting: Any) -> Plan | None:
        """None where the ordinary executor has to answer."""
        flags = _chosen(variables.coerced, self.flags)
        if not self.is_planned or len(flags) < len(self.flags):
            return None
        key = tuple(flags.values())
        if key not in self.plans:
            if len(self.plans) >= MOST_PLANS:
                self.plans.clear()
            named = fragments(self.document)
            self.plans[key] = make_plan(schema, self.operation, fragments=named, flags=flags, converting=converting)
        return self.plans[key]


def _chosen(variables: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: variables[name] for name in names if name in variables}


def known_documents() -> LRUCache[Key, Known]:
    """An empty store; what was not asked for longest makes room."""
    return LRUCache(ROOM, getsizeof=lambda known: EACH + len(known.document.loc.source.body))
