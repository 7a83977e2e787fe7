"""Dates as sources give them: a day, or a period that stands for some day inside it."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

FIRST_DAY = date.min  # 0001-01-01: no lower bound
NEVER = date.max  # 9999-12-31: no upper bound
DATE_RULE = "write 2026, 2026-H1, 2026-Q1, 2026-03, 2026-03-14, or early, mid or late 2026"

_NUMERIC = re.compile(r"(\d{4})(?:-(?:H([12])|Q([1-4])|(\d{2})(?:-(\d{2}))?))?", re.ASCII)
_SEASON = re.compile(r"(early|mid|late) (\d{4})", re.ASCII)
_SEASON_START = {"early": 1, "mid": 5, "late": 9}


@dataclass(frozen=True, slots=True)
class Period:
    """A date of any precision: `text` as written, `first` and `last` day of it, both inside."""

    text: str
    first: date
    last: date

    @property
    def after(self) -> date:
        """The first day no longer inside."""
        return next_day(self.last)

    def __str__(self) -> str:
        return self.text


def next_day(day: date) -> date:
    return day if day == NEVER else day + timedelta(days=1)


@lru_cache(maxsize=4096)
def parse_period(text: str) -> Period:
    """The period that `text` names; ValueError with the rule if it names none."""
    if season := _SEASON.fullmatch(text):
        return _months(text, year=int(season[2]), start=_SEASON_START[season[1]], count=4)
    numeric = _NUMERIC.fullmatch(text)
    if not numeric:
        raise ValueError(f"{text!r} is not a date; {DATE_RULE}")
    year, half, quarter, month, day = (int(part) if part else None for part in numeric.groups())
    try:
        assert year is not None  # noqa: S101
        if half:
            return _months(text, year=year, start=half * 6 - 5, count=6)
        if quarter:
            return _months(text, year=year, start=quarter * 3 - 2, count=3)
        if day is not None and month is not None:
            return Period(text, date(year, month, day), date(year, month, day))
        if month is not None:
            return _months(text, year=year, start=month, count=1)
        return _months(text, year=year, start=1, count=12)
    except ValueError:
        raise ValueError(f"{text!r} is not a date; {DATE_RULE}") from None


def parse_day(text: str) -> date:
    """A single day in the form 2026-03-14; ValueError with the rule otherwise."""
    period = parse_period(text)
    if period.first != period.last:
        raise ValueError(f"{text!r} is not a day; write 2026-03-14")
    return period.first


def _months(text: str, *, year: int, start: int, count: int) -> Period:
    first = date(year, start, 1)
    end = start + count
    if end <= 12:
        return Period(text, first, date(year, end, 1) - timedelta(days=1))
    return Period(text, first, date(year, 12, 31))
