"""From a valid document to its plan."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, TypeAlias

from graphql import (
    GraphQLField,
    GraphQLLeafType,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLSchema,
    get_argument_values,
    get_named_type,
    get_nullable_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
)
from graphql.execution.values import VariableValues
from graphql.language import FieldNode, OperationDefinitionNode
from strawberry.types.arguments import convert_arguments
from strawberry.types.field import StrawberryField

from service.api.leaves import leaf_step, writing
from service.api.plans import Asking, OutOfPlan, Place, Plan, Run, Step, Together
from service.api.selections import Flags, Fragments, names_below, selected, uses_variables
from service.api.showing import ClaimsShown
from service.api.views import TOGETHER

BELIEFS = ("Supplier", "Customer", "Investment", "Relation")  # the types of beliefs
Steps: TypeAlias = list[tuple[str, Step]]
Wait: TypeAlias = Callable[[Any, Run, Place], None]
Waits: TypeAlias = list[tuple[str, Wait, Step]]


def make_plan(
    schema: GraphQLSchema, operation: OperationDefinitionNode, *, fragments: Fragments, flags: Flags, converting: Any
) -> Plan:
    """The plan of a valid query that asks for nothing of the schema.

    `flags` are the variables that @skip and @include name; `converting` is how Strawberry makes arguments.
    """
    planner = _Planner(schema, fragments, flags, converting)
    root = schema.query_type
    if root is None:
        raise OutOfPlan
    return Plan(planner.object(root, [operation.selection_set], is_required=True))


@dataclass(frozen=True, slots=True)
class _Planner:
    schema: GraphQLSchema
    fragments: Fragments
    flags: Flags
    converting: Any
    _objects: dict[tuple[Any, ...], Step] = field(default_factory=dict)
    """By type and fields, so that fields asked of an interface make one step for each type below it, and no more."""

    def object(self, kind: GraphQLObjectType, sets: Sequence[Any], *, is_required: bool) -> Step:
        """From an object of `kind` to a dict with the fields of all `sets`."""
        key = (kind.name, is_required, *map(id, sets))
        if key not in self._objects:
            filled = self._make_object(kind, sets)
            self._objects[key] = filled if is_required else _if_any(filled)
        return self._objects[key]

    def _make_object(self, kind: GraphQLObjectType, sets: Sequence[Any]) -> Step:
        steps: Steps = []
        later: Waits = []
        for shown, nodes in selected(self.schema, kind, sets, fragments=self.fragments, flags=self.flags).items():
            step, wait = self._field(kind, nodes)
            steps.append((shown, step))
            later += [(shown, wait, self._complete(kind.fields[nodes[0].name.value].type, nodes))] if wait else []
        return _filling_later(steps, later) if later else _filling(steps)

    def _field(self, kind: GraphQLObjectType, nodes: Sequence[FieldNode]) -> tuple[Step, Wait | None]:
        """What stands in the answer for the field; for one that must be waited for, how, and null until then."""
        name = nodes[0].name.value
        if name == "__typename":
            return (lambda _, __: kind.name), None
        asked = kind.fields[name]
        definition: StrawberryField = asked.extensions["strawberry-definition"]
        if definition.is_async:
            return _nothing, self._wait(asked, definition, nodes)
        plain, bare = _plain(definition), get_nullable_type(asked.type)
        if plain and is_leaf_type(bare):
            return leaf_step(plain, bare, is_required=bare is not asked.type), None
        complete = self._complete(asked.type, nodes)
        get = (lambda source, _: plain(source)) if plain else self._get(asked, definition, nodes)
        return (lambda source, run: complete(get(source, run), run)), None

    def _get(self, asked: GraphQLField, definition: StrawberryField, nodes: Sequence[FieldNode]) -> Step:
        """What the resolver gives for the field's arguments."""
        resolver: Any = definition.base_resolver
        function, given = resolver.wrapped_func, self._given(asked, definition, nodes)
        return lambda source, run: function(source, **given(run))

    def _wait(self, asked: GraphQLField, definition: StrawberryField, nodes: Sequence[FieldNode]) -> Wait:
        resolver: Any = definition.base_resolver
        function, given, key = resolver.wrapped_func, self._given(asked, definition, nodes), id(nodes[0])
        resolve: Any = getattr(function, TOGETHER, None)

        def wait(source: Any, run: Run, place: Place) -> None:
            run.waiting.append((function(source, **given(run)), place))

        def wait_together(source: Any, run: Run, place: Place) -> None:
            together = run.together.get(key)
            if together is None:
                together = run.together[key] = Together(resolve, given(run))
            together.sources.append(source)
            together.places.append(place)

        return wait_together if resolve else wait

    def _given(
        self, asked: GraphQLField, definition: StrawberryField, nodes: Sequence[FieldNode]
    ) -> Callable[[Run], dict[str, Any]]:
        make, key = self._giving(asked, definition, nodes), id(nodes[0])

        def given(run: Run) -> dict[str, Any]:
            found = run.given.get(key)
            if found is None:
                found = run.given[key] = make(run)
            return found

        return given

    def _giving(
        self, asked: GraphQLField, definition: StrawberryField, nodes: Sequence[FieldNode]
    ) -> Callable[[Run], dict[str, Any]]:
        """What makes all that the resolver takes besides its object."""
        resolver: Any = definition.base_resolver
        arguments = self._arguments(asked, nodes)
        if not resolver.info_parameter:
            return arguments
        informed, shown = resolver.info_parameter.name, names_below(nodes, self.fragments)
        claims = self._claims(get_nullable_type(asked.type), nodes)

        def give(run: Run) -> dict[str, Any]:
            return {**arguments(run), informed: Asking(run.context, shown, claims(run) if claims else None)}

        return give

    def _arguments(self, asked: GraphQLField, nodes: Sequence[FieldNode]) -> Callable[[Run], dict[str, Any]]:
        """The arguments as the resolver takes them; those without variables are made here already."""
        definition: StrawberryField = asked.extensions["strawberry-definition"]

        def made(variables: VariableValues | None) -> dict[str, Any]:
            values = get_argument_values(asked, nodes[0], variables)
            converted: dict[str, Any] = convert_arguments(values, definition.arguments, **self.converting)
            return converted

        if uses_variables(nodes[0].arguments or ()):
            return lambda run: made(run.variables)
        always = made(None)
        return lambda _: always

    def _claims(self, page: Any, nodes: Sequence[FieldNode]) -> Callable[[Run], ClaimsShown | None] | None:
        """For a page of beliefs: the claims that each of them shows first."""
        belief = _on_page(page)
        if belief is None or belief.name not in BELIEFS:
            return None
        found = self._below(page, nodes, "nodes") + self._below(page, nodes, "edges", "node")
        claims = self._below(belief, found, "claims")
        if not claims:
            return None
        arguments, shown = self._arguments(belief.fields["claims"], claims), names_below(claims, self.fragments)

        def first_page(run: Run) -> ClaimsShown | None:
            given = arguments(run)
            return None if given.get("after") else ClaimsShown(given["first"], shown)

        return first_page

    def _below(self, kind: Any, nodes: Sequence[FieldNode], *names: str) -> list[FieldNode]:
        """The fields at the end of the path `names` below `nodes`, whose type is `kind`; those shown under one name."""
        for name in names:
            sets = [node.selection_set for node in nodes if node.selection_set]
            groups = selected(self.schema, kind, sets, fragments=self.fragments, flags=self.flags).values()
            nodes = next((group for group in groups if group[0].name.value == name), [])
            kind = get_named_type(kind.fields[name].type)
        return list(nodes)

    def _complete(self, kind: GraphQLOutputType, nodes: Sequence[FieldNode]) -> Step:
        """From a value of type `kind` to what stands in the answer."""
        is_required = is_non_null_type(kind)
        bare: Any = get_nullable_type(kind)
        if is_list_type(bare):
            each = self._complete(bare.of_type, nodes)
            some: Step = lambda value, run: [each(one, run) for one in value]  # noqa: E731
            return some if is_required else _if_any(some)
        if isinstance(bare, GraphQLLeafType):
            write = writing(bare)
            return (lambda value, _: write(value)) if is_required else _if_any(lambda value, _: write(value))
        sets = [node.selection_set for node in nodes]
        if isinstance(bare, GraphQLObjectType):
            return self.object(bare, sets, is_required=is_required)
        return self._of_any(sets, is_required=is_required)

    def _of_any(self, sets: Sequence[Any], *, is_required: bool) -> Step:
        """From an object of any type; the steps of each type are made when the first such object comes."""
        known: dict[type, Step] = {} if is_required else {type(None): _nothing}

        def complete(value: Any, run: Run) -> Any:
            step = known.get(value.__class__)
            if step is None:
                kind: Any = self.schema.type_map[value.__strawberry_definition__.name]
                step = known[value.__class__] = self.object(kind, sets, is_required=True)
            return step(value, run)

        return complete


