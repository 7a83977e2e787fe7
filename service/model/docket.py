"""All contests of one fact, filled claim by claim, and the belief that they add up to."""

from bisect import insort
from collections.abc import Iterator
from dataclasses import dataclass, field

from service.model.assessment import Assessed
from service.model.beliefs import Belief, PartBelief, evidence_of, rule_of
from service.model.claims import Claim
from service.model.contests import Contest, State
from service.model.sides import NOT_SAID
from service.model.stages import StageBelief, believe_stage, counting
from service.model.validity import UNBOUNDED, Validity, believe_validity, measured_at
from service.model.vocabulary import Evidence, Stage
from service.model.votes import FROM, RELATION, UNTIL, PartKey, Vote, votes


@dataclass(slots=True)
class Docket:
    """Claims enter in the order in which they became known. `about` is any claim of the fact."""

    about: Claim
    contests: dict[PartKey, Contest] = field(default_factory=dict)
    _stages: dict[Stage, Contest] = field(default_factory=dict)
    _parts: list[PartKey] = field(default_factory=list)
    _votes: dict[str, list[tuple[PartKey, Vote]]] = field(default_factory=dict)
    _blanket: dict[PartKey, list[Vote]] = field(default_factory=dict)
    _retracted: bool = False

    def add(self, assessed: Assessed, *, preferred: bool) -> None:
        cast = self._votes[assessed.claim.id] = list(votes(assessed, preferred=preferred))
        for part, vote in cast:
            if part.is_family:
                self._blanket.setdefault(part, []).append(vote)
                for contest in self.contests_met(part):
                    contest.add(vote)
            else:
                (self.contests.get(part) or self._open(part)).add(vote)

    def set_aside(self, assessed: Assessed) -> None:
        """Take back what the claim said, whether it was added or not: it is withdrawn or deprecated."""
        self._retracted = self._retracted or assessed.claim.denies in (None, "relation")
        for part, vote in self._votes.pop(assessed.claim.id, ()):
            if part.is_family:
                self._blanket[part].remove(vote)
            for contest in self.contests_met(part):
                contest.remove(vote)

    def contests_met(self, part: PartKey) -> list[Contest]:
        """The contest about `part`; of a whole family, every one that there is."""
        return [contest for key, contest in self.contests.items() if part.covers(key)]

    def _open(self, part: PartKey) -> Contest:
        contest = self.contests[part] = Contest()
        if part.name == "stage":
            self._stages[Stage(part.element)] = contest
        elif part != RELATION:
            insort(self._parts, part)
        for denial in self._blanket.get(PartKey(part.name), ()):
            contest.add(denial)
        return contest

    def votes_of(self, claim: str) -> list[tuple[PartKey, Vote]]:
        """What a claim that is neither withdrawn nor deprecated says."""
        return self._votes[claim]

    def belief(self) -> Belief | None:
        relation = self.contests.get(RELATION)
        outcome = relation.outcome() if relation else None
        if relation is None or outcome is None:
            return _retracted(self.about.fact) if self._retracted else None
        stage, parts = self.stage(), tuple(self._part_beliefs())
        affirmed = relation.affirmed.get(True)
        return Belief(
            fact=self.about.fact,
            evidence=evidence_of(outcome.best),
            rule=rule_of(outcome.best),
            relation=outcome.best,
            stage=stage,
            parts=parts,
            conflict=_conflict(stage, parts),
            validity=UNBOUNDED if outcome.best.state is State.DENIED else self._validity(relation, stage),
            last_affirmed=affirmed.tally.holding if affirmed and affirmed.tally.holding != NOT_SAID else None,
        )

    def stage(self) -> StageBelief | None:
        return believe_stage(self._stages)

    def _part_beliefs(self) -> Iterator[PartBelief]:
        for part in self._parts:
            if outcome := self.contests[part].outcome():
                yield PartBelief(part, outcome)

    def _validity(self, relation: Contest, stage: StageBelief | None) -> Validity:
        if self.about.relation == "MEASURED" and self.about.at:
            return measured_at(self.about.at)
        return believe_validity(
            relation,
            stage=stage.stage if stage else None,
            stages=counting(self._stages, stage),
            start=self.contests.get(FROM),
            end=self.contests.get(UNTIL),
        )


def _retracted(fact: str) -> Belief:
    return Belief(fact=fact, evidence=Evidence.RETRACTED, rule="R6 retracted: every claim is withdrawn or deprecated")


def _conflict(stage: StageBelief | None, parts: tuple[PartBelief, ...]) -> tuple[str, ...]:
    names = [part.part.label for part in parts if part.outcome.conflict]
    return tuple(["stage", *names] if stage and stage.conflict else names)
