"""The cost of an operation: how many objects its answer may hold, from the sizes of the pages it asks for.

What @skip leaves out counts too, so that a document costs the same whatever its flags say.
"""

from collections.abc import Mapping
from typing import Any

from graphql import (
    GraphQLError,
    GraphQLField,
    GraphQLNamedType,
    GraphQLSchema,
    get_named_type,
    get_nullable_type,
    is_composite_type,
    is_list_type,
    is_object_type,
    value_from_ast_untyped,
)
from graphql.language import (
    DocumentNode,
    FieldNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    VariableNode,
)

from service.api.counting import fragments, is_introspection
from service.api.limits import COST, IDS, INTROSPECTION, INTROSPECTION_COST, PAGE, Limit, Limits

LIST = 2  # what a list without a page is taken to hold
SCHEMA_LIST = 5  # and one of the introspection


def too_costly(
    schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    *,
    variables: Mapping[str, Any],
    limits: Limits,
) -> list[GraphQLError]:
    """What an operation asks too much of. The document is valid, the variables are coerced."""
    costs = Costs(schema, document, variables)
    asked, told = costs.of(operation, introspection=False), costs.of(operation, introspection=True)
    errors = [limit.exceeded(size, most=limits.page, nodes=[node]) for limit, size, node in costs.over(limits.page)]
    if asked > limits.cost:
        errors.append(COST.exceeded(asked, most=limits.cost, nodes=[operation]))
    if told > INTROSPECTION_COST:
        errors.append(INTROSPECTION.exceeded(told, most=INTROSPECTION_COST, nodes=[operation]))
    return errors


class Costs:
    """Costs of each fragment are kept, so that those that spread others twice take no longer."""

    def __init__(self, schema: GraphQLSchema, document: DocumentNode, variables: Mapping[str, Any]) -> None:
        self._schema = schema
        self._fragments = fragments(document)
        self._variables = variables
        self._known: dict[tuple[str, int], int] = {}
        self._introspection = False
        self._sizes: dict[int, tuple[Limit, int, FieldNode]] = {}  # by the node's place in memory, as its hash is slow

    def of(self, operation: OperationDefinitionNode, *, introspection: bool) -> int:
        """The cost of the fields that tell the schema, or of all others."""
        root = self._schema.get_root_type(operation.operation)
        self._known.clear()
        self._introspection = introspection
        return self._all_of(operation.selection_set, root, 1) if root else 0

    def over(self, most: int) -> list[tuple[Limit, int, FieldNode]]:
        """The fields whose page or list of ids is larger than `most`, and how large it is."""
        return [(limit, size, field) for limit, size, field in self._sizes.values() if size > most]

    def _all_of(self, selected: SelectionSetNode, parent: GraphQLNamedType, rows: int) -> int:
        """The cost below one object of type `parent`; when that is a page, it holds `rows`."""
        return sum([self._one(selection, parent, rows) for selection in selected.selections])

    def _one(self, selection: SelectionNode, parent: GraphQLNamedType, rows: int) -> int:
        if isinstance(selection, FieldNode):
            return self._field(selection, parent, rows)
        if isinstance(selection, FragmentSpreadNode):
            return self._fragment(selection.name.value, rows)
        return self._inline(selection, parent, rows) if isinstance(selection, InlineFragmentNode) else 0

    def _inline(self, fragment: InlineFragmentNode, parent: GraphQLNamedType, rows: int) -> int:
        condition = fragment.type_condition
        named = self._schema.type_map[condition.name.value] if condition else parent
        return self._all_of(fragment.selection_set, named, rows)

    def _fragment(self, name: str, rows: int) -> int:
        if (name, rows) not in self._known:
            fragment = self._fragments[name]
            named = self._schema.type_map[fragment.type_condition.name.value]
            self._known[name, rows] = self._all_of(fragment.selection_set, named, rows)
        return self._known[name, rows]

    def _field(self, node: FieldNode, parent: GraphQLNamedType, rows: int) -> int:
        field = self._field_of(parent, node.name.value)
        if field is None or node.selection_set is None:
            return 0
        below = get_named_type(field.type)
        if _is_page(parent) and is_list_type(get_nullable_type(field.type)):
            return rows * self._all_of(node.selection_set, below, 1)
        if _is_place(parent):
            return self._all_of(node.selection_set, below, 1)
        size = self._size(node, field)
        if _is_page(below):
            return size + self._all_of(node.selection_set, below, size)
        return size * (1 + self._all_of(node.selection_set, below, 1))

    def _field_of(self, parent: GraphQLNamedType, name: str) -> GraphQLField | None:
        if not is_composite_type(parent):
            return None
        is_asked = is_introspection(name) is self._introspection or parent is not self._schema.query_type
        return self._schema.get_field(parent, name) if is_asked else None

    def _size(self, node: FieldNode, field: GraphQLField) -> int:
        """How many objects the field may give: those of a page, of a list of ids, of any other list, or one."""
        if "first" in field.args:
            return max(0, self._asked(node, PAGE, _whole(self._given(node, field, "first"))))
        if "ids" in field.args:
            ids = self._given(node, field, "ids")
            return self._asked(node, IDS, len(ids) if isinstance(ids, list) else 1)
        is_list = is_list_type(get_nullable_type(field.type))
        return (SCHEMA_LIST if self._introspection else LIST) if is_list else 1

    def _asked(self, node: FieldNode, limit: Limit, size: int) -> int:
        self._sizes[id(node)] = limit, size, node
        return size

    def _given(self, node: FieldNode, field: GraphQLField, name: str) -> Any:
        """The value of an argument: as written, the variable's, or else its default."""
        usual = field.args[name].default_value
        value = next((argument.value for argument in node.arguments or () if argument.name.value == name), None)
        if isinstance(value, VariableNode):
            return self._variables.get(value.name.value, usual)
        return value_from_ast_untyped(value, dict(self._variables)) if value else usual


def _whole(first: object) -> int:
    return first if isinstance(first, int) else 0


def _is_page(kind: GraphQLNamedType) -> bool:
    return is_object_type(kind) and "pageInfo" in kind.fields


def _is_place(kind: GraphQLNamedType) -> bool:
    """Whether it is what stands between a page and what is on it."""
    return is_object_type(kind) and set(kind.fields) == {"cursor", "node"}
