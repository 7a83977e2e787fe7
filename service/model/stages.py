"""R8: how far a commitment has come moves with time."""

from collections.abc import Mapping
from dataclasses import dataclass

from service.model.contests import Contest, Outcome, Saying, State
from service.model.vocabulary import CLOSING, STAGE_ORDER, Grade, Stage


@dataclass(frozen=True, slots=True)
class SetAside:
    """A stage that somebody states and that does not count: too weak (R8), disputed or denied (R5)."""

    stage: Stage
    saying: Saying
    rule: str


@dataclass(frozen=True, slots=True)
class StageBelief:
    """`stage` is None when every stage stated is set aside. `conflict`: a set-aside stage matters to the answer."""

    stage: Stage | None
    saying: Saying | None
    set_aside: tuple[SetAside, ...] = ()
    conflict: bool = False


def believe_stage(contests: Mapping[Stage, Contest]) -> StageBelief | None:
    """The stage that the contests of one fact add up to; None when nobody states one."""
    outcomes = {stage: outcome for stage, contest in contests.items() if (outcome := contest.outcome())}
    if not outcomes:
        return None
    affirmed = {stage for stage, outcome in outcomes.items() if outcome.best.state is State.AFFIRMED}
    weak = _weak(affirmed, outcomes=outcomes)
    stage = _furthest(affirmed - weak, contests=contests, outcomes=outcomes)
    set_aside = tuple(
        SetAside(other, outcomes[other].best, "R8" if other in weak else "R5")
        for other in Stage
        if other in outcomes and (other in weak or other not in affirmed)
    )
    swayed = _furthest(affirmed, contests=contests, outcomes=outcomes) is not stage
    return StageBelief(
        stage=stage,
        saying=outcomes[stage].best if stage else None,
        set_aside=set_aside,
        conflict=swayed or len(affirmed) < len(outcomes),
    )


def counting(contests: Mapping[Stage, Contest], belief: StageBelief | None) -> set[Stage]:
    """The stages stated that are not set aside."""
    if belief is None:
        return set()
    return {stage for stage in contests if contests[stage].outcome()} - {aside.stage for aside in belief.set_aside}


def _weak(affirmed: set[Stage], *, outcomes: Mapping[Stage, Outcome]) -> set[Stage]:
    """The stages known by rumour or estimate only, where another one is better known."""
    grades = {stage: outcomes[stage].best.grade for stage in affirmed}
    if not any(grade <= Grade.STATED for grade in grades.values()):
        return set()
    return {stage for stage, grade in grades.items() if grade >= Grade.RUMOURED}


def _furthest(
    stages: set[Stage], *, contests: Mapping[Stage, Contest], outcomes: Mapping[Stage, Outcome]
) -> Stage | None:
    """The closing stage if that was said last, else the furthest stage said since the last closing one.

    A rumour does not renew a stage that parties or reports give. Of words said on one day the better known counts as
    the later, then the closing one.
    """
    if not stages:
        return None

    def last_said(stage: Stage) -> tuple[int, int, bool, int]:
        day = contests[stage].affirmed[True].tally.last_solid
        return day.toordinal(), -outcomes[stage].best.grade, stage in CLOSING, STAGE_ORDER[stage]

    closing = max((stage for stage in stages if stage in CLOSING), key=last_said, default=None)
    since = [
        stage for stage in stages if stage not in CLOSING and (not closing or last_said(stage) > last_said(closing))
    ]
    return max(since, key=STAGE_ORDER.__getitem__) if since else closing
