"""R8: how far a commitment has come moves with time."""

from collections.abc import Collection, Mapping
from typing import NamedTuple, TypeAlias

from service.model.contests import Contest, Outcome, Saying, State
from service.model.vocabulary import CLOSING, STAGE_ORDER, Grade, Stage

Contests: TypeAlias = Mapping[Stage, Contest]
Outcomes: TypeAlias = Mapping[Stage, Outcome]


class SetAside(NamedTuple):
    """A stage that does not count: too weak (R8), disputed or denied (R5)."""

    stage: Stage
    saying: Saying
    rule: str


class StageBelief(NamedTuple):
    """`stage` is None when no stage counts. `conflict`: somebody's word about a stage is set aside and matters."""

    stage: Stage | None
    saying: Saying | None
    set_aside: tuple[SetAside, ...] = ()
    conflict: bool = False


def believe_stage(contests: Contests) -> StageBelief | None:
    """The stage that the contests of one fact add up to; None when nobody speaks about any."""
    outcomes = {stage: outcome for stage, contest in contests.items() if (outcome := contest.outcome())}
    if not outcomes:
        return None
    affirmed = {stage for stage, outcome in outcomes.items() if outcome.best.state is State.AFFIRMED}
    weak = _weak(affirmed, outcomes=outcomes)
    stage = _furthest(affirmed - weak, contests=contests, outcomes=outcomes)
    swayed = bool(weak) and _furthest(affirmed, contests=contests, outcomes=outcomes) is not stage
    return StageBelief(
        stage=stage,
        saying=outcomes[stage].best if stage else None,
        set_aside=tuple(
            SetAside(other, outcomes[other].best, "R8" if other in weak else "R5")
            for other in Stage
            if other in outcomes and (other in weak or other not in affirmed)
        ),
        conflict=swayed or any(contests[other].affirmed for other in outcomes.keys() - affirmed),
    )


def counting(contests: Contests, belief: StageBelief | None) -> dict[Stage, Contest]:
    """The stages that somebody states and that are not set aside."""
    set_aside = {aside.stage for aside in belief.set_aside} if belief else set()
    return {stage: contest for stage, contest in contests.items() if contest.outcome() and stage not in set_aside}


def _weak(affirmed: Collection[Stage], *, outcomes: Outcomes) -> set[Stage]:
    """The stages known by rumour or estimate only, where another one is better known."""
    if not any(outcomes[stage].best.grade <= Grade.STATED for stage in affirmed):
        return set()
    return {stage for stage in affirmed if outcomes[stage].best.weak}


def _furthest(stages: Collection[Stage], *, contests: Contests, outcomes: Outcomes) -> Stage | None:
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
