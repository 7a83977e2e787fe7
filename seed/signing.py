"""What files say no more is kept, with the name of who took it back, before a load may go on."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from seed.comparing import Changed, Comparison, Stored
from seed.reading import Curated
from seed.spool import spool
from seed.withdrawn import NAME, append_withdrawals, entry
from seed.wording import did_you_mean, shown
from service.errors import LoadError
from service.model.claims import Article, make_claim
from service.model.entities import Withdrawal


def sign(
    folder: Path, comparison: Comparison, curated: Curated, *, signature: Withdrawal, withdraw: Collection[str] = ()
) -> int:
    """Append to withdrawals.yaml what `comparison` finds lost, and the articles at the addresses `withdraw`, whose
    files are gone; the number of entries. LoadError when no such file is gone, or another one too."""
    addresses = {gone.head["url"] for gone in comparison.gone} | _gone_after_an_earlier_signature(comparison, curated)
    for url in withdraw:
        if url not in addresses:
            rule = "name the address of an article that is in the graph and whose file is gone"
            raise LoadError(f"--withdraw {shown(url)}: {rule}{did_you_mean(url, addresses)}")
    _refuse_unnamed([gone for gone in comparison.gone if gone.head["url"] not in withdraw])
    lost = [(changed.stored, changed.lost) for changed in comparison.unrecorded(curated)]
    lost += [(gone, list(gone.claims)) for gone in comparison.gone]
    if lost:
        append_withdrawals(folder / NAME, [_entry(stored, ids, signature) for stored, ids in lost])
    return len(lost)


def _refuse_unnamed(gone: Sequence[Stored]) -> None:
    """LoadError before anything is signed: the load would be refused, and half of it stand in withdrawals.yaml."""
    rule = "this article is in the graph, but its file is gone; restore it, or withdraw it too, with --withdraw"
    if gone:
        raise LoadError("\n".join(f"{one.id}: {rule} {one.head['url']}" for one in gone))


def _gone_after_an_earlier_signature(comparison: Comparison, curated: Curated) -> set[str]:
    """The addresses of articles of which only withdrawn claims are left. They count as changed, not as gone."""
    withdrawn = {withdrawal.claim for withdrawal in curated.withdrawals}
    return {
        changed.stored.head["url"]
        for changed in comparison.changed
        if all(claim.id in withdrawn for claim in changed.article.claims)
    }


def _entry(stored: Stored, ids: list[str], signature: Withdrawal) -> dict[str, Any]:
    head = {"article": stored.id, **stored.head}
    return entry(head, [stored.claims[id_] for id_ in ids], withdrawal=signature)


def as_if_signed(curated: Curated, comparison: Comparison, *, today: date) -> Curated:
    """What the files would say if all that is lost were withdrawn today."""
    lost = {changed.article.id: changed for changed in comparison.unrecorded(curated)}
    if not lost and not comparison.gone:
        return curated
    ids = [id_ for changed in lost.values() for id_ in changed.lost]
    ids += [id_ for gone in comparison.gone for id_ in gone.claims]
    withdrawn = tuple(Withdrawal(id_, today, "", "") for id_ in ids)
    articles = spool(_with_lost(curated, lost, comparison.gone))
    return replace(curated, articles=articles, withdrawals=(*curated.withdrawals, *withdrawn))


def _with_lost(curated: Curated, lost: dict[str, Changed], gone: Collection[Stored]) -> Iterator[Article]:
    for article in curated.articles:
        changed = lost.get(article.id)
        claims = [make_claim(id_, changed.stored.claims[id_]) for id_ in changed.lost] if changed else ()
        yield replace(article, claims=(*article.claims, *claims))
    for stored in gone:
        yield stored.as_article()
