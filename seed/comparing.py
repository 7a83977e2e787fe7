"""What is different between the curated files and the graph. Nothing is written here."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from seed.reading import Curated
from seed.referencing import Changes, reference_changes
from seed.spool import Entry
from service.graph import reading
from service.graph.database import Database
from service.graph.encoding import article_properties
from service.graph.rows import StoredArticleRow, StoredClaimsRow
from service.model.beliefs import RULES
from service.model.claims import Article, make_claim
from service.model.dates import parse_period
from service.model.vocabulary import ArticleKind

HEAD = ("url", "publisher", "published", "kind", "origin", "corrects", "retracts")  # what rules read; the title is none


@dataclass(frozen=True, slots=True)
class Stored:
    """An article as the graph has it: its head as keys of the format, and the keys of each claim by its id."""

    id: str
    head: Mapping[str, Any]
    claims: Mapping[str, Mapping[str, Any]]

    def as_article(self) -> Article:
        """Without what it takes back of others."""
        return Article(
            id=self.id,
            url=self.head["url"],
            publisher=self.head["publisher"],
            published=parse_period(self.head["published"]),
            kind=ArticleKind(self.head["kind"]),
            claims=tuple(make_claim(id_, claim) for id_, claim in self.claims.items()),
            title=self.head.get("title"),
            origin=self.head.get("origin"),
        )

    @property
    def takes_back(self) -> bool:
        return bool(self.head.get("corrects") or self.head.get("retracts"))


@dataclass(frozen=True, slots=True)
class Changed:
    """An article that is in the graph with other content, maybe under another name."""

    article: Article
    stored: Stored

    @property
    def added(self) -> list[str]:
        """The ids of claims that the graph does not have yet."""
        return [claim.id for claim in self.article.claims if claim.id not in self.stored.claims]

    @property
    def lost(self) -> list[str]:
        """The ids of claims that the file makes no more, and that are not recorded as withdrawn yet."""
        ids = {claim.id for claim in self.article.claims}
        return [id_ for id_ in self.stored.claims if id_ not in ids]

    @property
    def head(self) -> list[str]:
        """The keys of the head that differ."""
        return [key for key in HEAD if head_of(self.article).get(key) != self.stored.head.get(key)]


@dataclass(frozen=True, slots=True)
class Comparison:
    """`new` and `changed` are in the files, `gone` in the graph alone; `state` is what the graph says of itself."""

    state: Mapping[str, Any]
    new: tuple[Entry, ...]
    changed: tuple[Changed, ...]
    gone: tuple[Stored, ...]
    unchanged: int
    references: Changes

    @property
    def first(self) -> bool:
        """Whether the graph holds no article yet."""
        return not (self.unchanged or self.changed or self.gone)

    @property
    def other_rules(self) -> bool:
        return self.state.get("rules") != RULES

    @property
    def renew_all(self) -> bool:
        """Whether every belief is to be worked out anew: other rules, or reference data that decide."""
        return not self.first and (self.references.matter or self.other_rules or bool(self.state.get("renew_all")))

    def unrecorded(self, curated: Curated) -> Iterator[Changed]:
        """Changed articles that would lose history without anybody signing for it."""
        for changed in self.changed:
            known = any(head_of(past) == changed.stored.head for past in curated.past)
            if changed.lost or (changed.head and not known):
                yield changed


async def compare(database: Database, curated: Curated) -> Comparison:
    state = await reading.graph_state(database)
    stored = {row.id: row for row in await reading.stored_articles(database)}
    entries = {entry.id: entry for entry in curated.articles.entries}
    differing = [id_ for id_, row in stored.items() if id_ in entries and entries[id_].digest != row.digest]
    missing = [row for id_, row in stored.items() if id_ not in entries]
    renamed = _renamed(curated, missing, stored)
    known = await _stored(database, [*differing, *(row.id for row in missing)])
    changed = [Changed(curated.articles.read(entries[id_]), known[id_]) for id_ in differing]
    changed += [Changed(article, known[id_]) for id_, article in renamed.items()]
    names = {article.id for article in renamed.values()}
    new = tuple(entry for entry in curated.articles.entries if entry.id not in stored and entry.id not in names)
    return Comparison(
        state=state,
        new=new,
        changed=tuple(changed),
        gone=tuple(known[row.id] for row in missing if row.id not in renamed),
        unchanged=len(entries) - len(new) - len(changed),
        references=await reference_changes(database, curated),
    )


def _renamed(
    curated: Curated, missing: Sequence[StoredArticleRow], stored: Mapping[str, StoredArticleRow]
) -> dict[str, Article]:
    """Articles whose files have another name than before, by their old id: the same address, and new to the graph."""
    found: dict[str, Article] = {}
    taken: set[str] = set()
    for row in missing:
        for article in curated.articles.of_url(row.url):
            if article.id not in stored and article.id not in taken and row.id not in found:
                found[row.id] = article
                taken.add(article.id)
    return found


async def _stored(database: Database, ids: Sequence[str]) -> dict[str, Stored]:
    rows = await reading.stored_claims(database, keys=ids) if ids else []
    return {row.key: _read_stored(row) for row in rows}


def _read_stored(row: StoredClaimsRow) -> Stored:
    claims = sorted(row.claims, key=lambda claim: int(claim["place"]))
    head = {key: row.article[key] for key in (*HEAD, "title") if row.article.get(key) is not None}
    keys = {claim["id"]: json.loads(claim["content"]) for claim in claims}
    return Stored(row.key, {**head, "publisher": row.publisher}, keys)


def head_of(article: Article) -> dict[str, Any]:
    """The head as keys of the format, those that are not given left out."""
    properties = {**article_properties(article), "publisher": article.publisher}
    return {key: properties[key] for key in (*HEAD, "title") if properties.get(key) is not None}
