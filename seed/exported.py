"""An export read back. Nobody edits one, so every line must be as it was written."""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from seed.export_format import (
    ARTICLES,
    CLAIMS,
    REFERENCE,
    Keys,
    Reference,
    read_article_keys,
    read_claim_keys,
    read_reference_keys,
    reference_order,
)
from seed.files import shown_path
from seed.spool import Spool, spool
from seed.wording import shown
from service.errors import CuratedFilesError, Problem
from service.graph.encoding import article_digest
from service.model.claims import Article, Claim, make_claim
from service.model.entities import Deal, Directory, Entity, Origin, Publisher, Withdrawal
from service.model.rulings import Ruling

_RULE = "an export is not edited: correct the article files, and export them anew"
_UNREADABLE = (KeyError, TypeError, ValueError, AttributeError)


class Export(NamedTuple):
    """What an export holds, in the order of the fields of `Curated`."""

    directory: Directory
    articles: Spool
    rulings: tuple[Ruling, ...]
    withdrawals: tuple[Withdrawal, ...]
    past: tuple[Article, ...]


class _Line(NamedTuple):
    number: int
    keys: Keys


@dataclass(frozen=True, slots=True)
class _Head:
    """A line of articles.jsonl: the article without claims, its place in the order, and what its claims must give."""

    line: int
    place: int
    article: Article
    claims: int
    digest: str


def read_export(folder: Path) -> Export:
    """All that the export `folder` holds; CuratedFilesError with every line that is not as it was written."""
    reading = _Reading(folder)
    values = reading.references()
    directory = _directory(values)
    reading.read_heads()
    articles = spool(reading.articles(directory, wanted=_claims_named(values)))
    reading.see_references(values, directory)
    if reading.problems:
        raise CuratedFilesError(reading.problems)
    return Export(
        directory,
        articles,
        tuple(value for _, value in values if isinstance(value, Ruling)),
        tuple(value for _, value in values if isinstance(value, Withdrawal)),
        tuple(value for _, value in values if isinstance(value, Article)),
    )


def _directory(values: list[tuple[int, Reference]]) -> Directory:
    return Directory(
        entities={value.id: value for _, value in values if isinstance(value, Entity)},
        publishers={value.id: value for _, value in values if isinstance(value, Publisher)},
        origins={value.id: value for _, value in values if isinstance(value, Origin)},
        deals={value.id: value for _, value in values if isinstance(value, Deal)},
    )


def _claims_named(values: list[tuple[int, Reference]]) -> frozenset[str]:
    """The claims that rulings and withdrawals are about."""
    return frozenset(v.claim for _, v in values if isinstance(v, Ruling | Withdrawal) and v.claim is not None)


