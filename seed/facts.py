"""Claims of the files by their facts. They come by article, and beliefs go by fact."""

import pickle
import tempfile
import zlib
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import IO, Any

from seed.reading import Curated
from seed.spool import article_of
from service.model.assessment import Assessed, assess
from service.model.claims import make_claim
from service.model.withdrawing import Withdrawals

PART = 20_000  # claims that stand in memory at once, about


@dataclass(frozen=True, slots=True)
class Sorted:
    """A claim with its place in its article, and the day and publisher of that."""

    assessed: Assessed
    place: int
    source: str


def parts(
    curated: Curated, withdrawals: Withdrawals, *, only: Collection[str] | None = None
) -> Iterator[dict[str, list[Sorted]]]:
    """All claims by their facts, a part of the facts at a time; with `only`, of these facts."""
    files = [tempfile.SpooledTemporaryFile(2**20) for _ in range(curated.articles.claims // PART + 1)]  # noqa: SIM115
    for head, claims in curated.articles.unread():
        for place, (id_, fact, keys) in enumerate(claims):
            if only is None or fact in only:
                file = files[zlib.crc32(fact.encode()) % len(files)]
                pickle.dump((head, place, id_, keys), file, pickle.HIGHEST_PROTOCOL)
    for file in files:
        facts = defaultdict(list)
        for written in _unpickled(file):
            claim = _read(written, curated, withdrawals)
            facts[claim.assessed.claim.fact].append(claim)
        yield facts
        file.close()


def _read(written: tuple[Any, ...], curated: Curated, withdrawals: Withdrawals) -> Sorted:
    head, place, id_, keys = written
    article = article_of(head)
    assessed = assess(make_claim(id_, keys), article=article, directory=curated.directory)
    publisher = curated.directory.publishers[article.publisher].name
    return Sorted(withdrawals.apply(assessed, url=article.url), place, f"{article.published.text} {publisher}")


def _unpickled(file: IO[bytes]) -> Iterator[Any]:
    file.seek(0)
    try:
        while True:
            yield pickle.load(file)  # noqa: S301 (written above)
    except EOFError:
        return
