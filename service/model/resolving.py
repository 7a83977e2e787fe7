"""From all claims about one fact to what is believed: on one day, or as every version there ever was.

Pure: the answer depends on the claims, the rulings and the day alone, never on the order of arrival or a clock.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby

from service.model.assessment import Assessed
from service.model.beliefs import Belief, Version
from service.model.dates import NEVER
from service.model.docket import Docket
from service.model.rulings import Ruling
from service.model.vocabulary import RulingAction


@dataclass(frozen=True, slots=True)
class FactEvidence:
    """Everything ever said about one fact, in the order in which it became known, and the rulings about it."""

    claims: tuple[Assessed, ...]
    rulings: tuple[Ruling, ...] = ()

    @property
    def fact(self) -> str:
        return self.claims[0].claim.fact


def fact_evidence(claims: list[Assessed], *, rulings: tuple[Ruling, ...] = ()) -> FactEvidence:
    """The evidence of one fact from its claims in any order, each counted once; only rulings that touch it are kept."""
    by_id = {claim.claim.id: claim for claim in claims}
    touching = _touching(rulings, by_id) if rulings else ()
    return FactEvidence(tuple(sorted(by_id.values(), key=_arrival)), touching)


def _touching(rulings: tuple[Ruling, ...], claims: Mapping[str, Assessed]) -> tuple[Ruling, ...]:
    origins = {claim.origin for claim in claims.values()}
    joined = set().union(*(group for group in _groups(rulings) if len(group & origins) > 1))
    return tuple(ruling for ruling in rulings if ruling.claim in claims or joined.intersection(ruling.origins))


def resolve(evidence: FactEvidence, day: date) -> Belief | None:
    """What is believed at the end of `day`; None when nobody has said yet whether the relation holds."""
    return docket_on(evidence, day).belief()


def versions(evidence: FactEvidence) -> tuple[Version, ...]:
    """Every belief there ever was about the fact, with the days on which it stood, oldest first."""
    changed: list[tuple[date, Belief]] = []
    for day, belief in _beliefs(evidence):
        if belief is not None and (not changed or changed[-1][1] != belief):
            changed.append((day, belief))
    days = [*(day for day, _ in changed), NEVER]
    return tuple(Version(belief, day, until) for (day, belief), until in zip(changed, days[1:], strict=True))


def docket_on(evidence: FactEvidence, day: date) -> Docket:
    """The contests as they stand at the end of `day`, by R0 and R1."""
    terms = terms_on(evidence, day)
    docket = Docket(evidence.claims[0].claim)
    for assessed in evidence.claims:
        if assessed.known_on <= day:
            terms.admit(assessed, to=docket, on=day)
    return docket


def _beliefs(evidence: FactEvidence) -> Iterator[tuple[date, Belief | None]]:
    """The belief of each day on which something became known or was taken back. Only a ruling begins anew."""
    ruled = {ruling.on for ruling in evidence.rulings}
    arriving = {day: list(claims) for day, claims in groupby(evidence.claims, key=lambda claim: claim.known_on)}
    leaving: dict[date, list[Assessed]] = {}
    for assessed in evidence.claims:
        if assessed.withdrawn_on and assessed.withdrawn_on > assessed.known_on:
            leaving.setdefault(assessed.withdrawn_on, []).append(assessed)
    docket, terms = Docket(evidence.claims[0].claim), NO_TERMS
    for day in sorted({*ruled, *arriving, *leaving}):
        if day in ruled:
            docket, terms = docket_on(evidence, day), terms_on(evidence, day)
        else:
            for assessed in leaving.get(day, ()):
                docket.set_aside(assessed)
            for assessed in arriving.get(day, ()):
                terms.admit(assessed, to=docket, on=day)
        yield day, docket.belief()


@dataclass(frozen=True, slots=True)
class Terms:
    """The rulings in force on a day, the first of each claim. `joined` maps an origin to a claim of the one that
    it is one with."""

    deprecated: Mapping[str, Ruling] = field(default_factory=dict)
    preferred: Mapping[str, Ruling] = field(default_factory=dict)
    joined: Mapping[str, Assessed] = field(default_factory=dict)

    def admit(self, assessed: Assessed, *, to: Docket, on: date) -> None:
        claim = assessed.claim.id
        if withdrawn(assessed, on=on) or claim in self.deprecated:
            to.set_aside(assessed)
            return
        one = self.joined.get(assessed.origin)
        to.add(_of_origin(assessed, one) if one else assessed, preferred=claim in self.preferred)


NO_TERMS = Terms()


def withdrawn(assessed: Assessed, *, on: date) -> bool:
    return assessed.withdrawn_on is not None and assessed.withdrawn_on <= on


def terms_on(evidence: FactEvidence, day: date) -> Terms:
    rulings = [ruling for ruling in evidence.rulings if ruling.on <= day]
    if not rulings:
        return NO_TERMS
    return Terms(
        deprecated=_by_claim(rulings, RulingAction.DEPRECATE),
        preferred=_by_claim(rulings, RulingAction.PREFER),
        joined=_joined(evidence, rulings),
    )


def _by_claim(rulings: list[Ruling], action: RulingAction) -> dict[str, Ruling]:
    latest_first = sorted(rulings, key=lambda ruling: (ruling.on, ruling.id), reverse=True)
    return {ruling.claim: ruling for ruling in latest_first if ruling.claim and ruling.action is action}


def _joined(evidence: FactEvidence, rulings: Iterable[Ruling]) -> dict[str, Assessed]:
    """For every origin joined to others, the claim of those that became known first."""
    first = {}
    for group in _groups(rulings):
        known_first = next((claim for claim in evidence.claims if claim.origin in group), None)
        if known_first:
            first.update(dict.fromkeys(group, known_first))
    return first


def _groups(rulings: Iterable[Ruling]) -> list[set[str]]:
    """The origins that are one by SAME_ORIGIN, directly or by way of others."""
    groups: list[set[str]] = []
    for ruling in rulings:
        if ruling.action is RulingAction.SAME_ORIGIN:
            together = set(ruling.origins).union(*(group for group in groups if group & set(ruling.origins)))
            groups = [group for group in groups if not group & together] + [together]
    return groups


def _of_origin(assessed: Assessed, first: Assessed) -> Assessed:
    """`assessed` as a claim of the origin of `first`; an unnamed voice becomes that origin's."""
    own_voice = {
        f"origin {assessed.origin}": f"origin {first.origin}",
        f"publisher {assessed.publisher}": f"publisher {first.publisher}",
    }
    speaker = own_voice.get(assessed.speaker, assessed.speaker)
    return replace(assessed, origin=first.origin, publisher=first.publisher, speaker=speaker)


def _arrival(assessed: Assessed) -> tuple[date, int, str]:
    return assessed.known_on, assessed.tier, assessed.claim.id
