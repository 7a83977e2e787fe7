"""The votes that count for one value of a part, and how well they support it together."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from service.model.vocabulary import End, Grade
from service.model.votes import Vote

# By tier: filings and parties, reports, rumours, estimates. The best class present decides the grade.
CLASS_OF_TIER = {1: 0, 2: 0, 3: 1, 4: 1, 5: 2, 6: 3}
PARTIES, REPORTS, RUMOURS = 0, 1, 2


class Side:
    """Adding a vote costs constant time. Discarding one costs a new count at the next question."""

    __slots__ = ("_tally", "votes")

    def __init__(self, votes: Iterable[Vote] = ()) -> None:
        self.votes = {vote.claim: vote for vote in votes}
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
            self._tally = Tally()
            for vote in self.votes.values():
                self._tally.count(vote)
        return self._tally


def together(sides: list[Side]) -> Side:
    """One side of several; a single one is itself."""
    if len(sides) == 1:
        return sides[0]
    return Side(vote for side in sides for vote in side.votes.values())


@dataclass(slots=True)
class Tally:
    """`best` is the first by R4, `first` and `last` the earliest and latest day said."""

    best: Vote | None = None
    first: date = date.max
    last: date = date.min
    _last_of_class: dict[int, date] = field(default_factory=dict)
    _speaking_ends: set[End | None] = field(default_factory=set)
    _publishers: set[str] = field(default_factory=set)
    _filed: bool = False

    def count(self, vote: Vote) -> None:
        tier, day = vote.tier, vote.day
        if self.best is None or vote.order < self.best.order:
            self.best = vote
        if day < self.first:
            self.first = day
        if day > self.last:
            self.last = day
        kind = CLASS_OF_TIER[tier]
        if day > self._last_of_class.get(kind, date.min):
            self._last_of_class[kind] = day
        if tier == 1:
            self._filed = True
        elif tier == 2:
            self._speaking_ends.add(vote.end)
        elif tier == 5:
            self._publishers.add(vote.publisher)

    @property
    def grade(self) -> Grade:
        """The grade of beliefs.md, "Words". Two origins of one publisher count once."""
        kind = min(self._last_of_class)
        if kind == PARTIES:
            both_ends = End.SUBJECT in self._speaking_ends and End.OBJECT in self._speaking_ends
            return Grade.CONFIRMED if self._filed or both_ends else Grade.STATED
        if kind == REPORTS:
            return Grade.REPORTED
        if kind == RUMOURS:
            return Grade.REPORTED if len(self._publishers) > 1 else Grade.RUMOURED
        return Grade.ESTIMATED

    @property
    def last_of_grade(self) -> date:
        """The latest day said among the votes that make the grade."""
        return self._last_of_class[min(self._last_of_class)]

    @property
    def last_solid(self) -> date:
        """The latest day said by a party or in a report; of rumours and estimates alone, the latest of those."""
        solid = [day for kind, day in self._last_of_class.items() if kind <= REPORTS]
        return max(solid, default=self.last)
