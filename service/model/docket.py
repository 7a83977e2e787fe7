"""All contests of one fact, filled claim by claim, and the belief that they add up to."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from service.model.assessment import Assessed
from service.model.beliefs import Belief, PartBelief, evidence_of, rule_of
from service.model.claims import Claim
from service.model.contests import Contest, Outcome, State
from service.model.stages import StageBelief, believe_stage, counting
from service.model.validity import UNBOUNDED, Validity, believe_validity, measured_at
from service.model.vocabulary import Evidence, Stage
from service.model.votes import FAMILIES, FROM, RELATION, UNTIL, PartKey, Vote, votes


@dataclass(slots=True)
class Docket:
    """Claims enter in the order in which they became known. `set_aside`: one is withdrawn or deprecated."""

    fact: str
    set_aside: bool = False
    contests: dict[PartKey, Contest] = field(default_factory=lambda: {RELATION: Contest()})
    claims: dict[str, Claim] = field(default_factory=dict)
    _blanket: dict[str, list[Vote]] = field(default_factory=dict)

    def add(self, assessed: Assessed, *, preferred: bool) -> None:
        self.claims[assessed.claim.id] = assessed.claim
        for part, vote in votes(assessed, preferred=preferred):
            if part.name in FAMILIES and not part.element and not part.basis:
                self._deny_family(part.name, vote)
            else:
                self._contest(part).add(vote)

    def _contest(self, part: PartKey) -> Contest:
        contest = self.contests.get(part)
        if contest is None:
            contest = self.contests[part] = Contest()
            for denial in self._blanket.get(part.name, ()):
                contest.add(denial)
        return contest

    def _deny_family(self, name: str, denial: Vote) -> None:
        """A denial that names no value meets every part of the family, those too that are stated later."""
        self._blanket.setdefault(name, []).append(denial)
        for part, contest in self.contests.items():
            if part.name == name:
                contest.add(denial)

    def belief(self) -> Belief | None:
        relation = self.contests[RELATION].outcome()
        if relation is None:
            return self._retracted() if self.set_aside else None
        stage, parts = self.stage(), tuple(self._parts())
        return Belief(
            fact=self.fact,
            evidence=evidence_of(relation.best),
            rule=rule_of(relation.best),
            relation=relation.best,
            stage=stage,
            parts=parts,
            conflict=_conflict(stage, parts),
            validity=self._validity(relation, stage),
            last_affirmed=self._last_affirmed(),
        )

    def stage(self) -> StageBelief | None:
        return believe_stage(self.stages())

    def stages(self) -> dict[Stage, Contest]:
        return {Stage(part.element): contest for part, contest in self.contests.items() if part.name == "stage"}

    def _parts(self) -> Iterator[PartBelief]:
        for part in sorted(self.contests):
            if part is not RELATION and part.name != "stage" and (outcome := self.contests[part].outcome()):
                yield PartBelief(part, outcome)

    def _retracted(self) -> Belief:
        return Belief(
            fact=self.fact,
            evidence=Evidence.RETRACTED,
            rule="R6 retracted: every claim is withdrawn or deprecated",
        )

    def _last_affirmed(self) -> date | None:
        affirmed = self.contests[RELATION].affirmed.get(True)
        return affirmed.tally.last if affirmed else None

    def _validity(self, relation: Outcome, stage: StageBelief | None) -> Validity:
        if relation.best.state is State.DENIED:
            return UNBOUNDED
        measured = next(iter(self.claims.values()))
        if measured.relation == "MEASURED" and measured.at:
            return measured_at(measured.at)
        stages = self.stages()
        return believe_validity(
            self.contests[RELATION],
            stage=stage.stage if stage else None,
            stages={name: stages[name] for name in counting(stages, stage)},
            start=self.contests.get(FROM),
            end=self.contests.get(UNTIL),
            claims=self.claims,
        )


def _conflict(stage: StageBelief | None, parts: tuple[PartBelief, ...]) -> tuple[str, ...]:
    names = [part.part.label for part in parts if part.outcome.conflict]
    return tuple(["stage", *names] if stage and stage.conflict else names)
