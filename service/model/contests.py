"""The contest about one part of a fact: rules R5 and R7 of beliefs.md, over the words that R2 and R3 leave."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from service.model.sides import SEVERAL, Side, Tally, together
from service.model.speeches import Loss, Speech, agree
from service.model.vocabulary import Grade
from service.model.votes import Value, Vote


class State(StrEnum):
    AFFIRMED = "affirmed"
    DISPUTED = "disputed"
    DENIED = "denied"


class Saying(NamedTuple):
    """One value and what the contest made of it.

    `claim` is its best claim by R4, or, of a value that only denials name, the best denial. `grade` is the grade of
    the claims that give this value, `against` that of the denials that meet it, `denied_by` the best of those.
    `speaker` speaks at the best `tier`, or SEVERAL do.
    """

    value: Value | None
    state: State
    grade: Grade
    claim: str
    tier: int
    speaker: str
    preferred: bool = False
    against: Grade | None = None
    denied_by: str | None = None

    @property
    def contested(self) -> bool:
        return self.state is State.AFFIRMED and self.against is not None

    @property
    def weak(self) -> bool:
        """Known by rumour or estimate only."""
        return self.grade >= Grade.RUMOURED


class Outcome(NamedTuple):
    """`best` is what the part amounts to, `others` the values beside it, best first."""

    best: Saying
    others: tuple[Saying, ...] = ()

    @property
    def conflict(self) -> bool:
        """Whether another speaker of the same tier affirms another value (R7), and no editor has decided."""
        best = self.best
        return not best.preferred and any(
            other.state is State.AFFIRMED
            and other.tier == best.tier
            and (other.speaker != best.speaker or other.speaker == SEVERAL)
            for other in self.others
        )


@dataclass(slots=True)
class Contest:
    """`affirmed` and `denied` hold the votes that count, by value. Votes come in the order in which they became
    known; taking one back leaves the contest as if it had never come."""

    affirmed: dict[Value | None, Side] = field(default_factory=dict)
    denied: dict[Value | None, Side] = field(default_factory=dict)
    _speeches: dict[str, Speech] = field(default_factory=dict)
    _outcome: Outcome | None = None

    def add(self, vote: Vote) -> None:
        self._outcome = None
        speech = self._speeches.get(vote.speaker)
        if speech is None:
            speech = self._speeches[vote.speaker] = Speech()
        for earlier in speech.add(vote):
            self._discard(earlier)
        if vote.claim not in speech.lost:
            sides = self._sides(vote)
            if vote.value not in sides:
                sides[vote.value] = Side()
            sides[vote.value].add(vote)

    def remove(self, vote: Vote) -> None:
        """Hear the speaker anew, without `vote`."""
        self._outcome = None
        speech = self._speeches.pop(vote.speaker)
        for word in speech.standing():
            self._discard(word)
        for word in speech.heard:
            if word.claim != vote.claim:
                self.add(word)

    def loss(self, vote: Vote) -> Loss | None:
        """Why a vote of this contest does not count; None if it does."""
        return self._speeches[vote.speaker].lost.get(vote.claim)

    def outcome(self) -> Outcome | None:
        """R5 and R7; None when no vote counts."""
        if self._outcome is None and (self.affirmed or self.denied):
            best, *others = sorted(self._sayings(), key=_precedence)
            self._outcome = Outcome(best, tuple(others))
        return self._outcome

    def saying_of(self, vote: Vote) -> Saying:
        """The value that an affirming vote which counts belongs to: the first by R4 that it agrees with."""
        return next(saying for saying in self._sayings() if agree(saying.value, vote.value))

    def _discard(self, vote: Vote) -> None:
        sides = self._sides(vote)
        sides[vote.value].discard(vote)
        if not sides[vote.value].votes:
            del sides[vote.value]

    def _sides(self, vote: Vote) -> dict[Value | None, Side]:
        return self.affirmed if vote.affirms else self.denied

    def _sayings(self) -> Iterator[Saying]:
        """Every value, best first by R4, and after them the values that are only denied."""
        met: set[Value | None] = set()
        for value, affirmed in self._values():
            denials = [denied for denied in self.denied if denied is None or agree(denied, value)]
            met.update(denials)
            yield _saying(value, affirmed, together(self.denied[denied] for denied in denials) if denials else None)
        for value, side in self.denied.items():
            if value not in met:
                best = side.tally.best
                yield Saying(value, State.DENIED, side.tally.grade, best.claim, side.tally.tier, side.tally.speaker)

    def _values(self) -> Iterator[tuple[Value | None, Tally]]:
        """The affirmed values, best first; what agrees with a better one is joined to it."""
        remaining = sorted(self.affirmed.items(), key=lambda item: item[1].tally.best.order)
        while remaining:
            value = remaining[0][0]
            yield value, together(side for other, side in remaining if agree(other, value))
            remaining = [(other, side) for other, side in remaining if not agree(other, value)]


def judge(affirmed: Tally, denied: Tally | None) -> State:
    """R5 for the claims that affirm one value and the denials that meet it."""
    if denied is None:
        return State.AFFIRMED
    lead = affirmed.grade - denied.grade
    if lead >= 2:
        return State.DENIED
    if lead == 1 or (lead == 0 and denied.last_of_grade > affirmed.last_of_grade):
        return State.DISPUTED
    return State.AFFIRMED


def _saying(value: Value | None, affirmed: Tally, denied: Tally | None) -> Saying:
    return Saying(
        value=value,
        state=judge(affirmed, denied),
        grade=affirmed.grade,
        claim=affirmed.best.claim,
        tier=affirmed.tier,
        speaker=affirmed.speaker,
        preferred=affirmed.best.preferred,
        against=denied.grade if denied else None,
        denied_by=denied.best.claim if denied else None,
    )


def _precedence(saying: Saying) -> tuple[bool, bool, bool, bool, Grade]:
    """R7: an editor's choice comes first, then the better grade; what parties or reports give, even if disputed,
    before rumours and estimates. What is denied is never the value. Equal ones stay in the order of R4."""
    denied, disputed = saying.state is State.DENIED, saying.state is State.DISPUTED
    return denied, not saying.preferred, saying.weak, disputed, saying.grade
