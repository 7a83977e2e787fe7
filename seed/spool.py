"""Articles in a temporary file, so that a million claims never stand in memory at once."""

import pickle
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import IO, Any, TypeAlias

from service.graph.encoding import article_digest
from service.model.claims import Article, Claim, make_claim
from service.model.dates import parse_period
from service.model.vocabulary import ArticleKind

Head: TypeAlias = tuple[Any, ...]
UnreadClaim: TypeAlias = tuple[str, str, Mapping[str, Any]]  # id, fact and keys
IN_MEMORY = 16 * 2**20  # bytes; what is smaller never reaches the disk


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One article: its place in the order of articles, and where in the file it lies."""

    known_on: date
    id: str
    digest: str
    claims: int
    offset: int


@dataclass(frozen=True, slots=True)
class Spool(Sequence[Article]):
    """Articles in the order in which they became known (day, then id). `claims` counts those of all articles."""

    file: IO[bytes]
    entries: tuple[Entry, ...]
    offsets_of_url: Mapping[int, tuple[int, ...]]  # by the hash of the url
    withdrawing: tuple[Article, ...]
    claims: int

    def __iter__(self) -> Iterator[Article]:
        return (self._at(entry.offset) for entry in self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def __getitem__(self, place):  # type: ignore[no-untyped-def] # the two kinds of index of a Sequence
        found = self.entries[place]
        return [self._at(entry.offset) for entry in found] if isinstance(place, slice) else self._at(found.offset)

    def of_url(self, url: str) -> list[Article]:
        """Every article at this address."""
        found = map(self._at, self.offsets_of_url.get(hash(url), ()))
        return [article for article in found if article.url == url]

    def read(self, entry: Entry) -> Article:
        return self._at(entry.offset)

    def unread(self) -> Iterator[tuple[Head, list[UnreadClaim]]]:
        """Each article's head and claims as they are written here: for who only sorts them."""
        return (self._load(entry.offset) for entry in self.entries)

    def _at(self, offset: int) -> Article:
        head, claims = self._load(offset)
        return article_of(head, tuple(make_claim(id_, keys) for id_, _, keys in claims))

    def _load(self, offset: int) -> tuple[Head, list[UnreadClaim]]:
        self.file.seek(offset)
        found: tuple[Head, list[UnreadClaim]] = pickle.load(self.file)  # noqa: S301 (written by this program)
        return found


def spool(articles: Iterable[Article]) -> Spool:
    """`articles`, in whatever order, each written down as it comes."""
    file = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 (open as long as the spool)
    entries: list[Entry] = []
    offsets: dict[int, tuple[int, ...]] = defaultdict(tuple)
    withdrawing: list[Article] = []
    for article in articles:
        offset = file.tell()
        pickle.dump(_written(article), file, pickle.HIGHEST_PROTOCOL)
        entries.append(Entry(article.known_on, article.id, article_digest(article), len(article.claims), offset))
        offsets[hash(article.url)] += (offset,)
        if article.corrects or article.retracts:
            withdrawing.append(article)
    entries.sort()
    return Spool(file, tuple(entries), dict(offsets), tuple(withdrawing), sum(entry.claims for entry in entries))


def article_of(head: Head, claims: tuple[Claim, ...] = ()) -> Article:
    """The article of a head as it is written in a spool."""
    id_, url, publisher, published, kind, *rest = head
    return Article(id_, url, publisher, parse_period(published), ArticleKind(kind), claims, *rest)


def _written(article: Article) -> tuple[Head, list[UnreadClaim]]:
    """Plain text and numbers, which are written and read in a fraction of the time of the values they stand for."""
    head = (article.id, article.url, article.publisher, article.published.text, str(article.kind))
    rest = (article.title, article.origin, article.corrects, article.retracts)
    return (*head, *rest), [(claim.id, claim.fact, claim.keys) for claim in article.claims]
