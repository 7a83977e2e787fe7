"""R0: which claims are taken back, by whom, and since when."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from service.model.assessment import Assessed, assess
from service.model.claims import Article
from service.model.entities import Directory, Withdrawal


@dataclass(frozen=True, slots=True, order=True)
class Taking:
    """Something is taken back from `on` on: `by` is the article that does it, or the curators' list."""

    on: date
    by: str


@dataclass(frozen=True, slots=True)
class Withdrawals:
    """What is taken back, by the url of an article, by origin, and by claim."""

    of_url: Mapping[str, list[Taking]]
    of_origin: Mapping[str, list[Taking]]
    of_claim: Mapping[str, list[Taking]]

    def apply(self, assessed: Assessed, *, url: str) -> Assessed:
        """`assessed` with the first day on which it is withdrawn, if any. No article withdraws its own claims."""
        takings = [
            *self.of_url.get(url, ()),
            *self.of_origin.get(assessed.origin, ()),
            *self.of_claim.get(assessed.claim.id, ()),
        ]
        first = min((taking for taking in takings if taking.by != assessed.article), default=None)
        return replace(assessed, withdrawn_on=first.on, withdrawn_by=first.by) if first else assessed


def find_withdrawals(
    articles: Iterable[Article], *, directory: Directory, listed: Iterable[Withdrawal] = ()
) -> Withdrawals:
    """What the correcting and retracting among `articles`, and the curators' list, take back.

    An article withdraws the claims of the one that it names, and, where it is by the publisher of their origin, the
    claims of that origin everywhere.
    """
    articles = list(articles)
    takings: dict[str, list[tuple[Taking, str]]] = defaultdict(list)
    for article in articles:
        for url in filter(None, (article.corrects, article.retracts)):
            takings[url].append((Taking(article.known_on, article.id), article.publisher))
    of_origin: dict[str, list[Taking]] = defaultdict(list)
    for target in articles:
        for taking, publisher in takings.get(target.url, ()):
            if taking.by == target.id:
                continue
            for claim in target.claims:
                origin = assess(claim, article=target, directory=directory)
                if origin.publisher == publisher:
                    of_origin[origin.origin].append(Taking(max(taking.on, target.known_on), taking.by))
    of_claim: dict[str, list[Taking]] = defaultdict(list)
    for withdrawal in listed:
        of_claim[withdrawal.claim].append(Taking(withdrawal.on, "withdrawals.yaml"))
    return Withdrawals({url: [taking for taking, _ in found] for url, found in takings.items()}, of_origin, of_claim)
