"""The votes that count for one value of a part, and how well they support it together."""

from collections.abc import Iterable, Iterator
from datetime import date

from service.model.vocabulary import End, Grade
from service.model.votes import Vote

# By tier: filings and parties, reports, rumours, estimates. The best class present decides the grade.
CLASS_OF_TIER = {1: 0, 2: 0, 3: 1, 4: 1, 5: 2, 6: 3}
PARTIES, REPORTS, RUMOURS, ESTIMATES = range(4)
NOT_SAID = date.min
SEVERAL = ""  # stands for more than one speaker or publisher
BLOCK = 64


class Tally:
    """What some votes, at least one, amount to together.

    `best` is the first by R4. `first` and `last` are the earliest and latest day said, `holding` the latest day on
    which somebody said that it is not over. `speaker` is who speaks at the best `tier`, or SEVERAL.
    """

    __slots__ = (
        "_days", "_filed", "_object", "_publisher", "_subject", "best", "first", "holding", "last", "speaker", "tier",
    )  # fmt: skip

    def __init__(self, vote: Vote) -> None:
        tier, day = vote.tier, vote.day
        self.best = vote
        self.tier = tier
        self.speaker = vote.speaker
        self.first = self.last = day
        self.holding = NOT_SAID if vote.over else day
        self._days = {CLASS_OF_TIER[tier]: day}  # the latest day said, by class
        self._filed = tier == 1
        self._subject = tier == 2 and vote.end is End.SUBJECT
        self._object = tier == 2 and vote.end is End.OBJECT
        self._publisher = vote.publisher if tier == 5 else None

    def merge(self, other: "Tally") -> None:
        """Count the votes of `other` too."""
        if other.best.order < self.best.order:
            self.best = other.best
        if other.tier < self.tier:
            self.tier, self.speaker = other.tier, other.speaker
        elif other.speaker != self.speaker and other.tier == self.tier:
            self.speaker = SEVERAL
        if other.first < self.first:
            self.first = other.first
        if other.last > self.last:
            self.last = other.last
        if other.holding > self.holding:
            self.holding = other.holding
        for kind, day in other._days.items():
            if day > self._days.get(kind, NOT_SAID):
                self._days[kind] = day
        self._filed |= other._filed
        self._subject |= other._subject
        self._object |= other._object
        if self._publisher is None:
            self._publisher = other._publisher
        elif other._publisher not in (None, self._publisher):
            self._publisher = SEVERAL

    @property
    def grade(self) -> Grade:
        """The grade of beliefs.md, "Words". Two origins of one publisher count once."""
        kind = CLASS_OF_TIER[self.tier]
        if kind == PARTIES:
            return Grade.CONFIRMED if self._filed or (self._subject and self._object) else Grade.STATED
        if kind == REPORTS:
            return Grade.REPORTED
        if kind == RUMOURS:
            return Grade.REPORTED if self._publisher == SEVERAL else Grade.RUMOURED
        return Grade.ESTIMATED

    @property
    def last_of_grade(self) -> date:
        """The latest day said among the votes that make the grade."""
        return self._days[CLASS_OF_TIER[self.tier]]

    @property
    def last_solid(self) -> date:
        """The latest day said by a party or in a report, rumours of two publishers being one; else the latest day."""
        weakest = RUMOURS if self._publisher == SEVERAL else REPORTS
        return max((day for kind, day in self._days.items() if kind <= weakest), default=self.last)


def together(tallies: Iterable[Tally]) -> Tally:
    """The tally of all, at least one; a single one is itself."""
    first, *others = tallies
    if not others:
        return first
    total = Tally(first.best)
    for tally in (first, *others):
        total.merge(tally)
    return total


class Block:
    """Up to BLOCK votes, counted together."""

    __slots__ = ("_tally", "votes")

    def __init__(self, vote: Vote) -> None:
        self.votes = {vote.claim: vote}
        self._tally: Tally | None = Tally(vote)

    def add(self, vote: Vote) -> None:
        self.votes[vote.claim] = vote
        if self._tally is not None:
            self._tally.merge(Tally(vote))

    def discard(self, vote: Vote) -> None:
        del self.votes[vote.claim]
        self._tally = None

    @property
    def tally(self) -> Tally:
        if self._tally is None:
            self._tally = together(map(Tally, self.votes.values()))
        return self._tally


class Side:
    """Adding a vote costs constant time; taking one back means counting its block anew, and then the blocks."""

    __slots__ = ("_blocks", "_tally")

    def __init__(self, vote: Vote) -> None:
        self._blocks = [Block(vote)]
        self._tally: Tally | None = None

    def __iter__(self) -> Iterator[Vote]:
        return (vote for block in self._blocks for vote in block.votes.values())

    def __bool__(self) -> bool:
        return bool(self._blocks)

    def add(self, vote: Vote) -> None:
        if len(self._blocks[-1].votes) < BLOCK:
            self._blocks[-1].add(vote)
        else:
            self._blocks.append(Block(vote))
        if self._tally is not None:
            self._tally.merge(Tally(vote))

    def discard(self, vote: Vote) -> None:
        """Afterwards the side may hold no vote at all, and then takes none any more."""
        block = next(block for block in self._blocks if vote.claim in block.votes)
        block.discard(vote)
        if not block.votes:
            self._blocks.remove(block)
        self._tally = None

    @property
    def tally(self) -> Tally:
        if len(self._blocks) == 1:
            return self._blocks[0].tally
        if self._tally is None:
            self._tally = together(block.tally for block in self._blocks)
        return self._tally