@dataclass(slots=True)
class _Reading:
    """One pass over the files of an export; `found` are those of the claims named elsewhere that there are."""

    folder: Path
    problems: list[Problem] = field(default_factory=list)
    heads: dict[str, _Head] = field(default_factory=dict)
    articles_of_url: dict[str, set[str]] = field(default_factory=dict)
    found: set[str] = field(default_factory=set)

    def references(self) -> list[tuple[int, Reference]]:
        """Every value with its line."""
        values: list[tuple[int, Reference]] = []
        last: tuple[int, str, str] | None = None
        for number, keys in self._lines(REFERENCE):
            place = reference_order(keys)
            if last is not None and place <= last:
                self._problem(REFERENCE, number, "id", f"{shown(place[1])} does not come after the line before")
            last = place
            try:
                values.append((number, read_reference_keys(keys)))
            except _UNREADABLE as error:
                self._problem(REFERENCE, number, "", f"the line cannot be read ({_words(error)})")
        return values

    def read_heads(self) -> None:
        last: tuple[Any, ...] | None = None
        for number, keys in self._lines(ARTICLES):
            try:
                article = read_article_keys(keys)
                head = _Head(number, len(self.heads), article, int(keys["claims"]), keys["digest"])
                place = (article.known_on, article.id)
            except _UNREADABLE as error:
                self._problem(ARTICLES, number, "", f"the line cannot be read ({_words(error)})")
                continue
            if last is not None and place <= last:
                self._problem(ARTICLES, number, "id", f"{shown(article.id)} does not come after the line before")
            last = place
            self.heads[article.id] = head
            self.articles_of_url.setdefault(article.url, set()).add(article.id)

    def articles(self, directory: Directory, *, wanted: Collection[str]) -> Iterator[Article]:
        """Each article that is as it was written, with its claims."""
        rest = dict(self.heads)
        shared: dict[str, set[str]] = {url: set() for url, ids in self.articles_of_url.items() if len(ids) > 1}
        last = -1
        for id_, group in groupby(self._lines(CLAIMS), key=lambda line: line.keys.get("article")):
            lines = list(group)
            head = rest.pop(id_, None) if isinstance(id_, str) else None
            if head is None or head.place < last:
                message = f"{shown(id_)} is no article of {ARTICLES} whose claims belong here"
                self._problem(CLAIMS, lines[0].number, "article", message)
                continue
            last = head.place
            claims = self._claims(head, lines, directory, seen=shared.get(head.article.url, set()))
            self.found.update(claim.id for claim in claims or () if claim.id in wanted)
            yield from self._whole(head, claims, directory)
        for head in rest.values():
            yield from self._whole(head, [], directory)

    def _claims(self, head: _Head, lines: list[_Line], directory: Directory, *, seen: set[str]) -> list[Claim] | None:
        """The claims of one article, or None when one of them is not as it was written."""
        before = len(self.problems)
        claims = [self._claim(line, place, head.article.url, seen) for place, line in enumerate(lines)]
        for line, claim in zip(lines, claims, strict=True):
            self._see(CLAIMS, line.number, _ids_of(claim) if claim else iter(()), directory)
        return [claim for claim in claims if claim] if len(self.problems) == before else None

    def _claim(self, line: _Line, place: int, url: str, seen: set[str]) -> Claim | None:
        number, keys = line
        try:
            id_, expected, written = read_claim_keys(keys, url=url)
            claim = make_claim(id_, written)
        except _UNREADABLE as error:
            self._problem(CLAIMS, number, "", f"the line cannot be read ({_words(error)})")
            return None
        if keys.get("place") != place:
            self._problem(CLAIMS, number, "place", f"{shown(keys.get('place'))} stands where {place} belongs")
        if id_ != expected:
            self._problem(CLAIMS, number, "id", f"{shown(id_)} is not the id that follows from the claim's content")
        if id_ in seen:
            self._problem(CLAIMS, number, "id", f"{shown(id_)} is the id of another claim too")
        seen.add(id_)
        return claim

    def _whole(self, head: _Head, claims: list[Claim] | None, directory: Directory) -> Iterator[Article]:
        """The article with its claims, when these are those that it was written with."""
        self._see(ARTICLES, head.line, _ids_of(head.article), directory)
        for key in ("corrects", "retracts"):
            url = getattr(head.article, key)
            if url and not self.articles_of_url.get(url, set()) - {head.article.id}:
                self._problem(ARTICLES, head.line, key, f"{shown(url)} is the url of no other article")
        if claims is None:
            return
        article = replace(head.article, claims=tuple(claims))
        if len(claims) != head.claims:
            self._problem(ARTICLES, head.line, "claims", f"{head.claims} claims are said and {len(claims)} are there")
        elif article_digest(article) != head.digest:
            message = f"{shown(head.digest)} does not follow from the article and its claims"
            self._problem(ARTICLES, head.line, "digest", message)
        else:
            yield article

    def see_references(self, values: list[tuple[int, Reference]], directory: Directory) -> None:
        """Every id that a reference value names must be there."""
        for number, value in values:
            self._see(REFERENCE, number, _ids_of(value), directory)
            claim = value.claim if isinstance(value, Ruling | Withdrawal) else None
            if claim is not None and claim not in self.found:
                self._problem(REFERENCE, number, "claim", f"{shown(claim)} is no claim of {CLAIMS}")

    def _see(self, file: str, number: int, ids: Iterator[tuple[str, str, str | None]], directory: Directory) -> None:
        for key, noun, id_ in ids:
            listed: Mapping[str, Any] = getattr(directory, _LISTED[noun])
            if id_ is not None and id_ not in listed and not (noun == "first report" and id_ in self.heads):
                self._problem(file, number, key, f"{shown(id_)} is no {noun} of {REFERENCE}")

    def _lines(self, name: str) -> Iterator[_Line]:
        path = self.folder / name
        if not path.is_file():
            self._problem(name, 1, "", "the file is missing")
            return
        with path.open("rb") as file:
            for number, text in enumerate(file, start=1):
                try:
                    keys = json.loads(text.decode())
                except ValueError as error:
                    self._problem(name, number, "", f"the line is not JSON ({error})")
                    continue
                if isinstance(keys, dict):
                    yield _Line(number, keys)
                else:
                    self._problem(name, number, "", f"{shown(keys)} stands where an object belongs")

    def _problem(self, file: str, number: int, where: str, message: str) -> None:
        self.problems.append(Problem(shown_path(self.folder / file), number, where, f"{message}; {_RULE}"))


_LISTED = {
    "entity": "entities",
    "publisher": "publishers",
    "origin": "origins",
    "first report": "origins",  # or an article
    "deal": "deals",
}


def _ids_of(value: Reference | Claim) -> Iterator[tuple[str, str, str | None]]:
    """Every id that `value` names: its key, what it is the id of, and the id."""
    if isinstance(value, Claim):
        yield from (("subject", "entity", value.subject), ("object", "entity", value.object))
        yield from (("said_by", "entity", value.said_by), ("rule", "entity", value.rule))
        yield from (("products", "entity", product) for product in value.products)
        yield from (("deal", "deal", value.deal), ("origin", "origin", value.origin))
    elif isinstance(value, Article):
        yield from (("publisher", "publisher", value.publisher), ("origin", "origin", value.origin))
    elif isinstance(value, Entity):
        yield from (("part_of", "entity", value.part_of), ("designer", "entity", value.designer))
        yield from (("works_for", "entity", employer) for employer in value.works_for)
    elif isinstance(value, Origin):
        yield ("publisher", "publisher", value.publisher)
    elif isinstance(value, Deal):
        yield from (("parties", "entity", party.entity) for party in value.parties)
    elif isinstance(value, Ruling):
        yield from (("origins", "first report", origin) for origin in value.origins)


def _words(error: Exception) -> str:
    return f"{error} is missing or unknown" if isinstance(error, KeyError) else str(error)
