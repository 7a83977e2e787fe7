"""Why a fact is believed as it is: what became of each claim, read off the same contests that made the belief."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from service.model.assessment import Assessed
from service.model.beliefs import Belief
from service.model.contests import Contest, Outcome, Saying, State
from service.model.docket import Docket
from service.model.resolving import FactEvidence, Terms, docket_on, terms_on, withdrawn
from service.model.speeches import meets
from service.model.stages import StageBelief
from service.model.vocabulary import Role
from service.model.votes import PartKey, Vote

_TELLING = (Role.WINS, Role.DENIES, Role.SUPPORTS, Role.SET_ASIDE, Role.WITHDRAWN)  # the most telling role first


@dataclass(frozen=True, slots=True)
class Fate:
    """What a claim does for one part. `rule` and `by`: what meets it or set it aside, a claim, article or ruling."""

    part: str
    role: Role
    rule: str | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Explained:
    """A claim with its role in the belief as a whole: the most telling of its roles for the parts."""

    claim: Assessed
    role: Role
    fates: tuple[Fate, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """The belief of a day and every claim known by then, the deciding ones first."""

    belief: Belief | None
    claims: tuple[Explained, ...]


def explain(evidence: FactEvidence, day: date) -> Explanation:
    """Worked out anew from the log, by the contests that `resolve` uses, so that it cannot drift from the answer."""
    docket, terms = docket_on(evidence, day), terms_on(evidence, day)
    stage = docket.stage()
    explained = []
    for assessed in evidence.claims:
        if assessed.known_on <= day:
            out = _out_of_contest(assessed, terms, day)
            fates = (out,) if out else tuple(_fates(assessed, docket, stage))
            role = min((fate.role for fate in fates), key=_TELLING.index)
            explained.append(Explained(assessed, role, fates))
    explained.sort(key=lambda one: _TELLING.index(one.role))
    return Explanation(docket.belief(), tuple(explained))


def _out_of_contest(assessed: Assessed, terms: Terms, day: date) -> Fate | None:
    if withdrawn(assessed, on=day):
        return Fate("claim", Role.WITHDRAWN, "R0", assessed.withdrawn_by)
    ruling = terms.deprecated.get(assessed.claim.id)
    return Fate("claim", Role.SET_ASIDE, "R1", ruling.id) if ruling else None


def _fates(assessed: Assessed, docket: Docket, stage: StageBelief | None) -> Iterator[Fate]:
    for part, vote in docket.votes_of(assessed.claim.id):
        met_parts = _parts_met(part, docket)
        if not met_parts:
            yield Fate(part.label, Role.DENIES)
        for met in met_parts:
            fate = _fate(met, vote, docket.contests[met])
            if met.name == "stage" and fate.role in (Role.WINS, Role.SUPPORTS):
                fate = _stage_fate(met, fate, stage)
            yield fate


def _parts_met(part: PartKey, docket: Docket) -> list[PartKey]:
    """The parts that a vote counts in: a denial of a whole family counts in each that is stated."""
    return sorted(stated for stated in docket.contests if part.covers(stated))


def _fate(part: PartKey, vote: Vote, contest: Contest) -> Fate:
    loss, outcome = contest.loss(vote), contest.outcome()
    if loss or outcome is None:
        return Fate(part.label, Role.SET_ASIDE, loss.rule if loss else None, loss.by if loss else None)
    if not vote.affirms:
        return _denial_fate(part, vote, outcome)
    saying = contest.saying_of(vote)
    if saying != outcome.best:
        return Fate(part.label, Role.SET_ASIDE, *_beaten(saying, outcome.best))
    if saying.state is State.DENIED:
        return Fate(part.label, Role.SET_ASIDE, "R5", saying.denied_by)
    role = Role.WINS if saying.claim == vote.claim else Role.SUPPORTS
    return Fate(part.label, role, "R5" if saying.denied_by else None, saying.denied_by)


def _denial_fate(part: PartKey, denial: Vote, outcome: Outcome) -> Fate:
    """A denial that meets a value which stays affirmed is outweighed by that value's claim."""
    for saying in (outcome.best, *outcome.others):
        if saying.contested and meets(denial, saying.value):
            return Fate(part.label, Role.DENIES, "R5", saying.claim)
    return Fate(part.label, Role.DENIES)


def _beaten(saying: Saying, best: Saying) -> tuple[str, str | None]:
    if saying.state is State.AFFIRMED:
        return "R7", best.claim
    return "R5", saying.denied_by


def _stage_fate(part: PartKey, fate: Fate, stage: StageBelief | None) -> Fate:
    """A stage that counts as a part may still be set aside, or passed, by another stage (R8)."""
    if stage is None or part.element == stage.stage:
        return fate
    aside = next((aside for aside in stage.set_aside if aside.stage == part.element), None)
    if aside and aside.rule == "R5":
        return Fate(part.label, Role.SET_ASIDE, "R5", aside.saying.denied_by)
    return Fate(part.label, Role.SET_ASIDE, "R8", stage.saying.claim if stage.saying else None)
