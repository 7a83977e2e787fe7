"""The lines of an export: curated content as JSON, one value a line, and back."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeAlias

from service.graph.encoding import article_digest
from service.model.claims import Article, Claim, claim_id, read_claim
from service.model.dates import Period, parse_period
from service.model.entities import Deal, Directory, Entity, Label, Origin, Party, Publisher, Withdrawal
from service.model.rulings import Ruling
from service.model.vocabulary import ArticleKind, DealKind, PartyRole, PublisherKind, RulingAction

Keys: TypeAlias = dict[str, Any]
Reference: TypeAlias = Publisher | Origin | Entity | Deal | Ruling | Withdrawal | Article

CLAIMS, ARTICLES, REFERENCE, EDGES = "claims.jsonl", "articles.jsonl", "reference.jsonl", "edges.csv"
FILES = (CLAIMS, ARTICLES, REFERENCE, EDGES)
_PLACE_KEYS = ("article", "place", "id")


def is_export(folder: Path) -> bool:
    """Whether `folder` was written by `python -m seed export`."""
    return (folder / CLAIMS).is_file()


def line(keys: Mapping[str, Any]) -> str:
    return json.dumps(keys, ensure_ascii=False, separators=(",", ":")) + "\n"


def claim_keys(claim: Claim, *, article: Article, place: int, urls: Mapping[str, str]) -> Keys:
    """The claim as written, with its place. `urls` are those that claims were written under, where their article has
    another one by now: such a claim keeps its id, and the url that it follows from."""
    former = urls.get(claim.id, article.url)
    url = {"url": former} if former != article.url else {}
    return {"article": article.id, "place": place, "id": claim.id, **url, **claim.keys}


def read_claim_keys(keys: Keys, *, url: str) -> tuple[str, str, Keys]:
    """The claim's id as the line has it, the id that follows from its content, and the keys as written."""
    written = {key: value for key, value in keys.items() if key not in _PLACE_KEYS and key != "url"}
    return keys["id"], claim_id(keys.get("url", url), written), written


def article_keys(article: Article) -> Keys:
    head = {name: plain(getattr(article, name)) for name in _HEAD}
    return {**head, "digest": article_digest(article), "claims": len(article.claims)}


def read_article_keys(keys: Keys) -> Article:
    """The article without its claims."""
    more = {name: keys[name] for name in _HEAD if name not in ("published", "kind")}
    return Article(**more, published=parse_period(keys["published"]), kind=ArticleKind(keys["kind"]), claims=())


def reference_keys(value: Reference) -> Keys:
    """Any reference value, or an article as it was once, under the name of its type."""
    name = TYPES[type(value)]
    if isinstance(value, Article):
        claims = [{"id": claim.id, **claim.keys} for claim in value.claims]
        return {"type": name, **article_keys(value), "claims": claims}
    return {"type": name, **plain(value)}


def read_reference_keys(keys: Keys) -> Reference:
    """The value; KeyError, TypeError or ValueError if `keys` are none."""
    return _READERS[keys["type"]]({key: value for key, value in keys.items() if key != "type"})


def reference_order(keys: Mapping[str, Any]) -> tuple[int, str, str]:
    """Where a line stands among the others, no two at one place: by type, then id. What was withdrawn of one article
    or claim may be told several times."""
    name = str(keys.get("type"))
    place = list(_READERS).index(name) if name in _READERS else len(_READERS)
    return place, str(keys.get("id", keys.get("claim"))), line(keys) if name in ("withdrawal", "past") else ""


def references(directory: Directory) -> Iterator[Reference]:
    yield from directory.publishers.values()
    yield from directory.origins.values()
    yield from directory.entities.values()
    yield from directory.deals.values()


def plain(value: Any) -> Any:
    """A value of the model as JSON has it; what is not given is left out of mappings."""
    if isinstance(value, Period | StrEnum):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [plain(part) for part in value]
    if is_dataclass(value) and not isinstance(value, type):
        pairs = ((field.name, getattr(value, field.name)) for field in fields(value))
        return {name: plain(part) for name, part in pairs if part is not None and part != ()}
    return value


def _publisher(keys: Keys) -> Publisher:
    return Publisher(**{**keys, "kind": PublisherKind(keys["kind"])})


def _origin(keys: Keys) -> Origin:
    return Origin(**{**keys, "published": parse_period(keys["published"]) if "published" in keys else None})


def _entity(keys: Keys) -> Entity:
    lists = {key: tuple(keys.get(key, ())) for key in ("aliases", "works_for")}
    return Entity(**{**keys, **lists, "label": Label(keys["label"])})


def _deal(keys: Keys) -> Deal:
    parties = tuple(Party(party["entity"], PartyRole(party["role"])) for party in keys.get("parties", ()))
    return Deal(**{**keys, "kind": DealKind(keys["kind"]), "parties": parties})


def _ruling(keys: Keys) -> Ruling:
    read = {"on": date.fromisoformat(keys["on"]), "action": RulingAction(keys["action"])}
    return Ruling(**{**keys, **read, "origins": tuple(keys.get("origins", ()))})


def _withdrawal(keys: Keys) -> Withdrawal:
    return Withdrawal(**{**keys, "on": date.fromisoformat(keys["on"])})


def _past(keys: Keys) -> Article:
    head = read_article_keys(keys)
    claims = [{key: value for key, value in claim.items() if key != "id"} for claim in keys["claims"]]
    more = {name: getattr(head, name) for name in _HEAD}
    return Article(**more, claims=tuple(read_claim(head.url, claim) for claim in claims))


_HEAD = tuple(field.name for field in fields(Article) if field.name != "claims")
_READERS: Mapping[str, Callable[[Keys], Reference]] = {
    "publisher": _publisher,
    "origin": _origin,
    "entity": _entity,
    "deal": _deal,
    "ruling": _ruling,
    "withdrawal": _withdrawal,
    "past": _past,
}
TYPES: Mapping[type, str] = {
    Publisher: "publisher",
    Origin: "origin",
    Entity: "entity",
    Deal: "deal",
    Ruling: "ruling",
    Withdrawal: "withdrawal",
    Article: "past",
}
