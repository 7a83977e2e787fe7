"""The votes that count for one value of a part, and how well they support it together."""

from collections.abc import Iterable
from datetime import date

from service.model.vocabulary import End, Grade
from service.model.votes import Vote

# By tier: filings and parties, reports, rumours, estimates. The best class present decides the grade.
CLASS_OF_TIER = {1: 0, 2: 0, 3: 1, 4: 1, 5: 2, 6: 3}
PARTIES, REPORTS, RUMOURS, ESTIMATES = range(4)
NOT_SAID = date.min
SEVERAL = ""  # stands for more than one speaker or publisher


class Side:
    """Adding a vote costs constant time. Discarding one costs a new count at the next question."""

    __slots__ = ("_tally", "votes")

    def __init__(self) -> None:
        self.votes: dict[str, Vote] = {}
        self._tally: Tally | None = None

    def add(self, vote: Vote) -> None:
        self.votes[vote.claim] = vote
        if self._tally is not None:
            self._tally.count(vote)

    def discard(self, vote: Vote) -> None:
        del self.votes[vote.claim]
        self._tally = None

    @property
    def tally(self) -> "Tally":
        if self._tally is None:
            first, *others = self.votes.values()
            self._tally = Tally(first)
            for vote in others:
                self._tally.count(vote)
        return self._tally


def together(sides: Iterable[Side]) -> "Tally":
    """The tally of several sides, at least one."""
    first, *others = (side.tally for side in sides)
    if not others:
        return first
    tally = first.copy()
    for other in others:
        tally.merge(other)
    return tally


class Tally:
    """`best` is the first vote by R4. `first` and `last` are the earliest and latest day said, `holding` the latest
    day on which somebody said that it is not over. `speaker` is who speaks at the best tier, or SEVERAL."""

    __slots__ = (
        "_days", "_filed", "_object", "_publisher", "_subject", "best", "first", "holding", "last", "speaker", "tier",
    )  # fmt: skip

    def __init__(self, vote: Vote) -> None:
        self.best = vote
        self.tier = vote.tier
        self.speaker = vote.speaker
        self.first = self.last = vote.day
        self.holding = NOT_SAID if vote.over else vote.day
        self._days = [NOT_SAID] * 4  # the latest day said, by class
        self._days[CLASS_OF_TIER[vote.tier]] = vote.day
        self._filed = vote.tier == 1
        self._subject = vote.tier == 2 and vote.end is End.SUBJECT
        self._object = vote.tier == 2 and vote.end is End.OBJECT
        self._publisher = vote.publisher if vote.tier == 5 else None

    def count(self, vote: Vote) -> None:
        self.merge(Tally(vote))

    def copy(self) -> "Tally":
        copied = Tally(self.best)
        copied.merge(self)
        return copied

    def merge(self, other: "Tally") -> None:
        """Count the votes of `other` too."""
        if other.best.order < self.best.order:
            self.best = other.best
        if other.tier < self.tier:
            self.tier, self.speaker = other.tier, other.speaker
        elif other.tier == self.tier and other.speaker != self.speaker:
            self.speaker = SEVERAL
        self.first = min(self.first, other.first)
        self.last = max(self.last, other.last)
        self.holding = max(self.holding, other.holding)
        self._days = list(map(max, self._days, other._days))
        self._filed |= other._filed
        self._subject |= other._subject
        self._object |= other._object
        if self._publisher is None:
            self._publisher = other._publisher
        elif other._publisher not in (None, self._publisher):
            self._publisher = SEVERAL

    @property
    def _class(self) -> int:
        return CLASS_OF_TIER[self.tier]

    @property
    def grade(self) -> Grade:
        """The grade of beliefs.md, "Words". Two origins of one publisher count once."""
        match self._class:
            case 0:
                return Grade.CONFIRMED if self._filed or (self._subject and self._object) else Grade.STATED
            case 1:
                return Grade.REPORTED
            case 2:
                return Grade.REPORTED if self._publisher == SEVERAL else Grade.RUMOURED
            case _:
                return Grade.ESTIMATED

    @property
    def last_of_grade(self) -> date:
        """The latest day said among the votes that make the grade."""
        return self._days[self._class]

    @property
    def last_solid(self) -> date:
        """The latest day said by a party or in a report, two rumours counting as one; else the latest day."""
        solid = self._days[: RUMOURS + 1 if self._publisher == SEVERAL else RUMOURS]
        return self.last if max(solid) == NOT_SAID else max(solid)
