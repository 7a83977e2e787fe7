"""What in the curated files obeys every rule and yet looks like a slip. A person judges it; nothing fails by it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol
from urllib.parse import urlsplit

from seed.reading import Curated
from service.model.claims import QUANTITY_KEYS, Article, Claim
from service.model.entities import Directory, Label
from service.model.quantities import Quantity
from service.model.vocabulary import RUNNING, PublisherKind, Standing

LATE = 10  # days between a first report and the first article that repeats it: a week's news and a weekend
FAR = 10  # a figure that differs from every other by more than this factor has perhaps a zero too many
_OWNERSHIP = frozenset({"OWNS", "ACQUIRES"})  # what `part_of` says too


class Kind(StrEnum):
    SAME_URL = "same-url"
    FAR_FIGURE = "far-figure"
    NO_SPEAKER = "no-speaker"
    SELF_RELATION = "self-relation"
    EARLY_ACTIVE = "early-active"
    LATE_ARTICLES = "late-articles"
    LATE_ORIGIN = "late-origin"
    NO_CLAIM = "no-claim"
    SHARED_NAME = "shared-name"
    UNUSED_ENTITY = "unused-entity"
    UNUSED_PUBLISHER = "unused-publisher"
    UNUSED_ORIGIN = "unused-origin"
    UNUSED_DEAL = "unused-deal"
    NEEDLESS_REVIEW = "needless-review"


@dataclass(frozen=True, slots=True, order=True)
class Suspicion:
    """`place` is an id, two ids with a comma, or a part of a claim as `2026-02-02-x claims[2].amount`, from 0."""

    kind: Kind
    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.place}: {self.message}"


class _Watch(Protocol):
    """Looks for one kind of slip while all articles pass by once; it remembers no more than it must."""

    def see(self, article: Article) -> Iterator[Suspicion]: ...

    def end(self) -> Iterator[Suspicion]:
        """What can only be said after the last article."""


def suspicions(curated: Curated) -> list[Suspicion]:
    """Everything suspicious in `curated`, by kind and place. Reads the articles once."""
    directory = curated.directory
    withdrawn = frozenset(withdrawal.claim for withdrawal in curated.withdrawals)
    claims = _Claims(directory, withdrawn)
    watches: tuple[_Watch, ...] = (_Addresses(), _Figures(withdrawn), claims, _Origins(directory), _Uses(directory))
    found = [suspicion for article in curated.articles for watch in watches for suspicion in watch.see(article)]
    found.extend(suspicion for watch in watches for suspicion in watch.end())
    found.extend(_shared_names((entity.id, entity.name, *entity.aliases) for entity in directory.entities.values()))
    found.extend(_shared_names((publisher.id, publisher.name) for publisher in directory.publishers.values()))
    return sorted(found)


@dataclass(slots=True)
class _Addresses:
    """Two articles at one address."""

    _first: dict[str, str] = field(default_factory=dict)

    def see(self, article: Article) -> Iterator[Suspicion]:
        first = self._first.setdefault(_address(article.url), article.id)
        if first != article.id:
            message = "both stand at one address but for scheme, www., query or last slash; keep one of them"
            yield Suspicion(Kind.SAME_URL, f"{first}, {article.id}", message)

    def end(self) -> Iterator[Suspicion]:
        return iter(())


def _address(url: str) -> str:
    parts = urlsplit(url)
    return f"{(parts.hostname or '').removeprefix('www.')}{parts.path.rstrip('/')}"


@dataclass(slots=True)
class _Figures:
    """A claim whose figure is far from every other of its deal, on one part (or measure), unit, basis and `of`.

    Of each figure only the first place is kept, and none once a second claim gives it.
    """

    _withdrawn: frozenset[str]
    _places: dict[tuple[str, ...], dict[float, tuple[str, str] | None]] = field(default_factory=dict)

    def see(self, article: Article) -> Iterator[Suspicion]:
        for number, claim in _standing(article, self._withdrawn):
            for key in QUANTITY_KEYS if claim.deal else ():
                quantity: Quantity | None = getattr(claim, key)
                if quantity:
                    about = (claim.deal or "", claim.object if key == "value" else key)
                    self._add(quantity, about=about, place=f"{_place(article, number)}.{key}")
        yield from ()

    def _add(self, quantity: Quantity, *, about: tuple[str, ...], place: str) -> None:
        unit, number = quantity.scaled
        figures = self._places.setdefault((*about, unit, quantity.basis, quantity.of or ""), {})
        figures[number] = None if number in figures else (place, quantity.text)

    def end(self) -> Iterator[Suspicion]:
        for (deal, part, *_), figures in self._places.items():
            for number in _far_apart(figures):
                if found := figures[number]:
                    place, text = found
                    message = f"{text} is {FAR} times off every other {part} of {deal}; count the digits"
                    yield Suspicion(Kind.FAR_FIGURE, place, message)


def _far_apart(numbers: Iterable[float]) -> Iterator[float]:
    """Those that differ from their neighbours by more than the factor FAR; none if there is only one."""
    ordered = sorted(numbers)
    for place, number in enumerate(ordered if len(ordered) > 1 else ()):
        near_lower = place > 0 and number <= FAR * ordered[place - 1]
        near_higher = place + 1 < len(ordered) and ordered[place + 1] <= FAR * number
        if not near_lower and not near_higher:
            yield number


@dataclass(frozen=True, slots=True)
class _Claims:
    """What one claim, beside its article and the reference data, shows by itself."""

    _directory: Directory
    _withdrawn: frozenset[str]

    def see(self, article: Article) -> Iterator[Suspicion]:
        standing = list(_standing(article, self._withdrawn))
        if silent := sum(self._of_company(claim, article) for _, claim in standing):
            claims = "1 claim has" if silent == 1 else f"{silent} claims have"
            message = f"the page is a company's and {claims} no said_by: tier 5, as in a blog; write who speaks"
            yield Suspicion(Kind.NO_SPEAKER, article.id, message)
        for number, claim in standing:
            yield from self._self_relation(claim, _place(article, number))
            yield from _early_active(claim, article, _place(article, number))

    def end(self) -> Iterator[Suspicion]:
        return iter(())

    def _of_company(self, claim: Claim, article: Article) -> bool:
        """beliefs.md, "Words": a company's own page without `said_by`."""
        origin = self._directory.origins.get(claim.origin or article.origin or "")
        publisher = self._directory.publishers[origin.publisher if origin else article.publisher]
        outlet = claim.standing in (None, Standing.OUTLET, Standing.UNNAMED) and not claim.said_by
        return outlet and publisher.kind is PublisherKind.COMPANY

    def _self_relation(self, claim: Claim, place: str) -> Iterator[Suspicion]:
        ends = claim.subject, claim.object
        whole = ends[0] in self._directory.lineage(ends[1]) or ends[1] in self._directory.lineage(ends[0])
        if whole and claim.relation not in _OWNERSHIP:
            message = f"{ends[0]} {claim.relation} {ends[1]} joins a whole and its own part; name the other party"
            yield Suspicion(Kind.SELF_RELATION, place, message)


