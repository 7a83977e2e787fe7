"""A document made into a plan once: what resolvers give goes straight into the answer.

The ordinary executor finds out for each object anew which fields are asked for, with which arguments, and how their
values are written. A plan knows that before. What goes wrong in one is left to the ordinary executor, which asks again
and tells of it, so that a plan has no errors of its own; their answers are the same byte for byte.
"""

from asyncio import gather
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from operator import attrgetter
from typing import Any, TypeAlias

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLLeafType,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLSchema,
    get_argument_values,
    get_nullable_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
)
from graphql.execution.values import VariableValues
from graphql.language import FieldNode, OperationDefinitionNode
from strawberry.types.arguments import convert_arguments
from strawberry.types.field import StrawberryField

from service.api.context import Context
from service.api.selections import Flags, Fragments, selected, uses_variables

Step: TypeAlias = Callable[[Any, "Run"], Any]
"""From a value, such as the object that a field is asked of, to what stands in the answer."""
Steps: TypeAlias = list[tuple[str, Step]]
LaterSteps: TypeAlias = list[tuple[str, Step, Step]]


class OutOfPlan(Exception):
    """The ordinary executor has to answer."""


@dataclass(slots=True)
class Run:
    """One execution, which stands for Strawberry's Info too: resolvers of ours ask that for the context alone."""

    context: Context
    variables: VariableValues
    waiting: list[tuple[Awaitable[Any], dict[str, Any], str, Step]] = field(default_factory=list)
    arguments: dict[int, dict[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    fill: Step

    async def answer(self, context: Context, variables: VariableValues) -> dict[str, Any] | None:
        """The data of the answer, or None for one with errors.

        What is on one level of the answer is asked for at once, so that loaders see it together.
        """
        run = Run(context, variables)
        try:
            data: dict[str, Any] = self.fill(None, run)
            while run.waiting:
                await _next_level(run)
        except Exception:
            return None
        finally:
            for awaitable, *_ in run.waiting:
                awaitable.close()  # type: ignore[attr-defined]
        return data


async def _next_level(run: Run) -> None:
    waiting, run.waiting = run.waiting, []
    values = await gather(*(awaitable for awaitable, *_ in waiting), return_exceptions=True)
    for (_, filled, shown, complete), value in zip(waiting, values, strict=True):
        if isinstance(value, BaseException):
            raise OutOfPlan from value
        filled[shown] = complete(value, run)


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
    return Plan(planner.object(root, [operation.selection_set]))


@dataclass(frozen=True, slots=True)
class _Planner:
    schema: GraphQLSchema
    fragments: Fragments
    flags: Flags
    converting: Any
    _objects: dict[tuple[Any, ...], Step] = field(default_factory=dict)
    """By type and fields, so that fields asked of an interface make one step for each type below it, and no more."""

    def object(self, kind: GraphQLObjectType, sets: Sequence[Any]) -> Step:
        """From an object of `kind` to a dict with the fields of all `sets`."""
        key = (kind.name, *map(id, sets))
        if key not in self._objects:
            self._objects[key] = self._make_object(kind, sets)
        return self._objects[key]

    def _make_object(self, kind: GraphQLObjectType, sets: Sequence[Any]) -> Step:
        steps: Steps = []
        later: LaterSteps = []
        for shown, nodes in selected(self.schema, kind, sets, fragments=self.fragments, flags=self.flags).items():
            asked, complete = self._field(kind, nodes)
            if complete is None:
                steps.append((shown, asked))
            else:
                steps.append((shown, _nothing))
                later.append((shown, asked, complete))
        return partial(_filled_later, steps, later) if later else partial(_filled, steps)

    def _field(self, kind: GraphQLObjectType, nodes: Sequence[FieldNode]) -> tuple[Step, Step | None]:
        """What is asked of the object; with it, for what must be awaited, what is done with the value then."""
        name = nodes[0].name.value
        if name == "__typename":
            return (lambda _, __: kind.name), None
        asked = kind.fields[name]
        definition: StrawberryField = asked.extensions["strawberry-definition"]
        plain = _plain(definition)
        bare = get_nullable_type(asked.type)
        if plain and is_leaf_type(bare):
            return _leaf(plain, bare, is_required=bare is not asked.type), None
        complete = self._complete(asked.type, nodes)
        get = (lambda source, _: plain(source)) if plain else self._get(asked, definition, nodes[0])
        if definition.is_async:
            return get, complete
        return (lambda source, run: complete(get(source, run), run)), None

    def _get(self, asked: GraphQLField, definition: StrawberryField, node: FieldNode) -> Step:
        """What the resolver gives for the field's arguments."""
        resolver = definition.base_resolver
        function: Any = resolver.wrapped_func  # type: ignore[union-attr]
        given = self._arguments(asked, definition, node)
        if resolver.info_parameter:  # type: ignore[union-attr]
            return lambda source, run: function(source, info=run, **given(run))
        return lambda source, run: function(source, **given(run))

    def _arguments(
        self, asked: GraphQLField, definition: StrawberryField, node: FieldNode
    ) -> Callable[[Run], Mapping[str, Any]]:
        """The arguments as the resolver takes them; those without variables are made here, others once a run."""

        def made(variables: VariableValues | None) -> dict[str, Any]:
            values = get_argument_values(asked, node, variables)
            converted: dict[str, Any] = convert_arguments(values, definition.arguments, **self.converting)
            return converted

        if not uses_variables(node.arguments or ()):
            always = made(None)
            return lambda _: always

        def given(run: Run) -> dict[str, Any]:
            known = run.arguments.get(id(node))
            if known is None:
                known = run.arguments[id(node)] = made(run.variables)
            return known

        return given

    def _complete(self, kind: GraphQLOutputType, nodes: Sequence[FieldNode]) -> Step:
        """From a value of type `kind` to what stands in the answer."""
        if is_non_null_type(kind):
            return _required(self._complete(kind.of_type, nodes))
        if is_list_type(kind):
            return _each(self._complete(kind.of_type, nodes))
        if isinstance(kind, GraphQLLeafType):
            write = _writing(kind)
            return lambda value, _: write(value)
        sets = [node.selection_set for node in nodes]
        return _if_any(self.object(kind, sets)) if isinstance(kind, GraphQLObjectType) else self._of_any(sets)

    def _of_any(self, sets: Sequence[Any]) -> Step:
        """From an object of any type; the steps of each type are made when the first such object comes."""
        known: dict[type, Step] = {}

        def complete(value: Any, run: Run) -> Any:
            step = known.get(value.__class__)
            if step is None:
                if value is None:
                    return None
                kind: Any = self.schema.type_map[value.__strawberry_definition__.name]
                step = known[value.__class__] = self.object(kind, sets)
            return step(value, run)

        return complete


def _plain(definition: StrawberryField) -> Callable[[Any], Any] | None:
    """What gives a field that needs no more than its object, and nobody to wait for: an attribute, or a resolver."""
    resolver: Any = definition.base_resolver
    if resolver is None:
        return attrgetter(definition.python_name)
    needs_more = definition.is_async or resolver.info_parameter or definition.arguments
    return None if needs_more else resolver.wrapped_func


def _leaf(get: Callable[[Any], Any], kind: Any, *, is_required: bool) -> Step:
    """A step for the commonest fields: nearly all that they give can stand in the answer as it is."""
    write = _writing(kind) if is_required else _unless_none(_writing(kind))
    usual = _AS_IT_IS.get(kind.name)

    def step(source: Any, _: Run) -> Any:
        value = get(source)
        return value if value.__class__ is usual else write(value)

    return step


def _writing(kind: GraphQLLeafType) -> Callable[[Any], Any]:
    """How values of a scalar or an enum are written; OutOfPlan for what is none."""
    if isinstance(kind, GraphQLEnumType):
        return _Names(kind).__getitem__

    def write(value: Any) -> Any:
        if value is None:
            raise OutOfPlan
        return kind.serialize(value)

    return write


class _Names(dict[Any, str]):
    """The names of an enum's values, each looked up once; None has no name."""

    def __init__(self, kind: GraphQLEnumType) -> None:
        super().__init__()
        self._kind = kind

    def __missing__(self, value: Any) -> str:
        name = self[value] = self._kind.serialize(value)
        return name


def _unless_none(write: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: None if value is None else write(value)


def _required(complete: Step) -> Step:
    def required(value: Any, run: Run) -> Any:
        if value is None:
            raise OutOfPlan
        return complete(value, run)

    return required


def _each(complete: Step) -> Step:
    return lambda value, run: None if value is None else [complete(each, run) for each in value]


def _if_any(fill: Step) -> Step:
    return lambda value, run: None if value is None else fill(value, run)


def _filled(steps: Steps, source: Any, run: Run) -> dict[str, Any]:
    return {shown: step(source, run) for shown, step in steps}


def _filled_later(steps: Steps, later: LaterSteps, source: Any, run: Run) -> dict[str, Any]:
    filled = {shown: step(source, run) for shown, step in steps}
    for shown, asked, complete in later:
        run.waiting.append((asked(source, run), filled, shown, complete))
    return filled


def _nothing(_: Any, __: Run) -> None:
    return None


_AS_IT_IS: Mapping[str, type] = {"String": str, "ID": str, "Date": str, "Boolean": bool}
"""By scalar, the Python type whose values are written as they are."""
