"""A document made into a plan once: what resolvers give goes straight into the answer.

The ordinary executor finds out for each object anew which fields are asked for, with which arguments, and how their
values are written. A plan knows that before. What goes wrong in one is left to the ordinary executor, which asks again
and tells of it, so that a plan has no errors of its own; their answers are the same byte for byte.
"""

from asyncio import gather
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, TypeAlias

from graphql.execution.values import VariableValues

from service.api.context import Context
from service.api.showing import ClaimsShown, Shown
from service.errors import DatabaseError

Step: TypeAlias = Callable[[Any, "Run"], Any]
"""From a value, such as the object that a field is asked of, to what stands in the answer."""
Place: TypeAlias = tuple[dict[str, Any], str, Step]
"""Where a value goes that is waited for, and what is done with it then."""


_ROOT = object()  # what root fields are asked of, and do not look at


class OutOfPlan(Exception):
    """The ordinary executor has to answer."""


@dataclass(slots=True)
class Asking:
    """What a resolver is told, in place of Strawberry's Info: the context, and what is asked for below its field.

    `claims`: for a page of beliefs, the claims that each of them shows.
    """

    context: Context
    shown: Shown
    claims: ClaimsShown | None = None


@dataclass(slots=True)
class Run:
    """One execution. `given` is what each field gives to its resolver, made once for all objects."""

    context: Context
    variables: VariableValues
    waiting: list[tuple[Awaitable[Any], Place]] = field(default_factory=list)
    together: dict[int, "Together"] = field(default_factory=dict)
    given: dict[int, dict[str, Any]] = field(default_factory=dict)


@dataclass(slots=True)
class Together:
    """One field of many objects on one level, for a resolver that answers for all of them at once."""

    resolve: Callable[..., Awaitable[Sequence[Any]]]
    given: dict[str, Any]
    sources: list[Any] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Plan:
    fill: Step

    async def answer(self, context: Context, variables: VariableValues) -> dict[str, Any] | None:
        """The data of the answer, or None for one with errors.

        What is on one level of the answer is asked for at once, so that loaders see it together.
        """
        run = Run(context, variables)
        try:
            data: dict[str, Any] = self.fill(_ROOT, run)
            while run.waiting or run.together:
                await _next_level(run)
        except DatabaseError as error:  # nobody waits for the database twice
            context.database = context.database.failing(error)
            return None
        except Exception:
            return None
        finally:
            for awaitable, _ in run.waiting:
                awaitable.close()  # type: ignore[attr-defined]
        return data


async def _next_level(run: Run) -> None:
    waiting, run.waiting = run.waiting, []
    together, run.together = list(run.together.values()), {}
    found = await gather(
        *(awaitable for awaitable, _ in waiting),
        *(each.resolve(each.sources, **each.given) for each in together),
        return_exceptions=True,
    )
    for value in found:
        if isinstance(value, BaseException):
            raise value
    places = chain((place for _, place in waiting), *(each.places for each in together))
    values: chain[Any] = chain(found[: len(waiting)], *found[len(waiting) :])  # type: ignore[arg-type]
    for (filled, shown, complete), value in zip(places, values, strict=True):
        filled[shown] = complete(value, run)