def _early_active(claim: Claim, article: Article, place: str) -> Iterator[Suspicion]:
    if claim.stage in RUNNING and claim.from_ and claim.from_.first > article.known_on:
        message = f"{claim.stage} on {article.published}, but from {claim.from_}, which is later; planned or agreed?"
        yield Suspicion(Kind.EARLY_ACTIVE, f"{place}.from", message)


@dataclass(slots=True)
class _Origins:
    """First reports that lie far before, or after, the first article that repeats them."""

    _directory: Directory
    _first: dict[str, tuple[date, str]] = field(default_factory=dict)

    def see(self, article: Article) -> Iterator[Suspicion]:
        for origin in {claim.origin or article.origin for claim in article.claims}:
            if origin:
                self._first.setdefault(origin, (article.known_on, article.id))
        yield from ()

    def end(self) -> Iterator[Suspicion]:
        for id_, (day, article) in self._first.items():
            published = self._directory.origins[id_].published
            if published and published.first > day:
                message = f"its day, {published}, lies after that of {article}, which repeats it; correct the day"
                yield Suspicion(Kind.LATE_ORIGIN, id_, message)
            elif published and (late := (day - published.last).days) > LATE:
                message = f"the first article that repeats it, {article}, is {late} days later; is the day right?"
                yield Suspicion(Kind.LATE_ARTICLES, id_, message)


