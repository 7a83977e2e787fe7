"""The contest about one part of a fact: rules R5 and R7 of beliefs.md, over the words that R2 and R3 leave."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from service.model.agreement import agree, agreeing
from service.model.sides import SEVERAL, Side, Tally, together
from service.model.speeches import Loss, Speech
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
            self._speeches[vote.speaker] = Speech(vote)
            self._count(vote)
            return
        for earlier in speech.add(vote):
            self._discard(earlier)
        if vote.claim not in speech.lost:
            self._count(vote)

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
        """R5 and R7; None when nobody names a value."""
        if self._outcome is None:
            self._outcome = self._decide()
        return self._outcome

    def _decide(self) -> Outcome | None:
        if len(self.affirmed) == 1 and not self.denied:  # most contests; the general way gives the same
            ((value, side),) = self.affirmed.items()
            return Outcome(_undenied(value, side.tally))
        sayings = sorted(self._sayings(), key=_precedence)
        return Outcome(sayings[0], tuple(sayings[1:])) if sayings else None

    def saying_of(self, vote: Vote) -> Saying:
        """The value that an affirming vote which counts belongs to: the first by R4 that it agrees with."""
        return next(saying for saying in self._sayings() if agree(saying.value, vote.value))

    def _count(self, vote: Vote) -> None:
        sides = self._sides(vote)
        side = sides.get(vote.value)
        if side is None:
            sides[vote.value] = Side(vote)
        else:
            side.add(vote)

    def _discard(self, vote: Vote) -> None:
        sides = self._sides(vote)
        sides[vote.value].discard(vote)
        if not sides[vote.value]:
            del sides[vote.value]

    def _sides(self, vote: Vote) -> dict[Value | None, Side]:
        return self.affirmed if vote.affirms else self.denied

    def _sayings(self) -> Iterator[Saying]:
        """Every value, best first by R4, and after them the values that are only denied by name."""
        met: set[Value | None] = set()
        for value, affirmed in self._values():
            denials = [denied for denied in self.denied if denied is None or agree(denied, value)]
            met.update(denials)
            if denials:
                yield _denied(value, affirmed, together(self.denied[denied].tally for denied in denials))
            else:
                yield _undenied(value, affirmed)
        for value, side in self.denied.items():
            if value is not None and value not in met:
                best = side.tally.best
                yield Saying(value, State.DENIED, side.tally.grade, best.claim, side.tally.tier, side.tally.speaker)

    def _values(self) -> Iterator[tuple[Value | None, Tally]]:
        """The affirmed values, best first; what agrees with a better one is joined to it."""
        tallies = sorted((side.tally for side in self.affirmed.values()), key=lambda tally: tally.best.order)
        for group in agreeing([tally.best.value for tally in tallies]):
            yield tallies[group[0]].best.value, together(tallies[place] for place in group)


def judge(affirmed: Tally, denied: Tally) -> State:
    """R5 for the claims that affirm one value and the denials that meet it."""
    lead = affirmed.grade - denied.grade
    if lead >= 2:
        return State.DENIED
    if lead == 1 or (lead == 0 and denied.last_of_grade > affirmed.last_of_grade):
        return State.DISPUTED
    return State.AFFIRMED


def _undenied(value: Value | None, affirmed: Tally) -> Saying:
    best = affirmed.best
    return Saying(value, State.AFFIRMED, affirmed.grade, best.claim, affirmed.tier, affirmed.speaker, best.preferred)


def _denied(value: Value | None, affirmed: Tally, denied: Tally) -> Saying:
    return _undenied(value, affirmed)._replace(
        state=judge(affirmed, denied), against=denied.grade, denied_by=denied.best.claim
    )


def _precedence(saying: Saying) -> tuple[bool, bool, bool, bool, Grade]:
    """R7: an editor's choice comes first, then the better grade; what parties or reports give, even if disputed,
    before rumours and estimates. What is denied is never the value. Equal ones stay in the order of R4."""
    denied, disputed = saying.state is State.DENIED, saying.state is State.DISPUTED
    return denied, not saying.preferred, saying.weak, disputed, saying.grade
