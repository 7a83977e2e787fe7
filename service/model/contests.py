"""The contest about one part of a fact: rules R2 to R5 and R7 of beliefs.md.

A contest takes votes in the order in which they became known. Taking one back means a new contest.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from service.model.quantities import Quantity
from service.model.sides import Side, together
from service.model.vocabulary import Grade
from service.model.votes import Value, Vote


class State(StrEnum):
    AFFIRMED = "affirmed"
    DISPUTED = "disputed"
    DENIED = "denied"


_STATES = tuple(State)


@dataclass(frozen=True, slots=True)
class Loss:
    """Why a claim does not count: the rule, and the claim (or ruling, or article) that set it aside."""

    rule: str
    by: str


@dataclass(frozen=True, slots=True)
class Saying:
    """One value and what the contest made of it.

    `claim` is its best claim by R4, or, of a value that only denials name, the best denial. `grade` is the grade of
    the claims that give this value, `against` that of the denials that meet it, `denied_by` the best of those.
    """

    value: Value | None
    state: State
    grade: Grade
    claim: str
    tier: int
    speaker: str
    against: Grade | None = None
    denied_by: str | None = None

    @property
    def contested(self) -> bool:
        return self.state is State.AFFIRMED and self.against is not None


@dataclass(frozen=True, slots=True)
class Outcome:
    """`best` is what the part amounts to, `others` the values beside it, best first."""

    best: Saying
    others: tuple[Saying, ...] = ()

    @property
    def conflict(self) -> bool:
        """Whether another speaker of the same tier affirms another value (R7)."""
        return any(
            other.state is State.AFFIRMED and other.tier == self.best.tier and other.speaker != self.best.speaker
            for other in self.others
        )


def agree(one: Value | None, other: Value | None) -> bool:
    """Whether two statements about a part give the same value."""
    if isinstance(one, Quantity) and isinstance(other, Quantity):
        return one.agrees_with(other)
    return one == other


def contradict(one: Vote, other: Vote) -> bool:
    """R3: one denies what the other affirms, or both affirm different values."""
    if one.affirms and other.affirms:
        return not agree(one.value, other.value)
    if one.affirms == other.affirms:
        return False
    return meets(one, other.value) if other.affirms else meets(other, one.value)


def meets(denial: Vote, value: Value | None) -> bool:
    """Whether a denial contests `value`: it names none, or the same (R5)."""
    return denial.value is None or agree(denial.value, value)


def judge(affirmed: Side, denied: Side | None) -> State:
    """R5 for the claims that affirm one value and the denials that meet it."""
    if denied is None:
        return State.AFFIRMED
    lead = affirmed.tally.grade - denied.tally.grade
    if lead >= 2:
        return State.DENIED
    if lead == 1 or (lead == 0 and denied.tally.last_of_grade > affirmed.tally.last_of_grade):
        return State.DISPUTED
    return State.AFFIRMED


@dataclass(slots=True)
class Words:
    """What one speaker said of one value: the latest, even if set aside since, and the ones that count."""

    latest: Vote
    standing: list[Vote]


@dataclass(slots=True)
class Contest:
    """`affirmed` and `denied` hold the votes that count, by value; `lost` the others, by claim."""

    affirmed: dict[Value | None, Side] = field(default_factory=dict)
    denied: dict[Value | None, Side] = field(default_factory=dict)
    lost: dict[str, Loss] = field(default_factory=dict)
    _first_of_origin: dict[tuple[bool, Value | None, str, str], str] = field(default_factory=dict)
    _words: dict[str, dict[tuple[bool, Value | None], Words]] = field(default_factory=dict)
    _outcome: Outcome | None = None

    def add(self, vote: Vote) -> None:
        self._outcome = None
        earliest = self._first_of_origin.setdefault((vote.affirms, vote.value, vote.origin, vote.speaker), vote.claim)
        if earliest != vote.claim:
            self.lost[vote.claim] = Loss("R2", earliest)
            return
        beaten_by = self._have_last_word(vote)
        if beaten_by:
            self.lost[vote.claim] = Loss("R3", beaten_by.claim)
        else:
            self._sides(vote).setdefault(vote.value, Side()).add(vote)

    def _have_last_word(self, vote: Vote) -> Vote | None:
        """R3: set aside the speaker's earlier words that `vote` contradicts; the later word that beats it, if any."""
        words = self._words.setdefault(vote.speaker, {})
        beaten_by = None
        for other in words.values():
            if contradict(vote, other.latest):
                if other.latest.day > vote.day:
                    beaten_by = other.latest
                for earlier in [word for word in other.standing if word.day < vote.day]:
                    self._lose(earlier, to=vote)
                    other.standing.remove(earlier)
        own = words.setdefault((vote.affirms, vote.value), Words(vote, []))
        if vote.day > own.latest.day:
            own.latest = vote
        if not beaten_by:
            own.standing.append(vote)
        return beaten_by

    def _lose(self, vote: Vote, *, to: Vote) -> None:
        self.lost[vote.claim] = Loss("R3", to.claim)
        sides = self._sides(vote)
        sides[vote.value].discard(vote)
        if not sides[vote.value].votes:
            del sides[vote.value]

    def _sides(self, vote: Vote) -> dict[Value | None, Side]:
        return self.affirmed if vote.affirms else self.denied

    def outcome(self) -> Outcome | None:
        """R5 and R7; None when no vote counts."""
        if self._outcome is None and (self.affirmed or self.denied):
            sayings = sorted(self._sayings(), key=lambda saying: _STATES.index(saying.state))
            self._outcome = Outcome(sayings[0], tuple(sayings[1:]))
        return self._outcome

    def _sayings(self) -> Iterator[Saying]:
        """Every value, best first by R4, and after them the values that are only denied."""
        met: set[Value | None] = set()
        for value, side in self._values():
            denials = [key for key in self.denied if key is None or agree(key, value)]
            met.update(denials)
            yield _saying(value, side, together([self.denied[key] for key in denials]) if denials else None)
        for value, side in self.denied.items():
            if value not in met:
                best = side.tally.best
                assert best is not None  # noqa: S101
                yield Saying(value, State.DENIED, side.tally.grade, best.claim, best.tier, best.speaker)

    def _values(self) -> Iterator[tuple[Value | None, Side]]:
        """The affirmed values, best first; what agrees with a better one is joined to it."""
        remaining = sorted(self.affirmed.items(), key=lambda item: item[1].tally.best.order)  # type: ignore[union-attr]
        while remaining:
            value = remaining[0][0]
            yield value, together([side for other, side in remaining if agree(other, value)])
            remaining = [(other, side) for other, side in remaining if not agree(other, value)]


def _saying(value: Value | None, side: Side, denials: Side | None) -> Saying:
    best = side.tally.best
    assert best is not None  # noqa: S101
    against = denials.tally if denials else None
    return Saying(
        value=value,
        state=judge(side, denials),
        grade=side.tally.grade,
        claim=best.claim,
        tier=best.tier,
        speaker=best.speaker,
        against=against.grade if against else None,
        denied_by=against.best.claim if against and against.best else None,
    )