@dataclass(slots=True)
class _Uses:
    """Reference data that nothing uses, and companies of which nothing is said."""

    _directory: Directory
    _ends: set[str] = field(default_factory=set)
    _entities: set[str] = field(default_factory=set)
    _publishers: set[str] = field(default_factory=set)
    _origins: set[str] = field(default_factory=set)
    _deals: set[str] = field(default_factory=set)

    def see(self, article: Article) -> Iterator[Suspicion]:
        self._publishers.add(article.publisher)
        self._origins.add(article.origin or "")
        for claim in article.claims:
            self._ends.update((claim.subject, claim.object))
            self._entities.update((*claim.products, claim.said_by or "", claim.rule or ""))
            self._origins.add(claim.origin or "")
            self._deals.add(claim.deal or "")
        yield from ()

    def end(self) -> Iterator[Suspicion]:
        directory = self._directory
        used = self._ends | self._entities | set(_named_by_reference(directory))
        publishers = self._publishers | {origin.publisher for origin in directory.origins.values()}
        yield from _unused(Kind.UNUSED_ENTITY, directory.entities.keys() - used)
        yield from _unused(Kind.UNUSED_PUBLISHER, directory.publishers.keys() - publishers)
        yield from _unused(Kind.UNUSED_ORIGIN, directory.origins.keys() - self._origins)
        yield from _unused(Kind.UNUSED_DEAL, directory.deals.keys() - self._deals)
        for entity in directory.entities.values():
            if entity.label is Label.COMPANY and entity.id in used - self._ends:
                message = "no claim is about it, although other files name it; is it what they mean?"
                yield Suspicion(Kind.NO_CLAIM, entity.id, message)


def _unused(kind: Kind, ids: Iterable[str]) -> Iterator[Suspicion]:
    return (Suspicion(kind, id_, "nothing uses it; use it or take it out") for id_ in ids)


def _named_by_reference(directory: Directory) -> Iterator[str]:
    """The entities that other entities and deals name."""
    for entity in directory.entities.values():
        yield from filter(None, (entity.part_of, entity.designer, *entity.works_for))
    for deal in directory.deals.values():
        yield from (party.entity for party in deal.parties)


def _shared_names(names: Iterable[tuple[str, ...]]) -> Iterator[Suspicion]:
    """Of ids with their names: pairs that share one, ignoring case and punctuation."""
    owners: dict[str, str] = {}
    for id_, *others in names:
        shared: dict[str, str] = {}
        for name in (id_, *others):
            owner = owners.setdefault(_letters(name), id_)
            if owner != id_:
                shared.setdefault(owner, name)
        for owner, name in shared.items():
            message = f"both are called {name} but for case and punctuation; are they one?"
            yield Suspicion(Kind.SHARED_NAME, f"{owner}, {id_}", message)


def _letters(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).casefold()


def _standing(article: Article, withdrawn: frozenset[str]) -> Iterator[tuple[int, Claim]]:
    """The claims that are not withdrawn, each with its number in the file."""
    return ((number, claim) for number, claim in enumerate(article.claims) if claim.id not in withdrawn)


def _place(article: Article, number: int) -> str:
    return f"{article.id} claims[{number}]"
