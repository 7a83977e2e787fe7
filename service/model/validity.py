"""When a relation holds in the world, without false precision: four bounds, half-open, never null."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from service.model.claims import Claim
from service.model.contests import Contest, State
from service.model.dates import FIRST_DAY, NEVER, Period, next_day
from service.model.vocabulary import BEFORE_START, Stage


@dataclass(frozen=True, slots=True)
class Validity:
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
    claims: Mapping[str, Claim],
) -> Validity:
    """The bounds of a fact that somebody affirms. `stages` are the contests of the stages that count."""
    said = relation.affirmed[True].tally
    earliest, latest = _start(_value(start), stage=stage, stages=stages, first_said=said.first)
    if Stage.ACTIVE in stages:
        active_since = _side_first(stages[Stage.ACTIVE])
        earliest, latest = min(earliest, active_since), min(latest, active_since)
    if stage is Stage.CANCELLED and Stage.ACTIVE not in stages:
        return Validity(earliest, earliest, earliest, earliest)
    until_earliest, until_latest = _end(_value(end), last_affirmed=said.last)
    if stage in (Stage.ENDED, Stage.CANCELLED):
        over = _over_by(stages[stage], stages=stages, stage=stage)
        until_latest = min(until_latest, over)
        if _value(end) is None:
            until_earliest = _last_affirmed_before(relation, ended=stage, claims=claims)
    until_latest = max(until_latest, earliest)
    until_earliest = max(min(until_earliest, until_latest), earliest)
    return Validity(earliest, min(latest, until_latest), until_earliest, until_latest)


def _value(contest: Contest | None) -> object:
    outcome = contest.outcome() if contest else None
    return outcome.best.value if outcome and outcome.best.state is not State.DENIED else None


def _start(
    said: object, *, stage: Stage | None, stages: Mapping[Stage, Contest], first_said: date
) -> tuple[date, date]:
    if isinstance(said, Period):
        return said.first, said.last
    if stage in BEFORE_START:
        return _side_first(stages[stage]), NEVER
    begun = [_side_first(contest) for name, contest in stages.items() if name not in BEFORE_START]
    return FIRST_DAY, min(begun, default=first_said)


def _end(said: object, *, last_affirmed: date) -> tuple[date, date]:
    if not isinstance(said, tuple):
        return next_day(last_affirmed), NEVER
    key, period = said
    if key == "until":
        return period.first, period.last
    return (period.after if key == "through" else period.first), period.after


def _over_by(contest: Contest, *, stages: Mapping[Stage, Contest], stage: Stage) -> date:
    """The day on which it was said to be over: the first such word, unless it was said to run again since."""
    tally = contest.affirmed[True].tally
    others = [other.affirmed[True].tally.last for name, other in stages.items() if name is not stage]
    return tally.first if tally.first >= max(others, default=FIRST_DAY) else tally.last


def _last_affirmed_before(relation: Contest, *, ended: Stage, claims: Mapping[str, Claim]) -> date:
    votes = relation.affirmed[True].votes.values()
    days = [vote.day for vote in votes if claims[vote.claim].stage is not ended]
    return next_day(max(days)) if days else FIRST_DAY


def _side_first(contest: Contest) -> date:
    return contest.affirmed[True].tally.first
