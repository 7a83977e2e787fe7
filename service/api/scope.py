"""As of when: the day on which something was known, and the day on which it is to hold."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum
from typing import NewType

import strawberry

from service.errors import BadInput
from service.model.dates import FIRST_DAY, NEVER, parse_day

Date = NewType("Date", str)


def _read_date(value: object) -> Date:
    try:
        return Date(parse_day(str(value)).isoformat())
    except ValueError:
        raise BadInput(
            f"{value!r} is not a day", argument="date", value=value, rule="a day of the calendar", example="2026-02-02"
        ) from None


DATE = strawberry.scalar(name="Date", description="A day, such as 2026-02-02.", serialize=str, parse_value=_read_date)


@strawberry.enum(description="Whether the relation must be possible on the valid day.")
class Span(Enum):
    VALID_DAY = strawberry.enum_value("VALID_DAY", description="Possible on the valid day.")
    ANY_DAY = strawberry.enum_value("ANY_DAY", description="On any day: also what is over, called off, or yet to come.")


@strawberry.input(description="The two days of a question. Both ends of a day are inside: known by its end.")
class AsOf:
    known: Date | None = strawberry.field(
        default=None, description="What the public could know by the end of this day; today (UTC) unless said."
    )
    valid: Date | None = strawberry.field(
        default=None, description="The day on which the relation is to hold; `known` unless said."
    )


@dataclass(frozen=True, slots=True)
class Scope:
    """The days in force for a field and everything below it."""

    known: Date
    valid: Date


@strawberry.type(description="The two days that an answer is for.")
class AsOfDays:
    known: Date = strawberry.field(description="What was known by the end of this day.")
    valid: Date = strawberry.field(description="What holds on this day.")


_day: ContextVar[date | None] = ContextVar("day", default=None)


def today() -> date:
    """The day (UTC) on which the request began that is being answered; outside of any, the day that it is."""
    return _day.get() or datetime.now(UTC).date()


@contextmanager
def one_day() -> Iterator[None]:
    """Inside, today stays today, so that no answer is for two days because midnight passed meanwhile."""
    token = _day.set(today())
    try:
        yield
    finally:
        _day.reset(token)


def scope(as_of: AsOf | None, *, inherited: Scope | None = None) -> Scope:
    """The days asked for; one that is not comes from the field above, else it is today, and `valid` is `known`.

    BadInput for a `known` in the future.
    """
    now = Date(today().isoformat())
    above = inherited or Scope(known=now, valid=now)
    if as_of is None:
        return above
    known = known_by(as_of.known or above.known, argument="asOf.known")
    return Scope(known=known, valid=as_of.valid or (known if as_of.known else above.valid))


def known_by(day: Date, *, argument: str) -> Date:
    """`day`, as an argument says it; BadInput when it is in the future."""
    now = today().isoformat()
    if day > now:
        raise BadInput(
            f"{day} is in the future, and nothing is known of it yet",
            argument=argument,
            value=day,
            rule="today (UTC) or a day before",
            example=now,
        )
    return day


def scope_of(known: str, valid: str) -> Scope | None:
    """The days that an id carries; None for what no id of ours can hold."""
    try:
        days = Scope(known=Date(parse_day(known).isoformat()), valid=Date(parse_day(valid).isoformat()))
    except ValueError:
        return None
    return days if days.known <= today().isoformat() else None


def valid_days(days: Scope, span: Span) -> tuple[str, str]:
    """First and last of the valid days asked for. A fact that never held ends where it begins, so before day 1."""
    if span is Span.ANY_DAY:
        return "0000-12-31", NEVER.isoformat()
    return days.valid, days.valid


def start(day: str) -> Date | None:
    """A bound of a beginning, None where there is none."""
    return None if day == FIRST_DAY.isoformat() else Date(day)


def end(day: str) -> Date | None:
    """A bound of an end, None where there is none."""
    return None if day == NEVER.isoformat() else Date(day)
