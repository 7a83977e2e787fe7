"""What one speaker says about one part of a fact, over time: rules R2 and R3 of beliefs.md."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from service.model.agreement import agree
from service.model.votes import Value, Vote

Statement: TypeAlias = tuple[bool, Value | None]  # affirmed or denied, and what


@dataclass(frozen=True, slots=True)
class Loss:
    """Why a claim does not count: the rule, and the claim (or ruling, or article) that set it aside."""

    rule: str
    by: str


class Speech:
    """Takes votes in the order in which they became known. `lost` says, by claim, which do not count, and why."""

    __slots__ = ("_last", "_latest", "_reports", "_standing", "heard", "lost")

    def __init__(self, first: Vote) -> None:
        """Most speakers speak once, so that nothing is looked up for the first word."""
        self.heard = [first]
        self.lost: dict[str, Loss] = {}

    def _look_up(self, first: Vote) -> None:
        self._latest: dict[Statement, Vote] = {}
        self._standing: dict[Statement, list[Vote]] = {}
        self._reports: dict[tuple[bool, str], list[Vote]] = {}
        self._last = date.min
        self._reported(first)
        self._remember(first, counts=True)

    def add(self, vote: Vote) -> list[Vote]:
        """Hear one word more, which counts unless it is `lost`; the earlier ones that count no longer because of it."""
        if len(self.heard) == 1:
            self._look_up(self.heard[0])
        self.heard.append(vote)
        if repeated := self._reported(vote):
            self.lost[vote.claim] = Loss("R2", repeated.claim)
            return []
        beaten_by = self._later_word(vote)
        dropped = self._earlier_words(vote)
        self.lost.update((earlier.claim, Loss("R3", vote.claim)) for earlier in dropped)
        self._remember(vote, counts=not beaten_by)
        if beaten_by:
            self.lost[vote.claim] = Loss("R3", beaten_by.claim)
        return dropped

    def standing(self) -> Iterator[Vote]:
        return (vote for vote in self.heard if vote.claim not in self.lost)

    def _reported(self, vote: Vote) -> Vote | None:
        """R2: the earlier word of the same origin that says the same."""
        reports = self._reports.setdefault((vote.affirms, vote.origin), [])
        for earlier in reports:
            if agree(earlier.value, vote.value):
                return earlier
        reports.append(vote)
        return None

    def _later_word(self, vote: Vote) -> Vote | None:
        """R3: a word already heard that was said later and contradicts `vote`."""
        if vote.day >= self._last:
            return None
        return next((w for w in self._latest.values() if w.day > vote.day and contradict(vote, w)), None)

    def _earlier_words(self, vote: Vote) -> list[Vote]:
        """R3: the words that count, were said earlier and contradict `vote`. They are taken out."""
        dropped: list[Vote] = []
        for statement, words in list(self._standing.items()):
            if contradict(vote, words[0]):
                dropped.extend(word for word in words if word.day < vote.day)
                self._standing[statement] = [word for word in words if word.day >= vote.day]
        for statement in [statement for statement, words in self._standing.items() if not words]:
            del self._standing[statement]
        return dropped

    def _remember(self, vote: Vote, *, counts: bool) -> None:
        statement = (vote.affirms, vote.value)
        latest = self._latest.get(statement)
        if latest is None or vote.day > latest.day:
            self._latest[statement] = vote
        if counts:
            self._standing.setdefault(statement, []).append(vote)
        self._last = max(self._last, vote.day)


def meets(denial: Vote, value: Value | None) -> bool:
    """Whether a denial contests `value`: it names none, or the same (R5)."""
    return denial.value is None or agree(denial.value, value)


def contradict(one: Vote, other: Vote) -> bool:
    """R3: one denies what the other affirms, or both affirm different values."""
    if one.affirms and other.affirms:
        return not agree(one.value, other.value)
    if one.affirms == other.affirms:
        return False
    return meets(one, other.value) if other.affirms else meets(other, one.value)
