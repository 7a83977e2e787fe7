"""When a relation holds in the world, without false precision: four bounds, half-open, never null."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from service.model.contests import Contest, State
from service.model.dates import FIRST_DAY, NEVER, Period, next_day
from service.model.sides import NOT_SAID, Tally
from service.model.vocabulary import BEFORE_START, OVER, RUNNING, STAGE_ORDER, Stage


class Validity(NamedTuple):
    """Certain on V if `from_latest <= V < until_earliest`, possible if `from_earliest <= V < until_latest`."""

    from_earliest: date = FIRST_DAY
    from_latest: date = NEVER
    until_earliest: date = FIRST_DAY
    until_latest: date = NEVER

    def certain_on(self, day: date) -> bool:
        return self.from_latest <= day < self.until_earliest

    def possible_on(self, day: date) -> bool:
        return self.from_earliest <= day < self.until_latest


UNBOUNDED = Validity()


def measured_at(period: Period) -> Validity:
    """A figure is for the whole of its period."""
    return Validity(period.first, period.first, period.after, period.after)


def believe_validity(
    relation: Contest,
    *,
    stage: Stage | None,
    stages: Mapping[Stage, Contest],
    start: Contest | None,
    end: Contest | None,
) -> Validity:
    """The bounds of a fact that somebody affirms. `stages` are the contests of the stages that count."""
    holding = relation.affirmed[True].tally
    said = {name: contest.affirmed[True].tally for name, contest in stages.items()}
    earliest, latest = _start(_value(start), stage=stage, stages=stages, said=said, holding=holding)
    if stage is Stage.CANCELLED and not _begun(said, holding=holding):
        return Validity(earliest, earliest, earliest, earliest)
    if stage in OVER:
        until_earliest, until_latest = _closed(_value(end), over=_over_by(said, stage), holding=holding)
    else:
        runs_on = said[stage].last_solid if stage in RUNNING else NOT_SAID
        until_earliest, until_latest = _open(_value(end), runs_on=runs_on, holding=holding)
    until_latest = max(until_latest, earliest)
    until_earliest = max(min(until_earliest, until_latest), earliest)
    return Validity(earliest, min(latest, until_latest), until_earliest, until_latest)


def _value(contest: Contest | None) -> object:
    """The value of a date part, also if disputed."""
    outcome = contest.outcome() if contest else None
    return outcome.best.value if outcome and outcome.best.state is not State.DENIED else None


def _begun(said: Mapping[Stage, Tally], *, holding: Tally) -> bool:
    """Whether what was cancelled had begun: somebody says so, or says that it holds and nobody that it is planned."""
    if any(name in RUNNING for name in said):
        return True
    return holding.holding != NOT_SAID and not any(name in BEFORE_START for name in said)


def _start(
    said_from: object,
    *,
    stage: Stage | None,
    stages: Mapping[Stage, Contest],
    said: Mapping[Stage, Tally],
    holding: Tally,
) -> tuple[date, date]:
    """The first word that it runs caps both bounds; after a word that it was over, only the next such word makes it
    certain again."""
    runs = min((tally.first for name, tally in said.items() if name in RUNNING), default=NEVER)
    earliest, latest = _planned_start(said_from, stage=stage, said=said, holding=holding, runs=runs)
    closed = [tally.last for name, tally in said.items() if name in OVER]
    if stage in OVER or not closed:
        return min(earliest, runs), min(latest, runs)
    again = [_first_after(stages[name], max(closed)) for name in said if name in RUNNING]
    anew = latest if isinstance(said_from, Period) and earliest > max(closed) else NEVER
    return min(earliest, runs), min(anew, *again, NEVER)


def _planned_start(
    said_from: object, *, stage: Stage | None, said: Mapping[Stage, Tally], holding: Tally, runs: date
) -> tuple[date, date]:
    if isinstance(said_from, Period):
        return said_from.first, said_from.last
    if runs != NEVER:
        return FIRST_DAY, runs
    plans = [name for name in said if name in BEFORE_START]
    if plans:
        plan = stage if stage in BEFORE_START else max(plans, key=STAGE_ORDER.__getitem__)
        return said[plan].first, NEVER
    return FIRST_DAY, holding.first


def _first_after(contest: Contest, day: date) -> date:
    return min((vote.day for vote in contest.affirmed[True] if vote.day > day), default=NEVER)


def _end(said: object) -> tuple[date, date] | None:
    if not isinstance(said, tuple):
        return None
    key, period = said
    if key == "until":
        return period.first, period.last
    return (period.after if key == "through" else period.first), period.after


def _open(said: object, *, runs_on: date, holding: Tally) -> tuple[date, date]:
    """The end of what is not over. An end that lies before a later word that it runs has been passed by."""
    end = _end(said)
    if end is None or end[1] <= runs_on:
        return next_day(holding.holding), NEVER
    return max(end[0], next_day(runs_on)), end[1]


def _closed(said: object, *, over: date, holding: Tally) -> tuple[date, date]:
    """The end of what is over: as said, but at the latest on the day `over`."""
    end = _end(said)
    if end and end[1] <= over:
        return end
    earliest = end[0] if end and end[0] <= over else next_day(holding.holding)
    return earliest, over


def _over_by(said: Mapping[Stage, Tally], stage: Stage) -> date:
    """The day on which it was said to be over: the first such word, unless it was said to run again since."""
    others = [tally.last for name, tally in said.items() if name is not stage]
    over = said[stage]
    return over.first if over.first >= max(others, default=FIRST_DAY) else over.last