def _on_page(page: Any) -> Any:
    """The type of what stands on a page; None for what is no page."""
    nodes = page.fields.get("nodes") if isinstance(page, GraphQLObjectType) else None
    return get_named_type(nodes.type) if nodes else None


def _plain(definition: StrawberryField) -> Callable[[Any], Any] | None:
    """What gives a field that needs no more than its object, and nobody to wait for: an attribute, or a resolver."""
    resolver: Any = definition.base_resolver
    if resolver is None:
        return attrgetter(definition.python_name)
    needs_more = definition.is_async or resolver.info_parameter or definition.arguments
    return None if needs_more else resolver.wrapped_func


def _if_any(complete: Step) -> Step:
    return lambda value, run: None if value is None else complete(value, run)


def _filling(steps: Steps) -> Step:
    def fill(source: Any, run: Run) -> dict[str, Any]:
        if source is None:
            raise OutOfPlan
        return {shown: step(source, run) for shown, step in steps}

    return fill


def _filling_later(steps: Steps, later: Waits) -> Step:
    fill = _filling(steps)

    def fill_later(source: Any, run: Run) -> dict[str, Any]:
        filled: dict[str, Any] = fill(source, run)
        for shown, wait, complete in later:
            wait(source, run, (filled, shown, complete))
        return filled

    return fill_later


def _nothing(_: Any, __: Run) -> None:
    return None
