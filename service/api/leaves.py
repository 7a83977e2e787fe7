"""How scalars and enums are written in an answer."""

from collections.abc import Callable, Mapping
from typing import Any

from graphql import GraphQLEnumType, GraphQLLeafType

from service.api.plans import OutOfPlan, Run, Step

_AS_IT_IS: Mapping[str, type] = {"String": str, "ID": str, "Date": str, "Boolean": bool}
"""By scalar, the Python type whose values are written as they are."""


def leaf_step(get: Callable[[Any], Any], kind: Any, *, is_required: bool) -> Step:
    """A step for the commonest fields: nearly all that they give can stand in the answer as it is."""
    write = writing(kind) if is_required else _unless_none(writing(kind))
    usual = _AS_IT_IS.get(kind.name)

    def step(source: Any, _: Run) -> Any:
        value = get(source)
        return value if value.__class__ is usual else write(value)

    return step


def writing(kind: GraphQLLeafType) -> Callable[[Any], Any]:
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
