"""What the service concludes from all claims about one fact on a given day."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple

from service.model.contests import Outcome, Saying, State
from service.model.dates import NEVER
from service.model.stages import StageBelief
from service.model.validity import UNBOUNDED, Validity
from service.model.vocabulary import EVIDENCE_OF_GRADE, Evidence, Grade, Stage
from service.model.votes import PartKey

RULES = "1"  # the version of the rule set; a change of any answer changes it


class PartBelief(NamedTuple):
    part: PartKey
    outcome: Outcome

    @property
    def evidence(self) -> Evidence:
        return evidence_of(self.outcome.best)


class Belief(NamedTuple):
    """`relation` is None when every claim is withdrawn or deprecated. `parts` are all others but the stage, sorted.

    `conflict` names the parts on which equally good speakers differ. `last_affirmed` is the latest day on which
    somebody said that the relation holds, None when nobody does.
    """

    fact: str
    evidence: Evidence
    rule: str
    relation: Saying | None = None
    stage: StageBelief | None = None
    parts: tuple[PartBelief, ...] = ()
    conflict: tuple[str, ...] = ()
    validity: Validity = UNBOUNDED
    last_affirmed: date | None = None

    @property
    def contested(self) -> bool:
        return self.relation is not None and self.relation.contested

    @property
    def current_stage(self) -> Stage | None:
        return self.stage.stage if self.stage else None

    @property
    def winners(self) -> tuple[str, ...]:
        """The claims that decide the relation, the stage or a part, in that order, each once."""
        sayings = [self.relation, self.stage.saying if self.stage else None]
        sayings += [part.outcome.best for part in self.parts]
        return tuple(dict.fromkeys(s.claim for s in sayings if s and s.state is not State.DENIED))


@dataclass(frozen=True, slots=True)
class Version:
    """A longest run of days on which the belief stays the same, half-open."""

    belief: Belief
    known_from: date
    known_until: date = NEVER


def evidence_of(saying: Saying) -> Evidence:
    """R6."""
    if saying.state is State.AFFIRMED:
        return EVIDENCE_OF_GRADE[saying.grade]
    return Evidence.DISPUTED if saying.state is State.DISPUTED else Evidence.DENIED


def rule_of(saying: Saying) -> str:
    """The R5 outcome and the grades on both sides, in words."""
    return _rule_in_words(saying.state, saying.grade, saying.against)


@cache
def _rule_in_words(state: State, grade: Grade, against: Grade | None) -> str:
    if against is None:
        affirmed = state is State.AFFIRMED
        return (
            f"R5 affirmed: {grade.name}, nobody denies"
            if affirmed
            else f"R5 denied: {grade.name} denial, nobody affirms"
        )
    outcome = "affirmed, contested" if state is State.AFFIRMED else str(state)
    return f"R5 {outcome}: {grade.name} against {against.name} denial"
