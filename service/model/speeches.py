"""What one speaker says about one part of a fact, over time: rules R2 and R3 of beliefs.md."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from service.model.quantities import Quantity
from service.model.votes import Value, Vote

Statement: TypeAlias = tuple[bool, Value | None]  # affirmed or denied, and what


@dataclass(frozen=True, slots=True)
class Loss:
    """Why a claim does not count: the rule, and the claim (or ruling, or article) that set it aside."""

    rule: str
    by: str


@dataclass(slots=True)
class Words:
    """The words that make one statement: the latest, even if set aside since, and the ones that count."""

    latest: Vote
    standing: list[Vote]


@dataclass(slots=True)
class Speech:
    """Takes votes in the order in which they became known. `lost` says, by claim, which do not count, and why."""

    heard: list[Vote] = field(default_factory=list)
    lost: dict[str, Loss] = field(default_factory=dict)
    _words: dict[Statement, Words] = field(default_factory=dict)
    _reports: dict[tuple[bool, str], list[Vote]] = field(default_factory=dict)
    _last: date = date.min

    def add(self, vote: Vote) -> list[Vote]:
        """Hear one word more, which counts unless it is `lost`; the earlier ones that count no longer because of it."""
        self.heard.append(vote)
        if repeated := self._reported(vote):
            self.lost[vote.claim] = Loss("R2", repeated.claim)
            return []
        beaten_by = self._later_word(vote)
        dropped = list(self._earlier_words(vote))
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
        """R3: a word already heard that was said later and contradicts `vote`; the latest of those."""
        if vote.day >= self._last:
            return None
        later = (w.latest for w in self._words.values() if w.latest.day > vote.day and contradict(vote, w.latest))
        return max(later, key=lambda word: word.day, default=None)

    def _earlier_words(self, vote: Vote) -> Iterator[Vote]:
        """R3: the words that count, were said earlier and contradict `vote`. They are taken out on the way."""
        for words in self._words.values():
            if words.standing and contradict(vote, words.latest):
                yield from (word for word in words.standing if word.day < vote.day)
                words.standing = [word for word in words.standing if word.day >= vote.day]

    def _remember(self, vote: Vote, *, counts: bool) -> None:
        words = self._words.setdefault((vote.affirms, vote.value), Words(vote, []))
        if vote.day > words.latest.day:
            words.latest = vote
        if counts:
            words.standing.append(vote)
        self._last = max(self._last, vote.day)


def agree(one: Value | None, other: Value | None) -> bool:
    """Whether two statements about a part give the same value."""
    if isinstance(one, Quantity) and isinstance(other, Quantity):
        return one.agrees_with(other)
    return one == other


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
