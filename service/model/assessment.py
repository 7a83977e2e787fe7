"""A claim as the rules see it: how good its source is, whose word it is, and since when it is known."""

from dataclasses import dataclass
from datetime import date

from service.model.claims import Article, Claim
from service.model.entities import Directory, Label
from service.model.vocabulary import ESTABLISHED, End, Standing

# Tiers of beliefs.md ("Words"); a smaller number is better. Outlets and unnamed sources depend on the origin.
TIER_OF_STANDING = {Standing.FILING: 1, Standing.PARTY: 2, Standing.NAMED: 3, Standing.ESTIMATE: 6}
ESTABLISHED_TIER = 4
OTHER_TIER = 5


@dataclass(frozen=True, slots=True)
class Assessed:
    """`said_on` is the day that "later" compares; `publisher` is the origin's. Withdrawn claims say since when."""

    claim: Claim
    article: str
    known_on: date
    said_on: date
    standing: Standing
    tier: int
    speaker: str
    end: End | None
    origin: str
    publisher: str
    withdrawn_on: date | None = None
    withdrawn_by: str | None = None


def assess(claim: Claim, *, article: Article, directory: Directory) -> Assessed:
    """`claim` of `article`, not withdrawn. Tier, speaker, end and origin follow beliefs.md, "Words"."""
    origin = claim.origin or article.origin or article.id
    publisher = directory.origins[origin].publisher if origin in directory.origins else article.publisher
    standing = claim.standing or default_standing(claim, directory=directory)
    company, end = _voice(claim, standing=standing, directory=directory)
    return Assessed(
        claim=claim,
        article=article.id,
        known_on=article.known_on,
        said_on=claim.said_on.last if claim.said_on else article.published.last,
        standing=standing,
        tier=_tier(standing, established=directory.publishers[publisher].kind in ESTABLISHED),
        speaker=company or _unnamed_speaker(standing, origin=origin, publisher=publisher),
        end=end,
        origin=origin,
        publisher=publisher,
    )


def default_standing(claim: Claim, *, directory: Directory) -> Standing:
    if claim.said_by:
        return Standing.PARTY if end_spoken_for(claim, directory=directory) else Standing.NAMED
    return Standing.UNNAMED if claim.unnamed else Standing.OUTLET


def end_spoken_for(claim: Claim, *, directory: Directory) -> End | None:
    """The end of the relation that `said_by` speaks for; of several employers the first that is an end decides."""
    for employer in _employers(claim, directory=directory):
        if _is_one_of(employer, claim.subject, directory=directory):
            return End.SUBJECT
        if _is_one_of(employer, claim.object, directory=directory):
            return End.OBJECT
    return None


def _voice(claim: Claim, *, standing: Standing, directory: Directory) -> tuple[str | None, End | None]:
    """Whose word it is when somebody is named, and for which end that one speaks."""
    if not claim.said_by:
        return None, None
    if standing not in (Standing.PARTY, Standing.FILING):
        return claim.said_by, None
    end = end_spoken_for(claim, directory=directory)
    if end is End.SUBJECT:
        return claim.subject, end
    if end is End.OBJECT:
        return claim.object, end
    return _employers(claim, directory=directory)[0], None


def _employers(claim: Claim, *, directory: Directory) -> tuple[str, ...]:
    assert claim.said_by is not None  # noqa: S101
    speaker = directory.entities[claim.said_by]
    return speaker.works_for if speaker.label is Label.PERSON and speaker.works_for else (speaker.id,)


def _is_one_of(company: str, end: str, *, directory: Directory) -> bool:
    """Ancestors and members by `part_of` count as the end itself."""
    return company in directory.lineage(end) or end in directory.lineage(company)


def _unnamed_speaker(standing: Standing, *, origin: str, publisher: str) -> str:
    return f"origin {origin}" if standing is Standing.UNNAMED else f"publisher {publisher}"


def _tier(standing: Standing, *, established: bool) -> int:
    return TIER_OF_STANDING.get(standing) or (ESTABLISHED_TIER if established else OTHER_TIER)
