"""R8: how far a commitment has come moves with time."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import NamedTuple, TypeAlias

from service.model.contests import Contest, Outcome, Saying, State
from service.model.vocabulary import CLOSING, STAGE_ORDER, Grade, Stage

Contests: TypeAlias = Mapping[Stage, Contest]
Outcomes: TypeAlias = Mapping[Stage, Outcome]
Word: TypeAlias = tuple[date, int, bool, int]  # compares by when it was said


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
    if len(outcomes) == 1 and affirmed:  # most facts; the general way gives the same
        ((only, outcome),) = outcomes.items()
        return StageBelief(only, outcome.best)
    words = {stage: _last_word(stage, contests[stage], outcomes[stage]) for stage in affirmed}
    weak = _weak(affirmed, outcomes=outcomes)
    stage = _furthest({stage: word for stage, word in words.items() if stage not in weak})
    aside = sorted((weak | outcomes.keys()) - (affirmed - weak), key=STAGE_ORDER.__getitem__)
    return StageBelief(
        stage=stage,
        saying=outcomes[stage].best if stage else None,
        set_aside=tuple(SetAside(other, outcomes[other].best, "R8" if other in weak else "R5") for other in aside),
        conflict=(bool(weak) and _furthest(words) is not stage)
        or any(contests[other].affirmed for other in aside if other not in weak),
    )


def counting(contests: Contests, belief: StageBelief | None) -> dict[Stage, Contest]:
    """The stages that somebody states and that are not set aside."""
    if belief is None:
        return {}
    set_aside = {aside.stage for aside in belief.set_aside}
    return {stage: contest for stage, contest in contests.items() if contest.affirmed and stage not in set_aside}


def _weak(affirmed: Collection[Stage], *, outcomes: Outcomes) -> set[Stage]:
    """The stages known by rumour or estimate only, where another one is better known."""
    if not any(outcomes[stage].best.grade <= Grade.STATED for stage in affirmed):
        return set()
    return {stage for stage in affirmed if outcomes[stage].best.weak}


def _last_word(stage: Stage, contest: Contest, outcome: Outcome) -> Word:
    """When a stage was said last. A rumour does not renew a stage that parties or reports give. Of words said on one
    day the better known counts as the later, then the closing one."""
    day = contest.affirmed[True].tally.last_solid
    return day, -outcome.best.grade, stage in CLOSING, STAGE_ORDER[stage]


def _furthest(words: Mapping[Stage, Word]) -> Stage | None:
    """The closing stage if that was said last, else the furthest stage said since the last closing one."""
    closing = max((stage for stage in words if stage in CLOSING), key=words.__getitem__, default=None)
    since = [stage for stage in words if stage not in CLOSING and (not closing or words[stage] > words[closing])]
    return max(since, key=STAGE_ORDER.__getitem__) if since else closing
