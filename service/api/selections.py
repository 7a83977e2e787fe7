"""Which fields a selection holds for one type: fragments spread, and what @skip and @include leave out left out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias, TypeVar

from graphql import GraphQLObjectType, GraphQLSchema, is_abstract_type
from graphql.language import (
    ArgumentNode,
    BooleanValueNode,
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    Node,
    SelectionNode,
    SelectionSetNode,
    VariableNode,
)

NodeType = TypeVar("NodeType", bound=Node)

Fragments: TypeAlias = Mapping[str, FragmentDefinitionNode]
Flags: TypeAlias = Mapping[str, bool]
"""The variables that decide what is skipped."""


def selected(
    schema: GraphQLSchema,
    kind: GraphQLObjectType,
    sets: Iterable[SelectionSetNode],
    *,
    fragments: Fragments,
    flags: Flags,
) -> dict[str, list[FieldNode]]:
    """The fields of all `sets` for an object of `kind`, by the names under which they are shown, in their order."""
    found: dict[str, list[FieldNode]] = {}
    spread: set[str] = set()

    def collect(selections: Sequence[SelectionNode]) -> None:
        for each in selections:
            if _is_left_out(each, flags):
                continue
            if isinstance(each, FieldNode):
                found.setdefault((each.alias or each.name).value, []).append(each)
            elif isinstance(each, InlineFragmentNode):
                if each.type_condition is None or _is_of(schema, kind, each.type_condition.name.value):
                    collect(each.selection_set.selections)
            elif isinstance(each, FragmentSpreadNode) and each.name.value not in spread:
                spread.add(each.name.value)
                fragment = fragments[each.name.value]
                if _is_of(schema, kind, fragment.type_condition.name.value):
                    collect(fragment.selection_set.selections)

    for one in sets:
        collect(one.selections)
    return found


def names_below(nodes: Iterable[FieldNode], fragments: Fragments) -> frozenset[str]:
    """The names of the fields at any depth below those of `nodes`, whatever type they are of."""
    names: set[str] = set()
    spread: set[str] = set()
    waiting: list[Node] = [node.selection_set for node in nodes if node.selection_set]
    while waiting:
        found = waiting.pop()
        names.update(node.name.value for node in _within(found, FieldNode))
        new = {node.name.value for node in _within(found, FragmentSpreadNode)} - spread
        spread |= new
        waiting += [fragments[name].selection_set for name in new]
    return frozenset(names)


def flag_names(document: DocumentNode) -> tuple[str, ...]:
    """The variables that @skip and @include of a document name, sorted."""
    return tuple(sorted(set(_flags_in(document))))


def uses_variables(nodes: Iterable[Node]) -> bool:
    return any(True for node in nodes for _ in _within(node, VariableNode))


def _is_of(schema: GraphQLSchema, kind: GraphQLObjectType, condition: str) -> bool:
    """Whether an object of `kind` is one of the type that a fragment is for."""
    wanted = schema.type_map[condition]
    return wanted is kind or (is_abstract_type(wanted) and schema.is_sub_type(wanted, kind))


def _is_left_out(selection: SelectionNode, flags: Flags) -> bool:
    given = {each.name.value: _condition(each, flags) for each in selection.directives or ()}
    return given.get("skip") is True or given.get("include") is False


def _condition(directive: DirectiveNode, flags: Flags) -> bool | None:
    """What `if` says; None for a directive of another sort."""
    if directive.name.value not in ("skip", "include"):
        return None
    (condition,) = directive.arguments or ()
    value = condition.value
    return (
        flags[value.name.value]
        if isinstance(value, VariableNode)
        else isinstance(value, BooleanValueNode) and value.value
    )


def _flags_in(document: DocumentNode) -> Iterator[str]:
    for directive in _within(document, DirectiveNode):
        if directive.name.value in ("skip", "include"):
            yield from (variable.name.value for variable in _within(directive, VariableNode))


def _within(root: Node, kind: type[NodeType]) -> Iterator[NodeType]:
    """The nodes of this kind in and below `root`."""
    waiting: list[Any] = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, kind):
            yield node
        for key in node.keys if isinstance(node, Node) else ():
            below = getattr(node, key)
            waiting += below if isinstance(below, list | tuple) else [below]


def field_names(document: DocumentNode) -> Iterator[str]:
    return (node.name.value for node in _within(document, FieldNode))


def arguments_named(document: DocumentNode, *names: str) -> Iterator[ArgumentNode]:
    return (node for node in _within(document, ArgumentNode) if node.name.value in names)


def variables_in(node: Node) -> Iterator[str]:
    return (variable.name.value for variable in _within(node, VariableNode))
